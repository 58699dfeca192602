"""Reads families in batches, with the names, places, regions and texts that they point at."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from desktop.records.batches import batched
from desktop.records.family import Family, Kept
from desktop.records.kinds import Kind, Values
from desktop.records.kinds_links import Link, Links, Places
from desktop.records.models import content
from desktop.store import read

BATCH = 500


@cache
def _pointers(record: str) -> dict[str, Kind[Any]]:
    return {
        name: kind
        for name, kind in content(record).items()
        if isinstance(kind, Link | Links | Places)
    }


def pointed_at(families: Iterable[Family]) -> set[str]:
    """Return the uids of all that some families point at, sources included."""
    found: set[str] = set()
    for family in families:
        for record in family.members():
            found.update(pointed(record.type, record.values))
    return found


def pointed(record: str, values: Values) -> Iterator[str]:
    """Yield the uids of all that a record's values point at."""
    for name, kind in _pointers(record).items():
        yield from uids_of(kind, values[name])


def uids_of(kind: Kind[Any], value: Any) -> tuple[str, ...]:
    """Return the records that a value of a pointing field points at."""
    if isinstance(kind, Links | Places):
        return kind.uids(value)
    return (value,) if value else ()


def place_uids(families: Iterable[Family]) -> set[str]:
    """Return the uids of every place that some families name."""
    return {
        place.uid
        for family in families
        for record in family.members()
        for name, kind in _pointers(record.type).items()
        if isinstance(kind, Places)
        for place in record[name]
    }


def in_batches(
    connection: sqlite3.Connection, uids: Sequence[str], size: int = BATCH
) -> Iterator[tuple[Family, ...]]:
    """Yield the live families of some incidents, a batch in memory at a time."""
    for some in batched(uids, size):
        yield tuple(read.families(connection, some))


def in_portions(
    connection: sqlite3.Connection, uids: Iterable[str], size: int = 50
) -> Iterator[Kept]:
    """Yield sources in the order of the uids, a portion in memory at a time."""
    for some in batched(uids, size):
        found = read.records(connection, "source", some)
        yield from (found[uid] for uid in some if uid in found)
