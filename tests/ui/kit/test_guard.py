"""A mistake in what Qt calls from within another override does not end the program."""

import subprocess
import sys

import pytest

MISTAKES = {
    "division": "1 / 0",
    "index": "[][3]",
    "attribute": "None.title",
    "key": "{}['x']",
    "type": "1 + 'a'",
    "value": "int('x')",
    "raised": "(_ for _ in ()).throw(ValueError('x'))",
}
PROGRAM = """
import sys
import desktop.ui
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QTimer
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QTableView

class Model(QAbstractTableModel):
    def rowCount(self, parent=QModelIndex()):
        return 3
    def columnCount(self, parent=QModelIndex()):
        return 2
    def data(self, index, role=0):
        return {mistake} if {where!r} == "data" else None

class Delegate(QStyledItemDelegate):
    def paint(self, painter, option, index):
        super().paint(painter, option, index)
    def sizeHint(self, option, index):
        return {mistake} if {where!r} == "size" else super().sizeHint(option, index)

class Table(QTableView):
    def paintEvent(self, event):
        super().paintEvent(event)
    def keyPressEvent(self, event):
        super().keyPressEvent(event)
    def event(self, event):
        return super().event(event)

seen = []
sys.excepthook = lambda kind, error, trace: seen.append(kind.__name__)
app = QApplication([])
table = Table()
table.setModel(Model())
table.setItemDelegate(Delegate(table))
QTimer.singleShot(0, table.show)
QTimer.singleShot(50, table.resizeColumnsToContents)
QTimer.singleShot(100, table.viewport().repaint)
QTimer.singleShot(150, app.quit)
app.exec()
print(*sorted(set(seen)))
"""


@pytest.mark.parametrize("where", ["data", "size"])
@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_program_lives_and_the_handler_hears_of_it(mistake: str, where: str) -> None:
    program = PROGRAM.format(mistake=MISTAKES[mistake], where=where)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("Error")
