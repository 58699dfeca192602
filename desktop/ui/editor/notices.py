"""What stands above the columns: a sentence with what can be done, and texts that collided."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.records.context import Context
from desktop.records.models import TYPE_LABELS, content
from desktop.records.words import _
from desktop.store.errors import Clash
from desktop.ui.editor.work import Work
from desktop.ui.kit import actions, theme
from desktop.ui.kit.icons import icon
from desktop.ui.kit.widgets import button, label

SIGN = 16
_LONGEST = 400


class Notice(QFrame):
    """One sentence with its sign and buttons; it goes when it is answered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self.words = label("", "")
        self.words.setWordWrap(True)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(theme.EDGE, theme.GRID, theme.EDGE, theme.GRID)
        self._line.setSpacing(theme.GAP)
        self._line.addWidget(self._sign)
        self._line.addWidget(self.words, 1)
        self.buttons: list[QWidget] = []
        self.setAutoFillBackground(True)
        self.hide()

    def say(
        self, text: str, sign: str, answers: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        """Show a sentence; `sign` is info, warning or error, `answers` the buttons beside it."""
        self.clear()
        role = "text" if sign == "info" else sign
        self._sign.setPixmap(icon(sign, role).pixmap(SIGN, SIGN))
        self.words.setText(text)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.colour("tint"))
        self.setPalette(palette)
        for words, slot in answers:
            made = button(words, slot)
            self.buttons.append(made)
            self._line.addWidget(made)
        self.show()

    def clear(self) -> None:
        """Take the sentence away."""
        for made in self.buttons:
            made.hide()
            made.deleteLater()
        self.buttons = []
        self.words.setText("")
        self.hide()


class PutBack(Notice):
    """What was removed from the page last, and the button that puts it back."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        work.restorable.connect(self._load)

    def _load(self) -> None:
        left = self._work.removals
        if not left:
            self.clear()
            return
        said = left[-1].said
        if len(left) > 1:
            said += " " + _("({n} more before it)").format(n=len(left) - 1)
        self.say(said, "info", [(_("Put back"), self._work.restore)])
        self.buttons[0].setToolTip(actions.tooltip("put back"))


class Clashes(QFrame):
    """Each field that somebody else changed meanwhile: both texts side by side, and the choice.

    `answered` brings the clash and whether one's own text is kept; `settled` follows the last.
    """

    answered = Signal(object, bool)
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open: list[Clash] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(theme.EDGE, theme.GAP, theme.EDGE, theme.GAP)
        self._grid: QWidget | None = None
        self.hide()

    def ask(
        self, message: str, clashes: Sequence[Clash], mine: dict[int, str], context: Context
    ) -> None:
        """Show what collided; `mine` holds the person's own text of each, by its place."""
        self.clear()
        self._open = list(clashes)
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GROUP)
        head = label(message, "error")
        head.setWordWrap(True)
        grid.addWidget(head, 0, 0, 1, 5)
        for column, words in enumerate(("", _("Yours"), _("Theirs"))):
            grid.addWidget(label(words), 1, column)
        for row, clash in enumerate(clashes, 2):
            self._add(grid, row, clash, mine[row - 2], _theirs(clash, context))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._layout.addWidget(self._grid)
        self.show()

    def _add(self, grid: QGridLayout, row: int, clash: Clash, mine: str, theirs: str) -> None:
        declared = content(clash.type)
        name = declared[clash.field].label if clash.field else _(TYPE_LABELS[clash.type])
        cells: list[QWidget] = [label(name)]
        for text in (mine, theirs):
            shown = label(text[:_LONGEST] or _("(empty)"), "")
            shown.setWordWrap(True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            cells.append(shown)

        def answer(keep: bool) -> None:
            for cell in cells[3:]:
                cell.setEnabled(False)
            self._open = [one for one in self._open if one is not clash]
            self.answered.emit(clash, keep)
            if not self._open:
                self.clear()
                self.settled.emit()

        cells.append(button(_("Keep mine"), lambda: answer(True)))
        cells.append(button(_("Take theirs"), lambda: answer(False)))
        for column, cell in enumerate(cells):
            grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)

    def clear(self) -> None:
        """Take the question away."""
        if self._grid is not None:
            self._grid.hide()
            self._grid.deleteLater()
            self._grid = None
        self._open = []
        self.hide()


def _theirs(clash: Clash, context: Context) -> str:
    if clash.field:
        return content(clash.type)[clash.field].show(clash.found, context)
    return _("It is in the bin.") if clash.found is None else _("It is there already.")
