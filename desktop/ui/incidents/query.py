"""Asks the desk for ids on a thread of its own; a newer question interrupts an older one."""

import sqlite3
import threading
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from desktop.desk.desk import Desk
from desktop.desk.tasks import Progress, Stopped, Task, Worker
from desktop.records.errors import Mendable
from desktop.store import firstids, listing
from desktop.store.firstids import First
from desktop.store.listing import Filter, Sort
from desktop.ui.kit.table import row_of, rows_of

T = TypeVar("T")
Question = tuple[Filter, Sort]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was selected and under the cursor before the list is asked for anew, by id.

    With `everything` all rows were selected, and all will be.
    """

    selected: frozenset[int] = frozenset()
    current: int | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """Every id in order, how many incidents the desk has, and where the `kept` ones stand."""

    ids: "array[int]"
    total: int
    kept: Kept
    selected: "array[int]"
    current: int


class Lane:
    """One thread for the list's questions, so that an export never stands before them."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        self._desk = desk
        self._worker = Worker(parent)
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._tasks: list[Task] = []

    def first(
        self,
        question: Question,
        done: Callable[[First], None],
        failed: Callable[[Mendable], None],
    ) -> None:
        """Ask for the first ids of an order."""

        def work(connection: sqlite3.Connection, _progress: Progress) -> First:
            return firstids.first_ids(connection, *question)

        self._run(work, done, failed)

    def whole(
        self,
        question: Question,
        kept: Kept,
        total: int | None,
        done: Callable[[Order], None],
        failed: Callable[[Mendable], None],
    ) -> None:
        """Ask for every id, and for the rows at which some of them stand.

        Without a `total` the desk's incidents are counted.
        """

        def work(connection: sqlite3.Connection, progress: Progress) -> Order:
            ids = listing.all_ids(connection, *question, lambda: progress.stopped)
            if progress.stopped:
                raise Stopped
            rows = rows_of(ids, kept.selected) if kept.selected else array("q")
            at = -1 if kept.current is None else row_of(ids, kept.current)
            known = listing.count(connection) if total is None else total
            return Order(ids, known, kept, rows, at)

        self._run(work, done, failed)

    def stop(self) -> None:
        """Let go of all that was asked, the query under way included."""
        for task in self._tasks:
            task.stop()
        self._tasks.clear()
        with self._lock:
            if self._connection is not None:
                self._connection.interrupt()

    def close(self) -> None:
        """Stop, and wait until the thread is free."""
        self.stop()
        self._worker.close()

    def _run(
        self,
        work: Callable[[sqlite3.Connection, Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Mendable], None],
    ) -> None:
        def run(progress: Progress) -> Any:
            if progress.stopped:
                raise Stopped
            with self._desk.file.reading() as connection:
                self._hold(connection)
                try:
                    return work(connection, progress)
                except sqlite3.OperationalError:
                    if progress.stopped:
                        raise Stopped from None
                    raise
                finally:
                    self._hold(None)

        task = self._worker.run(run, done, failed)
        self._tasks.append(task)
        task.ended.connect(lambda: self._forget(task))

    def _hold(self, connection: sqlite3.Connection | None) -> None:
        with self._lock:
            self._connection = connection

    def _forget(self, task: Task) -> None:
        if task in self._tasks:
            self._tasks.remove(task)
