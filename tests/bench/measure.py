"""What a measurement is, and how the event loop is watched while one runs."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter, process_time

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QObject, Qt, QTimer

LONGEST = 120.0
# The preview follows the cursor a little later; its work counts too.
AFTERWARDS = 0.15


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the table: times in milliseconds unless `unit` says otherwise.

    Where there is a floor the limit is a ratio to it, else a bound on `ours` itself; no limit
    means that the row only informs.
    """

    name: str
    ours: float
    floor_name: str = ""
    floor: float | None = None
    limit: float | None = None
    unit: str = "ms"
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the floor ours is."""
        return self.ours / self.floor if self.floor else None

    @property
    def over(self) -> bool:
        """Whether the limit is passed."""
        if self.limit is None:
            return False
        return (self.ours if self.ratio is None else self.ratio) > self.limit


def timed(do: Callable[[], object]) -> float:
    """Return the time that something takes, in milliseconds."""
    start = perf_counter()
    do()
    return (perf_counter() - start) * 1000


class Probe(QObject):
    """Ticks every so many milliseconds; the longest time between two ticks is the worst stall.

    `worked` is the most that this process worked between two ticks: a stall of its own making,
    where other programs' work on the machine is in `worst` too.
    """

    def __init__(self, every: int = 1) -> None:
        super().__init__()
        self.worst = self.worked = 0.0
        self._since = QElapsedTimer()
        self._processor = process_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(every)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        self.worst = max(self.worst, self._since.nsecsElapsed() / 1e6)
        self._since.start()
        now = process_time()
        self.worked = max(self.worked, (now - self._processor) * 1000)
        self._processor = now

    def watch(
        self,
        do: Callable[[], object],
        done: Callable[[], bool],
        afterwards: float = AFTERWARDS,
        longest: float = LONGEST,
    ) -> float:
        """Do something, run the loop until it is done and settled, and return its milliseconds.

        Raises TimeoutError where it never is.
        """
        self.worst = self.worked = 0.0
        self._processor = process_time()
        self._since.start()
        self._timer.start()
        start = perf_counter()
        do()
        while not done():
            turn()
            if perf_counter() - start > longest:
                raise TimeoutError("the window did not finish")
        taken = (perf_counter() - start) * 1000
        end = perf_counter() + afterwards
        while perf_counter() < end:
            turn()
        self._timer.stop()
        return taken


def turn() -> None:
    """Let the event loop do what waits, once."""
    QCoreApplication.processEvents(
        QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    )
