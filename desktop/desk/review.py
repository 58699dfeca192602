"""From draft to approved: who may do what with an incident, and what a review has to show."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.desk import asking, ledger, ticking
from desktop.desk.desk import Desk
from desktop.desk.requeue import requeued as requeued  # noqa: PLC0414 - part of reviewing
from desktop.records.delta import Change, Delta, composed
from desktop.records.errors import Invalid
from desktop.records.family import Family
from desktop.records.words import N_, _
from desktop.store import journal, read

_TAKING_BACK = frozenset({"undo", "take back"})
OWN_APPROVAL = "approve own records"
# "no" lets an incident with errors be submitted, or one with open findings be approved.
ERRORS_BLOCK, FINDINGS_BLOCK = "errors block submitting", "findings block approving"


@dataclass(frozen=True, slots=True)
class Step:
    """A move of an incident from one of some statuses to another; some need a reason."""

    action: str
    label: str
    source: frozenset[str]
    target: str
    reason: bool = False
    reviewer: bool = False


STEPS = {
    step.action: step
    for step in (
        Step("submit", N_("Submit incident"), frozenset({"draft", "returned"}), "submitted"),
        Step(
            "return",
            N_("Return incident"),
            frozenset({"submitted", "approved"}),
            "returned",
            reason=True,
            reviewer=True,
        ),
        Step(
            "approve", N_("Approve incident"), frozenset({"submitted"}), "approved", reviewer=True
        ),
        Step(
            "withdraw",
            N_("Withdraw incident"),
            frozenset({"draft", "submitted", "returned", "approved"}),
            "withdrawn",
            reason=True,
        ),
        Step("reopen", N_("Reopen incident"), frozenset({"withdrawn"}), "draft", reason=True),
    )
}


def allowed(status: str, role: str) -> list[Step]:
    """Return the steps that a person with a role may take from a status."""
    return [
        step
        for step in STEPS.values()
        if status in step.source and (not step.reviewer or role in {"reviewer", "both"})
    ]


def take(desk: Desk, family: Family, action: str, why: str = "") -> Change:
    """Take a step with an incident; raise `Invalid` where the rules of the desk forbid it."""
    step = STEPS[action]
    status = family.incident["status"]
    if step not in allowed(status, desk.person.role):
        raise Invalid(
            _("{number} is {status}; “{step}” is not possible from there for your role.").format(
                number=family.incident["number"], status=_(status), step=_(step.label)
            )
        )
    if step.reason and not why.strip():
        raise Invalid(_("Say why; the reason goes to the other person and into the history."))
    if action == "submit" and desk.option(ERRORS_BLOCK) != "no":
        ledger.require_no_errors(desk, family)
    if action == "approve":
        _require_other(desk, family)
        if desk.option(FINDINGS_BLOCK) != "no":
            ledger.require_handled(desk, family)
        ticking.require_ticks(desk, family)
    deltas = [Delta("incident", family.incident.uid, {"status": status}, {"status": step.target})]
    if action == "return":
        deltas += _queries_along(desk, family)
    return desk.save(deltas, action, subject=family.incident["number"], why=why.strip())


def _queries_along(desk: Desk, family: Family) -> list[Delta]:
    """Return what gives the open queries to who submitted the incident."""
    uid = family.incident.uid
    submitted = submissions(desk, [uid]).get(uid)
    asked = asking.queries_of(desk.file.connection, uid)
    return asking.addressed(asked, submitted.by.name) if submitted else []


def _require_other(desk: Desk, family: Family) -> None:
    if desk.option(OWN_APPROVAL) == "yes":
        return
    if desk.person.name in authors(desk, family):
        raise Invalid(
            _(
                "You entered or submitted {number} yourself, so somebody else approves it. "
                "The desk's settings can allow it."
            ).format(number=family.incident["number"])
        )


def authors(desk: Desk, family: Family) -> set[str]:
    """Return who made the incident, and who submitted it last."""
    uid = family.incident.uid
    made = journal.history(desk.file.connection, [uid])[-1:]
    return {change.by.name for change in (*made, *submissions(desk, [uid]).values())}


def submissions(desk: Desk, uids: Iterable[str]) -> dict[str, Change]:
    """Return, of each incident that ever was submitted, the change that did it last."""
    found: dict[str, Change] = {}
    for change in journal.history(desk.file.connection, uids):
        # Who takes a return or an approval back has not given the incident in.
        if change.action in _TAKING_BACK:
            continue
        for delta in change.deltas:
            if (delta.after or {}).get("status") == "submitted":
                found.setdefault(delta.uid, change)
    return found


def since_approval(desk: Desk, family: Family) -> list[Delta] | None:
    """Return what changed since the incident was last approved; None if it never was.

    The status itself is left out: it is why the incident is in the queue, not what to check; and
    so are ticks, queries and accepted findings.
    """
    changes = journal.history(
        desk.file.connection, read.family_uids(desk.file.connection, family.incident.uid)
    )
    newer: list[Change] = []
    for change in changes:
        if any((delta.after or {}).get("status") == "approved" for delta in change.deltas):
            return [
                delta for delta in map(_content, composed(_in_order(newer))) if delta is not None
            ]
        newer.append(change)
    return None


def _in_order(newest_first: Iterable[Change]) -> list[Delta]:
    return [delta for change in reversed(list(newest_first)) for delta in change.deltas]


def _content(delta: Delta) -> Delta | None:
    if delta.type in read.REVIEWED:
        return None
    if delta.type != "incident" or delta.before is None or delta.after is None:
        return delta
    before = {name: value for name, value in delta.before.items() if name != "status"}
    after = {name: delta.after[name] for name in before}
    return Delta(delta.type, delta.uid, before, after) if before else None


def queue(desk: Desk) -> list[str]:
    """Return the uids of the submitted incidents, those that wait longest first."""
    return read.waiting(desk.file.connection)
