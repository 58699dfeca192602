"""Which incidents a list shows, in what order, and the rows that come into sight."""

import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from desktop.records.kinds import Stored
from desktop.store import search

FIRST = 400
# With fewer hits than this, sorting them is cheaper than walking the sort column's index.
FEW = 4000
_FETCH = 4096

SORTS = {
    "number": "number",
    "title": "title_key",
    "kind": "kind_key",
    "actor": "actor_key",
    "when": "when_start",
    "where": "where_key",
    "status": "status",
    "confidence": "confidence",
    "launched": "launched_low",
    "downed": "downed_low",
    "killed": "killed_low",
    "injured": "injured_low",
    "reports": "reports",
    "disagree": "disagree",
    "changed_at": "changed_at",
    "changed_by": "changed_by",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; empty parts narrow nothing.

    `start` and `end` are seconds of the epoch: incidents whose window overlaps [start, end) stay.
    `place` takes everything within it.  `removed` shows the bin instead.
    """

    text: str = ""
    statuses: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    place: str = ""
    start: int | None = None
    end: int | None = None
    disagree: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Sort:
    """The column that a list is sorted by; rows that tie stand by their number."""

    column: str = "when"
    descending: bool = True


@dataclass(slots=True)
class _Where:
    parts: list[str] = field(default_factory=list)
    values: list[Stored] = field(default_factory=list)

    def add(self, sql: str, *values: Stored) -> None:
        """Narrow by one more condition."""
        self.parts.append(sql)
        self.values.extend(values)

    def sql(self) -> str:
        """Return the conditions joined."""
        return " AND ".join(self.parts)


_WITHIN = (
    "incident.id IN (WITH RECURSIVE inside (uid) AS (VALUES (?) UNION "
    "SELECT place.uid FROM place JOIN inside ON place.parent = inside.uid) "
    "SELECT reference.incident FROM inside JOIN reference ON reference.target = inside.uid)"
)


def _where(wanted: Filter) -> _Where:
    where = _Where()
    where.add("removed=?", int(wanted.removed))
    for column, codes in (("status", wanted.statuses), ("kind", wanted.kinds)):
        if codes:
            marks = ",".join("?" * len(codes))
            where.add(f"{column} IN ({marks})", *sorted(codes))
    if wanted.place:
        where.add(_WITHIN, wanted.place)
    if wanted.start is not None:
        where.add("when_end > ?", wanted.start)
    if wanted.end is not None:
        where.add("when_start < ?", wanted.end)
    if wanted.disagree:
        where.add("disagree=1")
    if wanted.text.strip():
        sql, values = search.condition(wanted.text)
        if sql:
            where.add(sql, *values)
    return where


def _order(sort: Sort) -> str:
    direction = "DESC" if sort.descending else "ASC"
    return f"{SORTS[sort.column]} {direction}, id {direction}"


def ids_sql(wanted: Filter, sort: Sort) -> tuple[str, list[Stored]]:
    """Return the statement that gives every id in order, and its values."""
    where = _where(wanted)
    return f"SELECT id FROM incident WHERE {where.sql()} ORDER BY {_order(sort)}", where.values


def first_ids(connection: sqlite3.Connection, wanted: Filter, sort: Sort) -> list[int]:
    """Return the first ids of the order, soon, however many there are.

    Few hits are found by the filter's index and sorted; many are met early on a walk along the
    sort column's index.
    """
    where = _where(wanted)
    if len(where.parts) > 1:
        sql = f"SELECT id FROM incident WHERE {where.sql()} LIMIT {FEW}"
        hits = [row[0] for row in connection.execute(sql, where.values)]
        if len(hits) < FEW:
            return _sorted(connection, hits, sort)
    walk = f"INDEXED BY incident_by_{SORTS[sort.column]}"
    sql = (
        f"SELECT id FROM incident {walk} WHERE {_lookups(where.sql())} "
        f"ORDER BY {_order(sort)} LIMIT {FIRST}"
    )
    return [row[0] for row in connection.execute(sql, where.values)]


def _lookups(where: str) -> str:
    """Ask the search index about one id at a time, as a walk along another index needs it."""
    return where.replace(
        "incident.id IN (SELECT rowid FROM search WHERE search MATCH ?)",
        "EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid=incident.id)",
    )


def _sorted(connection: sqlite3.Connection, hits: Sequence[int], sort: Sort) -> list[int]:
    marks = ",".join("?" * len(hits))
    sql = f"SELECT id FROM incident WHERE id IN ({marks}) ORDER BY {_order(sort)} LIMIT {FIRST}"
    return [row[0] for row in connection.execute(sql, hits)]


def all_ids(
    connection: sqlite3.Connection,
    wanted: Filter,
    sort: Sort,
    stopped: Callable[[], bool] = lambda: False,
) -> "array[int]":
    """Return every id in order; an empty array if stopped meanwhile.

    They are fetched in portions, so that another thread gets its turn.
    """
    sql, values = ids_sql(wanted, sort)
    found = array("q")
    cursor = connection.execute(sql, values)
    while portion := cursor.fetchmany(_FETCH):
        if stopped():
            return array("q")
        found.extend([row[0] for row in portion])
    return found


def count(connection: sqlite3.Connection, *, removed: bool = False) -> int:
    """Return how many incidents the desk has, or how many are in the bin."""
    sql = "SELECT count(*) FROM incident WHERE removed=?"
    return int(connection.execute(sql, (int(removed),)).fetchone()[0])


def status_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many live incidents have each status."""
    return dict(
        connection.execute("SELECT status, count(*) FROM incident WHERE removed=0 GROUP BY status")
    )


def page(
    connection: sqlite3.Connection, ids: Sequence[int], columns: Sequence[str]
) -> dict[int, tuple[Stored, ...]]:
    """Return the stored values of some columns by id; columns are names of declared fields."""
    names = ",".join(f'"{name}"' for name in columns)
    marks = ",".join("?" * len(ids))
    sql = f"SELECT id, uid, {names} FROM incident WHERE id IN ({marks})"
    return {row[0]: row[1:] for row in connection.execute(sql, ids)}


def uids(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    """Return the uids of some ids."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), 500):
        some = list(ids[start : start + 500])
        marks = ",".join("?" * len(some))
        found.update(
            connection.execute(f"SELECT id, uid FROM incident WHERE id IN ({marks})", some)
        )
    return found


def id_of(connection: sqlite3.Connection, uid: str) -> int | None:
    """Return the id of an incident, or None."""
    row = connection.execute("SELECT id FROM incident WHERE uid=?", (uid,)).fetchone()
    return None if row is None else int(row[0])


def uid_of_number(connection: sqlite3.Connection, number: str) -> str | None:
    """Return the uid of the incident with a number, or None."""
    row = connection.execute("SELECT uid FROM incident WHERE number=?", (number,)).fetchone()
    return None if row is None else str(row[0])


def each_uid(connection: sqlite3.Connection, wanted: Filter, sort: Sort) -> Iterator[str]:
    """Yield the uids of the filtered incidents in order."""
    ids = all_ids(connection, wanted, sort)
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        names = uids(connection, some)
        yield from (names[one] for one in some)
