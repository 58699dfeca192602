"""What became of a desk since somebody's last export, as a correction notice would say it."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from desktop.desk.difference import DeltaLine, describe, lines
from desktop.desk.filtering import read_filter
from desktop.records.context import Context
from desktop.records.delta import Change, Delta
from desktop.records.errors import Invalid
from desktop.records.family import Kept
from desktop.records.kinds_links import Link, Links, Places
from desktop.records.models import TYPE_LABELS, content
from desktop.records.words import _
from desktop.sheets.corrections import Correction
from desktop.store import journal, listing, read, receipts
from desktop.store.receipts import Issued

_TOLD = ("incident", "report", "figure", "source", "speaker", "place")
_OWNERS = {"report": "incident", "figure": "report"}
# What belongs to no incident is told to whoever has all of them.
_SHARED = ("source", "speaker", "place")


@dataclass(frozen=True, slots=True)
class Since:
    """The corrections, the live incidents that they are about, and the filter of both exports."""

    corrections: tuple[Correction, ...]
    incidents: tuple[str, ...]
    filter: str


def issued(connection: sqlite3.Connection, wanted: str) -> Issued:
    """Return the receipt with an uid, or a recipient's last; raise `Invalid` if there is none.

    Raises it too where the desk is not one that the receipt's export was made of.
    """
    found = receipts.receipt(connection, wanted) or receipts.last_receipt(connection, wanted)
    if found is None:
        raise Invalid(
            _(
                "Nothing was exported to “{name}” from this desk. Write a name that an export was "
                "for, or a receipt's uid."
            ).format(name=wanted)
        )
    if journal.hash_at(connection, found.journal_count) != found.journal_head:
        raise Invalid(
            _(
                "The desk has another history than when “{name}” got it, as after restoring a "
                "backup. Export all of it."
            ).format(name=found.recipient or wanted)
        )
    return found


def since(connection: sqlite3.Connection, last: Issued, zone: str) -> Since:
    """Return what changed since an export, of what its filter showed then or shows now."""
    told = [one for one in journal.since(connection, last.journal_count) if one.delta.type in _TOLD]
    net = {one.delta.uid: one for one in told}
    kept = _kept(connection, net)
    incidents = {uid: incident for uid in net if (incident := _incident(uid, net, kept))}
    records = read.records(connection, "incident", incidents.values())
    inside = _inside(connection, last, zone, net, records)
    context = Context(zone=zone, name=_names(connection, net, kept).__getitem__)
    whole = {one.delta.uid for one in told if _is_whole(one.delta)}
    found: list[Correction] = []
    for uid in sorted(net, key=lambda uid: _order(net[uid], records.get(incidents.get(uid, "")))):
        one, incident = net[uid], incidents.get(uid, "")
        if incident not in inside and not (one.delta.type in _SHARED and not last.filter):
            continue
        # What came or went with its owner is not told again.
        if _owner(one.delta, kept) not in whole:
            found += _corrections(one, kept.get(uid), records.get(incident), context)
    live = tuple(uid for uid in sorted(inside) if not records[uid].removed)
    return Since(tuple(found), live, last.filter)


def _kept(connection: sqlite3.Connection, net: Mapping[str, journal.Since]) -> dict[str, Kept]:
    """Return the records that are told of, and the reports that figures are of, as they are."""
    by_type: dict[str, list[str]] = {}
    for uid, one in net.items():
        by_type.setdefault(one.delta.type, []).append(uid)
    found: dict[str, Kept] = {}
    for kind, uids in by_type.items():
        found |= read.records(connection, kind, uids)
    reports = {one["report"] for one in found.values() if one.type == "figure"}
    return found | read.records(connection, "report", reports - found.keys())


def _is_whole(delta: Delta) -> bool:
    return delta.before is None or delta.after is None


def _order(one: journal.Since, incident: Kept | None) -> tuple[str, int]:
    """Return by what corrections are sorted: their incident's number, then from whole to part."""
    return (incident["number"] if incident else "~", _TOLD.index(one.delta.type))


def _owner(delta: Delta, kept: Mapping[str, Kept]) -> str:
    """Return the uid of what a record belongs to; "" if to nothing."""
    link = _OWNERS.get(delta.type)
    return str(kept[delta.uid][link]) if link and delta.uid in kept else ""


