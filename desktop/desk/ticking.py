"""A reviewer's ticks: set one, take one back, tick the rest."""

import sqlite3
from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from desktop.desk.desk import Desk
from desktop.records.delta import Change, Delta, created, edited
from desktop.records.errors import Invalid
from desktop.records.family import Family, Kept
from desktop.records.ticks import OPEN, TICKED, Standing, digest_of, standings
from desktop.records.words import _, ngettext
from desktop.store import read
from desktop.store.changes import new_uid

# What must be ticked before an incident is approved: "", "figures" or "all".
REQUIRED = "ticks before approval"
Key = tuple[str, str]


def ticks_of(connection: sqlite3.Connection, incident: str) -> dict[Key, Kept]:
    """Return the ticks of an incident by record and field; those taken back are there, too."""
    found = read.reviewed(connection, "tick", incident)
    return {(one["record"], one["field"]): one for one in found}


def to_tick(connection: sqlite3.Connection, family: Family) -> list[Standing]:
    """Return what there is to tick in an incident, in reading order, and how it stands."""
    return list(standings(family, ticks_of(connection, family.incident.uid)))


def tick(desk: Desk, family: Family, wanted: Collection[Key]) -> Change | None:
    """Tick some values as they are now; return None where all of them are ticked.

    Raises `Invalid` for who may not review.
    """
    _require_reviewer(desk)
    found = [
        one
        for one in to_tick(desk.file.connection, family)
        if one.key in wanted and one.standing != TICKED
    ]
    return _save(desk, family, "tick", (_ticked(desk, family, one) for one in found))


def tick_rest(desk: Desk, family: Family) -> Change | None:
    """Tick all that is not ticked or whose tick fell."""
    return tick(desk, family, {one.key for one in to_tick(desk.file.connection, family)})


def untick(desk: Desk, family: Family, wanted: Collection[Key]) -> Change | None:
    """Take some ticks back; return None where none of them is ticked."""
    _require_reviewer(desk)
    found = [one for one in to_tick(desk.file.connection, family) if one.key in wanted]
    return _save(desk, family, "untick", (
        edited("tick", one.tick.uid, one.tick.values, {"digest": ""})
        for one in found
        if one.tick is not None and one.standing != OPEN
    ))  # fmt: skip


def missing_of(connection: sqlite3.Connection, family: Family) -> list[Standing]:
    """Return what is not ticked in an incident, or whose tick fell."""
    return [one for one in to_tick(connection, family) if one.standing != TICKED]


def missing(desk: Desk, family: Family) -> list[Standing]:
    """Return what the desk's settings want ticked before an approval, and is not."""
    required = desk.option(REQUIRED)
    found = missing_of(desk.file.connection, family) if required else []
    return [one for one in found if required == "all" or one.record.type == "figure"]


def require_ticks(desk: Desk, family: Family) -> None:
    """Raise `Invalid` where the desk's settings want more ticked before an approval."""
    n = len(missing(desk, family))
    if n:
        raise Invalid(
            ngettext(
                "{n} value of {number} is not ticked yet; tick it, or tick the rest.",
                "{n} values of {number} are not ticked yet; tick them, or tick the rest.",
                n,
            ).format(n=n, number=family.incident["number"])
        )


def _require_reviewer(desk: Desk) -> None:
    if desk.person.role not in {"reviewer", "both"}:
        raise Invalid(_("Ticking is for reviewers; your role is editor."))


def _ticked(desk: Desk, family: Family, one: Standing) -> Delta | None:
    values = {
        "digest": digest_of(one.record, one.field),
        "by": desk.person.name,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    if one.tick is not None:
        return edited("tick", one.tick.uid, one.tick.values, values)
    about = {
        "incident": family.incident.uid, "record": one.record.uid, "field": one.field,
    }  # fmt: skip
    return created("tick", new_uid(), {**about, **values})


def _save(desk: Desk, family: Family, action: str, given: Iterable[Delta | None]) -> Change | None:
    deltas = [one for one in given if one is not None]
    if not deltas:
        return None
    return desk.save(deltas, action, subject=family.incident["number"])
