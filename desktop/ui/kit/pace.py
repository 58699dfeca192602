"""When to write what is being typed: half a second after the last key, two seconds at most."""

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 500
LONGEST_MS = 2000


class Pace(QObject):
    """Tells by `due` that what was typed is to be written now."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pause = self._timer(PAUSE_MS)
        self._longest = self._timer(LONGEST_MS)
        self._later = self._timer(PAUSE_MS)

    def _timer(self, wait: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(wait)
        made.timeout.connect(self._tell)
        return made

    def typed(self) -> None:
        """Take note that something was typed."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def again(self) -> None:
        """Tell once more in a moment, since what was due could not be done; `rest` lets it be."""
        self._later.start()

    def rest(self) -> None:
        """Forget what waits to be written."""
        self._pause.stop()
        self._longest.stop()

    def _tell(self) -> None:
        self.rest()
        self.due.emit()
