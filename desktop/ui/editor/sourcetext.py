"""The text of a source, with the words that figures use marked in their colours."""

from dataclasses import dataclass

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QColor, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from desktop.records.kinds import clean
from desktop.records.words import _
from desktop.ui.kit import theme


@dataclass(frozen=True, slots=True)
class Span:
    """Words that a figure uses: offsets in characters, and the number of its colour."""

    start: int
    end: int
    colour: int


class SourceText(QPlainTextEdit):
    """A statement as it was carried; offsets are in characters, as Python counts them."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        self._marks: tuple[Span, ...] = ()
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Text of the source"))
        self.setPlaceholderText(_("Paste the statement here."))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.textChanged.connect(self._changed)

    def text(self) -> str:
        """Return the text; unlike Qt's own, with its no-break spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Show a text that nobody typed."""
        if text != self.text():
            self._showing = True
            self.setPlainText(text)
            self._showing = False

    def selected(self) -> tuple[str, int, int] | None:
        """Return the selected words, blanks around them left out, with their offsets, or None."""
        cursor = self.textCursor()
        text = self.text()
        start = _characters(text, cursor.selectionStart())
        chosen = text[start : _characters(text, cursor.selectionEnd())]
        words = chosen.strip()
        if not words:
            return None
        start += len(chosen) - len(chosen.lstrip())
        return words, start, start + len(words)

    def show_marks(self, spans: list[Span]) -> None:
        """Mark the words that figures use."""
        self._marks = tuple(spans)
        text = self.text() if spans else ""
        wide = _units(text, len(text)) != len(text)
        selections = []
        for span in spans:
            cursor = QTextCursor(self.document())
            cursor.setPosition(_units(text, span.start) if wide else span.start)
            end = _units(text, span.end) if wide else span.end
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
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

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, without characters that no text has."""
        self.insertPlainText(clean(source.text()))

    def _changed(self) -> None:
        if not self._showing:
            self.edited.emit()


def _characters(text: str, units: int) -> int:
    """Return how many characters so many UTF-16 units of a text are, by which Qt counts."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def _units(text: str, characters: int) -> int:
    return len(text[:characters].encode("utf-16-le")) // 2
