"""Figures that a sum would count twice."""

from collections.abc import Iterator
from itertools import combinations

from desktop.checks.finding import WARNING, Check, Found, Surroundings, figure_inputs, figure_text
from desktop.records.family import Family, Kept
from desktop.records.words import N_, _


def _place_within_place(family: Family, around: Surroundings) -> Iterator[Found]:
    for report in family.reports:
        figures = [
            one
            for one in family.figures.get(report.uid, ())
            if one["count"].is_number and not one["relation"] and one["rank"] != "deprecated"
        ]
        for one, other in combinations(figures, 2):
            if one["measure"] == other["measure"] and _same_things(one, other):
                wide, narrow = (one, other) if _within(other, one, around) else (other, one)
                if _within(narrow, wide, around):
                    yield Found(
                        _(
                            "{wide} holds {narrow} already; make it a part of it, "
                            "else sums count it twice."
                        ).format(
                            wide=figure_text(family, wide, around),
                            narrow=f"{narrow['count']} ({_places(narrow, around)})",
                        ),
                        (wide.uid, narrow.uid),
                        figure_inputs(wide, narrow),
                        ("relate",),
                    )


def _same_things(one: Kept, other: Kept) -> bool:
    return not one["munition"] or not other["munition"] or one["munition"] == other["munition"]


def _within(narrow: Kept, wide: Kept, around: Surroundings) -> bool:
    """Return whether each place of one figure lies in a place of another, and is not it."""
    holding = {one.uid for one in wide["places"]}
    own = [one.uid for one in narrow["places"]]
    if not own or not holding or holding & set(own):
        return False
    return all(not holding.isdisjoint(around.chain(uid)) for uid in own)


def _places(figure: Kept, around: Surroundings) -> str:
    return ", ".join(around.name(one.uid) for one in figure["places"])


CHECKS = (
    Check(
        "summed_twice",
        WARNING,
        N_("About to be summed twice"),
        N_("A report counts a place and, not as a part of it, a place within that place."),
        _place_within_place,
    ),
)
