"""What stands where there is nothing yet: a sentence, and what to do first."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.kit import theme
from desktop.ui.kit.icons import icon
from desktop.ui.kit.widgets import button, label

SIDE = 40
_WIDE = 52


class EmptyState(QWidget):
    """An icon, a sentence and what to do first, in the middle of the place of a list."""

    def __init__(
        self,
        sign: str,
        sentence: str,
        advice: str = "",
        *,
        action: str = "",
        slot: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sign = sign
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence = label(sentence, "heading")
        self.advice = label(advice, "muted")
        self.button: QPushButton | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        layout.setSpacing(theme.GAP)
        layout.addStretch(2)
        layout.addWidget(self._picture)
        for one in (self.sentence, self.advice):
            one.setWordWrap(True)
            one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            one.setMaximumWidth(theme.text_width(_WIDE))
            # A stretch on both sides, since an aligned item is never asked how tall its lines are.
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(one, 1000)
            line.addStretch(1)
            layout.addLayout(line)
        self.advice.setVisible(bool(advice))
        if slot is not None:
            self.button = button(action, slot, "primary")
            layout.addSpacing(theme.GAP)
            layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.setAccessibleName(sentence)
        self._draw()

    def say(self, sentence: str, advice: str = "") -> None:
        """Show other words, as where a filter leaves nothing."""
        self.sentence.setText(sentence)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.setAccessibleName(sentence)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        drawn = icon(self._sign, "muted").pixmap(QSize(SIDE, SIDE), self.devicePixelRatioF())
        self._picture.setPixmap(drawn)
