"""Works out which window a time of a text is, counted from when the statement was made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from desktop.reading.suggestion import Window
from desktop.reading.time_atoms import Atom
from desktop.reading.time_groups import Clock, Group, Side
from desktop.reading.time_words import LOCAL, Part

_DAY: Final = timedelta(days=1)
# How far after the statement a time of the event may seem to lie: clocks differ, posts are dated.
_SLACK: Final = timedelta(minutes=30)
_DATE_SLACK: Final = timedelta(days=2)
_NIGHTFALL: Final = 18
# A leap year, so that 29 February can stand without its year.
_SOME_YEAR: Final = 2000


@dataclass(frozen=True, slots=True)
class Reference:
    """When and where a statement was made: what its times are counted from.

    `moment` is naive, in `zone`, None where it is not known. `day` is what is known at least, its
    year only if `year_known`.
    """

    zone: str
    moment: datetime | None = None
    day: date | None = None
    year_known: bool = True

    def in_zone(self, zone: str) -> "Reference":
        """Return the same as seen in another zone."""
        if self.moment is None or zone == self.zone:
            return self
        moved = _moved(self.moment, self.zone, zone)
        return Reference(zone, moved, moved.date())


@dataclass(frozen=True, slots=True)
class Resolved:
    """A window, and what its words say of days.

    `day` and `night` are the day, and the night's two days, that later clock times may be of.
    """

    window: Window
    start: date | None = None
    end: date | None = None
    night: bool = False
    year_known: bool = True


def resolve(group: Group, reference: Reference, context: Resolved | None = None) -> Resolved:
    """Return the window of a time of the text.

    `context` is what the text told before, whose day a clock time without one is of.
    """
    zone = reference.zone if group.zone in ("", LOCAL) else group.zone
    return _Resolving(group, reference.in_zone(zone), reference.zone, context).resolved()


@dataclass(frozen=True, slots=True)
class _Bound:
    """One end of a window: a day, unless it is not known, and a clock time, if any."""

    day: date | None
    clock: Atom | None = None

    def moment(self) -> datetime | None:
        if self.day is None or self.clock is None or self.clock.hour is None:
            return None
        midnight = datetime.combine(self.day, time())
        return midnight + timedelta(hours=self.clock.hour, minutes=self.clock.minute)


class _Resolving:
    """One time being worked out."""

    def __init__(
        self, group: Group, reference: Reference, zone: str, context: Resolved | None
    ) -> None:
        self.group = group
        self.reference = reference
        self.zone = zone
        self.context = context
        self.year_known = reference.year_known

    def resolved(self) -> Resolved:
        group = self.group
        if group.has_clock:
            return self._clocks()
        if group.first is not None or group.last is not None:
            return self._stretch(group.first, group.last)
        return self._within(group.whole.days, group.whole.parts)

    # -- days -------------------------------------------------------------------------------------

    def _day(self, atom: Atom | None) -> date | None:
        """Return the day that an atom says, the latest that fits the statement."""
        base = self.reference.day
        if atom is None:
            return None
        if atom.offset is not None:
            return base + atom.offset * _DAY if base else None
        if atom.weekday is not None:
            return base - ((base.weekday() - atom.weekday) % 7) * _DAY if base else None
        if atom.day is None:
            return None
        return self._dated(atom.day, atom.month, atom.year)

    def _first_day(self, atom: Atom) -> date | None:
        """Return the first day of a pair."""
        last = self._day(atom)
        if last is None or atom.first_day is None:
            return None
        year = last.year - ((atom.first_month, atom.first_day) > (last.month, last.day))
        return _safe(year, atom.first_month, atom.first_day)

    def _dated(self, day: int, month: int, year: int | None) -> date | None:
        if year is not None:
            self.year_known = True
            return _safe(year, month, day)
        base = self.reference.day
        if base is None or not self.reference.year_known:
            self.year_known = False
            return _safe(_SOME_YEAR, month, day)
        found = _safe(base.year, month, day)
        if found is None or found > base + _DATE_SLACK:
            found = _safe(base.year - 1, month, day)
        return found

    # -- without clock times ----------------------------------------------------------------------

    def _within(self, days: Sequence[Atom], parts: Sequence[Part]) -> Resolved:
        base = self.reference.day
        if days:
            return self._within_days(days, parts)
        night = bool(parts) and set(parts) == {Part.NIGHT}
        if base and Part.THIS_WEEK in parts:
            return self._span(base - base.weekday() * _DAY, base, "within")
        back = _days_back(parts, self.reference.moment)
        start = base - back[0] * _DAY if base else None
        end = base - back[1] * _DAY if base else None
        return self._span(start, end, "within", night=night)

    def _within_days(self, days: Sequence[Atom], parts: Sequence[Part]) -> Resolved:
        night = bool(parts) and set(parts) == {Part.NIGHT}
        last = self._day(days[-1])
        first = self._first_day(days[0]) or self._day(days[0])
        if first != last:
            return self._span(first, last, "within" if night else "period", night=night)
        offset = days[-1].offset
        if self.group.onto and last:
            return self._span(last - _DAY, last, "within", night=night)
        if night and last and not self.group.evening:
            # "Вчера ночью" is the night that ended yesterday's evening or this morning: unsure.
            shift = _DAY if offset == -1 else 0 * _DAY
            return self._span(last - _DAY + shift, last + shift, "within", night=True)
        return self._span(last, last, "within")

    def _stretch(self, first: Side | None, last: Side | None) -> Resolved:
        """Return a stretch of which no end has a clock time."""
        parts = [part for side in (self.group.whole, first, last) if side for part in side.parts]
        start = self._side_day(first, last)
        end = self._side_day(last, None)
        night = bool(parts) and set(parts) == {Part.NIGHT}
        if first is not None and last is not None:
            if night:
                return self._span(start, end, "within", night=True)
            if start and end and start > end:
                start = end - _DAY
            return self._span(start, end, "period")
        if first is not None and not first.days:
            return self._within((), first.parts)
        return self._span(start, end, "period")

    def _side_day(self, side: Side | None, other: Side | None) -> date | None:
        if side is None:
            return None
        if side.days:
            return self._day(side.days[0])
        if other is not None and other.days:
            day = self._day(other.days[0])
            earlier = Part.EVENING in side.parts or Part.NIGHT in side.parts
            return day - _DAY if day and earlier else day
        base = self.reference.day
        return base - _days_back(side.parts, self.reference.moment)[0] * _DAY if base else None

    # -- with clock times -------------------------------------------------------------------------

    def _clocks(self) -> Resolved:
        group = self.group
        if group.first is None and group.last is None:
            return self._listed(group.whole.clocks)
        start = group.first.clocks[0] if group.first and group.first.clocks else None
        end = group.last.clocks[-1] if group.last and group.last.clocks else None
        if start and end:
            return self._range(start, end)
        if start is None and end is None:
            return self._listed(group.whole.clocks)
        return self._half_open(start, end)

    def _listed(self, clocks: Sequence[Clock]) -> Resolved:
        """Return the window of one clock time, or from the first to the last of several."""
        told = [at for at, clock in enumerate(clocks) if clock.day]
        anchor = told[0] if told else len(clocks) - 1
        bounds = [self._bound(clocks[anchor], clocks[anchor].day)]
        for clock in clocks[anchor + 1 :]:
            bounds.append(self._beside(clock, bounds[-1], 1))
        for clock in clocks[:anchor][::-1]:
            bounds.insert(0, self._beside(clock, bounds[0], -1))
        if len(bounds) == 1:
            return self._timed(bounds[0], bounds[0], "at")
        return self._timed(bounds[0], bounds[-1], "period")

    def _beside(self, clock: Clock, other: _Bound, turn: int) -> _Bound:
        """Return a clock time listed after (`turn` 1) or before (-1) another, without its day."""
        if clock.day is not None:
            return _Bound(self._day(clock.day), clock.time)
        turns = other.clock is not None and (
            _after_midnight(other.clock, clock.time)
            if turn > 0
            else _after_midnight(clock.time, other.clock)
        )
        return _Bound(other.day + turn * _DAY if other.day and turns else other.day, clock.time)

    def _range(self, start: Clock, end: Clock) -> Resolved:
        first, last = self.group.first or Side(), self.group.last or Side()
        own_start = start.day or next(iter(first.days), None)
        own_end = end.day or next(iter(last.days), None)
        rolls = _after_midnight(start.time, end.time)
        if own_start and own_end:
            begin, finish = self._day(own_start), self._day(own_end)
        elif own_end:
            finish = self._day(own_end)
            begin = finish - _DAY if finish and rolls else finish
        elif own_start:
            begin = self._day(own_start)
            finish = begin + _DAY if begin and rolls else begin
        else:
            begin, finish = self._undated_range(start, end, rolls=rolls)
        return self._timed(_Bound(begin, start.time), _Bound(finish, end.time), "period")

    def _undated_range(
        self, start: Clock, end: Clock, *, rolls: bool
    ) -> tuple[date | None, date | None]:
        """Return the days of a range whose own ends have none."""
        days = self.group.whole.days
        if days and (Part.NIGHT in self.group.whole.parts or days[0].first_day is not None):
            last = self._day(days[0])
            nights = (self._first_day(days[0]) or (last - _DAY if last else None), last)
            return _of_night(start.time, nights), _of_night(end.time, nights)
        if days:
            day = self._day(days[0])
            today = days[0].offset == 0 and rolls
            begin = day - _DAY if day and today else day
            finish = begin + _DAY if begin and rolls else begin
            return self._not_ahead(begin, finish, end.time)
        if self.context and self.context.night:
            nights = self.context.start, self.context.end
            return _of_night(start.time, nights), _of_night(end.time, nights)
        if self.context and self.context.start and self.context.start == self.context.end:
            self.year_known = self.context.year_known
            begin = self.context.start
            return self._not_ahead(begin, begin + _DAY if rolls else begin, end.time)
        finish = self._latest(end.time)
        return finish - _DAY if finish and rolls else finish, finish

    def _not_ahead(
        self, begin: date | None, finish: date | None, clock: Atom
    ) -> tuple[date | None, date | None]:
        """Put a range a day back if it would end after the statement was made."""
        moment = _Bound(finish, clock).moment()
        said = self.reference.moment
        if begin and finish and moment and said and moment > said + timedelta(hours=12):
            return begin - _DAY, finish - _DAY
        return begin, finish

    def _half_open(self, start: Clock | None, end: Clock | None) -> Resolved:
        side = self.group.first if start else self.group.last
        other = self.group.last if start else self.group.first
        clock = start or end
        if clock is None or side is None:
            return Resolved(Window())
        own = clock.day or next(iter(side.days), None)
        bound = self._bound(clock, own)
        far = _Bound(self._side_day(other, None)) if other is not None else None
        if far is not None and far.day is None:
            far = None
        return self._timed(bound if start else far, far if start else bound, "period")

    def _bound(self, clock: Clock, day: Atom | None) -> _Bound:
        """Return a clock time with its day: its own, the whole's, the context's, or the latest."""
        whole = self.group.whole
        if day is not None:
            return _Bound(self._day(day), clock.time)
        if whole.days:
            found = self._day(whole.days[0])
            if Part.NIGHT in whole.parts and found and (clock.time.hour or 0) >= _NIGHTFALL:
                found = self._first_day(whole.days[0]) or found - _DAY
            return _Bound(found, clock.time)
        if self.context is not None and self.context.start is not None:
            if self.context.night:
                nights = self.context.start, self.context.end
                return _Bound(_of_night(clock.time, nights), clock.time)
            if self.context.start == self.context.end:
                self.year_known = self.context.year_known
                return _Bound(self.context.start, clock.time)
        return _Bound(self._latest(clock.time), clock.time)

    def _latest(self, clock: Atom) -> date | None:
        """Return the last day on which the clock showed this before the statement was made."""
        said = self.reference.moment
        if said is None:
            return self.reference.day
        moment = _Bound(said.date(), clock).moment()
        return said.date() - _DAY if moment and moment > said + _SLACK else said.date()

    # -- windows ----------------------------------------------------------------------------------

    def _span(
        self, start: date | None, end: date | None, kind: str, *, night: bool = False
    ) -> Resolved:
        if start and end and start > end:
            start = end
        window = Window(self._shown(start), self._shown(end), kind)
        return Resolved(window, start, end, night, self.year_known)

    def _timed(self, start: _Bound | None, end: _Bound | None, kind: str) -> Resolved:
        first, last = (bound.moment() if bound else None for bound in (start, end))
        if start and end and end.day and first and last and first > last:
            start = replace(start, day=end.day - _DAY)
        window = Window(self._clock_shown(start), self._clock_shown(end), kind)
        days = [bound.day if bound else None for bound in (start, end)]
        return Resolved(window, days[0], days[1], False, self.year_known)

    def _shown(self, day: date | None) -> str | None:
        if day is None:
            return None
        return day.isoformat() if self.year_known else f"--{day:%m-%d}"

    def _clock_shown(self, bound: _Bound | None) -> str | None:
        if bound is None:
            return None
        if bound.clock is None:
            return self._shown(bound.day)
        if bound.day is None:
            return f"T{(bound.clock.hour or 0) % 24:02}:{bound.clock.minute:02}"
        moment = bound.moment()
        if moment is None:
            return None
        if not self.year_known:
            return f"--{moment:%m-%dT%H:%M}"
        return _moved(moment, self.reference.zone, self.zone).isoformat(timespec="minutes")


def _moved(moment: datetime, zone: str, other: str) -> datetime:
    if zone == other:
        return moment
    return moment.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo(other)).replace(tzinfo=None)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days_back(parts: Sequence[Part], said: datetime | None) -> tuple[int, int]:
    """Return how many days before the statement parts of days without a date begin and end."""
    hour = said.hour if said else 12
    if Part.PAST_WEEK in parts:
        return 7, 0
    if Part.PAST_DAY in parts or set(parts) == {Part.NIGHT}:
        return 1, 0
    if Part.EVENING in parts and Part.NIGHT in parts:
        return 1, 0
    if (set(parts) == {Part.EVENING} and hour < 15) or (set(parts) == {Part.DAY} and hour < 10):
        return 1, 1
    return 0, 0


def _after_midnight(start: Atom, end: Atom) -> bool:
    """Return whether a range of clock times goes on into the next day; 24:00 is still today's."""
    return (end.hour or 0, end.minute) <= (start.hour or 0, start.minute)


def _of_night(clock: Atom, night: tuple[date | None, date | None]) -> date | None:
    """Return which day of a night a clock time is of; midnight, 24:00, ends the first."""
    return night[0] if (clock.hour or 0) >= 12 else night[1]
