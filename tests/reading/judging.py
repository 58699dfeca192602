"""How near a reading comes to the answers made by hand.

A figure is right where measure, bounds and the set of places agree, one to one within a text, in
whatever report it stands; for "none reported" the measure alone. A place below a region counts as
its region. A window is right where every right figure of a report stands under the same window.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]
Key = tuple[Any, ...]


@dataclass
class Tally:
    """Counts over the texts that were judged."""

    gold: int = 0
    read: int = 0
    right: int = 0
    links: int = 0
    links_right: int = 0
    windows: int = 0
    windows_right: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall over figures."""
        return 2 * self.right / (self.gold + self.read) if self.gold + self.read else 1.0

    @property
    def link_share(self) -> float:
        """Of the right figures that hang on another, the share that hangs on the right one."""
        return self.links_right / self.links if self.links else 1.0

    @property
    def window_share(self) -> float:
        """Of the reports with a right figure, the share with the right window."""
        return self.windows_right / self.windows if self.windows else 1.0


@dataclass(frozen=True)
class Placed:
    """A figure and the report that it stands in."""

    report: int
    window: Document
    figure: Document


def judge(tally: Tally, answers: Document, reading: Document) -> None:
    """Add one text's figures, links and windows to the tally."""
    gold, read = list(_figures(answers)), list(_figures(reading))
    pairs = _pairs(gold, read)
    tally.gold += len(gold)
    tally.read += len(read)
    tally.right += len(pairs)
    partner = {gold[one].figure["id"]: read[other].figure["id"] for one, other in pairs}
    reports: dict[int, bool] = {}
    for one, other in pairs:
        wanted, got = gold[one], read[other]
        if wanted.figure["of"]:
            tally.links += 1
            tally.links_right += (partner.get(wanted.figure["of"]), wanted.figure["relation"]) == (
                got.figure["of"],
                got.figure["relation"],
            )
        same = same_window(wanted.window, got.window)
        reports[wanted.report] = reports.get(wanted.report, True) and same
    tally.windows += len(reports)
    tally.windows_right += sum(reports.values())


def same_window(wanted: Document, got: Document) -> bool:
    """Whether a window is as wanted, as precisely as the wanted one is."""
    return (
        wanted["kind"] == got["kind"]
        and _same_bound(wanted["start"], got["start"])
        and _same_bound(wanted["end"], got["end"])
    )


def _same_bound(wanted: str | None, got: str | None) -> bool:
    if wanted is None or got is None:
        return wanted is got
    if wanted.startswith("T"):
        return got.endswith(wanted)
    if wanted.startswith("--"):
        return wanted[1:] in got
    return got.startswith(wanted)


def _figures(document: Document) -> Iterator[Placed]:
    for number, report in enumerate(document["reports"]):
        for figure in report["figures"]:
            yield Placed(number, report["window"], figure)


def _key(figure: Document) -> Key:
    if figure["none_reported"]:
        return figure["measure"], None
    places = frozenset(
        place["code"] or place.get("within") or place["name"] for place in figure["places"]
    )
    return figure["measure"], figure["low"], figure["high"], places


def _pairs(gold: list[Placed], read: list[Placed]) -> list[tuple[int, int]]:
    """Pair the figures whose keys agree, the most alike of each key first."""
    alike: dict[Key, list[tuple[int, int, int]]] = defaultdict(list)
    for one, wanted in enumerate(gold):
        for other, got in enumerate(read):
            if _key(wanted.figure) == _key(got.figure):
                alike[_key(wanted.figure)].append((-_likeness(wanted, got), one, other))
    return [pair for candidates in alike.values() for pair in _one_to_one(sorted(candidates))]


def _likeness(wanted: Placed, got: Placed) -> int:
    return (
        2 * int(wanted.figure["munition"] == got.figure["munition"])
        + int(bool(wanted.figure["of"]) == bool(got.figure["of"]))
        + int(same_window(wanted.window, got.window))
    )


def _one_to_one(candidates: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    taken: set[int] = set()
    given: set[int] = set()
    for _, one, other in candidates:
        if one not in taken and other not in given:
            taken.add(one)
            given.add(other)
            yield one, other
