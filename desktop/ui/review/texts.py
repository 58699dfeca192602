"""The texts that an incident's reports stand in, with the words that its figures quote marked."""

from collections.abc import Mapping

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from desktop.records.family import Family, Kept
from desktop.records.words import _
from desktop.ui.kit import theme

_RULE = "\n\n⸻\n\n"


class Texts(QPlainTextEdit):
    """The sources' texts one below the other, to be read."""

    def __init__(self) -> None:
        super().__init__()
        # Where the words stand that a figure quotes, in UTF-16 units.
        self._quoted: dict[str, int] = {}
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("The sources' texts"))

    def show_sources(self, family: Family, sources: Mapping[str, Kept]) -> None:
        """Show the sources of an incident's reports; `sources` holds them by uid."""
        wanted = dict.fromkeys(one["source"] for one in family.reports if one["source"])
        whole, begins = "", dict[str, int]()
        for uid in wanted:
            one = sources[uid]
            whole += f"{_RULE if whole else ''}{one['title']}\n\n"
            begins[uid] = len(whole)
            whole += one["text"]
        self.setPlainText(whole)
        marks: list[QTextEdit.ExtraSelection] = []
        self._quoted.clear()
        for report, figure in family.all_figures():
            if not figure["quote"] or report["source"] not in begins:
                continue
            text, quote = sources[report["source"]]["text"], figure["quote"]
            start = figure["quote_start"]
            if start is None or text[start : start + len(quote)] != quote:
                start = text.find(quote)
            if start >= 0:
                at = begins[report["source"]] + start
                marks.append(self._mark(whole, at, at + len(quote), len(marks)))
                self._quoted[figure.uid] = _units(whole, at)
        self.setExtraSelections(marks)

    def point(self, figure: str) -> None:
        """Bring the words that a figure quotes into sight."""
        if figure in self._quoted:
            cursor = self.textCursor()
            cursor.setPosition(self._quoted[figure])
            self.setTextCursor(cursor)
            self.centerCursor()

    def _mark(self, whole: str, start: int, end: int, number: int) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(whole, start))
        cursor.setPosition(_units(whole, end), QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format.setBackground(theme.evidence(number))
        mark.format.setForeground(theme.colour("text"))
        return mark


def _units(text: str, characters: int) -> int:
    """Return how many UTF-16 units, by which Qt counts, so many characters of a text are."""
    return len(text[:characters].encode("utf-16-le", "surrogatepass")) // 2
