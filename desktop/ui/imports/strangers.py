"""The names that the desk does not know: each is added, noted, or said to be another's."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import strangers
from desktop.desk.strangers import Met
from desktop.records.models import PLACE_KINDS, VOCABULARIES, content
from desktop.records.words import N_, _, ngettext
from desktop.sheets.foreign.names import ADD, NOTE
from desktop.sheets.foreign.profile import Stranger
from desktop.store import read
from desktop.ui.imports.work import TableWork
from desktop.ui.kit import theme
from desktop.ui.kit.actions import keys, make
from desktop.ui.kit.completing import CompletingEditor
from desktop.ui.kit.editors import editor
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.table import Head, IdModel, IdTable, Shown
from desktop.ui.kit.widgets import label

NAME, WHAT, UNDER, ANSWER = range(4)
_ANSWERS = ((ADD, N_("add to the desk")), (NOTE, N_("only in the note")))
_ALL = (
    ("new_places", N_("Unknown places")),
    ("new_speakers", N_("Unknown speakers")),
    ("new_terms", N_("Unknown terms")),
)
_KINDS = {code: words for code, words, _meaning in (*PLACE_KINDS, *VOCABULARIES)}


class StrangersPane(QWidget):
    """What is done with unknown names in general, then each of them with its answer."""

    def __init__(self, work: TableWork, offers: Offers) -> None:
        super().__init__()
        self._work = work
        self._met: list[Met] = []
        self._names: dict[str, str] = {}
        self.all = {name: self._all_box(name, _(words)) for name, words in _ALL}
        self.model = IdModel(
            [
                Head("name", _("Name in the table")),
                Head("what", _("What")),
                Head("under", _("Lies in")),
                Head("answer", _("What is done")),
            ],
            self._fetch, self,
        )  # fmt: skip
        self.table = IdTable(self.model, _("Unknown names"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.opened.connect(self._go_on)
        self.table.selectionModel().currentChanged.connect(lambda _new, _old: self._show())
        make("add name", self.table, self._add)
        make("note name", self.table, self._note)
        self.editors: dict[tuple[str, str], CompletingEditor] = {}
        self._offers = offers
        self.under = self._field(("place", ""))
        self.under.setAccessibleName(_("Add it within"))
        self.under.chosen.connect(lambda _written, uid: self._add_under(uid, ""))
        self.under.returnPressed.connect(lambda: self._typed(self.under, self._add_under))
        self.same = QStackedWidget()
        self.same.setSizePolicy(self.under.sizePolicy())
        self.count = label("", "heading")
        self.empty = EmptyState(
            "done", _("Every name is known to the desk."), _("Nothing has to be decided here.")
        )
        self._lay_out()
        work.chosen_anew.connect(self.refresh)
        work.scanned.connect(self.refresh)
        work.edited.connect(self.refresh)

    def _all_box(self, name: str, words: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(words)
        for code, text in _ANSWERS:
            box.addItem(_(text), code)
        box.activated.connect(lambda _at: self._answer_all(name, box.currentData()))
        return box

    def _answer_all(self, name: str, answer: Stranger) -> None:
        profile = self._work.profile
        if name == "new_places":
            profile = replace(profile, new_places=answer)
        elif name == "new_speakers":
            profile = replace(profile, new_speakers=answer)
        else:
            profile = replace(profile, new_terms=answer)
        self._work.edit(profile)

    def _field(self, aim: tuple[str, str]) -> CompletingEditor:
        """Return a field that names one record, of a type and a vocabulary."""
        target, vocabulary = aim
        kind: Any = content("place")["parent"]
        if target == "speaker":
            kind = content("report")["speaker"]
        elif target == "term":
            record = "figure" if vocabulary in {"munition", "measure"} else "incident"
            kind = content(record).get(vocabulary, content("incident")["kind"])
        made = editor(kind, self._offers)
        assert isinstance(made, CompletingEditor)  # noqa: S101 - a link is typed by name
        return made

    def _lay_out(self) -> None:
        general = QHBoxLayout()
        general.setSpacing(theme.GROUP)
        for name, words in _ALL:
            part = QVBoxLayout()
            part.setSpacing(theme.GRID)
            said = label(_(words))
            said.setBuddy(self.all[name])
            part.addWidget(said)
            part.addWidget(self.all[name])
            general.addLayout(part)
        general.addStretch(1)
        heads = self.table.horizontalHeader()
        heads.setSectionsMovable(False)
        heads.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, characters in ((WHAT, 13), (UNDER, 18), (ANSWER, 24)):
            self.table.setColumnWidth(column, theme.text_width(characters))
        self.answering = QWidget()
        row = QHBoxLayout(self.answering)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        self.is_words = label(_("It is"))
        self.within_words = label(_("or add it within"))
        row.addWidget(self.is_words)
        row.addWidget(self.same, 1)
        row.addWidget(self.within_words)
        row.addWidget(self.under, 1)
        self.hint = label(
            _("{a} add it · {n} only in the note · Enter say which it is").format(
                a=keys("add name"), n=keys("note name")
            ),
            "muted",
        )
        listed = QWidget()
        inner = QVBoxLayout(listed)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.GAP)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.answering)
        inner.addWidget(self.hint)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(listed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addLayout(general)
        layout.addSpacing(theme.GAP)
        layout.addWidget(self.count)
        layout.addWidget(self.stack, 1)

    @property
    def many(self) -> int:
        """How many names are unknown."""
        return len(self._met)

    def refresh(self) -> None:
        """Show the names as they are known now."""
        profile, seen = self._work.profile, self._work.seen
        for name, box in self.all.items():
            box.setCurrentIndex(box.findData(getattr(profile, name)))
        before = self.current()
        self._met = strangers.met(seen.scan.unknown.values() if seen else (), profile)
        uids = {one.under for one in self._met} | {one.answer for one in self._met}
        connection = self._work.workplace.desk.file.connection
        self._names = read.names(connection, uids - {"", ADD, NOTE})
        self.model.set_ids(array("q"))
        self.model.set_ids(array("q", range(len(self._met))))
        n = len(self._met)
        self.count.setText(
            ngettext(
                "{n} name that the desk does not know", "{n} names that the desk does not know", n
            ).format(n=f"{n:,}")
        )
        self.count.setVisible(bool(n))
        self.stack.setCurrentIndex(1 if n else 0)
        if n:
            at = next((row for row, one in enumerate(self._met) if _same(one, before)), 0)
            self.table.setCurrentIndex(self.model.index(at, NAME))
        self._show()

    def current(self) -> Met | None:
        """Return the name that the cursor is on."""
        row = self.table.currentIndex().row()
        return self._met[row] if 0 <= row < len(self._met) else None

    def _show(self) -> None:
        one = self.current()
        if one is None:
            return
        place = one.target == "place"
        field = self._editor(one)
        self.same.setCurrentWidget(field)
        field.set_text(self._names.get(one.answer, ""))
        self.under.set_text(self._names.get(one.under, "") if one.answer == ADD else "")
        self.under.setVisible(place)
        self.within_words.setVisible(place)

    def _editor(self, one: Met) -> CompletingEditor:
        """Return the field in which it is said what a name is, made when first needed."""
        aim = (one.target, one.kind if one.target == "term" else "")
        if aim not in self.editors:
            made = self._field(aim)
            made.setAccessibleName(_("It is"))
            made.chosen.connect(lambda written, uid: self._is(uid, written))
            made.returnPressed.connect(lambda: self._typed(made, self._is))
            self.editors[aim] = made
            self.same.addWidget(made)
        return self.editors[aim]

    def _go_on(self) -> None:
        one = self.current()
        if one is not None:
            self._editor(one).setFocus()

    def _is(self, uid: str, name: str) -> None:
        one = self.current()
        if one is not None:
            self._work.edit(strangers.equals(self._work.profile, one, uid, name))
            self.table.setFocus()

    def _typed(self, field: CompletingEditor, take: Callable[[str, str], None]) -> None:
        """Take a name that was typed in full, without the list."""
        text = field.text().strip()
        uids = self._offers.meant(field.kind, text)
        if len(uids) == 1:
            take(uids[0], text)
        elif text:
            self._work.workplace.say(
                _("“{text}” is not the name of one; choose it from the list.").format(text=text)
            )

    def _add_under(self, uid: str, _name: str) -> None:
        one = self.current()
        if one is not None:
            self._work.edit(strangers.adds(self._work.profile, one, uid))
            self.table.setFocus()

    def _add(self) -> None:
        one = self.current()
        if one is not None:
            self._work.edit(strangers.adds(self._work.profile, one))

    def _note(self) -> None:
        one = self.current()
        if one is not None:
            self._work.edit(strangers.notes(self._work.profile, one))

    def _fetch(self, ids: Sequence[int]) -> dict[int, list[Shown]]:
        found: dict[int, list[Shown]] = {}
        answers = {code: _(words) for code, words in _ANSWERS}
        for row in ids:
            one = self._met[row]
            what = {"place": _("place"), "speaker": _("speaker"), "term": _("term")}[one.target]
            if one.kind in _KINDS:
                what = _(_KINDS[one.kind])
            said = answers.get(one.answer) or _("is {name}").format(
                name=self._names.get(one.answer, one.answer)
            )
            found[row] = [
                Shown(one.name),
                Shown(what),
                Shown(self._names.get(one.under, "") if one.answer in {ADD, NOTE} else ""),
                Shown(said),
            ]
        return found


def _same(one: Met, other: Met | None) -> bool:
    return other is not None and (one.target, one.name) == (other.target, other.name)
