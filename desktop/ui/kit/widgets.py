"""The plain labels and buttons that every screen is made of."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton


def label(text: str, role: str = "label") -> QLabel:
    """Return a label that shows `text` as it is, in one of the theme's roles."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    return made


def button(text: str, slot: Callable[[], object], role: str = "") -> QPushButton:
    """Return a push button in one of the theme's roles: primary, quiet or plain."""
    made = QPushButton(text.replace("&", "&&"))
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    made.clicked.connect(lambda _checked=False: slot())
    return made
