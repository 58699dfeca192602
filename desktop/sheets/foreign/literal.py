"""Reads what programs print for a list or a dict: "{'Kyiv': 3.0, 'Odesa': nan}"; runs nothing."""

import ast
import re

from desktop.records.errors import Invalid
from desktop.records.typed import quoted
from desktop.records.words import _

LONGEST = 32_767
Item = str | int | float | None

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<number>[+-]?\d{1,15}(?:\.\d{0,20})?(?:[eE][+-]?\d{1,2})?)(?![\w.])
      | (?P<nothing>NaN|nan|None|null|NaT)
      | (?P<sign>[{}\[\]():,])
    )""",
    re.VERBOSE,
)


def pairs(text: str) -> list[tuple[str, Item]]:
    """Return the keys and values of a flat dict, in order; what is not known (NaN) is None.

    Raises Invalid for anything else.
    """
    tokens = _tokens(text)
    if tokens[:1] != ["{"] or tokens[-1:] != ["}"]:
        raise _no(text)
    found: list[tuple[str, Item]] = []
    left = tokens[1:-1]
    while left:
        key, colon, value, *left = [*left, None, None] if len(left) < 3 else left
        if not isinstance(key, _Text) or colon != ":" or isinstance(value, _Sign):
            raise _no(text)
        found.append((str(key), str(value) if isinstance(value, _Text) else value))
        if left and left.pop(0) != ",":
            raise _no(text)
    return found


def items(text: str) -> list[str]:
    """Return the texts of a flat list; raises Invalid for anything else."""
    tokens = _tokens(text)
    if tokens[:1] != ["["] or tokens[-1:] != ["]"]:
        raise _no(text)
    inner = tokens[1:-1]
    names, commas = inner[::2], inner[1::2]
    if not all(isinstance(name, _Text) for name in names) or any(one != "," for one in commas):
        raise _no(text)
    return [str(name) for name in names]


class _Text(str):
    """A text that stood in quotation marks."""

    __slots__ = ()


class _Sign(str):
    """A bracket, a comma or a colon."""

    __slots__ = ()


def _tokens(text: str) -> list[Item]:
    if len(text) > LONGEST:
        raise _no(text)
    found: list[Item] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            raise _no(text)
        at = match.end()
        if match["text"] is not None:
            found.append(_Text(_unquoted(match["text"], text)))
        elif match["number"] is not None:
            number = float(match["number"])
            found.append(int(number) if number.is_integer() else number)
        else:
            found.append(_Sign(match["sign"]) if match["sign"] else None)
    return found


def _unquoted(token: str, text: str) -> str:
    """Return the text that a literal in quotation marks stands for."""
    try:
        return str(ast.literal_eval(token))
    except (ValueError, SyntaxError) as error:
        raise _no(text) from error


def _no(text: str) -> Invalid:
    return Invalid(
        _("{text} is no list of names and numbers as programs print it; correct it.").format(
            text=quoted(text)
        )
    )
