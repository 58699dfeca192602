"""A sheet as it is, for a view: pages of raw rows are fetched as they come into sight."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont

from desktop.records.words import N_, _
from desktop.sheets.celltext import letters
from desktop.sheets.foreign.cells import text
from desktop.sheets.foreign.table import Bounds
from desktop.sheets.raw import Fault, Raw
from desktop.sheets.reading.book import Sheet
from desktop.ui.kit import theme
from desktop.ui.kit.icons import icon
from desktop.ui.kit.table import Index

PAGE = 200
PAGES = 60
# What is shown of a cell, and of it in a tooltip.
LONGEST, TIP = 200, 2000
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_NONE = QModelIndex()
_SPOKEN = {"": N_("not taken: {text}"), "heading": N_("heading: {text}"), "data": N_("{text}")}
_COLOURS: Mapping[str, Mapping[int, str]] = {
    "": {Qt.ItemDataRole.BackgroundRole: "window", Qt.ItemDataRole.ForegroundRole: "muted"},
    "heading": {
        Qt.ItemDataRole.BackgroundRole: "selected",
        Qt.ItemDataRole.ForegroundRole: "on_selected",
    },
    "data": {},
}
_NOWHERE = Bounds(None, 0, 0, -1, 0, -1)


class SheetModel(QAbstractTableModel):
    """The cells of a sheet by row and column from 0, and which of them the table takes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bounds = _NOWHERE
        self._sheet: Sheet | None = None
        self._pages: OrderedDict[int, list[Sequence[Raw]]] = OrderedDict()
        self._bold: QFont = theme.font(bold=True)

    def show_sheet(self, sheet: Sheet | None, bounds: Bounds | None) -> None:
        """Show another sheet, or mark the table elsewhere in the same one."""
        if sheet is self._sheet:
            self._mark(bounds or _NOWHERE)
            return
        self.beginResetModel()
        self._sheet, self.bounds = sheet, bounds or _NOWHERE
        self._pages.clear()
        self.endResetModel()

    def _mark(self, bounds: Bounds) -> None:
        if bounds == self.bounds:
            return
        self.bounds = bounds
        rows, columns = self.rowCount(), self.columnCount()
        if rows and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, rows - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, columns - 1)

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return how many rows the sheet has."""
        return 0 if parent.isValid() or self._sheet is None else self._sheet.height

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return how many columns the sheet has."""
        return 0 if parent.isValid() or self._sheet is None else self._sheet.width

    def cell(self, row: int, column: int) -> Raw:
        """Return one raw cell; None where there is none."""
        page, at = divmod(row, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._load(page)
        cells = rows[at] if at < len(rows) else ()
        return cells[column] if column < len(cells) else None

    def _load(self, page: int) -> list[Sequence[Raw]]:
        assert self._sheet is not None  # noqa: S101 - without one there are no rows
        rows = [list(one) for one in islice(self._sheet.rows(page * PAGE), PAGE)]
        self._pages[page] = list(rows)
        while len(self._pages) > PAGES:
            self._pages.popitem(last=False)
        return self._pages[page]

    def part(self, row: int) -> str:
        """Return what a row is in the table: "heading", "data" or "" outside it."""
        bounds = self.bounds
        if bounds.header is not None and bounds.header <= row < bounds.header + bounds.headers:
            return "heading"
        return "data" if bounds.first <= row <= bounds.last else ""

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what a cell shows."""
        row, column = index.row(), index.column()
        if role == _DISPLAY:
            return " ".join(text(self.cell(row, column))[:LONGEST].split())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            value = self.cell(row, column)
            number = isinstance(value, int | float) and not isinstance(value, bool)
            return _RIGHT if number else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            value = self.cell(row, column)
            said = text(value)[:TIP]
            return f"{said}\n{value.why}" if isinstance(value, Fault) else said
        if role == Qt.ItemDataRole.DecorationRole:
            return icon("warning", "warning") if self._is_fault(row, column) else None
        return self._look(row, column, role)

    def _is_fault(self, row: int, column: int) -> bool:
        return isinstance(self.cell(row, column), Fault)

    def _look(self, row: int, column: int, role: int) -> Any:
        """Return how a cell looks: headings heavier on a tint, what is not taken faded."""
        inside = self.bounds.left <= column <= self.bounds.right
        part = self.part(row) if inside else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = text(self.cell(row, column))[:TIP]
            return _(_SPOKEN[part]).format(text=said)
        if role == Qt.ItemDataRole.FontRole:
            return self._bold if part == "heading" else None
        colour = _COLOURS[part].get(role)
        return theme.colour(colour) if colour else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return a column's letters, or a row's number with what it is in the table."""
        if orientation == Qt.Orientation.Horizontal:
            return self._column_head(section, role)
        if role == _DISPLAY:
            sign = self._sign(section)
            return f"{sign}  {section + 1:,}" if sign else f"{section + 1:,}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour("text" if self.part(section) else "muted")
        if role == Qt.ItemDataRole.FontRole:
            return self._bold if self._sign(section) else None
        return None

    def _column_head(self, section: int, role: int) -> Any:
        inside = self.bounds.left <= section <= self.bounds.right
        if role == _DISPLAY:
            return letters(section)
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour("text" if inside else "muted")
        if role == Qt.ItemDataRole.FontRole:
            return self._bold if inside else None
        return None

    def _sign(self, row: int) -> str:
        bounds = self.bounds
        if self.part(row) == "heading":
            return _("Headings")
        if row == bounds.first <= bounds.last:
            return _("First") if row != bounds.last else _("Only row")
        return _("Last") if row == bounds.last > bounds.first else ""
