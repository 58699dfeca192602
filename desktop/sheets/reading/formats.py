"""What a number format makes of a number: a date, a month, a duration, an id with its zeros."""

import re

from desktop.sheets.raw import Shape

# ECMA-376, 18.8.30: the formats that a file need not write out.
_BUILT_IN = {
    **dict.fromkeys((14, 15, 16), Shape.DAY),
    17: Shape.MONTH,
    **dict.fromkeys((18, 19, 20, 21, 22, 45, 47), Shape.MOMENT),
    46: Shape.DURATION,
}
# Texts in a format: "quoted", \escaped, _skipped, *filled; then [colours, zones, conditions].
_TEXT = re.compile(r'"[^"]*"?|[\\_*].')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKET = re.compile(r"\[[^\]]*\]")
_CLOCK = re.compile(r"am/pm|a/p", re.IGNORECASE)
_ZEROS = re.compile(r"[ \-()]*0[0 \-()]*0[ \-()]*")
_GENERAL = re.compile("general", re.IGNORECASE)


def shape_of(number: int, code: str | None) -> tuple[Shape, str]:
    """Return what a format makes of numbers, by its number and its code where the file has one.

    With `Shape.DIGITS` the second is the format as zeros and the signs between them.
    """
    if code is None:
        return _BUILT_IN.get(number, Shape.NUMBER), ""
    first = _section(code)
    if _ELAPSED.search(_TEXT.sub("", first)):
        return Shape.DURATION, ""
    plain = _CLOCK.sub("h", _GENERAL.sub("", _BRACKET.sub("", _TEXT.sub("", first)))).lower()
    letters = set(plain) & set("ymdhs")
    if letters:
        return _dated(plain, letters), ""
    return _digits(first)


def _section(code: str) -> str:
    """Return the part of a format that is for positive numbers."""
    for at, found in ((m.start(), m.group()) for m in re.finditer(r'"[^"]*"?|\\.|;', code)):
        if found == ";":
            return code[:at]
    return code


def _dated(plain: str, letters: set[str]) -> Shape:
    if letters & {"h", "s"}:
        return Shape.MOMENT
    if "d" in letters:
        return Shape.DAY
    if "m" in letters:
        return Shape.MONTH
    return Shape.YEAR if plain.strip(" .-/,") in {"y", "yy", "yyy", "yyyy"} else Shape.DAY


def _digits(first: str) -> tuple[Shape, str]:
    bare = _BRACKET.sub("", first)
    signs = [_literal(found.group()) for found in _TEXT.finditer(bare)]
    if not _ZEROS.fullmatch(_TEXT.sub("", bare)) or any("0" in sign for sign in signs):
        return Shape.NUMBER, ""
    return Shape.DIGITS, _TEXT.sub(lambda found: _literal(found.group()), bare).strip()


def _literal(written: str) -> str:
    if written.startswith('"'):
        return written.strip('"')
    return written[1] if written.startswith("\\") else ""
