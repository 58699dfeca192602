"""Which incidents a list shows, in what order, and the rows that come into sight."""

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from desktop.records.kinds import Stored
from desktop.store import search
from desktop.store.schema import LONG

FIRST = 400
# With fewer hits than this, sorting them is cheaper than walking the sort column's index.
FEW = 10_000
# A condition that so many rows meet is asked on the walk.
MANY = 30_000
_PORTION = 30_000

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


@dataclass(frozen=True, slots=True)
class First:
    """The first ids of an order, and whether they are all."""

    ids: "array[int]"
    whole: bool


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


_INSIDE = (
    "WITH RECURSIVE inside (uid) AS (VALUES (?) UNION "
    "SELECT place.uid FROM place JOIN inside ON place.parent = inside.uid) "
)
_AT_PLACES = (
    f"{_INSIDE} SELECT DISTINCT reference.incident FROM inside "
    "JOIN reference ON reference.target = inside.uid"
)
# The plus keeps SQLite from looking for each place in turn, of which a country has thousands.
_HAS_PLACE = (
    "EXISTS (SELECT 1 FROM reference WHERE reference.incident = incident.id "
    f"AND +reference.target IN ({_INSIDE} SELECT uid FROM inside))"
)
_OVERLAPS = "when_end > ? AND when_start < ?"
# Before and after any window, in seconds of the epoch.
_EVER = (-(2**62), 2**62)


def _overlapping(wanted: Filter, column: str) -> tuple[str, list[Stored]] | None:
    """Return the statement for a column of the windows that overlap the wanted period, if any.

    A window shorter than LONG that overlaps ends soon after the period does, so that they stand
    close together in an index of ends; the longer ones have an index of their own.  Both hold both
    ends, so that no row is looked at.
    """
    if wanted.start is None and wanted.end is None:
        return None
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


@dataclass(frozen=True, slots=True)
class _Condition:
    """One thing that a filter asks: of a row, and, if there is one, of an index that gives ids."""

    asked: str
    values: Sequence[Stored]
    ids: str = ""
    given: Sequence[Stored] = ()


def _conditions(wanted: Filter) -> Iterator[_Condition]:
    """Yield what a filter asks, first what mostly leaves fewest."""
    if wanted.place:
        yield _Condition(_HAS_PLACE, [wanted.place], _AT_PLACES, [wanted.place])
    overlapping = _overlapping(wanted, "id")
    if overlapping:
        sql, values = overlapping
        yield _Condition(_OVERLAPS, values[1:3], sql, values)
    for word in search.words(wanted.text):
        asked, texts = search.holds(word)
        # A short word is found by looking through all texts, which is asked of few rows only.
        ids, given = search.hits(word) if search.is_indexed(word) else ("", [])
        yield _Condition(asked, texts, ids, given)
    for sql, codes in _columns(wanted):
        ids = f"SELECT id FROM incident WHERE removed=? AND {sql}"
        yield _Condition(sql, codes, ids, [int(wanted.removed), *codes])


def _where(wanted: Filter) -> _Where:
    where = _Where()
    where.add("removed=?", int(wanted.removed))
    for sql, codes in _columns(wanted):
        where.add(sql, *codes)
    if wanted.place:
        where.add(f"incident.id IN ({_AT_PLACES})", wanted.place)
    overlapping = _overlapping(wanted, "id")
    if overlapping:
        where.add(f"incident.id IN ({overlapping[0]})", *overlapping[1])
    for word in search.words(wanted.text):
        sql, texts = search.hits(word)
        where.add(f"incident.id IN ({sql})", *texts)
    return where


def _order(sort: Sort) -> str:
    direction = "DESC" if sort.descending else "ASC"
    return f"{SORTS[sort.column]} {direction}, id {direction}"


def ids_sql(wanted: Filter, sort: Sort) -> tuple[str, list[Stored]]:
    """Return the statement that gives every id in order, and its values."""
    where = _where(wanted)
    return f"SELECT id FROM incident WHERE {where.sql()} ORDER BY {_order(sort)}", where.values


