"""The list of what a column can become, in the cell of a table and beside it."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

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


class BecomingDelegate(QStyledItemDelegate):
    """Edits what a column becomes in its cell: letters go to the choice that begins with them."""

    def __init__(self, choices: Becoming, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices = choices

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the list; choosing in it by hand takes it at once."""
        del option, index
        box = QComboBox(parent)
        box.setAccessibleName(_("Becomes"))
        self._choices.fill(box)
        box.activated.connect(lambda _at: self._take(box))
        return box

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the column becomes now."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: Any, index: QModelIndex | Any) -> None:
        """Take what was chosen."""
        if isinstance(editor, QComboBox) and editor.currentIndex() >= 0:
            model.setData(index, editor.currentData())
