"""Opening and making a desk's file; every setting of SQLite is made and read back here."""

import errno
import os
import shlex
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
from desktop.store import schema, transactions, wal, whereabouts
from desktop.store.errors import Broken, Busy, Damaged, InUse, OpenRefused, SaveFailed

if TYPE_CHECKING:
    from desktop.store.migrate import Steps

HEADER = 100
BUSY_MS = 5000
# A page-by-page check of a larger file would be felt at the start; a worker does it afterwards.
CHECKED_AT_OPEN = 64 * 1024 * 1024
# How often SQLite asks whether to go on, in steps of its machine: some milliseconds.
_STEPS = 100_000
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
# Where another machine may write too: a -wal and its shared memory are of one machine only, and a
# journal's removal is synced (EXTRA).  A reader hinders a save there, and a save that outgrew the
# memory would hinder every reader until its end.
SHARED: dict[str, str | int] = {"journal_mode": "delete", "synchronous": 3, "cache_spill": 0}
# In a database's header: what may write it, 2 for a -wal.
_WRITE_FORMAT = 18
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
        return not self.sharer and self.path.stat().st_size > CHECKED_AT_OPEN

    def check_pages(self, stopped: Callable[[], bool]) -> None:
        """Read every page, on any thread; raise `Damaged` if one is not sound."""
        with self.reading() as connection:
            require_sound_pages(self.path, connection, stopped)

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


def connect_steady(path: Path) -> sqlite3.Connection:
    """Return a connection for reading one state at length, while nobody is kept from saving.

    Readers hinder nobody where there is a -wal.  Elsewhere a save would wait for them, so the desk
    is first copied to a temporary file, which SQLite removes itself.
    """
    connection = connect_reader(path)
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return connection
    with closing(connection):
        copy = sqlite3.connect("", isolation_level=None)
        connection.backup(copy)
    copy.execute("PRAGMA trusted_schema=OFF")
    add_functions(copy)
    return copy


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


def _header(path: Path, busy_ms: int) -> bytes:
    """Return the file's header, or refuse it for what it is, before SQLite has touched it.

    What a crash left half done in journal mode DELETE is taken back first.
    """
    header = _first_bytes(path)
    _require_desk(path, header)
    if wal.journal_waiting(path):
        _roll_back(path, busy_ms)
        header = _first_bytes(path)
    _require_length(path, header)
    return header


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(HEADER)
    except OSError as error:
        raise OpenRefused(_unreadable(path, error)) from None


def _require_desk(path: Path, header: bytes) -> None:
    if not header:
        raise _no_desk(path, _("{path} is empty (0 bytes), not a desk."))
    if not header.startswith(b"SQLite format 3\0"):
        kind = next((text for mark, text in _SIGNATURES if header.startswith(mark)), "")
        kind = kind or ("a text file" if b"\0" not in header else "a file of another program")
        raise _no_desk(path, _("{path} is {kind}, not a desk."), kind)
    if len(header) < HEADER or int.from_bytes(header[68:72]) != schema.APPLICATION_ID:
        raise _no_desk(path, _("{path} is another program's database, not a desk."))


def _require_length(path: Path, header: bytes) -> None:
    page = int.from_bytes(header[16:18])
    pages = int.from_bytes(header[28:32])
    # A crash amid a checkpoint leaves the new size written and the file short; the -wal has all.
    # So does another process amid a save, as long as its -journal is there.
    under_way = wal.waiting(path) or wal.journal_waiting(path)
    if not under_way and path.stat().st_size < (65536 if page == 1 else page) * pages:
        raise _damaged(path)


def _roll_back(path: Path, busy_ms: int) -> None:
    """Let SQLite take back what a crash left half written; refuse another desk's -journal."""
    try:
        with closing(connect_reader(path, immutable=True)) as connection:
            uid, page = schema.mark_of(connection)
        foreign = wal.is_foreign_journal(path, page, uid)
    except sqlite3.DatabaseError:
        # Half of a transaction is in the file; what was there before stands in its own -journal.
        foreign = False
    if foreign:
        raise _of_another(path, "-journal")
    connection = sqlite3.connect(_uri(path, "rw"), uri=True, timeout=busy_ms / 1000)
    try:
        with closing(connection):
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        raise _refused(path, error) from error


def _damaged(path: Path) -> Damaged:
    told = _("{path} is damaged: part of the file is missing or unreadable.").format(path=path)
    return Damaged(told, _way_on(path) or _no_backup(path))


def _no_backup(path: Path) -> str:
    from desktop.store import backup  # noqa: PLC0415 - few starts need it

    return _("It has no backup in {folder}.").format(folder=backup.folder_of(path))


def _no_desk(path: Path, told: str, kind: str = "") -> Broken:
    return Broken(told.format(path=path, kind=kind), _way_on(path))


def _way_on(path: Path) -> str:
    """Return the command that puts a desk's latest sound backup in its place, or ""."""
    from desktop.store import backup  # noqa: PLC0415 - few starts need it

    sound = backup.latest_sound(path)
    if sound is None:
        return ""
    command = shlex.join(["incident-desk", "restore", str(sound), str(path)])
    return _("Its latest backup can be put back: {command}").format(command=command)


