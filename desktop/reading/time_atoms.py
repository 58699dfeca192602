"""Finds the smallest pieces of times in a text: clock times, days, parts of days, zones."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desktop.reading import time_words as words
from desktop.reading.time_patterns import NUMERIC, NUMERIC_KINDS, SPELT, SPELT_KINDS
from desktop.reading.time_words import Part


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece of a time, from `start` to `end` of the text; what it doesn't say is None.

    A clock time has `hour` (0-24) and `minute`; `half` is "a" or "p" where the text says so. A
    date has `day`, `month` and perhaps `year`, a pair of days ("16-17 July") also the day and
    month that it starts with. `weekday` counts from Monday, 0. `offset` is a day counted from the
    statement's. `that` stands for the time told last, `past` for a month or year in passing.
    """

    start: int
    end: int
    hour: int | None = None
    minute: int = 0
    half: str = ""
    day: int | None = None
    month: int = 0
    year: int | None = None
    first_day: int | None = None
    first_month: int = 0
    weekday: int | None = None
    offset: int | None = None
    part: Part | None = None
    zone: str = ""
    that: bool = False
    past: bool = False

    @property
    def is_clock(self) -> bool:
        """Whether it is a clock time."""
        return self.hour is not None

    @property
    def is_day(self) -> bool:
        """Whether it says which day."""
        return self.day is not None or self.weekday is not None or self.offset is not None


_WORD: Final = re.compile(r"(?<![^\W_])[^\W_]")
_TIME_PREPOSITION: Final = re.compile(
    rf"(?:^|[\s(])(?:{words.FROM}|{words.TO}|{words.ABOUT}|{words.AND}|в|во|у|о|об|к|районе|районі"
    r"|после|після|at|after|before|by)\s+$"
)
_HOUR_PREPOSITION: Final = re.compile(
    rf"(?:^|[\s(])(?:{words.ABOUT}|в|во|у|о|об|к|ко|районе|районі|после|після|с|со|з|із|между|між"
    r"|до|at|by|after|before|from|until|till|between|since|to|and|и|і|та|-|–)\s*$"
)
_DATE_PREPOSITION: Final = re.compile(r"(?:^|[\s(])(?:на|за|от|від|ночь|ночи|вечером|утром)\s+$")
_BEFORE_CLOCK: Final = re.compile(r"\d{1,2}[.:]\d{2}(?:\s*(?:мск|msk))?\s+$")
_AFTER_CLOCK: Final = re.compile(
    r"\s*(?:мск|msk|час|по\s+моск|gmt|utc|(?:-|–|до|по|и|to|and)\s*\d{1,2}[.:]\d{2}(?!\d))"
)


def find_atoms(low: str) -> list[Atom]:
    """Return the pieces of times in a lower-case even text, in order, none overlapping."""
    found: list[Atom] = []
    after = 0
    for opening in _WORD.finditer(low):
        at = opening.start()
        if at < after:
            continue
        atom = _numeric(low, at) if low[at].isdigit() else _spelt(low, at)
        if atom is not None:
            found.append(atom)
            after = atom.end
    return found


def _numeric(low: str, at: int) -> Atom | None:
    found = NUMERIC.match(low, at)
    if found is None:
        return None
    kind = next(kind for kind in NUMERIC_KINDS if found[kind] is not None)
    return _READERS[kind](found)


def _spelt(low: str, at: int) -> Atom | None:
    found = SPELT.match(low, at)
    if found is None:
        return None
    kind = next(kind for kind in SPELT_KINDS if found[kind] is not None)
    span = found.start(), found.end()
    if kind.startswith("zone"):
        return Atom(*span, zone=words.ZONES[int(kind[4:])][0])
    if kind.startswith("relative"):
        return Atom(*span, offset=words.RELATIVES[int(kind[8:])][0])
    if kind in _PARTS:
        return Atom(*span, part=_PARTS[kind])
    return _READERS[kind](found)


_PARTS: Final = {part.value: part for part in Part} | {
    "pastday": Part.PAST_DAY,
    "pastweek": Part.PAST_WEEK,
    "thisweek": Part.THIS_WEEK,
}


def _before(found: re.Match[str]) -> str:
    """Return the text shortly before what was found."""
    return found.string[max(0, found.start() - 24) : found.start()]


def _month(name: str) -> int:
    return words.MONTHS[name.rstrip(".")]


