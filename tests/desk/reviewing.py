"""What tests of a review begin with: the sample's night, and people who work on it."""

from desktop.desk import editing
from desktop.desk.desk import Desk
from desktop.records.family import Family, Kept
from desktop.store import read

NIGHT = "2025-0002"


def family(desk: Desk, number: str = NIGHT) -> Family:
    uid = read.numbered(desk.file.connection, [number])[number]
    found = read.family(desk.file.connection, uid)
    assert found is not None
    return found


def figure(desk: Desk, count: str, number: str = NIGHT) -> Kept:
    """Return the first figure with this count."""
    return next(one for _r, one in family(desk, number).all_figures() if str(one["count"]) == count)


def write(desk: Desk, uid: str, field: str, text: str, number: str = NIGHT) -> None:
    """Correct one field as the editor's form does."""
    entry, context = editing.entry_from(desk, family(desk, number)), desk.context()
    record = entry.find(uid)
    assert record is not None
    record.write(field, text, entry.context_of(record, context))
    editing.save_entry(desk, entry, context)
