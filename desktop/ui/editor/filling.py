"""Fills the form from words that are selected in the source, each way by a key."""

from collections.abc import Callable

from desktop.desk import filling
from desktop.desk.along import Reading
from desktop.desk.entered import Entered
from desktop.desk.filling import Ground, Words
from desktop.records.errors import Invalid
from desktop.records.words import _
from desktop.store import codes
from desktop.ui.editor.marking import Marking
from desktop.ui.editor.work import Work
from desktop.ui.kit.markedtext import MarkedText

# What the words of each sort become when they are taken as they are read.
_TAKEN = {"number": "figure", "time": "when", "place": "places", "speaker": "speaker"}


class Filling:
    """Takes the selected words into a value of the report that is being worked on."""

    def __init__(self, work: Work, text: MarkedText, marking: Marking) -> None:
        self._work, self._text, self._marking = work, text, marking

    def fill(self, what: str) -> bool:
        """Fill a figure, "when", "places", "speaker" or "summary"; return whether it was."""
        words, reading = self._words(), self._marking.reading()
        if words is None or reading is None:
            return False
        return self._fill(what, words, reading)

    def _fill(self, what: str, words: Words, reading: Reading) -> bool:
        work, report = self._work, self._report(words.source)
        terms = codes.term_codes(work.desk.file.connection)
        ground = Ground(work.entry, reading, terms, work.desk.context())
        ways: dict[str, Callable[[], object]] = {
            "figure": lambda: self._add_figure(ground, report, words),
            "when": lambda: filling.window(ground, report, words),
            "speaker": lambda: filling.speaker(ground, report, words),
            "places": lambda: filling.places(ground, self._figure(words.source), words),
            "summary": lambda: filling.summary(work.entry, words, work.desk.context()),
        }
        try:
            ways[what]()
        except Invalid as error:
            work.workplace.say(str(error))
            return False
        work.reshaped.emit()
        if what == "figure":
            work.value_wanted.emit(work.figure, "count")
        return True

    def drop(self, uid: str, what: str) -> bool:
        """Fill what the selected words were dropped on; return whether they could be read so."""
        if any(one.uid == uid for one in self._work.entry.reports):
            self._work.choose("", uid)
        elif what == "places":
            self._work.choose("")
        return self.fill(what)

    def take(self) -> bool:
        """Take the selected words as what they are read as; return whether they were."""
        words, reading = self._words(), self._marking.reading()
        if words is None or reading is None:
            return False
        for kind, what in _TAKEN.items():
            found = reading.within(words.start, words.end, kind)
            if found is None:
                continue
            figure = reading.figure(found.start, found.end) if what == "figure" else None
            if figure is not None:
                # The number alone says less than the words that it was read with.
                text = reading.asked.text[figure.start : figure.end]
                words = Words(words.source, text, figure.start, figure.end)
            return self._fill(what, words, reading)
        self._work.workplace.say(_("Nothing is read in these words; press the key of a field."))
        return False

    def set_aside(self) -> bool:
        """Remember that the selected words do not matter; return whether there were any."""
        words = self._words()
        if words is None:
            return False
        entry = self._work.entry
        aside = entry.set_aside(words.source, words.kept)

        def put_back() -> None:
            entry.asides = [one for one in entry.asides if one is not aside]

        said = _("Not relevant: “{words}”").format(words=words.text[:40])
        self._work.edited.emit(words.source, "aside")
        self._work.removed(said, put_back)
        return True

    def quote(self) -> bool:
        """Give the selected words to the current figure as its quote; return whether it was."""
        words = self._words()
        figure = self._figure(words.source) if words is not None else None
        if words is None or figure is None:
            return False
        filling.quote(self._work.entry, figure, words, self._work.desk.context())
        self._work.edited.emit(figure.uid, "quote")
        return True

    def _words(self) -> Words | None:
        chosen, source = self._text.selected(), self._marking.source
        if chosen is None or source is None or not self._work.editable:
            return None
        return Words(source.uid, *chosen)

    def _report(self, source: str) -> Entered:
        """Return the report to fill, one that stands in a source: the current one if it may."""
        work, current = self._work, self._work.current_report()
        reports = [current] if current is not None else []
        fitting = [one for one in reports if self._source_of(one) in ("", source)]
        fitting += [one for one in work.entry.reports if self._source_of(one) == source]
        return fitting[0] if fitting else work.entry.add_report()

    def _figure(self, source: str) -> Entered | None:
        """Return the current figure, if its report may stand in a source."""
        figure = self._work.entry.find(self._work.figure) if self._work.figure else None
        if figure is None:
            return None
        stands = self._source_of(self._work.entry.report_of(figure)) in ("", source)
        return figure if stands else None

    def _source_of(self, report: Entered) -> str:
        return report.safe("source", self._work.around(report)) or ""

    def _add_figure(self, ground: Ground, report: Entered, words: Words) -> None:
        self._work.choose(filling.figure(ground, report, words).uid, report.uid)
