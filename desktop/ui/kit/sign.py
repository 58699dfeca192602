"""A small icon before a sentence, in the colours of the theme that is on."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLabel

from desktop.ui.kit.icons import icon

SIDE = 18


class Sign(QLabel):
    """An icon that is drawn anew when the theme changes."""

    def __init__(self, name: str = "info", colour: str = "muted") -> None:
        super().__init__()
        self.turn(name, colour)

    def turn(self, name: str, colour: str) -> None:
        """Show another icon."""
        self._name, self._colour = name, colour
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        drawn = icon(self._name, self._colour).pixmap(QSize(SIDE, SIDE), self.devicePixelRatioF())
        self.setPixmap(drawn)