def _check_pages(path: Path, busy_ms: int, *, logged: bool) -> None:
    """Refuse a damaged file, or one with another desk's -wal beside it; nothing is written.

    `logged` is whether saves go to a -wal; else they go to the file itself, which another process
    may be writing.
    """
    still = logged and not wal.waiting(path)
    shared = Path(f"{path}-shm")
    had_shared = shared.exists()
    try:
        _require_own_wal(path)
        if path.stat().st_size <= CHECKED_AT_OPEN:
            with closing(connect_reader(path, immutable=still, busy_ms=busy_ms)) as connection:
                require_sound_pages(path, connection)
    except sqlite3.DatabaseError as error:
        raise _refused(path, error) from error
    except OpenRefused:
        if not had_shared:
            shared.unlink(missing_ok=True)
        raise


def require_sound_pages(
    path: Path, connection: sqlite3.Connection, stopped: Callable[[], bool] = lambda: False
) -> None:
    """Read every page of an open desk, unless stopped; raise `Damaged` if one is not sound."""
    connection.set_progress_handler(stopped, _STEPS)
    try:
        answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if transactions.code(error) == sqlite3.SQLITE_INTERRUPT:
            return
        raise _refused(path, error) from error
    finally:
        connection.set_progress_handler(None, 0)
    if answer != "ok":
        raise _damaged(path)


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
        raise _of_another(path, "-wal")


def _of_another(path: Path, ending: str) -> OpenRefused:
    return OpenRefused(
        _(
            "{log} holds the last saves of another desk, so {path} can't be opened safely. "
            "Move that file away, then open the desk again."
        ).format(log=f"{path}{ending}", path=path)
    )


def _refused(path: Path, error: Exception) -> OpenRefused:
    match transactions.code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return OpenRefused(
                _("Another program is holding {path}. Try again in a moment.").format(path=path)
            )
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY:
            ending = "-journal" if wal.journal_waiting(path) else "-wal"
            return OpenRefused(
                _(
                    "{path} was not closed properly and its folder can't be written. Copy it, "
                    "with the file {log} beside it, to a folder of your own and open it there."
                ).format(path=path, log=f"{path.name}{ending}")
            )
        case _:
            return _damaged(path)


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def hold(path: Path, locks: Path) -> FileLock:
    """Return the system's lock on a desk; raise `InUse` if another window has it."""
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
    Where other machines may write, saves go to the file itself (`SHARED`).
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a symlink's name
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError):
        resolved = path
    found = _look(resolved)
    writable = write and _writable(resolved)
    lock = hold(resolved, locks) if locks is not None and writable else None
    try:
        header = _header(resolved, busy_ms)
        newer = int.from_bytes(header[60:64]) > version
        notice = _read_only_notice(newer=newer, wanted=write, writable=writable)
        read_only = bool(notice) or not write
        logged = header[_WRITE_FORMAT] == 2
        _check_pages(resolved, busy_ms, logged=logged)
        sharer = whereabouts.sharer(whereabouts.look(resolved))
        if sharer and logged and not read_only:
            _leave_wal(resolved, busy_ms)
        db = _connect(resolved, read_only=read_only, busy_ms=busy_ms, shared=bool(sharer))
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    if lock is not None and read_only:
        lock.release()
        lock = None
    desk = DeskFile(
        resolved, db, read_only, notice, Identity(found.st_dev, found.st_ino), lock, busy_ms, sharer
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


def _leave_wal(path: Path, busy_ms: int) -> None:
    """Bring a -wal into the file and go on without one."""
    connection = sqlite3.connect(_uri(path, "rw"), uri=True, timeout=busy_ms / 1000)
    try:
        with closing(connection):
            # Alone at the file, SQLite needs no shared memory, which a network disk may not have.
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("PRAGMA journal_mode=DELETE")
        Path(f"{path}-shm").unlink(missing_ok=True)
    except sqlite3.DatabaseError as error:
        raise _refused(path, error) from error


def _connect(
    path: Path, *, read_only: bool, busy_ms: int = BUSY_MS, shared: bool = False
) -> SqliteDatabase:
    wanted = PRAGMAS | (SHARED if shared else {}) | {"busy_timeout": busy_ms}
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
    except transactions.FAILURES as error:
        db.close()
        raise _refused(path, error) from error
    return db


def connect_other(path: Path) -> sqlite3.Connection:
    """Return a connection that reads another desk's file and leaves nothing beside it.

    Raises `OpenRefused` where it is no sound desk, or of a version that this program can't know.
    """
    path = path.resolve()
    header = _header(path, _look(path).st_size)
    if int.from_bytes(header[60:64]) > schema.VERSION:
        raise OpenRefused(
            _(
                "{path} was made by a newer version of this program. Install that, then try again."
            ).format(path=path)
        )
    _check_pages(path, BUSY_MS, logged=header[_WRITE_FORMAT] == 2)
    return connect_reader(path, immutable=not wal.waiting(path))


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
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{partial}{ending}").unlink(missing_ok=True)


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
    sharer = whereabouts.sharer(whereabouts.look(partial.resolve()))
    db = _connect(partial, read_only=False, shared=bool(sharer))
    identity = _identity(partial)
    assert identity is not None  # noqa: S101 - it was made a moment ago
    desk = DeskFile(partial, db, read_only=False, notice="", identity=identity, lock=None)
    try:
        with desk.writing():
            schema.create(db, uuid.uuid4().hex)
        fill(desk)
    finally:
        desk.close()
