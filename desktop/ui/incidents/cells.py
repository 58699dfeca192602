"""Editing a cell in place, through the same checks as the form."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.records.kinds import Kind
from desktop.ui.kit import theme
from desktop.ui.kit.completing import CompletingEditor
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.table import IdTable
from desktop.ui.kit.widgets import label

if TYPE_CHECKING:
    from desktop.ui.kit.editors import Editor

Index = QModelIndex | QPersistentModelIndex
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
# Keys that mean something else in the list than in a field that is being typed in.
_OWN = (*_ENDS, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_F2)


class Cells(QStyledItemDelegate):
    """Makes editors for cells; what can't be saved stays typed, with the reason at the cell.

    `begin(row, column)` gives the kind, its text and the choices for ambiguous names (None where
    it may not be edited); `save(row, column, text, picks)` returns what is wrong, or "".
    """

    def __init__(
        self,
        table: IdTable,
        offers: Offers,
        begin: Callable[[int, int], tuple[Kind[Any], str, dict[str, str]] | None],
        save: Callable[[int, int, str, dict[str, str]], str],
        add: Callable[[Kind[Any], str, str], tuple[str, str] | None],
    ) -> None:
        super().__init__(table)
        self._table, self._offers = table, offers
        self._begin, self._save, self._add = begin, save, add
        self._picks: dict[str, str] = {}
        self._place: QPersistentModelIndex | None = None
        self._first = ""
        self._adding = False
        self.bubble: QLabel = label("", "error")
        self.bubble.setParent(table.viewport())
        self.bubble.setWordWrap(True)
        self.bubble.setAutoFillBackground(True)
        self.bubble.setFrameShape(QLabel.Shape.Box)
        self.bubble.setMargin(theme.GRID)
        self.bubble.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.bubble.hide()

    def createEditor(  # type: ignore[override]
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget | None:
        """Return the field's own editor, filled, or None where nothing may be typed."""
        from desktop.ui.kit.editors import ChoiceEditor, editor  # noqa: PLC0415 - not at the start

        del option
        found = self._begin(index.row(), index.column())
        if found is None:
            return None
        kind, text, picks = found
        made = editor(kind, self._offers, parent)
        self._picks = dict(picks)
        self._place = QPersistentModelIndex(index)
        self._first = text
        made.set_text(text)
        made.setAutoFillBackground(True)
        made.chosen.connect(self._pick)
        made.edited.connect(self.bubble.hide)
        made.wanted.connect(lambda target, name: self._new(made, target, name))
        if isinstance(made, ChoiceEditor):
            made.edited.connect(lambda: self._leave(made, QStyledItemDelegate.EndEditHint.NoHint))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Leave the editor as it is: what is typed outlives a refresh of the list."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Leave the model alone: what is saved comes back by the desk's own news."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Give the editor the cell's place, and more width where the cell is narrow."""
        del index
        wide = max(option.rect.width(), min(editor.sizeHint().width(), theme.text_width(40)))
        if isinstance(editor, CompletingEditor):
            wide = max(wide, theme.text_width(30))
        tall = max(option.rect.height(), editor.minimumSizeHint().height())
        rect = option.rect.adjusted(0, 0, wide - option.rect.width(), 0)
        rect.setTop(rect.top() - (tall - option.rect.height()) // 2)
        rect.setHeight(tall)
        edge = self._table.viewport().width()
        if rect.right() > edge:
            rect.moveRight(edge)
        editor.setGeometry(rect)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Take the reason away with the editor."""
        self.bubble.hide()
        self._place = None
        super().destroyEditor(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save on Return, Tab and leaving; a text that can't be saved keeps its editor open."""
        if not isinstance(watched, QWidget):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in _OWN:
                event.accept()
                return True
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            inside = self._table.window().focusWidget()
            if not self._adding and inside is not watched:
                self._leave(watched, QStyledItemDelegate.EndEditHint.NoHint)
            return False
        return super().eventFilter(watched, event)

    def _key(self, watched: QWidget, event: QKeyEvent) -> bool:
        if isinstance(watched, CompletingEditor) and watched.offering:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.RevertModelCache)
            self._table.setFocus()
            return True
        if event.key() in _ENDS:
            hint = QStyledItemDelegate.EndEditHint.NoHint
            if event.key() == Qt.Key.Key_Tab:
                hint = QStyledItemDelegate.EndEditHint.EditNextItem
            elif event.key() == Qt.Key.Key_Backtab:
                hint = QStyledItemDelegate.EndEditHint.EditPreviousItem
            self._leave(watched, hint)
            return True
        return False

    def _leave(self, watched: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        place = self._place
        if place is None or not place.isValid():
            self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
            return
        made: Editor = watched  # type: ignore[assignment]
        text = made.text()
        wrong = ""
        if text != self._first:
            wrong = self._save(place.row(), place.column(), text, self._picks)
        if wrong:
            made.set_problem(True)
            self._explain(watched, wrong)
            return
        had_focus = watched.hasFocus()
        self.closeEditor.emit(watched, hint)
        if had_focus and hint == QStyledItemDelegate.EndEditHint.NoHint:
            self._table.setFocus()

    def _pick(self, written: str, uid: str) -> None:
        self._picks[written] = uid

    def _new(self, made: "Editor", target: str, name: str) -> None:
        self._adding = True
        found = self._add(made.kind, target, name)
        self._adding = False
        if found is not None:
            self._picks[name] = found[0]
            made.set_problem(False)
            self.bubble.hide()
        made.setFocus()

    def _explain(self, watched: QWidget, wrong: str) -> None:
        self.bubble.setText(wrong)
        self.bubble.setFixedWidth(max(watched.width(), theme.text_width(44)))
        self.bubble.setFixedHeight(self.bubble.heightForWidth(self.bubble.width()))
        space = self._table.viewport()
        at = watched.geometry().bottomLeft() + QPoint(0, 1)
        if at.y() + self.bubble.height() > space.height():
            at.setY(watched.geometry().top() - self.bubble.height() - 1)
        at.setX(max(0, min(at.x(), space.width() - self.bubble.width())))
        self.bubble.move(at)
        self.bubble.show()
        self.bubble.raise_()
