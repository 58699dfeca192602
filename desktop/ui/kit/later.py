"""What a window does once it is painted: the first sight of it need not wait for that.

The start shows the window and its list; all else waits here, or is built when it is first entered.
"""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

# Long enough for the paint that is under way, too short to be noticed.
PAUSE_MS = 30


class Later(QObject):
    """Steps that are done one by one after the window is painted, with a pause between.

    Each must be short, since the window answers nobody meanwhile.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: deque[Callable[[], object]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._next)

    def add(self, *steps: Callable[[], object]) -> None:
        """Put steps at the end of the queue."""
        self._steps.extend(steps)
        self._timer.start()

    def drop(self) -> None:
        """Forget the steps that are left."""
        self._steps.clear()
        self._timer.stop()

    def _next(self) -> None:
        self._steps.popleft()()
        if not self._steps:
            self._timer.stop()
