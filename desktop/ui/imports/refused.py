"""The cells of a file that were not understood: where, what stands there, and why."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from desktop.records.merging import Refusal
from desktop.records.words import _
from desktop.ui.kit import theme

Index = QModelIndex | QPersistentModelIndex
_WIDTHS = (14, 8, 20, 30)


def _cells(one: Refusal) -> tuple[str, ...]:
    return one.sheet, f"{one.column}{one.row}", one.heading, one.value, one.why


def _heads() -> tuple[str, ...]:
    return _("Sheet"), _("Cell"), _("Column"), _("Value"), _("Why it is refused")


class RefusedModel(QAbstractTableModel):
    """Refused cells, put into words as they come into sight."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.refused: Sequence[Refusal] = ()

    def fill(self, refused: Sequence[Refusal]) -> None:
        """Show other cells."""
        self.beginResetModel()
        self.refused = refused
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many cells there are."""
        return 0 if parent.isValid() else len(self.refused)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_heads())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the columns' heads."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return _heads()[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text; the tooltip has the whole of it."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return _cells(self.refused[index.row()])[index.column()]


class RefusedView(QTableView):
    """The list of refused cells; copying gives what a spreadsheet pastes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = RefusedModel(self)
        self.setModel(self.model_)
        self.setAccessibleName(_("Refused cells"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setStyleSheet("QTableView::item { padding: 0 5px; border: none; }")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, theme.text_width(width))

    def show_refused(self, refused: Sequence[Refusal]) -> None:
        """Show refused cells, the cursor on the first."""
        self.model_.fill(refused)
        if refused:
            self.selectRow(0)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the page; a hundred thousand cells are not searched for one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected cells, or all; all else as in any list."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        chosen = [index.row() for index in self.selectionModel().selectedRows()]
        some = [self.model_.refused[row] for row in sorted(chosen)] or self.model_.refused
        rows = [_heads(), *map(_cells, some)]
        flat = (" ".join(text.split()) for row in rows for text in row)
        cells = list(flat)
        wide = len(_heads())
        lines = ("\t".join(cells[at : at + wide]) for at in range(0, len(cells), wide))
        QGuiApplication.clipboard().setText("\n".join(lines))
