"""What a save makes of an entry: what stands in its way, what it writes, and what it leaves."""

from desktop.desk.entered import Entered, Problem
from desktop.desk.entry import Entry
from desktop.records.context import Context
from desktop.records.delta import Delta, created, edited, removed
from desktop.records.errors import Invalid
from desktop.records.family import Family, Kept
from desktop.records.fold import fold
from desktop.records.models import content
from desktop.records.soundness import contradictions
from desktop.store.errors import Clash


def problems(entry: Entry, context: Context) -> list[Problem]:
    """Return every field that can't be saved as typed, in reading order."""
    found: list[Problem] = []
    for record in entry.records():
        if record.base is None and record is not entry.incident and not _filled(entry, record):
            continue
        around = entry.context_of(record, context)
        for name in content(record.type):
            try:
                record.value(name, around)
            except Invalid as error:
                found.append(Problem(record.type, record.uid, name, error))
        told = {one.field for one in found if one.uid == record.uid}
        for name, why in contradictions(record.type, record.values(around), record.base):
            if name not in told:
                found.append(Problem(record.type, record.uid, name, why))
    return found


def deltas(entry: Entry, context: Context) -> list[Delta]:
    """Return what a save writes; raise `Invalid` where a field can't be read.

    Empty reports, figures and sources that were never filled are left out.
    """
    kept = [
        record
        for record in entry.records()
        if record.base is not None or record is entry.incident or _filled(entry, record)
    ]
    found: list[Delta] = []
    for record in kept:
        around = entry.context_of(record, context)
        values = {name: record.value(name, around) for name in content(record.type)}
        for _name, why in contradictions(record.type, values, record.base):
            raise why
        if record.base is None:
            found.append(created(record.type, record.uid, values))
        else:
            delta = edited(record.type, record.uid, record.base, values)
            if delta is not None:
                found.append(delta)
    for record in entry.gone:
        assert record.base is not None  # noqa: S101 - only kept records are noted as gone
        found.append(removed(record.type, record.uid, record.base))
    return found


def as_family(entry: Entry, context: Context) -> tuple[Family, dict[str, Kept]]:
    """Return the family that an entry makes as it stands, and its sources by uid, to be checked.

    A field that can't be read keeps the value that it had; what was never filled is left out.
    """
    made = {
        record.uid: Kept(
            record.type, record.uid, 0, False, record.values(entry.context_of(record, context))
        )
        for record in entry.records()
        if record.base is not None or record is entry.incident or _filled(entry, record)
    }
    figures = {
        report: [made[one.uid] for one in some if one.uid in made]
        for report, some in entry.figures.items()
    }
    reports = [made[one.uid] for one in entry.reports if one.uid in made]
    sources = {uid: made[uid] for uid in entry.sources if uid in made}
    return Family(made[entry.uid], reports, figures), sources


def _filled(entry: Entry, record: Entered) -> bool:
    if record.type == "report":
        return record.changed() or any(one.changed() for one in entry.figures.get(record.uid, ()))
    if record.type == "speaker":
        return _pointed_at(entry, record)
    return record.changed() or _pointed_at(entry, record)


def _pointed_at(entry: Entry, record: Entered) -> bool:
    """Return whether another record of the entry needs this one to be there."""
    if record.type == "source":
        return any(
            record.uid == report.start("source") or record.uid in report.start("carriers")
            for report in entry.reports
        )
    if record.type == "speaker":
        name = fold(record.start("name"))
        return any(
            fold(report.typed["speaker"]) == name
            if "speaker" in report.typed
            else report.start("speaker") == record.uid
            for report in entry.reports
        )
    return record.type == "figure" and any(
        one.start("of") == record.uid for some in entry.figures.values() for one in some
    )


def settle(entry: Entry, fresh: Entry) -> None:
    """Start from what the desk holds after a save; what nobody filled stays on the form."""
    now = {one.uid: one for one in fresh.records()}
    for record in entry.records():
        kept = now.get(record.uid)
        if kept is not None and kept.base is not None:
            record.settle(kept.base)
    # Those that a report names are the desk's own now.
    entry.speakers = {}
    entry.gone = []


def keep_mine(entry: Entry, clash: Clash) -> None:
    """Save over what somebody else saved meanwhile in one field, or of one record."""
    record = _of(entry, clash)
    if record is None:
        return
    if clash.field:
        base = record.base or {}
        if clash.field not in record.typed:
            record.fixed.setdefault(clash.field, base[clash.field])
        record.rebase({**base, clash.field: clash.found})
    elif clash.found is not None:
        record.rebase(clash.found.values)
    elif record in entry.gone:
        entry.gone = [one for one in entry.gone if one is not record]
    else:
        record.rebase(None)


def take_theirs(entry: Entry, clash: Clash) -> None:
    """Give up what was typed for what somebody else saved, in one field or of one record."""
    record = _of(entry, clash)
    if record is None:
        return
    if clash.field:
        record.typed.pop(clash.field, None)
        record.fixed.pop(clash.field, None)
        record.rebase({**(record.base or {}), clash.field: clash.found})
    elif clash.found is not None:
        record.settle(clash.found.values)
    elif record is not entry.incident and record.type in {"report", "figure"}:
        if record not in entry.gone:
            entry.remove(record)
        entry.gone = [one for one in entry.gone if one is not record]


def _of(entry: Entry, clash: Clash) -> Entered | None:
    return next((one for one in [*entry.records(), *entry.gone] if one.uid == clash.uid), None)
