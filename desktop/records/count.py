"""How many: one value for a number, a range, a bound, a vague word or a kind of empty."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.records.count_words import LIMIT, WORDS, Qualifier
from desktop.records.words import N_, _

__all__ = [
    "LIMIT", "NONE_REPORTED", "NOT_CHECKED", "NOT_STATED", "Count", "Qualifier", "exceeds",
    "remainder",
]  # fmt: skip

# How far "about" may be off, for what is said to be sure.
_ABOUT_SLACK = 0.5

# By qualifier and whether the count is marked (a strict bound, "about" two numbers): the text that
# is kept, always in English, and the one that explains it in the person's language.
_FORMS = {
    (Qualifier.EXACT, False): ("{low}", "{low}"),
    (Qualifier.RANGE, False): ("{low}-{high}", N_("{low} to {high}")),
    (Qualifier.ABOUT, False): ("~{low}", N_("about {low}")),
    (Qualifier.ABOUT, True): ("~{low}-{high}", N_("about {low} to {high}")),
    (Qualifier.AT_LEAST, False): ("{low}+", N_("at least {low}")),
    (Qualifier.AT_LEAST, True): (">{below}", N_("more than {below}")),
    (Qualifier.AT_MOST, False): ("<={high}", N_("at most {high}")),
    (Qualifier.AT_MOST, True): ("<{above}", N_("fewer than {above}")),
    (Qualifier.WORDS, True): ("{word}", N_("{word}, no number given")),
    (Qualifier.NONE_REPORTED, False): ("none reported", N_("none reported")),
    (Qualifier.NOT_STATED, False): ("not stated", N_("not stated: the report doesn't say")),
    (Qualifier.NOT_CHECKED, False): ("not checked", N_("not checked yet")),
}
_EMPTIES = (Qualifier.NONE_REPORTED, Qualifier.NOT_STATED, Qualifier.NOT_CHECKED)
_RANK = {
    Qualifier.NOT_CHECKED: -4,
    Qualifier.NOT_STATED: -3,
    Qualifier.NONE_REPORTED: -2,
    Qualifier.WORDS: -1,
    Qualifier.AT_MOST: 0,
    Qualifier.EXACT: 1,
    Qualifier.ABOUT: 2,
    Qualifier.RANGE: 2,
    Qualifier.AT_LEAST: 3,
}


def _consistent(low: int | None, high: int | None, qualifier: Qualifier, word: str) -> bool:
    if any(bound is not None and not 0 <= bound <= LIMIT for bound in (low, high)):
        return False
    match qualifier:
        case Qualifier.EXACT | Qualifier.RANGE | Qualifier.ABOUT:
            if low is None or high is None or low > high or word:
                return False
            return qualifier is Qualifier.ABOUT or (low == high) is (qualifier is Qualifier.EXACT)
        case Qualifier.AT_LEAST:
            return low is not None and high is None and (not word or (word == ">" and low > 0))
        case Qualifier.AT_MOST:
            return low is None and high is not None and (not word or (word == "<" and high < LIMIT))
        case _:
            in_place = word in WORDS if qualifier is Qualifier.WORDS else not word
            return low is None and high is None and in_place


@dataclass(frozen=True, slots=True)
class Count:
    """A count as one value; `str()` is its one canonical text and `Count.read` takes that back.

    `low` and `high` are inclusive bounds, both from 0 to LIMIT. At least has no `high`, at most
    no `low`, words and the empties neither; exact has both the same. `word` is the vague word as
    it was written ("dozens", "десятки"), or ">" and "<" where a strict bound was written: ">60" is
    at least 61, and is shown as it was said.

    Raises ValueError where the parts contradict one another; only `read` takes people's text.
    """

    low: int | None
    high: int | None
    qualifier: Qualifier
    word: str = ""

    def __post_init__(self) -> None:
        if not _consistent(self.low, self.high, self.qualifier, self.word):
            raise ValueError(f"no such count: {self!r}")

    @classmethod
    def exact(cls, number: int) -> "Count":
        """Return the count that is `number`, stated zero included."""
        return cls(number, number, Qualifier.EXACT)

    @classmethod
    def read(cls, text: str) -> "Count":
        """Return the count that a person typed or pasted, in English, Russian or Ukrainian.

        Empty text is "not checked". "None", "нет" and "не сообщается" are "none reported" (the
        report says that there were none known); "unknown", "н/д" and "unspecified" are "not
        stated" (the report was read and doesn't say). "0" and "zero" are a stated zero.
        A space, thin space or comma may part thousands; decimal digits of any script are read;
        "93.0" is 93.

        Raises Invalid for all else.
        """
        if text.isascii() and text.isdigit() and len(text) < len(str(LIMIT)):
            return cls.exact(int(text))
        from desktop.records import count_reading  # noqa: PLC0415 - a start reads no text

        return cls(*count_reading.understand(text))

    def __str__(self) -> str:
        if self.qualifier is Qualifier.EXACT:
            return str(self.low)
        return self._filled(self._form[0])

    def understood(self) -> str:
        """Return the count in the person's language, for help and screen readers."""
        return self._filled(_(self._form[1]))

    @property
    def _form(self) -> tuple[str, str]:
        marked = self.low != self.high if self.qualifier is Qualifier.ABOUT else bool(self.word)
        return _FORMS[self.qualifier, marked]

    def _filled(self, form: str) -> str:
        return form.format(
            low=self.low,
            high=self.high,
            below=(self.low or 0) - 1,
            above=(self.high or 0) + 1,
            word=self.word,
        )

    @property
    def is_number(self) -> bool:
        """Whether somebody gave a number: there is at least one bound."""
        return self.low is not None or self.high is not None

    @property
    def is_empty(self) -> bool:
        """Whether this is one of the three empties; a stated zero is not."""
        return self.qualifier in _EMPTIES

    @property
    def lowest(self) -> int | None:
        """The least that it can be, 0 for "at most"; None where it is no number."""
        return (self.low or 0) if self.is_number else None

    @property
    def highest(self) -> int | None:
        """The most that it can be; None where that is open or it is no number."""
        return self.high

    @property
    def sort_key(self) -> int:
        """An integer that sorts counts: empties, vague words, then numbers as they rise.

        Of one number, "at most" comes first, then the exact, about, range, "at least".
        """
        rank = _RANK[self.qualifier]
        anchor = self.low if self.low is not None else self.high
        return rank if anchor is None else 4 * anchor + rank


