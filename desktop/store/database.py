"""Opening a desk's file, or another desk's beside it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from desktop.records.words import _
from desktop.store import looking, schema, wal, whereabouts
from desktop.store.connecting import BUSY_MS, connect_reader, connect_writer, uri
from desktop.store.deskfile import DeskFile, Identity
from desktop.store.errors import InUse, OpenRefused
from desktop.store.refusing import refused

if TYPE_CHECKING:
    from desktop.store.migrate import Steps


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
    found = looking.require_file(resolved)
    writable = write and _writable(resolved)
    lock = hold(resolved, locks) if locks is not None and writable else None
    try:
        header = looking.header_of(resolved, busy_ms)
        notice = _read_only_notice(newer=header.version > version, wanted=write, writable=writable)
        read_only = bool(notice) or not write
        looking.check(resolved, busy_ms, logged=header.logged)
        sharer = whereabouts.sharer(whereabouts.look(resolved))
        if sharer and header.logged and not read_only:
            _leave_wal(resolved, busy_ms)
        db = connect_writer(resolved, read_only=read_only, busy_ms=busy_ms, shared=bool(sharer))
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    if lock is not None and read_only:
        lock.release()
        lock = None
    identity = Identity(found.st_dev, found.st_ino)
    desk = DeskFile(resolved, db, read_only, notice, identity, lock, busy_ms, sharer)
    _bring_up(desk, steps, version)
    return desk


def _bring_up(desk: DeskFile, steps: "Steps | None", version: int) -> None:
    """Bring a desk of an older version to this one; where that fails it is closed."""
    try:
        # The header may be older than what a -wal holds.
        if desk.connection.execute("PRAGMA user_version").fetchone()[0] < version:
            from desktop.store import migrate  # noqa: PLC0415 - few starts need it

            given = migrate.STEPS if steps is None else steps
            migrate.bring_up(desk.path, desk.connection, given, version, read_only=desk.read_only)
    except BaseException:
        desk.close()
        raise


def _read_only_notice(*, newer: bool, wanted: bool, writable: bool) -> str:
    if newer:
        return _("This desk was made by a newer version; it is open for reading only.")
    if wanted and not writable:
        return _("The file or its folder can't be written; the desk is open for reading only.")
    return ""


def _leave_wal(path: Path, busy_ms: int) -> None:
    """Bring a -wal into the file and go on without one."""
    connection = sqlite3.connect(uri(path, "rw"), uri=True, timeout=busy_ms / 1000)
    try:
        with closing(connection):
            # Alone at the file, SQLite needs no shared memory, which a network disk may not have.
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("PRAGMA journal_mode=DELETE")
        Path(f"{path}-shm").unlink(missing_ok=True)
    except sqlite3.DatabaseError as error:
        raise refused(path, error) from error


def connect_other(path: Path) -> sqlite3.Connection:
    """Return a connection that reads another desk's file and leaves nothing beside it.

    Raises `OpenRefused` where it is no sound desk, or of a version that this program can't know.
    """
    path = path.resolve()
    looking.require_file(path)
    header = looking.header_of(path, BUSY_MS)
    if header.version > schema.VERSION:
        raise OpenRefused(
            _(
                "{path} was made by a newer version of this program. Install that, then try again."
            ).format(path=path)
        )
    looking.check(path, BUSY_MS, logged=header.logged)
    return connect_reader(path, immutable=not wal.waiting(path))
