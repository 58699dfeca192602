"""Looking at a file before it is opened as a desk; what is no sound desk is refused unchanged."""

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop.records.words import _
from desktop.store import schema, transactions, wal
from desktop.store.connecting import connect_reader, uri
from desktop.store.errors import OpenRefused
from desktop.store.refusing import damaged, no_desk, of_another, refused, unreadable

_HEADER = 100
# A page-by-page check of a larger file would be felt at the start; a worker does it afterwards.
CHECKED_AT_OPEN = 64 * 1024 * 1024
# How often SQLite asks whether to go on, in steps of its machine: some milliseconds.
_STEPS = 100_000
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
class Header:
    """What a desk's first bytes say: the version that made it, and whether saves go to a -wal."""

    version: int
    logged: bool


def require_file(path: Path) -> os.stat_result:
    """Return what the system knows of a file without opening it; raise `OpenRefused` for no file.

    To open and close a file that this process has open as a desk would drop SQLite's locks on it.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        raise OpenRefused(
            _("There is no file {path}. Choose another, or make a new desk.").format(path=path)
        ) from None
    except OSError as error:
        raise OpenRefused(unreadable(path, error)) from None
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


def header_of(path: Path, busy_ms: int) -> Header:
    """Return the file's header; raise `OpenRefused` for what is no desk before SQLite is near.

    What a crash left half done in journal mode DELETE is taken back first; `busy_ms` is how long
    that waits for another process.
    """
    header = _first_bytes(path)
    _require_desk(path, header)
    if wal.journal_waiting(path):
        _roll_back(path, busy_ms)
        header = _first_bytes(path)
    _require_length(path, header)
    return Header(int.from_bytes(header[60:64]), header[_WRITE_FORMAT] == 2)


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_HEADER)
    except OSError as error:
        raise OpenRefused(unreadable(path, error)) from None


def _require_desk(path: Path, header: bytes) -> None:
    if not header:
        raise no_desk(path, _("{path} is empty (0 bytes), not a desk."))
    if not header.startswith(b"SQLite format 3\0"):
        kind = next((text for mark, text in _SIGNATURES if header.startswith(mark)), "")
        kind = kind or ("a text file" if b"\0" not in header else "a file of another program")
        raise no_desk(path, _("{path} is {kind}, not a desk."), kind)
    if len(header) < _HEADER or int.from_bytes(header[68:72]) != schema.APPLICATION_ID:
        raise no_desk(path, _("{path} is another program's database, not a desk."))


def _require_length(path: Path, header: bytes) -> None:
    page = int.from_bytes(header[16:18])
    pages = int.from_bytes(header[28:32])
    # A crash amid a checkpoint leaves the new size written and the file short; the -wal has all.
    # So does another process amid a save, as long as its -journal is there.
    under_way = wal.waiting(path) or wal.journal_waiting(path)
    if not under_way and path.stat().st_size < (65536 if page == 1 else page) * pages:
        raise damaged(path)


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
        raise of_another(path, "-journal")
    connection = sqlite3.connect(uri(path, "rw"), uri=True, timeout=busy_ms / 1000)
    try:
        with closing(connection):
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        raise refused(path, error) from error


def check(path: Path, busy_ms: int, *, logged: bool) -> None:
    """Raise `OpenRefused` for a damaged file, or another desk's -wal beside it; nothing is written.

    `logged` is whether saves go to a -wal; else they go to the file itself, which another process
    may be writing.
    """
    still = logged and not wal.waiting(path)
    shared = Path(f"{path}-shm")
    had_shared = shared.exists()
    try:
        _require_own_wal(path)
        if not is_large(path):
            with closing(connect_reader(path, immutable=still, busy_ms=busy_ms)) as connection:
                require_sound_pages(path, connection)
    except sqlite3.DatabaseError as error:
        raise refused(path, error) from error
    except OpenRefused:
        if not had_shared:
            shared.unlink(missing_ok=True)
        raise


def is_large(path: Path) -> bool:
    """Return whether a desk's pages are not all looked at when it is opened."""
    return path.stat().st_size > CHECKED_AT_OPEN


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
        raise refused(path, error) from error
    finally:
        connection.set_progress_handler(None, 0)
    if answer != "ok":
        raise damaged(path)


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
        raise of_another(path, "-wal")
