"""Bringing a desk of an older version up to this one, in one transaction, after a backup."""

import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from peewee import SqliteDatabase

from desktop.records.alike import text_key, url_key
from desktop.records.batches import batched
from desktop.records.models import content
from desktop.records.words import _
from desktop.store import backup, derived, likeness, schema
from desktop.store.errors import OpenRefused
from desktop.store.rows import CHUNK, marks
from desktop.store.transactions import told, transaction

Steps = Mapping[int, Callable[[sqlite3.Connection], None]]


def _add_books(connection: sqlite3.Connection) -> None:
    """Make room for what comes in from workbooks and goes out in them."""
    schema.run(connection, schema.SIDE)


def _to_2(connection: sqlite3.Connection) -> None:
    _add_books(connection)
    schema.run(connection, schema.TARGETS)
    schema.run(connection, schema.LONG_WINDOWS)


def _to_3(connection: sqlite3.Connection) -> None:
    """Let sources retell others, be found by likeness and have attachments; quote and review."""
    made = _as_made()
    for record in ("source", "incident", "report", "speaker"):
        _rebuild(connection, record, made)
    for table in ("attachment", "aside", "tick", "query", "acceptance"):
        schema.run(connection, made[table])
    schema.run(connection, schema.BLOBS)
    schema.run(connection, schema.SHINGLES)
    _know_sources(connection)
    derived.list_anew(connection)
    # A desk of the first version has no searched texts of places, speakers and sources yet.
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM targetdoc)").fetchone()[0]:
        derived.search_anew(connection)


def _as_made() -> dict[str, str]:
    """Return the SQL of each table, and its indexes, of a desk that is made now."""
    db = SqliteDatabase(":memory:")
    with closing(db.connection()) as connection, db.atomic():
        schema.create(db, "")
        found: dict[str, str] = {}
        sql = "SELECT tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC"
        for table, text in connection.execute(sql):
            found[table] = f"{found.get(table, '')}{text};\n"
    return found


def _rebuild(connection: sqlite3.Connection, record: str, made: Mapping[str, str]) -> None:
    """Give a record's table its present columns; what is new is blank in every row."""
    table, _semicolon, indexes = made[record].partition(";\n")
    old = [row[1] for row in connection.execute(f"PRAGMA table_info({record})")]
    empty = {
        name: kind.to_json(kind.empty) for name, kind in content(record).items() if name not in old
    }
    kept = ",".join(f'"{name}"' for name in old)
    new = "".join(f',"{name}"' for name in empty)
    connection.execute(table.replace(f'"{record}"', '"fresh"', 1))
    connection.execute(
        f"INSERT INTO fresh ({kept}{new}) SELECT {kept}{',?' * len(empty)} FROM {record}",
        list(empty.values()),
    )
    connection.execute(f"DROP TABLE {record}")
    connection.execute(f"ALTER TABLE fresh RENAME TO {record}")
    schema.run(connection, indexes)


def _know_sources(connection: sqlite3.Connection) -> None:
    """Write by what sources are known again."""
    keys = [row[0] for row in connection.execute("SELECT id FROM source")]
    for some in batched(keys, CHUNK):
        sql = f"SELECT id, url, text FROM source WHERE id IN {marks(some)}"
        found = connection.execute(sql, some).fetchall()
        connection.executemany(
            "UPDATE source SET url_key=?, text_key=? WHERE id=?",
            [(url_key(url), text_key(text), key) for key, url, text in found],
        )
        likeness.follow(connection, [(key, "", text) for key, _url, text in found])


# By the version that a step starts from; it leads to the next one, and keeps every row.
STEPS: Steps = {1: _to_2, 2: _to_3}
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
