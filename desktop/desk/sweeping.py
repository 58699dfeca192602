"""What of a source's text nothing stands on yet: numbers, times and places passed over."""

from collections import Counter
from collections.abc import Iterable, Sequence

from desktop.desk.along import Found
from desktop.desk.evidence import Use
from desktop.records.words import ngettext

SWEPT = ("number", "time", "place")


def leftovers(
    found: Iterable[Found], uses: Sequence[Use], asides: Sequence[tuple[int, int]]
) -> list[Found]:
    """Return what of a text is neither used nor set aside, in order.

    `uses` are those of the same source, `asides` the words that were said not to matter.
    """
    taken = [*((use.start, use.end) for use in uses), *asides]
    return [
        one
        for one in found
        if one.kind in SWEPT
        and not any(one.start < end and start < one.end for start, end in taken)
    ]


def told(left: Sequence[Found]) -> str:
    """Return how many are left of each sort, in words; "" for none."""
    counts = Counter(one.kind for one in left)
    words = {
        "number": ngettext("{n} number", "{n} numbers", counts["number"]),
        "time": ngettext("{n} time", "{n} times", counts["time"]),
        "place": ngettext("{n} place", "{n} places", counts["place"]),
    }
    return ", ".join(words[kind].format(n=counts[kind]) for kind in SWEPT if counts[kind])


def after(left: Sequence[Found], at: int, *, forward: bool = True) -> Found | None:
    """Return the next one after an offset, round the end, or the one before it."""
    if not left:
        return None
    if forward:
        return next((one for one in left if one.start >= at), left[0])
    return next((one for one in reversed(left) if one.end < at), left[-1])