def _number(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else 0


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _dated(
    found: re.Match[str],
    day: int,
    month: int,
    year: int | None,
    first: tuple[int, int] | None = None,
) -> Atom | None:
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    first_day, first_month = first or (None, 0)
    return Atom(
        *found.span(),
        day=day,
        month=month,
        year=year,
        first_day=first_day,
        first_month=first_month,
    )


def _iso(found: re.Match[str]) -> Atom | None:
    return _dated(found, int(found["isoday"]), int(found["isomonth"]), int(found["isoyear"]))


def _full(found: re.Match[str]) -> Atom | None:
    year = int(found["fullyear"])
    return _dated(
        found, int(found["fullday"]), int(found["fullmonth"]), year if year > 99 else 2000 + year
    )


def _pair(found: re.Match[str]) -> Atom | None:
    month = _month(found["pairlast"])
    first_month = _month(found["pairmonth"]) if found["pairmonth"] else month
    first = _number(found["pairfirst"]), first_month
    return _dated(found, _number(found["pairday"]), month, _year(found["pairyear"]), first)


def _english_pair(found: re.Match[str]) -> Atom | None:
    month = _month(found["enmonth"])
    first = _number(found["enfirst"]), month
    return _dated(found, _number(found["enlast"]), month, _year(found["enpairyear"]), first)


def _date(found: re.Match[str]) -> Atom | None:
    year = _year(found["dateyear"])
    return _dated(found, _number(found["dateday"]), _month(found["datemonth"]), year)


def _english_date(found: re.Match[str]) -> Atom | None:
    year = _year(found["endateyear"])
    return _dated(found, _number(found["endateday"]), _month(found["endatemonth"]), year)


def _past(found: re.Match[str]) -> Atom | None:
    return Atom(*found.span(), past=True)


def _that(found: re.Match[str]) -> Atom | None:
    return Atom(*found.span(), that=True)


def _clock(
    found: re.Match[str], hour: int, minute: int = 0, *, half: str = "", part: str = ""
) -> Atom | None:
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if part:
        hour = in_half(hour, words.HOUR_PARTS[re.sub(r"\s+", " ", part)])
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return Atom(*found.span(), hour=hour, minute=minute, half=half or ("x" if part else ""))


def in_half(hour: int, part: Part) -> int:
    """Return the hour of the day, 0-24, that `hour` of that part of the day is."""
    if part is Part.DAY and 1 <= hour <= 6:
        return hour + 12
    if part is Part.EVENING and 3 <= hour <= 11:
        return hour + 12
    if part is Part.NIGHT and hour == 12:
        return 0
    if part is Part.NIGHT and 9 <= hour <= 11:
        return hour + 12
    return hour


def _meridian(found: re.Match[str]) -> Atom | None:
    return _clock(found, int(found["amhour"]), int(found["amminute"] or 0), half=found["half"])


def _colon(found: re.Match[str]) -> Atom | None:
    if _before(found)[-1:] in tuple(":.,/"):
        return None
    return _clock(found, int(found["colonhour"]), int(found["colonminute"]))


def _dotted(found: re.Match[str]) -> Atom | None:
    """Read "17.07" as a date or a clock time by what stands beside it, or as neither."""
    first, last = int(found["dottedfirst"]), int(found["dottedlast"])
    before, after = _before(found), found.string[found.end() : found.end() + 24]
    if _BEFORE_CLOCK.search(before) or (
        _DATE_PREPOSITION.search(before) and 1 <= last <= 12 and not _AFTER_CLOCK.match(after)
    ):
        return _dated(found, first, last, None)
    if (
        _TIME_PREPOSITION.search(before)
        or _AFTER_CLOCK.match(after)
        or re.search(r"\d[.:]\d\d\s*[-–,]\s*$", before)
    ):
        return _clock(found, first, last)
    return None


def _military(found: re.Match[str]) -> Atom | None:
    return _clock(found, int(found["mhour"]), int(found["mminute"]))


def _spoken(found: re.Match[str]) -> Atom | None:
    if not _HOUR_PREPOSITION.search(_before(found)):
        return None
    minute = int(found["spokenminute"] or 0)
    part = found["spokenpart"] or found["minutepart"] or ""
    return _clock(found, int(found["spokenhour"]), minute, part=part)


def _bare(found: re.Match[str]) -> Atom | None:
    """Read the first hour of "from 9 to 11 a.m.", which has its half of the day from the second."""
    before = _before(found)
    if not _HOUR_PREPOSITION.search(before):
        return None
    hour = int(found["barehour"])
    half, part = found["latehalf"] or "", found["latepart"] or ""
    if half and hour % 12 > int(found["latehour"]) % 12:
        half = "p" if half == "a" else "a"
    return _clock(found, hour, half=half if 1 <= hour <= 12 else "", part=part)


def _aloud(found: re.Match[str]) -> Atom | None:
    hour = words.HOUR_WORDS[found["aloudhour"]]
    return _clock(found, hour, half=found["aloudhalf"] or "", part=found["aloudpart"] or "")


def _midnight(found: re.Match[str]) -> Atom | None:
    return Atom(*found.span(), hour=24)


def _noon(found: re.Match[str]) -> Atom | None:
    return Atom(*found.span(), hour=12)


def _weekday(found: re.Match[str]) -> Atom | None:
    return Atom(*found.span(), weekday=words.WEEKDAYS[found["weekday"]])


_READERS: Final[dict[str, Callable[[re.Match[str]], Atom | None]]] = {
    "iso": _iso, "full": _full, "pair": _pair, "date": _date, "past": _past, "ampm": _meridian,
    "colon": _colon, "dotted": _dotted, "military": _military, "spoken": _spoken, "bare": _bare,
    "enpair": _english_pair, "endate": _english_date, "pastmonth": _past, "aloud": _aloud,
    "midnight": _midnight, "noon": _noon, "that": _that, "weekday": _weekday,
}  # fmt: skip
