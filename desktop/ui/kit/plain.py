"""The plain tables of history, bin and queries: one row chosen at a time, the last column wide."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.ui.kit import theme


def dress(table: QTableView, name: str, widths: Sequence[int]) -> None:
    """Give a table its looks; `widths` are those of all columns but the last, in characters."""
    table.setAccessibleName(name)
    table.setProperty("role", "pane")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setTabKeyNavigation(False)
    # The texts begin where those of the heads do.
    table.setStyleSheet("QTableView::item { padding: 0 5px; border: none; }")
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.row_height())
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column, width in enumerate(widths):
        table.setColumnWidth(column, theme.text_width(width))
    header.setSectionResizeMode(len(widths), QHeaderView.ResizeMode.Stretch)
    for key, at in ((Qt.Key.Key_Home, 0), (Qt.Key.Key_End, -1)):
        # By itself Qt goes to another cell of the same row.
        ends = QShortcut(QKeySequence(key), table)
        ends.setContext(Qt.ShortcutContext.WidgetShortcut)
        ends.activated.connect(lambda at=at: table.selectRow(at % max(1, table.model().rowCount())))
