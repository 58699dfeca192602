"""What a change to an approved incident brings with it: the incident goes back to the reviewer."""

import sqlite3
from collections.abc import Sequence

from desktop.records.batches import batched
from desktop.records.delta import Delta
from desktop.records.family import Family, Kept
from desktop.store import read, scope

# So many incidents are read at a time.
_PORTION = 2000


def requeued(family: Family | None, deltas: Sequence[Delta]) -> list[Delta]:
    """Return the deltas of a save, with an approved incident put back into the queue by it."""
    if family is None or not deltas:
        return list(deltas)
    uid = family.incident.uid
    own = next((delta for delta in deltas if delta.uid == uid), None)
    back = _back(family.incident, own)
    if back is None:
        return list(deltas)
    return [back, *(delta for delta in deltas if delta.uid != uid)]


def all_requeued(connection: sqlite3.Connection, deltas: Sequence[Delta]) -> list[Delta]:
    """Return deltas of many incidents, each approved one that they touch put back into the queue.

    The order stays; what was not touched itself comes last.
    """
    by_uid = {one.uid: one for one in deltas}
    for some in batched(sorted(scope.incidents_of(connection, deltas)), _PORTION):
        for uid, incident in read.records(connection, "incident", some).items():
            back = None if incident.removed else _back(incident, by_uid.get(uid))
            if back is not None:
                by_uid[uid] = back
    return list(by_uid.values())


def _back(incident: Kept, own: Delta | None) -> Delta | None:
    """Return the delta of an approved incident that was touched; None where it needs none.

    `own` is what is done to its own record, if anything is.
    """
    if incident["status"] != "approved" or (own is not None and own.after is None):
        return None
    before = (own.before if own else None) or {}
    after = (own.after if own else None) or {}
    return Delta(
        "incident",
        incident.uid,
        {**before, "status": "approved"},
        {**after, "status": after.get("status", "submitted")},
    )
