"""The question for the reason of a step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.desk import review
from desktop.records.words import N_, _
from desktop.ui.kit import theme
from desktop.ui.kit.widgets import button, label

_REASONS = {
    "return": N_("Reason for returning"),
    "withdraw": N_("Reason for withdrawing"),
    "reopen": N_("Reason for reopening"),
}


class Reason(QWidget):
    """Asks for a reason in place; Enter sends it, Escape puts it aside."""

    given = Signal(str, str)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = self._uid = ""
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
        """Ask for the reason of a step with an incident; one put aside for it stands there yet."""
        if (step, uid) != (self._step, self._uid):
            self.edit.clear()
        self._step, self._uid = step, uid
        name = _(review.STEPS[step].label)
        self.words.setText(_(_REASONS[step]))
        self.edit.setAccessibleName(_("Reason: {step}").format(step=name))
        self.send.setText(name)
        self.show()
        self.edit.setFocus()

    def _send(self) -> None:
        self.given.emit(self._step, self.edit.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the question aside on Escape; what was typed is there when it is asked again."""
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
            return
        super().keyPressEvent(event)
