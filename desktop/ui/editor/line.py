"""The line under a report that takes a figure as people note it: `31 bryansk`, `3> moscow`."""

import sqlite3

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.desk import figurelines
from desktop.desk.entered import Entered
from desktop.records.errors import Ambiguous, Invalid
from desktop.records.figureline import FigureLine, read_line
from desktop.records.kinds import clean
from desktop.records.kinds_links import Places
from desktop.records.models import content
from desktop.records.words import _
from desktop.store import read
from desktop.store.read import term_names
from desktop.ui.editor.work import Work
from desktop.ui.kit.completing import CompletingEditor
from desktop.ui.kit.editors import EMPTIES
from desktop.ui.kit.form import Row

HEADED = "headed for"


class LineEdit(CompletingEditor):
    """The field itself: completes the places of the line, and takes pasted rows one by one."""

    entered = Signal()
    answered = Signal(int)
    rows_pasted = Signal(str)

    def __init__(self, work: Work) -> None:
        kind = content("figure")["places"]
        assert isinstance(kind, Places)  # noqa: S101 - as it is declared
        super().__init__(kind, work.offers, separators=",;")
        self.places = ""
        self.asking = False
        self.names: tuple[dict[str, str], dict[str, str]] = ({}, {})

    def _span(self) -> tuple[int, int]:
        start, end = super()._span()
        first = len(self.text()) if not self.places else self.text().rfind(self.places)
        return (max(start, first), max(end, first)) if first >= 0 else (end, end)

    def _typed(self, text: str) -> None:
        self.asking = False
        try:
            self.places = read_line(text, *self.names).places
        except Invalid:
            self.places = ""
        super()._typed(text)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the four empties from the window's shortcuts."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._empty(event):
            event.accept()
            return True
        return super().event(event)

    @staticmethod
    def _empty(event: QKeyEvent) -> str:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        found = EMPTIES.get(Qt.Key(event.key()))
        return str(found) if held == Qt.KeyboardModifier.ControlModifier and found else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter the line, answer which place is meant, write a kind of empty, or paste rows."""
        digit = event.key() - Qt.Key.Key_0
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if self.asking and 1 <= digit <= 9 and not event.modifiers():
            self.answered.emit(digit - 1)
        elif self.asking and event.key() == Qt.Key.Key_Escape:
            self.asking = False
            self.edited.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._paste():
            return
        elif self._empty(event):
            words = self.text().rstrip()
            self.setText(f"{words} {self._empty(event)}".strip())
            self._typed(self.text())
        elif enter:
            offering = self.offering
            before = self.text()
            super().keyPressEvent(event)
            if not offering or (not self.offering and before == self.text()):
                self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _paste(self) -> bool:
        text = clean(QGuiApplication.clipboard().text()).strip("\n")
        if "\n" not in text or self.isReadOnly():
            return False
        self.rows_pasted.emit(text)
        return True


class LineBox(QWidget):
    """The figure line with what it understands below it; `added` brings the new figure's uid.

    `told` says that what stands below the line is another text now.
    """

    added = Signal(str)
    told = Signal()

    def __init__(self, work: Work, report: Entered, parent: QWidget) -> None:
        super().__init__(parent)
        self._work, self.report = work, report
        self._picks: dict[str, str] = {}
        self._waiting: list[str] = []
        self.edit = LineEdit(work)
        self.edit.setPlaceholderText(_("31 bryansk      3> moscow      killed none reported"))
        self.row = Row("line", content("figure")["places"], self.edit, _("Figure line"))
        self.row.label.hide()
        self.edit.setToolTip(
            _("A count and where, then Enter. “3>” is “of which”; a measure may stand before it.")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.row)
        self.setFocusProxy(self.edit)
        self.edit.edited.connect(self._typed)
        self.edit.chosen.connect(self._chosen)
        self.edit.wanted.connect(self._add)
        self.edit.entered.connect(self.enter)
        self.edit.answered.connect(self._answer)
        self.edit.rows_pasted.connect(self.paste)
        self.load()

    def load(self) -> None:
        """Show the line that is not entered yet, and learn the desk's words."""
        connection = self._work.desk.file.connection
        self.edit.names = (_names(connection, "measure"), _names(connection, "munition"))
        first, *self._waiting = self._work.entry.lines.get(self.report.uid, "").split("\n")
        if first != self.edit.text():
            self.edit.set_text(first)
        self.edit.setReadOnly(not self._work.editable)
        self.setVisible(self._work.editable)
        self.edit.set_near(self._work.around(self.report).near)
        self._hint()

    def paste(self, text: str) -> None:
        """Enter pasted rows one by one; the first that can't be read stays in the line."""
        lines = [line for line in text.split("\n") if line.strip()]
        if self.edit.text().strip():
            lines.insert(0, self.edit.text())
        self._waiting = lines[1:] + self._waiting
        self._put(lines[0] if lines else "")
        self.enter()

    def enter(self) -> bool:
        """Add the figure that the line says; return whether it could be."""
        if not self.edit.text().strip():
            return True
        try:
            line = self._read()
            self._check(line)
            headed = self.edit.names[0].get(HEADED, "")
            around = self._work.around(self.report)
            figure = figurelines.add_line(
                self._work.entry, self.report, line, around, headed, picks=self._picks
            )
        except Invalid as error:
            self._refuse(error)
            return False
        self._picks = {}
        self._put(self._waiting.pop(0) if self._waiting else "")
        self.added.emit(figure.uid)
        self._hint()
        return self.enter() if self.edit.text() else True

    def complain(self) -> bool:
        """Say that the line is not entered yet; return whether there is one."""
        if not self.edit.text().strip():
            return False
        self.row.set_problem(_("This line isn't entered yet: press Enter, or clear it."))
        return True

    def _put(self, text: str) -> None:
        self.edit.setText(text)
        self.edit.places = ""
        self.edit.asking = False
        self._keep()

    def _keep(self) -> None:
        lines = [self.edit.text(), *self._waiting]
        if any(lines):
            self._work.entry.lines[self.report.uid] = "\n".join(lines)
        else:
            self._work.entry.lines.pop(self.report.uid, None)
        self._work.edited.emit(self.report.uid, "line")

    def _read(self) -> FigureLine:
        return read_line(self.edit.text(), *self.edit.names)

    def _check(self, line: FigureLine) -> None:
        around = self._work.around(self.report)
        content("figure")["places"].read(line.places, around.picked(self._picks))

    def _typed(self) -> None:
        self._keep()
        self._hint()

    def _hint(self) -> None:
        """Say what is understood so far; what can't be read yet is no problem while typing."""
        text = self.edit.text()
        if not text.strip():
            self.row.set_hint("")
            return
        try:
            line = self._read()
        except Invalid:
            self.row.set_hint(_("a count first, then where: 31 bryansk"))
            return
        try:
            self._check(line)
        except Ambiguous as error:
            self._refuse(error)
            return
        except Invalid:
            self.row.set_hint(self._understood(line, line.places))
            return
        around = self._work.around(self.report).picked(self._picks)
        placed = content("figure")["places"].read(line.places, around)
        self.row.set_hint(self._understood(line, ", ".join(around.name(one.uid) for one in placed)))

    def _understood(self, line: FigureLine, places: str) -> str:
        told = figurelines.told(
            self._work.entry,
            self.report,
            line,
            self._work.around(self.report),
            self.edit.names[0].get(HEADED, ""),
        )
        said = [f"{told.measure} {line.count.understood()}".strip(), places]
        if told.owner:
            said.append(
                _("of which, in {owner}").format(owner=told.owner)
                if line.subset
                else _("part of {owner}").format(owner=told.owner)
            )
        if line.quote:
            said.append(f"“{line.quote}”")
        if self._waiting:
            said.append(_("{n} more lines wait").format(n=len(self._waiting)))
        return " · ".join(part for part in said if part)

    def _refuse(self, error: Invalid) -> None:
        self.row.set_error(error)
        self.edit.asking = isinstance(error, Ambiguous)
        if self.edit.asking:
            for number, button in enumerate(self.row.buttons, 1):
                button.setText(f"{number}  {button.text()}")
        self.told.emit()

    def _answer(self, number: int) -> None:
        if 0 <= number < len(self.row.buttons):
            self.row.buttons[number].click()

    def _chosen(self, written: str, uid: str) -> None:
        self._picks[written] = uid
        self.edit.asking = False
        self.edit.setFocus()

    def _add(self, target: str, text: str) -> None:
        made = self._work.add(content("figure")["places"], target, text, self)
        if made is not None:
            self._picks[text] = made.uid
            self._typed()
        self.edit.setFocus()


def _names(connection: sqlite3.Connection, vocabulary: str) -> dict[str, str]:
    """Return the uids of a vocabulary's terms by their folded names."""
    return {
        name: term.uid for term in read.terms(connection, vocabulary) for name in term_names(term)
    }
