"""Looks over a sheet's bytes for what the fast reader would lose; a look is no parse."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop.sheets.raw import Shape
from desktop.sheets.reading.parts import Style

# Beyond so many, the styles in use are collected once instead of looking for each.
_FEW = 6
_USED = re.compile(rb' s="(\d+)"')
_ROOT = re.compile(rb"<worksheet[\s>]")
_FOREIGN = re.compile(rb"<c [^>]*(?:='|\s=|=\s)")
_UNCALCULATED = re.compile(
    rb"<c ([^>]*)>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(</c>|<v\b[^>]*?/>|<v[^>]*></v>)"
)
# The fast reader knows only the escapes of the first 256 characters.
_ESCAPE = re.compile(rb"_x(?!00)[0-9A-Fa-f]{4}_")
_EDGES = (b"<t> ", b"<t>\n", b"<t>\r", b"<t>\t", b"<t>&#", b" </t>", b"\n</t>", b"\t</t>",
          b"\r</t>", b";</t>")  # fmt: skip
_BLANK = re.compile(rb"<t>(?:\s|&#)|<t>[^<]*(?:\s|;)</t>")
_PLACE = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,12})"')
_SPECIAL = re.compile(rb't="(?:e"|d"|inl)')
_UTF8 = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-?8|us-ascii)""", re.IGNORECASE)


@dataclass(slots=True)
class Findings:
    """What the look has found so far.

    `lossy` says why the fast reader won't do.  `days` and `moments` are the columns, as letters,
    with dates in formats without and with a time of day; both are collected only where the
    workbook has formats of both sorts, else `has_moments` says which sort it has.
    """

    lossy: str = ""
    has_moments: bool = False
    days: set[bytes] = field(default_factory=set)
    moments: set[bytes] = field(default_factory=set)

    def has_time_of_day(self, column: int) -> bool:
        """Whether the dates of a column (0 is A) are in formats with a time of day."""
        if not (self.days or self.moments):
            return self.has_moments
        return column in {column_number(one) - 1 for one in self.moments}

    def mixed(self) -> bool:
        """Whether a column has dates of both sorts, which the fast reader doesn't tell apart."""
        return bool(self.days & self.moments)


class Scan:
    """The look over one sheet, piece after piece."""

    def __init__(self, styles: Sequence[Style]) -> None:
        self.found = Findings()
        self._special = _tokens(styles, {Shape.DIGITS, Shape.MONTH, Shape.YEAR})
        self._days = _tokens(styles, {Shape.DAY})
        self._moments = _tokens(styles, {Shape.MOMENT})
        self.found.has_moments = bool(self._moments)
        # The fast reader makes times of day of negative dates.
        self._negative = [b'%s"><v>-' % token[:-1] for token in self._days + self._moments]
        if not (self._days and self._moments):
            self._days = self._moments = []
        self._rest = b""
        self._begun = False

    def look(self, piece: bytes) -> bool:
        """Look at the next bytes; return whether it is still worth going on."""
        text = self._rest + piece
        if not self._begun:
            self._begun = True
            self.found.lossy = self._first(text)
        # A cell that is cut in two is looked at with the next piece.
        cut = text.rfind(b"<c ")
        self._rest = text[cut:] if cut > 0 else b""
        self._cells(text[:cut] if cut > 0 else text)
        return not self.found.lossy

    def end(self) -> Findings:
        """Look at what is left, and return what was found."""
        self._cells(self._rest)
        if self.found.mixed():
            self.found.lossy = self.found.lossy or "a column with and without time of day"
        return self.found

    def _first(self, text: bytes) -> str:
        if b"\0" in text[:100] or _UTF8.match(text.lstrip(b"\xef\xbb\xbf")):
            return "not UTF-8"
        if not _ROOT.search(text):
            return "a prefix before every name"
        return "unusual spelling of attributes" if _FOREIGN.search(text) else ""

    def _cells(self, text: bytes) -> None:
        found = self.found
        # One byte is found far faster than several, and most sheets have none of these.
        if _SPECIAL.search(text) and (why := _special(text)):
            found.lossy = why
        elif b"!" in text and b"<!" in text:
            found.lossy = "a comment, or unparsed characters"
        elif b"_" in text and _ESCAPE.search(text):
            found.lossy = "an escape"
        elif b"-" in text and b"<v>-" in text and any(one in text for one in self._negative):
            found.lossy = "a date before the first"
        elif b"f" in text and b"<f" in text and _uncalculated(text):
            found.lossy = "a formula without a value"
        special, days, moments = self._special, self._days, self._moments
        if len(special) + len(days) + len(moments) > _FEW:
            used = {b' s="%s"' % style for style in set(_USED.findall(text))}
            special, days, moments = (
                [token for token in tokens if token in used] for tokens in (special, days, moments)
            )
        if any(token in text for token in special):
            found.lossy = "a number in an id's format"
        found.days.update(_columns(text, days))
        found.moments.update(_columns(text, moments))
        if b"" in found.days or b"" in found.moments:
            found.lossy = found.lossy or "cells without their place"


def loses_text(text: bytes) -> bool:
    """Whether a piece of the shared texts has what the fast reader changes."""
    return trimmed(text) or b"<!" in text or _ESCAPE.search(text) is not None


def trimmed(text: bytes) -> bool:
    """Whether a text begins or ends with blanks that it doesn't say are to be kept."""
    return any(edge in text for edge in _EDGES) and _BLANK.search(text) is not None


def _tokens(styles: Sequence[Style], shapes: set[Shape]) -> list[bytes]:
    return [b' s="%d"' % at for at, style in enumerate(styles) if style.shape in shapes]


def _columns(text: bytes, tokens: Iterable[bytes]) -> set[bytes]:
    """Return the letters of the columns in which cells have one of these styles."""
    found: set[bytes] = set()
    for token in tokens:
        if token in text:
            before = text.split(token)
            before.pop()
            # A cell's place is its last 16 bytes at most; without its digits few are left.
            places = b"\n".join([one[-17:-1] for one in before]).translate(None, b"0123456789")
            found.update([_letters(one) for one in set(places.split(b"\n"))])
    return found


def _letters(before: bytes) -> bytes:
    """Return the letters of what `... r="AB12` without its digits ends with, else nothing."""
    start, _quote, letters = before.rpartition(b'"')
    return letters if start.endswith(b" r=") else b""


def _special(text: bytes) -> str:
    if b't="e"' in text:
        return "an error"
    if b't="d"' in text:
        return "a date in ISO 8601"
    if b'"inlineStr"><v' in text or b"</is><v" in text or trimmed(text):
        return "a text with blanks at its ends"
    return ""


def _uncalculated(text: bytes) -> bool:
    return any(
        found[2] == b"</c>" or b't="str"' not in found[1] for found in _UNCALCULATED.finditer(text)
    )


def cells_spanned(text: bytes) -> int:
    """Return how many cells lie between A1 and the last row and column in a sheet's bytes."""
    columns, rows = {b"A"}, 1
    for column, row in _PLACE.findall(text):
        columns.add(column)
        rows = max(rows, int(row))
    return rows * max(column_number(one) for one in columns)


def column_number(letters: bytes) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
