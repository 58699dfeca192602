"""The first rows of a list, soon, however many it has."""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import monotonic

from desktop.records.kinds import Stored
from desktop.store import listing
from desktop.store.listing import Asked, Filter, Sort

FIRST = 400
# So many hits are sorted; more are soon met on a walk along the order.
FEW = 10_000
# A condition that so many rows meet is asked on the walk.
MANY = 75_000
# How far a walk goes, and how far at most where it only looks for gathered hits.
WALK = 20_000
FAR = 100_000
# So few hits are asked rather than narrowed further.
SOME = 1000
# How many rows are asked at once, and for how many seconds: a disk may have to find each of them.
PORTION = 250
SOON = 0.05


@dataclass(frozen=True, slots=True)
class First:
    """The first ids of an order, and whether they are all."""

    ids: "array[int]"
    whole: bool


def first_ids(connection: sqlite3.Connection, wanted: Filter, sort: Sort) -> First:
    """Return the first ids of the order, soon, however many there are; all where they are few.

    What the filter's own indexes find is gathered first.  Few hits are sorted; many are met early
    on a walk along the sort column's index.  What is not gathered is then asked of portions, as
    long as there is time: where hits stand far down the order, none may be met.
    """
    until = monotonic() + SOON
    if sort.column == "when" and listing.is_of_one_column(wanted):
        # Each such column has an index that goes on in the order of time.
        sql, values = listing.ids_sql(wanted, sort)
        ids = _ids(connection, f"{sql} LIMIT {FIRST}", values)
        return First(array("q", ids), whole=len(ids) < FIRST)
    hits, others = _gathered(connection, wanted, until - SOON / 2)
    if hits is not None and len(hits) <= FEW:
        ids, whole = _sorted(connection, hits, wanted, sort), True
    elif hits is None:
        ids, whole = _walked(connection, wanted, sort, WALK if others else FIRST)
    else:
        ids, whole = _met(connection, hits, wanted, sort)
    if not others:
        return First(array("q", ids), whole)
    where, values = listing.joined(one.of_one(connection) for one in others)
    sql = f"SELECT id FROM (SELECT value AS id FROM json_each(?)) AS asked WHERE {where}"
    found = array("q")
    for start in range(0, len(ids), PORTION):
        if start and (monotonic() > until or (len(found) >= FIRST and not whole)):
            return First(found, whole=False)
        portion = json.dumps(ids[start : start + PORTION])
        found.extend(_ids(connection, sql, [portion, *values]))
    return First(found, whole)


def _gathered(
    connection: sqlite3.Connection, wanted: Filter, until: float
) -> tuple[set[int] | None, list[Asked]]:
    """Return the ids that indexes find, None for any, and what is still to ask of them.

    What most rows have is met soon on the walk, and few rows are soon asked: neither is gathered.
    """
    hits: set[int] | None = None
    others: list[Asked] = []
    for one in listing.asked(wanted):
        found = None
        worth = hits is None or (len(hits) > SOME and monotonic() < until)
        if one.indexed and worth:
            found = _ids(connection, f"{one.ids[0]} LIMIT {MANY}", one.ids[1])
        if found is None or len(found) == MANY:
            others.append(one)
        else:
            hits = set(found) if hits is None else hits.intersection(found)
    return hits, others


def _sorted(
    connection: sqlite3.Connection, hits: Iterable[int], wanted: Filter, sort: Sort
) -> list[int]:
    where, values = listing.joined([
        listing.live(wanted),
        ("id IN (SELECT value FROM json_each(?))", [json.dumps(sorted(hits))]),
    ])  # fmt: skip
    sql = f"SELECT id FROM incident NOT INDEXED WHERE {where} ORDER BY {listing.order(sort)}"
    return _ids(connection, sql, values)


def _met(
    connection: sqlite3.Connection, hits: set[int], wanted: Filter, sort: Sort
) -> tuple[list[int], bool]:
    """Return the hits that are met on a walk, which goes on far where they stand far apart."""
    ids: list[int] = []
    whole = False
    for limit in (WALK, FAR):
        if len(ids) < FIRST and not whole:
            walked, whole = _walked(connection, wanted, sort, limit)
            ids = [one for one in walked if one in hits]
    return ids, whole


def _walked(
    connection: sqlite3.Connection, wanted: Filter, sort: Sort, limit: int
) -> tuple[list[int], bool]:
    """Return the first ids along the sort column's index, and whether it came to the end.

    The index holds the ids, so that no row is read.  In the order of time the walk begins where a
    wanted period's windows begin.
    """
    conditions = [listing.live(wanted)]
    if sort.column == "when":
        conditions += listing.bounds(wanted)
    where, values = listing.joined(conditions)
    index = f"incident_by_{listing.SORTS[sort.column]}"
    sql = f"SELECT id FROM incident INDEXED BY {index} WHERE {where} ORDER BY {listing.order(sort)}"
    ids = _ids(connection, f"{sql} LIMIT {limit}", values)
    return ids, len(ids) < limit


def _ids(connection: sqlite3.Connection, sql: str, values: Sequence[Stored]) -> list[int]:
    """Return the ids that a statement gives, joined by SQLite so that no row changes threads."""
    sql = f"WITH found (id) AS ({sql}) SELECT json_group_array(id) FROM found"
    ids: list[int] = json.loads(connection.execute(sql, values).fetchone()[0])
    return ids
