"""What was removed, by whom and why; one key brings it back."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import difference, editing
from desktop.records.delta import Change
from desktop.records.errors import Mendable
from desktop.records.models import TYPE_LABELS
from desktop.records.words import _
from desktop.records.zones import shown_moment
from desktop.store import journal, read
from desktop.ui.kit import theme
from desktop.ui.kit.actions import tooltip
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.plain import dress
from desktop.ui.kit.widgets import button, label
from desktop.ui.kit.workplace import Workplace


class BinPage(QWidget):
    """Lists what is in the bin, latest first."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._desk = workplace.desk
        self._listed: list[tuple[str, int]] = []
        heading = label(_("Bin"), "heading")
        heading.setFont(theme.font(scale=1.25, bold=True))
        said = label(_("What is removed stays here and can be brought back, with its history."))
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels([_("What"), _("Removed"), _("By"), _("Why")])
        dress(self.table, _("Bin"), (48, 26, 18))
        self.table.installEventFilter(self)
        self.restore = button(_("Bring back"), self._restore, "primary")
        self.restore.setToolTip(tooltip("bring back"))
        self.problem = label("", "error")
        self.problem.setWordWrap(True)
        self.nothing = EmptyState(
            "bin", _("The bin is empty."), _("What is removed comes here and can be brought back.")
        )
        foot = QHBoxLayout()
        foot.addWidget(self.restore)
        foot.addStretch(1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(theme.GROUP, theme.GAP, theme.GROUP, theme.GROUP)
        column_.setSpacing(theme.GAP)
        for widget in (heading, said):
            column_.addWidget(widget)
        column_.addWidget(self.table, 1)
        column_.addWidget(self.nothing, 1)
        column_.addWidget(self.problem)
        column_.addLayout(foot)

    def entered(self) -> None:
        """Show what is there now."""
        self._fill()
        (self.table if self._listed else self.nothing).setFocus()

    def refresh(self, change: Change) -> None:
        """Follow a change, if anybody looks."""
        del change
        if self.isVisible():
            self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the current row back on Return."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._restore()
            return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        connection = self._desk.file.connection
        context = self._desk.context()
        found = read.bin_of(connection)
        row = max(self.table.currentRow(), 0)
        self._listed = [(kept.uid, seq) for kept, seq in found]
        self.table.setRowCount(len(found))
        for at, (kept, seq) in enumerate(found):
            name = difference.describe(kept.type, kept.values, context)
            cells = [f"{_(TYPE_LABELS[kept.type])} {name}", "", "", ""]
            if seq:
                change = journal.headers(connection, before=seq + 1, limit=1)[0]
                cells[1:] = [
                    shown_moment(int(change.at.timestamp()), self._desk.zone),
                    change.by.name,
                    change.why,
                ]
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(at, column, item)
        here = self.isAncestorOf(QApplication.focusWidget() or self)
        self.table.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self.restore.setVisible(bool(found))
        self.restore.setEnabled(not self._desk.read_only)
        self._tell("")
        if found:
            self.table.selectRow(min(row, len(found) - 1))
        elif here:
            # Else the focus would fall on another room's button, and Enter would press it.
            self.nothing.setFocus()

    def _restore(self) -> None:
        row = self.table.currentRow()
        if not 0 <= row < len(self._listed) or self._desk.read_only:
            return
        uid, seq = self._listed[row]
        try:
            change = editing.restore(self._desk, seq, uid)
        except Mendable as error:
            self._tell(str(error))
            return
        self._workplace.say(_("Brought back: {what}").format(what=change.subject))

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
