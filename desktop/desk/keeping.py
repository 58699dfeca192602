"""Keeps backups of an open desk: hourly while something changes, and when it is closed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from desktop.desk.desk import Desk
from desktop.desk.tasks import Progress, Worker
from desktop.records.errors import Mendable
from desktop.store import read

HOUR_MS = 3_600_000


class Keeper(QObject):
    """Makes a backup of a desk each hour in which something was saved; the worker does it.

    `failed` hears why a backup could not be made: the person should know, the work goes on.
    """

    def __init__(self, desk: Desk, worker: Worker, failed: Callable[[Mendable], None]) -> None:
        super().__init__(desk)
        self._desk, self._worker, self._failed = desk, worker, failed
        self._kept = read.last_change(desk.file.connection)
        self._timer = QTimer(self)
        self._timer.setInterval(HOUR_MS)
        self._timer.timeout.connect(self.keep_hourly)
        if not desk.read_only:
            self._timer.start()

    @property
    def due(self) -> bool:
        """Whether something was saved since the last backup, or since the desk was opened."""
        return (
            not self._desk.read_only and read.last_change(self._desk.file.connection) != self._kept
        )

    def keep_hourly(self) -> None:
        """Begin a backup on the worker, if one is due."""
        if not self.due:
            return
        from desktop.store import backup  # noqa: PLC0415 - not needed at the start

        count = read.last_change(self._desk.file.connection)
        file = self._desk.file

        def work(_progress: Progress) -> Path:
            with file.reading() as connection:
                return backup.make(file.path, connection)

        def done(_path: Path) -> None:
            self._kept = count

        self._worker.run(work, done, self._failed)

    def close(self) -> None:
        """Make the last backup of a changed desk, before its file is closed.

        Raises `SaveFailed` where it can't be made; the desk itself is whole.
        """
        self._timer.stop()
        if self.due:
            from desktop.store import backup  # noqa: PLC0415 - as above

            backup.make(self._desk.path, self._desk.file.connection)
