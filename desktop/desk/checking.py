"""Runs the checks over an open desk: all of it, what a filter shows, or one incident."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop import checks
from desktop.checks import Brief, Finding, Surroundings, Usual, usual
from desktop.desk.around import in_batches, pointed_at
from desktop.records.collecting import uncollected
from desktop.records.family import Family, Kept
from desktop.store import beside, derived, listing, read
from desktop.store.derived import HEADLINES, Around

# The desk's own severities by check, as JSON, and the hours that a window may last unremarked.
SEVERITIES, LONGEST = "check severities", "longest window"
LONGEST_HOURS = 72
# More incidents than these are looked up by reading the whole desk once.
_FEW = 200


@dataclass(frozen=True, slots=True)
class Beside:
    """What is the same for every batch: other incidents, what is usual, and the desk's settings."""

    nearby: Mapping[str, Sequence[Brief]]
    usual: Mapping[tuple[str, str, str], Usual]
    longest: int
    severities: Mapping[str, str]


def findings(
    connection: sqlite3.Connection, wanted: listing.Filter | None = None
) -> Iterator[Finding]:
    """Yield what is doubtful in the filtered incidents, in the order of their numbers.

    What two incidents have to do with one another is told once.
    """
    order = listing.Sort("number", descending=False)
    uids = list(listing.each_uid(connection, wanted or listing.Filter(), order))
    yield from _once(_findings(connection, uids))


def findings_of(connection: sqlite3.Connection, uid: str) -> list[Finding]:
    """Return what is doubtful in one incident."""
    return list(_findings(connection, [uid]))


def findings_in(
    connection: sqlite3.Connection, family: Family, typed: Mapping[str, Kept], around: Beside
) -> list[Finding]:
    """Return what is doubtful in an incident that need not be as the desk holds it.

    `typed` are sources by uid as they stand beside it, the desk's or not.
    """
    return list(_run(connection, [family], around, typed))


def _findings(connection: sqlite3.Connection, uids: Sequence[str]) -> Iterator[Finding]:
    with uncollected():
        around = beside_of(connection, uids)
        for families in in_batches(connection, uids):
            yield from _run(connection, families, around)


def _run(
    connection: sqlite3.Connection,
    families: Sequence[Family],
    around: Beside,
    typed: Mapping[str, Kept] | None = None,
) -> Iterator[Finding]:
    given = _surroundings(connection, families, around, typed or {})
    return checks.run(families, given, around.severities)


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    told: set[str] = set()
    for one in found:
        if one.check == "likely_duplicate":
            if one.key in told:
                continue
            told.add(one.key)
        yield one


def beside_of(connection: sqlite3.Connection, uids: Sequence[str]) -> Beside:
    """Return what stands beside some incidents; one that is typed in needs it but once."""
    some = uids if len(uids) <= _FEW else None
    kept, longest = (read.setting(connection, name) for name in (SEVERITIES, LONGEST))
    return Beside(
        _nearby(connection, some),
        _usual(connection, None if some is None else _speakers(connection, some)),
        int(longest["value"]) if longest else LONGEST_HOURS,
        json.loads(kept["value"]) if kept else {},
    )


def _nearby(
    connection: sqlite3.Connection, uids: Sequence[str] | None
) -> dict[str, Sequence[Brief]]:
    given = beside.near(connection, uids)
    regions = derived.regions_of(connection, {uid for one in given for uid in one.places})
    around = Around()
    around.meet(connection, [])
    measures = [around.measures.get(code, "") for code in HEADLINES]
    briefs: dict[str, Brief] = {}
    found: dict[str, Sequence[Brief]] = {}
    for uid, others in beside.pairs(given, regions, uids).items():
        for one in others:
            if one.uid not in briefs:
                briefs[one.uid] = Brief(
                    one.uid,
                    one.number,
                    one.title,
                    one.start,
                    one.end,
                    frozenset(regions.get(place, place) for place in one.places),
                    dict(zip(measures, one.counts, strict=True)),
                )
        found[uid] = [briefs[one.uid] for one in others]
    return found


def _speakers(connection: sqlite3.Connection, uids: Sequence[str]) -> set[str]:
    families = read.families(connection, uids)
    return {one["speaker"] for family in families for one in family.reports if one["speaker"]}


def _usual(
    connection: sqlite3.Connection, speakers: Collection[str] | None
) -> dict[tuple[str, str, str], Usual]:
    numbers: dict[tuple[str, str, tuple[str, ...]], list[int]] = defaultdict(list)
    for speaker, measure, places, low in beside.said(connection, speakers):
        numbers[speaker, measure, places].append(low)
    regions = derived.regions_of(connection, {uid for *_who, places in numbers for uid in places})
    joined: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for (speaker, measure, places), some in numbers.items():
        within = {regions.get(uid, uid) for uid in places}
        if len(within) < 2:
            joined[speaker, measure, within.pop() if within else ""].extend(some)
    return {key: one for key, some in joined.items() if (one := usual(some)) is not None}


def _surroundings(
    connection: sqlite3.Connection,
    families: Sequence[Family],
    around: Beside,
    typed: Mapping[str, Kept],
) -> Surroundings:
    met = Around()
    met.meet(connection, families)
    names = read.names(connection, pointed_at(families) | set(met.regions.values()))
    reports = [one for family in families for one in family.reports]
    sources = read.records(
        connection, "source", {one["source"] for one in reports if one["source"]}
    )
    speakers = read.records(
        connection, "speaker", {one["speaker"] for one in reports if one["speaker"]}
    )
    sources.update(typed)
    passed = [one.incident.uid for one in families if one.incident["status"] == "approved"]
    entered, approved = beside.entered_and_approved(connection, passed)
    return Surroundings(
        names,
        met.regions,
        {uid: one["text"] for uid, one in sources.items()},
        datetime.now(UTC),
        parents=met.parents,
        origins=_origins(connection, sources),
        roles={uid: one["role"] or one["organisation"] for uid, one in speakers.items()},
        nearby=around.nearby,
        usual=around.usual,
        entered=entered,
        approved=approved,
        officials=met.officials,
        longest=around.longest,
    )


def _origins(connection: sqlite3.Connection, sources: Mapping[str, Kept]) -> dict[str, str]:
    """Return what each source retells, and what that retells."""
    found: dict[str, str] = {}
    met = dict(sources)
    while met:
        found.update((uid, one["origin"]) for uid, one in met.items() if one["origin"])
        wanted = {one["origin"] for one in met.values() if one["origin"]} - found.keys()
        met = read.records(connection, "source", wanted - sources.keys())
    return found
