"""A workbook of ours that came back, as the other side of a merge with the desk."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from desktop.desk.around import place_uids, pointed_at
from desktop.records.family import Family, Kept
from desktop.records.finder import PlaceFinder
from desktop.records.kinds_links import Link
from desktop.records.merging import Plan, Theirs, plan
from desktop.records.models import content
from desktop.records.progress import Counting, silent
from desktop.sheets.batch import Batch
from desktop.sheets.columns import RECORD_OF, Row
from desktop.sheets.layouts import LAYOUTS
from desktop.sheets.packed import short
from desktop.sheets.roundtrip.around import Around
from desktop.sheets.roundtrip.ours import Ours
from desktop.sheets.roundtrip.returned import Returned
from desktop.sheets.roundtrip.returned import read as read_returned
from desktop.store import derived, past, read

_REMEMBERED = 65_536
# Each after what belongs to it, so that what it belongs to is fetched with it.
_BENEATH_FIRST = (
    "attachment", "aside", "source", "place", "speaker", "term", "setting", "figure", "report",
    "incident",
)  # fmt: skip


def plan_of(
    connection: sqlite3.Connection,
    finder: PlaceFinder,
    zone: str,
    book: Ours,
    *,
    removing: bool = False,
    progress: Counting = silent,
) -> Plan:
    """Return what merging a returned workbook would do.

    With `removing`, rows that are gone from the book are taken for removed.  `progress(rows)` may
    raise to stop.  The caller holds one transaction, so that all is seen in one state.
    """
    then = past.at(connection, book.about.journal_count, book.about.journal_head)
    came = read_returned(book, around(then, finder, zone), progress)
    missing = _missing(then, book, came)
    return planned(then, came.theirs, missing=missing, removing=removing, returned=came)


def planned(
    then: past.Past,
    theirs: Sequence[Theirs],
    *,
    missing: Sequence[Kept] = (),
    removing: bool = False,
    returned: Returned | None = None,
) -> Plan:
    """Return the plan of merging `theirs`, which parted from the desk at `then`."""
    came = returned or Returned()
    ours = _ours(then.connection, theirs, missing if removing else ())
    return plan(
        then.moved_from(ours.values()),
        ours,
        theirs,
        missing=missing,
        removing=removing,
        refused=came.refused,
        same=came.same,
    )


def around(then: past.Past, finder: PlaceFinder, zone: str) -> Around:
    """Return what reading a returned workbook asks of the desk, names remembered meanwhile."""
    connection = then.connection

    def coded(text: str) -> tuple[str, ...]:
        return read.codes(connection, text)

    def base(record: str, uids: Sequence[str]) -> dict[str, Row]:
        return _rows(then, record, uids)

    def known(record: str, uids: Sequence[str]) -> dict[str, Kept]:
        return read.records(connection, record, uids)

    def beneath(record: str, uids: Sequence[str]) -> dict[str, list[Kept]]:
        return read.beneath(connection, record, uids)

    def numbered(numbers: Sequence[str]) -> dict[str, str]:
        return read.numbered(connection, numbers)

    context = read.context(connection, finder, zone).remembering()
    return Around(
        context, then.common, base, known, beneath, numbered, lru_cache(_REMEMBERED)(coded)
    )


def _rows(then: past.Past, record: str, uids: Collection[str]) -> dict[str, Row]:
    """Return the rows that the export wrote of some records, without their cells."""
    uids = frozenset(uids)
    if record == "source":
        found = past.records(then, record, uids)
        origins = {one["origin"] for one in found.values()} - {None}
        attached = past.attached(then, uids)
        worked_out = {uid: {"attachments": names} for uid, names in attached.items()}
        batch = Batch(past.names(then, origins), {}, worked_out)
        return {uid: Row(one, batch) for uid, one in found.items()}
    incidents, reports = _owners(then.connection, record, uids)
    families = past.families(then, incidents, {*uids, *reports})
    batch = Batch(
        past.names(then, pointed_at(families)),
        past.records(then, "place", place_uids(families)),
        derived.worked_out(then.connection, families) if record == "incident" else {},
    )
    made = (row for family in families for row in _family(family, batch, record))
    return {row.record.uid: row for row in made if row.record.uid in uids}


def _family(family: Family, batch: Batch, record: str) -> Iterable[Row]:
    incident = family.incident
    if record == "incident":
        return [Row(incident, batch)]
    if record == "report":
        return [Row(report, batch, incident) for report in family.reports]
    found: list[Row] = []
    for report in family.reports:
        figures = {one.uid: one for one in family.figures.get(report.uid, ())}
        found += [
            Row(one, batch, incident, report, figures.get(one["of"] or ""))
            for one in figures.values()
        ]
    return found


def _owners(
    connection: sqlite3.Connection, record: str, uids: Iterable[str]
) -> tuple[list[str], list[str]]:
    """Return the incidents, and of figures the reports, that some records are of, each once."""
    if record == "incident":
        return list(uids), []
    owners: list[str] = []
    if record == "figure":
        figures = read.records(connection, "figure", uids).values()
        owners = list(dict.fromkeys(one["report"] for one in figures))
    reports = read.records(connection, "report", owners or uids).values()
    return list(dict.fromkeys(one["incident"] for one in reports)), owners


def _missing(then: past.Past, book: Ours, came: Returned) -> list[Kept]:
    """Return the live records that the export gave and the book has no row of any more."""
    if not then.common:
        return []
    about = book.about
    wanted: dict[str, bool] = {}
    found: list[Kept] = []
    whole = {part.table.record for part in book.parts}
    for code in LAYOUTS.get(about.layout, ()):
        record = RECORD_OF[code]
        # A sheet that was deleted says nothing of its rows.
        if record == "source" or record not in whole:
            continue
        there = came.there.get(record, ())
        gone: list[str] = []
        for uid, incident in past.given(then, record):
            if uid not in there:
                if incident not in wanted:
                    wanted[incident] = short(incident) in about.incidents
                if wanted[incident]:
                    gone.append(uid)
        found += read.records(then.connection, record, gone).values()
    return found


def _ours(
    connection: sqlite3.Connection, theirs: Sequence[Theirs], missing: Iterable[Kept]
) -> dict[str, Kept]:
    """Return what the desk has of all that a plan is about: records, owners, what is beneath."""
    wanted: dict[str, set[str]] = {}
    for one in theirs:
        wanted.setdefault(one.type, set()).add(one.uid)
        for name, kind in content(one.type).items():
            if isinstance(kind, Link) and kind.owner and one.values.get(name):
                wanted.setdefault(kind.target, set()).add(one.values[name])
    ours: dict[str, Kept] = {one.uid: one for one in missing}
    for record in _BENEATH_FIRST:
        found = read.records(connection, record, wanted.get(record, ()))
        ours |= found
        if record == "report":
            wanted.setdefault("incident", set()).update(one["incident"] for one in found.values())
    gone = {one.uid for one in theirs if one.removed} | {one.uid for one in missing}
    _add_beneath(connection, ours, gone)
    return ours


def _add_beneath(
    connection: sqlite3.Connection, ours: dict[str, Kept], gone: Collection[str]
) -> None:
    for record in ("incident", "report"):
        owners = [uid for uid in gone if uid in ours and ours[uid].type == record]
        below: Mapping[str, list[Kept]] = read.beneath(connection, record, owners)
        ours |= {one.uid: one for some in below.values() for one in some}
        gone = {*gone, *(one.uid for some in below.values() for one in some)}
