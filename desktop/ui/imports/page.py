"""The steps of an import, one after another; Esc goes back one and loses nothing."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.records.words import _
from desktop.ui.imports.start import StartStep
from desktop.ui.kit.actions import make
from desktop.ui.kit.workplace import Workplace


class ImportPage(QWidget):
    """Chooses a file, says what it is, shows what it would do, takes it in; `left` goes back."""

    left = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.stack = QStackedWidget()
        self.start = StartStep(workplace)
        self.start.chosen.connect(self.begin)
        self.stack.addWidget(self.start)
        make("step back", self, self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def entered(self) -> None:
        """Go on where it was left."""
        self.start.enter()

    def begin(self, path: Path) -> None:
        """Look into a file; what was looked into before is let go."""
        self.start.fail(_("{name} can't be imported yet.").format(name=path.name))

    def back(self) -> None:
        """Go back one step; from the first, to where the import was begun."""
        self.left.emit()
