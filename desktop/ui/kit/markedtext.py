"""A text with the words marked that values stand on, and those that glow since none does."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QTextEdit

from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.chips import ink
from desktop.ui.kit.gutter import Gutter
from desktop.ui.kit.longtext import LongTextField

_UNDERLINES = {
    "when": QTextCharFormat.UnderlineStyle.DashUnderline,
    "speaker": QTextCharFormat.UnderlineStyle.DashDotLine,
    "summary": QTextCharFormat.UnderlineStyle.DotLine,
}


# What a drag of selected words is known by.
WORDS = "application/x-incident-desk-words"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a value stands on: offsets in characters, and the number of the words.

    `field` is what sort of value it is: "quote", "places", "when", "speaker" or "summary".
    """

    start: int
    end: int
    number: int
    field: str = "quote"


class MarkedText(LongTextField):
    """A statement as it was carried; offsets are in characters, as Python counts them.

    `pointed` tells the offset that was clicked on.
    """

    edited = Signal()
    pointed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        self._marks: tuple[Mark, ...] = ()
        self._glows: tuple[tuple[int, int], ...] = ()
        self._active = 0
        self._pressed: QPoint | None = None
        self._gutter = Gutter(self)
        self.setAccessibleName(_("Text of the source"))
        self.setPlaceholderText(_("Paste the statement here."))
        self.textChanged.connect(self._changed)
        self.updateRequest.connect(self._scrolled)

    def set_text(self, text: str) -> None:
        """Show a text that nobody typed."""
        if text != self.text():
            self._showing = True
            self.show_text(text)
            self._showing = False

    def selected(self) -> tuple[str, int, int] | None:
        """Return the selected words, blanks around them left out, with their offsets, or None."""
        start, end = self.selection()
        chosen = self.text()[start:end]
        words = chosen.strip()
        if not words:
            return None
        start += len(chosen) - len(chosen.lstrip())
        return words, start, start + len(words)

    def at(self) -> int:
        """Return where the cursor stands, or where the selection ends."""
        return self.characters(self.textCursor().selectionEnd())

    def select(self, start: int, end: int) -> None:
        """Select words and bring them into sight."""
        self.setTextCursor(self._cursor(start, end))
        self.ensureCursorVisible()

    def show_marks(
        self, marks: Sequence[Mark], glows: Sequence[tuple[int, int]] = (), active: int = 0
    ) -> None:
        """Mark the words that values stand on, those of the number `active` the strongest.

        `glows` are words that nothing stands on yet.
        """
        self._marks, self._glows, self._active = tuple(marks), tuple(glows), active
        # The longer first, so that what stands within it is drawn over it.
        longest = sorted(self._marks, key=lambda one: one.start - one.end)
        spans = [*self._glows, *((one.start, one.end) for one in longest)]
        cursors = self.cursors(spans)
        glowing = len(self._glows)
        selections = list(map(_glowing, cursors[:glowing]))
        selections += map(self._marking, longest, cursors[glowing:])
        self.setExtraSelections(selections)
        self.setViewportMargins(self._gutter.room(), 0, 0, 0)
        self._place_gutter()
        self._gutter.update()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The words that are marked."""
        return self._marks

    @property
    def glows(self) -> tuple[tuple[int, int], ...]:
        """The words that glow."""
        return self._glows

    @property
    def active(self) -> int:
        """The number of the words that are marked the strongest, 0 for none."""
        return self._active

    def reveal(self, start: int) -> None:
        """Bring a place of the text into sight without moving the cursor."""
        there = self.cursorRect(self._cursor(start, start))
        if not self.viewport().rect().contains(there.center()):
            kept = self.textCursor()
            self.setTextCursor(self._cursor(start, start))
            self.centerCursor()
            bar = self.verticalScrollBar()
            at = bar.value()
            self.setTextCursor(kept)
            bar.setValue(at)

    def begins(self) -> list[tuple[int, list[int]]]:
        """Return where lines are in sight in which marks begin: top in pixels, their numbers."""
        found: dict[int, list[int]] = {}
        cursors = self.cursors((mark.start, mark.start) for mark in self._marks)
        for mark, cursor in zip(self._marks, cursors, strict=True):
            top = self.cursorRect(cursor).top()
            numbers = found.setdefault(top, [])
            if mark.number not in numbers and -theme.row_height() < top < self.height():
                numbers.append(mark.number)
        return sorted((top, sorted(numbers)) for top, numbers in found.items() if numbers)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag on the selection, which Qt would take out of the text; else as usual."""
        at = event.position().toPoint()
        chosen, here = self.textCursor(), self.cursorForPosition(at).position()
        left = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if left and chosen.selectionStart() <= here < chosen.selectionEnd():
            self._pressed = at
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a copy of the selected words."""
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        moved = event.position().toPoint() - self._pressed
        if moved.manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            drag = QDrag(self)
            drag.setMimeData(self.dragged())
            drag.exec(Qt.DropAction.CopyAction)

    def dragged(self) -> QMimeData:
        """Return what a drag of the selected words carries."""
        chosen = self.selected()
        carried = QMimeData()
        carried.setText(chosen[0] if chosen is not None else "")
        carried.setData(WORDS, b"1")
        return carried

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which words were clicked on; a selection is no click."""
        at = self.cursorForPosition(event.position().toPoint())
        if self._pressed is not None:
            self._pressed = None
            self.setTextCursor(at)
        else:
            super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.pointed.emit(self.characters(at.position()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the gutter as high as the text."""
        super().resizeEvent(event)
        self._place_gutter()

    def _place_gutter(self) -> None:
        inside = self.contentsRect()
        width = self._gutter.room()
        self._gutter.setGeometry(inside.left(), inside.top(), width, inside.height())
        self._gutter.setVisible(bool(self._marks))

    def _scrolled(self, _rect: QRect, _dy: int) -> None:
        self._gutter.update()

    def _cursor(self, start: int, end: int) -> QTextCursor:
        (cursor,) = self.cursors([(start, end)])
        return cursor

    def _marking(self, mark: Mark, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        colour = mark.number - 1
        shown = selection.format
        shown.setBackground(QColor(theme.evidence(colour)))
        shown.setForeground(theme.colour("text"))
        style = _UNDERLINES.get(mark.field, QTextCharFormat.UnderlineStyle.SingleUnderline)
        shown.setUnderlineStyle(style)
        shown.setUnderlineColor(ink(colour))
        if mark.number == self._active:
            shown.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            shown.setUnderlineColor(theme.colour("text"))
        return selection

    def _changed(self) -> None:
        if not self._showing:
            self.edited.emit()


def _glowing(cursor: QTextCursor) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format.setBackground(theme.colour("tint"))
    selection.format.setForeground(theme.colour("link"))
    selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    selection.format.setUnderlineColor(theme.colour("link"))
    return selection
