"""Times out of raw cells: dates, texts, a date and a time beside it, a start and an end."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from desktop.records.errors import Invalid
from desktop.records.typed import quoted
from desktop.records.when import Kind, Precision, When
from desktop.records.when_reading import FIRST_YEAR, LAST_YEAR
from desktop.records.words import _
from desktop.sheets.foreign.cells import text
from desktop.sheets.raw import Raw

_ISO = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*"
)
_SLASHED = re.compile(r"\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)", re.DOTALL)
_SECONDS = re.compile(r"(\d{1,2}:\d{2}):\d{2}(?:\.\d+)?")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a table writes its times.

    `month_first` reads 7/4/2025 as 4 July; with `whole_days` a midnight is a day without a time.
    """

    zone: str
    year: int | None = None
    month_first: bool = False
    whole_days: bool = False


class PartInvalid(Invalid):
    """A time that can't be understood, and the part of it ("when.end") that is to blame."""

    def __init__(self, message: str, part: str) -> None:
        super().__init__(message)
        self.part = part


def read_when(cell: Raw, manner: Manner) -> When:
    """Return the time in a cell that is not empty; raises Invalid with the reason.

    Seconds are left off.  A number is a year or nothing: the serial number of a day that is not
    formatted as a date can't be told from any other number.
    """
    if isinstance(cell, str):
        return _of_text(cell, manner)
    if isinstance(cell, datetime):
        midnight = manner.whole_days and cell.time() == time()
        return _day(cell.date(), manner) if midnight else _moment(cell, manner)
    if isinstance(cell, date):
        return _day(cell, manner)
    if isinstance(cell, int) and not isinstance(cell, bool) and FIRST_YEAR <= cell <= LAST_YEAR:
        return When.read(str(cell), manner.zone)
    if isinstance(cell, int | float | time):
        raise Invalid(
            _("{text} is no date: write the day, or format the cell as a date.").format(
                text=quoted(text(cell))
            )
        )
    raise Invalid(text(cell))


def _of_text(written: str, manner: Manner) -> When:
    found = _ISO.fullmatch(written)
    if found:
        year, month, day, hour, minute = (int(part or 0) for part in found.groups()[:5])
        try:
            moment = datetime(year, month, day, hour, minute)  # noqa: DTZ001 - the zone follows
        except ValueError:
            return When.read(_SECONDS.sub(r"\1", written), manner.zone)
        if found[4] is None or (manner.whole_days and moment.time() == time()):
            return _day(moment.date(), manner)
        return _moment(moment, manner)
    return When.read(_understandable(written, manner), manner.zone, manner.year)


def _understandable(written: str, manner: Manner) -> str:
    """Return the text with its day first and without seconds."""
    slashed = _SLASHED.fullmatch(written) if manner.month_first else None
    if slashed:
        month, sign, day, year, rest = slashed.groups()
        written = f"{day}{sign}{month}{sign}{year}{rest}"
    return _SECONDS.sub(r"\1", written)


@lru_cache(maxsize=8192)
def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _day(day: date, manner: Manner) -> When:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return When.read(day.isoformat(), manner.zone)
    start, end = _midnight(day, manner.zone), _midnight(day + _DAY, manner.zone)
    return When(start, end, manner.zone, Precision.DAY, Kind.WITHIN)


def _moment(moment: datetime, manner: Manner) -> When:
    moment = moment.replace(second=0, microsecond=0, tzinfo=None)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return When.read(f"{moment:%Y-%m-%d %H:%M}", manner.zone)
    local = moment.replace(tzinfo=ZoneInfo(manner.zone))
    instant = local.astimezone(UTC)
    if instant.astimezone(local.tzinfo).replace(tzinfo=None) != moment:
        return When.read(f"{moment:%Y-%m-%d %H:%M}", manner.zone)
    return When(instant, instant, manner.zone, Precision.MINUTE, Kind.AT)


