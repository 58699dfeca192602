"""A question with one line for its answer, in the place of the buttons that led to it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.records.words import N_, _
from desktop.ui.kit import theme
from desktop.ui.kit.widgets import button, label

# By step: what is asked, and the words of the button that sends it.
_QUESTIONS = {
    "return": (N_("Reason for returning"), N_("Return incident")),
    "withdraw": (N_("Reason for withdrawing"), N_("Withdraw incident")),
    "reopen": (N_("Reason for reopening"), N_("Reopen incident")),
    "accept": (N_("Why it may stand"), N_("Accept finding")),
    "ask": (N_("Your question"), N_("Ask")),
    "answer": (N_("Your answer"), N_("Answer")),
    "prefer": (N_("Why this one"), N_("Prefer figure")),
    "deprecate": (N_("Why not this one"), N_("Deprecate figure")),
    "normal": (N_("Why it counts like the others"), N_("Set back figure")),
    "join": (N_("Why they are one incident"), N_("Join incidents")),
    "split": (N_("Why this report is of another incident"), N_("Split incident")),
}


class Reason(QWidget):
    """Asks for a reason in place; Enter sends it, Escape puts it aside."""

    given = Signal(str, str)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = self._uid = ""
        self.words = label("")
        self.edit = QLineEdit()
        self.edit.setMaxLength(500)
        self.words.setBuddy(self.edit)
        self.send = button("", self._send, "primary")
        self.edit.returnPressed.connect(self._send)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.words)
        row.addWidget(self.edit, 1)
        row.addWidget(self.send)
        self.hide()

    def ask(self, step: str, uid: str) -> None:
        """Ask for the reason of a step with a record; one put aside for it stands there yet."""
        if (step, uid) != (self.step, self._uid):
            self.edit.clear()
        self.step, self._uid = step, uid
        question, name = map(_, _QUESTIONS[step])
        self.words.setText(question)
        self.edit.setAccessibleName(_("{question}: {step}").format(question=question, step=name))
        self.send.setText(name)
        self.show()
        self.edit.setFocus()

    def _send(self) -> None:
        self.given.emit(self.step, self.edit.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the question aside on Escape; what was typed is there when it is asked again."""
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
            return
        super().keyPressEvent(event)
