"""Numbers out of line with what the same speaker mostly says."""

from collections.abc import Iterator

from desktop.checks.finding import WARNING, Check, Found, Surroundings, figure_inputs, figure_text
from desktop.checks.usual import Usual
from desktop.records.family import Family
from desktop.records.words import N_, _


def _out_of_line(family: Family, around: Surroundings) -> Iterator[Found]:
    if not around.usual:
        return
    for report, figure in family.all_figures():
        low = figure["count"].lowest
        if low is None or figure["relation"] == "subset":
            continue
        regions = {around.regions.get(one.uid, one.uid) for one in figure["places"]}
        where = regions.pop() if len(regions) == 1 else ""
        if regions or (figure["places"] and not where):
            continue
        seen = around.usual.get((report["speaker"] or "", figure["measure"], where))
        if seen is not None and seen.is_far(low):
            yield Found(
                _(
                    "{figure} is out of line: of {n} such numbers from this speaker half lie "
                    "between {lower} and {upper}."
                ).format(
                    figure=figure_text(family, figure, around),
                    n=seen.n,
                    lower=_number(seen.lower),
                    upper=_number(seen.upper),
                ),
                (figure.uid,),
                (*figure_inputs(figure), _bounds(seen)),
            )


def _number(value: float) -> str:
    return f"{value:,.0f}"


def _bounds(seen: Usual) -> str:
    """Return what was usual, coarsely: one more report is no reason to ask again."""
    return f"{seen.middle:.0f}"


CHECKS = (
    Check(
        "out_of_line",
        WARNING,
        N_("Out of line"),
        N_(
            "A number lies further from the median of the same speaker's numbers of that measure "
            "and region than six median absolute deviations, and more than the median itself."
        ),
        _out_of_line,
    ),
)
