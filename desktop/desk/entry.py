"""An incident as it is being entered: what was typed, before any of it is a record.

The form edits an `Entry` and nothing else.  It turns into JSON for the draft and, when all of it
can be read, into deltas for one save.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.desk.entered import Entered, Problem
from desktop.records.context import Context
from desktop.records.count import Count, exceeds, remainder
from desktop.records.delta import Delta, created, edited, removed
from desktop.records.errors import Invalid
from desktop.records.family import Family, Kept
from desktop.records.figureline import FigureLine
from desktop.records.fold import fold
from desktop.records.models import content
from desktop.records.words import _
from desktop.store.changes import new_uid
from desktop.store.errors import Clash

__all__ = [
    "Entered", "Entry", "Placing", "Problem", "copied", "entry_of", "new_entry",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placing:
    """How much of a total its parts account for.

    `left` is what they leave over, None where it can't be known; `too_many` says that they are
    surely more than the total.
    """

    total: Count
    parts: tuple[Count, ...]
    left: Count | None
    too_many: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What a figure line would become: its measure, and the figure that it is a share of."""

    measure: str
    owner: str


@dataclass(slots=True)
class Entry:
    """An incident, its reports, their figures and the sources they stand in, being entered.

    `lines` holds figure lines that are not entered yet, by report uid; `zone` is the zone that
    times without one are in, "" for the desk's own.
    """

    incident: Entered
    reports: list[Entered] = field(default_factory=list)
    figures: dict[str, list[Entered]] = field(default_factory=dict)
    sources: dict[str, Entered] = field(default_factory=dict)
    gone: list[Entered] = field(default_factory=list)
    lines: dict[str, str] = field(default_factory=dict)
    zone: str = ""

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
        return (
            bool(self.gone)
            or any(line.strip() for line in self.lines.values())
            or any(record.changed() for record in self.records())
        )

    def find(self, uid: str) -> Entered | None:
        """Return one of its records, or None where it has none such any more."""
        return next((one for one in self.records() if one.uid == uid), None)

    def owner(self, figure: Entered) -> Entered | None:
        """Return the figure that another is a share of, or None."""
        of = figure.start("of")
        return next((one for one in self._beside(figure) if of and one.uid == of), None)

    def depth(self, figure: Entered) -> int:
        """Return how many figures stand above this one; no more than four are told apart."""
        depth, above = 0, self.owner(figure)
        while above is not None and depth < 4:
            depth, above = depth + 1, self.owner(above)
        return depth

    def _beside(self, figure: Entered) -> list[Entered]:
        report = figure.start("report") if figure.type == "figure" else ""
        return self.figures.get(report, [])

    def after(self, figure: Entered) -> int:
        """Return the place in its report that follows a figure and all its shares."""
        figures = self._beside(figure)
        at = next(place for place, one in enumerate(figures) if one is figure) + 1
        deep = self.depth(figure)
        while at < len(figures) and self.depth(figures[at]) > deep:
            at += 1
        return at

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
        report.fixed = {"incident": self.uid, "position": self._next_position()}
        self.reports.append(report)
        self.figures[report.uid] = []
        return report

    def _next_position(self) -> int:
        return 1 + max((one.start("position") or 0 for one in self.reports), default=-1)

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

    def add_line(
        self,
        report: Entered,
        line: FigureLine,
        context: Context,
        headed: str,
        picks: Mapping[str, str] | None = None,
    ) -> Entered:
        """Add the figure that a line says, in its place among the report's.

        "Of which" belongs to the line before; a figure with places is part of the report's total
        of the same measure, which also stands for a measure that isn't said.  `headed` is the uid
        that stands for it in "3> moscow", `picks` what the person chose for ambiguous places.
        Raises `Invalid` where "of which" has nothing above it.
        """
        figures = self.figures.setdefault(report.uid, [])
        owner = self._owner(figures, line, context)
        measure = self._measure(figures, owner, line, context, headed)
        figure = self.add_figure(report, self.after(owner) if owner is not None else None)
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
            self._adopt(figures, figure, context)
        return figure

    def told(self, report: Entered, line: FigureLine, context: Context, headed: str) -> Told:
        """Return what `add_line` would make of a line, for showing it before."""
        figures = self.figures.get(report.uid, [])
        try:
            owner = self._owner(figures, line, context)
        except Invalid:
            owner = None
        measure = self._measure(figures, owner, line, context, headed)
        count = owner.text("count", context) if owner is not None else ""
        place = owner.text("places", context) if owner is not None else ""
        return Told(context.name(measure) if measure else "", f"{count} {place}".strip())

    @staticmethod
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

    @staticmethod
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

    @staticmethod
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

    def relate(self, figure: Entered, relation: str, context: Context) -> None:
        """Make a figure a part, an "of which" or a figure of its own.

        A part belongs to the nearest total above it, "of which" to the nearest figure that is none.
        Raises `Invalid` where there is no such figure above.
        """
        if not relation:
            figure.put("of", None)
            figure.put("relation", "")
            return
        figures = self._beside(figure)
        at = next(place for place, one in enumerate(figures) if one is figure)
        unlike = {"subset"} if relation == "subset" else {"subset", "part"}
        above = [one for one in figures[:at] if one.safe("relation", context) not in unlike]
        if not above:
            raise Invalid(_("There is no figure above that it could belong to."))
        figure.put("of", above[-1].uid)
        figure.put("relation", relation)

    def remove(self, record: Entered) -> Callable[[], None]:
        """Take out a report with its figures, or a figure.

        The function returned puts it back where it was, whatever was entered since; of several
        removals the last is put back first.
        """
        if record.type == "report":
            return self._remove_report(record)
        return self._remove_figure(record)

    def _remove_report(self, report: Entered) -> Callable[[], None]:
        at = next(place for place, one in enumerate(self.reports) if one is report)
        figures, line = self.figures.pop(report.uid), self.lines.pop(report.uid, "")
        del self.reports[at]
        self._bin([*figures, report])

        def put_back() -> None:
            self._unbin([*figures, report])
            self.reports.insert(at, report)
            self.figures[report.uid] = figures
            if line:
                self.lines[report.uid] = line

        return put_back

    def _remove_figure(self, figure: Entered) -> Callable[[], None]:
        report = self.report_of(figure)
        beside = self._beside(figure)
        at = next(place for place, one in enumerate(beside) if one is figure)
        shares = [(one, one.start("relation")) for one in beside if one.start("of") == figure.uid]
        del beside[at]
        for share, _relation in shares:
            share.put("of", None)
            share.put("relation", "")
        self._number(report)
        self._bin([figure])

        def put_back() -> None:
            self._unbin([figure])
            self.figures[report.uid].insert(at, figure)
            for share, relation in shares:
                # What has found another total meanwhile stays with it.
                if share.start("of") is None:
                    share.put("of", figure.uid)
                    share.put("relation", relation)
            self._number(report)

        return put_back

    def _bin(self, records: Sequence[Entered]) -> None:
        self.gone = [*self.gone, *(one for one in records if one.base is not None)]

    def _unbin(self, records: Sequence[Entered]) -> None:
        self.gone = [one for one in self.gone if not any(one is back for back in records)]

    def _number(self, report: Entered) -> None:
        for position, figure in enumerate(self.figures[report.uid]):
            figure.put("position", position)

    def placing(self, total: Entered, context: Context) -> Placing | None:
        """Return how much of a total its parts account for, or None where it has none."""
        parts = tuple(
            one.safe("count", context)
            for one in self._beside(total)
            if one.start("of") == total.uid and one.safe("relation", context) == "part"
        )
        count = total.safe("count", context)
        if not parts:
            return None
        return Placing(count, parts, remainder(count, parts), exceeds(parts, count))

    def remainder(self, total: Entered, context: Context) -> Count | None:
        """Return what a total's parts leave over, or None where it has none or it is unknown."""
        placing = self.placing(total, context)
        return placing.left if placing is not None else None

    def within(self, context: Context) -> Context:
        """Return the context with the entry's zone and the sources that only it has yet."""
        titles = {uid: self.title(one) for uid, one in self.sources.items()}

        def find(target: str, vocabulary: str, text: str) -> tuple[str, ...]:
            found = context.find(target, vocabulary, text)
            if target == "source":
                wanted = fold(text)
                mine = tuple(uid for uid, title in titles.items() if fold(title) == wanted)
                found = mine + tuple(uid for uid in found if uid not in titles)
            return found

        def name(uid: str) -> str:
            return titles.get(uid) or context.name(uid)

        return replace(context, zone=self.zone or context.zone, find=find, name=name)

    def title(self, source: Entered) -> str:
        """Return what a source is called here, if it has no title yet by its number."""
        typed = source.typed.get("title", source.start("title"))
        number = list(self.sources).index(source.uid) + 1
        return " ".join(typed.split()) or _("Source {n}").format(n=number)

    def context_of(self, record: Entered, context: Context) -> Context:
        """Return the context with the incident's year and places for one record's fields."""
        context = self.within(context)
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
            if record.base is None and record is not self.incident and not self._filled(record):
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
        return record.changed() or self._pointed_at(record)

    def _pointed_at(self, record: Entered) -> bool:
        """Return whether another record of the entry needs this one to be there."""
        if record.type == "source":
            return any(
                record.uid == report.start("source") or record.uid in report.start("carriers")
                for report in self.reports
            )
        return record.type == "figure" and any(
            one.start("of") == record.uid for some in self.figures.values() for one in some
        )

    def saved(self, fresh: "Entry") -> None:
        """Start from what the desk holds after a save; what nobody filled stays on the form."""
        now = {one.uid: one for one in fresh.records()}
        for record in self.records():
            kept = now.get(record.uid)
            if kept is not None and kept.base is not None:
                record.settle(kept.base)
        self.gone = []

    def keep_mine(self, clash: Clash) -> None:
        """Save over what somebody else saved meanwhile in one field, or of one record."""
        record = self._of(clash)
        if record is None:
            return
        if clash.field:
            base = record.base or {}
            if clash.field not in record.typed:
                record.fixed.setdefault(clash.field, base[clash.field])
            record.rebase({**base, clash.field: clash.found})
        elif clash.found is not None:
            record.rebase(clash.found.values)
        elif record in self.gone:
            self.gone = [one for one in self.gone if one is not record]
        else:
            record.rebase(None)

    def take_theirs(self, clash: Clash) -> None:
        """Give up what was typed for what somebody else saved, in one field or of one record."""
        record = self._of(clash)
        if record is None:
            return
        if clash.field:
            record.typed.pop(clash.field, None)
            record.fixed.pop(clash.field, None)
            record.rebase({**(record.base or {}), clash.field: clash.found})
        elif clash.found is not None:
            record.settle(clash.found.values)
        elif record is not self.incident and record.type in {"report", "figure"}:
            if record not in self.gone:
                self.remove(record)
            self.gone = [one for one in self.gone if one is not record]

    def _of(self, clash: Clash) -> Entered | None:
        return next((one for one in [*self.records(), *self.gone] if one.uid == clash.uid), None)

    def to_json(self) -> str:
        """Return the draft's body: all that was typed, and what it started from."""
        return json.dumps(
            {
                "incident": self.incident.to_plain(),
                "reports": _plain(self.reports),
                "figures": {uid: _plain(some) for uid, some in self.figures.items()},
                "sources": _plain(self.sources.values()),
                "gone": _plain(self.gone),
                "lines": self.lines,
                "zone": self.zone,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, body: str) -> "Entry":
        """Return the entry of a draft's body."""
        raw = json.loads(body)
        return cls(
            Entered.from_plain(raw["incident"]),
            _loaded(raw["reports"]),
            {uid: _loaded(some) for uid, some in raw["figures"].items()},
            {one.uid: one for one in _loaded(raw["sources"])},
            _loaded(raw["gone"]),
            raw.get("lines", {}),
            raw.get("zone", ""),
        )


def _plain(records: Iterable[Entered]) -> list[dict[str, Any]]:
    return [one.to_plain() for one in records]


def _loaded(raw: list[dict[str, Any]]) -> list[Entered]:
    return [Entered.from_plain(one) for one in raw]


def _last(figures: Sequence[Entered], context: Context) -> Entered | None:
    """Return the last figure that is no "of which", or None."""
    found = [one for one in figures if one.safe("relation", context) != "subset"]
    return found[-1] if found else None


def _munition(owner: Entered | None, context: Context) -> str | None:
    return owner.safe("munition", context) if owner is not None else None


def new_entry() -> Entry:
    """Return an empty incident with one empty report."""
    entry = Entry(Entered("incident", new_uid()))
    entry.add_report()
    return entry


def entry_of(family: Family, sources: Callable[[list[str]], dict[str, Kept]]) -> Entry:
    """Return an entry that starts from what the desk holds; `sources` loads records by uid."""
    wanted = [
        uid for report in family.reports for uid in (report["source"], *report["carriers"]) if uid
    ]
    loaded = sources(list(dict.fromkeys(wanted)))
    return Entry(
        _start(family.incident),
        [_start(report) for report in family.reports],
        {
            report.uid: [_start(one) for one in family.figures.get(report.uid, ())]
            for report in family.reports
        },
        {uid: _start(loaded[uid]) for uid in dict.fromkeys(wanted) if uid in loaded},
    )


def _start(kept: Kept) -> Entered:
    return Entered(kept.type, kept.uid, dict(kept.values))


def copied(entry: Entry, context: Context) -> Entry:
    """Return a new entry that starts with what one record of a night shares with the next.

    The incident's kind, actor, places and tags; each report's speaker, window, reliability and
    credibility.  Titles, counts, quotes and sources differ, so they are left out.
    """
    fresh = Entry(Entered("incident", new_uid()), zone=entry.zone)
    around = entry.within(context)
    for name in ("kind", "actor", "when", "where", "tags"):
        fresh.incident.put(name, entry.incident.safe(name, around))
    for report in entry.reports:
        other = fresh.add_report()
        for name in ("speaker", "when", "reliability", "credibility"):
            other.put(name, report.safe(name, entry.context_of(report, context)))
    return fresh
