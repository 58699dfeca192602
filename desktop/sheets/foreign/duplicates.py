"""By what an incoming incident is recognised as one that the desk has: time and places first."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.records.count import Count
from desktop.records.delta import Delta
from desktop.records.kinds import Values
from desktop.records.when import When

# Figures with these counts say nothing that could be the same or differ.
Counts = frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Key:
    """Where in time and space an incident is, and what was counted in it.

    `start` and `end` are seconds of the epoch, `places` uids; `counts` holds the measure, the
    munition (empty without one) and the canonical count of each figure with a number that is not a
    share of another.
    """

    start: int
    end: int
    places: frozenset[str]
    counts: Counts

    @property
    def window(self) -> tuple[int, int]:
        """The time, by which the desk's incidents are looked up."""
        return self.start, self.end


def key_of(incident: Values, figures: Iterable[Values]) -> Key | None:
    """Return the key of an incident with its figures; None where its time is not known."""
    when: When | None = incident["when"]
    if when is None or when.start_key is None or when.end_key is None:
        return None
    placed = frozenset(one.uid for one in incident["where"])
    counts: set[tuple[str, str, str]] = set()
    places: set[str] = set(placed)
    for figure in figures:
        count: Count = figure["count"]
        if count.is_number and not figure["relation"]:
            counts.add((str(figure["measure"]), str(figure["munition"] or ""), str(count)))
            places.update(one.uid for one in figure["places"])
    return Key(when.start_key, when.end_key, placed or frozenset(places), frozenset(counts))


def key(incident: Delta, figures: Iterable[Delta]) -> Key | None:
    """Return the key of an incident that is about to be made."""
    return key_of(incident.after or {}, [figure.after or {} for figure in figures])


def alike(one: Key, other: Key) -> str:
    """Return how alike two incidents are: "same", "other counts" or nothing.

    Both have the same time, and the same places where both name some.  Then what both counted
    decides; what only one of them counted says nothing.  Without places in either, only equal
    counts make them the same.
    """
    if one.window != other.window:
        return ""
    if one.places and other.places and one.places != other.places:
        return ""
    ours, theirs = (_by_measure(key) for key in (one, other))
    shared = ours.keys() & theirs.keys()
    if not shared:
        return "same" if one.counts == other.counts and one.places == other.places != set() else ""
    if all(ours[what] == theirs[what] for what in shared):
        return "same"
    return "other counts" if one.places or other.places else ""


def _by_measure(key: Key) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for measure, munition, count in key.counts:
        found.setdefault((measure, munition), set()).add(count)
    return found
