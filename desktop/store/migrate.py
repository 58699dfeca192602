"""Bringing a desk of an older version up to this one, in one transaction, after a backup."""

import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from desktop.records.words import _
from desktop.store import backup, derived, schema
from desktop.store.errors import OpenRefused
from desktop.store.transactions import told, transaction

Steps = Mapping[int, Callable[[sqlite3.Connection], None]]


def _add_books(connection: sqlite3.Connection) -> None:
    """Make room for what comes in from workbooks and goes out in them."""
    schema.run(connection, schema.SIDE)


def _part_texts(connection: sqlite3.Connection) -> None:
    """Give places, speakers and sources searched texts of their own."""
    schema.run(connection, schema.TARGETS)
    derived.search_anew(connection)


def _to_2(connection: sqlite3.Connection) -> None:
    _add_books(connection)
    _part_texts(connection)
    schema.run(connection, schema.LONG_WINDOWS)


# By the version that a step starts from; it leads to the next one, and keeps every row.
STEPS: Steps = {1: _to_2}
# A rebuilt table stands in the file twice, and once more in the -wal.
ROOM = 3


def bring_up(
    path: Path, connection: sqlite3.Connection, steps: Steps, target: int, *, read_only: bool
) -> None:
    """Bring the open desk to the `target` version; raise `OpenRefused` if that can't be done.

    A verified backup is made first.  All steps are one transaction with foreign keys off, since
    they would delete the children of a table that is rebuilt; then every link is checked, and that
    no table has lost or gained rows.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version >= target:
        return
    if read_only:
        raise OpenRefused(
            _(
                "{path} was made by an older version and must be brought up to date first. "
                "Open it once where it can be written."
            ).format(path=path)
        )
    missing = [one for one in range(version, target) if one not in steps]
    if missing:
        raise OpenRefused(
            _("{path} is of version {version}, from which no way leads to this one.").format(
                path=path, version=version
            )
        )
    _require_room(path)
    kept = backup.make(path, connection)
    try:
        _climb(connection, steps, version, target)
    except sqlite3.DatabaseError as error:
        what = told(error) or str(error)
        raise OpenRefused(
            _(
                "{path} could not be brought up to date and is as it was: {what} "
                "A backup is at {backup}."
            ).format(path=path, what=what, backup=kept)
        ) from error


def _require_room(path: Path) -> None:
    needed = ROOM * path.stat().st_size
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        raise OpenRefused(
            _(
                "Bringing {path} up to date needs {needed} MB of room, and {free} MB are free. "
                "Make room, then open it again."
            ).format(path=path, needed=needed // 10**6 + 1, free=free // 10**6)
        )


def _climb(connection: sqlite3.Connection, steps: Steps, version: int, target: int) -> None:
    # SQLite ignores this inside a transaction.
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        with transaction(connection):
            before = backup.counts(connection)
            for one in range(version, target):
                steps[one](connection)
            connection.execute(f"PRAGMA user_version={int(target)}")
            _require_whole(connection, before)
    finally:
        connection.execute("PRAGMA foreign_keys=ON")
    with closing(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")) as done:
        done.fetchall()


def _require_whole(connection: sqlite3.Connection, before: Mapping[str, int]) -> None:
    after = backup.counts(connection)
    lost = [name for name, count in before.items() if after.get(name) != count]
    dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    if lost or dangling:
        where = ", ".join(lost) or dangling[0]
        raise sqlite3.IntegrityError(_("rows would be lost ({where}).").format(where=where))
