"""The one-line field that the editors of short values are made of."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionFrame,
    QToolTip,
    QWidget,
)

from desktop.records.kinds import Kind, clean
from desktop.ui.kit import theme

# More than any field keeps, and little enough that a pasted megabyte is laid out at once.
LONGEST = 5000
# So much of a text is told by a tooltip.
_TOLD = 2000


def mark(widget: QWidget, kind: Kind[Any], *, problem: bool) -> None:
    """Draw a field as one whose text can't be saved, or as usual, and say so to screen readers."""
    state = "error" if problem else ""
    if (widget.property("state") or "") != state:
        widget.setProperty("state", state)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    widget.setAccessibleDescription(kind.description)


class LineEditor(QLineEdit):
    """One line of text, as wide as its content is long; `characters` 0 takes the width there is.

    `edited` tells that a person changed the text, `chosen` what they said that a written name
    means (name, uid), `wanted` that they ask for a new record (type, name).
    """

    edited = Signal()
    chosen = Signal(str, str)
    wanted = Signal(str, str)
    between = " "

    def __init__(self, kind: Kind[Any], characters: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._characters = characters
        self.setMaxLength(LONGEST)
        self.setAccessibleName(kind.label)
        self.setAccessibleDescription(kind.description)
        self.setToolTip(kind.description)
        grow = QSizePolicy.Policy.Maximum if characters else QSizePolicy.Policy.Expanding
        self.setSizePolicy(grow, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self._typed)

    def set_text(self, text: str) -> None:
        """Show a text that nobody typed; `edited` is not emitted."""
        if text == self.text():
            return
        at = self.cursorPosition()
        end = at == len(self.text())
        self.setText(text)
        self.setCursorPosition(len(text) if end and self.hasFocus() else min(at, len(text)))

    def set_problem(self, problem: bool) -> None:
        """Draw the field as one whose text can't be saved, or as usual."""
        mark(self, self.kind, problem=problem)

    def set_near(self, uids: Sequence[str]) -> None:
        """Take the places around, by which a place's name is understood; no matter here."""

    def set_placeholder(self, text: str) -> None:
        """Show a text in the empty field."""
        self.setPlaceholderText(text)

    def sizeHint(self) -> QSize:
        """Return the width of so many characters."""
        hint = super().sizeHint()
        if self._characters:
            hint.setWidth(theme.text_width(self._characters))
        return hint

    def minimumSizeHint(self) -> QSize:
        """Return a width that still shows a few characters."""
        hint = super().minimumSizeHint()
        hint.setWidth(theme.text_width(min(self._characters or 12, 12)))
        return hint

    def is_cut(self) -> bool:
        """Return whether the field is too narrow for its text."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self._room().width()

    def _room(self) -> QRect:
        """Return where the text stands, left of the buttons in the field."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        buttons = [one.x() for one in self.findChildren(QAbstractButton) if one.isVisible()]
        # Qt keeps so much free at each side of the text.
        return room.adjusted(2, 0, min([0, *(at - room.right() for at in buttons)]) - 2, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the beginning of a text that is cut, and a sign, unless it is being typed in."""
        super().paintEvent(event)
        if self.hasFocus() or not self.is_cut():
            return
        room = self._room()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        typed = self.isEnabled() and not self.isReadOnly()
        painter = QPainter(self)
        painter.fillRect(room.adjusted(-2, 0, 2, 0), theme.colour("base" if typed else "window"))
        painter.setPen(theme.colour("text" if self.isEnabled() else "muted"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell the whole text in the tooltip where it is cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.is_cut():
            from html import escape  # noqa: PLC0415 - its table of names is not for the start

            told = (self.text()[:_TOLD], self.toolTip())
            words = "".join(f"<p>{escape(one)}</p>" for one in told if one)
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the width anew when the font changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def _typed(self, text: str) -> None:
        tidy = clean(text).replace("\n", self.between).replace("\u2028", self.between)
        if tidy != text:
            at = self.cursorPosition() + len(tidy) - len(text)
            self.setText(tidy)
            self.setCursorPosition(max(0, at))
        self.edited.emit()
