"""The texts that an incident's reports stand in, with the words that its figures quote marked."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QTextEdit

from desktop.records.family import Family, Kept
from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.longtext import LongTextField

_RULE = "\n\n⸻\n\n"


class Texts(LongTextField):
    """The sources' texts one below the other, to be read."""

    def __init__(self) -> None:
        super().__init__()
        # Where the words stand that a figure quotes, in characters of the whole.
        self._quoted: dict[str, tuple[int, int]] = {}
        self.setReadOnly(True)
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
        self.show_text(whole)
        spans: list[tuple[int, int]] = []
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
                spans.append((at, at + len(quote)))
                self._quoted[figure.uid] = spans[-1]
        self._mark(spans)

    def point(self, figure: str) -> None:
        """Bring the words that a figure quotes into sight."""
        if figure in self._quoted:
            (cursor,) = self.cursors([self._quoted[figure]])
            cursor.setPosition(cursor.selectionStart())
            self.setTextCursor(cursor)
            self.centerCursor()

    def _mark(self, spans: Sequence[tuple[int, int]]) -> None:
        marks = []
        for number, cursor in enumerate(self.cursors(spans)):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(theme.evidence(number))
            mark.format.setForeground(theme.colour("text"))
            marks.append(mark)
        self.setExtraSelections(marks)
