"""Which of the three languages a text is in."""

import re
from enum import StrEnum
from typing import Final


class Language(StrEnum):
    """A language that is read."""

    RU = "ru"
    UK = "uk"
    EN = "en"


_LATIN: Final = re.compile(r"[A-Za-z]")
_CYRILLIC: Final = re.compile(r"[а-яёіїєґА-ЯЁІЇЄҐ]")
_ONLY_UKRAINIAN: Final = re.compile(
    r"[іїєґІЇЄҐ]|[а-я]'[яюєї]|\b(?:та|що|від|із|зі|було|ще|як|[Зз]бито|[Зз]били|[Вв]дарив|[Вв]дарили"
    r"|[Вв]орог\w*|[Вв]ночі|[Уу]ночі|[Вв]ранці|[Вв]день|[Зз]агинув|[Зз]агинули|[Зз]агинула"
    r"|[Пп]оранено|[Пп]ошкоджено|[Зз]нищено|[Шш]ахеди?|[Дд]рони|[Вв]лучив|[Вв]лучання"
    r"|\w+(?:ував|увала|ували))\b"
)
_ONLY_RUSSIAN: Final = re.compile(r"[ыэъЫЭЪ]|\b(?:и|что|от|из|были|было|как|ещ[её])\b")


def language_of(text: str) -> Language:
    """Return the language of a text; one without letters counts as English."""
    if len(_CYRILLIC.findall(text)) <= len(_LATIN.findall(text)):
        return Language.EN
    ukrainian, russian = len(_ONLY_UKRAINIAN.findall(text)), len(_ONLY_RUSSIAN.findall(text))
    return Language.UK if ukrainian > russian else Language.RU