NONE_REPORTED = Count(None, None, Qualifier.NONE_REPORTED)
NOT_STATED = Count(None, None, Qualifier.NOT_STATED)
NOT_CHECKED = Count(None, None, Qualifier.NOT_CHECKED)


def remainder(total: Count, parts: Iterable[Count]) -> Count | None:
    """Return what is left of `total` when its `parts` are taken from it.

    A part of which none were reported takes nothing. None where it can't be known: the total or a
    part is no number, both ends would be open, or the parts surely exceed the total.
    """
    given = [part for part in parts if part != NONE_REPORTED]
    if not total.is_number or not all(part.is_number for part in given):
        return None
    low, high = _bounds(total)
    taken = [_bounds(part) for part in given]
    high -= sum(least for least, _most in taken)
    low = max(0, low - sum(most for _least, most in taken))
    about = any(_is_about(count) for count in (total, *given))
    if math.isinf(high):
        return Count(int(low), None, Qualifier.AT_LEAST) if low and not about else None
    if high < low:
        return None
    if about:
        return Count(int(low), int(high), Qualifier.ABOUT)
    return Count(int(low), int(high), Qualifier.EXACT if low == high else Qualifier.RANGE)


def exceeds(parts: Iterable[Count], total: Count) -> bool:
    """Return whether the parts are surely more than the total, at every reading of both.

    "About" is taken as up to a half less or more; what is no number adds nothing.
    """
    if total.high is None:
        return False
    most = total.high * (1 + _ABOUT_SLACK) if _is_about(total) else total.high
    return sum(_surely(part) for part in parts) > most


def _surely(part: Count) -> float:
    least = part.lowest or 0
    return least * (1 - _ABOUT_SLACK) if _is_about(part) else least


def _is_about(count: Count) -> bool:
    return count.qualifier is Qualifier.ABOUT


def _bounds(count: Count) -> tuple[float, float]:
    return count.lowest or 0, math.inf if count.high is None else count.high
