"""Totals and what is a share of them: parts, "of which", and what is left over."""

from dataclasses import dataclass

from desktop.desk.entered import Entered
from desktop.desk.entry import Entry
from desktop.records.context import Context
from desktop.records.count import Count, exceeds, remainder
from desktop.records.errors import Invalid
from desktop.records.words import _


@dataclass(frozen=True, slots=True)
class Placing:
    """How much of a total its parts account for.

    `left` is what they leave over, None where it can't be known; `too_many` says that they are
    surely more than the total.
    """

    total: Count
    parts: tuple[Count, ...]
    left: Count | None
    too_many: bool


def placing(entry: Entry, total: Entered, context: Context) -> Placing | None:
    """Return how much of a total its parts account for, or None where it has none."""
    parts = tuple(
        one.safe("count", context)
        for one in entry.beside(total)
        if one.start("of") == total.uid and one.safe("relation", context) == "part"
    )
    count = total.safe("count", context)
    if not parts:
        return None
    return Placing(count, parts, remainder(count, parts), exceeds(parts, count))


def relate(entry: Entry, figure: Entered, relation: str, context: Context) -> None:
    """Make a figure a part, an "of which" or a figure of its own.

    A part belongs to the nearest total above it, "of which" to the nearest figure that is none.
    Raises `Invalid` where there is no such figure above.
    """
    if not relation:
        figure.put("of", None)
        figure.put("relation", "")
        return
    figures = entry.beside(figure)
    at = next(place for place, one in enumerate(figures) if one is figure)
    unlike = {"subset"} if relation == "subset" else {"subset", "part"}
    above = [one for one in figures[:at] if one.safe("relation", context) not in unlike]
    if not above:
        raise Invalid(_("There is no figure above that it could belong to."))
    figure.put("of", above[-1].uid)
    figure.put("relation", relation)
