"""What is published of an incident, and where its reports disagree; worked out, never typed.

For each measure and set of places: the preferred figure if there is one, else the range over the
normal ones.  Subsets and parts never add to what they belong to.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.records.count import Count
from desktop.records.family import Family, Kept


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure as a rival of others: its measure, where, for which hours, and its standing."""

    figure: Kept
    report: Kept
    places: frozenset[str]
    regions: frozenset[str]

    @property
    def measure(self) -> str:
        """The uid of what was counted."""
        return str(self.figure["measure"])

    @property
    def count(self) -> Count:
        """The number."""
        count: Count = self.figure["count"]
        return count

    @property
    def window(self) -> tuple[int | None, int | None]:
        """The hours that the report speaks of, in seconds of the epoch, None where unknown."""
        when = self.report["when"]
        return (when.start_key, when.end_key) if when else (None, None)


@dataclass(frozen=True, slots=True)
class Published:
    """One published number: bounds, the text of it, the rule that chose it, and from which figures.

    `rule` is "preferred", "only", "agreed" or "range".
    """

    measure: str
    places: frozenset[str]
    low: int | None
    high: int | None
    text: str
    rule: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims of one measure about the same or nested places and hours that can't all be right."""

    measure: str
    regions: frozenset[str]
    claims: tuple[Claim, ...]


def claims(family: Family, regions: Mapping[str, str]) -> list[Claim]:
    """Return every figure with a number or "none reported" that is not deprecated.

    `regions` maps a place's uid to its region's; a place that is not in it stands for itself.
    """
    found = []
    for report, figure in family.all_figures():
        count: Count = figure["count"]
        if figure["rank"] == "deprecated" or not (count.is_number or _says_none(count)):
            continue
        places = frozenset(one.uid for one in figure["places"])
        found.append(
            Claim(figure, report, places, frozenset(regions.get(uid, uid) for uid in places))
        )
    return found


def _says_none(count: Count) -> bool:
    return str(count) == "none reported"


def _bounds(count: Count) -> tuple[int, int | None]:
    return (0, 0) if _says_none(count) else (count.lowest or 0, count.high)


def _overlap(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    if None in one or None in other:
        return True
    (start, end), (begin, finish) = one, other
    assert start is not None and end is not None  # noqa: S101, PT018 - for the type checker
    assert begin is not None and finish is not None  # noqa: S101, PT018
    return (start < finish and begin < end) or start == begin


def _by_hours(rivals: list[Claim]) -> list[list[Claim]]:
    """Group claims whose hours overlap, directly or through others; in order of time."""
    groups: list[list[Claim]] = []
    for claim in sorted(rivals, key=lambda one: one.window[0] or 0):
        for group in groups:
            if any(_overlap(claim.window, other.window) for other in group):
                group.append(claim)
                break
        else:
            groups.append([claim])
    return groups


def choose(rivals: Iterable[Claim]) -> Published:
    """Return what is published of rival claims: the preferred one, else the range over all."""
    standing = list(rivals)
    preferred = [claim for claim in standing if claim.figure["rank"] == "preferred"]
    chosen = preferred or standing
    texts = {str(claim.count) for claim in chosen}
    bounds = [_bounds(claim.count) for claim in chosen]
    low = min(least for least, _most in bounds)
    highs = [most for _least, most in bounds if most is not None]
    high = max(highs) if len(highs) == len(bounds) else None
    if len(texts) == 1:
        rule = "preferred" if preferred else "only" if len(chosen) == 1 else "agreed"
        text = texts.pop()
    else:
        rule, text = "range", _range_text(low, high)
    first = chosen[0]
    figures = tuple(claim.figure.uid for claim in chosen)
    return Published(first.measure, first.places, low, high, text, rule, figures)


def _range_text(low: int, high: int | None) -> str:
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}-{high}"


def _munitions(same: Iterable[Claim]) -> set[str]:
    return {claim.figure["munition"] for claim in same if claim.figure["munition"]}


