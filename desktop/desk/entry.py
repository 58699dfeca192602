"""An incident as it is being entered: what was typed, before any of it is a record.

The form edits an `Entry` and nothing else.  It turns into JSON for the draft and, when all of it
can be read, into deltas for one save.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from typing import Any

from desktop.records.context import Context
from desktop.records.count import Count, remainder
from desktop.records.delta import Delta, created, edited, removed
from desktop.records.errors import Invalid
from desktop.records.family import Family, Kept
from desktop.records.figureline import FigureLine
from desktop.records.kinds import Kind, Link, Places, Values
from desktop.records.kinds import picks as picks_of
from desktop.records.models import blank, content
from desktop.store.changes import new_uid


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a field can't be saved as typed; stands beside the field."""

    type: str
    uid: str
    field: str
    error: Invalid


@dataclass(slots=True)
class Entered:
    """One record as it is being entered.

    `base` is what the desk holds, None for a new record.  `typed` holds the texts that differ from
    it, `picks` what was chosen for ambiguous names, by field, `fixed` values that nobody types,
    such as which report a figure is in.
    """

    type: str
    uid: str
    base: Values | None = None
    typed: dict[str, str] = field(default_factory=dict)
    picks: dict[str, dict[str, str]] = field(default_factory=dict)
    fixed: Values = field(default_factory=dict)

    def kind(self, name: str) -> Kind[Any]:
        """Return a field's declaration."""
        return content(self.type)[name]

    def start(self, name: str) -> Any:
        """Return the value that the field had before anything was typed."""
        if name in self.fixed:
            return self.fixed[name]
        return (blank(self.type) if self.base is None else self.base)[name]

    def text(self, name: str, context: Context) -> str:
        """Return what stands in the field."""
        if name in self.typed:
            return self.typed[name]
        return self.kind(name).show(self.start(name), context)

    def write(self, name: str, text: str, context: Context) -> None:
        """Take what was typed into a field; the text that the desk has anyway is no change."""
        if text == self.kind(name).show(self.start(name), context):
            self.typed.pop(name, None)
        else:
            self.typed[name] = text

    def pick(self, name: str, written: str, uid: str) -> None:
        """Take the person's choice of what a written name means."""
        self.picks.setdefault(name, {})[written] = uid

    def put(self, name: str, value: Any) -> None:
        """Set a value that is chosen, not typed."""
        self.typed.pop(name, None)
        self.fixed[name] = value

    def value(self, name: str, context: Context) -> Any:
        """Return the field's value; raise `Invalid` where what was typed can't be one."""
        kind, start = self.kind(name), self.start(name)
        value = start
        if name in self.typed:
            known = picks_of(start) if isinstance(kind, Places) else {}
            if isinstance(kind, Link) and start:
                known = {context.name(start): start}
            chosen = known | self.picks.get(name, {})
            value = kind.read(self.typed[name], context.picked(chosen))
        if kind.required and value == kind.empty:
            raise Invalid(_("{label} is needed; fill it in.").format(label=kind.label))
        return value

    def safe(self, name: str, context: Context) -> Any:
        """Return the field's value, or what it was before where the typed text can't be read."""
        try:
            return self.value(name, context)
        except Invalid:
            return self.start(name)

    def values(self, context: Context) -> Values:
        """Return all values that can be read, for showing what is understood so far."""
        return {name: self.safe(name, context) for name in content(self.type)}

    def changed(self) -> bool:
        """Return whether anything differs from what the desk holds."""
        if self.base is None:
            return bool(self.typed) or any(
                value != blank(self.type)[name]
                for name, value in self.fixed.items()
                if name not in _STRUCTURE
            )
        return bool(self.typed) or any(
            self.base[name] != value for name, value in self.fixed.items()
        )


_STRUCTURE = {"incident", "report", "position", "measure", "of", "relation", "rank"}


