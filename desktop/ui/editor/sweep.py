"""The line under the source's text: how much of it nothing stands on, and the keys for that."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.words import _, ngettext
from desktop.ui.editor.marking import Marking
from desktop.ui.editor.work import Work
from desktop.ui.kit import actions, theme
from desktop.ui.kit.widgets import button, label


class SweepLine(QWidget):
    """Says what is left over in the text; its button goes to the next of it."""

    def __init__(self, work: Work, marking: Marking) -> None:
        super().__init__()
        self._work, self._marking = work, marking
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self.next = button(_("Next ({keys})").format(keys=actions.keys("next left")), self.step)
        self.next.setProperty("role", "quiet")
        self.next.setAccessibleName(_("Next words that nothing stands on"))
        self.lost = label("", "warning")
        self.lost.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        line.addWidget(self.words, 1)
        line.addWidget(self.next, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.lost)
        column.addLayout(line)
        marking.swept.connect(self.load)
        self.load()

    def load(self) -> None:
        """Show what is left now."""
        said = self._marking.said()
        read = self._marking.is_read
        self.words.setText(said or (_("Every number, time and place is used.") if read else ""))
        self.next.setVisible(bool(said))
        n = len(self._work.lost())
        self.lost.setText(
            ngettext(
                "{n} quote no longer stands in its text",
                "{n} quotes no longer stand in their text",
                n,
            ).format(n=n)
        )
        self.lost.setVisible(bool(n))
        self.setVisible((read or bool(n)) and self._work.editable)

    def step(self, *, forward: bool = True) -> None:
        """Go to the next of what is left over, and say what can be done with it."""
        found = self._marking.step(forward=forward)
        if found is None:
            self._work.workplace.say(_("Every number, time and place of the text is used."))
            return
        self._marking.go()
        self._work.workplace.say(
            _("{take} takes it into the form, {aside} says that it does not matter.").format(
                take=actions.keys("take words"), aside=actions.keys("set aside")
            )
        )
