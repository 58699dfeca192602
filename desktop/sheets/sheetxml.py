"""One sheet as XML: rows are streamed and deflated as they come; memory does not grow with them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from desktop.sheets.celltext import LAST_ROW, LINKS, letters
from desktop.sheets.cellxml import EMPTY, CellXml, Odd, text_xml
from desktop.sheets.columns import Value
from desktop.sheets.deflated import Deflated
from desktop.sheets.receipt import Receipt

# What Excel takes as a link; anything else stays a text.
_URL = re.compile(r"https?://[^\s/?#]+(?:[/?#]\S*)?", re.IGNORECASE)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST_URL = 2079


class Link(NamedTuple):
    """A link of a sheet: its cell, and a URL or a place in the workbook."""

    cell: str
    target: str


class SheetXml:
    """The rows of one sheet below its heading, in a file that vanishes with this object.

    `styles` maps a style's code to its index in the workbook.
    """

    def __init__(
        self,
        title: str,
        headings: Sequence[str],
        styles: Mapping[str, int],
        folder: Path,
        executor: Executor,
        *,
        receipt: Receipt,
        last_row: int = LAST_ROW,
    ) -> None:
        self.title = title
        self.headings = list(headings)
        self.links: list[Link] = []
        self.row = 1
        self.rows = Deflated(folder, executor)
        self._styles = styles
        self._receipt = receipt
        self._last_row = last_row
        self._width = len(headings)
        self._further: dict[tuple[int, int], int] = {}

    @property
    def room(self) -> int:
        """How many further rows fit."""
        return self._last_row - self.row

    def add(self, values: Sequence[Value], style: str = "text") -> None:
        """Write one row of cells that all have one style."""
        cells = CellXml(self._styles)
        written = [cells.cell(value, style, at)[0] for at, value in enumerate(values)]
        written += [EMPTY] * (self._width - len(written))
        self.add_rows([[one] for one in written], 1, {0: cells.odd} if cells.odd else {})

    def add_rows(
        self, parts: Iterable[Iterable[str]], count: int, odd: Mapping[int, Sequence[Odd]]
    ) -> None:
        """Write so many rows; `parts` are what each is put together of, such as a column's cells.

        `odd` tells of some rows, by their order.
        """
        numbers = range(self.row + 1, self.row + count + 1)
        starts = [f'<row r="{number}">' for number in numbers]
        ends = ["</row>"] * count
        for at, told in odd.items():
            ends[at] = f"{self._go_on(numbers[at], told)}</row>"
        self.row += count
        rows = zip(starts, *parts, ends, strict=True)
        # One text of them all would be as wide as its widest character.
        self.rows.write(b"".join(map(str.encode, map("".join, rows))))

    def _go_on(self, row: int, odd: Sequence[Odd]) -> str:
        """Note what is odd in a row, and return the cells in which its long texts go on."""
        further: dict[int, str] = {}
        for one in odd:
            place = f"{self.title}!{letters(one.at)}{row}"
            if one.replaced:
                self._receipt.replace(place, one.replaced)
            if one.further:
                self._receipt.go_on(place)
            for number, piece in enumerate(one.further, 2):
                column = self._column(one.at, number)
                further[column] = text_xml(piece, self._styles["long"])
        last = max(further, default=self._width - 1)
        return "".join(further.get(at, EMPTY) for at in range(self._width, last + 1))

    def link(self, column: int, row: int, target: str) -> bool:
        """Have a cell lead to a URL or to "#Sheet!A1"; return False where there can be no link."""
        if not target.startswith("#"):
            target = _url(target)
        if not target:
            return False
        if len(self.links) >= LINKS:
            self._receipt.unlinked += 1
            return False
        self.links.append(Link(f"{letters(column)}{row}", target))
        return True

    def _column(self, at: int, number: int) -> int:
        """Return the column at the sheet's end in which the n-th piece of a column's texts goes."""
        key = (at, number)
        if key not in self._further:
            self._further[key] = len(self.headings)
            self.headings.append(f"{self.headings[at]} ({number})")
        return self._further[key]

    def heading_xml(self) -> str:
        """Return the first row."""
        cells = (text_xml(heading, self._styles["heading"]) for heading in self.headings)
        return f'<row r="1">{"".join(cells)}</row>'

    def links_xml(self) -> str:
        """Return the links as the sheet has them."""
        if not self.links:
            return ""
        found = (
            f'<hyperlink ref="{link.cell}" location={quoteattr(link.target[1:])}/>'
            if link.target.startswith("#")
            else f'<hyperlink ref="{link.cell}" r:id="rId{number}"/>'
            for number, link in enumerate(self.links, 1)
        )
        return f"<hyperlinks>{''.join(found)}</hyperlinks>"

    def relations_xml(self) -> str:
        """Return the URLs that the links lead to, as a part of its own; "" if there are none."""
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        found = "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target={quoteattr(link.target)} '
            'TargetMode="External"/>'
            for number, link in enumerate(self.links, 1)
            if not link.target.startswith("#")
        )
        if not found:
            return ""
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        return f'<Relationships xmlns="{package}">{found}</Relationships>'

    @property
    def last_cell(self) -> str:
        """The cell at the lower right corner."""
        return f"{letters(len(self.headings) - 1)}{self.row}"

    def close(self) -> None:
        """Let the temporary file go."""
        self.rows.close()


def _url(text: str) -> str:
    """Return a text as a URL that a workbook may hold, or "" if it is none."""
    text = text.strip()
    if not _URL.fullmatch(text) or _STRAY_PERCENT.search(text) or text.count("#") > 1:
        return ""
    target = quote(text, safe="!#$%&'()*+,/:;=?@~-._", errors="replace")
    return target if len(target) <= _LONGEST_URL else ""
