"""What a typed figure line becomes among the figures of a report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.desk.entered import Entered
from desktop.desk.entry import Entry
from desktop.records.context import Context
from desktop.records.errors import Invalid
from desktop.records.figureline import FigureLine
from desktop.records.words import _


@dataclass(frozen=True, slots=True)
class Told:
    """What a figure line would become: its measure, and the figure that it is a share of."""

    measure: str
    owner: str


def add_line(
    entry: Entry,
    report: Entered,
    line: FigureLine,
    context: Context,
    headed: str,
    *,
    picks: Mapping[str, str] | None = None,
) -> Entered:
    """Add the figure that a line says, in its place among the report's.

    "Of which" belongs to the line before; a figure with places is part of the report's total
    of the same measure, which also stands for a measure that isn't said.  `headed` is the uid
    that stands for it in "3> moscow", `picks` what the person chose for ambiguous places.
    Raises `Invalid` where "of which" has nothing above it.
    """
    figures = entry.figures.setdefault(report.uid, [])
    owner = _owner(figures, line, context)
    measure = _measure(figures, owner, line, context, headed)
    figure = entry.add_figure(report, entry.after(owner) if owner is not None else None)
    figure.put("measure", measure or None)
    figure.put("munition", line.munition or _munition(owner, context))
    figure.write("count", str(line.count), context)
    if picks:
        figure.picks["places"] = dict(picks)
    figure.write("places", line.places, context)
    figure.write("quote", line.quote, context)
    figure.put("joint", "," in line.places or ";" in line.places)
    if owner is not None:
        figure.put("of", owner.uid)
        figure.put("relation", "subset" if line.subset else "part")
    else:
        _adopt(figures, figure, context)
    return figure


def told(entry: Entry, report: Entered, line: FigureLine, context: Context, headed: str) -> Told:
    """Return what `add_line` would make of a line, for showing it before."""
    figures = entry.figures.get(report.uid, [])
    try:
        owner = _owner(figures, line, context)
    except Invalid:
        owner = None
    measure = _measure(figures, owner, line, context, headed)
    count = owner.text("count", context) if owner is not None else ""
    place = owner.text("places", context) if owner is not None else ""
    return Told(context.name(measure) if measure else "", f"{count} {place}".strip())


def _measure(
    figures: Sequence[Entered],
    owner: Entered | None,
    line: FigureLine,
    context: Context,
    headed: str,
) -> str:
    """Return the measure that a line says, or that is meant where it says none."""
    measure = line.measure or (headed if line.subset and line.places else "")
    like = owner if owner is not None else _last(figures, context)
    return measure or (like.safe("measure", context) if like is not None else None) or ""


def _owner(figures: Sequence[Entered], line: FigureLine, context: Context) -> Entered | None:
    """Return the figure that a new line is a share of, or None."""
    if line.subset:
        above = _last(figures, context)
        if above is None:
            raise Invalid(_("“Of which” needs a figure above it; enter that one first."))
        return above
    if not line.places:
        return None
    for figure in reversed(figures):
        same = not line.measure or figure.safe("measure", context) == line.measure
        if (
            same
            and not figure.safe("relation", context)
            and not figure.text("places", context)
            and figure.safe("count", context).is_number
        ):
            return figure
    return None


def _adopt(figures: Sequence[Entered], total: Entered, context: Context) -> None:
    """Make earlier figures with places part of a total that is entered after them."""
    if total.text("places", context) or not total.safe("count", context).is_number:
        return
    parts = [
        figure
        for figure in figures
        if figure is not total
        and not figure.safe("relation", context)
        and figure.text("places", context)
        and figure.safe("measure", context) == total.safe("measure", context)
    ]
    for figure in parts:
        figure.put("of", total.uid)
        figure.put("relation", "part")


def _last(figures: Sequence[Entered], context: Context) -> Entered | None:
    """Return the last figure that is no "of which", or None."""
    found = [one for one in figures if one.safe("relation", context) != "subset"]
    return found[-1] if found else None


def _munition(owner: Entered | None, context: Context) -> str | None:
    return owner.safe("munition", context) if owner is not None else None
