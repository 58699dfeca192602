"""The floor of a list: its SQL through raw sqlite3, and a plain table that paints a page of it."""

import sqlite3
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

from desktop.records.kinds import Stored
from desktop.ui.kit.table import IdTable

PAGE = 64
# About what a cell shows; eliding a longer text would make the floor higher than it is.
SHOWN = 24
_NONE = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class _Plain(QAbstractTableModel):
    """Texts of one page; rows past it are counted only."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self._columns = columns
        self._count = 0
        self._page: Sequence[Sequence[str]] = ()

    def show(self, count: int, page: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._count, self._page = count, page
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:  # noqa: N802
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:  # noqa: N802
        return 0 if parent.isValid() else self._columns

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> str | None:
        if role == _DISPLAY and index.row() < len(self._page):
            return self._page[index.row()][index.column()]
        return None


class BareTable:
    """A QTableView with the columns of a list, as large as it, and nothing else of it."""

    def __init__(self, like: IdTable) -> None:
        self._like = like
        self._names = [like.ids.heads[at].name for at in like.shown_columns()]
        self._model = _Plain(len(self._names))
        self._view = QTableView()
        self._view.setModel(self._model)

    def place(self) -> None:
        """Take the size of the list and of its columns and rows, once it is shown."""
        like, view = self._like, self._view
        view.resize(like.size())
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(like.verticalHeader().defaultSectionSize())
        for at, column in enumerate(like.shown_columns()):
            view.setColumnWidth(at, like.columnWidth(column))
        view.show()

    def show(self, raw: sqlite3.Connection, sql: str, values: Sequence[Stored]) -> None:
        """Fetch all the ids and a page of rows as they are stored, and paint it."""
        ids = [row[0] for row in raw.execute(sql, values).fetchall()]
        names = ",".join(f'"{name}"' for name in self._names)
        some = ids[:PAGE]
        marks = ",".join("?" * len(some))
        rows = raw.execute(f"SELECT id, {names} FROM incident WHERE id IN ({marks})", some)
        found = {row[0]: [str(value)[:SHOWN] for value in row[1:]] for row in rows}
        self._model.show(len(ids), [found[one] for one in some])
        self._view.viewport().repaint()

    def close(self) -> None:
        """Put the table away."""
        self._view.close()
        self._view.deleteLater()
