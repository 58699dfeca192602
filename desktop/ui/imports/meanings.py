"""The values of a column that it does not read, and what each of them means."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import mapping
from desktop.desk.scanning import Unread
from desktop.records.kinds_values import CountField
from desktop.records.models import content
from desktop.records.words import _
from desktop.sheets.foreign.profile import Use
from desktop.sheets.foreign.table import Column
from desktop.ui.imports.editable import EditModel, begin_editing
from desktop.ui.imports.work import TableWork
from desktop.ui.kit import theme
from desktop.ui.kit.editors import CountEditor
from desktop.ui.kit.icons import icon
from desktop.ui.kit.table import Head, IdTable, Index, Shown
from desktop.ui.kit.widgets import label

VALUE, MEANS, TIMES = range(3)
SIGN = 14


class MeaningsTable(QWidget):
    """Rows of values: what stands in the sheet, what it means, how often it stands there."""

    def __init__(self, work: TableWork) -> None:
        super().__init__()
        self._work = work
        self._column: Column | None = None
        self._use = Use()
        self._values: list[str] = []
        self._unread: dict[str, Unread] = {}
        self._said: dict[str, str] = {}
        self.heading = label(_("Values and what they mean"))
        self.nothing = label("", "muted")
        self.nothing.setWordWrap(True)
        self.hint = label(
            _("Enter: say what it means. Del: it means nothing. Backspace: take that back."),
            "muted",
        )
        self.hint.setWordWrap(True)
        self.model = EditModel(
            [
                Head("value", _("Stands there")),
                Head("means", _("Means"), editable=True),
                Head("times", _("Times"), numeric=True),
            ],
            self._fetch, self._typed, self._write, self,
        )  # fmt: skip
        self.table = IdTable(self.model, _("Values and what they mean"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setItemDelegateForColumn(MEANS, _MeaningDelegate(self))
        self.table.opened.connect(self._edit)
        self.table.installEventFilter(self)
        heads = self.table.horizontalHeader()
        heads.setSectionsMovable(False)
        heads.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(MEANS, theme.text_width(16))
        self.table.setColumnWidth(TIMES, theme.text_width(7))
        self.heading.setBuddy(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for one in (self.heading, self.table, self.nothing, self.hint):
            column.addWidget(one)
        column.setStretchFactor(self.table, 1)
        self._rest = column
        column.addStretch(0)

    @property
    def is_count(self) -> bool:
        """Whether the column's values are counts."""
        return self._use.figure is not None and not self._use.figure.split

    def show_column(self, column: Column, use: Use) -> None:
        """Show the values of a column; those that have a meaning come first."""
        seen = self._work.seen
        another = self._column is None or column.name != self._column.name
        self._column, self._use = column, use
        self._said = mapping.meaning(self._work.profile, column.name)
        self._unread = dict(seen.scan.unread.get(column.letter, {})) if seen else {}
        kept = [] if another else [one for one in self._values if one in self._known()]
        rest = [one for one in self._known() if one not in set(kept)]
        values = kept + rest
        at = 0 if another else self.table.currentIndex().row()
        if values != self._values or another:
            self._values = values
            self.model.set_ids(array("q"))
            self.model.set_ids(array("q", range(len(values))))
            if values:
                self.table.setCurrentIndex(
                    self.model.index(min(max(at, 0), len(values) - 1), MEANS)
                )
        else:
            self.model.forget()
        self._show_words(bool(values))

    def _known(self) -> dict[str, None]:
        return dict.fromkeys((*self._said, *self._unread))

    def _show_words(self, some: bool) -> None:
        for one in (self.table, self.heading, self.hint):
            one.setVisible(some and bool(self._use.to))
        seen = self._work.seen
        if some and self._use.to:
            words = ""
        elif not self._use.to:
            words = _("This column is left out. Its cells are kept with the raw row.")
        elif seen is not None and seen.scan.whole:
            words = _("Every value is understood.")
        elif seen is not None:
            words = _("Every value of the first {n} rows is understood.").format(
                n=f"{seen.scan.rows:,}"
            )
        else:
            words = ""
        self.nothing.setText(words)
        self.nothing.setVisible(bool(words))
        self._rest.setStretch(self._rest.count() - 1, 0 if some and self._use.to else 1)

    def _fetch(self, ids: Sequence[int]) -> dict[int, list[Shown]]:
        found: dict[int, list[Shown]] = {}
        for row in ids:
            value = self._values[row]
            unread = self._unread.get(value)
            meant = self._said.get(value)
            why = _("{why} (first in row {row})").format(
                why=unread.why, row=f"{unread.row:,}") if unread else ""  # fmt: skip
            sign = icon("warning", "warning").pixmap(SIGN, SIGN) if unread else None
            shown = "" if meant is None else meant or _("nothing")
            found[row] = [
                Shown(" ".join(value.split())[:200], sign, why),
                Shown(shown, tip=why),
                Shown(f"{unread.times:,}" if unread else ""),
            ]
        return found

    def _typed(self, row: int, _column: int) -> str:
        return self._said.get(self._values[row], "")

    def _write(self, row: int, _column: int, meant: str) -> None:
        self.say(row, meant.strip() or None)

    def say(self, row: int, meant: str | None) -> None:
        """Let a value mean a text; "" is nothing, None takes it back."""
        if self._column is not None and 0 <= row < len(self._values):
            name = self._column.name
            self._work.edit(mapping.means(self._work.profile, name, self._values[row], meant))

    def _edit(self) -> None:
        begin_editing(self.table, MEANS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Del and Backspace on a row, before a letter would begin to edit it."""
        if isinstance(event, QKeyEvent) and not event.modifiers():
            wanted = {Qt.Key.Key_Delete: "", Qt.Key.Key_Backspace: None}
            key = Qt.Key(event.key())
            if key in wanted and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if key in wanted and event.type() == QEvent.Type.KeyPress:
                self.say(self.table.currentIndex().row(), wanted[key])
                return True
        return super().eventFilter(watched, event)


class _MeaningDelegate(QStyledItemDelegate):
    """Edits what a value means; of counts with the keys of the four empties."""

    def __init__(self, parent: MeaningsTable) -> None:
        super().__init__(parent)
        self._table = parent
        # Its parent is only lent to Python, and would not keep it.
        self._made: CountEditor | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line, for counts one that has the keys of the four empties."""
        if not self._table.is_count:
            return super().createEditor(parent, option, index)
        kind = content("figure")["count"]
        assert isinstance(kind, CountField)  # noqa: S101 - as it is declared
        self._made = CountEditor(kind, parent)
        return self._made
