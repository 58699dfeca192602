"""Reads what people type for a count into its bounds and qualifier."""

import difflib
import re
from collections.abc import Iterable
from typing import NamedTuple

from desktop.records import count_words as words
from desktop.records.count_words import LIMIT, Qualifier
from desktop.records.errors import Invalid
from desktop.records.typed import quoted, tidy
from desktop.records.words import N_, _

_LONGEST = 80


_EMPTIES = (
    (words.NOT_CHECKED_WORDS, Qualifier.NOT_CHECKED),
    (words.NONE_REPORTED_WORDS, Qualifier.NONE_REPORTED),
    (words.NOT_STATED_WORDS, Qualifier.NOT_STATED),
)


class Parts(NamedTuple):
    """The parts of a count, in its order."""

    low: int | None
    high: int | None
    qualifier: Qualifier
    word: str = ""


def understand(text: str) -> Parts:
    """Return what `text` says; raises Invalid with the reason where it is no count."""
    plain = tidy(text, _LONGEST)
    found = _word(plain) or _number(plain)
    if found is None:
        raise Invalid(_refusal(plain).format(text=quoted(text)))
    return found


def _word(plain: str) -> Parts | None:
    for known, qualifier in _EMPTIES:
        if plain in known:
            return Parts(None, None, qualifier)
    if plain in words.WORDS:
        return Parts(None, None, Qualifier.WORDS, plain)
    if plain in words.ABOUT_NUMBERS:
        number = words.ABOUT_NUMBERS[plain]
        return Parts(number, number, Qualifier.ABOUT)
    return None


def _number(plain: str) -> Parts | None:
    """Return the count that `plain` writes with numbers, or None."""
    about = _after(plain, words.ABOUT)
    if about is not None:
        bounds = _range(about)
        return Parts(*bounds, Qualifier.ABOUT) if bounds else None
    bounds = _range(plain)
    if bounds is None:
        return _one_sided(plain)
    return Parts(*bounds, Qualifier.EXACT if bounds[0] == bounds[1] else Qualifier.RANGE)


def _one_sided(plain: str) -> Parts | None:
    at_most = _one(_after(plain, words.AT_MOST) or _before(plain, words.OR_FEWER) or "")
    if at_most is not None:
        return Parts(None, at_most, Qualifier.AT_MOST)
    at_least = _one(_after(plain, words.AT_LEAST) or _before(plain, words.OR_MORE) or "")
    if at_least is not None:
        return Parts(at_least, None, Qualifier.AT_LEAST)
    less_than = _one(_after(plain, words.LESS_THAN) or "")
    if less_than is not None and less_than > 0:
        return Parts(None, less_than - 1, Qualifier.AT_MOST, "<")
    more_than = _one(_after(plain, words.MORE_THAN) or "")
    if more_than is not None and more_than < LIMIT:
        return Parts(more_than + 1, None, Qualifier.AT_LEAST, ">")
    return None


def _range(plain: str) -> tuple[int, int] | None:
    """Return the bounds of one number or of a range that rises, else None."""
    single = _one(plain)
    if single is not None:
        return single, single
    for pair in _pairs(plain):
        low, high = (_one(side) for side in pair)
        if low is not None and high is not None and low <= high:
            return low, high
    return None


def _pairs(plain: str) -> Iterable[tuple[str, str]]:
    """Yield the ways to take `plain` as two ends of a range."""
    for opening, joint in words.BETWEEN:
        rest = _after(plain, (opening,))
        if rest is not None:
            left, found, right = rest.partition(f" {joint} ")
            if found:
                yield left.strip(), right.strip()
    for joint in words.RANGE:
        left, found, right = plain.partition(joint if joint == "-" else f" {joint} ")
        if found:
            yield left.strip(), right.strip()


def _one(text: str) -> int | None:
    """Return the one number that `text` is, in digits or spelled, else None."""
    if text in words.SPELLED:
        return words.SPELLED[text]
    text = _WHOLE.sub("", text)
    if not _NUMBER.fullmatch(text):
        return None
    number = int(text.replace(" ", "").replace(",", ""))
    return number if number <= LIMIT else None


