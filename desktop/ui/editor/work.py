"""What the three columns of the page share: the entry, its context, and what happens to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.desk import evidence
from desktop.desk.along import Along
from desktop.desk.entered import Entered
from desktop.desk.entry import Entry
from desktop.desk.evidence import Use
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
    is being worked on, `restorable` that there is more or less to be put back.  `words_wanted` asks
    for the words of the source that a value stands on (uid, field), `value_wanted` for the value.
    `words_dropped` tells that selected words were dragged onto a record (uid, what they fill).
    """

    edited = Signal(str, str)
    reshaped = Signal()
    replaced = Signal()
    current_changed = Signal()
    restorable = Signal()
    words_wanted = Signal(str, str)
    value_wanted = Signal(str, str)
    words_dropped = Signal(str, str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.desk = workplace.desk
        self.offers = EntryOffers(workplace)
        self.along = Along(workplace.desk, workplace.worker)
        self.entry: Entry = new_entry()
        self.figure = ""
        self.report = ""
        self.editable = True
        self._removals: list[Removal] = []
        self._uses: list[Use] | None = None
        self._lost: set[tuple[str, str]] | None = None
        # Connected before anybody else's, so that nobody is told of what was used before.
        for told in (self.edited, self.reshaped, self.replaced):
            told.connect(self._forget)

    def show(self, entry: Entry) -> None:
        """Put another entry on the page."""
        self.adopt(entry)
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

    def uses(self) -> list[Use]:
        """Return what the entry uses of its sources."""
        if self._uses is None:
            self._uses = evidence.uses(self.entry, self.desk.context())
        return self._uses

    def evidence(self) -> dict[tuple[str, str], int]:
        """Return the numbers of the words that values stand on, by record and field."""
        return {(use.record, use.field): use.number for use in self.uses()}

    def lost(self) -> set[tuple[str, str]]:
        """Return the values whose words no longer stand in their source, by record and field."""
        if self._lost is None:
            found = evidence.lost(self.entry, self.desk.context())
            self._lost = {(record.uid, field) for record, field in found}
        return self._lost

    def asides(self, source: Entered) -> list[tuple[int, int]]:
        """Return the words of a source that were said not to matter, by their offsets."""
        return evidence.asides(self.entry, source)

    def adopt(self, entry: Entry) -> None:
        """Go on with another entry of the same incident."""
        self.entry = self.offers.entry = entry
        self._forget()

    def _forget(self) -> None:
        self._uses = self._lost = None

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
