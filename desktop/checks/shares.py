"""Parts and “of which” against the figure that they belong to."""

from collections.abc import Iterator

from desktop.checks.finding import (
    ERROR,
    WARNING,
    Check,
    Found,
    Surroundings,
    figure_inputs,
    figure_text,
)
from desktop.records.count import Count, exceeds, remainder
from desktop.records.family import Family, Kept
from desktop.records.words import N_, _


def _shares(family: Family, relation: str) -> Iterator[tuple[Kept, list[Kept]]]:
    """Yield each figure that has shares of one relation, with them."""
    for report in family.reports:
        figures = family.figures.get(report.uid, ())
        by_owner: dict[str, list[Kept]] = {}
        for one in figures:
            if one["of"] and one["relation"] == relation:
                by_owner.setdefault(one["of"], []).append(one)
        for owner in figures if by_owner else ():
            if owner.uid in by_owner:
                yield owner, by_owner[owner.uid]


def _parts_exceed_total(family: Family, around: Surroundings) -> Iterator[Found]:
    for owner, parts in _shares(family, "part"):
        counts = [one["count"] for one in parts]
        if exceeds(counts, owner["count"]):
            yield Found(
                _("{figure}: its {n} parts ({parts}) make more than {total}.").format(
                    figure=figure_text(family, owner, around),
                    n=len(parts),
                    parts=_sum(counts),
                    total=owner["count"],
                ),
                (owner.uid, *(one.uid for one in parts)),
                figure_inputs(owner, *parts),
            )


def _subset_exceeds_figure(family: Family, around: Surroundings) -> Iterator[Found]:
    for owner, subsets in _shares(family, "subset"):
        for one in subsets:
            if exceeds([one["count"]], owner["count"]):
                yield Found(
                    _("{figure}: {part} “of which” are more than {total}.").format(
                        figure=figure_text(family, owner, around),
                        part=one["count"],
                        total=owner["count"],
                    ),
                    (owner.uid, one.uid),
                    figure_inputs(owner, one),
                )


def _not_all_placed(family: Family, around: Surroundings) -> Iterator[Found]:
    for owner, parts in _shares(family, "part"):
        left = remainder(owner["count"], [one["count"] for one in parts])
        if left is not None and left.lowest:
            yield Found(
                _("{figure}: {left} of {total} are not placed.").format(
                    figure=figure_text(family, owner, around), left=left, total=owner["count"]
                ),
                (owner.uid,),
                figure_inputs(owner, *parts),
            )


def _sum(counts: list[Count]) -> str:
    return " + ".join(map(str, counts))


CHECKS = (
    Check(
        "parts_exceed_total",
        ERROR,
        N_("Parts exceed their total"),
        N_("The parts of a figure surely make more than the figure itself."),
        _parts_exceed_total,
    ),
    Check(
        "subset_exceeds_figure",
        ERROR,
        N_("“Of which” exceeds its figure"),
        N_("What is singled out of a figure is surely more than the figure."),
        _subset_exceeds_figure,
    ),
    Check(
        "not_all_placed",
        WARNING,
        N_("Remainder not placed"),
        N_("A total has parts, and some of its number is in none of them."),
        _not_all_placed,
    ),
)
