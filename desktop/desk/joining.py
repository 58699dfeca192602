"""Joining two incidents that are one, and splitting one that is two; each is one change."""

from collections.abc import Collection, Iterator

from desktop.desk import review
from desktop.desk.desk import Desk
from desktop.records.delta import Change, Delta, created, edited
from desktop.records.errors import Invalid
from desktop.records.family import Family, Kept
from desktop.records.words import _
from desktop.store.changes import new_uid

# What a new incident takes over from the one that it is split from.
_COPIED = ("kind", "actor", "where", "tags", "confidence")


def join(desk: Desk, family: Family, other: Family, why: str) -> Change:
    """Move the reports of another incident to this one, which stands for both from now on.

    The other keeps its number, its text and its history; it is withdrawn and points here.  Places
    that only the other names are added.  Raises `Invalid` for an incident and itself, for one that
    is withdrawn, and without a reason.
    """
    ours, theirs = family.incident, other.incident
    if ours.uid == theirs.uid:
        raise Invalid(_("These are one incident already."))
    for one in (ours, theirs):
        if one["status"] == "withdrawn":
            raise Invalid(_("{number} is withdrawn; reopen it first.").format(number=one["number"]))
    reason = _said(why)
    named = {place.uid for place in ours["where"]}
    where = (*ours["where"], *(one for one in theirs["where"] if one.uid not in named))
    own = edited("incident", ours.uid, ours.values, {"where": where})
    deltas = [
        *review.requeued(family, [*([own] if own else []), *_moved(other.reports, family)]),
        edited("incident", theirs.uid, theirs.values, {
            "status": "withdrawn", "continued": ours.uid,
        }),
    ]  # fmt: skip
    return desk.save(
        [one for one in deltas if one is not None],
        "join",
        subject=f"{ours['number']} + {theirs['number']}",
        why=reason,
    )


def split(desk: Desk, family: Family, reports: Collection[str], why: str) -> Change:
    """Move some reports of an incident to a new one, a draft with the same kind and places.

    Raises `Invalid` where no report or every one would move, and without a reason.
    """
    moving = [one for one in family.reports if one.uid in reports]
    if not moving or len(moving) == len(family.reports):
        raise Invalid(_("Choose some of the reports, but not all; those go to a new incident."))
    reason = _said(why)
    incident = family.incident
    whens = [one["when"] for one in moving if one["when"] is not None]
    new = Family(Kept("incident", new_uid(), 0, False, {}))
    made = created("incident", new.incident.uid, {
        **{name: incident[name] for name in _COPIED},
        "title": incident["title"],
        "when": whens[0] if len(set(whens)) == 1 else incident["when"],
    })  # fmt: skip
    deltas = [made, *review.requeued(family, list(_moved(moving, new)))]
    return desk.save(deltas, "split", subject=incident["number"], why=reason)


def _moved(reports: Collection[Kept], to: Family) -> Iterator[Delta]:
    last = max((one["position"] or 0 for one in to.reports), default=0)
    for at, one in enumerate(reports, start=last + 1):
        delta = edited("report", one.uid, one.values, {"incident": to.incident.uid, "position": at})
        if delta is not None:
            yield delta


def _said(why: str) -> str:
    if not why.strip():
        raise Invalid(_("Say why; the reason stays in both histories."))
    return why.strip()
