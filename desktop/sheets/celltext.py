"""Every rule of text in a cell stands here: what is replaced, escaped, divided, never a formula."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache

from desktop.records.kinds import NO_TEXT

# Excel's limits (support.microsoft.com, "Excel specifications and limits").
CELL_UNITS = 32_767
# LibreOffice breaks longer lines of a cell that has several (EditEngine's MAXCHARSINPARA).
LINE_UNITS = 16_367
LAST_ROW = 1_048_576
LINKS = 65_530
# What any of the rules below would change.
_TELLING = re.compile("[\x00-\x08\x0b-\x1f\x7f&<>\ud800-\udfff\ufffe\uffff]|_x")
# The same in UTF-8: single bytes, and what longer texts hold.
_TELLING_BYTES = bytes([*range(0x09), *range(0x0B, 0x20), 0x7F, *b"&<>"])
_TELLING_PARTS = (b"_x", "\ufffe".encode(), "\uffff".encode())
# ECMA-376, 22.9.2.19 (ST_Xstring): a text that looks like an escape is escaped itself.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# A cell that begins so is taken for a formula when a CSV file is opened (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Excel counts days from here; serials before March 1900 are wrong by one for its own leap year.
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial has no zone
_FIRST_SERIAL = datetime(1900, 3, 1)  # noqa: DTZ001


def sound(text: str) -> tuple[str, list[int]]:
    """Return a text with U+FFFD for what no cell may hold, and the code points replaced."""
    found = [ord(one) for one in NO_TEXT.findall(text)]
    return (NO_TEXT.sub("\ufffd", text) if found else text), found


def plain(text: str) -> bool:
    """Return whether a text stands in one cell's XML just as it is."""
    return len(text) * 2 <= LINE_UNITS and _TELLING.search(text) is None


def all_plain(texts: Iterable[str]) -> bool:
    """Return whether texts are surely plain, all at once."""
    listed = list(texts)
    if max(map(len, listed), default=0) * 2 > LINE_UNITS:
        return False
    try:
        # A search for the characters would take three times as long.
        written = "".join(listed).encode()
    except UnicodeEncodeError:
        return False
    return len(written.translate(None, _TELLING_BYTES)) == len(written) and not any(
        part in written for part in _TELLING_PARTS
    )


def pieces(text: str, units: int = CELL_UNITS) -> Iterator[str]:
    """Yield a text in pieces of at most so many UTF-16 units, no character torn in two.

    They are smaller where a line is so long that LibreOffice would break it.
    """
    if len(text) * 2 > LINE_UNITS and "\n" in text and _widest(text) > LINE_UNITS:
        units = min(units, LINE_UNITS)
    if len(text) * 2 <= units:
        yield text
        return
    start, used = 0, 0
    for at, char in enumerate(text):
        size = 2 if ord(char) > 0xFFFF else 1
        if used + size > units:
            yield text[start:at]
            start, used = at, 0
        used += size
    yield text[start:]


def _widest(text: str) -> int:
    """Return the UTF-16 units of the longest line."""
    return max(len(line.encode("utf-16-le", "surrogatepass")) // 2 for line in text.split("\n"))


def as_xml(text: str) -> str:
    """Return a sound text as an inline string's XML; it can never be a formula."""
    if "_x" in text:
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "_x000D_")


def serial(moment: datetime) -> float | None:
    """Return Excel's number for a local time, or None where a text must stand instead."""
    if moment < _FIRST_SERIAL:
        return None
    gone = moment - _EPOCH
    return gone.days + gone.seconds / 86_400


@cache
def letters(column: int) -> str:
    """Return the letters of a column that is counted from 0: A to Z, AA to XFD."""
    found = ""
    column += 1
    while column:
        column, last = divmod(column - 1, 26)
        found = chr(ord("A") + last) + found
    return found


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula when it opens a CSV file.

    An apostrophe is put before one that begins with = + - @ or a tab; whoever reads the file by
    program takes one apostrophe off before these.
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
