"""Which columns are seen, in what order and how wide; remembered between starts."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from desktop.desk.settings import Settings
from desktop.records.words import _
from desktop.ui.incidents.columns import Column
from desktop.ui.kit import theme
from desktop.ui.kit.table import IdTable
from desktop.ui.kit.timers import after

NAME = "incidents.columns"
_PAUSE = 300


class HeaderLayout(QObject):
    """Applies and remembers the header of the list; `changed` tells that other columns show."""

    changed = Signal()

    def __init__(self, table: IdTable, columns: Sequence[Column], settings: Settings) -> None:
        super().__init__(table)
        self._table, self._columns, self._settings = table, list(columns), settings
        self._keep = after(self, _PAUSE, self._remember)
        self._apply(settings.places.get(NAME))
        heads = table.horizontalHeader()
        heads.sectionMoved.connect(lambda *_moved: self._keep.start())
        heads.sectionResized.connect(lambda *_sized: self._keep.start())
        heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heads.customContextMenuRequested.connect(lambda at: self.menu(heads.mapToGlobal(at)))

    def menu(self, at: QPoint) -> None:
        """Show the columns to tick."""
        menu = QMenu(self._table)
        for column in self._columns:
            action = menu.addAction(column.label.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not self._hidden(column.name))
            action.toggled.connect(self._shower(column.name))
        menu.addSeparator()
        menu.addAction(_("As at the start")).triggered.connect(self.reset)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def show_column(self, name: str, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if not shown and self._table.shown_columns() == [self._at(name)]:
            return
        self._table.horizontalHeader().setSectionHidden(self._at(name), not shown)
        self._keep.start()
        self.changed.emit()

    def reset(self) -> None:
        """Show the columns as they are at the first start."""
        self._apply(None)
        self._keep.start()
        self.changed.emit()

    def _shower(self, name: str) -> Callable[[bool], None]:
        return lambda shown: self.show_column(name, shown)

    def _at(self, name: str) -> int:
        return next(at for at, column in enumerate(self._columns) if column.name == name)

    def _hidden(self, name: str) -> bool:
        return self._table.horizontalHeader().isSectionHidden(self._at(name))

    def _apply(self, kept: Any) -> None:
        heads = self._table.horizontalHeader()
        known = {column.name: column for column in self._columns}
        wanted = {name: {"width": 0, "hidden": column.hidden} for name, column in known.items()}
        if isinstance(kept, list):
            remembered = {
                one["name"]: one
                for one in kept
                if isinstance(one, dict) and one.get("name") in known
            }
            wanted = {**remembered, **{k: v for k, v in wanted.items() if k not in remembered}}
        if all(one.get("hidden") for one in wanted.values()):
            wanted["number"]["hidden"] = False
        for place, (name, one) in enumerate(wanted.items()):
            at = self._at(name)
            heads.moveSection(heads.visualIndex(at), place)
            width = one.get("width")
            if not isinstance(width, int) or width < 8:
                width = theme.text_width(known[name].width)
            heads.resizeSection(at, width)
            heads.setSectionHidden(at, bool(one.get("hidden")))

    def _remember(self) -> None:
        heads = self._table.horizontalHeader()
        order = [heads.logicalIndex(place) for place in range(heads.count())]
        before = {
            one["name"]: one.get("width", 0)
            for one in self._settings.places.get(NAME) or []
            if isinstance(one, dict) and "name" in one
        }
        kept = []
        for at in order:
            name, hidden = self._columns[at].name, heads.isSectionHidden(at)
            # A hidden section says that it has no width; the one it had comes back with it.
            width = before.get(name, 0) if hidden else heads.sectionSize(at)
            kept.append({"name": name, "width": width, "hidden": hidden})
        self._settings.remember(NAME, kept)
