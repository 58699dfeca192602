"""What is published of an incident, and where its reports disagree; worked out, never typed.

For each measure and set of places the preferred figure if there is one; else what the official
nearest to the place says; else what the best graded report says; else the range over all that is
not deprecated.  Subsets and parts never add to what they belong to.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.records.count import Count
from desktop.records.family import Family, Kept

# The better a grade, the nearer to the start; F and 6 say that it can't be judged.
_GRADES = "ABCDE12345"
_UNGRADED = (len(_GRADES), len(_GRADES))


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
class Ground:
    """What the rule looks up: each place's region and what it lies in, and who is an official.

    A place that is not in `regions` stands for itself.  `officials` maps a speaker's uid to the
    place that they answer for.
    """

    regions: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, str | None] = field(default_factory=dict)
    officials: Mapping[str, str] = field(default_factory=dict)

    def steps(self, place: str, within: str) -> int | None:
        """Return how many steps up from a place another one is; None where it is not above it."""
        at: str | None = place
        seen: list[str] = []
        while at and at not in seen:
            if at == within:
                return len(seen)
            seen.append(at)
            at = self.parents.get(at)
        return None


@dataclass(frozen=True, slots=True)
class Published:
    """One published number: its bounds, the best of them, its text, and the rule that chose it.

    `low` and `high` are the range over all that stands; `best` is the count that the rule chose,
    None where it could choose none.  `rule` is "preferred", "only", "agreed", "nearest" (an
    official's), "grade" or "range"; `figures` are the uids of those that it chose.
    """

    measure: str
    places: frozenset[str]
    low: int | None
    high: int | None
    best: Count | None
    text: str
    rule: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """What a list shows of a measure, and numbers to compute with; None where none is known.

    `low` and `high` are the least and the most that is said, `best` what the rule chose, where
    that is one number.
    """

    text: str = ""
    low: int | None = None
    best: int | None = None
    high: int | None = None


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


def choose(rivals: Iterable[Claim], ground: Ground) -> Published:
    """Return what is published of rival claims, and by which rule."""
    standing = list(rivals)
    preferred = [claim for claim in standing if claim.figure["rank"] == "preferred"]
    standing = preferred or standing
    bounds = [_bounds(claim.count) for claim in standing]
    low = min(least for least, _most in bounds)
    highs = [most for _least, most in bounds if most is not None]
    high = max(highs) if len(highs) == len(bounds) else None
    rule, chosen = _chosen(standing, ground, preferred=bool(preferred))
    best = None if rule == "range" else chosen[0].count
    text = _range_text(low, high) if best is None else str(best)
    if rule in {"nearest", "grade"}:
        text = f"{best} ({_range_text(low, high)})"
    first = chosen[0]
    figures = tuple(claim.figure.uid for claim in chosen)
    return Published(first.measure, first.places, low, high, best, text, rule, figures)


def _chosen(standing: list[Claim], ground: Ground, *, preferred: bool) -> tuple[str, list[Claim]]:
    """Return the rule that chooses among claims, and what it chooses."""
    if _agree(standing):
        return "preferred" if preferred else "only" if len(standing) == 1 else "agreed", standing
    for rule, some in (("nearest", _nearest(standing, ground)), ("grade", _best_graded(standing))):
        if not preferred and some and _agree(some):
            return rule, some
    return "range", standing


def _agree(some: Iterable[Claim]) -> bool:
    return len({str(claim.count) for claim in some}) == 1


def _nearest(standing: Iterable[Claim], ground: Ground) -> list[Claim]:
    """Return the claims of the officials that are nearest to the places that they speak of."""
    away = [(_away(claim, ground), claim) for claim in standing]
    least = min((steps for steps, _claim in away if steps is not None), default=None)
    return [claim for steps, claim in away if steps is not None and steps == least]


def _away(claim: Claim, ground: Ground) -> int | None:
    """Return how far above the places an official's own place is; None for anybody else."""
    own = ground.officials.get(claim.report["speaker"] or "")
    steps = [ground.steps(place, own) if own else None for place in claim.places]
    known = [one for one in steps if one is not None]
    return max(known) if known and len(known) == len(steps) else None


def _best_graded(standing: Iterable[Claim]) -> list[Claim]:
    """Return the claims of the best grade; none where no report has a grade that says anything."""
    grades = [(_grade(claim), claim) for claim in standing]
    best = min(grade for grade, _claim in grades)
    return [] if best == _UNGRADED else [claim for grade, claim in grades if grade == best]


def _grade(claim: Claim) -> tuple[int, int]:
    told = (claim.report["reliability"], claim.report["credibility"])
    reliability, credibility = (
        _GRADES.index(one) if one and one in _GRADES else len(_GRADES) for one in told
    )
    return reliability, credibility


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


def published(family: Family, ground: Ground) -> list[Published]:
    """Return what is published of each measure, set of places and stretch of hours."""
    rivals: dict[tuple[str, frozenset[str]], list[Claim]] = defaultdict(list)
    for claim in claims(family, ground.regions):
        rivals[claim.measure, claim.places].append(claim)
    return [choose(group, ground) for same in rivals.values() for group in _rivalries(same)]


def headline(family: Family, measure: str, ground: Ground) -> Headline:
    """Return the one text that a list shows for a measure, and its bounds.

    Totals without places stand for the incident; without any, the figures that are not shares of
    others do.  What speaks of other hours or places is joined with " + ", never added up.
    """
    return headline_of(claims(family, ground.regions), measure, ground)


def headline_of(given: Iterable[Claim], measure: str, ground: Ground) -> Headline:
    """Return the headline of a measure among an incident's claims; see `headline`."""
    roots = [
        claim
        for claim in given
        if claim.figure["measure"] == measure
        and not claim.figure["relation"]
        and claim.count.is_number
    ]
    if not roots:
        return Headline()
    if len(roots) == 1:
        low, high = _bounds(roots[0].count)
        return Headline(str(roots[0].count), low, _point(roots[0].count), high)
    standing = [claim for claim in roots if not claim.places] or roots
    if len(_munitions(standing)) > 1:
        # A number of all munitions together already holds those that name theirs.
        standing = [claim for claim in standing if not claim.figure["munition"]] or standing
    by_place: dict[frozenset[str], list[Claim]] = defaultdict(list)
    for claim in standing:
        by_place[claim.places].append(claim)
    groups = [group for same in by_place.values() for group in _rivalries(same)]
    timed = [
        (min(claim.window[0] or 0 for claim in group), choose(group, ground)) for group in groups
    ]
    timed.sort(key=lambda pair: (pair[0], -(pair[1].low or 0), pair[1].text))
    chosen = [one for _start, one in timed]
    return Headline(
        " + ".join(one.text for one in chosen),
        sum(one.low or 0 for one in chosen),
        _sum(_point(one.best) for one in chosen),
        _sum(one.high for one in chosen),
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    """Return the sum; None where one of them is not known."""
    total = 0
    for one in numbers:
        if one is None:
            return None
        total += one
    return total


def _point(count: Count | None) -> int | None:
    """Return the one number that a count says; None for a range, an open bound or nothing."""
    if count is None:
        return None
    low, high = _bounds(count)
    return low if low == high else None


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
