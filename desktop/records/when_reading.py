"""Reads what people type for a time into days and clock times, before any zone is applied."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desktop.records import when_tokens, zones
from desktop.records import when_words as words
from desktop.records.errors import Invalid
from desktop.records.typed import quoted, tidy
from desktop.records.when_tokens import Side, Token
from desktop.records.when_words import Kind, Precision
from desktop.records.words import _

# A leap year, so that 29 February can be typed before its year is known.
PLACEHOLDER_YEAR = 2000
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class Typed:
    """What a text says: local bounds without a zone, and the marks that stood around them.

    For days, months and years `end` is the midnight after the last; for a night both are noon.
    `fold` of a bound is 1 where the text says "(second)" of an hour that the clock shows twice.
    """

    start: datetime
    end: datetime
    precision: Precision
    zone: str | None
    kind: Kind | None
    approx: bool
    year_known: bool


@dataclass(frozen=True, slots=True)
class _Bounds:
    start: datetime
    end: datetime
    precision: Precision
    year_known: bool


def understand(text: str, year: int | None) -> Typed:
    """Return what `text` says of a time; `year` is used where the text has none.

    Days come before months ("07/08" is 7 August), ISO dates have the year first. A year of two
    digits is 1970 to 2069. An end before its start rolls to the next day if it has no date of its
    own, and to the next year if it has no year.

    Raises Invalid, naming what is wrong.
    """
    plain = tidy(text, words.LONGEST)
    if not plain:
        raise Invalid(_("The time is empty: write a day, a month or a span of time."))
    plain, approx, kind = _marks(plain)
    plain, zone = zones.split(plain)
    tokens = when_tokens.split(plain, text)
    read = _night if any(token.kind == "night" for token in tokens) else _span
    found = read(tokens, year, text)
    if found.start.year < FIRST_YEAR:
        raise _no_year(found.start.year, text)
    # The midnight that ends the last year is still in it.
    if (found.end - timedelta(minutes=1)).year > LAST_YEAR:
        raise _no_year(found.end.year, text)
    return Typed(found.start, found.end, found.precision, zone, kind, approx, found.year_known)


_ABOUT = re.compile(
    "|".join(
        rf"(?<!\w){re.escape(w)}(?!\w)" if w[0].isalpha() else re.escape(w) for w in words.ABOUT
    )
)


def _marks(plain: str) -> tuple[str, bool, Kind | None]:
    """Take out "about", wherever it stands, and the word for the kind at either end."""
    rest = _ABOUT.sub(" ", plain)
    approx = rest != plain
    plain = rest.strip(" :")
    for word, kind in words.KIND_WORDS.items():
        bare = _without(plain, word)
        if bare is not None:
            return bare, approx, kind
    return plain, approx, None


def _without(plain: str, word: str) -> str | None:
    if plain.endswith(f"({word})"):
        return plain.removesuffix(f"({word})").strip()
    return plain.removeprefix(word).lstrip(" :,") if _opens(plain, word) else None


def _opens(plain: str, word: str) -> bool:
    rest = plain[len(word) : len(word) + 1]
    return plain.startswith(word) and not (word[-1].isalpha() and rest.isalpha())


def _span(tokens: list[Token], year: int | None, text: str) -> _Bounds:
    sides = when_tokens.sides(tokens, text)
    first, last = _shared(sides[0], sides[-1], text)
    precision = _precision(first, text)
    if _precision(last, text) is not precision:
        raise Invalid(
            _("{text} has ends of two kinds: write both with a clock time, or neither.").format(
                text=quoted(text)
            )
        )
    known = not (first.year is None and last.year is None and year is None)
    own_months = sides[0].month is not None and sides[-1].month is not None
    first, last = _with_years(first, last, year, own_months=own_months)
    start, end = _moment(first, text), _moment(last, text)
    if len(sides) == 2:
        if not sides[0].dated and end <= start:
            raise Invalid(
                _("{text} doesn't say which day it starts: put the date before the times.").format(
                    text=quoted(text)
                )
            )
        end = _rolled(start, end, text, rolls=not sides[1].dated)
    if known:
        _check_weekday(first.weekday, start, text)
        _check_weekday(last.weekday, end, text)
    return _Bounds(start, _after(end, precision), precision, known)


def _night(tokens: list[Token], year: int | None, text: str) -> _Bounds:
    at = next(i for i, token in enumerate(tokens) if token.kind == "night")
    following = tokens[at + 1 : at + 2]
    ends_there = bool(following) and following[0].text in words.NIGHT_BEFORE
    days = [t for t in tokens[:at] + tokens[at + 1 + ends_there :] if t.kind != "night"]
    span = _span(days, year, text)
    one_day = timedelta(days=1)
    start, end = span.start, span.end - one_day
    if span.precision is Precision.DAY and start == end:
        start, end = (start - one_day, end) if ends_there else (start, end + one_day)
    if span.precision is not Precision.DAY or end - start != one_day:
        raise Invalid(
            _("{text} is not one night: name its two days, as in night of 17-18 July 2025.").format(
                text=quoted(text)
            )
        )
    if not span.year_known and start.year < PLACEHOLDER_YEAR:
        start, end = start.replace(year=start.year + 1), end.replace(year=end.year + 1)
    noon = timedelta(hours=12)
    return _Bounds(start + noon, end + noon, Precision.NIGHT, span.year_known)


def _shared(first: Side, last: Side, text: str) -> tuple[Side, Side]:
    """Give each end the parts of the date that stand only at the other."""
    if not (first.dated or last.dated):
        raise Invalid(
            _("{text} has no date: write the day before the time, as in 17.07.2025 21:00.").format(
                text=quoted(text)
            )
        )
    if not last.dated:
        last = replace(last, day=first.day, month=first.month, year=first.year)
    elif not first.dated:
        first = replace(first, day=last.day, month=last.month, year=last.year)
    if first.day is not None and first.month is None:
        first = replace(first, month=last.month, year=first.year or last.year)
    elif last.day is not None and last.month is None:
        last = replace(last, month=first.month, year=last.year or first.year)
    return first, last


def _precision(side: Side, text: str) -> Precision:
    if side.day is not None and side.month is None:
        raise Invalid(_("{text} has a day without its month.").format(text=quoted(text)))
    if side.clock is not None:
        if side.day is None:
            raise Invalid(_("{text} has a clock time without its day.").format(text=quoted(text)))
        return Precision.MINUTE
    if side.second:
        raise Invalid(
            _("{text} says “second” of no clock time: it belongs after one.").format(
                text=quoted(text)
            )
        )
    if side.day is not None:
        return Precision.DAY
    return Precision.YEAR if side.month is None else Precision.MONTH


def _with_years(
    first: Side, last: Side, year: int | None, *, own_months: bool
) -> tuple[Side, Side]:
    """Fill the years in; an end whose own month is earlier than the start's is of the next year."""
    turns = own_months and (last.month or 0, last.day or 0) < (first.month or 0, first.day or 0)
    if first.year is None and last.year is None:
        start = PLACEHOLDER_YEAR if year is None else year
        return replace(first, year=start), replace(last, year=start + turns)
    if first.year is None:
        return replace(first, year=(last.year or 0) - turns), last
    if last.year is None:
        return first, replace(last, year=first.year + turns)
    return first, last


