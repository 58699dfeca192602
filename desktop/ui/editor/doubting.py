"""What the checks find in the record that is being typed: a quiet line that opens into a list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from desktop.desk import ledger, saving
from desktop.desk.checking import Beside, beside_of, findings_in
from desktop.desk.ledger import ACCEPTED, Judged
from desktop.records.delta import Change
from desktop.records.words import ngettext
from desktop.ui.editor.work import Work
from desktop.ui.kit import theme
from desktop.ui.kit.actions import tooltip
from desktop.ui.kit.doubts import Doubts
from desktop.ui.kit.icons import icon
from desktop.ui.kit.timers import after

# So long after the last key the record is checked, in milliseconds.
_PAUSE = 300


class Doubting(QWidget):
    """How many findings are open, and on demand what they are."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._desk = work.workplace.desk
        self._beside: tuple[str, Beside] | None = None
        self.line = QToolButton()
        self.line.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.line.setCheckable(True)
        self.line.setToolTip(tooltip("findings"))
        self.line.toggled.connect(self._open)
        self.list = Doubts()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE - theme.GAP, theme.GRID, theme.EDGE, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.line, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.list)
        self.timer = after(self, _PAUSE, self.look)
        work.replaced.connect(self._anew)
        work.reshaped.connect(self.timer.start)
        work.edited.connect(lambda _uid, _name: self.timer.start())
        self.hide()

    def refresh(self, change: Change) -> None:
        """Ask anew what stands beside the record, after a change of the desk."""
        del change
        self._beside = None
        self.timer.start()

    def toggle(self) -> None:
        """Open the list, or close it."""
        if self.isVisible():
            self.line.toggle()

    def look(self) -> None:
        """Check the record as it stands, if anybody sees it."""
        page = self.parentWidget()
        if page is None or not page.isVisible():
            return
        entry, connection = self._work.entry, self._desk.file.connection
        if self._beside is None or self._beside[0] != entry.uid:
            self._beside = entry.uid, beside_of(connection, [entry.uid])
        family, sources = saving.as_family(entry, self._desk.context())
        found = findings_in(connection, family, sources, self._beside[1])
        self._show(ledger.judge(found, ledger.accepted(connection, entry.uid)))

    def _anew(self) -> None:
        self._beside = None
        self.line.setChecked(False)
        self.timer.start()

    def _show(self, judged: list[Judged]) -> None:
        waiting = [one for one in judged if one.standing != ACCEPTED]
        errors = sum(one.finding.severity == "error" for one in waiting)
        role = "error" if errors else "warning"
        self.line.setIcon(icon(role, role))
        words = ngettext("{n} finding", "{n} findings", len(waiting))
        self.line.setText(words.format(n=len(waiting)))
        self.list.show_findings(judged)
        self.list.setVisible(self.line.isChecked() and bool(judged))
        self.setVisible(bool(waiting) or self.line.isChecked())

    def _open(self, opened: bool) -> None:
        self.list.setVisible(opened)
        if opened:
            self.look()
            self.list.setFocus()
