"""The text of a source, with the words that figures use marked in their colours."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTextEdit

from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.longtext import LongTextField


@dataclass(frozen=True, slots=True)
class Span:
    """Words that a figure uses: offsets in characters, and the number of its colour."""

    start: int
    end: int
    colour: int


class SourceText(LongTextField):
    """A statement as it was carried; offsets are in characters, as Python counts them."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        self._marks: tuple[Span, ...] = ()
        self.setAccessibleName(_("Text of the source"))
        self.setPlaceholderText(_("Paste the statement here."))
        self.textChanged.connect(self._changed)

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

    def show_marks(self, spans: list[Span]) -> None:
        """Mark the words that figures use."""
        self._marks = tuple(spans)
        cursors = self.cursors((span.start, span.end) for span in spans)
        selections = []
        for span, cursor in zip(spans, cursors, strict=True):
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format.setBackground(QColor(theme.evidence(span.colour)))
            selection.format.setForeground(theme.colour("text"))
            selections.append(selection)
        self.setExtraSelections(selections)

    @property
    def marks(self) -> tuple[Span, ...]:
        """The words that are marked."""
        return self._marks

    def _changed(self) -> None:
        if not self._showing:
            self.edited.emit()
