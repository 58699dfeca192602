"""The list of what a column can become, in the cell of a table and beside it."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.desk.mapping import MEASURED, code_of
from desktop.records.family import Kept
from desktop.records.fold import fold
from desktop.records.words import _
from desktop.sheets.foreign.profile import Use
from desktop.sheets.foreign.targets import FIELDS, FIGURE, MUNITION, PLACES, TARGETS, TIMES
from desktop.store.read import term_names
from desktop.ui.kit.table import Index

# So many rows of the list are seen at once.
SEEN = 18


class Becoming:
    """Every choice by its code, and the words for it, in the order of the list."""

    def __init__(self, measures: Iterable[Kept]) -> None:
        self._measures = list(measures)
        figures = [
            (f"{MEASURED}{one['code']}", _("Figure: {measure}").format(measure=one["name"]))
            for one in self._measures
        ]
        self.groups: Sequence[Sequence[tuple[str, str]]] = (
            [("", _(TARGETS[""]))],
            [(code, _(words)) for code, words in TIMES.items()],
            [(code, _(words)) for code, words in PLACES.items()],
            [*figures, (MUNITION, _(TARGETS[MUNITION]))],
            [*((code, _(words)) for code, words in FIELDS.items()), ("note", _(TARGETS["note"]))],
        )
        self.words = {code: words for group in self.groups for code, words in group}

    def code(self, use: Use) -> str:
        """Return the code of what a column becomes; a measure by its code, however it is named."""
        if use.figure is None:
            return use.to
        key = fold(use.figure.measure)
        for one in self._measures:
            if key in term_names(one):
                return f"{MEASURED}{one['code']}"
        return code_of(use)

    def said(self, use: Use) -> str:
        """Return what a column becomes, in words; a measure that the desk lacks by its own name."""
        code = self.code(use)
        if use.to == FIGURE and code not in self.words:
            return _("Figure: {measure}").format(measure=code.removeprefix(MEASURED))
        return self.words.get(code, code)

    def fill(self, box: QComboBox) -> None:
        """Put every choice into a list, groups apart."""
        for at, group in enumerate(self.groups):
            if at:
                box.insertSeparator(box.count())
            for code, words in group:
                box.addItem(words, code)
        box.setMaxVisibleItems(SEEN)


class BecomingBox(QComboBox):
    """The list, in which any part of a choice's words finds it; `taken` tells its code."""

    taken = Signal(str)

    def __init__(self, choices: Becoming, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Becomes"))
        self.setEditable(True)
        self.line = QLineEdit(self)
        self.setLineEdit(self.line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choices.fill(self)
        found = QCompleter(self.model(), self)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setMaxVisibleItems(SEEN)
        self.setCompleter(found)
        self._found = found
        self.line.textEdited.connect(lambda _text: QTimer.singleShot(0, self._mark_first))
        self.activated.connect(lambda _at: self.taken.emit(self.code()))

    def _mark_first(self) -> None:
        """Let Enter take the first choice that is offered."""
        popup = self._found.popup()
        if popup is not None and popup.isVisible():
            first = self._found.completionModel().index(0, 0)
            # With a selection the line would be overwritten while it is typed.
            popup.selectionModel().setCurrentIndex(
                first, QItemSelectionModel.SelectionFlag.NoUpdate
            )

    def code(self) -> str:
        """Return the code of what was chosen, or of the first choice that holds what was typed."""
        text = self.currentText().strip()
        at = self.findText(text, Qt.MatchFlag.MatchFixedString)
        if at < 0 and text:
            at = self.findText(text, Qt.MatchFlag.MatchContains)
        return str(self.itemData(at if at >= 0 else self.currentIndex()) or "")

    def show_code(self, code: str, words: str) -> None:
        """Show what a column becomes; what is none of the choices by its words."""
        self.setCurrentIndex(self.findData(code))
        if self.currentIndex() < 0:
            self.setEditText(words)
        self.line.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let what is typed take the place of what stands there."""
        super().focusInEvent(event)
        self.line.selectAll()


class BecomingDelegate(QStyledItemDelegate):
    """Edits what a column becomes in its cell."""

    def __init__(self, choices: Becoming, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        # Its parent is only lent to Python, and would not keep it.
        self._box: BecomingBox | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the list; choosing in it takes it at once."""
        del option, index
        box = self._box = BecomingBox(self._choices, parent)
        box.taken.connect(lambda _code: self._take(box))
        return box

    def _take(self, box: BecomingBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the column becomes now."""
        if isinstance(editor, BecomingBox):
            shown = str(index.data(Qt.ItemDataRole.DisplayRole))
            editor.show_code(str(index.data(Qt.ItemDataRole.EditRole)), shown)
            editor.line.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: QModelIndex | Any) -> None:
        """Take what was chosen."""
        if isinstance(editor, BecomingBox):
            model.setData(index, editor.code())