def joined(start: When, end: When) -> When:
    """Return the window from one time to another; raises Invalid if it ends before it starts.

    A day beside a clock time counts whole: from its first minute, or to its last.
    """
    if start.year_known != end.year_known:
        raise Invalid(_("one end has a year, the other has none: write it at both."))
    if end.end < start.start or (end.end == start.start and end.kind is not Kind.AT):
        raise Invalid(
            _("{end} is before {start}: the end is before the start; check the two.").format(
                start=quoted(start.show(start.zone)), end=quoted(end.show(start.zone))
            )
        )
    precision = start.precision if start.precision is end.precision else Precision.MINUTE
    if precision is Precision.NIGHT and start != end:
        precision = Precision.MINUTE
    if precision is Precision.MINUTE:
        kind = Kind.AT if start.start == end.end else Kind.PERIOD
    else:
        kind = Kind.WITHIN
    approx = start.approx or end.approx
    return When(start.start, end.end, start.zone, precision, kind, approx, start.year_known)


def window(parts: Mapping[str, Raw], manner: Manner) -> When | None:
    """Return the window that some cells tell together, by their targets; None where all are empty.

    Raises PartInvalid, naming the part that is to blame.
    """
    day = parts.get("when")
    part = "when"
    if day is None and parts.get("when.year") is not None:
        day, part = _from_numbers(parts), "when.year"
    clock, end_clock = parts.get("when.time"), parts.get("when.end_time")
    end_day = parts.get("when.end")
    if day is None:
        blamed = next((name for name, cell in parts.items() if cell is not None), "")
        if not blamed:
            return None
        raise PartInvalid(_("the day is missing: fill it in beside it."), blamed)
    if clock is not None and end_clock is not None and end_day is None:
        spanned = f"{_plain(day, manner)} {text(clock)}-{text(end_clock)}"
        return _blaming("when.time", spanned, manner)
    start = _blaming(
        part if clock is None else "when.time", _with_clock(day, clock, manner), manner
    )
    if end_clock is not None or end_day is not None:
        last = day if end_day is None else end_day
        name = "when.end" if end_clock is None else "when.end_time"
        end = _blaming(name, _with_clock(last, end_clock, manner), manner)
        try:
            return joined(start, end)
        except Invalid as error:
            raise PartInvalid(str(error), name) from error
    return start


def _blaming(part: str, cell: Raw, manner: Manner) -> When:
    try:
        return read_when(cell, manner)
    except Invalid as error:
        raise PartInvalid(str(error), part) from error


def _with_clock(day: Raw, clock: Raw, manner: Manner) -> Raw:
    """Return a day with the time of day beside it, as one cell."""
    if clock is None or (isinstance(day, datetime) and day.time() != time()):
        return day
    if isinstance(day, date) and isinstance(clock, time):
        return datetime.combine(day, clock)
    if isinstance(clock, datetime):
        clock = clock.time()
    return f"{_plain(day, manner)} {text(clock)}"


def _plain(day: Raw, manner: Manner) -> str:
    """Return a day as text that is read the same without the table's manner."""
    if isinstance(day, datetime):
        day = day.date()
    return _understandable(text(day), manner)


def _from_numbers(parts: Mapping[str, Raw]) -> str:
    """Return the date of the columns of year, month and day, as far as they are filled."""
    year, month, day = (parts.get(f"when.{name}") for name in ("year", "month", "day"))
    if month in (None, 0):
        return text(year)
    if not text(month).strip().isdecimal():
        return f"{text(month)} {text(year)}" if day in (None, 0) else f"{day} {month} {year}"
    shown = f"{text(year)}-{text(month).strip().zfill(2)}"
    return shown if day in (None, 0) else f"{shown}-{text(day).strip().zfill(2)}"


def month_first(cells: Iterable[Raw]) -> bool:
    """Tell whether texts such as 7/24/2025 show that the month comes first."""
    found = [match for cell in cells if isinstance(cell, str) and (match := _SLASHED.match(cell))]
    return any(int(match[3]) > 12 for match in found) and all(
        int(match[1]) <= 12 for match in found
    )
