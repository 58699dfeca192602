"""Saving what was entered, removing, bringing back, and changing many records at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.desk import review, saving
from desktop.desk.desk import Desk
from desktop.desk.entered import Entered
from desktop.desk.entry import Entry
from desktop.desk.starting import entry_of
from desktop.records.context import Context
from desktop.records.delta import Change, Delta, edited, removed
from desktop.records.errors import Invalid
from desktop.records.family import Family, Kept
from desktop.records.kinds import Values
from desktop.records.models import content
from desktop.records.words import _, ngettext
from desktop.store import drafts, read


def open_entry(desk: Desk, uid: str) -> Entry | None:
    """Return an incident as an entry: from its draft if there is one, else from the desk."""
    draft = drafts.draft(desk.file, uid)
    if draft is not None:
        return Entry.from_json(draft.body)
    family = read.family(desk.file.connection, uid)
    return entry_from(desk, family) if family is not None else None


def entry_from(desk: Desk, family: Family) -> Entry:
    """Return an entry that starts from what the desk holds, drafts left aside."""
    connection = desk.file.connection
    entry = entry_of(family, lambda uids: read.records(connection, "source", uids))
    entry.asides = [
        Entered(one.type, one.uid, dict(one.values))
        for one in read.asides(connection, entry.sources)
    ]
    return entry


def save_entry(desk: Desk, entry: Entry, context: Context, why: str = "") -> Change | None:
    """Save all of an entry as one change, and its draft goes with it; None if nothing differs.

    Raises `Invalid` where a field can't be read, `SaveFailed` where it can't be written.
    """
    deltas = saving.deltas(entry, context)
    if not deltas:
        drafts.drop(desk.file, entry.uid)
        return None
    fresh = entry.incident.base is None
    family = None if fresh else read.family(desk.file.connection, entry.uid)
    subject = entry.incident.text("title", context)
    if entry.incident.base is not None:
        subject = entry.incident.base["number"]
    return desk.save(
        review.requeued(family, deltas),
        "create" if fresh else "edit",
        subject=subject,
        why=why,
        drafts=[entry.uid],
    )


def remove_incidents(desk: Desk, uids: Sequence[str], why: str = "") -> Change | None:
    """Put incidents, with their reports and figures, into the bin as one change."""
    deltas, subject = plan_removal(desk, uids)
    if not deltas:
        return None
    return desk.save(deltas, "remove", subject=subject, why=why)


def plan_removal(desk: Desk, uids: Sequence[str]) -> tuple[list[Delta], str]:
    """Return what puts incidents into the bin, and what they are called together."""
    families = read.families(desk.file.connection, uids)
    deltas = [
        removed(record.type, record.uid, record.values)
        for family in families
        for record in reversed(list(family.members()))
    ]
    return deltas, _subject(families) if families else ""


def _subject(families: Sequence[Family]) -> str:
    if len(families) == 1:
        return str(families[0].incident["number"])
    n = len(families)
    return ngettext("{n} incident", "{n} incidents", n).format(n=n)


def restore(desk: Desk, change: int, uid: str) -> Change:
    """Bring a binned record back, with what went together with it.

    Raises `Invalid` where what it belongs to is in the bin, or it is not there itself.
    """
    kept = read.binned_with(desk.file.connection, change, uid)
    if not kept:
        raise Invalid(_("It is not in the bin any more."))
    owner = {"report": "incident", "figure": "report", "attachment": "source"}.get(kept[0].type)
    if owner is not None:
        found = read.record(desk.file.connection, owner, kept[0][owner])
        if found is not None and found.removed:
            raise Invalid(_("What it belongs to is in the bin too; bring that back first."))
    deltas = [Delta(one.type, one.uid, None, one.values) for one in kept]
    return desk.save(deltas, "restore", subject=_name(kept[0]))


def _name(kept: Kept) -> str:
    return str(
        kept.values.get("number") or kept.values.get("name") or kept.values.get("title") or ""
    )


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """What a change to many records would do, before it is done.

    `refused` are incidents that it can't touch, with the reason.
    """

    deltas: tuple[Delta, ...]
    same: int
    refused: tuple[tuple[str, str], ...]


def plan_bulk(
    desk: Desk, uids: Sequence[str], typed: Mapping[str, str], context: Context
) -> BulkPlan:
    """Return what setting some fields of many incidents would do; raise `Invalid` as a form would.

    `typed` maps field names to texts, read by the same rules as in the form.
    """
    return plan_values(desk, uids, read_bulk(typed, context))


def read_bulk(typed: Mapping[str, str], context: Context) -> Values:
    """Return the values that typed texts mean; raise `Invalid` as a form would."""
    declared = content("incident")
    return {name: declared[name].read(text, context) for name, text in typed.items()}


def plan_values(desk: Desk, uids: Sequence[str], values: Values) -> BulkPlan:
    """Return what setting some fields of many incidents to values would do; on any thread.

    Raises `Invalid` for fields that are not set this way.
    """
    if "status" in values or "number" in values:
        raise Invalid(_("Status and number are not set this way; review the incidents instead."))
    deltas: list[Delta] = []
    same = 0
    found = read.records(desk.file.connection, "incident", uids)
    refused = [(uid, _("It is in the bin.")) for uid, one in found.items() if one.removed]
    for uid in uids:
        one = found.get(uid)
        if one is None or one.removed:
            continue
        delta = edited("incident", uid, one.values, values)
        if delta is None:
            same += 1
        else:
            deltas.extend(review.requeued(Family(one), [delta]))
    return BulkPlan(tuple(deltas), same, tuple(refused))


def save_bulk(desk: Desk, plan: BulkPlan, why: str = "") -> Change | None:
    """Do what a plan says, as one change; None where it changes nothing."""
    if not plan.deltas:
        return None
    return desk.save(plan.deltas, "bulk edit", subject=bulk_subject(plan), why=why)


def bulk_subject(plan: BulkPlan) -> str:
    """Return what a plan is done to, in a few words."""
    n = len({delta.uid for delta in plan.deltas})
    return ngettext("{n} incident", "{n} incidents", n).format(n=n)


def set_field(desk: Desk, uid: str, name: str, text: str, context: Context) -> Change | None:
    """Set one field of one incident as typed in the table; raise `Invalid` as the form would."""
    return save_bulk(desk, plan_bulk(desk, [uid], {name: text}, context))


def use_source(desk: Desk, entry: Entry, new: str, known: str) -> bool:
    """Let an entry's reports stand in a source of the desk instead of one that is not saved yet.

    Return False where the desk has no such source any more.
    """
    kept = read.record(desk.file.connection, "source", known)
    if kept is None or kept.removed or entry.sources[new].base is not None:
        return False
    entry.sources.setdefault(known, Entered("source", known, dict(kept.values)))
    for report in entry.reports:
        if report.start("source") == new:
            report.put("source", known)
        if new in report.start("carriers"):
            carriers = (known if one == new else one for one in report.start("carriers"))
            report.put("carriers", tuple(dict.fromkeys(carriers)))
    del entry.sources[new]
    return True
