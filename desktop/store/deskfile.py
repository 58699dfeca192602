"""An open desk's file: how it is read and written while a window has it."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock
from peewee import SqliteDatabase

from desktop.records.words import _
from desktop.store import looking, transactions
from desktop.store.connecting import BUSY_MS, connect_reader
from desktop.store.errors import Busy, SaveFailed


@dataclass(frozen=True, slots=True)
class Identity:
    """The file that a path named when it was opened: device and inode."""

    device: int
    inode: int


@dataclass(slots=True)
class DeskFile:
    """An open desk: its path, its one writing connection, and how it may be used.

    `sharer` says who brings the file to other machines (see `whereabouts`); "" for nobody.
    """

    path: Path
    db: SqliteDatabase
    read_only: bool
    notice: str
    identity: Identity
    lock: FileLock | None
    busy_ms: int = BUSY_MS
    sharer: str = ""
    turn: threading.Lock = field(default_factory=threading.Lock)
    large: bool = False

    @property
    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        connection: sqlite3.Connection = self.db.connection()
        return connection

    @contextmanager
    def writing(self, *, large: bool = False) -> Iterator[sqlite3.Connection]:
        """Run one transaction, all or nothing; raise `SaveFailed` in words a person can use.

        Threads write in turn, and a thread that had no connection gives its own back at the end.
        A `large` one may take long: others don't wait for it, but get `Busy` at once, so that no
        window stands still.
        """
        if self.read_only:
            raise SaveFailed(_("This desk is open for reading only; nothing can be saved in it."))
        if not self.turn.acquire(timeout=0 if self.large else self.busy_ms / 1000):
            raise Busy(_("The desk is still saving something else. Try again in a moment."))
        self.large = large
        passing = self.db.is_closed()
        try:
            self.require_same_file()
            with transactions.transaction(self.connection) as connection:
                yield connection
            self.require_same_file()
        except transactions.FAILURES as error:
            told = transactions.told(error)
            if told is None:
                raise
            raise SaveFailed(told) from error
        finally:
            if passing and not self.db.is_closed():
                self.db.close()
            self.large = False
            self.turn.release()

    @property
    def unchecked(self) -> bool:
        """Whether the file was too large to look at each of its pages when it was opened.

        Where a reader hinders saving, the hourly backup's check has to do.
        """
        return not self.sharer and looking.is_large(self.path)

    def check_pages(self, stopped: Callable[[], bool]) -> None:
        """Read every page, on any thread; raise `Damaged` if one is not sound."""
        with self.reading() as connection:
            looking.require_sound_pages(self.path, connection, stopped)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection of this thread's own that can only read, closed afterwards."""
        connection = connect_reader(self.path, busy_ms=self.busy_ms)
        try:
            yield connection
        finally:
            connection.close()

    def require_same_file(self) -> None:
        """Raise `SaveFailed` if the file was deleted or replaced under us."""
        if identity_of(self.path) != self.identity:
            raise SaveFailed(
                _(
                    "The desk's file was deleted, moved or replaced while it was open: {path}. "
                    "Put it back, or save a copy of the desk elsewhere."
                ).format(path=self.path)
            )

    def close(self) -> None:
        """Close the file and let others open it."""
        if not self.db.is_closed():
            self.db.close()
        if self.lock is not None:
            self.lock.release()


def identity_of(path: Path) -> Identity | None:
    """Return what a path names now, or None where there is nothing to be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Identity(found.st_dev, found.st_ino)
