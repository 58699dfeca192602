"""The XML of cells.

A cell has no reference of its own: it stands after the one before it, and an empty one keeps its
place.  So the same value is the same text in every row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

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


@dataclass(slots=True)
class CellXml:
    """Writes cells; `styles` maps a style's code to its index in the workbook.

    What is odd in a cell is put into `odd`, until somebody takes it out.
    """

    styles: Mapping[str, int]
    odd: list[Odd] = field(default_factory=list)

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
            return f'<c s="{self.styles[style]}"><v>{number!r}</v></c>', canonical(value)
        return f'<c s="{self.styles[style]}"><v>{value!r}</v></c>', canonical(value)

    def _text(self, text: str, style: str, at: int) -> tuple[str, str]:
        index = self.styles[style]
        if plain(text):
            return f"{_text_start(index)}{text}{_TEXT_END}", text
        text, replaced = sound(text)
        first, *further = pieces(text)
        if replaced or further:
            self.odd.append(Odd(at, replaced, further))
        return text_xml(first, index), canonical(text)

    def texts(self, values: Sequence[Stored], style: str) -> list[str] | None:
        """Return the cells of texts that all stand in XML as they are; None where they don't."""
        if not set(map(type, values)) <= _TEXTS or not all_plain(map(str, filter(None, values))):
            return None
        start = _text_start(self.styles[style])
        return [f"{start}{value}{_TEXT_END}" if value else EMPTY for value in values]


_TEXTS = {str, type(None)}
_TEXT_END = "</t></is></c>"


@cache
def _text_start(style: int) -> str:
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">'


def text_xml(text: str, style: int) -> str:
    """Return the cell of a sound text that is short enough for one."""
    return f"{_text_start(style)}{as_xml(text)}{_TEXT_END}"
