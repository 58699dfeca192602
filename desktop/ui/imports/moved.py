"""Which fields of a plan are no longer what was compared, in words."""

from desktop.desk.desk import Desk
from desktop.desk.difference import describe
from desktop.records.models import TYPE_LABELS, content
from desktop.records.words import _, ngettext
from desktop.store import read
from desktop.store.errors import Clash, Moved

# So many fields are named, the others counted.
NAMED = 5


def moved_words(desk: Desk, moved: Moved) -> str:
    """Return a line for each field that moved, the first few of them."""
    said = [_line(desk, clash) for clash in moved.clashes[:NAMED]]
    more = len(moved.clashes) - NAMED
    if more > 0:
        said.append(ngettext("{n} more", "{n} more", more).format(n=f"{more:,}"))
    return "\n".join(said)


def _line(desk: Desk, clash: Clash) -> str:
    context = desk.context()
    kept = read.record(desk.file.connection, clash.type, clash.uid)
    called = _(TYPE_LABELS[clash.type])
    if kept is not None:
        called = f"{called} {describe(clash.type, kept.values, context)}".strip()
    kind = content(clash.type).get(clash.field)
    if kind is None:
        return _("{record}: it was removed, or brought back").format(record=called)
    return _("{record}, {field}: compared “{then}”, now “{now}”").format(
        record=called,
        field=kind.label,
        then=kind.show(clash.expected, context),
        now=kind.show(clash.found, context),
    )
