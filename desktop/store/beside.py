"""What stands beside incidents: others of the same nights, what speakers mostly say, who did what.

Each query serves some incidents, or all of the desk at once.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.store.rows import chunks, marks

DAY = 24 * 3600
# Longer windows are of no night; nearly everything overlaps them.
_LONGEST = 3 * DAY
_SPEAKERS_LAST = 2000
# No incident is compared with more others than this; the nearest in time come first.
_MOST = 50


@dataclass(frozen=True, slots=True)
class Near:
    """An incident as its row has it: window in seconds of the epoch, places, list columns."""

    uid: str
    number: str
    title: str
    start: int
    end: int
    places: frozenset[str]
    counts: tuple[str, ...]

    def overlaps(self, other: "Near") -> bool:
        """Return whether the two may have an instant in common."""
        return self.start < other.end and other.start < self.end


_ROWS = (
    'SELECT uid, number, title, when_start, when_end, "where", launched, downed, killed, injured '
    "FROM incident WHERE removed=0 AND when_end-when_start<=?"
)


def near(connection: sqlite3.Connection, uids: Collection[str] | None = None) -> list[Near]:
    """Return the incidents that share an hour with some, those included; of all without `uids`."""
    if uids is None:
        return list(_near(connection.execute(_ROWS, (_LONGEST,))))
    found: dict[str, Near] = {}
    for start, end in _windows(connection, uids):
        sql = f"{_ROWS} AND when_start<? AND when_end>? AND when_start>?"
        rows = connection.execute(sql, (_LONGEST, end, start, start - _LONGEST))
        found.update((one.uid, one) for one in _near(rows))
    return list(found.values())


def _windows(connection: sqlite3.Connection, uids: Iterable[str]) -> Iterator[tuple[int, int]]:
    for some in chunks(uids):
        sql = (
            f"SELECT when_start, when_end FROM incident WHERE uid IN {marks(some)} "
            "AND when_end-when_start<=? AND removed=0"
        )
        yield from connection.execute(sql, (*some, _LONGEST))


def _near(rows: Iterable[Sequence[object]]) -> Iterator[Near]:
    known: dict[object, frozenset[str]] = {}
    for uid, number, title, start, end, where, *counts in rows:
        places = known.get(where)
        if places is None:
            places = known[where] = frozenset(_uids(where))
        assert isinstance(start, int)  # noqa: S101 - a window that has a length has both ends
        assert isinstance(end, int)  # noqa: S101
        yield Near(
            str(uid),
            str(number),
            str(title),
            start,
            end,
            places,
            tuple(str(one or "") for one in counts),
        )


def _uids(stored: object) -> Iterator[str]:
    for uid, _written in json.loads(str(stored or "[]")):
        yield uid


def pairs(
    given: Sequence[Near], regions: Mapping[str, str], wanted: Collection[str] | None = None
) -> dict[str, list[Near]]:
    """Return for each wanted incident the others of its hours that share a region with it.

    Only those of one day and region are ever compared, never all pairs.  An incident without
    places stands beside those of its day that have none either.
    """
    blocks: dict[tuple[int, str], list[Near]] = defaultdict(list)
    for one in given:
        for key in _blocks(one, regions):
            blocks[key].append(one)
    found: dict[str, list[Near]] = {}
    for one in given:
        if wanted is not None and one.uid not in wanted:
            continue
        others = {
            other.uid: other
            for key in _blocks(one, regions)
            for other in blocks[key]
            if other is not one and other.overlaps(one)
        }
        if others:
            nearest = sorted(
                others.values(), key=lambda other: (abs(other.start - one.start), other.uid)
            )
            found[one.uid] = nearest[:_MOST]
    return found


def _blocks(one: Near, regions: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    places = {regions.get(uid, uid) for uid in one.places} or {""}
    for day in range(one.start // DAY, (max(one.end - 1, one.start)) // DAY + 1):
        for place in places:
            yield day, place


_SAID = (
    "SELECT r.speaker, f.measure, f.places, f.count_low FROM {source} "
    "JOIN figure f ON f.report=r.uid AND f.removed=0 "
    "WHERE r.removed=0 AND f.relation<>'subset' AND f.count_low IS NOT NULL {which}"
)


def said(
    connection: sqlite3.Connection, speakers: Collection[str] | None = None
) -> Iterator[tuple[str, str, tuple[str, ...], int]]:
    """Yield speaker, measure, places and lowest number of figures: the latest of some, or all."""
    known: dict[str, tuple[str, ...]] = {}
    if speakers is None:
        every = _SAID.format(source="report r", which="AND r.speaker IS NOT NULL")
        yield from _said(connection.execute(every), known)
        return
    latest = _SAID.format(
        source="reference x JOIN incident i ON i.id=x.incident AND i.removed=0 "
        "JOIN report r ON r.incident=i.uid AND r.speaker=x.target",
        which="AND x.target=? ORDER BY x.incident DESC LIMIT ?",
    )
    for speaker in sorted(speakers):
        yield from _said(connection.execute(latest, (speaker, _SPEAKERS_LAST)), known)


def _said(
    rows: Iterable[tuple[str, str, str, int]], known: dict[str, tuple[str, ...]]
) -> Iterator[tuple[str, str, tuple[str, ...], int]]:
    for speaker, measure, stored, low in rows:
        places = known.get(stored)
        if places is None:
            places = known[stored] = tuple(_uids(stored))
        yield speaker, measure, places, low


def entered_and_approved(
    connection: sqlite3.Connection, uids: Iterable[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return who made each incident, and who approved it last, by uid."""
    entered: dict[str, str] = {}
    approved: dict[str, str] = {}
    for some in chunks(uids):
        sql = (
            "SELECT d.uid, c.by, d.before IS NULL, json_extract(d.after, '$.status')='approved' "
            "FROM delta d JOIN change c ON c.seq=d.change "
            f"WHERE d.uid IN {marks(some)} ORDER BY d.id"
        )
        for uid, by, made, passed in connection.execute(sql, some):
            if made:
                entered[uid] = by
            if passed:
                approved[uid] = by
    return entered, approved


def incidents_touched(connection: sqlite3.Connection, seqs: Collection[int]) -> dict[int, set[str]]:
    """Return the incidents that each change touched, by a report or a figure too."""
    found: dict[int, set[str]] = defaultdict(set)
    sql = (
        "SELECT d.change, coalesce(i.uid, r.incident, fr.incident) FROM delta d "
        "LEFT JOIN incident i ON d.type='incident' AND i.uid=d.uid "
        "LEFT JOIN report r ON d.type='report' AND r.uid=d.uid "
        "LEFT JOIN figure f ON d.type='figure' AND f.uid=d.uid "
        "LEFT JOIN report fr ON fr.uid=f.report "
        "WHERE d.change IN (SELECT value FROM json_each(?)) "
        "AND d.type IN ('incident', 'report', 'figure')"
    )
    for seq, uid in connection.execute(sql, (json.dumps(list(seqs)),)):
        if uid:
            found[seq].add(uid)
    return found
