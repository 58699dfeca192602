"""Reads a figure typed in one line: `31 bryansk`, `3> moscow`, `killed none reported`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.records.count import Count
from desktop.records.errors import Invalid
from desktop.records.fold import fold
from desktop.records.words import _

LONGEST = 2000
# The most words that a count or a term's name is written with: "not less than 60".
_WORDS = 5
_QUOTED = re.compile(r"^(.*?)\s*(?:“([^”]+)”|«([^»]+)»|\"([^\"]+)\")\s*$", re.DOTALL)
_SUBSET = re.compile(r"^([^\s>=]+)\s*>(?!=)\s*(.*)$", re.DOTALL)
_IDLE = {"total", "in total", "всего", "загалом"}


@dataclass(frozen=True, slots=True)
class FigureLine:
    """What one line says; an empty `measure` or `munition` means that it does not say.

    `subset` is true for `3>`, "of which"; `places` is the text that names them, as typed.
    """

    count: Count
    measure: str = ""
    munition: str = ""
    subset: bool = False
    places: str = ""
    quote: str = ""


def read_line(
    text: str, measures: Mapping[str, str], munitions: Mapping[str, str] | None = None
) -> FigureLine:
    """Return what a line says, its cells divided by tabs or just by blanks.

    `measures` and `munitions` map folded names to uids.  Raises `Invalid` where it has no count.
    """
    if len(text) > LONGEST:
        raise Invalid(_("A figure line has at most {n} characters.").format(n=LONGEST))
    quote, rest = _quote(text)
    measure, rest = _named(" ".join(rest.split()), measures)
    found = _SUBSET.match(rest)
    if found:
        count, rest = Count.read(found[1]), found[2]
    else:
        count, rest = _count(rest)
    if not measure:
        measure, rest = _named(rest, measures)
    munition, rest = _named(rest, munitions or {})
    places = "" if fold(rest) in _IDLE else rest
    return FigureLine(count, measure, munition, bool(found), places, quote)


def _quote(text: str) -> tuple[str, str]:
    found = _QUOTED.match(text)
    if not found:
        return "", text
    return next(part for part in found.groups()[1:] if part), found[1]


def _named(text: str, names: Mapping[str, str]) -> tuple[str, str]:
    """Return the uid that the first words name, and what follows; the longest name wins."""
    words = text.split(" ")
    for size in range(min(_WORDS, len(words)), 0, -1):
        uid = names.get(fold(" ".join(words[:size])))
        if uid:
            return uid, " ".join(words[size:])
    return "", text


def _count(text: str) -> tuple[Count, str]:
    """Return the count that the first words say, and what follows; the longest count wins."""
    words = text.split(" ")
    for size in range(min(_WORDS, len(words)), 0, -1):
        start = " ".join(words[:size])
        try:
            count = Count.read(start)
        except Invalid:
            continue
        if start:
            return count, " ".join(words[size:])
    raise Invalid(
        _("“{text}” does not begin with a count; write it as in “31 bryansk”.").format(
            text=text[:40]
        )
    )
