"""Writes Cyrillic names in Latin letters, for places that have no English name."""

from typing import Final

from desktop.reading.language import Language

_RUSSIAN: Final = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True))
    | {"ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ю": "yu", "я": "ya", "ъ": "", "ь": ""}
)
_UKRAINIAN: Final = str.maketrans(
    dict(zip("абвгґдезиіїйклмнопрстуфє", "abvhgdezyiiiklmnoprstufe", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ю": "iu", "я": "ia", "ь": "", "'": "", "є": "ie"}
)


def transliterated(name: str, language: Language) -> str:
    """Return a name in Latin letters, its words capitalised; what is Latin stays."""
    if name.isascii():
        return name
    low = name.lower()
    if language is Language.UK:
        latin = low.translate(_UKRAINIAN)
    else:
        latin = low.translate(_RUSSIAN)
        latin = latin.removesuffix("iy") + "y" if latin.endswith("iy") else latin
    return " ".join("-".join(map(str.capitalize, word.split("-"))) for word in latin.split())
