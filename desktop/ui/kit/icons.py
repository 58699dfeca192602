"""The one family of icons: our own SVGs, drawn in one stroke and tinted to the palette."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.records.resources import resource
from desktop.ui.kit import theme


@cache
def _drawing(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


class _Tinted(QIconEngine):
    """Draws an SVG in a colour of the theme in use, at any size and scale."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon, muted where its button is disabled."""
        del state
        role = "muted" if mode == QIcon.Mode.Disabled else self._role
        drawing = _drawing(self._name).replace("currentColor", theme.colour(role).name())
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon on a transparent ground."""
        found = QPixmap(size)
        found.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(found)
        self.paint(painter, found.rect(), mode, state)
        painter.end()
        return found

    def clone(self) -> "_Tinted":
        """Return another engine of the same icon."""
        return _Tinted(self._name, self._role)


def icon(name: str, role: str = "text") -> QIcon:
    """Return the icon called `name`, tinted with a colour of the theme; it follows the theme."""
    return QIcon(_Tinted(name, role))
