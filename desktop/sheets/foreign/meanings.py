"""Guesses what texts in a column mean that its field does not read."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from desktop.records.context import Context
from desktop.records.count import NOT_CHECKED, NOT_STATED
from desktop.records.errors import Invalid
from desktop.records.fold import fold
from desktop.sheets.foreign.counts import read_count
from desktop.sheets.foreign.nothing import is_misspelt_unspecified, says_nothing
from desktop.sheets.foreign.profile import Use
from desktop.sheets.foreign.shapes import Seen
from desktop.sheets.foreign.table import Column
from desktop.sheets.foreign.targets import FIGURE, MUNITION
from desktop.sheets.foreign.weapons import munition_of

_FORCES: Final = re.compile(
    r"\b(?:forces?|military|army|navy|air force|troops|defen[cs]e|guards?|войск|сил[ыи]?|армия|"
    r"армія|всу|вс)\b"
)
_SEVERAL: Final = re.compile(r"[,;/&]|\b(?:or|and|или|и|або|та)\b")
_STATES: Final = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        ("russia", r"russia|росси|росі"),
        ("ukraine", r"ukrain|украин|україн"),
        ("iran", r"\biran|revolutionary guard|\bиран|\bіран"),
        ("israel", r"israel|израил|ізраїл"),
    )
)


def meanings(
    columns: Mapping[Column, tuple[Use, Seen]], context: Context
) -> dict[str, dict[str, str]]:
    """Return by column what the distinct texts in it mean, where that is not what they say."""
    found: dict[str, dict[str, str]] = {}
    for column, (use, seen) in columns.items():
        read = _READERS.get(use.to)
        if read is None or (use.figure is not None and use.figure.split):
            continue
        told = {
            written: meaning
            for value in seen.values
            if isinstance(value, str)
            for written in [value.strip()]
            if written and (meaning := read(written, context)) is not None
        }
        if told:
            found[column.name] = told
    return found


def _count(written: str, context: Context) -> str | None:
    """Return "not checked" for what says unspecified, "not stated" for other words for nothing."""
    del context
    plain = fold(written).strip(" .()")
    if plain.startswith("unspec") or is_misspelt_unspecified(plain):
        return str(NOT_CHECKED)
    try:
        read_count(written)
    except Invalid:
        return str(NOT_STATED) if says_nothing(written) else None
    return None


def _munition(written: str, context: Context) -> str | None:
    def knows(code: str) -> bool:
        return len(context.find("term", "munition", code)) == 1

    if knows(written) or says_nothing(written):
        return None
    return munition_of(written, knows) or None


def _actor(written: str, context: Context) -> str | None:
    if context.find("term", "actor", written):
        return None
    plain = fold(written)
    if plain.startswith("unidentified") and context.find("term", "actor", "unknown"):
        return "unknown"
    if not _FORCES.search(plain) or _SEVERAL.search(plain):
        return None
    codes = [code for code, pattern in _STATES if pattern.search(plain)]
    known = len(codes) == 1 and len(context.find("term", "actor", codes[0])) == 1
    return codes[0] if known else None


_READERS: Final[Mapping[str, Callable[[str, Context], str | None]]] = {
    FIGURE: _count,
    MUNITION: _munition,
    "incident.actor": _actor,
}
