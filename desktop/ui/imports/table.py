"""The page of anybody's table."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.desk.importing import Looked
from desktop.records.words import _
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.workplace import Workplace


class TablePage(QWidget):
    """Says that tables come in by the command line only."""

    planned = Signal()
    done = Signal(object)
    left = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        del workplace
        self.nothing = EmptyState("list", _("This window can't take tables in yet."))
        column = QVBoxLayout(self)
        column.addWidget(self.nothing)

    def show_looked(self, looked: Looked) -> None:
        """Say what takes a table in meanwhile."""
        advice = _("In a terminal: incident-desk import DESK {name} --plan")
        self.nothing.say(
            _("This window can't take tables in yet."), advice.format(name=looked.path.name)
        )
