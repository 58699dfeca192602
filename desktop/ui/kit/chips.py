"""The small numbered signs by which a value and the words it stands on know one another."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.records.words import _
from desktop.ui.kit import theme

_SCALE = 0.8
_PADDING = 3


def ink(colour: int) -> QColor:
    """Return an evidence colour as edges and underlines have it, strong enough to be seen."""
    ground = theme.evidence(colour)
    return ground.lighter(170) if theme.dark() else ground.darker(135)


def chip_font() -> QFont:
    """Return the font of a chip's number."""
    return theme.font(scale=_SCALE, bold=True)


def chip_size(text: str) -> QSize:
    """Return the size of a chip, in pixels."""
    metrics = QFontMetrics(chip_font())
    height = metrics.height()
    return QSize(max(height, metrics.horizontalAdvance(text) + 2 * _PADDING + 2), height)


def draw_chip(
    painter: QPainter, rect: QRect, text: str, colour: int, *, active: bool = False
) -> None:
    """Draw a number on the ground of its evidence, an active one the other way round."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("text") if active else ink(colour))
    painter.setBrush(theme.colour("text") if active else theme.evidence(colour))
    painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), 3, 3)
    painter.setPen(theme.colour("base" if active else "text"))
    painter.setFont(chip_font())
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class Chip(QToolButton):
    """A number that leads to the words of the source that a field stands on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def show_number(self, number: int) -> None:
        """Show the number of the words; 0 shows none."""
        self.number = number
        words = _("Stands on words {n} of the source; show them").format(n=number)
        self.setAccessibleName(words if number else "")
        self.setToolTip(words if number else "")
        self.setFixedSize(chip_size(str(number)))
        self.setVisible(bool(number))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip alone, without a button's frame."""
        del event
        painter = QPainter(self)
        draw_chip(painter, self.rect(), str(self.number), self.number - 1)
        painter.end()
