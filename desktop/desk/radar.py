"""Which incidents of the desk a statement may be about: those that overlap in hours and places."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.desk.desk import Desk
from desktop.records.family import Family
from desktop.records.fold import fold
from desktop.records.kinds import Values
from desktop.records.when import When
from desktop.store import books, likeness, listing, read
from desktop.store.listing import Filter, Sort

# More incidents than these in the same hours are not looked through.
_MOST = 60
_SHOWN = 12
OTHER = "other"


@dataclass(frozen=True, slots=True)
class NearReport:
    """A report of an incident that is near: who says it, for which hours, and what it counts."""

    uid: str
    speaker: str
    when: When | None
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """An incident that a statement may be about.

    `shared` are the names of the places that both speak of; `has_text` tells that it has the very
    text.  `key` is by what an answer is remembered, `other` that it was said to be another.
    """

    uid: str
    number: str
    title: str
    when: When | None
    shared: tuple[str, ...]
    reports: tuple[NearReport, ...]
    key: str
    other: bool = False
    has_text: bool = False


def near(desk: Desk, text: str, windows: Sequence[When], places: Collection[str]) -> list[Near]:
    """Return the incidents that overlap a statement's windows and places, the likeliest first.

    A statement or an incident without places overlaps by its hours alone.
    """
    keys = [(one.start_key, one.end_key) for one in windows]
    starts = [start for start, _end in keys if start is not None]
    ends = [end for _start, end in keys if end is not None]
    if not starts or not ends:
        return []
    connection = desk.file.connection
    wanted = Filter(start=min(starts), end=max(ends))
    ids = list(listing.all_ids(connection, wanted, Sort()))[:_MOST]
    uids = listing.uids(connection, ids)
    families = read.families(connection, [uids[one] for one in ids if one in uids])
    around = _with_ancestors(desk, places)
    shared = {one.incident.uid: _shared(desk, one, set(places), around) for one in families}
    close = [one for one in families if shared[one.incident.uid] or not places or not _places(one)]
    found = _told(desk, text, close, shared)
    found.sort(key=lambda one: (one.other, not one.has_text, -len(one.shared)))
    return found[:_SHOWN]


def remember_other(desk: Desk, near: Near) -> None:
    """Remember that a statement is about another incident; raise `SaveFailed` if it can't be."""
    with desk.file.writing() as connection:
        books.remember(connection, {near.key: OTHER}, datetime.now(UTC), desk.person.name)


def _told(
    desk: Desk, text: str, families: Sequence[Family], shared: dict[str, set[str]]
) -> list[Near]:
    connection = desk.file.connection
    keys = {one.incident.uid: _key(text, one.incident.uid) for one in families}
    answers = books.answers(connection, keys.values())
    same = {one.uid for one in likeness.same_text(connection, text)}
    named = {uid for some in shared.values() for uid in some}
    named |= {uid for one in families for uid in _linked(one)}
    names = read.names(connection, named)
    return [
        Near(
            one.incident.uid,
            one.incident["number"],
            one.incident["title"],
            one.incident["when"],
            tuple(sorted(names.get(uid, "") for uid in shared[one.incident.uid])),
            tuple(_report(one, report.uid, report.values, names) for report in one.reports),
            keys[one.incident.uid],
            other=keys[one.incident.uid] in answers,
            has_text=any(report["source"] in same for report in one.reports),
        )
        for one in families
    ]


def _report(family: Family, uid: str, values: Values, names: dict[str, str]) -> NearReport:
    counts = tuple(
        f"{names.get(figure['measure'], '')} {figure['count']}"
        for figure in family.figures.get(uid, ())
        if not figure["relation"]
    )
    return NearReport(uid, names.get(values["speaker"] or "", ""), values["when"], counts)


def _linked(family: Family) -> Iterable[str]:
    yield from (report["speaker"] for report in family.reports if report["speaker"])
    for _, figure in family.all_figures():
        if figure["measure"]:
            yield figure["measure"]


def _places(family: Family) -> set[str]:
    placed = [*family.incident["where"]]
    for _, figure in family.all_figures():
        placed += figure["places"]
    return {one.uid for one in placed}


def _with_ancestors(desk: Desk, places: Collection[str]) -> set[str]:
    return {up for uid in places for up in (uid, *desk.finder.ancestors(uid))}


def _shared(desk: Desk, family: Family, places: set[str], around: set[str]) -> set[str]:
    """Return the places of an incident that are, lie in, or hold one of a statement's."""
    return {
        uid
        for uid in _places(family)
        if uid in around or not places.isdisjoint(desk.finder.ancestors(uid))
    }


def _key(text: str, uid: str) -> str:
    return hashlib.blake2b(f"read\n{fold(text)}\n{uid}".encode(), digest_size=16).hexdigest()
