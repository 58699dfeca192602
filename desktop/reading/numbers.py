"""Numbers in a text: digits and words, alone or with what bounds them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.reading import number_words as said
from desktop.reading.tokens import Kind, Token

LIMIT: Final = 999_999
"""No count of such statements is above it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that tokens `first` to `last` say, both included.

    `low` and `high` are inclusive bounds, None where open; `each` says that it is meant of each of
    the places after it ("по одному", "two each"); `ordinal` that it counts as one ("a third").
    `in_words` and `standing` tell "one" from "1" and a bare number from one with "about".
    """

    first: int
    last: int
    start: int
    end: int
    low: int | None
    high: int | None
    approx: bool = False
    each: bool = False
    ordinal: bool = False
    in_words: bool = False

    @property
    def value(self) -> int:
        """The number itself where there is one, else the bound that was said."""
        return (self.high if self.low is None else self.low) or 0


_INFLECTED: Final = re.compile(r"(\d+)-?(?:х|ти|ми|мя|ма|ем|ох|ьох|ьма|ома|и|м|ю|ка|їх)")
_ORDINAL: Final = re.compile(r"\d+(?:-?(?:го|й|я|е|ий|ый|ой|му|ую|а|у)|st|nd|rd|th)")
_DIGITS: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_PLUS: Final = "+"
_LONGEST_BOUND: Final = 3


def find_numbers(tokens: Sequence[Token]) -> list[Number]:
    """Return the numbers of the tokens, in order; none overlaps another."""
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        number = _spoken(tokens, at)
        if number is None:
            at += 1
            continue
        number = _ranged(tokens, number)
        number = _bounded(tokens, number)
        if found and number.first <= found[-1].last:
            number = replace(
                number, first=found[-1].last + 1, start=tokens[found[-1].last + 1].start
            )
        found.append(number)
        at = number.last + 1
    return found


def value_of(words: Sequence[str]) -> int | None:
    """Return the number that dictionary forms say together, None where they say none.

    "двадцать", "один" is 21; "one", "hundred", "and", "five" is 105; "two", "dozen" is 24.
    """
    whole = part = 0
    last = 0
    for word in words:
        if word in said.SCALES:
            scale = said.SCALES[word]
            if part and last >= 100 and scale < 1000:
                return None
            part = max(part, 1) * scale
            if scale == 1000:
                whole, part = whole + part, 0
            last = scale
            continue
        if word == "and" and last >= 100:
            continue
        value = _simple(word)
        if value is None or not _follows(last, value):
            return None
        part += value
        last = value
    return whole + part


def _simple(word: str) -> int | None:
    for table in (said.ONES, said.TEENS, said.TENS, said.HUNDREDS, said.COLLECTIVE, said.HALVES):
        if word in table:
            return table[word]
    if "-" in word:
        tens, _, ones = word.partition("-")
        if tens in said.TENS and ones in said.ONES:
            return said.TENS[tens] + said.ONES[ones]
    return None


def _follows(last: int, value: int) -> bool:
    """Return whether `value` may be said after `last` within one number: 20 and 1, not 1 and 20."""
    if not last:
        return True
    if last >= 100:
        return value < last
    return last >= 20 and last % 10 == 0 and value < 10


def _number_lemma(token: Token) -> str:
    """Return the word of number that the token is a form of, or ""."""
    if token.kind is not Kind.WORD:
        return ""
    for lemma in token.lemmas:
        if lemma in said.SCALES or _simple(lemma) is not None:
            return "" if token.low in said.VAGUE else lemma
    return ""


def _spoken(tokens: Sequence[Token], at: int) -> Number | None:
    """Return the bare number that begins at a token, None where there is none."""
    token = tokens[at]
    if token.kind is Kind.NUMBER:
        return _in_digits(tokens, at)
    if inflected := _INFLECTED.fullmatch(token.low):
        return _number(tokens, at, at, int(inflected[1]))
    if _ORDINAL.fullmatch(token.low) or said.ORDINALS & set(token.lemmas):
        return replace(_number(tokens, at, at, 1), ordinal=True, in_words=True)
    if found := _hyphened(tokens, at):
        return found
    return _in_words(tokens, at)


def _in_words(tokens: Sequence[Token], at: int) -> Number | None:
    said_so: list[str] = []
    best = None
    start = at + 1 if tokens[at].low in ("a", "an", "half") else at
    for place in range(start, min(start + 7, len(tokens))):
        word = _number_lemma(tokens[place]) or ("and" if tokens[place].low == "and" else "")
        if not word or (word == "and" and (not said_so or not _scaled(said_so[-1]))):
            break
        said_so.append(word)
        value = value_of(said_so)
        if value is None:
            break
        if word != "and":
            best = place, value
    if best is None or (start > at and said_so[0] not in said.SCALES | said.COLLECTIVE):
        return None
    last, value = best
    follow = last + 1
    if follow < len(tokens) and said.ORDINALS & set(tokens[follow].lemmas) and value >= 20:
        return replace(_number(tokens, at, follow, 1), ordinal=True, in_words=True)
    if tokens[at].low == "half":
        value //= 2
    return replace(_number(tokens, at, last, value), in_words=True)


def _scaled(word: str) -> bool:
    return word in ("hundred", "thousand")


def _in_digits(tokens: Sequence[Token], at: int) -> Number | None:
    """Return the number of a token of digits: 12, 1 200, 1,200, 1.5 тысячи; not 23.00."""
    text = tokens[at].text
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    scale = said.SCALES.get(_number_lemma(after)) if after else None
    if scale and scale >= 100 and re.fullmatch(r"\d+[.,]\d", text):
        return _number(tokens, at, at + 1, round(float(text.replace(",", ".")) * scale))
    if not _DIGITS.fullmatch(text) or len(text) > 7:
        return None
    value = int(text.replace(",", ""))
    last = at
    while (
        value < 1000
        and last == at
        and after
        and after.kind is Kind.NUMBER
        and re.fullmatch(r"\d{3}", after.text)
        and after.start == tokens[at].end + 1
        and not text.startswith("0")
    ):
        value = value * 1000 + int(after.text)
        last += 1
    if scale and last == at:
        dotted = (
            at + 2 < len(tokens) and tokens[at + 2].text == "." and len(tokens[at + 1].low) == 3
        )
        return _number(tokens, at, at + 2 if dotted else at + 1, value * scale)
    return _number(tokens, at, last, value)


def _hyphened(tokens: Sequence[Token], at: int) -> Number | None:
    """Return "два-три" and "two-three", which are one word to a tokenizer."""
    low, dash, high = tokens[at].low.partition("-")
    if not dash:
        return None
    first, last = _loosely(low), _loosely(high)
    if first is None or last is None or not first < last or (first >= 20 and last < 10):
        return None
    return replace(_number(tokens, at, at, first), high=last, in_words=True)


_STEMS: Final = tuple(
    (word[:3] if len(word) > 3 else word, value)
    for word, value in (said.ONES | said.TEENS | said.TENS).items()
)


def _loosely(word: str) -> int | None:
    """Return the number whose word has the same beginning: половинок of "двух-трех"."""
    exact = _simple(word)
    if exact is not None:
        return exact
    short = {"двух": 2, "двум": 2, "двумя": 2, "двох": 2, "двома": 2, "две": 2, "дві": 2}
    short |= {"трех": 3, "трем": 3, "тремя": 3, "трьох": 3, "трьома": 3, "четырех": 4}
    short |= {"чотирьох": 4, "пяти": 5, "п'яти": 5, "шести": 6, "семи": 7}
    return short.get(word)


def _number(tokens: Sequence[Token], first: int, last: int, value: int) -> Number:
    value = min(value, LIMIT)
    return Number(first, last, tokens[first].start, tokens[last].end, value, value)


def _ranged(tokens: Sequence[Token], number: Number) -> Number:
    """Return the number with the upper end of its range, where one follows."""
    if number.ordinal or number.low != number.high or number.last + 2 >= len(tokens):
        return number
    joint, low = tokens[number.last + 1], number.value
    before = tokens[number.first - 1].low if number.first else ""
    ties = {"-", "–"} | said.OR | ({"to"} if before != "close" else set())
    if before in said.FROM:
        ties |= said.TO
    if joint.low not in ties:
        return number
    other = _spoken(tokens, number.last + 2)
    if other is None or other.ordinal or other.low != other.high or other.value <= low:
        return number
    if joint.low in said.OR and other.value > 2 * low + 2:
        return number
    if joint.low == "–" and not _is_tight_range(number, other):
        return number
    first = number.first - 1 if before in said.FROM else number.first
    return replace(other, first=first, start=tokens[first].start, low=low)


def _is_tight_range(number: Number, other: Number) -> bool:
    """Return whether a dash between two numbers is a range: nothing but it, both of one sort."""
    between = other.start - number.end
    return between <= 3 and number.in_words == other.in_words and other.value < 10 * number.value


def _bounded(tokens: Sequence[Token], number: Number) -> Number:
    """Return the number with the words before it taken in: about, more than, up to, each."""
    value = number.value
    after = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    if after and after.text == _PLUS and after.start == number.end:
        number = replace(number, last=number.last + 1, end=after.end, high=None)
    while bound := _bound_before(tokens, number.first):
        words, length = bound
        first = number.first - length
        if tokens[first].sentence != tokens[number.last].sentence:
            break
        changed: dict[str, int | bool | None] = {}
        if words in said.EACH_BEFORE:
            changed = {"each": True}
        elif words in said.ABOUT or words in said.A_LITTLE:
            changed = {"approx": True}
        elif number.low != number.high:
            break
        elif words in said.MORE:
            changed = {"low": value + 1, "high": None}
        elif words in said.AT_LEAST:
            changed = {"low": value, "high": None}
        elif words in said.AT_MOST:
            changed = {} if _grows(tokens, first) else {"low": None, "high": value}
        elif words in said.FEWER:
            changed = {"low": None, "high": max(value - 1, 0)}
        number = replace(number, first=first, start=tokens[first].start, **changed)  # type: ignore[arg-type]
    if after and said.EACH_AFTER & {after.low, *after.lemmas}:
        number = replace(number, each=True)
    return number


def _grows(tokens: Sequence[Token], first: int) -> bool:
    """Return whether a number has come to what follows token `first`: выросло до трех."""
    before = tokens[first - 1] if first else None
    return before is not None and bool(said.GROWTH & {before.low, *before.lemmas})


_BOUNDS: Final = (
    said.EACH_BEFORE
    | said.ABOUT
    | said.A_LITTLE
    | said.MORE
    | said.AT_LEAST
    | said.AT_MOST
    | said.FEWER
)


def _bound_before(tokens: Sequence[Token], first: int) -> tuple[str, int] | None:
    """Return the longest words of bound that end before token `first`, and how many they are."""
    for length in range(min(_LONGEST_BOUND, first), 0, -1):
        before = " ".join(one.low for one in tokens[first - length : first])
        if before in _BOUNDS:
            return before, length
    return None
