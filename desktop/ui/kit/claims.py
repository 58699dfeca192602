"""The rival claims of one incident side by side, and the keys that prefer one or put it aside."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from desktop.desk import ranking
from desktop.desk.rivals import Matrix, Row, chosen_text, heading, matrix
from desktop.records.context import Context
from desktop.records.errors import Mendable
from desktop.records.family import Family, Kept
from desktop.records.models import content
from desktop.records.words import _
from desktop.store import read
from desktop.ui.kit import theme
from desktop.ui.kit.icons import icon
from desktop.ui.kit.reason import Reason
from desktop.ui.kit.shown import family_context
from desktop.ui.kit.widgets import label
from desktop.ui.kit.workplace import Workplace

_FIGURE = Qt.ItemDataRole.UserRole
# How wide the column of a report is, in characters.
_REPORT = 20
_LETTERS = {"P": "prefer", "D": "deprecate"}


class _Table(QTableWidget):
    """Hands its letters to the page."""

    pressed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Prefer or deprecate by a letter; nothing is searched by it."""
        letter = event.text().upper()
        if letter in _LETTERS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pressed.emit(_LETTERS[letter])
        elif letter.isalpha():
            event.ignore()
        else:
            super().keyPressEvent(event)


class Claims(QWidget):
    """A matrix of claims; `changed` tells that the standing of a figure was."""

    changed = Signal()
    # The standing that each step gives to a figure.
    STEPS: ClassVar = {"prefer": "preferred", "deprecate": "deprecated"}

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._desk = workplace.desk
        self._family: Family | None = None
        self.table = _Table()
        self.table.setAccessibleName(_("Rival claims"))
        self.table.setProperty("role", "pane")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        self.table.setIconSize(QSize(14, 14))
        self.table.verticalHeader().hide()
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        head.setHighlightSections(False)
        self.table.pressed.connect(self.press)
        self.problem = label("", "error")
        self.problem.hide()
        self.reason = Reason()
        self.reason.given.connect(self._rank)
        self.reason.dropped.connect(self._drop)
        self.keys = label(_("P prefers a figure, D deprecates it; again sets it back."), "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        for one in (self.table, self.problem, self.reason, self.keys):
            column.addWidget(one, int(one is self.table))

    def show_incident(self, uid: str) -> None:
        """Show the claims of an incident as the desk has it; the cursor stays where it was."""
        at = (self.table.currentRow(), self.table.currentColumn())
        same = self._family is not None and self._family.incident.uid == uid
        connection = self._desk.file.connection
        self._family = read.family(connection, uid)
        self.reason.hide()
        self.table.clear()
        if self._family is None:
            self.table.setRowCount(0)
            return
        self._fill(matrix(connection, self._family), family_context(self._desk, self._family))
        self.table.setCurrentCell(*(at if same else (0, 1)))

    def _fill(self, found: Matrix, context: Context) -> None:
        heads = [_("What")]
        heads += [heading(one, context) for one in found.reports]
        heads.append(_("Published"))
        self.table.setColumnCount(len(heads))
        self.table.setRowCount(len(found.rows))
        for column, words in enumerate(heads):
            self.table.setHorizontalHeaderItem(column, self._head(words))
        for at, row in enumerate(found.rows):
            self._fill_row(at, row, found, context)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column in range(1, len(heads) - 1):
            self.table.setColumnWidth(column, theme.text_width(_REPORT))
        self.table.setColumnWidth(0, theme.text_width(28))
        header.setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Stretch)
        header.setMinimumHeight(theme.row_height() * 3)
        self.table.verticalHeader().setDefaultSectionSize(theme.row_height())

    def _head(self, words: str) -> QTableWidgetItem:
        """Return a head whose lines fit a report's column; the tooltip has the whole."""
        metrics = self.table.horizontalHeader().fontMetrics()
        room = theme.text_width(_REPORT) - 2 * theme.GAP
        head = QTableWidgetItem(
            "\n".join(
                metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
                for line in words.split("\n")
            )
        )
        head.setToolTip(words)
        return head

    def _fill_row(self, at: int, row: Row, found: Matrix, context: Context) -> None:
        what = " ".join(context.name(uid) for uid in (row.measure, row.munition) if uid)
        places = ", ".join(map(context.name, row.places))
        self.table.setItem(at, 0, _item(" · ".join(filter(None, (what, places)))))
        for column, report in enumerate(found.reports, start=1):
            self.table.setItem(at, column, _claim(row.figures.get(report.uid, ())))
        last = _item(chosen_text(row))
        if row.is_disputed:
            last.setIcon(icon("warning", "warning"))
        self.table.setItem(at, self.table.columnCount() - 1, last)

    def figure(self) -> Kept | None:
        """Return the figure that the cursor is on."""
        item = self.table.currentItem()
        uid = item.data(_FIGURE) if item is not None else None
        every = self._family.all_figures() if self._family is not None else ()
        return next((figure for _report, figure in every if figure.uid == uid), None)

    def press(self, step: str) -> None:
        """Ask why the figure at the cursor is preferred or deprecated, or set back."""
        figure = self.figure()
        if figure is None:
            self._workplace.say(_("Choose a figure first."))
            return
        self.problem.hide()
        back = figure["rank"] == self.STEPS[step]
        self.reason.ask("normal" if back else step, figure.uid)

    def _rank(self, step: str, why: str) -> None:
        figure, family = self.figure(), self._family
        if figure is None or family is None:
            return
        standing = self.STEPS.get(step, "normal")
        try:
            ranking.rank(self._desk, family, figure.uid, standing, why)
        except Mendable as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.reason.edit.clear()
        self._drop()
        self.show_incident(family.incident.uid)
        self.changed.emit()

    def _drop(self) -> None:
        self.reason.hide()
        self.problem.hide()
        self.table.setFocus()


def _item(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(text)
    return item


def _claim(figures: Sequence[Kept]) -> QTableWidgetItem:
    """Return the cell of what one report says: preferred in bold, deprecated struck out."""
    declared = content("figure")
    words = []
    for one in figures:
        count = str(one["count"])
        if one["rank"] != "normal":
            count = f"{count} ({declared['rank'].show(one['rank'])})"
        words.append(count)
    item = _item(", ".join(words))
    if figures:
        item.setData(_FIGURE, figures[0].uid)
        quotes = [f"“{one['quote']}”" for one in figures if one["quote"]]
        item.setToolTip("\n".join((item.text(), *quotes)))
        font = theme.font(bold=figures[0]["rank"] == "preferred")
        font.setStrikeOut(figures[0]["rank"] == "deprecated")
        item.setFont(font)
    return item
