"""Opening and making a desk's file; every setting of SQLite is made and read back here."""

import errno
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from urllib.parse import quote

from filelock import FileLock, Timeout
from peewee import SqliteDatabase

from desktop.records.fold import fold
from desktop.store import schema
from desktop.store.errors import OpenRefused, SaveFailed

HEADER = 100
BUSY_MS = 5000
# A page-by-page check of a larger file would be felt at the start; `verify` does it then.
CHECKED_AT_OPEN = 64 * 1024 * 1024
PRAGMAS: dict[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": BUSY_MS,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
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

    @property
    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        connection: sqlite3.Connection = self.db.connection()
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Run one transaction, all or nothing; raise `SaveFailed` in words a person can use."""
        if self.read_only:
            raise SaveFailed(_("This desk is open for reading only; nothing can be saved in it."))
        self.require_same_file()
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except sqlite3.OperationalError as error:
            raise SaveFailed(_operational(error)) from error
        self.require_same_file()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection of this thread's own that can only read, closed afterwards."""
        connection = connect_reader(self.path, immutable=self.read_only)
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


def _operational(error: sqlite3.OperationalError) -> str:
    text = str(error)
    if "locked" in text or "busy" in text:
        return _("Another program is holding the desk's file. Try again in a moment.")
    if "full" in text:
        return _("The disk is full. Make room, then save again; nothing typed is lost.")
    if "readonly" in text:
        return _("The desk's file may not be written. Check its permissions, then save again.")
    return _("The desk's file could not be written ({error}). Nothing was changed in it.").format(
        error=text
    )


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return Identity(found.st_dev, found.st_ino)


def _uri(path: Path, mode: str, *, immutable: bool = False) -> str:
    return f"file:{quote(str(path))}?mode={mode}" + ("&immutable=1" if immutable else "")


def add_functions(connection: sqlite3.Connection) -> None:
    """Give a connection the one normal form that lists search and sort by."""
    connection.create_function("fold", 1, lambda text: fold(text or ""), deterministic=True)


def connect_reader(path: Path, *, immutable: bool = False) -> sqlite3.Connection:
    """Return a reading connection; several may be open beside the one writer."""
    still = immutable and not Path(f"{path}-wal").exists()
    connection = sqlite3.connect(
        _uri(path, "ro", immutable=still), uri=True, isolation_level=None, timeout=BUSY_MS / 1000
    )
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    add_functions(connection)
    return connection


def _examine(path: Path) -> bytes:
    """Return the file's header, or refuse it for what it is; SQLite has not touched it yet."""
    try:
        found = path.stat()
        if path.is_dir():
            raise OpenRefused(_("{path} is a folder. Choose a desk file.").format(path=path))
        if not path.is_file():
            raise OpenRefused(_("{path} is not a file. Choose a desk file.").format(path=path))
        with path.open("rb") as stream:
            header = stream.read(HEADER)
    except FileNotFoundError:
        raise OpenRefused(
            _("There is no file {path}. Choose another, or make a new desk.").format(path=path)
        ) from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise OpenRefused(
                _("The path is longer than this system allows. Move the desk higher up.")
            ) from None
        raise OpenRefused(
            _("{path} can't be read: {why}.").format(path=path, why=error.strerror)
        ) from None
    if found.st_nlink > 1:
        raise OpenRefused(
            _(
                "{path} is one of {n} names (hard links) of the same file, which is unsafe for a "
                "desk. Copy it to a file of its own and open that."
            ).format(path=path, n=found.st_nlink)
        )
    _require_desk(path, header, found.st_size)
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
    if size < (65536 if page == 1 else page) * pages:
        raise OpenRefused(_damaged(path))


def _damaged(path: Path) -> str:
    return _(
        "{path} is damaged: part of the file is missing or unreadable. "
        "Open one of its backups instead."
    ).format(path=path)


def _check_pages(path: Path, *, immutable: bool) -> None:
    if path.stat().st_size > CHECKED_AT_OPEN:
        return
    try:
        connection = connect_reader(path, immutable=immutable)
        try:
            answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise OpenRefused(_damaged(path)) from error
    if answer != "ok":
        raise OpenRefused(_damaged(path))


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


class InUse(OpenRefused):
    """The desk is open in another window of this machine."""


def open_desk(path: Path, *, locks: Path | None = None, write: bool = True) -> DeskFile:
    """Open a desk; raise `OpenRefused` and leave the bytes alone if it isn't sound.

    `locks` is the folder of system locks that keeps a second window out; commands that only read
    pass `write=False` and need none.  What can't be written is opened to read, with a notice.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a symlink's name
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError):
        resolved = path
    header = _examine(resolved)
    newer = int.from_bytes(header[60:64]) > schema.VERSION
    notice = _read_only_notice(resolved, newer=newer, write=write)
    read_only = bool(notice) or not write
    _check_pages(resolved, immutable=not os.access(resolved.parent, os.W_OK))
    lock = _locked(resolved, locks) if locks is not None and not read_only else None
    try:
        db = _connect(resolved, read_only=read_only)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    identity = _identity(resolved)
    assert identity is not None  # noqa: S101 - it was opened a moment ago
    return DeskFile(resolved, db, read_only, notice, identity, lock)


def _read_only_notice(path: Path, *, newer: bool, write: bool) -> str:
    if newer:
        return _("This desk was made by a newer version; it is open for reading only.")
    if write and not _writable(path):
        return _("The file or its folder can't be written; the desk is open for reading only.")
    return ""


def _connect(path: Path, *, read_only: bool) -> SqliteDatabase:
    if read_only:
        still = not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
        uri = _uri(path, "ro", immutable=still)
        wanted = {name: value for name, value in PRAGMAS.items() if name != "journal_mode"}
    else:
        uri, wanted = _uri(path, "rw"), PRAGMAS
    db = SqliteDatabase(
        uri, uri=True, pragmas=wanted, lock_type="IMMEDIATE", timeout=BUSY_MS / 1000
    )
    db.register_function(lambda text: fold(text or ""), "fold", 1, deterministic=True)
    try:
        db.connect()
        for name, value in wanted.items():
            found = db.connection().execute(f"PRAGMA {name}").fetchone()[0]
            if str(found) != str(value):
                raise OpenRefused(
                    _("{path} can't be opened safely: {name} is {found}, not {value}.").format(
                        path=path, name=name, found=found, value=value
                    )
                )
    except sqlite3.DatabaseError as error:
        db.close()
        raise OpenRefused(_damaged(path)) from error
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
    finally:
        for leftover in (partial, Path(f"{partial}-wal"), Path(f"{partial}-shm")):
            leftover.unlink(missing_ok=True)


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
