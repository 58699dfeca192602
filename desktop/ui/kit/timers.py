"""Timers that wait for a pause."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def after(parent: QObject, wait_ms: int, slot: Callable[[], object]) -> QTimer:
    """Return a timer that calls `slot` once, so many milliseconds after its last `start()`."""
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(wait_ms)
    made.timeout.connect(slot)
    return made
