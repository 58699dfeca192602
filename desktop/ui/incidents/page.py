"""The home page: filter bar, table and preview, kept in step with the desk."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QLineEdit,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.records.delta import Change
from desktop.records.errors import Invalid
from desktop.records.words import _, ngettext
from desktop.store import listing
from desktop.store.listing import Filter, Sort
from desktop.ui.incidents.cells import Cells
from desktop.ui.incidents.columns import columns
from desktop.ui.incidents.filters import FilterBar
from desktop.ui.incidents.instead import Place
from desktop.ui.incidents.layout import HeaderLayout
from desktop.ui.incidents.ordering import Ordering
from desktop.ui.incidents.rows import Rows
from desktop.ui.incidents.sorting import Sorting
from desktop.ui.kit import actions, theme
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.splits import remember
from desktop.ui.kit.table import tsv
from desktop.ui.kit.timers import after
from desktop.ui.kit.workplace import Workplace

if TYPE_CHECKING:
    from desktop.ui.kit.preview import Preview
    from desktop.ui.kit.progress import ProgressStrip

FOLLOW_MS = 40
_COPIED = 20_000


class IncidentsPage(QWidget):
    """The list of incidents, its filters and the preview of the one that the cursor is on.

    `counted` carries what the status line says of the list, `search_cleared` that the window's
    search box is to be emptied.
    """

    opened = Signal(str)
    created = Signal()
    history_wanted = Signal(str)
    counted = Signal(str)
    search_cleared = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._offers = Offers(workplace.desk)
        self._columns = columns()
        self._text = ""
        self._build()
        self._make_actions()
        self.ordering.begin()

    def refresh(self, change: Change) -> None:
        """Show what a saved change did; selection, cursor and what is in sight stay."""
        del change
        self.model.forget()
        self._follow.start()
        self.ordering.again()

    def set_search(self, text: str) -> None:
        """Look for a text in everything, as it is typed."""
        if text.strip() != self._text:
            self._text = text.strip()
            self.filters.set_searching(bool(self._text))
            self.ordering.narrow()

    def focus_table(self) -> None:
        """Put the keyboard's focus on the list."""
        if self.stack.has_table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.table.currentIndex().isValid() and len(self.model.ids):
                self.ordering.go(0)
        else:
            self.stack.focus_button()

    def current_uid(self) -> str:
        """Return the uid of the incident that the cursor is on, or ""."""
        key = self.table.current_id()
        if key is None:
            return ""
        return listing.uids(self._workplace.desk.file.connection, [key]).get(key, "")

    def selected_uids(self) -> list[str]:
        """Return the uids of the selected incidents, in the list's order."""
        keys = self.table.selected_ids()
        found = listing.uids(self._workplace.desk.file.connection, keys)
        return [found[key] for key in keys if key in found]

    def tell(self) -> None:
        """Say how many incidents are shown, once it is known."""
        if self.ordering.whole:
            self.counted.emit(self.status_text())

    def filter(self) -> Filter:
        """Return what the list is narrowed to."""
        return self.filters.filter(self._text)

    def sort(self) -> Sort:
        """Return what the list is sorted by."""
        return self.sorting.sort

    def status_text(self) -> str:
        """Return how many incidents are shown, of how many, and how many are selected."""
        locale = QLocale()
        total = locale.toString(self.ordering.total)
        shown = locale.toString(len(self.model.ids)) if self.ordering.whole else "…"
        if self.ordering.whole and len(self.model.ids) == self.ordering.total:
            words = ngettext("{n} incident", "{n} incidents", self.ordering.total).format(n=total)
        else:
            words = _("{n} of {total}").format(n=shown, total=total)
        selected = self.table.selected_count()
        if selected > 1:
            words += " · " + _("{n} selected").format(n=locale.toString(selected))
        return words

    def leave(self) -> None:
        """Stop the questions under way, before the desk's file is closed."""
        self._follow.stop()
        self.ordering.close()

    def _build(self) -> None:
        self.filters = FilterBar(self._workplace, self._offers, self)
        self.filters.cleared.connect(self._clear_search)
        self._build_table()
        self.table.opened.connect(self._open)
        self.table.doubleClicked.connect(self._double_clicked)
        self.table.sort_wanted.connect(self._sort_by)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.layout_ = HeaderLayout(self.table, self._columns, self._workplace.settings)
        self.layout_.changed.connect(self.model.forget)
        self.sorting.show()
        self.stack = Place(
            self.table, self.created.emit, self.filters.clear, self.ordering.ask, self
        )
        self.ordering.failed.connect(self.stack.show_failure)
        left = QWidget(self)
        self._left = layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(self.stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(left)
        self._beside = QVBoxLayout()
        self._beside.setContentsMargins(0, 0, 0, 0)
        beside = QWidget(self)
        beside.setLayout(self._beside)
        self.splitter.addWidget(beside)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        sizes = [theme.text_width(120), theme.text_width(48)]
        remember(self.splitter, self._workplace.settings, "incidents.splitter", sizes)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.splitter)
        self._follow = after(self, FOLLOW_MS, self._show_current)

    def _build_table(self) -> None:
        self._rows = Rows(self._workplace, self._offers, self._columns)
        self.model, self.table = self._rows.model, self._rows.table
        self.sorting = Sorting(self.table, self._columns, self._workplace.settings)
        self.ordering = Ordering(
            self._workplace.desk, self.table, lambda: (self.filter(), self.sort()), self
        )
        self.sorting.changed.connect(self.ordering.ask)
        self.filters.changed.connect(self.ordering.narrow)
        self.ordering.placed.connect(self._placed)
        self.ordering.settled.connect(self._settled)
        self.ordering.slow.connect(self._show_loading)
        self.cells = Cells(
            self.table, self._offers, self._rows.begin, self._rows.save, self._rows.add
        )
        self.table.setItemDelegate(self.cells)
        self.cells.closeEditor.connect(lambda *_how: self.ordering.edited())

    # Built when they are first shown, after the list is painted.

    @cached_property
    def preview(self) -> "Preview":
        """The incident that the cursor is on, beside the list."""
        from desktop.ui.kit.preview import Preview  # noqa: PLC0415 - not for the first paint

        made = Preview(self._workplace, self)
        made.opened.connect(self._open)
        made.history_wanted.connect(self._history)
        self._beside.addWidget(made)
        return made

    @cached_property
    def strip(self) -> "ProgressStrip":
        """How far long work is."""
        from desktop.ui.kit.progress import ProgressStrip  # noqa: PLC0415 - not for the first paint

        made = ProgressStrip(self)
        self._left.addWidget(made)
        return made

    def _make_actions(self) -> None:
        self.actions_ = [
            actions.make("edit cell", self.table, self._edit_cell),
            actions.make("bulk edit", self, self.change_selected),
            actions.make("remove", self.table, self.remove_selected),
            actions.make("copy", self.table, self.copy_selected),
            actions.make("columns", self, self._choose_columns),
            actions.make("clear filters", self, self.filters.clear),
            actions.make("record history", self, self._history),
        ]
        by_name = {action.objectName(): action for action in self.actions_}
        for name in ("edit cell", "bulk edit", "remove"):
            by_name[name].setEnabled(not self._workplace.desk.read_only)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        opening = menu.addAction(_("Open incident"))
        opening.triggered.connect(self._open)
        menu.addActions([action for action in self.actions_ if action.objectName() in _MENU])
        menu.popup(self.table.viewport().mapToGlobal(at))
        menu.aboutToHide.connect(menu.deleteLater)

    # What the list shows.

    def _placed(self) -> None:
        self.stack.show_table()
        self._follow.start()

    def _settled(self) -> None:
        self._show_outcome()
        self.tell()

    def _show_outcome(self) -> None:
        if len(self.model.ids):
            self.stack.show_table()
        elif self._text or self.filters.words():
            told = ([f"“{self._text}”"] if self._text else []) + self.filters.words()
            self.stack.show_nohits(", ".join(told))
        else:
            self.stack.show_nothing()
        self._follow.start()

    def _show_loading(self) -> None:
        if self.ordering.loading and not len(self.model.ids):
            self.stack.show_loading()

    def _clear_search(self) -> None:
        self._text = ""
        self.filters.set_searching(False)
        self.search_cleared.emit()

    # What a person does.

    def _open(self) -> None:
        uid = self.current_uid()
        if uid:
            self.opened.emit(uid)

    def _double_clicked(self, index: Any) -> None:
        if not self._columns[index.column()].editable or self._workplace.desk.read_only:
            self._open()

    def _history(self) -> None:
        uid = self.current_uid()
        if uid:
            self.history_wanted.emit(uid)

    def _edit_cell(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid():
            return
        if self._columns[index.column()].editable:
            self.table.edit(index)
            field = self.table.indexWidget(index)
            if isinstance(field, QLineEdit):
                field.end(False)
        else:
            head = self._columns[index.column()].label
            self._workplace.say(
                _("{column} can't be typed in the list; open the incident.").format(column=head)
            )

    def _sort_by(self, column: int) -> None:
        chosen = self._columns[column]
        if chosen.sortable:
            self.sorting.by(column)
            return
        self.sorting.show()
        words = _("The list can't be sorted by {column}.")
        self._workplace.say(words.format(column=chosen.label))

    def remove_selected(self) -> None:
        """Put the selected incidents, or the one under the cursor, into the bin."""
        uids = self.selected_uids() or [uid for uid in [self.current_uid()] if uid]
        if not uids:
            return
        from desktop.ui.incidents import removing  # noqa: PLC0415 - not for the first paint

        self._step_past_selection()
        removing.remove(self._workplace, uids, lambda: self.strip)

    def _step_past_selection(self) -> None:
        """Put the cursor on what follows the selection, which is about to go."""
        chosen = self.table.selected_ranges()
        if not chosen:
            return
        after = chosen[-1][1] + 1
        if after >= len(self.model.ids):
            after = chosen[0][0] - 1
        self.table.selectionModel().clearSelection()
        if after >= 0:
            self.ordering.go(after)

    def copy_selected(self) -> None:
        """Copy the selected rows and the columns in sight, as a spreadsheet pastes them."""
        rows = [
            row for top, bottom in self.table.selected_ranges() for row in range(top, bottom + 1)
        ]
        if not rows and self.table.currentIndex().isValid():
            rows = [self.table.currentIndex().row()]
        if len(rows) > _COPIED:
            self._workplace.say(
                _("{n} rows are too many to copy; select up to {most}, or export them.").format(
                    n=QLocale().toString(len(rows)), most=QLocale().toString(_COPIED)
                )
            )
            return
        shown = self.table.shown_columns()
        lines = [[self._columns[at].label for at in shown]]
        lines += [[self.model.shown(row, at).text for at in shown] for row in rows]
        QGuiApplication.clipboard().setText(tsv(lines))
        n = len(rows)
        self._workplace.say(ngettext("{n} row copied", "{n} rows copied", n).format(n=n))

    def change_selected(self) -> None:
        """Open the change of many records for the selected incidents."""
        uids = self.selected_uids() or [uid for uid in [self.current_uid()] if uid]
        if uids:
            from desktop.ui.incidents.bulk import BulkDialog  # noqa: PLC0415 - as above

            dialog = BulkDialog(self._workplace, self._offers, uids, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _choose_columns(self) -> None:
        heads = self.table.horizontalHeader()
        self.layout_.menu(heads.mapToGlobal(QPoint(theme.EDGE, heads.height())))

    # The cursor and the selection.

    def _moved(self) -> None:
        if not self.ordering.placing:
            self._follow.start()

    def _selected(self) -> None:
        if not self.ordering.placing:
            self.ordering.selected()
            self._tell()

    def _tell(self) -> None:
        self.counted.emit(self.status_text())

    def _show_current(self) -> None:
        uid = self.current_uid()
        if not uid and self.ordering.loading:
            return
        try:
            if uid and self.stack.has_table:
                self.preview.show_incident(uid)
            else:
                self.preview.show_nothing()
        except Invalid as failure:
            self._workplace.say(str(failure))


_MENU = ("edit cell", "bulk edit", "copy", "record history", "remove")
