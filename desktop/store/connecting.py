"""Connections to a desk's file; every setting of SQLite is made and read back here."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from peewee import SqliteDatabase

from desktop.records.fold import fold
from desktop.records.words import _
from desktop.store import transactions
from desktop.store.errors import OpenRefused
from desktop.store.refusing import refused

BUSY_MS = 5000
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


def uri(path: Path, mode: str, *, immutable: bool = False) -> str:
    """Return how SQLite is told to open a file: `mode` is "ro" or "rw"."""
    # A name need not be UTF-8; its bytes are what the system knows.
    return f"file:{quote(os.fsencode(path))}?mode={mode}" + ("&immutable=1" if immutable else "")


def _still(path: Path) -> bool:
    """Return whether the file can't change: its folder can't be written, and no -wal is there."""
    return not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()


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
        uri(path, "ro", immutable=immutable or _still(path)),
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


def connect_writer(
    path: Path, *, read_only: bool, busy_ms: int = BUSY_MS, shared: bool = False
) -> SqliteDatabase:
    """Return a desk's one writing connection, open; raise `OpenRefused` if a setting did not take.

    `busy_ms` is how long it waits for another process; `shared` says that other machines may write
    the file too.
    """
    wanted = PRAGMAS | (SHARED if shared else {}) | {"busy_timeout": busy_ms}
    if read_only:
        address = uri(path, "ro", immutable=_still(path))
        del wanted["journal_mode"]
    else:
        address = uri(path, "rw")
    db = SqliteDatabase(
        address, uri=True, pragmas=wanted, lock_type="IMMEDIATE", timeout=busy_ms / 1000
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
        raise refused(path, error) from error
    return db
