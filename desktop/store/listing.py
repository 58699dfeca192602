"""Which incidents a list shows, in what order, and the rows that come into sight."""

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from desktop.records.kinds import Stored
from desktop.store import search
from desktop.store.schema import LONG
from desktop.store.search import Condition

# How many letters of the joined ids are taken apart at once.
_LETTERS = 30_000

SORTS = {
    "number": "number",
    "title": "title_key",
    "kind": "kind_key",
    "actor": "actor_key",
    "tags": "tags_key",
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


_INSIDE = (
    "WITH RECURSIVE inside (uid) AS (VALUES (?) UNION "
    "SELECT place.uid FROM place JOIN inside ON place.parent = inside.uid) "
)
_AT_PLACES = (
    f"{_INSIDE} SELECT DISTINCT reference.incident FROM inside "
    "JOIN reference ON reference.target = inside.uid"
)
_OVERLAPS = "when_end > ? AND when_start < ?"
# Before and after any window, in seconds of the epoch.
_EVER = (-(2**62), 2**62)


def _overlapping(wanted: Filter, column: str) -> Condition:
    """Return the statement for a column of the windows that overlap the wanted period.

    A window shorter than LONG that overlaps ends soon after the period does, so that they stand
    close together in an index of ends; the longer ones have an index of their own.  Both hold both
    ends, so that no row is looked at.
    """
    start = _EVER[0] if wanted.start is None else wanted.start
    end = _EVER[1] if wanted.end is None else wanted.end
    removed = int(wanted.removed)
    sql = (
        f"SELECT {column} FROM incident INDEXED BY incident_when_end "
        f"WHERE removed=? AND {_OVERLAPS} AND when_end < ? "
        f"UNION ALL SELECT {column} FROM incident INDEXED BY incident_long "
        f"WHERE removed=? AND {_OVERLAPS} AND when_end - when_start >= {LONG}"
    )
    return sql, [removed, start, end, end + LONG, removed, start, end]


def bounds(wanted: Filter) -> Iterator[Condition]:
    """Yield where the windows begin that overlap a wanted period."""
    if wanted.end is not None:
        yield "when_start < ?", [wanted.end]
    if wanted.start is not None:
        # The first of them is under way when the period begins, if any is.
        crossing = replace(wanted, end=wanted.start + 1)
        sql, values = _overlapping(crossing, "when_start")
        yield (
            f"when_start >= coalesce((SELECT min(when_start) FROM ({sql})), ?)",
            [*values, wanted.start],
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a filter asks: the statement that gives all ids, the condition on one.

    `of_one` is about `asked.id`.  `indexed` tells whether the statement gives its first ids soon.
    """

    ids: Condition
    of_one: Callable[[sqlite3.Connection], Condition]
    indexed: bool = True


def _outside_columns(wanted: Filter) -> Iterator[Asked]:
    """Yield what a filter asks that isn't told by one column, first what mostly leaves fewest."""
    if wanted.place:
        yield Asked((_AT_PLACES, [wanted.place]), partial(_at_place, wanted.place))
    if wanted.start is not None or wanted.end is not None:
        overlapping = _overlapping(wanted, "id")
        yield Asked(overlapping, partial(_of_row, _OVERLAPS, overlapping[1][1:3]))
    for word in search.words(wanted.text):
        of_one = partial(search.holds, word)
        yield Asked(search.hits(word), of_one, indexed=search.is_indexed(word))


def _on_columns(wanted: Filter) -> Iterator[Condition]:
    """Yield the conditions on single columns, each with its values."""
    for column, codes in (("status", wanted.statuses), ("kind", wanted.kinds)):
        if codes:
            yield f"{column} IN ({','.join('?' * len(codes))})", sorted(codes)
    if wanted.disagree:
        yield "disagree=1", []


def asked(wanted: Filter) -> Iterator[Asked]:
    """Yield all that a filter asks, first what mostly leaves fewest."""
    yield from _outside_columns(wanted)
    for sql, values in _on_columns(wanted):
        where, given = joined([live(wanted), (sql, values)])
        yield Asked(
            (f"SELECT id FROM incident WHERE {where}", given), partial(_of_row, sql, values)
        )


def is_of_one_column(wanted: Filter) -> bool:
    """Return whether one value of one column is all that a filter asks."""
    codes = [code for _sql, values in _on_columns(wanted) for code in values]
    return len(list(asked(wanted))) == 1 and (len(codes) == 1 or wanted.disagree)


def _at_place(place: str, connection: sqlite3.Connection) -> Condition:
    inside = connection.execute(f"{_INSIDE} SELECT json_group_array(uid) FROM inside", (place,))
    return search.points_at(inside.fetchone()[0])


def _of_row(sql: str, values: Sequence[Stored], _connection: sqlite3.Connection) -> Condition:
    return f"EXISTS (SELECT 1 FROM incident WHERE id=asked.id AND {sql})", values


def live(wanted: Filter) -> Condition:
    """Return the condition that an incident is not in the bin, or that it is."""
    return "removed=?", [int(wanted.removed)]


def joined(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that all of some are met."""
    parts, values = zip(*conditions, strict=True)
    return " AND ".join(parts), [value for some in values for value in some]


def order(sort: Sort) -> str:
    """Return the terms by which SQL sorts."""
    direction = "DESC" if sort.descending else "ASC"
    return f"{SORTS[sort.column]} {direction}, id {direction}"


def ids_sql(wanted: Filter, sort: Sort) -> Condition:
    """Return the statement that gives every id in order, and its values."""
    others = [one.ids for one in _outside_columns(wanted)]
    found = [(f"incident.id IN ({sql})", values) for sql, values in others]
    where, values = joined([live(wanted), *_on_columns(wanted), *found])
    return f"SELECT id FROM incident WHERE {where} ORDER BY {order(sort)}", values


def all_ids(
    connection: sqlite3.Connection,
    wanted: Filter,
    sort: Sort,
    stopped: Callable[[], bool] = lambda: False,
) -> "array[int]":
    """Return every id in order; an empty array if stopped meanwhile.

    SQLite joins them into one text, so that no row costs a hand-over between threads; the text is
    taken apart in portions, so that another thread gets its turn.
    """
    sql, values = ids_sql(wanted, sort)
    text = connection.execute(f"SELECT group_concat(id) FROM ({sql})", values).fetchone()[0] or ""
    found = array("q")
    at = 0
    while at < len(text):
        if stopped():
            return array("q")
        end = text.find(",", at + _LETTERS)
        end = len(text) if end < 0 else end
        found.extend(json.loads(f"[{text[at:end]}]"))
        at = end + 1
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
