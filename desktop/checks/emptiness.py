"""“None reported” beside a number."""

from collections.abc import Iterator

from desktop.checks.finding import ERROR, Check, Found, Surroundings, figure_inputs
from desktop.records.count import Qualifier
from desktop.records.family import Family, Kept
from desktop.records.words import N_, _


def _none_beside_a_number(family: Family, around: Surroundings) -> Iterator[Found]:
    for report in family.reports:
        figures = family.figures.get(report.uid, ())
        for none in figures:
            if none["count"].qualifier is not Qualifier.NONE_REPORTED:
                continue
            for one in figures:
                if (
                    one["count"].lowest
                    and one["measure"] == none["measure"]
                    and _of_one_place(none, one, around)
                ):
                    yield Found(
                        _("{who}: {measure} is none reported and {count} at once.").format(
                            who=around.speaker(report),
                            measure=around.name(none["measure"]),
                            count=one["count"],
                        ),
                        (none.uid, one.uid),
                        figure_inputs(none, one),
                        ("deprecate",),
                    )


def _of_one_place(none: Kept, one: Kept, around: Surroundings) -> bool:
    """Return whether "none" covers where the number is: everywhere, there, or around there."""
    covered = {place.uid for place in none["places"]}
    if not covered:
        return True
    return any(
        not covered.isdisjoint(around.chain(place.uid)) or place.uid in covered
        for place in one["places"]
    )


CHECKS = (
    Check(
        "none_beside_number",
        ERROR,
        N_("None reported beside a number"),
        N_("One report says both that there were none and how many there were."),
        _none_beside_a_number,
    ),
)
