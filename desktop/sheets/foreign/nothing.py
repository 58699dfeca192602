"""Words that stand in a cell and say nothing, and words that name no place."""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from desktop.records.fold import fold

# What says that the table's makers did not know; kept in the raw row, no value of any field.
_SAYS_NOTHING: Final = frozenset({
    "", "-", "--", "n/a", "na", "n/d", "nan", "nat", "null", "none", "nil", "unknown",
    "unspecified", "not specified", "not stated", "not applicable", "notapplicable",
    "no information", "noinformation", "no data", "not available", "undisclosed", "unclear",
    "unidentified", "?", "??", "нет", "нет данных", "неизвестно", "не указано", "н/д",
    "не уточняется", "не установлено", "немає", "немає даних", "невідомо",
    "не вказано", "не уточнюється",
})  # fmt: skip
_DIRECTIONS: Final = re.compile(
    r"(?:the )?(?:north|south|east|west|cent(?:er|re|ral)|northern|southern|eastern|western|"
    r"північ\w*|півден\w*|схід\w*|захід\w*|центр\w*|север\w*|юг\w*|южн\w*|восток\w*|восточн\w*|"
    r"запад\w*)(?:[ -](?:north|south|east|west|восток\w*|запад\w*|схід\w*|захід\w*))?"
    r"(?: (?:of .*|direction|regions?|part))?|"
    r".*(?:direction|direction of|front ?line|направлени\w*|напрям\w*|фронт\w*|лини\w* фронта)|"
    r"multiple\b.*|various\b.*|several\b.*|other|orbit|несколько .*|разные .*|кілька .*"
)
_LONGEST: Final = 40
# Up to this many letters wrong, a word of this many letters is still "unspecified".
_UNSPECIFIED: Final = ("unspecified", "unknown", "not specified", "не указано", "невідомо")


def says_nothing(written: str) -> bool:
    """Tell whether a text only says that nothing is known, misspelt or not."""
    return len(written) <= _LONGEST and _says_nothing(written)


@lru_cache(maxsize=20_000)
def _says_nothing(written: str) -> bool:
    plain = fold(written).strip(" .()[]")
    return plain in _SAYS_NOTHING or is_misspelt_unspecified(plain)


def is_misspelt_unspecified(plain: str) -> bool:
    """Tell whether a folded text is "unspecified" or its kin, nearly right."""
    return any(
        abs(len(plain) - len(word)) <= 2
        and plain[:1] == word[:1]
        and OSA.distance(plain, word, score_cutoff=2) <= 2
        and len(plain) >= 6
        for word in _UNSPECIFIED
    )


def is_no_place(written: str) -> bool:
    """Tell whether a text in a column of places names a direction or several at once."""
    return _DIRECTIONS.fullmatch(fold(written)) is not None
