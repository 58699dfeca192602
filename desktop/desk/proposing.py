"""What a statement that was read becomes: a new incident, or a further report of one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop.desk import along, evidence, filling, sweeping
from desktop.desk.along import Found, Reading
from desktop.desk.entered import Entered
from desktop.desk.entry import Entry
from desktop.desk.filling import Terms
from desktop.records.context import Context
from desktop.records.family import Kept
from desktop.records.kinds import TEXT_LIMIT
from desktop.records.kinds_links import Placed
from desktop.records.when import Kind, Precision, When
from desktop.records.words import _

if TYPE_CHECKING:
    from desktop.reading.suggestion import Moment, Speaking, SuggestedFigure, SuggestedReport

_TITLE = 80
HEADED = "headed_for"
# By the munitions that a statement speaks of: what sort of event it tells.
_DRONES = frozenset({"drone", "shahed", "fixed_wing_drone", "decoy"})
_MISSILES = frozenset({"missile", "rocket"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A text as it was carried, before it is a source.

    `published` is when it came out, `speaker` the name of who says it where it names nobody.
    """

    text: str
    published: When | None
    zone: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement with what was read in it, and the ids of the figures that are taken."""

    statement: Statement
    reading: Reading
    taken: frozenset[str] = field(default_factory=frozenset)

    @property
    def reports(self) -> "list[tuple[SuggestedReport, list[SuggestedFigure]]]":
        """The reports that have figures taken, with these."""
        found = [
            (report, [one for one in report.figures if one.id in self.taken])
            for report in self.reading.suggestion.reports
        ]
        return [(report, figures) for report, figures in found if figures]

    def left(self) -> list[Found]:
        """Return what of the text nothing that is proposed stands on, taken or not."""
        reports = self.reading.suggestion.reports
        used = [(one.start, one.end) for report in reports for one in report.figures]
        for report in reports:
            used += [(one.start, one.end) for one in (report.speaker, report.moment) if one]
            used += [(place.start, place.end) for one in report.figures for place in one.places]
        return sweeping.leftovers(self.reading.found, (), used)

    def windows(self) -> list[When]:
        """Return the windows that the reports speak of, where they are known."""
        return [
            when
            for report, _figures in self.reports
            if (when := along.when_of(report, self.statement.zone)) is not None
        ]

    def hours(self) -> list[When]:
        """Return the hours that it may be about: its windows, without any when it came out."""
        published = self.statement.published
        return self.windows() or ([published] if published is not None else [])

    def places(self) -> list[Placed]:
        """Return the places where it happened, each once; where something was headed is none."""
        text = self.reading.asked.text
        named = [
            place
            for _report, figures in self.reports
            for figure in figures
            if figure.measure != HEADED
            for mention in figure.places
            if (place := along.placed(mention, text)) is not None
        ]
        return list({one.uid: one for one in named}.values())


@dataclass(frozen=True, slots=True)
class Taking:
    """A proposal on its way into an entry, with the desk's terms and names.

    `had` is the source with the very text that the desk has already, which is taken instead.
    """

    entry: Entry
    proposal: Proposal
    terms: Terms
    context: Context
    had: Kept | None = None


def fill_incident(taking: Taking) -> None:
    """Fill a new incident with the reports that a statement holds, and name it after them."""
    add(taking)
    entry, context = taking.entry, taking.context
    kind = _kind(taking.proposal)
    if kind:
        entry.incident.put("kind", taking.terms.get(("kind", kind)))
    entry.incident.write("title", _heading(entry, context), context)


def add(taking: Taking) -> list[Entered]:
    """Add a statement to an entry: its source, and its reports, which are returned.

    Without any figure that is taken there is one report, still to be filled.
    """
    source = _source(taking)
    made = [_report(taking, source, *one) for one in taking.proposal.reports]
    made = made or [_begun(taking, source)]
    _widen(taking.entry, taking.proposal)
    return made


def add_update(taking: Taking, of: str) -> list[Entered]:
    """Add a statement that brings a report up to date; what it counts anew is published instead.

    The figures of the report `of` stay, deprecated where the statement has the same measure.
    """
    entry, context = taking.entry, taking.context
    made = add(taking)
    fresh = {one.safe("measure", context) for report in made for one in entry.figures[report.uid]}
    for figure in entry.figures.get(of, ()):
        if figure.safe("measure", context) in fresh:
            figure.put("rank", "deprecated")
    return made


def _source(taking: Taking) -> Entered:
    statement, had = taking.proposal.statement, taking.had
    if had is not None:
        kept = Entered("source", had.uid, dict(had.values))
        return taking.entry.sources.setdefault(had.uid, kept)
    source = taking.entry.add_source()
    source.fixed = {
        "title": statement.title[:TEXT_LIMIT] or _first_words(statement.text),
        "publisher": statement.publisher[:TEXT_LIMIT],
        "url": statement.url[:TEXT_LIMIT],
        "text": statement.text,
        "published": statement.published,
        "language": along.language(statement.text),
    }
    return source


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TITLE else line[: _TITLE - 1].rsplit(" ", 1)[0] + "…"


def _report(
    taking: Taking,
    source: Entered,
    suggested: "SuggestedReport",
    figures: "Iterable[SuggestedFigure]",
) -> Entered:
    entry, statement = taking.entry, taking.proposal.statement
    report = _begun(taking, source)
    report.put("when", along.when_of(suggested, statement.zone))
    if suggested.moment is not None:
        _keep(taking, report, "when", suggested.moment)
    if suggested.speaker is not None:
        name, role = suggested.speaker.name, suggested.speaker.role
        report.put("speaker", filling.known_speaker(entry, name, role, taking.context))
        _keep(taking, report, "speaker", suggested.speaker)
    made: dict[str, Entered] = {}
    for one in figures:
        made[one.id] = _figure(taking, report, one, made.get(one.of))
    return report


def _begun(taking: Taking, source: Entered) -> Entered:
    """Add a report that stands in a source, by the speaker whom the statement was given."""
    entry, statement = taking.entry, taking.proposal.statement
    report = entry.add_report()
    report.put("source", source.uid)
    report.put("said_at", statement.published)
    if statement.speaker:
        report.put("speaker", filling.known_speaker(entry, statement.speaker, "", taking.context))
    return report


def _keep(
    taking: Taking, record: Entered, field: str, words: "Moment | Speaking | SuggestedFigure"
) -> None:
    """Let a value stand on the words that it was read in."""
    text = taking.proposal.reading.asked.text
    kept = text[words.start : words.end], words.start, words.end
    evidence.keep(record, field, kept, taking.context)


def _figure(
    taking: Taking, report: Entered, suggested: "SuggestedFigure", owner: Entered | None
) -> Entered:
    entry, terms = taking.entry, taking.terms
    figure = entry.add_figure(report, entry.after(owner) if owner is not None else None)
    figure.put("measure", terms.get(("measure", suggested.measure)))
    figure.put("munition", terms.get(("munition", suggested.munition)))
    figure.put("count", along.count_of_figure(suggested))
    _place(taking, figure, suggested)
    if owner is not None:
        figure.put("of", owner.uid)
        figure.put("relation", suggested.relation)
    _keep(taking, figure, "quote", suggested)
    return figure


def _place(taking: Taking, figure: Entered, suggested: "SuggestedFigure") -> None:
    """Give a figure its places; a name that means none or several is left to the form to ask."""
    text = taking.proposal.reading.asked.text
    placed = [along.placed(one, text) for one in suggested.places]
    known = [one for one in placed if one is not None]
    figure.put("places", tuple({one.uid: one for one in known}.values()))
    figure.put("joint", suggested.joint and len(suggested.places) > 1)
    if len(known) < len(placed):
        names = [
            one.written if one is not None else along.written(mention.name)
            for one, mention in zip(placed, suggested.places, strict=True)
        ]
        for one in known:
            figure.pick("places", one.written, one.uid)
        figure.write("places", ", ".join(names), taking.context)


def _widen(entry: Entry, proposal: Proposal) -> None:
    """Let the incident span the windows and places of what was added to it."""
    incident = entry.incident
    if "when" not in incident.typed:
        whens = [one for one in (incident.start("when"), *proposal.windows()) if one is not None]
        incident.put("when", spanning(whens))
    if "where" not in incident.typed:
        there = {one.uid: one for one in incident.start("where")}
        for place in proposal.places():
            there.setdefault(place.uid, Placed(place.uid, ""))
        incident.put("where", tuple(there.values()))


def spanning(whens: Collection[When]) -> When | None:
    """Return the time that spans some others; of those that say it less precisely the first."""
    clocked = [one for one in whens if one.precision is Precision.MINUTE and one.year_known]
    if not clocked:
        return next(iter(whens), None)
    first = clocked[0]
    start, end = min(one.start for one in clocked), max(one.end for one in clocked)
    if (start, end) == (first.start, first.end):
        return first
    kind = Kind.PERIOD if start < end else Kind.AT
    return replace(first, start=start, end=end, kind=kind)


def _kind(proposal: Proposal) -> str:
    """Return the code of the sort of event that the munitions tell, or ""."""
    named = {one.munition for _report, some in proposal.reports for one in some if one.munition}
    drones, missiles = bool(named & _DRONES), bool(named & _MISSILES)
    if drones and missiles:
        return "combined_air_attack"
    if drones and named <= _DRONES:
        return "drone_attack"
    if missiles and named <= _MISSILES:
        return "missile_strike"
    return "naval_drone_attack" if named == {"boat"} else ""


def _heading(entry: Entry, context: Context) -> str:
    """Return a title from the first number that is no zero: "Downed 73: Bryansk Oblast, …"."""
    figures = [one for some in entry.figures.values() for one in some]
    around = entry.context_of(entry.incident, context)
    for figure in figures:
        count = figure.safe("count", around)
        if count.is_number:
            said = f"{figure.text('measure', around)} {count}"
            names = [around.name(one.uid) for one in entry.incident.start("where")]
            where = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
            return _("{said}: {where}").format(said=said, where=where) if where else said
    return ""