def _after(plain: str, openings: Iterable[str]) -> str | None:
    """Return what follows the longest of `openings` that `plain` begins with, else None."""
    for opening in sorted(openings, key=len, reverse=True):
        rest = plain.removeprefix(opening)
        if rest != plain and not (opening[-1].isalpha() and rest[:1].isalpha()):
            return rest.strip()
    return None


def _before(plain: str, endings: Iterable[str]) -> str | None:
    """Return what stands before the one of `endings` that `plain` ends with, else None."""
    for ending in endings:
        rest = plain.removesuffix(ending)
        if rest != plain and not (ending[0].isalpha() and rest[-1:].isalpha()):
            return rest.strip()
    return None


def _refusal(plain: str) -> str:
    """Return the sentence that says why `plain` is no count, with {text} where it is quoted."""
    for pattern, sentence in _REFUSALS:
        if pattern.search(plain):
            return _(sentence)
    near = difflib.get_close_matches(plain, _KNOWN_WORDS, n=1, cutoff=0.8)
    if near:
        return _("{{text}} is not a count: did you mean “{near}”?").format(near=near[0])
    return _(
        "{text} is not a count: write a number (31), a range (10-12), 60+, <5, ~40, "
        "“dozens”, “none reported” or “not stated”."
    )


# Tables that keep counts as decimals write "93.0"; "1.000" may be a thousand and is refused.
_WHOLE = re.compile(r"(?<=[0-9])\.00?$")
_NUMBER = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]{1,24}")

_KNOWN_WORDS = sorted(
    (words.NONE_REPORTED_WORDS | words.NOT_STATED_WORDS | words.NOT_CHECKED_WORDS | words.WORDS)
    - {""}
)

_REFUSALS = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (
            r"^-+$|^/$",
            N_("{text} may mean none or not known: write 0, “none reported” or “not stated”."),
        ),
        (
            r"^\?+$",
            N_("{text} says that nothing is known: write “not stated”."),
        ),
        (
            r"\?",
            N_("{text} is in doubt: write ~ before the number for “about”, or a range (1-2)."),
        ),
        (
            r"[0-9] ?\+ ?[0-9]",
            N_("{text} is a sum: enter each number as a figure of its own, or write their total."),
        ),
        (
            r"^\+ ?[0-9]",
            N_("{text} has its sign in front: write 60+ for “at least 60”, or only the number."),
        ),
        (
            r"^some$",
            N_("{text} gives no number and no size: write “several”, “dozens” or “not stated”."),
        ),
        (
            r"^(not reported|не повідомлено)$",
            N_(
                "{text} may mean two things: write “none reported” if the report says that there "
                "were none, “not stated” if it doesn't speak of them."
            ),
        ),
        (
            r"[0-9] ?e ?[+-]?[0-9]",
            N_("{text} is a number as a computer shortens it: write all its digits."),
        ),
        (
            r"[0-9]{10}|[0-9]([ ,][0-9]{3}){3}",
            N_("{text} is more than 1,000,000,000: check the digits."),
        ),
        (
            r"^- ?[0-9]",
            N_("{text} is below zero: a count is 0 or more."),
        ),
        (
            r"[0-9] ?/ ?[0-9]|[½⅓⅔¼¾]",
            N_("{text} is a fraction or a date: write whole numbers, a range as 1-2."),
        ),
        (
            r"[0-9][.,][0-9]",
            N_("{text} is not a whole number: write it without a point, thousands as 1,200."),
        ),
        (
            r"^[0-9 ,]+-[0-9 ,]+$",
            N_("{text} runs backwards: write the smaller number first."),
        ),
        (
            r"^<0$|^< 0$",
            N_("{text} is below zero: a count is 0 or more."),
        ),
        (
            r"^[0-9]+ [0-9 ]+$",
            N_("{text} may be one number or several: write one, thousands as 1,200."),
        ),
        (
            r"[0-9].*[^\W\d_]|[^\W\d_].*[0-9]",
            N_("{text} has words that aren't part of a count: write only the number."),
        ),
    )
)
