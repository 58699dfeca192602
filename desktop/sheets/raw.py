"""What a cell holds, whatever file it came from: the one place that turns it into a raw value.

Empty text is None and a whole number an int; any other text is kept to the last blank: `007`,
`1E5` and `MARCH1` stay what they are.  A number in a format of zeros (`00000`) is the text that a
person sees; a date whose format shows a month and no day is the text `2025-07`, one that shows a
year alone `2025`, as EDTF has them; a duration (`[h]:mm`) is the text `36:00`.  A `date` is a whole
day in a format without a time of day, so that a midnight stays a `datetime`.
"""

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from desktop.records.words import _


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell whose content can't be used: what stands in it, and why not, as half a sentence."""

    text: str
    why: str


Raw = None | bool | int | float | str | datetime | date | time | Fault


class Shape(Enum):
    """What a number's format makes of it."""

    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"  # has a time of day
    MONTH = "month"
    YEAR = "year"
    DURATION = "duration"
    DIGITS = "digits"  # zeros that fill up, and what stands between them


# Excel keeps 15 digits of a number; a float holds no more of it for certain.
SURE = 10**15
# 31 December 9999 is the last day that a cell can show.
LAST_SERIAL = 2_958_466
# Serial 60 is a 29 February 1900, which never was.
LEAP = 60
EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial has no zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_DAY_MS = 86_400_000
_SHOWN = {Shape.MONTH: "%Y-%m", Shape.YEAR: "%Y"}


def text(value: str) -> Raw:
    """Return a text as it is, None where it is empty."""
    return value or None


def error(code: str) -> Fault:
    """Return what an error such as `#N/A` is."""
    return Fault(code, _("an error of the spreadsheet"))


def uncalculated(formula: str) -> Fault:
    """Return what a formula is that was saved without its value."""
    return Fault(
        f"={formula}",
        _("a formula whose value was not saved; open the file in Excel or LibreOffice and save it"),
    )


def number(value: float, written: str = "") -> Raw:
    """Return a number, whole ones as ints; a Fault where digits may be lost.

    `written` is how the file writes it.
    """
    if not math.isfinite(value):
        return Fault(written or str(value), _("not a number"))
    if not float(value).is_integer():
        return value
    if abs(value) >= SURE:
        return Fault(
            written or format(value, ".0f"),
            _("a number of over 15 digits, of which spreadsheets keep only 15"),
        )
    return int(value)


def shaped(value: float, shape: Shape, code: str, written: str, *, from_1904: bool) -> Raw:
    """Return what a number is in a format: `shape` is what `code` makes of it.

    A serial that is past the year 9999 stays a number.
    """
    if shape is Shape.DIGITS and value >= 0 and float(value).is_integer() and value < SURE:
        return digits(int(value), code)
    if shape is Shape.DURATION and abs(value) < LAST_SERIAL:
        return duration(timedelta(milliseconds=round(value * _DAY_MS)))
    if shape in {Shape.NUMBER, Shape.DIGITS, Shape.DURATION}:
        return number(value, written)
    return _dated(value, shape, written, from_1904=from_1904)


def _dated(value: float, shape: Shape, written: str, *, from_1904: bool) -> Raw:
    if not value < LAST_SERIAL:
        return number(value, written)
    of_1900 = not from_1904
    no_day = of_1900 and value < 1 and shape is not Shape.MOMENT
    if value < 0 or no_day or (of_1900 and LEAP <= value < LEAP + 1):
        return Fault(written, _("formatted as a date, but no such date exists"))
    if value < 1 and shape is Shape.MOMENT:
        return (EPOCH_1900 + timedelta(milliseconds=round(value * _DAY_MS))).time()
    epoch = EPOCH_1904 if from_1904 else EPOCH_1900
    # Before the leap day that never was, the count is one off.
    day = int(value) + (of_1900 and value < LEAP)
    # Half a millisecond is far below what a format shows, and above what a float loses.
    moment = epoch + timedelta(day, milliseconds=round((value - int(value)) * _DAY_MS))
    if shape in _SHOWN:
        return moment.strftime(_SHOWN[shape])
    midnight = moment.time() == time()
    return moment.date() if midnight and shape is Shape.DAY else moment


def duration(length: timedelta) -> str:
    """Return a length of time as hours, minutes and, where there are any, seconds."""
    seconds = round(abs(length).total_seconds())
    sign = "-" if length < timedelta() else ""
    hours, rest = divmod(seconds, 3600)
    shown = f"{sign}{hours}:{rest // 60:02}"
    return f"{shown}:{rest % 60:02}" if rest % 60 else shown


def digits(value: int, code: str) -> str:
    """Return a whole number as a format of zeros shows it: 7 by `00000` is `00007`."""
    places = code.count("0")
    left = str(value).zfill(places)
    shown = []
    for sign in reversed(code):
        if sign == "0":
            shown.append(left[-1])
            left = left[:-1]
        else:
            shown.append(sign)
    # What is longer than the format stands before its first zero.
    first = len(shown) - code.index("0")
    return "".join(reversed([*shown[:first], *reversed(left), *shown[first:]]))


def iso(written: str) -> Raw:
    """Return a date, a moment or a time that the file writes as ISO 8601; text where it is none."""
    plain = written.strip().removesuffix("Z")
    for read in (date.fromisoformat, datetime.fromisoformat, time.fromisoformat):
        try:
            return read(plain)
        except ValueError:
            continue
    return text(written)
