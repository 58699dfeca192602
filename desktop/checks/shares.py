"""Parts and “of which” against the figure that they belong to."""

from collections.abc import Iterator

from desktop.checks.finding import Finding, Surroundings, figure_text
from desktop.records.count import Count, exceeds, remainder
from desktop.records.family import Family, Kept
from desktop.records.words import _


def _shares(family: Family, relation: str) -> Iterator[tuple[Kept, list[Kept]]]:
    """Yield each figure that has shares of one relation, with them."""
    for report in family.reports:
        figures = family.figures.get(report.uid, [])
        for owner in figures:
            found = [one for one in figures if one["of"] == owner.uid]
            found = [one for one in found if one["relation"] == relation]
            if found:
                yield owner, found


def parts_exceed_total(family: Family, around: Surroundings) -> Iterator[Finding]:
    """Yield totals whose parts are surely more than the total."""
    for owner, parts in _shares(family, "part"):
        counts = [one["count"] for one in parts]
        if exceeds(counts, owner["count"]):
            yield Finding(
                "parts_exceed_total",
                "error",
                _("{figure}: its {n} parts ({parts}) make more than {total}.").format(
                    figure=figure_text(family, owner, around),
                    n=len(parts),
                    parts=_sum(counts),
                    total=owner["count"],
                ),
                (owner.uid, *(one.uid for one in parts)),
                family.incident.uid,
            )


def subset_exceeds_figure(family: Family, around: Surroundings) -> Iterator[Finding]:
    """Yield each “of which” that is surely more than what it is singled out of."""
    for owner, subsets in _shares(family, "subset"):
        for one in subsets:
            if exceeds([one["count"]], owner["count"]):
                yield Finding(
                    "subset_exceeds_figure",
                    "error",
                    _("{figure}: {part} “of which” are more than {total}.").format(
                        figure=figure_text(family, owner, around),
                        part=one["count"],
                        total=owner["count"],
                    ),
                    (owner.uid, one.uid),
                    family.incident.uid,
                )


def not_all_placed(family: Family, around: Surroundings) -> Iterator[Finding]:
    """Yield totals that have parts, of which some number is in no place."""
    for owner, parts in _shares(family, "part"):
        left = remainder(owner["count"], [one["count"] for one in parts])
        if left is not None and left.lowest:
            yield Finding(
                "not_all_placed",
                "warning",
                _("{figure}: {left} of {total} are not placed.").format(
                    figure=figure_text(family, owner, around), left=left, total=owner["count"]
                ),
                (owner.uid,),
                family.incident.uid,
            )


def _sum(counts: list[Count]) -> str:
    return " + ".join(map(str, counts))
