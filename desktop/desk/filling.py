"""Fills a value of an entry from words that were selected in the text of a source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.desk import evidence, figurelines
from desktop.desk.along import Found, Reading, count_of_figure, placed
from desktop.desk.entered import Entered
from desktop.desk.entry import Entry
from desktop.records.context import Context
from desktop.records.count import Count
from desktop.records.errors import Invalid
from desktop.records.figureline import FigureLine
from desktop.records.kinds_links import Placed
from desktop.records.typed import quoted
from desktop.records.when import When
from desktop.records.words import _

if TYPE_CHECKING:
    from desktop.reading.suggestion import SuggestedFigure

# By vocabulary and code: the uids of the desk's terms.
Terms = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that were selected: the source that they stand in, and their offsets there."""

    source: str
    text: str
    start: int
    end: int

    @property
    def kept(self) -> tuple[str, int, int]:
        """The words and offsets as a value keeps them."""
        return self.text, self.start, self.end


@dataclass(frozen=True, slots=True)
class Ground:
    """What filling needs beyond the words: the entry, what its text says, and the desk's names."""

    entry: Entry
    reading: Reading
    terms: Terms
    context: Context

    def around(self, record: Entered) -> Context:
        """Return the context in which a record's fields are read."""
        return self.entry.context_of(record, self.context)


def figure(ground: Ground, report: Entered, words: Words) -> Entered:
    """Add the figure that some words say to a report, and return it.

    Raises `Invalid` where no count is read in them.
    """
    reading, terms = ground.reading, ground.terms
    proposed = reading.figure(words.start, words.end)
    number = reading.within(words.start, words.end, "number")
    if proposed and number and not (proposed.start < number.end and number.start < proposed.end):
        proposed = None
    places = _named(reading, words)
    if proposed is not None:
        text = reading.asked.text
        places = [
            one for one in (placed(named, text) for named in proposed.places) if one
        ] or places
    above = ground.entry.figures.get(report.uid)
    line = FigureLine(
        _count(proposed, number, words),
        terms.get(("measure", proposed.measure), "") if proposed else "",
        terms.get(("munition", proposed.munition), "") if proposed else "",
        bool(above and proposed and proposed.relation == "subset"),
        ", ".join(one.written for one in places),
        words.text,
    )
    around = ground.around(report)
    picks = {one.written: one.uid for one in places}
    headed = terms.get(("measure", "headed_for"), "")
    made = figurelines.add_line(ground.entry, report, line, around, headed, picks=picks)
    evidence.keep(made, "quote", words.kept, around)
    _stand(report, words)
    return made


def _named(reading: Reading, words: Words) -> list[Placed]:
    """Return the places that some words name."""
    return [
        one.place
        for one in reading.found
        if one.place and words.start <= one.start and one.end <= words.end
    ]


def _count(proposed: "SuggestedFigure | None", number: Found | None, words: Words) -> Count:
    if proposed is not None:
        return count_of_figure(proposed)
    if number is not None and number.count is not None:
        return number.count
    try:
        return Count.read(words.text)
    except Invalid:
        raise Invalid(
            _("No count is read in {words}; select the number with its words.").format(
                words=quoted(words.text)
            )
        ) from None


def quote(entry: Entry, figure: Entered, words: Words, context: Context) -> None:
    """Let a figure stand on some words."""
    evidence.keep(figure, "quote", words.kept, entry.context_of(figure, context))
    _stand(entry.report_of(figure), words)


def window(ground: Ground, report: Entered, words: Words) -> None:
    """Give a report the window that some words say; raise `Invalid` where they say none."""
    around = ground.around(report)
    found = ground.reading.within(words.start, words.end, "time")
    if found is not None and found.when is not None:
        report.put("when", found.when)
    else:
        report.put("when", When.read(words.text, around.zone, around.year))
    evidence.keep(report, "when", words.kept, around)
    _stand(report, words)


def speaker(ground: Ground, report: Entered, words: Words) -> None:
    """Give a report the speaker that some words name; one that the desk has not is added."""
    found = ground.reading.within(words.start, words.end, "speaker")
    name, role = (found.name, found.role) if found is not None else (words.text, "")
    uid = known_speaker(ground.entry, " ".join(name.split()), role, ground.context)
    report.put("speaker", uid)
    evidence.keep(report, "speaker", words.kept, ground.around(report))
    _stand(report, words)


def known_speaker(entry: Entry, name: str, role: str, context: Context) -> str:
    """Return the uid of the one speaker who is called so, else of one that the entry adds."""
    found = entry.within(context).find("speaker", "", name)
    return found[0] if len(found) == 1 else entry.add_speaker(name, role).uid


def places(ground: Ground, figure: Entered | None, words: Words) -> None:
    """Add the places that some words name to a figure's, without one to the incident's.

    Raises `Invalid` where they name none, `Unknown` and `Ambiguous` among it.
    """
    record, name = (ground.entry.incident, "where") if figure is None else (figure, "places")
    around = ground.around(record)
    there: tuple[Placed, ...] = record.safe(name, around)
    found = _named(ground.reading, words) or list(record.kind(name).read(words.text, around))
    wanted = {one.uid: one for one in (*there, *found)}
    record.put(name, tuple(wanted.values()))
    if figure is not None:
        figure.put("joint", len(wanted) > 1)
        if not evidence.quote_of(figure, "quote"):
            quote(ground.entry, figure, words, ground.context)


def summary(entry: Entry, words: Words, context: Context) -> None:
    """Add some words to the incident's summary."""
    around = entry.context_of(entry.incident, context)
    before = entry.incident.text("summary", around).strip()
    entry.incident.write("summary", f"{before}\n{words.text}".strip(), around)


def _stand(report: Entered, words: Words) -> None:
    """Let a report that has no source yet stand in the one that its words are of."""
    if "source" not in report.typed and not report.start("source"):
        report.put("source", words.source)
