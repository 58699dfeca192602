"""The table of what is proposed, worked by Enter, Space and Delete."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.chips import chip_size, draw_chip
from desktop.ui.reading.rows import COUNT, DOUBT, PLACES, RELATION, WHAT, WORDS, ProposalRows

Index = QModelIndex | QPersistentModelIndex
_WIDTHS = {WHAT: 26, DOUBT: 2, COUNT: 13, RELATION: 9, WORDS: 22}


class _Words(QStyledItemDelegate):
    """Draws the number of the words before them, as the text has it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the chip, and the words after it."""
        model = index.model()
        assert isinstance(model, ProposalRows)  # noqa: S101 - the only model it is given
        number = model.shown.rows[index.row()].number
        room = QRect(option.rect)
        if number:
            size = chip_size(str(number))
            option.rect.setLeft(room.left() + size.width() + theme.GRID)
        super().paint(painter, option, index)
        if number:
            top = room.center().y() - size.height() // 2
            at = QRect(room.left() + theme.GRID, top, size.width(), size.height())
            draw_chip(painter, at, str(number), number - 1)


class ProposalTable(QTableView):
    """The reports and figures that are proposed.

    `accepted` asks for all that is taken, `pointed` tells the number of the words of the row that
    the cursor is on.
    """

    accepted = Signal()
    pointed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows = ProposalRows(self)
        self.setModel(self.rows)
        self.setItemDelegateForColumn(WORDS, _Words(self))
        self.setAccessibleName(_("What is proposed"))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for column, characters in _WIDTHS.items():
            self.setColumnWidth(column, theme.text_width(characters))
        head.setSectionResizeMode(PLACES, QHeaderView.ResizeMode.Stretch)
        self.rows.modelReset.connect(self._spread)

    def _spread(self) -> None:
        """Let headings take the whole width, and hide a column that nothing is in."""
        self.clearSpans()
        for at, row in enumerate(self.rows.shown.rows):
            if not row.id:
                self.setSpan(at, 0, 1, WORDS + 1)
        self.setColumnHidden(DOUBT, not any(row.doubt for row in self.rows.shown.rows))
        if self.rows.shown.rows:
            self.setCurrentIndex(self.rows.index(0, WHAT))

    def doubt(self) -> str:
        """Return what is in doubt about the row that the cursor is on, else the first doubt."""
        rows, at = self.rows.shown.rows, self.currentIndex().row()
        here = rows[at].doubt if 0 <= at < len(rows) else ""
        return here or next((one.doubt for one in rows if one.doubt), "")

    def go_to(self, number: int) -> None:
        """Put the cursor on the figure that stands on the words of a number."""
        row = self.rows.row_of(self.rows.shown.owners.get(number, ""))
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, WHAT))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which words the row stands on."""
        super().currentChanged(current, previous)
        if 0 <= current.row() < len(self.rows.shown.rows):
            self.pointed.emit(self.rows.shown.rows[current.row()].number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept with Enter, take or leave out with Space, leave out with Delete."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.accepted.emit()
        elif key == Qt.Key.Key_Space and rows:
            for row in rows:
                self.rows.take(row)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and rows:
            for row in rows:
                self.rows.take(row, on=False)
            below = min(rows[-1] + 1, self.rows.rowCount() - 1)
            self.setCurrentIndex(self.rows.index(below, WHAT))
        else:
            super().keyPressEvent(event)
