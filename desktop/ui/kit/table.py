"""Tables that hold ids: rows are fetched by pages as they come into sight, never all of them."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from desktop.ui.kit import theme

# About what a window shows at once: the first paint makes no cells that nobody sees.
PAGE = 32
PAGES = 256
_FEW = 4
_PORTION = 100_000
Index = QModelIndex | QPersistentModelIndex
# Comparing plain ints is three times as fast as comparing members of Qt's enumerations.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SIGN = int(Qt.ItemDataRole.DecorationRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_USUAL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _USUAL | Qt.ItemFlag.ItemIsEditable
_NONE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: its words, what they mean, and how its cells stand."""

    name: str
    label: str
    tip: str = ""
    numeric: bool = False
    editable: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell: its text, its sign if any, and the words for a tooltip and screen readers."""

    text: str
    sign: QPixmap | None = None
    tip: str = ""


Fetch = Callable[[Sequence[int]], Mapping[int, Sequence[Shown]]]
_BLANK = Shown("")


class IdModel(QAbstractTableModel):
    """Rows by id; `fetch(ids)` gives the cells of a page of them, in the order of `heads`."""

    def __init__(self, heads: Sequence[Head], fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads = list(heads)
        self._fetch = fetch
        self._ids = array("q")
        self._pages: OrderedDict[int, list[Sequence[Shown]]] = OrderedDict()
        self._numbers: QFont = theme.numbers()

    @property
    def ids(self) -> "array[int]":
        """Every id, in order."""
        return self._ids

    def set_ids(self, ids: "array[int]") -> None:
        """Show other ids; where they only go on after the present ones, rows are added."""
        old = self._ids
        if len(old) and len(ids) >= len(old) and ids[: len(old)] == old:
            if len(ids) > len(old):
                self.beginInsertRows(_NONE, len(old), len(ids) - 1)
                # The last page may have been short.
                self._pages.pop((len(old) - 1) // PAGE, None)
                self._ids = ids
                self.endInsertRows()
            return
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def forget(self) -> None:
        """Fetch the rows in sight anew, as after a change."""
        self._pages.clear()
        if len(self._ids):
            last = self.index(len(self._ids) - 1, len(self.heads) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return how many columns there are, hidden ones included."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what a cell shows, fetching its page if it isn't at hand."""
        if role == _DISPLAY:
            return self.shown(index.row(), index.column()).text
        if role == _SIGN:
            return self.shown(index.row(), index.column()).sign
        if role == _ALIGN:
            return _RIGHT if self.heads[index.column()].numeric else _LEFT
        if role == _FONT:
            return self._numbers if self.heads[index.column()].numeric else None
        if role in (_TIP, _SPOKEN):
            shown = self.shown(index.row(), index.column())
            return shown.tip or shown.text
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return a column's words, or what they mean."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.heads):
            return None
        head = self.heads[section]
        if role == _DISPLAY:
            return head.label
        if role == _TIP:
            return head.tip
        if role == _ALIGN:
            return _RIGHT if head.numeric else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that every cell can be selected, and some edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _EDITABLE if self.heads[index.column()].editable else _USUAL

    def shown(self, row: int, column: int) -> Shown:
        """Return one cell."""
        page, at = divmod(row, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._load(page)
        return rows[at][column] if at < len(rows) and rows[at] else _BLANK

    def _load(self, page: int) -> list[Sequence[Shown]]:
        ids = list(self._ids[page * PAGE : (page + 1) * PAGE])
        found = self._fetch(ids)
        # A row that is gone since the ids were gathered is blank until they are gathered anew.
        rows = [found.get(one, ()) for one in ids]
        self._pages[page] = rows
        while len(self._pages) > PAGES:
            self._pages.popitem(last=False)
        return rows


def row_of(ids: "array[int]", wanted: int) -> int:
    """Return the row of an id, or -1; portions give other threads their turn between them."""
    for start in range(0, len(ids), _PORTION):
        with suppress(ValueError):
            return ids.index(wanted, start, start + _PORTION)
    return -1


def rows_of(ids: "array[int]", wanted: Collection[int]) -> "array[int]":
    """Return the rows of some ids, in order; made for the worker thread where there are many."""
    if len(wanted) <= _FEW:
        # The array's own search is many times as fast as a loop here.
        found = (row_of(ids, one) for one in wanted)
        return array("q", sorted(row for row in found if row >= 0))
    return array("q", [row for row, one in enumerate(ids) if one in wanted])


def ranges(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Return runs of neighbouring rows, given in order, as first and last."""
    found: list[tuple[int, int]] = []
    start = last = -2
    for row in rows:
        if row != last + 1:
            if last >= 0:
                found.append((start, last))
            start = row
        last = row
    if last >= 0:
        found.append((start, last))
    return found


class IdTable(QTableView):
    """A view of ids in rows of one height; selection and cursor are spoken of by id."""

    opened = Signal()
    sort_wanted = Signal(int)

    def __init__(self, model: IdModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ids = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(theme.row_height())
        heads = self.horizontalHeader()
        heads.setSectionsMovable(True)
        heads.setSectionsClickable(True)
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(theme.text_width(2))
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        # With the table's own, each head would ask every row's flags when all are selected.
        heads.setSelectionModel(QItemSelectionModel(model, heads))
        heads.sectionClicked.connect(self.sort_wanted)

    def current_id(self) -> int | None:
        """Return the id that the cursor is on, or None."""
        row = self.currentIndex().row()
        return self.ids.ids[row] if 0 <= row < len(self.ids.ids) else None

    def selected_ranges(self) -> list[tuple[int, int]]:
        """Return the selected rows as runs, in order."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(at) for at in range(chosen.size())]
        found = sorted((one.top(), one.bottom()) for one in parts)
        merged: list[tuple[int, int]] = []
        for top, bottom in found:
            if merged and top <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(bottom, merged[-1][1]))
            else:
                merged.append((top, bottom))
        return merged

    def selected_count(self) -> int:
        """Return how many rows are selected."""
        return sum(bottom - top + 1 for top, bottom in self.selected_ranges())

    def selected_ids(self) -> "array[int]":
        """Return the selected ids in order."""
        found = array("q")
        for top, bottom in self.selected_ranges():
            found.extend(self.ids.ids[top : bottom + 1])
        return found

    def all_selected(self) -> bool:
        """Return whether every row is selected, and there is more than one."""
        n = len(self.ids.ids)
        return n > 1 and self.selected_ranges() == [(0, n - 1)]

    def select_rows(self, rows: Iterable[int], current: int) -> None:
        """Select rows, given in order, and put the cursor on one (-1: on none) without moving."""
        last = self.ids.columnCount() - 1
        chosen = QItemSelection()
        for top, bottom in ranges(rows):
            chosen.append(QItemSelectionRange(self.ids.index(top, 0), self.ids.index(bottom, last)))
        model = self.selectionModel()
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if 0 <= current < len(self.ids.ids):
            column = max(self.currentIndex().column(), self.first_column())
            self.setAutoScroll(False)
            model.setCurrentIndex(
                self.ids.index(current, column), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            self.setAutoScroll(True)

    def first_column(self) -> int:
        """Return the column that is seen first."""
        heads = self.horizontalHeader()
        shown = (heads.logicalIndex(at) for at in range(heads.count()))
        return next((column for column in shown if not heads.isSectionHidden(column)), 0)

    def shown_columns(self) -> list[int]:
        """Return the columns in sight, in the order they are seen."""
        heads = self.horizontalHeader()
        ordered = [heads.logicalIndex(at) for at in range(heads.count())]
        return [column for column in ordered if not heads.isSectionHidden(column)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Return, select on Space, all else as in any table."""
        key = event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            if self.currentIndex().isValid():
                self.opened.emit()
        elif key == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.selectionModel().select(
                self.currentIndex(),
                QItemSelectionModel.SelectionFlag.Toggle | QItemSelectionModel.SelectionFlag.Rows,
            )
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not held and len(self.ids.ids):
            # In a list the two go to its ends; the columns have Left and Right.
            row = 0 if key == Qt.Key.Key_Home else len(self.ids.ids) - 1
            column = max(self.currentIndex().column(), self.first_column())
            self.setCurrentIndex(self.ids.index(row, column))
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a tooltip only where it says more than the cell does."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            shown = self.ids.shown(index.row(), index.column()) if index.isValid() else _BLANK
            cut = index.isValid() and self.sizeHintForIndex(index).width() > self.columnWidth(
                index.column()
            )
            text = shown.tip or (shown.text if cut else "")
            if text:
                QToolTip.showText(event.globalPos(), text, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and a frame around the cell that the cursor is on."""
        super().paintEvent(event)
        index = self.currentIndex()
        if not index.isValid() or not self.hasFocus():
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRect(self.visualRect(index).adjusted(1, 1, -1, -1))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the rows' height in line with the font, and the signs with the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.verticalHeader().setDefaultSectionSize(theme.row_height())


def tsv(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as text that a spreadsheet pastes, cells with breaks or quotes in quotes."""
    return "\n".join("\t".join(map(_cell, row)) for row in rows)


def _cell(text: str) -> str:
    if any(sign in text for sign in '\t\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text
