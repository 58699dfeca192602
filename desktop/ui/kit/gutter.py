"""The numbers of marked words, beside the lines that they begin in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.kit import theme
from desktop.ui.kit.chips import chip_size, draw_chip

if TYPE_CHECKING:
    from desktop.ui.kit.markedtext import MarkedText


class Gutter(QWidget):
    """The numbers of the words that begin in each line, beside the text."""

    def __init__(self, text: "MarkedText") -> None:
        super().__init__(text)
        self._text = text
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def room(self) -> int:
        """Return the width of the widest chip that there may be, in pixels."""
        highest = max((mark.number for mark in self._text.marks), default=0)
        return chip_size(f"{highest}–{highest}").width() + theme.GRID if highest else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chips of the lines in sight; where they are too many, the first and last."""
        del event
        painter = QPainter(self)
        line = self._text.fontMetrics().height()
        down = self._text.viewport().y() - self.y()
        for top, numbers in self._text.begins():
            left = 0
            for said, number in self._fitting(numbers):
                size = chip_size(said)
                at = QPoint(left, top + max(0, (line - size.height()) // 2) + down)
                active = self._text.active in numbers and (
                    number == self._text.active or "–" in said
                )
                draw_chip(painter, QRect(at, size), said, number - 1, active=active)
                left += size.width() + 1
        painter.end()

    def _fitting(self, numbers: list[int]) -> list[tuple[str, int]]:
        """Return what the chips of a line say, each with the number whose colour it has."""
        chips = [(str(one), one) for one in numbers]
        if sum(chip_size(said).width() + 1 for said, _number in chips) <= self.width():
            return chips
        return [(f"{numbers[0]}–{numbers[-1]}", numbers[0])]
