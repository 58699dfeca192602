"""The second step: what each column becomes."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSplitter, QVBoxLayout, QWidget

from desktop.desk import mapping
from desktop.records.words import _
from desktop.sheets.foreign.table import Column
from desktop.store import read
from desktop.ui.imports.becoming import Becoming, BecomingDelegate
from desktop.ui.imports.columnpane import ColumnPane
from desktop.ui.imports.editable import EditModel, begin_editing
from desktop.ui.imports.work import TableWork
from desktop.ui.kit import theme
from desktop.ui.kit.icons import icon
from desktop.ui.kit.table import Head, IdTable, Shown

LETTER, HEADING, VALUES, BECOMES, UNREAD = range(5)
SIGN = 14


class ColumnsStep(QWidget):
    """The columns at the left; how the chosen one is read at the right."""

    def __init__(self, work: TableWork) -> None:
        super().__init__()
        self._work = work
        connection = work.workplace.desk.file.connection
        self.choices = Becoming(read.terms(connection, "measure"))
        self.model = EditModel(
            [
                Head("letter", _("Column")),
                Head("heading", _("Heading")),
                Head("values", _("What stands there")),
                Head("becomes", _("Becomes"), editable=True),
                Head("unread", _("Not read"), _("How many of its cells were not understood."),
                     numeric=True),
            ],
            self._fetch, self._typed, self._write, self,
        )  # fmt: skip
        self.table = IdTable(self.model, _("Columns"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setItemDelegateForColumn(BECOMES, BecomingDelegate(self.choices, self.table))
        self.table.opened.connect(self._edit)
        self.table.selectionModel().currentChanged.connect(lambda _new, _old: self._show())
        self.pane = ColumnPane(work, self.choices)
        self._lay_out()
        work.chosen_anew.connect(self._fill)
        work.edited.connect(self._follow)
        work.scanned.connect(self._follow)

    def _lay_out(self) -> None:
        heads = self.table.horizontalHeader()
        heads.setStretchLastSection(False)
        heads.setSectionsMovable(False)
        heads.setSectionResizeMode(HEADING, QHeaderView.ResizeMode.Interactive)
        heads.setSectionResizeMode(VALUES, QHeaderView.ResizeMode.Stretch)
        for column, characters in ((LETTER, 9), (HEADING, 22), (BECOMES, 26), (UNREAD, 8)):
            self.table.setColumnWidth(column, theme.text_width(characters))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.pane)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([760, theme.text_width(52)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.GAP, 0, 0)
        layout.addWidget(self.splitter)

    @property
    def columns(self) -> Sequence[Column]:
        """The table's columns."""
        return self._work.chosen.table.columns if self._work.chosen else ()

    def current(self) -> Column | None:
        """Return the column that the cursor is on."""
        row = self.table.currentIndex().row()
        return self.columns[row] if 0 <= row < len(self.columns) else None

    def _fill(self) -> None:
        at = max(0, self.table.currentIndex().row())
        self.model.set_ids(array("q"))
        self.model.set_ids(array("q", range(len(self.columns))))
        if self.columns:
            self.table.setCurrentIndex(self.model.index(min(at, len(self.columns) - 1), BECOMES))
        self._show()

    def _follow(self) -> None:
        self.model.forget()
        self._show()

    def _show(self) -> None:
        self.pane.show_column(self.current())

    def _edit(self) -> None:
        begin_editing(self.table, BECOMES)

    def _fetch(self, ids: Sequence[int]) -> dict[int, list[Shown]]:
        seen = self._work.seen
        found: dict[int, list[Shown]] = {}
        for row in ids:
            one = self.columns[row]
            use = mapping.use_of(self._work.profile, one.name)
            samples = seen.scan.samples.get(one.letter, ()) if seen else ()
            unread = seen.scan.unread_cells.get(one.letter, 0) if seen else 0
            sign = icon("warning", "warning").pixmap(SIGN, SIGN) if unread else None
            found[row] = [
                Shown(one.letter),
                Shown(one.heading or one.name, tip=one.tag),
                Shown(" · ".join(samples), tip="\n".join(samples)),
                Shown(self.choices.said(use), tip=self._detail(use.to)),
                Shown(f"{unread:,}" if unread else "", sign),
            ]
        return found

    @staticmethod
    def _detail(to: str) -> str:
        return "" if to else _("This column is left out; its cells are kept with the raw row.")

    def _typed(self, row: int, column: int) -> str:
        del column
        return self.choices.code(mapping.use_of(self._work.profile, self.columns[row].name))

    def _write(self, row: int, _column: int, code: str) -> None:
        self.pane.become(self.columns[row], code)

    def index_of(self, name: str) -> QModelIndex:
        """Return where a column's choice is edited."""
        row = next(at for at, one in enumerate(self.columns) if one.name == name)
        return self.model.index(row, BECOMES)
