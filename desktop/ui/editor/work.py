"""What the three columns of the page share: the entry, its context, and what happens to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.desk.entered import Entered
from desktop.desk.entry import Entry
from desktop.desk.starting import new_entry
from desktop.records.context import Context
from desktop.records.errors import Invalid
from desktop.records.fold import fold
from desktop.records.kinds import Kind
from desktop.records.kinds_links import Link, Links
from desktop.store.read import Named
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.quickadd import QuickAdd
from desktop.ui.kit.workplace import Workplace

LAST = "last values"


class EntryOffers(Offers):
    """The desk's names, and the sources that only the entry has yet."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.desk)
        self.entry: Entry | None = None

    def find(self, kind: Kind[Any], text: str, near: Sequence[str] = ()) -> list[Named]:
        """Return what `text` may mean, the entry's own sources first."""
        found = super().find(kind, text, near)
        mine = self._mine(kind, text)
        return [*mine, *(one for one in found if one.uid not in {own.uid for own in mine})]

    def meant(self, kind: Kind[Any], text: str, near: Sequence[str] = ()) -> tuple[str, ...]:
        """Return the uids of what is called exactly `text`."""
        found = super().meant(kind, text, near)
        mine = [one.uid for one in self._mine(kind, text) if fold(one.name) == fold(text)]
        return (*mine, *(uid for uid in found if uid not in mine))

    def _mine(self, kind: Kind[Any], text: str) -> list[Named]:
        if self.entry is None or not isinstance(kind, Link | Links) or kind.target != "source":
            return []
        named = [
            Named(uid, self.entry.title(one), one.typed.get("publisher", one.start("publisher")))
            for uid, one in self.entry.sources.items()
        ]
        return [one for one in named if fold(text) in fold(f"{one.name} {one.detail}")]


@dataclass(frozen=True, slots=True)
class Removal:
    """A report or figure that was taken off the form, and the way to put it back."""

    said: str
    put_back: Callable[[], None]


class Work(QObject):
    """The entry on the page; every change of it is told by one of the signals.

    `edited` tells that a field of a record changed (uid, name), `reshaped` that records came or
    went, `replaced` that the entry is another one, `current_changed` that another figure or report
    is being worked on, `restorable` that there is more or less to be put back.
    """

    edited = Signal(str, str)
    reshaped = Signal()
    replaced = Signal()
    current_changed = Signal()
    restorable = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.desk = workplace.desk
        self.offers = EntryOffers(workplace)
        self.entry: Entry = new_entry()
        self.figure = ""
        self.report = ""
        self.editable = True
        self._removals: list[Removal] = []

    def show(self, entry: Entry) -> None:
        """Put another entry on the page."""
        self.entry = self.offers.entry = entry
        self.figure = ""
        self._removals = []
        self.report = entry.reports[0].uid if entry.reports else ""
        self.replaced.emit()

    def around(self, record: Entered) -> Context:
        """Return the context in which a record's fields are read."""
        return self.entry.context_of(record, self.desk.context())

    def text(self, record: Entered, name: str) -> str:
        """Return what stands in a field."""
        return record.text(name, self.around(record))

    def error(self, record: Entered, name: str) -> Invalid | None:
        """Return why a field can't be saved as typed, or None."""
        try:
            record.value(name, self.around(record))
        except Invalid as error:
            return error
        return None

    def write(self, record: Entered, name: str, text: str) -> None:
        """Take what was typed into a field."""
        record.write(name, text, self.around(record))
        self.edited.emit(record.uid, name)

    def settle(self, record: Entered, name: str) -> None:
        """Hold on to the record that a link names, so that it may be renamed afterwards."""
        if isinstance(record.kind(name), Link) and name in record.typed:
            value = record.safe(name, self.around(record))
            if value in self.entry.sources:
                record.put(name, value)

    def put(self, record: Entered, name: str, value: Any) -> None:
        """Set a value that is chosen, not typed."""
        record.put(name, value)
        self.edited.emit(record.uid, name)

    def pick(self, record: Entered, name: str, written: str, uid: str) -> None:
        """Take the person's choice of what a written name means."""
        record.pick(name, written, uid)
        self.edited.emit(record.uid, name)

    def choose(self, figure: str, report: str = "") -> None:
        """Make a figure the one that a quote goes to, and its report the current one."""
        report = report or self.report
        if (figure, report) != (self.figure, self.report):
            self.figure, self.report = figure, report
            self.current_changed.emit()

    @property
    def removals(self) -> list[Removal]:
        """What was removed and can be put back, the last one last."""
        return list(self._removals)

    def removed(self, said: str, put_back: Callable[[], None]) -> None:
        """Take note of what was just removed, and how to put it back."""
        self._removals.append(Removal(said, put_back))
        self.restorable.emit()

    def restore(self) -> None:
        """Put back what was removed last; what was removed before it is next."""
        if self._removals:
            self._removals.pop().put_back()
            self.restorable.emit()
            self.reshaped.emit()

    def settled(self) -> None:
        """Forget what was removed."""
        self._removals = []
        self.restorable.emit()

    def current_report(self) -> Entered | None:
        """Return the report that is being worked on."""
        found = [one for one in self.entry.reports if one.uid == self.report]
        return found[0] if found else (self.entry.reports[0] if self.entry.reports else None)

    def evidence(self) -> dict[str, int]:
        """Return the number of the colour of each figure that has a quote, by its uid."""
        quoted = [
            figure.uid
            for report in self.entry.reports
            for figure in self.entry.figures.get(report.uid, ())
            if figure.typed.get("quote", figure.start("quote"))
        ]
        return {uid: number for number, uid in enumerate(quoted)}

    def add(self, kind: Kind[Any], target: str, text: str, parent: QWidget) -> Named | None:
        """Ask for a new record on the spot; return it, or None where nothing was added."""
        vocabulary = kind.vocabulary if isinstance(kind, Link | Links) else ""
        dialog = QuickAdd(
            self.desk, self.offers, target, text, vocabulary=vocabulary, parent=parent
        )
        dialog.exec()
        return dialog.saved

    def last(self, record: str, name: str) -> str:
        """Return the text that was last saved in a field of this name, or ""."""
        kept = self.workplace.settings.places.get(LAST)
        found = kept.get(f"{record}.{name}", "") if isinstance(kept, dict) else ""
        return found if isinstance(found, str) else ""

    def remember(self) -> None:
        """Keep the texts of the entry for repeating them in the next one, and its zone."""
        settings = self.workplace.settings
        kept = settings.places.get(LAST)
        texts = dict(kept) if isinstance(kept, dict) else {}
        for record in (self.entry.incident, *self.entry.reports):
            for name in _REPEATED[record.type]:
                if text := self.text(record, name):
                    texts[f"{record.type}.{name}"] = text
        settings.remember(LAST, texts)
        if self.entry.zone and settings.zone != self.entry.zone:
            settings.zone = self.entry.zone
            settings.save()


_REPEATED = {
    "incident": ("title", "kind", "actor", "when", "where", "summary", "tags", "confidence"),
    "report": (
        "speaker", "said_at", "when", "source", "carriers", "reliability", "credibility",
    ),
}  # fmt: skip
