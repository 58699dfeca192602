"""What there is to tick: the incident's fields, each report's, and every figure with its quote."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from desktop.records.context import Context
from desktop.records.family import Family, Kept
from desktop.records.models import content
from desktop.records.ticks import FELL, OPEN, TICKED, Standing
from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.icons import icon

_WHAT, _VALUE, _QUOTE, _ASKED = range(4)
_KEY = Qt.ItemDataRole.UserRole
_ICONS = {TICKED: ("check-box", "done"), FELL: ("undo", "warning"), OPEN: ("box", "muted")}


class Checklist(QTreeWidget):
    """The values of one incident; `pointed` tells which record the cursor is on."""

    ticked = Signal()
    pointed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("What to check"))
        self.setProperty("role", "pane")
        self.setHeaderLabels([_("What"), _("Value"), _("Quote"), _("Query")])
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setIndentation(theme.GROUP)
        self.setIconSize(QSize(16, 16))
        self.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        header = self.header()
        header.setStretchLastSection(False)
        for column in (_VALUE, _QUOTE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, characters in ((_WHAT, 22), (_ASKED, 9)):
            self.setColumnWidth(column, theme.text_width(characters))
        self.currentItemChanged.connect(lambda _new, _old: self.pointed.emit(self.record()))

    def show_family(
        self,
        family: Family,
        standings: Sequence[Standing],
        queries: Mapping[tuple[str, str], Sequence[Kept]],
        context: Context,
        *,
        unticked_only: bool = False,
    ) -> None:
        """Show what there is to tick, and the open queries beside it; the cursor stays."""
        before, row = self.key(), self._row()
        self.clear()
        heads: dict[str, QTreeWidgetItem] = {}
        for one in standings:
            if unticked_only and one.standing == TICKED:
                continue
            head = heads.get(_owner(one.record))
            if head is None:
                head = heads[_owner(one.record)] = self._head(family, one.record, context)
            head.addChild(_row(one, queries.get(one.key, ()), context))
        self.expandAll()
        self.setColumnHidden(_ASKED, not queries)
        self._set_cursor(before, row)

    def _head(self, family: Family, record: Kept, context: Context) -> QTreeWidgetItem:
        words = _("Incident")
        if record.type != "incident":
            report = next(one for one in family.reports if one.uid == _owner(record))
            speaker = context.name(report["speaker"]) if report["speaker"] else _("No speaker")
            when = report["when"]
            words = " · ".join(filter(None, (speaker, when.show(context.zone) if when else "")))
        head = QTreeWidgetItem(self, [words])
        head.setFirstColumnSpanned(True)
        head.setFont(_WHAT, theme.font(bold=True))
        head.setSizeHint(_WHAT, QSize(0, theme.row_height()))
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return head

    def _rows(self) -> list[QTreeWidgetItem]:
        return [
            child
            for at in range(self.topLevelItemCount())
            if (head := self.topLevelItem(at)) is not None
            for place in range(head.childCount())
            if (child := head.child(place)) is not None
        ]

    def _row(self) -> int:
        """Return which of the rows the cursor is on, 0 for none."""
        at = self.currentItem()
        return next((row for row, one in enumerate(self._rows()) if one is at), 0)

    def _set_cursor(self, key: tuple[str, str] | None, row: int) -> None:
        """Go to what was at the cursor, or to what stands in its place now."""
        found = self._rows()
        at = next((one for one in found if tuple(one.data(_WHAT, _KEY)) == key), None)
        if at is None and found:
            at = found[min(row, len(found) - 1)]
        if at is not None:
            self.setCurrentItem(at)

    def key(self) -> tuple[str, str] | None:
        """Return the record's uid and the field that the cursor is on."""
        item = self.currentItem()
        found = item.data(_WHAT, _KEY) if item is not None else None
        return (found[0], found[1]) if found else None

    def record(self) -> str:
        """Return the uid of the record that the cursor is on, or ""."""
        key = self.key()
        return key[0] if key else ""

    def chosen(self) -> set[tuple[str, str]]:
        """Return the record and field of each selected row."""
        found = (one.data(_WHAT, _KEY) for one in self.selectedItems())
        return {(key[0], key[1]) for key in found if key}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with the space bar; letters are the page's keys, nothing is searched by them."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.ticked.emit()
        elif event.text().isalpha() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)


def _owner(record: Kept) -> str:
    """Return the uid of the report that a record is or belongs to, or of the incident."""
    return str(record["report"]) if record.type == "figure" else record.uid


def _row(one: Standing, queries: Sequence[Kept], context: Context) -> QTreeWidgetItem:
    item = QTreeWidgetItem(_cells(one, context))
    name, role = _ICONS[one.standing]
    item.setIcon(_WHAT, icon(name, role))
    item.setData(_WHAT, _KEY, [one.record.uid, one.field])
    told = _told(one)
    item.setToolTip(_WHAT, told)
    item.setData(_WHAT, Qt.ItemDataRole.AccessibleTextRole, f"{item.text(_WHAT)}, {told}")
    for column in (_VALUE, _QUOTE):
        item.setToolTip(column, item.text(column))
    item.setForeground(_QUOTE, theme.colour("muted"))
    if queries:
        last = queries[-1]
        item.setText(_ASKED, _(last["state"]))
        item.setForeground(_ASKED, theme.colour("warning"))
        item.setToolTip(_ASKED, "\n\n".join(map(_talk, queries)))
    return item


def _cells(one: Standing, context: Context) -> list[str]:
    record, declared = one.record, content(one.record.type)
    if one.field:
        kind = declared[one.field]
        shown = kind.show(record[one.field], context)
        return [kind.label, " ".join(shown.split())]
    words = [context.name(record["measure"]) if record["measure"] else ""]
    words += [context.name(record["munition"])] if record["munition"] else []
    if record["relation"] == "subset":
        words.append(declared["relation"].show("subset", context))
    if record["rank"] != "normal":
        words.append(f"({declared['rank'].show(record['rank'], context)})")
    indent = "    " if record["of"] else ""
    places = ", ".join(context.name(place.uid) for place in record["places"])
    quote = " ".join(record["quote"].split())
    value = " · ".join(filter(None, (str(record["count"]), places)))
    return [indent + " ".join(words), value, f"“{quote}”" if quote else ""]


def _told(one: Standing) -> str:
    if one.tick is None or one.standing == OPEN:
        return _("not ticked")
    form = _("ticked by {who}, {when}") if one.standing == TICKED else _(
        "changed since {who} ticked it, {when}"
    )  # fmt: skip
    return form.format(who=one.tick["by"], when=one.tick["at"][:16].replace("T", " "))


def _talk(query: Kept) -> str:
    lines = [f"{query['asker']}: {query['question']}"]
    if query["answer"]:
        lines.append(f"{query['answered_by']}: {query['answer']}")
    return "\n".join(lines)
