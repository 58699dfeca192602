"""Opening and making a desk's file; every setting of SQLite is made and read back here."""

import errno
import os
import sqlite3
import stat
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from filelock import FileLock, Timeout
from peewee import SqliteDatabase

from desktop.records.fold import fold
from desktop.records.words import _
from desktop.store import schema, transactions, wal
from desktop.store.errors import Busy, Damaged, InUse, OpenRefused, SaveFailed

if TYPE_CHECKING:
    from desktop.store.migrate import Steps

HEADER = 100
BUSY_MS = 5000
# A page-by-page check of a larger file would be felt at the start; `verify` does it then.
CHECKED_AT_OPEN = 64 * 1024 * 1024
PRAGMAS: dict[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    # In KiB, as SQLite wants it: an import keeps the indexes that it fills in memory.
    "cache_size": -65536,
    # The -wal of an import shrinks again at the next save.
    "journal_size_limit": 64 * 1024 * 1024,
}
_SIGNATURES = (
    (b"PK\x03\x04", "a workbook or another zip archive"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
)


@dataclass(frozen=True, slots=True)
class Identity:
    """The file that a path named when it was opened: device and inode."""

    device: int
    inode: int


@dataclass(slots=True)
class DeskFile:
    """An open desk: its path, its one writing connection, and how it may be used."""

    path: Path
    db: SqliteDatabase
    read_only: bool
    notice: str
    identity: Identity
    lock: FileLock | None
    busy_ms: int = BUSY_MS
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
        except sqlite3.DatabaseError as error:
            told = transactions.told(error)
            if told is None:
                raise
            raise SaveFailed(told) from error
        finally:
            if passing and not self.db.is_closed():
                self.db.close()
            self.large = False
            self.turn.release()

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
        if _identity(self.path) != self.identity:
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


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return Identity(found.st_dev, found.st_ino)


def _uri(path: Path, mode: str, *, immutable: bool = False) -> str:
    # A name need not be UTF-8; its bytes are what the system knows.
    return f"file:{quote(os.fsencode(path))}?mode={mode}" + ("&immutable=1" if immutable else "")


def add_functions(connection: sqlite3.Connection) -> None:
    """Give a connection the one normal form that lists search and sort by."""
    connection.create_function("fold", 1, lambda text: fold(text or ""), deterministic=True)


def connect_reader(
    path: Path, *, immutable: bool = False, busy_ms: int = BUSY_MS
) -> sqlite3.Connection:
    """Return a reading connection; several may be open beside the one writer.

    `immutable` leaves no file beside the desk, and is only for a file that nobody writes.
    """
    connection = sqlite3.connect(
        _uri(path, "ro", immutable=immutable or _still(path)),
        uri=True,
        isolation_level=None,
        timeout=busy_ms / 1000,
    )
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    add_functions(connection)
    return connection


def _still(path: Path) -> bool:
    """Return whether the file can't change: its folder can't be written, and no -wal is there."""
    return not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()


def _look(path: Path) -> os.stat_result:
    """Return what the system knows of a file without opening it, or refuse it for what it is.

    To open and close a file that this process has open as a desk would drop SQLite's locks on it.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        raise OpenRefused(
            _("There is no file {path}. Choose another, or make a new desk.").format(path=path)
        ) from None
    except OSError as error:
        raise OpenRefused(_unreadable(path, error)) from None
    if stat.S_ISDIR(found.st_mode):
        raise OpenRefused(_("{path} is a folder. Choose a desk file.").format(path=path))
    if not stat.S_ISREG(found.st_mode):
        raise OpenRefused(_("{path} is not a file. Choose a desk file.").format(path=path))
    if found.st_nlink > 1:
        raise OpenRefused(
            _(
                "{path} is one of {n} names (hard links) of the same file, which is unsafe for a "
                "desk. Copy it to a file of its own and open that."
            ).format(path=path, n=found.st_nlink)
        )
    return found


def _unreadable(path: Path, error: OSError) -> str:
    if error.errno == errno.ENAMETOOLONG:
        return _("The path is longer than this system allows. Move the desk higher up.")
    return _("{path} can't be read: {why}.").format(path=path, why=error.strerror)


def _header(path: Path, size: int) -> bytes:
    """Return the file's header, or refuse it for what it is; SQLite has not touched it yet."""
    try:
        with path.open("rb") as stream:
            header = stream.read(HEADER)
    except OSError as error:
        raise OpenRefused(_unreadable(path, error)) from None
    _require_desk(path, header, size)
    return header


def _require_desk(path: Path, header: bytes, size: int) -> None:
    if not header:
        raise OpenRefused(_("{path} is empty (0 bytes), not a desk.").format(path=path))
    if not header.startswith(b"SQLite format 3\0"):
        kind = next((text for mark, text in _SIGNATURES if header.startswith(mark)), "")
        kind = kind or ("a text file" if b"\0" not in header else "a file of another program")
        raise OpenRefused(_("{path} is {kind}, not a desk.").format(path=path, kind=kind))
    if len(header) < HEADER or int.from_bytes(header[68:72]) != schema.APPLICATION_ID:
        raise OpenRefused(_("{path} is another program's database, not a desk.").format(path=path))
    page = int.from_bytes(header[16:18])
    pages = int.from_bytes(header[28:32])
    # A crash amid a checkpoint leaves the new size written and the file short; the -wal has all.
    if not wal.waiting(path) and size < (65536 if page == 1 else page) * pages:
        raise _damaged(path)


def _damaged(path: Path) -> Damaged:
    return Damaged(
        _(
            "{path} is damaged: part of the file is missing or unreadable. "
            "Open one of its backups instead."
        ).format(path=path)
    )


def _check_pages(path: Path, busy_ms: int) -> None:
    """Refuse a damaged file, or one with another desk's -wal beside it; nothing is written."""
    waiting = wal.waiting(path)
    shared = Path(f"{path}-shm")
    had_shared = shared.exists()
    try:
        _require_own_wal(path)
        if path.stat().st_size <= CHECKED_AT_OPEN:
            with closing(
                connect_reader(path, immutable=not waiting, busy_ms=busy_ms)
            ) as connection:
                answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if answer != "ok":
                raise _damaged(path)
    except sqlite3.DatabaseError as error:
        raise _refused(path, error) from error
    except OpenRefused:
        if not had_shared:
            shared.unlink(missing_ok=True)
        raise


def _require_own_wal(path: Path) -> None:
    if not wal.waiting(path):
        return
    try:
        with closing(connect_reader(path, immutable=True)) as connection:
            uid, page = schema.mark_of(connection)
    except sqlite3.DatabaseError:
        # Half of a checkpoint is in the file; what was left of it stands in its own -wal.
        return
    if wal.is_foreign(path, page, uid):
        raise OpenRefused(
            _(
                "{wal} holds the last saves of another desk, so {path} can't be opened safely. "
                "Move that file away, then open the desk again."
            ).format(wal=f"{path}-wal", path=path)
        )


def _refused(path: Path, error: sqlite3.DatabaseError) -> OpenRefused:
    match transactions.code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return OpenRefused(
                _("Another program is holding {path}. Try again in a moment.").format(path=path)
            )
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY:
            return OpenRefused(
                _(
                    "{path} was not closed properly and its folder can't be written. Copy it, "
                    "with the file {wal} beside it, to a folder of your own and open it there."
                ).format(path=path, wal=f"{path.name}-wal")
            )
        case _:
            return _damaged(path)


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _locked(path: Path, locks: Path) -> FileLock:
    found = path.stat()
    locks.mkdir(parents=True, exist_ok=True)
    lock = FileLock(locks / f"{found.st_dev:x}-{found.st_ino:x}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise InUse(_("{path} is open in another window.").format(path=path)) from None
    return lock


def open_desk(
    path: Path,
    *,
    locks: Path | None = None,
    write: bool = True,
    busy_ms: int = BUSY_MS,
    steps: "Steps | None" = None,
    version: int = schema.VERSION,
) -> DeskFile:
    """Open a desk; raise `OpenRefused` and leave the bytes alone if it isn't sound.

    `locks` is the folder of system locks that keeps a second window out; commands that only read
    pass `write=False` and need none.  What can't be written is opened to read, with a notice.  A
    desk of an older version is backed up and brought to `version` by `steps`, or the usual ones.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a symlink's name
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError):
        resolved = path
    found = _look(resolved)
    writable = write and _writable(resolved)
    lock = _locked(resolved, locks) if locks is not None and writable else None
    try:
        header = _header(resolved, found.st_size)
        newer = int.from_bytes(header[60:64]) > version
        notice = _read_only_notice(newer=newer, wanted=write, writable=writable)
        read_only = bool(notice) or not write
        _check_pages(resolved, busy_ms)
        db = _connect(resolved, read_only=read_only, busy_ms=busy_ms)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    if lock is not None and read_only:
        lock.release()
        lock = None
    desk = DeskFile(
        resolved, db, read_only, notice, Identity(found.st_dev, found.st_ino), lock, busy_ms
    )
    try:
        if desk.connection.execute("PRAGMA user_version").fetchone()[0] < version:
            from desktop.store import migrate  # noqa: PLC0415 - few starts need it

            given = migrate.STEPS if steps is None else steps
            migrate.bring_up(resolved, desk.connection, given, version, read_only=read_only)
    except BaseException:
        desk.close()
        raise
    return desk


def _read_only_notice(*, newer: bool, wanted: bool, writable: bool) -> str:
    if newer:
        return _("This desk was made by a newer version; it is open for reading only.")
    if wanted and not writable:
        return _("The file or its folder can't be written; the desk is open for reading only.")
    return ""


def _connect(path: Path, *, read_only: bool, busy_ms: int = BUSY_MS) -> SqliteDatabase:
    wanted = PRAGMAS | {"busy_timeout": busy_ms}
    if read_only:
        uri = _uri(path, "ro", immutable=_still(path))
        del wanted["journal_mode"]
    else:
        uri = _uri(path, "rw")
    db = SqliteDatabase(
        uri, uri=True, pragmas=wanted, lock_type="IMMEDIATE", timeout=busy_ms / 1000
    )
    db.register_function(lambda text: fold(text or ""), "fold", 1, deterministic=True)
    try:
        db.connect()
        for name, value in wanted.items():
            found = db.connection().execute(f"PRAGMA {name}").fetchone()[0]
            if str(found) != str(value):
                db.close()
                raise OpenRefused(
                    _("{path} can't be opened safely: {name} is {found}, not {value}.").format(
                        path=path, name=name, found=found, value=value
                    )
                )
    except sqlite3.DatabaseError as error:
        db.close()
        raise _refused(path, error) from error
    return db


def create_desk(path: Path, fill: Callable[[DeskFile], None]) -> None:
    """Make a new desk at `path`, filled by `fill`; raise `OpenRefused` if something is there.

    It is made beside its place and moved there when it is whole, so that no half desk is left.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100
    if os.path.lexists(path):
        raise OpenRefused(_("{path} exists. Choose another name.").format(path=path))
    partial = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    try:
        partial.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise OpenRefused(
            _("A desk can't be made at {path}: {why}.").format(path=path, why=error.strerror)
        ) from None
    try:
        _build(partial, fill)
        partial.rename(path)
        sync_folder(path.parent)
    finally:
        for leftover in (partial, Path(f"{partial}-wal"), Path(f"{partial}-shm")):
            leftover.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, so that a rename outlives a power cut."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _build(partial: Path, fill: Callable[[DeskFile], None]) -> None:
    db = _connect(partial, read_only=False)
    identity = _identity(partial)
    assert identity is not None  # noqa: S101 - it was made a moment ago
    desk = DeskFile(partial, db, read_only=False, notice="", identity=identity, lock=None)
    try:
        with desk.writing():
            schema.create(db, uuid.uuid4().hex)
        fill(desk)
    finally:
        desk.close()
