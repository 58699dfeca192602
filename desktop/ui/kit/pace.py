"""When to write what is being typed: half a second after the last key, two seconds at most."""

from PySide6.QtCore import QObject, Signal

from desktop.ui.kit.timers import after

PAUSE_MS = 500
LONGEST_MS = 2000


class Pace(QObject):
    """Tells by `due` that what was typed is to be written now."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pause = after(self, PAUSE_MS, self._tell)
        self._longest = after(self, LONGEST_MS, self._tell)
        self._later = after(self, PAUSE_MS, self._tell)

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
