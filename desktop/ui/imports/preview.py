"""The fourth step: rows as records, what was refused and why, side by side with the sheet."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.telling import Told
from desktop.records.merging import Refusal
from desktop.records.words import _, ngettext
from desktop.ui.imports.rowpane import RowPane
from desktop.ui.imports.work import TableWork
from desktop.ui.kit import theme
from desktop.ui.kit.actions import make, tooltip
from desktop.ui.kit.icons import icon
from desktop.ui.kit.table import Head, IdModel, IdTable, Shown
from desktop.ui.kit.widgets import label

ROW, WHEN, WHERE, FIGURES, REFUSED = range(5)
SIGN = 14


class PreviewStep(QWidget):
    """The first rows, or all that were refused; beneath, the row at the cursor in full."""

    def __init__(self, work: TableWork) -> None:
        super().__init__()
        self._work = work
        self._rows: list[int] = []
        self._told: dict[int, Told] = {}
        self._refused: dict[int, list[Refusal]] = {}
        self.counts = label("")
        self.only = QCheckBox(_("Refused only"))
        self.only.setToolTip(tooltip("only refused"))
        self.only.toggled.connect(lambda _on: self.refresh())
        make("only refused", self, self.only.toggle)
        self.model = IdModel(
            [
                Head("row", _("Row"), numeric=True),
                Head("when", _("When")),
                Head("where", _("Where")),
                Head("figures", _("Figures")),
                Head("refused", _("Refused")),
            ],
            self._fetch, self,
        )  # fmt: skip
        self.table = IdTable(self.model, _("Rows as records"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.selectionModel().currentChanged.connect(lambda _new, _old: self._show())
        self.pane = RowPane()
        self._lay_out()
        work.chosen_anew.connect(self.refresh)
        work.edited.connect(self.refresh)
        work.scanned.connect(self.refresh)

    def _lay_out(self) -> None:
        heads = self.table.horizontalHeader()
        heads.setSectionsMovable(False)
        for column, characters in ((ROW, 8), (WHEN, 36), (WHERE, 24), (FIGURES, 40)):
            self.table.setColumnWidth(column, theme.text_width(characters))
        heads.setSectionResizeMode(REFUSED, QHeaderView.ResizeMode.Stretch)
        above = QHBoxLayout()
        above.addWidget(self.counts, 1)
        above.addWidget(self.only)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(self.pane)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.GAP, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addLayout(above)
        layout.addWidget(splitter, 1)

    def refresh(self) -> None:
        """Show the rows as they are known now."""
        seen = self._work.seen
        before = self.table.currentIndex().row()
        self._told = {} if seen is None else {one.rows[0]: one for one in seen.told}
        self._refused = {} if seen is None else seen.scan.refused
        self._rows = list(self._refused) if self.only.isChecked() else list(self._told)
        self.model.set_ids(array("q"))
        self.model.set_ids(array("q", range(len(self._rows))))
        if self._rows:
            row = min(max(before, 0), len(self._rows) - 1)
            self.table.setCurrentIndex(self.model.index(row, ROW))
        self.counts.setText(self._counted())
        self._show()

    def _counted(self) -> str:
        """Return in words which rows are shown, of how many."""
        seen, plan = self._work.seen, self._work.plan
        if seen is None:
            return ""
        if self.only.isChecked():
            cells = sum(seen.scan.unread_cells.values())
            said = ngettext("{n} row with refused cells", "{n} rows with refused cells",
                            len(self._rows)).format(n=f"{len(self._rows):,}")  # fmt: skip
            if plan is None:
                return _("{said}, of the first {n} rows").format(said=said, n=f"{seen.scan.rows:,}")
            if plan.refused_cells > cells:
                return _("{said}; the first {n} cells of {m} are listed").format(
                    said=said, n=f"{cells:,}", m=f"{plan.refused_cells:,}"
                )
            return said
        n = len(self._rows)
        return ngettext("The first {n} row as a record", "The first {n} rows as records", n).format(
            n=f"{n:,}"
        )

    def _fetch(self, ids: Sequence[int]) -> dict[int, list[Shown]]:
        found: dict[int, list[Shown]] = {}
        for at in ids:
            row = self._rows[at]
            told = self._told.get(row)
            refused = self._refused.get(row, [])
            whole = told is not None and told.lost
            sign = icon("error" if whole else "warning", "error" if whole else "warning")
            why = "; ".join(f"{one.column}: {one.why}" for one in refused)
            words = _("the whole row. {why}").format(why=why) if whole else why
            found[at] = [
                Shown(f"{row:,}"),
                Shown(told.when if told else ""),
                Shown(told.where if told else ""),
                Shown(told.figures if told else ""),
                Shown(words, sign.pixmap(SIGN, SIGN) if refused or whole else None),
            ]
        return found

    def _show(self) -> None:
        at = self.table.currentIndex().row()
        chosen = self._work.chosen
        if chosen is None or not 0 <= at < len(self._rows):
            self.pane.show_nothing()
            return
        row = self._rows[at]
        told = self._told.get(row)
        if told is not None:
            self.pane.show_row(told, chosen.table)
        else:
            self._work.tell_row(row, "", lambda found, _counts: self._take(row, found))

    def _take(self, row: int, told: Told | None) -> None:
        chosen = self._work.chosen
        at = self.table.currentIndex().row()
        if told is not None and chosen is not None and 0 <= at < len(self._rows):
            self._told[row] = told
            self.model.forget()
            if self._rows[at] == row:
                self.pane.show_row(told, chosen.table)