def _incident(uid: str, net: Mapping[str, journal.Since], kept: Mapping[str, Kept]) -> str:
    """Return the incident that a record belongs to, or is; "" if to none."""
    if net[uid].delta.type not in {"incident", *_OWNERS}:
        return ""
    while uid in kept and kept[uid].type in _OWNERS:
        uid = str(kept[uid][_OWNERS[kept[uid].type]])
    return uid


def _inside(
    connection: sqlite3.Connection,
    last: Issued,
    zone: str,
    net: Mapping[str, journal.Since],
    records: Mapping[str, Kept],
) -> set[str]:
    """Return the incidents that the export's filter shows, or showed by the status of that time.

    One in the bin is told of: nobody knows whether it was shown, and to keep quiet about it would
    leave a wrong row standing.
    """
    if not last.filter:
        return set(records)
    wanted = read_filter(connection, last.filter, zone)
    anything = replace(wanted, statuses=frozenset())
    shown = set(
        listing.uids(connection, listing.all_ids(connection, anything, listing.Sort())).values()
    )
    found: set[str] = set()
    for uid, record in records.items():
        before = net[uid].delta.before if uid in net else None
        statuses = {record["status"], (before or {}).get("status")}
        if (uid in shown or record.removed) and (not wanted.statuses or statuses & wanted.statuses):
            found.add(uid)
    return found


class _Names(dict[str, str]):
    """What records are called; the uid of one that has no name."""

    def __missing__(self, uid: str) -> str:
        return uid


def _names(
    connection: sqlite3.Connection, net: Mapping[str, journal.Since], kept: Mapping[str, Kept]
) -> _Names:
    """Return what all that was and is pointed at is called."""
    pointed: set[str] = set()
    figures: set[str] = set()
    for uid, one in net.items():
        now = kept[uid].values if uid in kept else None
        for values in (one.delta.before, one.delta.after, now):
            for name, kind in content(one.delta.type).items():
                value = (values or {}).get(name)
                if isinstance(kind, Links | Places):
                    pointed.update(kind.uids(value or ()))
                elif isinstance(kind, Link) and value:
                    (figures if kind.target == "figure" else pointed).add(value)
    found = _Names(read.names(connection, pointed))
    context = Context(name=found.__getitem__)
    owners = read.records(connection, "figure", figures)
    found.update({uid: describe("figure", one.values, context) for uid, one in owners.items()})
    return found


def _corrections(
    one: journal.Since, kept: Kept | None, incident: Kept | None, context: Context
) -> Iterator[Correction]:
    """Yield a row for a record that came or went, else for each field that differs."""
    delta = one.delta
    words = describe(delta.type, kept.values if kept else {}, context)
    called = f"{_(TYPE_LABELS[delta.type])} {words}".strip()
    number = incident["number"] if incident else ""
    title = incident["title"] if incident else ""

    def row(what: str, label: str, old: str, new: str, changes: tuple[Change, ...]) -> Correction:
        last = changes[-1]
        why = "; ".join(dict.fromkeys(change.why for change in changes if change.why))
        at = f"{last.at:%Y-%m-%d %H:%M} UTC"
        return Correction(number, title, called, what, label, old, new, why, last.by.name, at)

    if delta.before is None:
        what = _("merged") if _is_merged(one) else _("added")
        yield row(what, "", "", describe(delta.type, delta.after or {}, context), one.changes)
    elif delta.after is None:
        yield row(_("removed"), "", describe(delta.type, delta.before, context), "", one.changes)
    else:
        for line in lines([delta], context):
            yield row(_what(line, delta), line.label, line.old, line.new, one.by_field[line.field])


def _is_merged(one: journal.Since) -> bool:
    """Return whether it is a report that an import added to an incident that was there.

    One that came in with its incident is not told of.
    """
    return one.delta.type == "report" and one.changes[0].action == "import"


def _what(line: DeltaLine, delta: Delta) -> str:
    withdrawn = line.field == "status" and (delta.after or {}).get("status") == "withdrawn"
    return _("withdrawn") if withdrawn else _("changed")
