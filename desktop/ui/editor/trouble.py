"""What is wrong with a figure of a report's table, and the buttons that mend it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.desk.entered import Entered
from desktop.records.errors import Ambiguous, Unknown
from desktop.records.words import _
from desktop.ui.editor.figures import FiguresTable
from desktop.ui.editor.rows import COLUMNS
from desktop.ui.editor.work import Work
from desktop.ui.kit import theme
from desktop.ui.kit.flow import Flow
from desktop.ui.kit.widgets import button, label


class Trouble(QWidget):
    """What is wrong with a figure of the table above, with buttons that mend it."""

    def __init__(self, work: Work, table: FiguresTable) -> None:
        super().__init__()
        self._work, self._table = work, table
        self.words = label("", "error")
        self.words.setWordWrap(True)
        self._chips = QWidget()
        self._flow = Flow(self._chips, gap=theme.GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.words)
        layout.addWidget(self._chips)
        table.selectionModel().currentChanged.connect(lambda _now, _then: self.load())

    def load(self) -> None:
        """Show the trouble of the cell that the cursor is on, else the first there is."""
        wrong = [
            (row, name, cell.why)
            for row, line in enumerate(self._table.rows.lines)
            for name, cell in line.cells.items()
            if cell.why is not None
        ]
        at = self._table.currentIndex()
        here = [one for one in wrong if one[0] == at.row() and COLUMNS[at.column()] == one[1]]
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(bool(wrong))
        self._chips.hide()
        if not wrong:
            return
        row, name, why = (here or wrong)[0]
        line = self._table.rows.lines[row]
        kind = line.figure.kind(name)
        self.words.setText(f"{kind.label}: {why}" if kind.label not in str(why) else str(why))
        if isinstance(why, Ambiguous):
            for named in self._work.offers.named(kind, why.text, why.uids)[:6]:
                words = f"{named.name}, {named.detail.split(',')[0]}".rstrip(", ")
                self._chip(words, self._meaning(line.figure, name, why.text, named.uid))
        elif isinstance(why, Unknown):
            self._chip(
                _("Add “{text}”…").format(text=why.text[:40]),
                lambda: self._table.add_named(line, name, why.target, why.text),
            )

    def _meaning(self, figure: Entered, name: str, text: str, uid: str) -> Callable[[], None]:
        def choose() -> None:
            self._work.pick(figure, name, text, uid)
            self._table.go(figure.uid, name)

        return choose

    def _chip(self, words: str, slot: Callable[[], object]) -> None:
        self._flow.addWidget(button(words, slot, "quiet"))
        self._chips.show()
