"""Finds the times that a statement tells, and says which of them are its events'."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from desktop.reading.suggestion import Moment, Window
from desktop.reading.time_atoms import find_atoms
from desktop.reading.time_groups import Group, find_groups
from desktop.reading.time_resolve import Reference, Resolved, resolve
from desktop.reading.time_roles import (
    Role,
    goes_back,
    is_other_matter,
    is_part_of_day_said,
    is_remark,
    role_of,
)
from desktop.reading.time_words import Part

__all__ = ["Role", "Stated", "find_times"]


@dataclass(frozen=True, slots=True)
class Stated:
    """A time of a text; `night` says that its window is a night, of which no clock is told."""

    moment: Moment
    role: Role
    night: bool


@dataclass(slots=True)
class _Told:
    """A time while its text is read: its group, its sentence, its role and what it comes to."""

    group: Group
    sentence: int
    role: Role
    resolved: Resolved


_SENTENCE_END: Final = re.compile(r"[.!?][\")\s]*\s(?=[A-ZА-ЯІЇЄҐ\"•])|\n|•")
_HAS_DIGIT: Final = re.compile(r"\d")
# How many times away one may be told that another takes its day from.
_AROUND: Final = 40
# A date told beside a fresher one is in passing if it lies this many days before the statement,
# and any date is that lies farther back.
_FRESH_DAYS: Final = 3
_OLD_DAYS: Final = 45


def find_times(text: str, *, posted: datetime | None, zone: str) -> tuple[Stated, ...]:
    """Return the times of an even text, in order, in `zone`.

    `posted` is when the statement was made, aware, or None. A clock time without a day is of the
    day that its sentence, or the last one before it, tells; else the last time that the clock
    showed it before `posted`. A day told in one sentence with a clock time has its window.
    """
    low = _lower(text)
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    told = [
        _Told(
            group,
            bisect_right(ends, group.start),
            role_of(text, low, group),
            Resolved(Window()),
        )
        for group in find_groups(low, find_atoms(low))
    ]
    _tell_said(low, told)
    reference = _reference(told, posted, zone)
    _resolve_all(text, told, reference)
    _tell_remarks(low, told, ends)
    _tell_asides(told, reference)
    return tuple(_stated(one) for one in told)


def _stated(one: _Told) -> Stated:
    moment = Moment(one.group.start, one.group.end, one.resolved.window)
    return Stated(moment, one.role, one.resolved.night)


def _lower(text: str) -> str:
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


def _reference(told: Sequence[_Told], posted: datetime | None, zone: str) -> Reference:
    """Return when the statement was made: as posted, else as it says itself."""
    if posted is not None:
        moment = posted.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        return Reference(zone, moment, moment.date())
    unknown = Reference(zone)
    for one in told:
        if one.role is Role.STATEMENT and one.group.has_day and not one.group.has_clock:
            found = resolve(one.group, unknown)
            if found.start is not None:
                return Reference(zone, None, found.start, found.year_known)
    return unknown


def _resolve_all(text: str, told: Sequence[_Told], reference: Reference) -> None:
    """Work out the windows, each from those of its sentence and those before it."""
    for one in told:
        if not (one.group.has_clock or one.group.that):
            one.resolved = resolve(one.group, reference)
    _date_nights(text, told, reference)
    last = Resolved(Window(kind="within"))
    for at, one in enumerate(told):
        if one.group.that:
            one.resolved = last
        elif one.group.has_clock:
            around = told[max(0, at - _AROUND) : at + _AROUND]
            day = None if one.group.has_day else _day_of(around, one)
            one.resolved = resolve(one.group, reference, day.resolved if day else None)
            if day is not None and _are_one(text, day, one):
                day.resolved = one.resolved
        elif (same := _told_before(told[max(0, at - _AROUND) : at], one)) is not None:
            one.resolved = same.resolved
        if one.role is Role.EVENT:
            last = one.resolved


def _date_nights(text: str, told: Sequence[_Told], reference: Reference) -> None:
    """Give a night the day that its sentence names apart: "the night attack on Kyiv of July 4"."""
    for night, day in itertools.pairwise(told):
        parts = night.group.whole.parts
        alone = set(parts) == {Part.NIGHT} and not (night.group.has_day or night.group.has_clock)
        plain = day.group.whole.days and not (day.group.whole.parts or day.group.has_clock)
        one = day.sentence == night.sentence and night.role is day.role is Role.EVENT
        if (
            alone
            and plain
            and one
            and not _HAS_DIGIT.search(text, night.group.end, day.group.start)
        ):
            whole = replace(day.group.whole, parts=parts)
            night.resolved = day.resolved = resolve(replace(day.group, whole=whole), reference)


def _told_before(told: Sequence[_Told], one: _Told) -> _Told | None:
    """Return the exact time told earlier of which "за неделю", "during the night" is short."""
    if one.group.has_day or one.role is not Role.EVENT or one.resolved.start is None:
        return None
    for other in told:
        start, end = other.resolved.start, other.resolved.end
        exact = other.group.has_clock or other.group.has_day
        if not exact or other.resolved.window.kind != "period" or other.role is not Role.EVENT:
            continue
        if Part.PAST_WEEK in one.group.whole.parts and start and end and (end - start).days > 1:
            return other
        night = set(one.group.whole.parts) == {Part.NIGHT}
        if night and start == one.resolved.start and end in (None, one.resolved.end):
            return other
    return None


def _day_of(told: Sequence[_Told], one: _Told) -> _Told | None:
    """Return the time whose day a clock time without one is of."""
    days = [
        other
        for other in told
        if other.role is Role.EVENT
        and not (other.group.has_clock or other.group.that)
        and other.resolved.start is not None
        and other.resolved.window.kind == "within"
    ]
    beside = [other for other in days if other.sentence == one.sentence]
    if beside:
        return min(beside, key=lambda other: abs(other.group.start - one.group.start))
    before = [other for other in days if other.sentence < one.sentence and other.group.has_day]
    return before[-1] if before else None


def _are_one(text: str, day: _Told, clock: _Told) -> bool:
    """Return whether a day and a clock time of one sentence tell one time, no number between."""
    if clock.role is not Role.EVENT or day.sentence != clock.sentence:
        return False
    first, last = sorted((day.group, clock.group), key=lambda group: group.start)
    return _HAS_DIGIT.search(text, first.end, last.start) is None


def _tell_said(low: str, told: Sequence[_Told]) -> None:
    """Take "said early on Thursday" for the time of what is told where no other time is told."""
    if any(one.role is Role.EVENT and not goes_back(low, one.group) for one in told):
        return
    said = next((one for one in told if is_part_of_day_said(low, one.group)), None)
    if said is not None:
        said.role = Role.EVENT


def _tell_remarks(low: str, told: Sequence[_Told], ends: Sequence[int]) -> None:
    """Set the role of what is mentioned by the way after the event's time."""
    events = [one for one in told if one.role is Role.EVENT]
    for at, one in enumerate(events):
        start, end = [0, *ends, len(low)][one.sentence : one.sentence + 2]
        elsewhere = any(other.sentence != one.sentence for other in events)
        by_the_way = at > 0 and is_remark(low, one.group)
        if by_the_way or (elsewhere and is_other_matter(low[start:end], one.group)):
            one.role = Role.ASIDE


def _tell_asides(told: Sequence[_Told], reference: Reference) -> None:
    """Set the role of times that lie too far back to be the statement's own."""
    base = reference.day
    if base is None or not reference.year_known:
        return
    ages = [
        (one, (base - last).days)
        for one in told
        if one.role is Role.EVENT and (last := one.resolved.end or one.resolved.start)
    ]
    fresh = any(age <= 1 for _, age in ages)
    for one, age in ages:
        if age > _OLD_DAYS or (fresh and age > _FRESH_DAYS):
            one.role = Role.ASIDE
