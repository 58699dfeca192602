"""The cells of the list: what they show, and what becomes of what is typed into them."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap

from desktop.records.errors import Mendable
from desktop.records.kinds import Kind
from desktop.records.kinds_links import Link, Links, Placed, Places, picks
from desktop.records.models import STATUSES, content
from desktop.records.words import _
from desktop.store import listing, read
from desktop.ui.incidents.columns import Column, pointed
from desktop.ui.kit import theme
from desktop.ui.kit.icons import icon
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.shown import named
from desktop.ui.kit.table import Head, IdModel, IdTable, Shown
from desktop.ui.kit.workplace import Workplace

_SIGNS = {
    "draft": ("pencil", "muted"),
    "submitted": ("submit", "accent"),
    "returned": ("back", "warning"),
    "approved": ("done", "done"),
    "withdrawn": ("withdraw", "muted"),
}


class Rows:
    """Makes the list's table, and answers for its cells."""

    def __init__(self, workplace: Workplace, offers: Offers, columns: Sequence[Column]) -> None:
        self._workplace, self._offers, self._columns = workplace, offers, columns
        self._pixmaps: dict[tuple[str, str, float], QPixmap] = {}
        self.model = IdModel([_head(one) for one in columns], self.fetch)
        self.table = IdTable(self.model, _("Incidents"))

    def fetch(self, ids: Sequence[int]) -> Mapping[int, Sequence[Shown]]:
        """Return the cells of a page of rows: one query for the values, one for the names."""
        connection = self._workplace.desk.file.connection
        shown = set(self.table.shown_columns())
        wanted = [column for at, column in enumerate(self._columns) if at in shown]
        fields = list(dict.fromkeys(name for column in wanted for name in column.fields))
        if not fields:
            return {}
        rows = listing.page(connection, ids, fields)
        places = {name: at + 1 for at, name in enumerate(fields)}
        uids = {
            uid
            for row in rows.values()
            for column in wanted
            for uid in pointed(column, [row[places[name]] for name in column.fields])
        }
        context = named(read.names(connection, uids), self._workplace.desk.zone)
        # Of many cells that are alike one is made.
        made: dict[tuple[str, tuple[Any, ...]], Shown] = {}
        blank = Shown("")
        found: dict[int, Sequence[Shown]] = {}
        for key, row in rows.items():
            cells = [blank] * len(self._columns)
            for at, column in enumerate(self._columns):
                if at in shown:
                    values = tuple([row[places[name]] for name in column.fields])
                    cell = made.get((column.name, values))
                    if cell is None:
                        cell = self._cell(column, column.show(values, context), values)
                        made[column.name, values] = cell
                    cells[at] = cell
            found[key] = cells
        return found

    def _cell(self, column: Column, text: str, values: Sequence[Any]) -> Shown:
        if column.name == "status":
            sign, role = _SIGNS.get(str(values[0]), ("info", "muted"))
            meaning = next((_(tip) for code, _label, tip in STATUSES if code == values[0]), "")
            return Shown(text, self._sign(sign, role), meaning)
        if column.name == "disagree" and text:
            tip = _("Two reports differ about the same hours and places; the preview says which.")
            return Shown(text, self._sign("warning", "warning"), tip)
        return Shown(text)

    def _sign(self, name: str, role: str) -> QPixmap:
        side = self.table.fontMetrics().height() - 2
        scale = self.table.devicePixelRatioF()
        key = (name, theme.colour(role).name(), scale)
        if key not in self._pixmaps:
            self._pixmaps[key] = icon(name, role).pixmap(QSize(side, side), scale)
        return self._pixmaps[key]

    def begin(self, row: int, column: int) -> tuple[Kind[Any], str, dict[str, str]] | None:
        """Return what an editor of a cell starts from."""
        desk = self._workplace.desk
        name = self._columns[column].name
        uid = self._uid_at(row)
        kept = read.record(desk.file.connection, "incident", uid) if uid else None
        if kept is None or desk.read_only:
            return None
        kind = content("incident")[name]
        context = desk.context()
        value = kept[name]
        chosen: dict[str, str] = {}
        if isinstance(kind, Places):
            value = tuple(Placed(one.uid, one.written or context.name(one.uid)) for one in value)
            chosen = picks(value)
        elif isinstance(kind, Link) and value:
            chosen = {context.name(value): value}
        elif isinstance(kind, Links):
            chosen = {context.name(uid): uid for uid in value}
        return kind, kind.show(value, context), chosen

    def save(self, row: int, column: int, text: str, chosen: dict[str, str]) -> str:
        """Save a cell; return what is wrong with it, or ""."""
        from desktop.desk import editing  # noqa: PLC0415 - not for the first paint

        desk = self._workplace.desk
        uid = self._uid_at(row)
        context = desk.context().picked(chosen)
        try:
            editing.set_field(desk, uid, self._columns[column].name, text, context)
        except Mendable as failure:
            return str(failure)
        return ""

    def add(self, kind: Kind[Any], target: str, name: str) -> tuple[str, str] | None:
        """Ask for a new record that a name in a cell stands for; return its uid and name."""
        from desktop.ui.kit.quickadd import add_on_the_spot  # noqa: PLC0415 - as above

        vocabulary = getattr(kind, "vocabulary", "")
        made = add_on_the_spot(
            self._workplace.desk,
            self._offers,
            target,
            name,
            vocabulary=vocabulary,
            parent=self.table,
        )
        return (made.uid, made.name) if made is not None else None

    def _uid_at(self, row: int) -> str:
        key = self.table.ids.ids[row]
        return listing.uids(self._workplace.desk.file.connection, [key]).get(key, "")


def _head(column: Column) -> Head:
    tip = "\n".join(part for part in (column.meaning, column.sorted_by) if part)
    return Head(column.name, column.label, tip, column.numeric, column.editable)
