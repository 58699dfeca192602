"""A text as words, numbers and signs, in sentences."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from unicodedata import normalize

from desktop.reading.even import SOFT
from desktop.reading.language import Language
from desktop.reading.morphology import Morphology
from desktop.reading.wordlist import words


class Kind(StrEnum):
    """What sort of token: letters (perhaps with digits), digits alone, or one sign."""

    WORD = "word"
    NUMBER = "number"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign.

    `start` and `end` are its offsets in the text. `text` is as in the even text, `low` the same in
    lower case without soft characters. `lemmas` and `tags` are as in `morphology.Forms`, empty for
    what is no word; so are `readings`. `sentence` counts sentences from 0; list items and lines are
    sentences too.
    """

    start: int
    end: int
    text: str
    low: str
    kind: Kind
    lemmas: tuple[str, ...]
    tags: frozenset[str]
    sentence: int
    readings: tuple[tuple[str, frozenset[str]], ...] = ()


_LETTER: Final = rf"[^\W\d_{SOFT}]"
_TOKEN: Final = re.compile(
    rf"""
    (?P<word>\d*-?{_LETTER}[\w{SOFT}\u0300-\u036f]*(?:['\-](?=\w)[\w{SOFT}\u0300-\u036f]+)*)
    | (?P<number>\d+(?:[.,:]\d+)*)
    | (?P<sign>\S)
    """,
    re.VERBOSE,
)
_ENDS: Final = frozenset(".!?")
_SHORTENED: Final = words(
    "г гор с д п пос пгт ст ул обл респ р р-н н им т тг мск киев тыс тис млн ок ін см м смт сел",
    "вул кв стр т.г н.п с.г т.д т.п д.б а.с хв мин ч год руб гр о св",
    "mr mrs ms dr gen col lt maj sgt gov st no vs approx u.s u.k e.g i.e a.m p.m inc",
    "jan feb mar apr jun jul aug sep sept oct nov dec",
)


def split(text: str, language: Language, morphology: Morphology) -> list[Token]:
    """Return the tokens of an even text, in order."""
    tokens: list[Token] = []
    sentence = 0
    after = 0
    for found in _TOKEN.finditer(text):
        kind = Kind(found.lastgroup or "sign")
        if tokens and _opens(text, tokens[-1], after, found):
            sentence += 1
        low = found[0].lower().replace(SOFT, "")
        if not low.isascii() and kind is Kind.WORD:
            low = normalize("NFC", low).replace("ё", "е")
        lemmas: tuple[str, ...] = ()
        tags = frozenset[str]()
        readings: tuple[tuple[str, frozenset[str]], ...] = ()
        if kind is Kind.WORD:
            forms = morphology.forms(low, language)
            lemmas, tags, readings = forms.lemmas, forms.tags, forms.readings
        tokens.append(
            Token(found.start(), found.end(), found[0], low, kind, lemmas, tags, sentence, readings)
        )
        after = found.end()
    return tokens


def _opens(text: str, last: Token, after: int, found: re.Match[str]) -> bool:
    """Return whether a sentence begins at `found`, the token after `last`."""
    first = found[0][0]
    if first == "•":
        return True
    gap = text[after : found.start()]
    if "\n" in gap:
        return True
    if last.text not in _ENDS or not gap:
        return False
    if last.text == "." and _is_shortened(text[: last.start]):
        return False
    return not first.islower() and first not in ",;:)–-"


def _is_shortened(before: str) -> bool:
    word = re.split(r"[\s(\"]", before[-12:])[-1].lower()
    return word in _SHORTENED or (len(word) == 1 and word.isalpha())
