"""The XML of cells.

A cell has no reference of its own: it stands after the one before it, and an empty one keeps its
place.  So the same value is the same text in every row.  The standard allows it (ECMA-376,
18.3.1.4), and Excel, LibreOffice, openpyxl and calamine read it so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import NamedTuple

from desktop.records.kinds import Stored
from desktop.sheets.celltext import all_plain, as_xml, pieces, plain, serial, sound
from desktop.sheets.columns import Value
from desktop.sheets.mark import canonical

EMPTY = "<c/>"


@dataclass(frozen=True, slots=True)
class Odd:
    """What there is to tell of a cell.

    `at` is its column's index; `replaced` are the code points that no cell may hold; `further` the
    pieces of its text that stand in further columns.
    """

    at: int
    replaced: Sequence[int]
    further: Sequence[str]

    def moved(self, by: int) -> "Odd":
        """Return the same of a cell so many columns further."""
        return Odd(self.at + by, self.replaced, self.further)


class Some(NamedTuple):
    """Some cells of one column: their XML, their canonical texts, what is odd in some by index."""

    xml: Sequence[str]
    marked: Sequence[str]
    odd: Mapping[int, Odd]


@dataclass(slots=True)
class CellXml:
    """Writes cells; `styles` maps a style's code to its index in the workbook.

    What is odd in a cell is put into `odd`, until somebody takes it out.
    """

    styles: Mapping[str, int]
    odd: list[Odd] = field(default_factory=list)

    def some(self, values: Sequence[Value], style: str, at: int) -> Some:
        """Return some cells of the column at an index."""
        kinds = set(map(type, values))
        if kinds <= _NUMBERS:
            start = f'<c s="{self.styles[style]}"><v>'
            xml = [EMPTY if one is None else f"{start}{one}{_VALUE_END}" for one in values]
            return Some(xml, ["" if one is None else str(one) for one in values], {})
        if kinds <= _TEXTS and all_plain(_filled(values)):
            start = _text_start(self.styles[style])
            xml = [f"{start}{one}{_TEXT_END}" if one else EMPTY for one in values]
            return Some(xml, [str(one or "") for one in values], {})
        odd: dict[int, Odd] = {}
        written = []
        for index, value in enumerate(values):
            written.append(self.cell(value, style, at))
            if self.odd:
                odd[index] = self.odd.pop()
        return Some([xml for xml, _text in written], [text for _xml, text in written], odd)

    def cell(self, value: Value, style: str, at: int) -> tuple[str, str]:
        """Return a cell's XML, and the canonical text that its row's mark is made of."""
        if value is None or value == "":
            return EMPTY, ""
        if isinstance(value, str):
            return self._text(value, style, at)
        if isinstance(value, datetime):
            number = serial(value)
            if number is None:
                return self._text(value.isoformat(" ", "minutes"), "text", at)[0], canonical(value)
            return f'<c s="{self.styles[style]}"><v>{number!r}{_VALUE_END}', canonical(value)
        return f'<c s="{self.styles[style]}"><v>{value!r}{_VALUE_END}', canonical(value)

    def _text(self, text: str, style: str, at: int) -> tuple[str, str]:
        index = self.styles[style]
        if plain(text):
            return f"{_text_start(index)}{text}{_TEXT_END}", text
        text, replaced = sound(text)
        first, *further = pieces(text)
        if replaced or further:
            self.odd.append(Odd(at, replaced, further))
        return text_xml(first, index), canonical(text)

    def texts(self, values: Sequence[Stored], style: str) -> list[Sequence[str]] | None:
        """Return the cells of texts that all stand in XML as they are; None where they don't.

        What each cell is put together of comes in sequences side by side.
        """
        if not set(map(type, values)) <= _TEXTS:
            return None
        filled = _filled(values)
        if not all_plain(filled):
            return None
        if not filled:
            return [[EMPTY] * len(values)]
        start = _text_start(self.styles[style])
        if len(filled) == len(values):
            return [[start] * len(values), filled, [_TEXT_END] * len(values)]
        return [[f"{start}{value}{_TEXT_END}" if value else EMPTY for value in values]]


_TEXTS = {str, type(None)}
_NUMBERS = {int, type(None)}
_TEXT_END = "</t></is></c>"
_VALUE_END = "</v></c>"


def _filled(values: Sequence[object]) -> list[str]:
    """Return the texts among texts and nothings, without the empty ones."""
    return [one for one in values if one and isinstance(one, str)]


@cache
def _text_start(style: int) -> str:
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">'


def text_xml(text: str, style: int) -> str:
    """Return the cell of a sound text that is short enough for one."""
    return f"{_text_start(style)}{as_xml(text)}{_TEXT_END}"
