"""The forms of a text under which it is searched, sorted and recognised."""

import re
from functools import lru_cache
from typing import Final
from unicodedata import normalize

# Letters of their own, not letters with an accent: мой is not мои, Київ is not Киів.
_OWN_LETTERS: Final = "йїўЙЇЎ"
_MARKS: Final = frozenset(map(chr, range(0x300, 0x370)))
_DASHES: Final = "‐‑‒–—―−﹘﹣－⸺⸻"
_APOSTROPHES: Final = "’‘‛ʼʻʹ′´`＇"
_QUOTES: Final = "«»“”„‟″＂"
_UNSEEN: Final = "\u00ad\u034f\u061c\u180e\ufeff" + "".join(
    chr(code)
    for first, last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F))
    for code in range(first, last + 1)
)


def _accents() -> dict[int, str | None]:
    """Return what strips the accents of the Latin, Greek and Cyrillic blocks."""
    barred: dict[int, str | None] = dict(zip(map(ord, "łŁøØđĐħĦı"), "lLoOdDhHi", strict=True))
    table: dict[int, str | None] = dict.fromkeys(map(ord, _MARKS))
    for code in (*range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000)):
        apart = normalize("NFD", chr(code))
        if len(apart) > 1 and chr(code) not in _OWN_LETTERS and _MARKS.issuperset(apart[1:]):
            table[code] = apart[0].translate(barred)
    table.update(barred)
    return table


_DROP_UNSEEN: Final = dict.fromkeys(map(ord, _UNSEEN))
_SIMPLIFY: Final = (
    _DROP_UNSEEN
    | _accents()
    | dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, _APOSTROPHES), "'")
    | dict.fromkeys(map(ord, _QUOTES), '"')
    | dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")
)


# What most texts are made of: none of it is composed, and few of its characters are simplified.
_USUAL: Final = re.compile(r"[ -~\nА-Яа-яЁёІіЇїЄєҐґЎў«»„“”–—’]*")
_SIMPLER: Final = tuple(zip("`’–—ё«»„“”", "''--е" + '"' * 5, strict=True))
# Names, titles and quotes come again and again; a source's text does not.
_SHORT: Final = 200


def fold(text: str) -> str:
    """Return the one form in which texts are compared, searched and sorted.

    Compatibility forms, case, accents (ё is е), kinds of dashes, quotes and apostrophes, unseen
    characters and runs of white space make no difference. The letters й, ї, ў, і, є and ґ stay
    apart from и, i, у, и, е and г: they are other letters to whoever reads them, and `latin`
    is there for those who cannot type them. Folding twice changes nothing.
    """
    return _kept(text) if len(text) < _SHORT else _folded(text)


def _folded(text: str) -> str:
    if _USUAL.fullmatch(text):
        text = text.lower()
        for character, simpler in _SIMPLER:
            text = text.replace(character, simpler)
        return " ".join(text.split())
    if text.isascii():
        return " ".join(text.translate(_SIMPLIFY).lower().split())
    # Before composing, since an unseen character between a letter and its mark keeps them apart.
    text = normalize("NFKC", text.translate(_DROP_UNSEEN)).casefold()
    return " ".join(normalize("NFKC", text).translate(_SIMPLIFY).split())


_kept: Final = lru_cache(maxsize=1 << 14)(_folded)


_TO_LATIN: Final = str.maketrans(
    dict(zip("абвгґдезиіїйыклмнопрстуўфэєyjwq", "abvggdeziiiiiklmnoprstuvfeeiivk", strict=True))
    | dict.fromkeys("ъь'", "")
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia"}
    | {"x": "ks"}
)
_NOT_A_WORD: Final = re.compile(r"[\W_]+")
# An h that is not part of a digraph is Ukrainian г: Luhansk and Lugansk are one place.
_LONE_H: Final = re.compile(r"(?<![ckstz])h|gh")
_RUN_OF_I: Final = re.compile(r"i{2,}")
_IOTATED_E: Final = re.compile(r"i[eo]")
_DOUBLED: Final = re.compile(r"(zh|\w)\1+")


def latin(text: str) -> str:
    """Return a rough Latin key that is the same for the usual spellings of one Slavic name.

    Жуковский, Zhukovskiy, Zhukovsky and Zhukovskij share a key, so do Орёл, Oryol and Orel,
    Луганськ and Lugansk, Odessa and Odesa. Words are joined by single blanks, all other
    punctuation is gone. The key is for matching; it is no transliteration to show.
    """
    key = _NOT_A_WORD.sub(" ", fold(text).translate(_TO_LATIN)).strip()
    key = _RUN_OF_I.sub("i", _LONE_H.sub("g", key))
    return _DOUBLED.sub(r"\1", _IOTATED_E.sub("e", key))
