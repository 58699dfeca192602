"""Typing a value of one's own for a field of a merge, in the field's own editor."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.errors import Invalid
from desktop.records.kinds import Kind
from desktop.records.kinds_links import Link
from desktop.records.when import When
from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.completing import CompletingEditor
from desktop.ui.kit.editors import ChoiceEditor, LongTextEditor, editor
from desktop.ui.kit.form import Row
from desktop.ui.kit.line import LineEditor
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.quickadd import add_on_the_spot
from desktop.ui.kit.widgets import button
from desktop.ui.kit.workplace import Workplace

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NOT_TYPED = frozenset({"incident", "report", "figure"})


def typable(kind: Kind[Any]) -> bool:
    """Return whether people type a field; what a record stands in is taken or kept."""
    return not (isinstance(kind, Link) and kind.target in _NOT_TYPED)


class TypingBar(QWidget):
    """One field under the list; `typed` carries its value, `dropped` tells that it was put aside.

    What was typed and put aside is there again when the field is typed in anew.
    """

    typed = Signal(object)
    dropped = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._offers = Offers(workplace.desk)
        self._key = self._field = ""
        self._picks: dict[str, str] = {}
        self._aside: dict[tuple[str, str], tuple[str, dict[str, str]]] = {}
        self.row: Row | None = None
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self.use = button(_("Use this value"), self._use)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GAP)
        line.addLayout(self._place, 1)
        line.addWidget(self.use, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def ask(self, key: str, field: str, kind: Kind[Any], text: str, called: str) -> None:
        """Ask for the value of a field of the record `called`; `text` stands there at first."""
        self._clear()
        self._key, self._field = key, field
        text, self._picks = self._aside.get((key, field), (text, {}))
        made = editor(kind, self._offers, self)
        self.row = Row(field, kind, made, f"{kind.label} · {called}", self)
        made.set_text(text)
        made.edited.connect(self._judge)
        made.chosen.connect(self._pick)
        made.wanted.connect(self._add)
        made.installEventFilter(self)
        self._place.addWidget(self.row)
        self.show()
        made.setFocus()
        if isinstance(made, LineEditor):
            made.selectAll()

    def _clear(self) -> None:
        if self.row is not None:
            self._place.removeWidget(self.row)
            self.row.hide()
            self.row.deleteLater()
            self.row = None

    def drop(self) -> None:
        """Put aside what is typed; it is there again when it is asked for again."""
        if self.row is not None:
            self._aside[self._key, self._field] = (self.row.editor.text(), self._picks)
        self._clear()
        self.hide()
        self.dropped.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Use the value on Enter, in a long text on Ctrl+Enter; put it aside on Escape."""
        if not isinstance(event, QKeyEvent) or event.type() not in (
            QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride
        ):  # fmt: skip
            return super().eventFilter(watched, event)
        if isinstance(watched, CompletingEditor) and watched.offering:
            return False
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        uses = event.key() in _ENTER and (bool(held) or not isinstance(watched, LongTextEditor))
        if not uses and event.key() != Qt.Key.Key_Escape:
            return super().eventFilter(watched, event)
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            if uses:
                self._use()
            else:
                self.drop()
        return True

    def _read(self) -> Any:
        assert self.row is not None  # noqa: S101 - asked for only while there is one
        context = self._workplace.desk.context().picked(self._picks)
        return self.row.kind.insist(self.row.kind.read(self.row.editor.text(), context))

    def _judge(self) -> None:
        """Say what was understood while it is typed; what is wrong, when it is to be used."""
        if self.row is None:
            return
        try:
            value = self._read()
        except Invalid:
            self.row.set_hint("")
            return
        self.row.set_hint(value.understood(with_year=True) if isinstance(value, When) else "")
        if isinstance(self.row.editor, ChoiceEditor):
            self._use()

    def _use(self) -> None:
        if self.row is None:
            return
        try:
            value = self._read()
        except Invalid as error:
            self.row.set_error(error)
            self.row.editor.setFocus()
            return
        self._aside.pop((self._key, self._field), None)
        self._clear()
        self.hide()
        self.typed.emit(value)

    def _pick(self, written: str, uid: str) -> None:
        self._picks[written] = uid
        self._judge()

    def _add(self, target: str, name: str) -> None:
        if self.row is None:
            return
        vocabulary = getattr(self.row.kind, "vocabulary", "")
        made = add_on_the_spot(
            self._workplace.desk, self._offers, target, name, vocabulary=vocabulary, parent=self
        )
        if made is not None:
            self._picks[name] = made.uid
            self._judge()
        self.row.editor.setFocus()
