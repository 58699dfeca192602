"""Ties the fields of a form to a record that is being entered."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.desk.entered import Entered
from desktop.records.errors import Invalid
from desktop.records.kinds_links import Places
from desktop.records.kinds_values import WhenField
from desktop.records.when import When
from desktop.records.words import _
from desktop.ui.editor import dropping
from desktop.ui.editor.work import Work
from desktop.ui.kit.editors import Editor, editor
from desktop.ui.kit.form import Form, Row
from desktop.ui.kit.timers import after

# A text that can't be read yet is no problem while its letters still come.
PAUSE_MS = 700


class Field(QObject):
    """One field of a record on a form: writes what is typed, shows what is understood."""

    def __init__(self, work: Work, record: Entered, row: Row) -> None:
        super().__init__(row)
        self.work, self.record, self.row = work, record, row
        self.name = row.name
        self._touched = False
        self._pause = after(self, PAUSE_MS, self.judge)
        edit = row.editor
        edit.edited.connect(self._typed)
        edit.chosen.connect(self._chosen)
        edit.wanted.connect(self._add)
        edit.installEventFilter(self)
        if isinstance(edit, QAbstractScrollArea):
            # What is dragged over a text of many lines comes to its viewport.
            edit.viewport().installEventFilter(self)
        row.words_wanted.connect(lambda: work.words_wanted.emit(self.record.uid, self.name))
        self.load()

    def load(self) -> None:
        """Show what the record holds now."""
        self.row.editor.set_text(self.work.text(self.record, self.name))
        if self.row.editor.text() == "":
            self.row.editor.set_placeholder(self._repeatable())
        read_only(self.row.editor, not self.work.editable)
        self._near()
        self._understood()

    def bind(self, record: Entered) -> None:
        """Show another record's field."""
        self.record = record
        self._touched = False
        self._pause.stop()
        self.row.set_hint("")
        self.load()

    def repeat(self) -> None:
        """Write the value that was last saved in a field of this name."""
        text = self.work.last(self.record.type, self.name)
        if text and self.work.editable:
            self.row.editor.set_text(text)
            self._typed()

    def judge(self) -> None:
        """Show the field's problem, typed in or not."""
        self._touched = True
        self._understood()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Judge the field once it is left; take words that are dragged onto it."""
        what = dropping.FILLED.get((self.record.type, self.name))
        if what is not None and dropping.brings_words(event):
            if dropping.is_dropped(event):
                self.work.words_dropped.emit(self.record.uid, what)
            return True
        if event.type() == QEvent.Type.FocusOut:
            if self.record.typed.get(self.name) is not None:
                self._pause.stop()
                self.work.settle(self.record, self.name)
                self.judge()
        elif event.type() == QEvent.Type.FocusIn:
            self._near()
        return super().eventFilter(watched, event)

    def _near(self) -> None:
        self.row.editor.set_near(self.work.around(self.record).near)

    def _typed(self) -> None:
        if not self.work.editable:
            self.load()
            return
        self.work.write(self.record, self.name, self.row.editor.text())
        self._understood()
        self._pause.start()

    def _chosen(self, written: str, uid: str) -> None:
        if not self.work.editable:
            return
        self.work.pick(self.record, self.name, written, uid)

    def _add(self, target: str, text: str) -> None:
        if not self.work.editable:
            return
        made = self.work.add(self.row.kind, target, text, self.row)
        if made is not None:
            written = text
            if not isinstance(self.row.kind, Places) and self.row.editor.text() == text:
                written = made.name
                self.row.editor.set_text(written)
            self._chosen(written, made.uid)
            self._typed()
        self.row.editor.setFocus()

    def _repeatable(self) -> str:
        last = self.work.last(self.record.type, self.name)
        if not last or not self.work.editable or self.name in {"title", "summary"}:
            return ""
        return _("Ctrl+D: {text}").format(text=last)

    def _understood(self) -> None:
        around = self.work.around(self.record)
        try:
            value = self.record.value(self.name, around)
        except Invalid as error:
            if self._touched:
                self.row.set_error(error)
            return
        kind = self.row.kind
        if isinstance(kind, WhenField) and isinstance(value, When):
            own = self.record is self.work.entry.incident
            told = str(value.start.year) in self.row.editor.text()
            year = not told and (own or value.start.year != around.year)
            self.row.set_hint(value.understood(with_year=year))
        elif isinstance(kind, Places):
            written = [one.written or around.name(one.uid) for one in value]
            names = [around.name(one.uid) for one in value]
            self.row.set_hint("" if names == written else ", ".join(names))
        else:
            self.row.set_hint("")


def read_only(widget: QWidget, locked: bool) -> None:
    """Let a field be read and copied from, but not typed in."""
    setter = getattr(widget, "setReadOnly", None)
    if setter is not None:
        setter(locked)
    else:
        widget.setEnabled(not locked)


class Fields:
    """The fields of one record on a form."""

    def __init__(self, work: Work, record: Entered, form: Form) -> None:
        self.work, self.record, self.form = work, record, form
        self.fields: dict[str, Field] = {}

    def edit(self, name: str) -> Editor:
        """Return an editor for a field, still to be put on the form."""
        return editor(self.record.kind(name), self.work.offers)

    def add(self, *names: str, shares: Sequence[int] = ()) -> None:
        """Put fields on the form, side by side where several are named; `shares` of the width."""
        cells = [(name, self.record.kind(name), self.edit(name)) for name in names]
        rows = (
            [self.form.add(*cells[0])]
            if len(cells) == 1
            else self.form.add_pair(*cells, shares=shares)
        )
        for row in rows:
            self.fields[row.name] = Field(self.work, self.record, row)

    def bind(self, record: Entered) -> None:
        """Show another record."""
        self.record = record
        for field in self.fields.values():
            field.bind(record)

    def load(self) -> None:
        """Show what the record holds now."""
        for field in self.fields.values():
            field.load()

    def judge(self) -> None:
        """Show every problem, also of fields that nobody touched."""
        for field in self.fields.values():
            field.judge()

    def number(self, numbers: Mapping[tuple[str, str], int]) -> None:
        """Show beside each field which words of the source its value stands on."""
        for name, field in self.fields.items():
            field.row.set_number(numbers.get((self.record.uid, name), 0))

    def focused(self) -> Field | None:
        """Return the field that has the focus, or None."""
        return next((one for one in self.fields.values() if one.row.editor.hasFocus()), None)
