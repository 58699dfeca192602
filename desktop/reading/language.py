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
_ONLY_UKRAINIAN: Final = re.compile(r"[іїєґІЇЄҐ]|[а-я]'[яюєї]|\b(?:та|що|від|до|над|із|зі|було)\b")
_ONLY_RUSSIAN: Final = re.compile(r"[ыэъЫЭЪ]|\b(?:и|что|от|из|были|было|над)\b")


def language_of(text: str) -> Language:
    """Return the language of a text; one without letters counts as English."""
    if len(_CYRILLIC.findall(text)) <= len(_LATIN.findall(text)):
        return Language.EN
    ukrainian, russian = len(_ONLY_UKRAINIAN.findall(text)), len(_ONLY_RUSSIAN.findall(text))
    return Language.UK if ukrainian > russian else Language.RU
