"""When to write what is being typed: half a second after the last key, two seconds at most."""

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 500
LONGEST_MS = 2000


class Pace(QObject):
    """Tells by `due` that what was typed is to be written now."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pause, self._longest = QTimer(self), QTimer(self)
        for timer, wait in ((self._pause, PAUSE_MS), (self._longest, LONGEST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self._tell)

    def typed(self) -> None:
        """Take note that something was typed."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def rest(self) -> None:
        """Forget what waits to be written."""
        self._pause.stop()
        self._longest.stop()

    def _tell(self) -> None:
        self.rest()
        self.due.emit()