def first_ids(connection: sqlite3.Connection, wanted: Filter, sort: Sort) -> First:
    """Return the first ids of the order, soon, however many there are; all where they are few.

    What the filter's own indexes find is gathered first.  Few hits are sorted; many are met early
    on a walk along the sort column's index, which holds the ids and so never looks at a row.
    """
    if sort.column == "when" and _only_columns(wanted):
        # Each such column has an index that goes on in the order of time.
        sql, values = ids_sql(wanted, sort)
        return _first(connection, sql, values)
    hits, rest = _gathered(connection, wanted)
    if hits is not None:
        rest.add("id IN (SELECT value FROM json_each(?))", json.dumps(list(hits)))
    few = hits is not None and len(hits) < FEW
    if sort.column == "when" and not few:
        _add_bounds(rest, wanted, sort)
    index = "NOT INDEXED" if few else f"INDEXED BY incident_by_{SORTS[sort.column]}"
    sql = f"SELECT id FROM incident {index} WHERE {rest.sql()} ORDER BY {_order(sort)}"
    if few:
        return First(array("q", _ids(connection, sql, rest.values)), whole=True)
    return _first(connection, sql, rest.values)


def _first(connection: sqlite3.Connection, sql: str, values: Sequence[Stored]) -> First:
    ids = _ids(connection, f"{sql} LIMIT {FIRST}", values)
    return First(array("q", ids), whole=len(ids) < FIRST)


def _ids(connection: sqlite3.Connection, sql: str, values: Sequence[Stored]) -> list[int]:
    """Return the ids that a statement gives, joined by SQLite so that no row changes threads."""
    sql = f"WITH found (id) AS ({sql}) SELECT json_group_array(id) FROM found"
    ids: list[int] = json.loads(connection.execute(sql, values).fetchone()[0])
    return ids


def _gathered(connection: sqlite3.Connection, wanted: Filter) -> tuple[set[int] | None, _Where]:
    """Return the ids that indexes find, None for any, and the conditions that are still to ask.

    What most rows have is met soon on the walk, and few rows are soon asked: neither is gathered.
    """
    rest = _Where()
    rest.add("removed=?", int(wanted.removed))
    hits: set[int] | None = None
    for one in _conditions(wanted):
        found = None
        if one.ids and (hits is None or len(hits) >= FEW):
            found = _ids(connection, f"{one.ids} LIMIT {MANY}", one.given)
        if found is None or len(found) == MANY:
            rest.add(one.asked, *one.values)
        else:
            hits = set(found) if hits is None else hits.intersection(found)
    return hits, rest


def _add_bounds(rest: _Where, wanted: Filter, sort: Sort) -> None:
    """Let a walk in the order of time begin where a period's windows begin."""
    if wanted.end is not None:
        rest.add("when_start < ?", wanted.end)
    overlapping = _overlapping(wanted, "when_start")
    if overlapping and not sort.descending:
        rest.add(f"when_start >= (SELECT min(when_start) FROM ({overlapping[0]}))", *overlapping[1])


def _only_columns(wanted: Filter) -> bool:
    """Return whether one condition on a column is all that a filter asks."""
    others = wanted.text.strip() or wanted.place
    asked = [wanted.statuses, wanted.kinds, wanted.disagree]
    one = sum(map(bool, asked)) == 1 and max(len(wanted.statuses), len(wanted.kinds)) <= 1
    return one and not others and wanted.start is None and wanted.end is None


def _columns(wanted: Filter) -> Iterator[tuple[str, list[str]]]:
    """Yield the conditions on single columns, each with its values."""
    for column, codes in (("status", wanted.statuses), ("kind", wanted.kinds)):
        if codes:
            yield f"{column} IN ({','.join('?' * len(codes))})", sorted(codes)
    if wanted.disagree:
        yield "disagree=1", []


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
    joined = connection.execute(f"SELECT group_concat(id) FROM ({sql})", values).fetchone()[0] or ""
    found = array("q")
    at = 0
    while at < len(joined):
        if stopped():
            return array("q")
        end = joined.find(",", at + _PORTION)
        end = len(joined) if end < 0 else end
        found.extend(json.loads(f"[{joined[at:end]}]"))
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
