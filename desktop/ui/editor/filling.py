"""Fills the form from words that are selected in the source, each way by a key."""

from collections.abc import Callable

from desktop.desk import filling
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
        words = self._words()
        report = self._report()
        if words is None or report is None:
            return False
        reading = self._marking.reading()
        if reading is None:
            return False
        work = self._work
        terms = codes.term_codes(work.desk.file.connection)
        ground = Ground(work.entry, reading, terms, work.desk.context())
        ways: dict[str, Callable[[], object]] = {
            "figure": lambda: self._add_figure(ground, report, words),
            "when": lambda: filling.window(ground, report, words),
            "speaker": lambda: filling.speaker(ground, report, words),
            "places": lambda: filling.places(ground, self._figure(), words),
            "summary": lambda: filling.summary(work.entry, words, work.desk.context()),
        }
        try:
            ways[what]()
        except Invalid as error:
            work.workplace.say(str(error))
            return False
        work.reshaped.emit()
        return True

    def take(self) -> bool:
        """Take the selected words as what they are read as; return whether they were."""
        words, reading = self._words(), self._marking.reading()
        if words is None or reading is None:
            return False
        for kind, what in _TAKEN.items():
            if reading.within(words.start, words.end, kind) is not None:
                return self.fill(what)
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
        words, figure = self._words(), self._figure()
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

    def _report(self) -> Entered | None:
        """Return the report to fill: the current one, without any a new one."""
        report = self._work.current_report()
        return report if report is not None else self._work.entry.add_report()

    def _figure(self) -> Entered | None:
        return self._work.entry.find(self._work.figure) if self._work.figure else None

    def _add_figure(self, ground: Ground, report: Entered, words: Words) -> None:
        self._work.choose(filling.figure(ground, report, words).uid, report.uid)
