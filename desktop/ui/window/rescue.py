"""Offers the backups of a desk that can't be opened, and puts the chosen one in its place."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.tasks import Progress, Worker
from desktop.records.errors import Mendable
from desktop.records.words import _
from desktop.store import backup, rescue
from desktop.ui.kit import theme
from desktop.ui.kit.progress import ProgressStrip
from desktop.ui.kit.widgets import button, label


class RescueDialog(QDialog):
    """Says what is wrong with a desk's file and lists its backups; `kept` is where that file went.

    `kept` is None until a backup was put back.
    """

    def __init__(self, told: str, desk: Path, locks: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._locks = desk, locks
        self._worker = Worker(self)
        self.kept: Path | None = None
        self.setWindowTitle(_("This desk can't be opened"))
        self.setMinimumWidth(560)
        self.backups = QListWidget()
        self.backups.setAccessibleName(_("Backups"))
        for one in backup.listed(desk):
            item = QListWidgetItem(_named(one))
            item.setData(Qt.ItemDataRole.UserRole, str(one.path))
            self.backups.addItem(item)
        self.backups.setCurrentRow(0)
        self.backups.itemActivated.connect(lambda _item: self._begin())
        self.progress = ProgressStrip()
        self.progress.stop_button.hide()
        self.outcome = QLabel()
        self.outcome.setWordWrap(True)
        self.outcome.setProperty("role", "error")
        self.outcome.hide()
        self.start = QPushButton(_("Put this backup back"))
        self.start.setProperty("role", "primary")
        self.start.setDefault(True)
        self.start.clicked.connect(lambda _checked=False: self._begin())
        self._lay_out(told)

    def _lay_out(self, told: str) -> None:
        said = QLabel(told)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        offered = label(_("Backups, the latest first"))
        offered.setBuddy(self.backups)
        after = label(
            _("The file as it is now will be kept beside it under another name."), "muted"
        )
        after.setWordWrap(True)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addStretch()
        foot.addWidget(button(_("Leave it as it is"), self.reject))
        foot.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.GROUP)
        column.setSpacing(theme.GAP)
        column.addWidget(said)
        column.addSpacing(theme.GAP)
        column.addWidget(offered)
        column.addWidget(self.backups, 1)
        column.addWidget(after)
        column.addWidget(self.progress)
        column.addWidget(self.outcome)
        column.addLayout(foot)
        self.backups.setFocus()

    def _begin(self) -> None:
        source = Path(self.backups.currentItem().data(Qt.ItemDataRole.UserRole))
        desk, locks = self._desk, self._locks

        def work(_progress: Progress) -> Path:
            return rescue.replace(source, desk, locks)

        self.start.setEnabled(False)
        self.outcome.hide()
        task = self._worker.run(work, self._done, self._failed)
        self.progress.follow(task, _("Putting the backup back"))

    def _done(self, kept: Path) -> None:
        self.kept = kept
        self.accept()

    def _failed(self, why: Mendable) -> None:
        self.start.setEnabled(True)
        self.outcome.setText(str(why))
        self.outcome.show()

    def done(self, result: int) -> None:
        """Close, but not before what is under way has ended."""
        self._worker.close()
        super().done(result)


def _named(one: backup.Backup) -> str:
    made = one.made.astimezone()
    size = one.path.stat().st_size / 1e6
    return _("{when}   {size} MB").format(when=f"{made:%d.%m.%Y %H:%M}", size=f"{size:,.1f}")
