"""What the list is sorted by: chosen at its heads, and remembered between starts."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal

from desktop.desk.settings import Settings
from desktop.store import listing
from desktop.store.listing import Sort
from desktop.ui.incidents.columns import Column
from desktop.ui.kit.table import IdTable

_NAME = "incidents.sort"


class Sorting(QObject):
    """The sort of a table's column, shown by the arrow in its head; `changed` asks for it anew."""

    changed = Signal()

    def __init__(self, table: IdTable, columns: Sequence[Column], settings: Settings) -> None:
        super().__init__(table)
        self._table, self._columns, self._settings = table, columns, settings
        self.sort = _remembered(settings)

    def by(self, column: int) -> None:
        """Sort by a column that can be sorted by, turned round if it is the one already."""
        chosen = self._columns[column]
        same = self.sort.column == chosen.name
        # Numbers and times are mostly wanted from the top.
        first = chosen.numeric or chosen.name in {"when", "changed_at", "disagree"}
        self.sort = Sort(chosen.name, not self.sort.descending if same else first)
        self._settings.remember(_NAME, [self.sort.column, self.sort.descending])
        self.show()
        self.changed.emit()

    def show(self) -> None:
        """Put the arrow into the head of the column that the list is sorted by."""
        at = next(i for i, one in enumerate(self._columns) if one.name == self.sort.column)
        down = self.sort.descending
        heads = self._table.horizontalHeader()
        heads.setSortIndicatorShown(True)
        heads.setSortIndicator(
            at, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        )


def _remembered(settings: Settings) -> Sort:
    kept = settings.places.get(_NAME)
    if isinstance(kept, list) and len(kept) == 2 and kept[0] in listing.SORTS:
        return Sort(str(kept[0]), bool(kept[1]))
    return Sort()
