"""A field for texts of any length.

Qt lays a paragraph out as a whole at every key, so that one of a megabyte would keep the window
waiting.  Where a paragraph is very long the view breaks it, at a sign that no text has; what the
field gives back, or the clipboard gets, is the text without those breaks.
"""

import re
from collections.abc import Iterable

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.records.kinds import clean

LONGEST = 5000
# A form feed is drawn as nothing, and `clean` takes it out of every text.
_SIGN = "\f"
_END = "\u2029"
# So many letters, up to a blank where one comes in time, unless the paragraph ends with them.
_PIECE = re.compile(
    rf"(?:[^\n]{{{LONGEST - 1000},{LONGEST - 1}}}[ \t]|[^\n]{{{LONGEST}}})(?=[^\n])"
)
_BREAK = re.compile(f"{_SIGN}{_END}?")


class LongTextField(QPlainTextEdit):
    """Plain text; places in it are counted in characters, as Python counts them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = (-1, "")
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def text(self) -> str:
        """Return the text; unlike Qt's own, with its no-break spaces."""
        return _whole(self._raw())

    def _raw(self) -> str:
        """Return what the document holds, breaks of the view too."""
        now = self.document().revision()
        if now != self._known[0]:
            self._known = now, self.document().toRawText()
        return self._known[1]

    def show_text(self, text: str) -> None:
        """Put a text in the place of the present one."""
        self.setPlainText(_broken(clean(text)))

    def cursors(self, spans: Iterable[tuple[int, int]]) -> list[QTextCursor]:
        """Return cursors that have characters selected, each from a start to an end."""
        raw = self._raw()
        wide = _units(raw) != len(raw)
        found = []
        for start, end in ((_place(raw, start), _place(raw, end)) for start, end in spans):
            cursor = QTextCursor(self.document())
            cursor.setPosition(_units(raw[:start]) if wide else start)
            at = _units(raw[:end]) if wide else end
            cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
            found.append(cursor)
        return found

    def selection(self) -> tuple[int, int]:
        """Return where the selected characters start and end."""
        cursor = self.textCursor()
        return self.characters(cursor.selectionStart()), self.characters(cursor.selectionEnd())

    def characters(self, position: int) -> int:
        """Return how many characters of the text stand before a position of the document."""
        before = self._raw().encode("utf-16-le", "surrogatepass")[: 2 * position]
        return len(_whole(before.decode("utf-16-le", "ignore")))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, without characters that no text has."""
        text = clean(source.text())
        room = LONGEST - self.textCursor().block().length()
        head = f"{_SIGN}\n" if text.find("\n", 0, LONGEST) < 0 and len(text) > room else ""
        self.insertPlainText(head + _broken(text))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text only."""
        return source.hasText()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return what is selected as it is in the text."""
        found = QMimeData()
        found.setText(_whole(self.textCursor().selectedText()))
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete over a break of the view as if it were not there."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            cursor = self.textCursor()
            if not cursor.hasSelection():
                back = event.key() == Qt.Key.Key_Backspace
                cursor.setPosition(self._past_break(cursor.position(), back=back))
                self.setTextCursor(cursor)
        super().keyPressEvent(event)

    def _past_break(self, at: int, *, back: bool) -> int:
        """Return the place behind a break of the view that stands at a place, or the place."""
        around = [self.document().characterAt(at + step) for step in (-2, -1, 0, 1)]
        if back:
            return at - (2 if around[:2] == [_SIGN, _END] else int(around[1] == _SIGN))
        if around[1:3] == [_SIGN, _END]:
            return at + 1
        return at + (2 if around[2:] == [_SIGN, _END] else int(around[2] == _SIGN))


def _broken(text: str) -> str:
    return _PIECE.sub(rf"\g<0>{_SIGN}\n", text)


def _whole(raw: str) -> str:
    return _BREAK.sub("", raw).replace(_END, "\n").replace("\u2028", "\n")


def _units(text: str) -> int:
    """Return how many UTF-16 units a text is, by which Qt counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _place(raw: str, characters: int) -> int:
    """Return the place in a document behind so many characters of its text."""
    for found in _BREAK.finditer(raw):
        if found.start() > characters:
            break
        characters += len(found[0])
    return characters