@dataclass(slots=True)
class Entry:
    """An incident, its reports, their figures and the sources they stand in, being entered."""

    incident: Entered
    reports: list[Entered] = field(default_factory=list)
    figures: dict[str, list[Entered]] = field(default_factory=dict)
    sources: dict[str, Entered] = field(default_factory=dict)
    gone: list[Entered] = field(default_factory=list)

    @property
    def uid(self) -> str:
        """The incident's uid, by which its draft is kept."""
        return self.incident.uid

    def records(self) -> Iterator[Entered]:
        """Yield everything that is there, in the order in which a save writes it."""
        yield from self.sources.values()
        yield self.incident
        for report in self.reports:
            yield report
            yield from self.figures.get(report.uid, ())

    def changed(self) -> bool:
        """Return whether there is anything to save."""
        return bool(self.gone) or any(record.changed() for record in self.records())

    def report_of(self, figure: Entered) -> Entered:
        """Return the report that a figure stands in."""
        return next(
            report
            for report in self.reports
            if any(one is figure for one in self.figures.get(report.uid, ()))
        )

    def add_report(self) -> Entered:
        """Add an empty report at the end and return it."""
        report = Entered("report", new_uid())
        report.fixed = {"incident": self.uid, "position": len(self.reports)}
        self.reports.append(report)
        self.figures[report.uid] = []
        return report

    def add_source(self) -> Entered:
        """Add an empty source and return it."""
        source = Entered("source", new_uid())
        self.sources[source.uid] = source
        return source

    def add_figure(self, report: Entered, at: int | None = None) -> Entered:
        """Add an empty figure to a report, at the end or before another, and return it."""
        figures = self.figures.setdefault(report.uid, [])
        figure = Entered("figure", new_uid())
        figure.fixed = {"report": report.uid}
        figures.insert(len(figures) if at is None else at, figure)
        self._number(report)
        return figure

    def add_line(self, report: Entered, line: FigureLine, context: Context, headed: str) -> Entered:
        """Add the figure that a line says, in its place among the report's.

        "Of which" belongs to the line before; a figure with places is part of the report's total
        of the same measure.  A measure that isn't said is the last one of the report; `headed` is
        the uid that stands for it in "3> moscow".
        """
        figures = self.figures.setdefault(report.uid, [])
        owner = self._owner(figures, line, context)
        measure = line.measure or (headed if line.subset and line.places else "")
        if not measure:
            before = [one for one in figures if one.start("relation") != "subset"]
            measure = before[-1].safe("measure", context) if before else ""
        figure = self.add_figure(report)
        figure.put("measure", measure or None)
        figure.put("munition", line.munition or self._munition(owner, context))
        figure.write("count", str(line.count), context)
        figure.write("places", line.places, context)
        figure.write("quote", line.quote, context)
        figure.put("joint", "," in line.places or ";" in line.places)
        if owner is not None:
            figure.put("of", owner.uid)
            figure.put("relation", "subset" if line.subset else "part")
        elif not line.subset:
            self._adopt(figures, figure, context)
        return figure

    @staticmethod
    def _munition(owner: Entered | None, context: Context) -> str | None:
        return owner.safe("munition", context) if owner is not None else None

    @staticmethod
    def _owner(figures: Sequence[Entered], line: FigureLine, context: Context) -> Entered | None:
        """Return the figure that a new line is a share of, or None."""
        if line.subset:
            above = [one for one in figures if one.safe("relation", context) != "subset"]
            if not above:
                raise Invalid(_("“Of which” needs a figure above it; enter that one first."))
            return above[-1]
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

    @staticmethod
    def _adopt(figures: Sequence[Entered], total: Entered, context: Context) -> None:
        """Make earlier figures with places part of a total that is entered after them."""
        if total.text("places", context) or not total.safe("count", context).is_number:
            return
        for figure in figures:
            if (
                figure is not total
                and not figure.safe("relation", context)
                and figure.text("places", context)
                and figure.safe("measure", context) == total.safe("measure", context)
            ):
                figure.put("of", total.uid)
                figure.put("relation", "part")

    def remove(self, record: Entered) -> None:
        """Take a report with its figures, or a figure, out of the entry."""
        if record.type == "report":
            for figure in list(self.figures.pop(record.uid, ())):
                self._forget(figure)
            self.reports = [one for one in self.reports if one is not record]
        else:
            report = self.report_of(record)
            self.figures[report.uid] = [
                one for one in self.figures[report.uid] if one is not record
            ]
            for other in self.figures[report.uid]:
                if other.start("of") == record.uid:
                    other.put("of", None)
                    other.put("relation", "")
            self._number(report)
        self._forget(record)

    def _forget(self, record: Entered) -> None:
        if record.base is not None:
            self.gone.append(record)

    def _number(self, report: Entered) -> None:
        for position, figure in enumerate(self.figures[report.uid]):
            figure.fixed["position"] = position

    def remainder(self, total: Entered, context: Context) -> Count | None:
        """Return what a total's parts leave over, or None where it has none or it is unknown."""
        report = self.report_of(total)
        parts = [
            one.safe("count", context)
            for one in self.figures[report.uid]
            if one.safe("of", context) == total.uid and one.safe("relation", context) == "part"
        ]
        return remainder(total.safe("count", context), parts) if parts else None

    def context_of(self, record: Entered, context: Context) -> Context:
        """Return the context with the incident's year and places for one record's fields."""
        where = self.incident.start("where")
        when = self.incident.start("when")
        if record is not self.incident:
            where = self.incident.safe("where", context)
            when = self.incident.safe("when", context)
        near = tuple(one.uid for one in where)
        year = when.start.year if when is not None and when.start_key is not None else context.year
        return replace(context, near=near, year=year)

    def problems(self, context: Context) -> list[Problem]:
        """Return every field that can't be saved as typed, in reading order."""
        found: list[Problem] = []
        for record in self.records():
            if record.base is None and not record.changed() and record.type != "incident":
                continue
            around = self.context_of(record, context)
            for name in content(record.type):
                try:
                    record.value(name, around)
                except Invalid as error:
                    found.append(Problem(record.type, record.uid, name, error))
        return found

    def deltas(self, context: Context) -> list[Delta]:
        """Return what a save writes; raise `Invalid` where a field can't be read.

        Empty reports, figures and sources that were never filled are left out.
        """
        kept = [
            record
            for record in self.records()
            if record.base is not None or record is self.incident or self._filled(record)
        ]
        found: list[Delta] = []
        for record in kept:
            around = self.context_of(record, context)
            values = {name: record.value(name, around) for name in content(record.type)}
            if record.base is None:
                found.append(created(record.type, record.uid, values))
            else:
                delta = edited(record.type, record.uid, record.base, values)
                if delta is not None:
                    found.append(delta)
        for record in self.gone:
            assert record.base is not None  # noqa: S101 - only kept records are noted as gone
            found.append(removed(record.type, record.uid, record.base))
        return found

    def _filled(self, record: Entered) -> bool:
        if record.type == "report":
            return record.changed() or any(
                one.changed() for one in self.figures.get(record.uid, ())
            )
        return record.changed()

    def to_json(self) -> str:
        """Return the draft's body: all that was typed, and what it started from."""
        return json.dumps(
            {
                "incident": _plain(self.incident),
                "reports": [_plain(one) for one in self.reports],
                "figures": {
                    uid: [_plain(one) for one in some] for uid, some in self.figures.items()
                },
                "sources": [_plain(one) for one in self.sources.values()],
                "gone": [_plain(one) for one in self.gone],
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, body: str) -> "Entry":
        """Return the entry of a draft's body."""
        raw = json.loads(body)
        sources = [_entered(one) for one in raw["sources"]]
        return cls(
            _entered(raw["incident"]),
            [_entered(one) for one in raw["reports"]],
            {uid: [_entered(one) for one in some] for uid, some in raw["figures"].items()},
            {one.uid: one for one in sources},
            [_entered(one) for one in raw["gone"]],
        )


def _plain(record: Entered) -> dict[str, Any]:
    declared = content(record.type)

    def stored(values: Values | None) -> dict[str, Any] | None:
        if values is None:
            return None
        return {name: declared[name].to_json(value) for name, value in values.items()}

    return {
        "type": record.type,
        "uid": record.uid,
        "base": stored(record.base),
        "typed": record.typed,
        "picks": record.picks,
        "fixed": stored(record.fixed),
    }


def _entered(raw: dict[str, Any]) -> Entered:
    declared = content(raw["type"])

    def loaded(values: dict[str, Any]) -> Values:
        return {name: declared[name].from_json(value) for name, value in values.items()}

    base = None if raw["base"] is None else blank(raw["type"]) | loaded(raw["base"])
    return Entered(raw["type"], raw["uid"], base, raw["typed"], raw["picks"], loaded(raw["fixed"]))


def new_entry() -> Entry:
    """Return an empty incident with one empty report."""
    entry = Entry(Entered("incident", new_uid()))
    entry.add_report()
    return entry


def entry_of(family: Family, sources: Callable[[list[str]], dict[str, Kept]]) -> Entry:
    """Return an entry that starts from what the desk holds; `sources` loads records by uid."""
    wanted = [report["source"] for report in family.reports if report["source"]]
    return Entry(
        _start(family.incident),
        [_start(report) for report in family.reports],
        {
            report.uid: [_start(one) for one in family.figures.get(report.uid, ())]
            for report in family.reports
        },
        {uid: _start(one) for uid, one in sources(wanted).items()},
    )


def _start(kept: Kept) -> Entered:
    return Entered(kept.type, kept.uid, dict(kept.values))


def copied(entry: Entry, context: Context) -> Entry:
    """Return a new entry that starts with the kind, actor, places, speakers and windows of another.

    Counts, quotes and sources are what differs from record to record, so they are left out.
    """
    fresh = Entry(Entered("incident", new_uid()))
    for name in ("kind", "actor", "where", "tags"):
        fresh.incident.put(name, entry.incident.safe(name, context))
    for report in entry.reports:
        other = fresh.add_report()
        other.put("speaker", report.safe("speaker", context))
        other.put("reliability", report.safe("reliability", context))
    return fresh
