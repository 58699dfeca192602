"""What a row of somebody's table becomes, in the words of the form."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop.records.context import Context
from desktop.records.delta import Delta
from desktop.records.family import Family
from desktop.records.kinds import Values
from desktop.records.kinds_links import Placed
from desktop.records.merging import Refusal
from desktop.records.models import content
from desktop.records.words import _
from desktop.sheets.foreign.converted import Converted
from desktop.sheets.raw import Raw

# What a report says with every import, or what its figures and its head say already.
_REPORT = ("said_at", "reliability", "credibility", "note")
# A source without a title is called by its URL, which may be long.
_NAME = 80
_INCIDENT = ("title", "kind", "actor", "tags", "confidence", "summary")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its count, what it counts and where; shares of another stand beneath it."""

    count: str
    what: str
    share: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report: who speaks in which source, its other fields by label, its figures."""

    heading: str
    fields: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A row, or a group of rows, as records: what stands in the list, and all of it.

    `rows` are the rows' numbers in the sheet, `cells` the first one's.
    """

    rows: tuple[int, ...]
    cells: tuple[Raw, ...]
    when: str
    where: str
    fields: tuple[tuple[str, str], ...]
    reports: tuple[Report, ...]
    new: tuple[tuple[str, str], ...]
    refused: tuple[Refusal, ...]
    lost: bool

    @property
    def figures(self) -> str:
        """All figures on one line."""
        return "; ".join(f"{one.count} {one.what}" for each in self.reports for one in each.figures)


class Teller:
    """Tells rows in order; what is new in one row has its name in those that follow."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._new: dict[str, str] = {}

    def tell(self, one: Converted) -> Told:
        """Return a row in words."""
        for made in one.others:
            values = made.after or {}
            self._new[made.uid] = str(values.get("name") or values.get("title") or "")
        incident = (one.incident.after if one.incident else None) or {}
        when = incident.get("when")
        by_report: dict[str, list[Delta]] = {}
        for figure in one.figures:
            by_report.setdefault((figure.after or {})["report"], []).append(figure)
        return Told(
            rows=tuple(one.rows),
            cells=tuple(next(iter(one.rows.values()))),
            when=when.understood(with_year=True) if when is not None else "",
            where=self._places(incident.get("where", ())),
            fields=tuple(self._fields("incident", incident, _INCIDENT)),
            reports=tuple(self._report(each, by_report.get(each.uid, ())) for each in one.reports),
            new=tuple((made.type, self._new[made.uid]) for made in one.others),
            refused=one.refused,
            lost=not one.uid,
        )

    def _report(self, report: Delta, figures: Iterable[Delta]) -> Report:
        values = report.after or {}
        said = [self._name(values[name]) for name in ("speaker", "source") if values[name]]
        told = tuple(figure_in_words(each.after or {}, self._name) for each in figures)
        fields = tuple(self._fields("report", values, _REPORT))
        return Report(" · ".join(one[:_NAME] for one in said) or _("No speaker"), fields, told)

    def _fields(
        self, record: str, values: Values, names: Iterable[str]
    ) -> Iterable[tuple[str, str]]:
        context = Context(zone=self._context.zone, name=self._name)
        for name in names:
            kind = content(record)[name]
            value = values.get(name)
            if value and (shown := kind.show(value, context)):
                yield kind.label, shown

    def _places(self, places: Iterable[Placed]) -> str:
        return ", ".join(self._name(one.uid) for one in places)

    def _name(self, uid: str) -> str:
        return self._new.get(uid) or self._context.name(uid)


def figure_in_words(values: Values, name: Callable[[str], str]) -> Figure:
    """Return a figure as a line of the form."""
    what = [name(values[link]) for link in ("measure", "munition") if values[link]]
    where = ", ".join(name(one.uid) for one in values["places"])
    said = " ".join(what)
    return Figure(str(values["count"]), f"{said} · {where}" if where else said, bool(values["of"]))


def counts(
    told: Told | None, family: Family | None, name: Callable[[str], str]
) -> list[tuple[str, str, str]]:
    """Return what a row and an incident of the desk count: what, the row's, the desk's."""
    theirs = [] if told is None else [one for each in told.reports for one in each.figures]
    ours: list[Figure] = []
    if family is not None:
        ours = [figure_in_words(figure.values, name) for _report, figure in family.all_figures()]
    found: dict[str, tuple[list[str], list[str]]] = {}
    for side, figures in enumerate((theirs, ours)):
        for one in figures:
            found.setdefault(one.what, ([], []))[side].append(one.count)
    return [(what, ", ".join(left), ", ".join(right)) for what, (left, right) in found.items()]
