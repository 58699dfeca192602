"""A list of a few columns in which some cells are typed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractItemView

from desktop.ui.kit.table import Fetch, Head, IdModel, IdTable, Index

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)


def begin_editing(table: IdTable, column: int) -> None:
    """Edit a column of the row at the cursor, unless that is under way: Enter ends it too."""
    if table.state() != QAbstractItemView.State.EditingState:
        table.edit(table.ids.index(table.currentIndex().row(), column))


class EditModel(IdModel):
    """Rows by their place in a list; `typed(row, column)` stands in the editor of a cell.

    `write(row, column, text)` takes what a person put there.
    """

    def __init__(
        self,
        heads: list[Head],
        fetch: Fetch,
        typed: Callable[[int, int], str],
        write: Callable[[int, int, str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(heads, fetch, parent)
        self._typed, self._write = typed, write

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what a cell shows, or what its editor begins with."""
        if role == _EDIT:
            return self._typed(index.row(), index.column())
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Take what was typed."""
        if role != _EDIT or not index.isValid():
            return False
        self._write(index.row(), index.column(), str(value))
        return True
