"""The mark of a row: a short hash of its cells, by which an edited row is told from an untouched.

A cell's canonical text is the same before and after Excel or LibreOffice saved the book: whether
31 is a number or a text, whether midnight is a date or a time, how lines end.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta

from desktop.sheets.celltext import sound

# The unit separator: XML holds none, so no cell does, and ASCII is joined and encoded fastest.
_BETWEEN = "\x1f"
# 40 bits: one edited row in a billion billions would pass for an untouched one.
_BYTES = 5
# Base 32 of RFC 4648, two characters for ten bits; the library's own takes longer than the hash.
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [first + second for first in _LETTERS for second in _LETTERS]


def canonical(cell: object) -> str:
    """Return the text that stands for a cell, whatever program saved it; "" for an empty one."""
    match cell:
        case str():
            text = cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell
        case None:
            text = ""
        case bool():
            text = "TRUE" if cell else "FALSE"
        case float():
            text = str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
        case datetime():
            text = _moment(cell)
        case date():
            text = f"{cell.isoformat()} 00:00"
        case time():
            text = cell.isoformat("seconds")
        case _:
            text = str(cell)
    return text


def _moment(moment: datetime) -> str:
    """Return a date and time to the second; without the second where it is a whole minute."""
    if moment.microsecond:
        moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    return moment.isoformat(" ", "seconds" if moment.second else "minutes")


def marker(receipt: str) -> Callable[[Sequence[object]], str]:
    """Return what gives the eight characters that stand for a row's cells.

    They are those of one export only, so that a row pasted from another is seen as edited.
    """
    mark = joined_marker(receipt)

    def mark_cells(cells: Sequence[object]) -> str:
        return mark([
            cell if type(cell) is str else "" if cell is None else canonical(cell)
            for cell in cells
        ])  # fmt: skip

    return mark_cells


def joined_marker(receipt: str) -> Callable[[Iterable[str]], str]:
    """Return what does the same for cells as texts; some of them may be joined already."""
    start = hashlib.blake2b(receipt.encode(), digest_size=_BYTES)

    def mark(texts: Iterable[str]) -> str:
        joined = _BETWEEN.join(texts)
        if "\r" in joined:
            joined = canonical(joined)
        digest = start.copy()
        digest.update(joined.encode("utf-8", "surrogatepass"))
        bits = int.from_bytes(digest.digest())
        high, low = bits >> 20, bits & 0xFFFFF
        return f"{_PAIRS[high >> 10]}{_PAIRS[high & 1023]}{_PAIRS[low >> 10]}{_PAIRS[low & 1023]}"

    return mark


def joined(texts: Iterable[str]) -> str:
    """Return the canonical texts of neighbouring cells as a mark takes them together."""
    return _BETWEEN.join(texts)


def as_written(cells: Iterable[object]) -> list[object]:
    """Return cells as they are once written, some characters of their texts replaced."""
    return [sound(cell)[0] if isinstance(cell, str) else cell for cell in cells]
