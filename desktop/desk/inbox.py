"""What others changed lately in the incidents that somebody entered."""

from dataclasses import dataclass

from desktop.desk.desk import Desk
from desktop.records.delta import Change
from desktop.store import beside, journal, read

# Ticks and queries have their own places.
_PASSED_OVER = frozenset({"tick", "untick", "ask", "answer", "close query", "settings", "undo"})
# So many of the latest changes of others are looked through.
_LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class Letter:
    """A change by somebody else to one incident, and the incident's uid and number."""

    change: Change
    incident: str
    number: str


def letters(desk: Desk, person: str) -> list[Letter]:
    """Return the latest changes by others to incidents that a person entered, latest first."""
    connection = desk.file.connection
    others = [
        one
        for one in journal.headers(connection, limit=_LOOKED_AT)
        if one.by.name != person and one.action not in _PASSED_OVER
    ]
    touched = beside.incidents_touched(connection, [one.seq for one in others])
    uids = {uid for some in touched.values() for uid in some}
    entered, _approved = beside.entered_and_approved(connection, uids)
    names = read.names(connection, uids)
    return [
        Letter(one, uid, names[uid])
        for one in others
        for uid in sorted(touched.get(one.seq, ()))
        if entered.get(uid) == person
    ]
