"""The form of one source, place, speaker or term, made from the fields it declares."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.desk import cataloguing
from desktop.desk.cataloguing import MAIN
from desktop.desk.desk import Desk
from desktop.desk.entered import Entered
from desktop.records.context import Context
from desktop.records.errors import Invalid
from desktop.records.kinds import Computed, LongText
from desktop.records.models import content, declared
from desktop.records.when import When
from desktop.records.words import _, ngettext
from desktop.store import read
from desktop.ui.catalogue.pagetext import PageTextEditor
from desktop.ui.kit.editors import Editor, editor
from desktop.ui.kit.form import Form, Row
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.quickadd import add_on_the_spot
from desktop.ui.kit.widgets import label

# What stands side by side, and the order; fields that no line names follow in lines of their own.
_LINES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "source": (("title",), ("publisher",), ("url",), ("published", "language"), ("retrieved",),
               ("origin",)),
    "place": (("name",), ("kind", "parent"), ("name_ru", "name_uk"), ("aliases",), ("code",),
              ("lat", "lon")),
    "speaker": (("name",), ("role",), ("organisation",)),
    "term": (("name",), ("code", "position"), ("name_ru", "name_uk"), ("aliases",)),
}  # fmt: skip
# The tabs say the vocabulary; buttons retire a term.
_ELSEWHERE = {"vocabulary", "retired"}
_TALL = (14, 30)


class RecordForm(QWidget):
    """Shows one record and writes what is typed into it; `edited` tells that it did."""

    edited = Signal()

    def __init__(self, desk: Desk, record: str, offers: Offers) -> None:
        super().__init__()
        self._desk = desk
        self._record = record
        self._offers = offers
        self._entered = Entered(record, "")
        self._code_follows = False
        self.form = Form()
        self._computed: dict[str, QLineEdit] = {}
        for names in self._lines():
            cells = [(one, content(record)[one], self._editor(one)) for one in names]
            rows = self.form.add_pair(*cells) if len(cells) > 1 else [self.form.add(*cells[0])]
            for row in rows:
                self._tie(row)
        for name, kind in declared(record).items():
            if isinstance(kind, Computed) and kind.verbose_name:
                self._show_computed(name, kind)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)

    def _lines(self) -> list[tuple[str, ...]]:
        lines = list(_LINES[self._record])
        placed = {name for names in lines for name in names} | _ELSEWHERE
        return [*lines, *((name,) for name in content(self._record) if name not in placed)]

    def _editor(self, name: str) -> Editor:
        kind = content(self._record)[name]
        if name == "text" and isinstance(kind, LongText):
            return PageTextEditor(kind, least=_TALL[0], most=_TALL[1])
        return editor(kind, self._offers)

    def _tie(self, row: Row) -> None:
        name = row.name
        row.editor.edited.connect(lambda: self._typed(name))
        row.editor.chosen.connect(lambda text, uid: self._entered.pick(name, text, uid))
        row.editor.wanted.connect(lambda target, text: self._add(name, target, text))
        row.editor.installEventFilter(self)

    def _show_computed(self, name: str, kind: Computed) -> None:
        shown = QLineEdit()
        shown.setReadOnly(True)
        shown.setAccessibleName(kind.label)
        shown.setAccessibleDescription(kind.description)
        shown.setToolTip(kind.description)
        words = label(kind.label)
        words.setBuddy(shown)
        self.form.add_widget(words)
        self.form.add_widget(shown)
        self._computed[name] = shown

    @property
    def entered(self) -> Entered:
        """The record that the form shows."""
        return self._entered

    def bind(self, entered: Entered, *, editable: bool) -> None:
        """Show a record; problems of what was typed before are shown with it."""
        self._entered = entered
        self._code_follows = (
            entered.type == "term"
            and entered.base is None
            and entered.typed.get("code", "") == cataloguing.code_for(entered.typed.get("name", ""))
        )
        context = self._desk.context()
        for row in self.form.rows.values():
            row.editor.set_text(entered.text(row.name, context))
            _lock(row.editor, not editable)
            row.set_hint("")
            self._explain(row, context, told=row.name in entered.typed)
        for name, shown in self._computed.items():
            found = read.computed(self._desk.file.connection, self._record, entered.uid, name)
            shown.setText("" if found is None else str(found))
            shown.setPlaceholderText(_("none yet"))
            shown.setCursorPosition(0)

    def judge(self) -> bool:
        """Show every problem and put the cursor into the first; return whether there is none."""
        context = self._desk.context()
        wrong = cataloguing.problems(self._desk, self._entered, context)
        self.form.show_errors([(one.field, one.error) for one in wrong])
        return not self.form.go_to_problem()

    def focus(self) -> None:
        """Put the cursor into the first field."""
        self.form.row(MAIN[self._record]).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Judge a field that was typed in once it is left."""
        if event.type() == QEvent.Type.FocusOut:
            row = next((one for one in self.form.rows.values() if one.editor is watched), None)
            if row is not None and row.name in self._entered.typed:
                self._explain(row, self._desk.context(), told=True)
        return super().eventFilter(watched, event)

    def _typed(self, name: str) -> None:
        context = self._desk.context()
        row = self.form.row(name)
        self._entered.write(name, row.editor.text(), context)
        if name == "code":
            self._code_follows = False
        elif name == MAIN[self._record] and self._code_follows:
            code = cataloguing.code_for(row.editor.text())
            self.form.row("code").editor.set_text(code)
            self._entered.write("code", code, context)
            self._explain(self.form.row("code"), context, told=False)
        self._explain(row, context, told=bool(row.problem))
        self.edited.emit()

    def _explain(self, row: Row, context: Context, *, told: bool) -> None:
        """Say what was understood or, once the field was left, what is wrong with it."""
        try:
            value = cataloguing.check(self._desk, self._entered, row.name, context)
        except Invalid as error:
            if told:
                row.set_error(error)
            else:
                row.set_hint("")
            return
        if isinstance(value, When):
            year = str(value.start.year) in row.editor.text()
            row.set_hint(value.understood(with_year=not year))
        elif row.name == MAIN[self._record] and row.name in self._entered.typed:
            self._warn(row, str(value))
        else:
            row.set_hint("")

    def _warn(self, row: Row, name: str) -> None:
        n = len(cataloguing.namesakes(self._desk, self._entered, name))
        words = ngettext(
            "There is {n} other of this name already.",
            "There are {n} others of this name already.",
            n,
        ).format(n=n)
        row.set_hint(words if n else "", "warning" if n else "muted")

    def choose(self, name: str, text: str, uid: str) -> None:
        """Point a field at a record as if it had been chosen there."""
        self.form.row(name).editor.set_text(text)
        self._entered.pick(name, text, uid)
        self._typed(name)

    def fill(self, name: str, text: str) -> None:
        """Write a text into a field as if it had been typed."""
        self.form.row(name).editor.set_text(text)
        self._typed(name)

    def _add(self, name: str, target: str, text: str) -> None:
        """Ask for a new record where its name was being typed, and point the field at it."""
        row = self.form.row(name)
        made = add_on_the_spot(self._desk, self._offers, target, text, parent=self)
        if made is not None:
            self.choose(name, made.name, made.uid)
        row.editor.setFocus()


def _lock(field: Editor, locked: bool) -> None:
    if isinstance(field, QLineEdit | QPlainTextEdit):
        field.setReadOnly(locked)
    else:
        field.setEnabled(not locked)
