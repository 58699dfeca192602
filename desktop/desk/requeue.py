"""What a change to an approved incident brings with it: the incident goes back to the reviewer."""

from collections.abc import Sequence

from desktop.records.delta import Delta
from desktop.records.family import Family


def requeued(family: Family | None, deltas: Sequence[Delta]) -> list[Delta]:
    """Return the deltas of a save, with an approved incident put back into the queue by it."""
    if family is None or family.incident["status"] != "approved" or not deltas:
        return list(deltas)
    uid = family.incident.uid
    own = next((delta for delta in deltas if delta.uid == uid), None)
    if own is not None and own.after is None:
        return list(deltas)
    others = [delta for delta in deltas if delta.uid != uid]
    before = (own.before if own else None) or {}
    after = (own.after if own else None) or {}
    back = Delta(
        "incident",
        uid,
        {**before, "status": "approved"},
        {**after, "status": after.get("status", "submitted")},
    )
    return [back, *others]
