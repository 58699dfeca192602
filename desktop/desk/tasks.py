"""Long work on one worker thread, with progress and stop; the window stays alive meanwhile."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from desktop.records.errors import Mendable

# What takes longer shows that it is under way.
PATIENCE_MS = 300
# More records than this are planned and written on the worker.
MANY = 2000


class Stopped(Mendable):
    """The person stopped the work; nothing of it was kept."""


class Progress:
    """What a worker is told and tells: how far it is, and whether it should stop."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._report = report
        self._stop = threading.Event()

    def __call__(self, done: int, total: int) -> None:
        """Tell how many of how many are done; raise `Stopped` if the person stopped the work."""
        if self._stop.is_set():
            raise Stopped
        self._report(done, total)

    def stop(self) -> None:
        """Ask the worker to stop at its next step."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether the worker was asked to stop."""
        return self._stop.is_set()


class Task(QObject):
    """A piece of work under way, seen from the main thread, which owns its signals."""

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.progress = Progress(self.progressed.emit)

    def stop(self) -> None:
        """Ask the work to stop; `ended` follows, and neither `finished` nor `failed`."""
        self.progress.stop()


class _Work(QRunnable):
    """Runs a function and only emits; it holds no object of the window."""

    def __init__(
        self,
        work: Callable[[Progress], Any],
        progress: Progress,
        emit: Callable[[object, BaseException | None], None],
    ) -> None:
        super().__init__()
        self._work, self._progress, self._emit = work, progress, emit

    def run(self) -> None:
        """Run the work; whatever it raises is told to the main thread, where it is handled."""
        try:
            result = self._work(self._progress)
        except BaseException as error:  # noqa: BLE001 - carried over to the main thread
            self._emit(None, error)
        else:
            self._emit(result, None)


class _Teller(QObject):
    """Carries results over to the main thread; work that runs holds it, so that it is there."""

    over = Signal(object, object, object)


class Worker(QObject):
    """One worker thread and the tasks that run or wait on it, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._tasks: list[Task] = []
        # The worker may be gone with its window before its last work has ended.
        self._teller = _Teller()
        self._teller.over.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Mendable], None],
    ) -> Task:
        """Start `work(progress)` on the worker; then `done(result)` or `failed(why)` here.

        A failure that is no `Mendable` is a bug: it is raised here, for the crash handler.
        """
        task = Task(self)
        task.finished.connect(done)
        task.failed.connect(failed)
        self._tasks.append(task)
        teller = self._teller

        def emit(result: object, error: BaseException | None) -> None:
            teller.over.emit(task, result, error)

        self._pool.start(_Work(work, task.progress, emit))
        return task

    @Slot(object, object, object)
    def _deliver(self, task: Task, result: object, error: BaseException | None) -> None:
        if task in self._tasks:
            self._tasks.remove(task)
        try:
            if isinstance(error, Mendable):
                if not isinstance(error, Stopped):
                    task.failed.emit(error)
            elif error is not None:
                raise error
            elif not task.progress.stopped:
                task.finished.emit(result)
        finally:
            task.ended.emit()
            task.deleteLater()

    @property
    def busy(self) -> bool:
        """Whether any task is under way."""
        return bool(self._tasks)

    def close(self) -> None:
        """Stop every task and wait until the thread is free."""
        for task in self._tasks:
            task.stop()
        self._pool.waitForDone()
