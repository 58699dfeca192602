"""The rival claims of one incident as a matrix: what was counted down, who says so across."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.records.context import Context
from desktop.records.family import Family, Kept
from desktop.records.published import Published, published
from desktop.records.words import N_, _
from desktop.store.derived import Around

RULES: Mapping[str, str] = {
    "preferred": N_("preferred"),
    "only": N_("the only one"),
    "agreed": N_("all agree"),
    "nearest": N_("the official nearest to the place"),
    "grade": N_("the best grade"),
    "range": N_("the range of all"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One measure and set of places: its figures by report, and what is published of it.

    `published` holds one for each stretch of hours that has nothing in common with the others.
    """

    measure: str
    munition: str
    places: tuple[str, ...]
    figures: Mapping[str, Sequence[Kept]]
    published: Sequence[Published]

    @property
    def is_disputed(self) -> bool:
        """Whether figures that stand differ."""
        return any(one.rule not in {"only", "agreed"} for one in self.published)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The reports in their order, and a row for each thing that they count."""

    reports: Sequence[Kept]
    rows: Sequence[Row]


def matrix(connection: sqlite3.Connection, family: Family) -> Matrix:
    """Return the matrix of an incident; totals come first, then places as they are first named."""
    around = Around()
    around.meet(connection, [family])
    found = published(family, around.ground)
    figures: dict[tuple[str, str, frozenset[str]], dict[str, list[Kept]]] = {}
    written: dict[frozenset[str], tuple[str, ...]] = {}
    for report, figure in family.all_figures():
        places = tuple(one.uid for one in figure["places"])
        key = (figure["measure"], figure["munition"] or "", frozenset(places))
        written.setdefault(frozenset(places), places)
        figures.setdefault(key, {}).setdefault(report.uid, []).append(figure)
    rows = [
        Row(measure, munition, written[places], by_report, _chosen(found, by_report))
        for (measure, munition, places), by_report in figures.items()
    ]
    rows.sort(key=lambda row: bool(row.places))
    return Matrix(family.reports, rows)


def _chosen(found: Sequence[Published], by_report: Mapping[str, Sequence[Kept]]) -> list[Published]:
    own = {figure.uid for some in by_report.values() for figure in some}
    return [one for one in found if own.intersection(one.figures)]


def chosen_text(row: Row) -> str:
    """Return what is published of a row, and by which rule, in words."""
    return " + ".join(
        _("{text}, {rule}").format(text=one.text, rule=_(RULES[one.rule])) for one in row.published
    )


def heading(report: Kept, context: Context) -> str:
    """Return who makes a report, for which hours, out of what, and how it is graded."""
    when = report["when"]
    lines = [
        context.name(report["speaker"]) if report["speaker"] else _("No speaker"),
        when.show(context.zone) if when else "",
        context.name(report["source"]) if report["source"] else _("no source"),
        f"{report['reliability']}{report['credibility']}",
    ]
    return "\n".join(filter(None, lines))