def _moment(side: Side, text: str) -> datetime:
    """Return the local time that a complete side says, or the first instant of its day or month."""
    year = side.year or 0
    month = 1 if side.month is None else side.month
    day = 1 if side.day is None else side.day
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _no_year(year, text)
    if not 1 <= month <= 12:
        raise Invalid(_("{text} has no month {n}.").format(text=quoted(text), n=month))
    days = calendar.monthrange(year, month)[1]
    if (month, day) == (2, 29) and days == 28:
        raise Invalid(
            _("{text} has 29 February, but {year} is no leap year.").format(
                text=quoted(text), year=year
            )
        )
    if not 1 <= day <= days:
        raise Invalid(
            _("{text} has the day {day}, but {month} has {days} days.").format(
                text=quoted(text), day=day, month=_(words.MONTHS[month - 1]), days=days
            )
        )
    hours, minutes = (0, 0) if side.clock is None else _hours(side.clock, text)
    moment = datetime(year, month, day) + timedelta(hours=hours, minutes=minutes)  # noqa: DTZ001
    return moment.replace(fold=int(side.second))


def _no_year(year: int, text: str) -> Invalid:
    return Invalid(
        _("{text} has the year {year}: years from {first} to {last} are kept.").format(
            text=quoted(text), year=year, first=FIRST_YEAR, last=LAST_YEAR
        )
    )


def _hours(clock: str, text: str) -> tuple[int, int]:
    """Return hours from 0 to 24 and minutes."""
    numbers = [int(n) for n in re.findall(r"[0-9]+", clock)]
    hour, minute, seconds = (*numbers, 0, 0)[:3]
    half = re.search(r"[ap](?=\.?m)", clock)
    if half and not 1 <= hour <= 12:
        raise _no_clock(clock, text)
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    if minute > 59 or seconds > 59 or hour * 60 + minute > 24 * 60:
        raise _no_clock(clock, text)
    if seconds:
        raise Invalid(
            _("{part} has seconds, which are not kept: write hours and minutes.").format(
                part=quoted(clock)
            )
        )
    return hour, minute


def _no_clock(clock: str, text: str) -> Invalid:
    return Invalid(
        _("{part} in {text} is no clock time: hours go from 0 to 24, minutes to 59.").format(
            part=quoted(clock), text=quoted(text)
        )
    )


def _rolled(start: datetime, end: datetime, text: str, *, rolls: bool) -> datetime:
    """Return `end`, a day later if it has no date of its own and would be before `start`."""
    if end > start or end.fold > start.fold:
        return end
    if rolls and end < start:
        return end + timedelta(days=1)
    if end == start and not (end.hour or end.minute or rolls):
        return end
    if end == start:
        raise Invalid(
            _("{text} starts and ends at the same time: write one time, or the end's day.").format(
                text=quoted(text)
            )
        )
    raise Invalid(_("{text} ends before it starts: check the two.").format(text=quoted(text)))


def _check_weekday(weekday: int | None, moment: datetime, text: str) -> None:
    if weekday is not None and weekday != moment.weekday():
        raise Invalid(
            _("{text} says {said}, but that day is {right}.").format(
                text=quoted(text),
                said=_(words.WEEKDAYS[weekday]),
                right=_(words.WEEKDAYS[moment.weekday()]),
            )
        )


def _after(last: datetime, precision: Precision) -> datetime:
    """Return the end of the span whose last day, month or year begins at `last`."""
    match precision:
        case Precision.DAY:
            return last + timedelta(days=1)
        case Precision.MONTH:
            return (last + timedelta(days=31)).replace(day=1)
        case Precision.YEAR:
            return last.replace(year=last.year + 1)
        case _:
            return last
