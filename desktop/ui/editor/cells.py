"""Draws the cells of a report's figures, and edits them in place."""

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.records.kinds import LongText
from desktop.ui.editor.rows import COLUMNS, FigureRows, Line
from desktop.ui.editor.work import Work
from desktop.ui.kit import theme
from desktop.ui.kit.chips import chip_size, draw_chip, ink
from desktop.ui.kit.completing import CompletingEditor
from desktop.ui.kit.editors import ChoiceEditor, editor
from desktop.ui.kit.icons import icon
from desktop.ui.kit.line import LineEditor

Index = QModelIndex | QPersistentModelIndex
INDENT = 3 * theme.GRID
BAR = theme.GRID
_SIGNS = {"error": "error", "warning": "warning", "done": "done"}
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellDelegate(QStyledItemDelegate):
    """A cell: its text, its outline, the colour of its quote; the kit's editors in place.

    `wanted` asks for a record that doesn't exist yet: row, field, type, name.
    """

    wanted = Signal(int, str, str, str)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell; an error has its sign, the current row its ground."""
        line = _line(index)
        cell = line.cells.get(COLUMNS[index.column()])
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, theme.colour("selected"))
        rect = QRect(option.rect)
        if index.column() == 0:
            if line.evidence:
                bar = QRect(rect.left(), rect.top() + 1, BAR, rect.height() - 2)
                painter.fillRect(bar, ink(line.evidence - 1))
            rect.setLeft(rect.left() + BAR + INDENT * line.depth)
        left = theme.GAP if index.column() else theme.GAP - BAR
        rect.adjust(left, 0, -theme.GAP, 0)
        if cell is not None and cell.text:
            self._words(painter, rect, option, index, selected)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    @staticmethod
    def _words(
        painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index, selected: bool
    ) -> None:
        line = _line(index)
        name = COLUMNS[index.column()]
        cell = line.cells[name]
        font = theme.numbers() if name == "count" else option.font
        if line.rank == "deprecated" and line.placing is None and name in ("count", "places"):
            font.setStrikeOut(True)
        metrics = QFontMetrics(font)
        if cell.role in _SIGNS:
            side = round(metrics.height() * 0.85)
            top = rect.center().y() - side // 2
            icon(_SIGNS[cell.role], cell.role).paint(painter, QRect(rect.left(), top, side, side))
            rect.setLeft(rect.left() + side + theme.GRID)
        if name == "quote" and line.evidence:
            rect.setLeft(_chip(painter, rect, line.evidence))
        if name == "count":
            rect.setLeft(rect.left() - _room(option, index))
        painter.setFont(font)
        plain = selected and cell.role == "text"
        painter.setPen(theme.colour("on_selected" if plain else cell.role))
        side = Qt.AlignmentFlag.AlignRight if name == "count" else Qt.AlignmentFlag.AlignLeft
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(
            rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text
        )

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the kit's editor of the field, as large as the cell, or larger for long names."""
        del option
        name = COLUMNS[index.column()]
        figure = _line(index).figure
        kind = figure.kind(name)
        if isinstance(kind, LongText):
            made: Any = LineEditor(kind, parent=parent)
        else:
            made = editor(kind, self._work.offers, parent)
        made.set_near(self._work.around(figure).near)
        row = index.row()
        made.chosen.connect(lambda written, uid: figure.pick(name, written, uid))
        made.wanted.connect(lambda target, text: self.wanted.emit(row, name, target, text))
        if isinstance(made, ChoiceEditor):
            made.edited.connect(lambda: self.commitData.emit(made))
        made.setFrame(False)
        return made

    def setEditorData(self, edit: QWidget, index: Index) -> None:
        """Show the text as it was typed."""
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        edit.set_text(text)  # type: ignore[attr-defined]
        if isinstance(edit, QLineEdit):
            edit.selectAll()

    def setModelData(self, edit: QWidget, model: Any, index: Index) -> None:
        """Take the text, unless it is what it was."""
        text = edit.text()  # type: ignore[attr-defined]
        if text != str(index.data(Qt.ItemDataRole.EditRole) or "") or isinstance(
            edit, CompletingEditor
        ):
            model.setData(index, text)

    def updateEditorGeometry(
        self, edit: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Cover the cell; a narrow one is widened to what can be typed in."""
        del index
        rect = QRect(option.rect)
        parent = edit.parentWidget()
        wide = max(rect.width(), theme.text_width(14))
        rect.setWidth(min(wide, parent.width() - rect.left()) if parent is not None else wide)
        edit.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the keys of an open list to the editor; Tab takes what is marked in it."""
        if (
            isinstance(watched, CompletingEditor)
            and isinstance(event, QKeyEvent)
            and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
            and watched.offering
        ):
            key = Qt.Key(event.key())
            if key == Qt.Key.Key_Tab and event.type() == QEvent.Type.KeyPress:
                none = Qt.KeyboardModifier.NoModifier
                enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none)
                watched.keyPressEvent(enter)
            elif key in _ENTER and event.type() == QEvent.Type.KeyPress:
                text = watched.text()
                watched.keyPressEvent(event)
                # Enter that took nothing from the list is meant for the cell.
                return watched.text() != text or super().eventFilter(watched, event)
            elif key in (Qt.Key.Key_Escape, *_LIST_KEYS):
                return False
        return super().eventFilter(watched, event)


def _line(index: Index) -> Line:
    model = index.model()
    assert isinstance(model, FigureRows)  # noqa: S101 - the only model it is given
    return model.lines[index.row()]


def _chip(painter: QPainter, rect: QRect, number: int) -> int:
    """Draw the number of a quote's words, and return where the quote begins."""
    size = chip_size(str(number))
    at = QPoint(rect.left(), rect.center().y() - size.height() // 2)
    draw_chip(painter, QRect(at, size), str(number), number - 1)
    return rect.left() + size.width() + theme.GRID


def _room(option: QStyleOptionViewItem, index: Index) -> int:
    """Return how far a long count may reach into the measure's cell, in pixels."""
    table, line = option.widget, _line(index)
    if not isinstance(table, QTableView):
        return 0
    taken = QFontMetrics(option.font).horizontalAdvance(line.cells["measure"].text)
    return max(0, table.columnWidth(0) - taken - BAR - INDENT * line.depth - 2 * theme.GAP)