def _by_munition(same: Sequence[Claim]) -> list[list[Claim]]:
    """Group claims of one measure by what was counted: drones are no rivals of missiles.

    Where only one munition is named, a claim that names none is taken to speak of it.
    """
    if len(_munitions(same)) < 2:
        return [list(same)]
    groups: dict[str | None, list[Claim]] = {}
    for claim in same:
        groups.setdefault(claim.figure["munition"], []).append(claim)
    return list(groups.values())


def _rivalries(same: Sequence[Claim]) -> list[list[Claim]]:
    return [group for kind in _by_munition(same) for group in _by_hours(kind)]


def published(family: Family, regions: Mapping[str, str]) -> list[Published]:
    """Return what is published of each measure, set of places and stretch of hours."""
    rivals: dict[tuple[str, frozenset[str]], list[Claim]] = defaultdict(list)
    for claim in claims(family, regions):
        rivals[claim.measure, claim.places].append(claim)
    return [choose(group) for same in rivals.values() for group in _rivalries(same)]


def headline(family: Family, measure: str, regions: Mapping[str, str]) -> tuple[str, int | None]:
    """Return the one text that a list shows for a measure, and a number to sort it by.

    Totals without places stand for the incident; without any, the figures that are not shares of
    others do.  What speaks of other hours or places is joined with " + ", never added up.
    """
    return headline_of(claims(family, regions), measure)


def headline_of(given: Iterable[Claim], measure: str) -> tuple[str, int | None]:
    """Return the headline of a measure among an incident's claims; see `headline`."""
    roots = [
        claim
        for claim in given
        if claim.figure["measure"] == measure
        and not claim.figure["relation"]
        and claim.count.is_number
    ]
    if not roots:
        return "", None
    if len(roots) == 1:
        return str(roots[0].count), _bounds(roots[0].count)[0]
    standing = [claim for claim in roots if not claim.places] or roots
    if len(_munitions(standing)) > 1:
        # A number of all munitions together already holds those that name theirs.
        standing = [claim for claim in standing if not claim.figure["munition"]] or standing
    by_place: dict[frozenset[str], list[Claim]] = defaultdict(list)
    for claim in standing:
        by_place[claim.places].append(claim)
    groups = [group for same in by_place.values() for group in _rivalries(same)]
    chosen = [(min(claim.window[0] or 0 for claim in group), choose(group)) for group in groups]
    chosen.sort(key=lambda pair: (pair[0], -(pair[1].low or 0), pair[1].text))
    return " + ".join(one.text for _start, one in chosen), sum(one.low or 0 for _s, one in chosen)


def disagreements(family: Family, regions: Mapping[str, str]) -> list[Disagreement]:
    """Return claims of different reports that can't all be right.

    Rivals speak of one measure, of overlapping hours, and of the same places, or of one region
    where one names the region and the other districts in it: then more in the district than in the
    region is a contradiction.  A preferred figure settles it.
    """
    return disagreements_of(claims(family, regions))


def disagreements_of(given: Iterable[Claim]) -> list[Disagreement]:
    """Return the disagreements among an incident's claims; see `disagreements`."""
    given = list(given)
    if len({claim.report.uid for claim in given}) < 2:
        return []
    rivals: dict[tuple[str, frozenset[str]], list[Claim]] = defaultdict(list)
    for claim in given:
        if claim.figure["relation"] != "subset":
            rivals[claim.measure, claim.regions].append(claim)
    found = []
    for (measure, scope), same in rivals.items():
        if any(claim.figure["rank"] == "preferred" for claim in same):
            continue
        for group in _by_hours(same):
            opposed = [claim for claim in group if any(_differ(claim, other) for other in group)]
            if opposed:
                found.append(Disagreement(measure, scope, tuple(opposed)))
    return found


def _differ(one: Claim, other: Claim) -> bool:
    if one.report.uid == other.report.uid or not _overlap(one.window, other.window):
        return False
    if one.figure["munition"] != other.figure["munition"] and (
        one.figure["munition"] and other.figure["munition"]
    ):
        return False
    (low, high), (least, most) = _bounds(one.count), _bounds(other.count)
    if one.places == other.places:
        return _below(high, least) or _below(most, low)
    if one.places == one.regions:
        return _below(high, least)
    if other.places == other.regions:
        return _below(most, low)
    return False


def _below(most: int | None, least: int | None) -> bool:
    return most is not None and least is not None and most < least
