"""The cases of a place's name, by rule: dictionaries of words lack most towns."""

import re
from collections.abc import Iterator
from typing import Final

_SOFT: Final = "ьй"
# What follows a stem in any case of a noun of that ending.
_HARD: Final = ("", "а", "у", "ом", "ем", "е", "і", "ові", "ым", "им", "ою")
_FEMININE: Final = ("а", "ы", "и", "і", "у", "ой", "ою", "е")
_SOFT_FEMININE: Final = ("я", "и", "і", "ї", "ю", "ей", "ею", "єю", "е")
_NEUTER: Final = ("о", "а", "у", "ом", "е", "і")
_SOFT_NEUTER: Final = ("е", "я", "ю", "ем", "ям", "і", "и")
_PLURAL: Final = ("ы", "и", "і", "ам", "ами", "ах", "ов", "ів", "")
_ADJECTIVE: Final = ("ий", "ого", "ому", "им", "ом", "ій", "ої", "ом")
_THIRD: Final = ("ь", "и", "і", "ю", "ем", "я", "є", "е", "ью", "")
_UKRAINIAN_CLOSED: Final = (
    (re.compile(r"їв$"), "єв"), (re.compile(r"ів$"), "ов"), (re.compile(r"ів$"), "ев"),
    (re.compile(r"іг$"), "ог"), (re.compile(r"іль$"), "оль"), (re.compile(r"іль$"), "ель"),
    (re.compile(r"ець$"), "ць"), (re.compile(r"ец$"), "ц"), (re.compile(r"ел$"), "л"),
    (re.compile(r"ок$"), "к"), (re.compile(r"лец$"), "льц"), (re.compile(r"ень$"), "нь"),
)  # fmt: skip


def case_forms(word: str) -> Iterator[str]:
    """Yield what a place's name in lower case may be in any case, itself first.

    Some of what is yielded is no word; it is for comparing only. Adjectives are left alone.
    """
    yield word
    if len(word) < 3 or "-на-" in word:
        return
    first, _, last = word.partition("-")
    if last.endswith(("ский", "ський")):
        stem = last[:-2]
        yield from (f"{one}-{stem}{end}" for one in _of(first) for end in _ADJECTIVE)
        return
    yield from _of(word)
    for pattern, instead in _UKRAINIAN_CLOSED:
        if pattern.search(word):
            yield from _of(pattern.sub(instead, word))


def _of(word: str) -> Iterator[str]:
    stem, last = word[:-1], word[-1]
    if last in "ая":
        yield from (stem + ending for ending in (_FEMININE if last == "а" else _SOFT_FEMININE))
    elif last in "оеє":
        yield from (stem + ending for ending in (_NEUTER if last == "о" else _SOFT_NEUTER))
    elif last in "ыиі":
        yield from (stem + ending for ending in _PLURAL)
    elif last in _SOFT:
        yield from (stem + ending for ending in _THIRD)
    elif last.isalpha():
        yield from (word + ending for ending in _HARD)
