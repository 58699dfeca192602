"""The mark of a row: a short hash of its cells, by which an edited row is told from an untouched.

A cell's canonical text is the same before and after Excel or LibreOffice saved the book: whether
31 is a number or a text, whether midnight is a date or a time, how lines end.
"""

import base64
import hashlib
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from desktop.sheets.celltext import sound

# No workbook of people's has this character, and XML may hold it.
_BETWEEN = "\ue000"
# 40 bits: one edited row in a billion billions would pass for an untouched one.
_BYTES = 5


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


def mark(cells: Iterable[object]) -> str:
    """Return the eight characters that stand for a row's cells."""
    joined = _BETWEEN.join([cell if type(cell) is str else canonical(cell) for cell in cells])
    if "\r" in joined:
        joined = canonical(joined)
    try:
        raw = joined.encode()
    except UnicodeEncodeError:
        raw = sound(joined)[0].encode()
    return base64.b32encode(hashlib.blake2b(raw, digest_size=_BYTES).digest()).decode().lower()


def written(cells: Iterable[object]) -> str:
    """Return the mark of cells about to be written, of which some characters are replaced."""
    return mark([sound(cell)[0] if isinstance(cell, str) else cell for cell in cells])
