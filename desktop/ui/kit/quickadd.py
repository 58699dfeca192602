"""Adds a speaker, place, source or term on the spot, where its name was being typed."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.desk.desk import Desk
from desktop.desk.entered import Entered
from desktop.records.context import Context
from desktop.records.delta import created
from desktop.records.errors import Invalid, Mendable
from desktop.records.fold import fold, latin
from desktop.records.kinds import Values
from desktop.records.kinds_links import Link, Places
from desktop.records.models import content
from desktop.records.when import When
from desktop.records.words import N_, _
from desktop.store.changes import new_uid
from desktop.store.errors import SaveFailed
from desktop.store.read import Named, found_by_name, terms
from desktop.ui.kit import theme
from desktop.ui.kit.editors import editor
from desktop.ui.kit.form import Form, Row
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.widgets import button, label

_NOT_WORD = re.compile(r"\W+")
# Each line of the form; what stands in one line is short.
_FIELDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "speaker": (("name",), ("role",), ("organisation",), ("aliases",)),
    "place": (("name",), ("kind", "parent"), ("name_ru", "name_uk"), ("aliases",)),
    "source": (("title",), ("publisher",), ("url",), ("published", "language"), ("text",)),
    "term": (("name",), ("name_ru", "name_uk"), ("aliases",), ("meaning",)),
}
_TITLES = {
    "speaker": N_("Add a speaker"),
    "place": N_("Add a place"),
    "source": N_("Add a source"),
    "term": N_("Add a term"),
}
_DO = {
    "speaker": N_("Add speaker"),
    "place": N_("Add place"),
    "source": N_("Add source"),
    "term": N_("Add term"),
}


class QuickAdd(QDialog):
    """A small form over one record; `added` tells the new record's uid and name."""

    added = Signal(str, str)

    def __init__(
        self,
        desk: Desk,
        offers: Offers,
        record: str,
        name: str,
        *,
        vocabulary: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.saved: Named | None = None
        self._desk = desk
        self._entered = Entered(record, new_uid())
        self._main = _FIELDS[record][0][0]
        self._tried = False
        self.setWindowTitle(_(_TITLES[record]))
        self.setMinimumWidth(theme.text_width(64))
        if record == "term":
            self._entered.put("vocabulary", vocabulary)
        self.form = Form()
        self._failure = label("", "error")
        self._failure.setWordWrap(True)
        self._failure.hide()
        self.primary = button(_(_DO[record]), self._save, "primary")
        self.primary.setDefault(True)
        self.cancel = button(_("Cancel"), self.reject)
        self._fill(record, offers)
        self._lay_out()
        self.form.row(self._main).editor.set_text(name)
        self._edited(self._main)
        self.form.row(self._main).editor.setFocus()

    def _fill(self, record: str, offers: Offers) -> None:
        declared = content(record)
        for names in _FIELDS[record]:
            cells = [(one, declared[one], editor(declared[one], offers)) for one in names]
            rows = self.form.add_pair(*cells) if len(cells) > 1 else [self.form.add(*cells[0])]
            for row in rows:
                row.editor.set_text(self._entered.text(row.name, self._context()))
                self._follow(row)

    def _follow(self, row: Row) -> None:
        name = row.name
        row.editor.edited.connect(lambda: self._edited(name))
        row.editor.chosen.connect(lambda text, uid: self._entered.pick(name, text, uid))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.GAP)
        line.addStretch(1)
        line.addWidget(self.cancel)
        line.addWidget(self.primary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.form)
        layout.addStretch(1)
        layout.addWidget(self._failure)
        layout.addLayout(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add with Ctrl+Enter from a field of many lines too."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
        else:
            super().keyPressEvent(event)

    def _context(self) -> Context:
        return self._desk.context()

    def _edited(self, name: str) -> None:
        row = self.form.row(name)
        self._entered.write(name, row.editor.text(), self._context())
        self._explain(row)

    def _explain(self, row: Row) -> None:
        """Say what is wrong with a field, or what was understood; nobody is told before trying."""
        try:
            value = self._entered.value(row.name, self._context())
        except Invalid as error:
            needed = not row.editor.text().strip()
            named = isinstance(row.kind, Link | Places)
            if self._tried or not (needed or named):
                row.set_error(error)
            else:
                row.set_hint("")
            return
        if isinstance(value, When):
            row.set_hint(value.understood(with_year=True))
        elif row.name == self._main and self._namesakes(str(value)):
            row.set_hint(_("There is one of this name already."), "warning")
        else:
            row.set_hint("")

    def _namesakes(self, name: str) -> bool:
        record = self._entered.type
        if record == "place":
            return bool(self._desk.finder.exact(name))
        vocabulary = self._entered.fixed.get("vocabulary", "")
        return bool(found_by_name(self._desk.file.connection, record, vocabulary, name))

    def _save(self) -> None:
        self._tried = True
        for row in self.form.rows.values():
            self._explain(row)
        if self.form.go_to_problem():
            return
        values = self._values()
        record = self._entered.type
        name = str(values[self._main])
        try:
            self._desk.save([created(record, self._entered.uid, values)], "create", subject=name)
        except SaveFailed as failure:
            self._fail(failure)
            return
        self.saved = Named(self._entered.uid, name)
        self.added.emit(self._entered.uid, name)
        self.accept()

    def _values(self) -> Values:
        values = self._entered.values(self._context())
        if self._entered.type == "term":
            values["code"] = self._code(str(values["name"]))
        return values

    def _code(self, name: str) -> str:
        """Return a word for scripts that no other term of the vocabulary has."""
        taken = {
            term["code"]
            for term in terms(
                self._desk.file.connection, self._entered.fixed["vocabulary"], retired=True
            )
        }
        key = fold(name) if name.isascii() else latin(name)
        code = "_".join(_NOT_WORD.split(key)).strip("_") or "term"
        return next(
            one
            for one in (code, *(f"{code}_{n}" for n in range(2, len(taken) + 3)))
            if one not in taken
        )

    def _fail(self, failure: Mendable) -> None:
        self._failure.setText(str(failure))
        self._failure.show()


def add_on_the_spot(
    desk: Desk,
    offers: Offers,
    record: str,
    name: str,
    *,
    vocabulary: str = "",
    parent: QWidget | None = None,
) -> Named | None:
    """Ask for a new record called `name`; return it, or None where the person gave up."""
    dialog = QuickAdd(desk, offers, record, name, vocabulary=vocabulary, parent=parent)
    dialog.exec()
    saved = dialog.saved
    dialog.deleteLater()
    return saved
