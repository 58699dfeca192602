"""Streams one sheet's rows as XML into a temporary file; memory does not grow with them."""

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from openpyxl.utils import get_column_letter

from desktop.sheets.celltext import LAST_ROW, LINKS, as_xml, pieces, serial, sound
from desktop.sheets.columns import Value
from desktop.sheets.receipt import Receipt

# What Excel takes as a link; anything else stays a text.
_URL = re.compile(r"https?://[^\s/?#]+(?:[/?#]\S*)?", re.IGNORECASE)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST_URL = 2079
_ROOM = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value, the code of its style, and where it leads: a URL or "#Sheet!A1"."""

    value: Value
    style: str = "text"
    link: str = ""


@dataclass(frozen=True, slots=True)
class Link:
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
        receipt: Receipt,
        *,
        last_row: int = LAST_ROW,
    ) -> None:
        self.title = title
        self.headings = list(headings)
        self.links: list[Link] = []
        self._styles = styles
        self._receipt = receipt
        self._last_row = last_row
        self._further: dict[tuple[int, int], int] = {}
        self._letters = [get_column_letter(at + 1) for at in range(len(headings))]
        self.row = 1
        self.file: IO[bytes] = tempfile.TemporaryFile(  # noqa: SIM115 - closed by `close`
            dir=folder, buffering=_ROOM
        )

    @property
    def full(self) -> bool:
        """Whether no further row fits."""
        return self.row >= self._last_row

    def add(self, cells: Sequence[Cell]) -> int:
        """Write one row and return its number."""
        self.row += 1
        written: list[str] = []
        further: list[tuple[int, str]] = []
        for at, cell in enumerate(cells):
            if cell.value is None or cell.value == "":
                continue
            written.append(self._cell(at, cell, further))
        for at, xml in sorted(further):
            del at
            written.append(xml)
        self.file.write(f'<row r="{self.row}">{"".join(written)}</row>'.encode())
        return self.row

    def _cell(self, at: int, cell: Cell, further: list[tuple[int, str]]) -> str:
        value, style = cell.value, self._styles[cell.style]
        place = f"{self._letters[at]}{self.row}"
        if isinstance(value, datetime):
            number = serial(value)
            if number is None:
                return self._text(place, value.isoformat(" ", "minutes"), self._styles["text"])
            return f'<c r="{place}" s="{style}"><v>{number!r}</v></c>'
        if isinstance(value, int | float):
            return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'
        assert isinstance(value, str)  # noqa: S101 - all that is left
        if cell.link:
            style = self._link(place, cell.link, style)
        text, replaced = sound(value)
        if replaced:
            self._receipt.replace(f"{self.title}!{place}", replaced)
        first, *rest = pieces(text)
        for number, piece in enumerate(rest, 2):
            column = self._column(at, number)
            letter = self._letters[column]
            further.append((column, self._text(f"{letter}{self.row}", piece, style)))
        if rest:
            self._receipt.go_on(f"{self.title}!{place}")
        return self._text(place, first, style)

    @staticmethod
    def _text(place: str, text: str, style: int) -> str:
        return (
            f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
            f"{as_xml(text)}</t></is></c>"
        )

    def _link(self, place: str, target: str, style: int) -> int:
        """Note a link, and return the style of its cell: plain where there can be no link."""
        if not target.startswith("#"):
            target = _url(target)
        if target and len(self.links) < LINKS:
            self.links.append(Link(place, target))
            return style
        if target:
            self._receipt.unlinked += 1
        return self._styles["text"]

    def _column(self, at: int, number: int) -> int:
        """Return the column at the sheet's end in which the n-th piece of a column's texts goes."""
        key = (at, number)
        if key not in self._further:
            self._further[key] = len(self.headings)
            self.headings.append(f"{self.headings[at]} ({number})")
            self._letters.append(get_column_letter(len(self.headings)))
        return self._further[key]

    def heading_xml(self) -> str:
        """Return the first row."""
        style = self._styles["heading"]
        cells = (
            self._text(f"{letter}1", heading, style)
            for letter, heading in zip(self._letters, self.headings, strict=True)
        )
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
        return f"{self._letters[-1]}{self.row}"

    def close(self) -> None:
        """Let the temporary file go."""
        self.file.close()


def _url(text: str) -> str:
    """Return a text as a URL that a workbook may hold, or "" if it is none."""
    text = text.strip()
    if not _URL.fullmatch(text) or _STRAY_PERCENT.search(text) or text.count("#") > 1:
        return ""
    target = quote(text, safe="!#$%&'()*+,/:;=?@~-._", errors="replace")
    return target if len(target) <= _LONGEST_URL else ""
