"""The first step of an import: choosing a file, and how far the reading of it is."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.desk.tasks import Task
from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.progress import ProgressStrip
from desktop.ui.kit.workplace import Workplace

FOLDER = "import folder"
ENDINGS = ("xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "desk")


class StartStep(QWidget):
    """Asks for a file; `chosen` carries its path."""

    chosen = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.problem = ""
        self.choice = EmptyState("import", "", " ", action=_("Choose file…"), slot=self.choose)
        # What the file is will be told at the top.
        self.strip = ProgressStrip(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        column.setSpacing(theme.GAP)
        column.addWidget(self.strip)
        column.addWidget(self.choice, 1)
        self.fail("")

    def enter(self) -> None:
        """Put the focus where Enter chooses."""
        if self.choice.button is not None:
            self.choice.button.setFocus()

    def follow(self, task: Task, name: str) -> None:
        """Show how far the reading of a file is."""
        self.fail("")
        self.strip.follow(task, _("Reading {name}").format(name=name))

    def fail(self, why: str) -> None:
        """Say why a file could not be read; "" takes it away."""
        self.problem = why
        advice = _(
            "A workbook exported from this desk, a colleague's desk, or any table: {endings}. "
            "Nothing is written until it is accepted."
        ).format(endings=", ".join(ENDINGS))
        first = _("Choose a file to import, or drop it on the window.")
        self.choice.say(f"⚠ {why}" if why else first, f"{first} {advice}" if why else advice)

    def choose(self) -> None:
        """Ask which file, in the folder of the last one."""
        kept = self._workplace.settings.places.get(FOLDER)
        folder = kept if isinstance(kept, str) else str(self._workplace.desk.path.parent)
        wanted = " ".join(f"*.{one}" for one in ENDINGS)
        kinds = f"{_('Workbooks, tables and desks')} ({wanted});;{_('All files')} (*)"
        path, _kind = QFileDialog.getOpenFileName(self, _("Import a file"), folder, kinds)
        if path:
            self._workplace.settings.remember(FOLDER, str(Path(path).parent))
            self.chosen.emit(Path(path))
