"""What the page has to say about the record in its form, with buttons that mend it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.kit import theme
from desktop.ui.kit.flow import Flow
from desktop.ui.kit.sign import Sign
from desktop.ui.kit.widgets import button, label

Mend = tuple[str, Callable[[], object]]


class Notice(QWidget):
    """A sentence with its sign, above the buttons of the form; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = Sign()
        self.words = label("", "plain")
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._mends = QWidget()
        self._flow = Flow(self._mends)
        self._buttons: list[QPushButton] = []
        line = QHBoxLayout()
        line.setSpacing(theme.GAP)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GROUP, theme.GAP, theme.EDGE, 0)
        layout.setSpacing(theme.GAP)
        layout.addLayout(line)
        layout.addWidget(self._mends)
        self.hide()

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons under the sentence, in reading order."""
        return list(self._buttons)

    def fail(self, text: str, *mends: Mend) -> None:
        """Say why something could not be done, and offer what mends it."""
        self._show("error", text, mends)
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, text: str, *mends: Mend) -> None:
        """Say what was done, and offer what takes it back."""
        self._show("info", text, mends)

    def clear(self) -> None:
        """Say nothing."""
        for one in self._buttons:
            one.hide()
            one.deleteLater()
        self._buttons = []
        while self._flow.takeAt(0) is not None:
            pass
        self.words.setText("")
        self.hide()

    def _show(self, role: str, text: str, mends: tuple[Mend, ...]) -> None:
        self.clear()
        self._sign.turn(role, "error" if role == "error" else "muted")
        self.words.setText(text)
        for words, do in mends:
            made = button(words, do)
            self._buttons.append(made)
            self._flow.addWidget(made)
        self._mends.setVisible(bool(mends))
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
