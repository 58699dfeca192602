"""An incident as it is being entered: what was typed, before any of it is a record.

The form edits an `Entry` and nothing else.  It turns into JSON for the draft and, when all of it
can be read, into deltas for one save (`saving.py`).
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.desk.entered import Entered
from desktop.records.context import Context
from desktop.records.fold import fold
from desktop.records.words import _
from desktop.store.changes import new_uid


@dataclass(slots=True)
class Entry:
    """An incident, its reports, their figures and the sources they stand in, being entered.

    `speakers` are those that the desk does not have yet; they are saved with the reports that name
    them.  `asides` are words of the sources that were said not to matter.  `lines` holds figure
    lines that are not entered yet, by report uid; `zone` is the zone that times without one are
    in, "" for the desk's own.
    """

    incident: Entered
    reports: list[Entered] = field(default_factory=list)
    figures: dict[str, list[Entered]] = field(default_factory=dict)
    sources: dict[str, Entered] = field(default_factory=dict)
    speakers: dict[str, Entered] = field(default_factory=dict)
    asides: list[Entered] = field(default_factory=list)
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
        yield from self.speakers.values()
        yield from self.asides
        yield self.incident
        for report in self.reports:
            yield report
            yield from self.figures.get(report.uid, ())

    def changed(self) -> bool:
        """Return whether there is anything to save; a new speaker is with the report naming it."""
        return (
            bool(self.gone)
            or any(line.strip() for line in self.lines.values())
            or any(one.changed() for one in self.records() if one.type != "speaker")
        )

    def find(self, uid: str) -> Entered | None:
        """Return one of its records, or None where it has none such any more."""
        return next((one for one in self.records() if one.uid == uid), None)

    def owner(self, figure: Entered) -> Entered | None:
        """Return the figure that another is a share of, or None."""
        of = figure.start("of")
        return next((one for one in self.beside(figure) if of and one.uid == of), None)

    def depth(self, figure: Entered) -> int:
        """Return how many figures stand above this one; no more than four are told apart."""
        depth, above = 0, self.owner(figure)
        while above is not None and depth < 4:
            depth, above = depth + 1, self.owner(above)
        return depth

    def beside(self, figure: Entered) -> list[Entered]:
        """Return the figures of the report that a figure stands in, itself among them."""
        report = figure.start("report") if figure.type == "figure" else ""
        return self.figures.get(report, [])

    def after(self, figure: Entered) -> int:
        """Return the place in its report that follows a figure and all its shares."""
        figures = self.beside(figure)
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

    def add_speaker(self, name: str, role: str = "") -> Entered:
        """Add a speaker that the desk does not have, or return the one that was added so."""
        for one in self.speakers.values():
            if fold(one.start("name")) == fold(name):
                return one
        speaker = Entered("speaker", new_uid())
        speaker.fixed = {"name": name, "role": role}
        self.speakers[speaker.uid] = speaker
        return speaker

    def set_aside(self, source: str, words: tuple[str, int, int]) -> Entered:
        """Take note that words of a source do not matter: the text and its offsets there."""
        aside = Entered("aside", new_uid())
        quote, start, end = words
        aside.fixed = {
            "source": source, "quote": quote, "quote_start": start, "quote_end": end,
        }  # fmt: skip
        self.asides.append(aside)
        return aside

    def add_figure(self, report: Entered, at: int | None = None) -> Entered:
        """Add an empty figure to a report, at the end or before another, and return it."""
        figures = self.figures.setdefault(report.uid, [])
        figure = Entered("figure", new_uid())
        figure.fixed = {"report": report.uid}
        figures.insert(len(figures) if at is None else at, figure)
        self._number(report)
        return figure

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
        beside = self.beside(figure)
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

    def within(self, context: Context) -> Context:
        """Return the context with the entry's zone, and what only it has yet."""
        titles = {uid: self.title(one) for uid, one in self.sources.items()}
        speakers = {uid: str(one.start("name")) for uid, one in self.speakers.items()}
        own = {"source": titles, "speaker": speakers}

        def find(target: str, vocabulary: str, text: str) -> tuple[str, ...]:
            found = context.find(target, vocabulary, text)
            if names := own.get(target):
                wanted = fold(text)
                mine = tuple(uid for uid, name in names.items() if fold(name) == wanted)
                found = mine + tuple(uid for uid in found if uid not in names)
            return found

        def name(uid: str) -> str:
            return titles.get(uid) or speakers.get(uid) or context.name(uid)

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
        return context.within({"when": when, "where": where})

    def to_json(self) -> str:
        """Return the draft's body: all that was typed, and what it started from."""
        return json.dumps(
            {
                "incident": self.incident.to_plain(),
                "reports": _plain(self.reports),
                "figures": {uid: _plain(some) for uid, some in self.figures.items()},
                "sources": _plain(self.sources.values()),
                "speakers": _plain(self.speakers.values()),
                "asides": _plain(self.asides),
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
            {one.uid: one for one in _loaded(raw.get("speakers", []))},
            _loaded(raw.get("asides", [])),
            _loaded(raw["gone"]),
            raw.get("lines", {}),
            raw.get("zone", ""),
        )


def _plain(records: Iterable[Entered]) -> list[dict[str, Any]]:
    return [one.to_plain() for one in records]


def _loaded(raw: list[dict[str, Any]]) -> list[Entered]:
    return [Entered.from_plain(one) for one in raw]
