"""Which incidents a list shows, in what order, and the rows that come into sight."""

import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from desktop.records.kinds import Stored
from desktop.store import search

FIRST = 400
# With fewer hits than this, sorting them is cheaper than walking the sort column's index.
FEW = 4000
# So many hits are asked for one word more; SQLite takes 32,766 values in a statement.
SEVERAL = 20_000
# A condition that so many rows meet is asked on the walk.
MANY = 50_000
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
    "SELECT reference.incident FROM inside JOIN reference ON reference.target = inside.uid"
)
_WITHIN = f"incident.id IN ({_INSIDE})"
# The index holds both ends, so that no row is looked at.
_OVERLAPS = (
    "SELECT id FROM incident INDEXED BY incident_when_end "
    "WHERE removed=? AND when_end > ? AND when_start < ?"
)
# Before and after any window, in seconds of the epoch.
_EVER = (-(2**62), 2**62)


def _period(wanted: Filter) -> tuple[int, int, int]:
    start = _EVER[0] if wanted.start is None else wanted.start
    return int(wanted.removed), start, _EVER[1] if wanted.end is None else wanted.end


def _where(wanted: Filter) -> _Where:
    where = _Where()
    where.add("removed=?", int(wanted.removed))
    for sql, values in _columns(wanted):
        where.add(sql, *values)
    if wanted.place:
        where.add(_WITHIN, wanted.place)
    if wanted.start is not None or wanted.end is not None:
        where.add(f"incident.id IN ({_OVERLAPS})", *_period(wanted))
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


def first_ids(connection: sqlite3.Connection, wanted: Filter, sort: Sort) -> list[int]:
    """Return the first ids of the order, soon, however many there are.

    What the filter's own indexes find is gathered first.  Few hits are sorted; many are met early
    on a walk along the sort column's index, which holds the ids and so never looks at a row.
    """
    if sort.column == "when" and _only_columns(wanted):
        # Each such column has an index that goes on in the order of time.
        sql, values = ids_sql(wanted, sort)
        return [row[0] for row in connection.execute(f"{sql} LIMIT {FIRST}", values)]
    hits, rest = _gathered(connection, wanted, sort)
    if hits is not None and len(hits) < FEW:
        return _sorted(connection, hits, rest, sort)
    sql = (
        f"SELECT id FROM incident INDEXED BY incident_by_{SORTS[sort.column]} "
        f"WHERE {rest.sql()} ORDER BY {_order(sort)}"
    )
    if hits is None:
        sql += f" LIMIT {FIRST}"
        return [row[0] for row in connection.execute(sql, rest.values)]
    met = (row[0] for row in connection.execute(sql, rest.values) if row[0] in hits)
    return list(islice(met, FIRST))


def _gathered(
    connection: sqlite3.Connection, wanted: Filter, sort: Sort
) -> tuple[set[int] | None, _Where]:
    """Return the ids that indexes find, None for any, and the conditions that are still to ask."""
    rest = _Where()
    rest.add("removed=?", int(wanted.removed))
    found: list[set[int]] = []

    def gather(sql: str, *values: Stored, most: int = -1) -> bool:
        rows = connection.execute(f"{sql} LIMIT {most}", values).fetchall()
        if len(rows) == most:
            return False
        found.append({row[0] for row in rows})
        return True

    # What most rows have is met soon on the walk; gathering it would take longer.
    # A short word is found by looking through all texts, which only a rare one is worth.
    common: list[str] = []
    for word in search.words(wanted.text):
        sql, texts = search.hits(word)
        if not gather(sql, *texts, most=MANY if search.is_indexed(word) else FEW):
            common.append(word)
    if wanted.place:
        gather(_INSIDE, wanted.place)
    if wanted.start is not None or wanted.end is not None:
        # In the order of time, what comes before a period would all be walked through.
        late = sort.column == "when" and not sort.descending
        if not gather(_OVERLAPS, *_period(wanted), most=-1 if late else MANY):
            rest.add("when_end > ? AND when_start < ?", *_period(wanted)[1:])
    for sql, values in _columns(wanted):
        if not gather(
            f"SELECT id FROM incident WHERE removed=? AND {sql}",
            int(wanted.removed),
            *values,
            most=MANY,
        ):
            rest.add(sql, *values)
    hits = set.intersection(*found) if found else None
    for word in common:
        if hits is not None and len(hits) < SEVERAL:
            hits = _holding(connection, hits, word)
        else:
            sql, texts = search.holds(word)
            rest.add(sql, *texts)
    return hits, rest


def _holding(connection: sqlite3.Connection, hits: Collection[int], word: str) -> set[int]:
    """Return those of some incidents that have a word."""
    sql, texts = search.holds(word)
    marks = ",".join("?" * len(hits))
    found = connection.execute(
        f"SELECT id FROM incident WHERE id IN ({marks}) AND {sql}", [*hits, *texts]
    )
    return {row[0] for row in found}


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


def _sorted(
    connection: sqlite3.Connection, hits: Collection[int], rest: _Where, sort: Sort
) -> list[int]:
    marks = ",".join("?" * len(hits))
    sql = (
        f"SELECT id FROM incident WHERE id IN ({marks}) AND {rest.sql()} "
        f"ORDER BY {_order(sort)} LIMIT {FIRST}"
    )
    return [row[0] for row in connection.execute(sql, [*hits, *rest.values])]


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
        found.extend(map(int, joined[at:end].split(",")))
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
