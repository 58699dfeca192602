"""The ledger of findings: which are open, and which somebody let stand while nothing changes."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.checks import Finding
from desktop.desk.checking import findings_of
from desktop.desk.desk import Desk
from desktop.records.delta import Change, Delta, created, edited
from desktop.records.errors import Invalid
from desktop.records.family import Family, Kept
from desktop.records.words import _, ngettext
from desktop.store import read
from desktop.store.changes import new_uid

OPEN, ACCEPTED, REOPENED = "open", "accepted", "reopened"


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, and whether it is open, accepted, or accepted once and open again.

    `acceptance` is the record of who accepted it and why; it is reopened where what the check
    judged has changed since.
    """

    finding: Finding
    standing: str
    acceptance: Kept | None = None


def judged(connection: sqlite3.Connection, uid: str) -> list[Judged]:
    """Return what is doubtful in an incident, and how each finding stands."""
    return judge(findings_of(connection, uid), accepted(connection, uid))


def accepted(connection: sqlite3.Connection, uid: str) -> dict[str, Kept]:
    """Return what was accepted of an incident, by the finding's key."""
    return {one["finding"]: one for one in read.reviewed(connection, "acceptance", uid)}


def judge(found: Iterable[Finding], acceptances: dict[str, Kept]) -> list[Judged]:
    """Return how findings stand against what was accepted."""
    return [_judge(one, acceptances.get(one.key)) for one in found]


def _judge(finding: Finding, acceptance: Kept | None) -> Judged:
    if acceptance is None or not acceptance["digest"]:
        return Judged(finding, OPEN)
    holds = acceptance["digest"] == finding.digest
    return Judged(finding, ACCEPTED if holds else REOPENED, acceptance)


def accept(desk: Desk, family: Family, finding: Finding, why: str) -> Change:
    """Let a warning stand, with the reason; raise `Invalid` for an error or without a reason."""
    if finding.severity == "error":
        raise Invalid(_("An error can't be accepted; correct it."))
    if not why.strip():
        raise Invalid(_("Say why it may stand; the reason stays with the finding."))
    values = {
        "digest": finding.digest,
        "reason": why.strip(),
        "by": desk.person.name,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    uid = family.incident.uid
    kept = accepted(desk.file.connection, uid).get(finding.key)
    if kept is None:
        about = {"incident": uid, "finding": finding.key}
        delta: Delta | None = created("acceptance", new_uid(), {**about, **values})
    else:
        delta = edited("acceptance", kept.uid, kept.values, values)
    return _save(desk, family, "accept", delta, why)


def reopen(desk: Desk, family: Family, acceptance: Kept, why: str = "") -> Change:
    """Take an acceptance back: its finding is open again."""
    delta = edited("acceptance", acceptance.uid, acceptance.values, {"digest": ""})
    return _save(desk, family, "unaccept", delta, why)


def require_no_errors(desk: Desk, family: Family) -> None:
    """Raise `Invalid`, with the first sentence, where an error stands in the way of submitting."""
    errors = [
        one
        for one in findings_of(desk.file.connection, family.incident.uid)
        if one.severity == "error"
    ]
    if errors:
        raise Invalid(
            ngettext(
                "{number} has {n} error; correct it before you submit. {first}",
                "{number} has {n} errors; correct them before you submit. {first}",
                len(errors),
            ).format(number=family.incident["number"], n=len(errors), first=errors[0].sentence)
        )


def require_handled(desk: Desk, family: Family) -> None:
    """Raise `Invalid` where findings are neither ended nor accepted before an approval."""
    waiting = [
        one for one in judged(desk.file.connection, family.incident.uid) if one.standing != ACCEPTED
    ]
    if waiting:
        raise Invalid(
            ngettext(
                "{n} finding of {number} is open; end it or accept it with a reason. {first}",
                "{n} findings of {number} are open; end them or accept them with a reason. {first}",
                len(waiting),
            ).format(
                n=len(waiting),
                number=family.incident["number"],
                first=waiting[0].finding.sentence,
            )
        )


def _save(desk: Desk, family: Family, action: str, delta: Delta | None, why: str) -> Change:
    if delta is None:
        raise Invalid(_("That is how it stands already."))
    return desk.save([delta], action, subject=family.incident["number"], why=why.strip())
