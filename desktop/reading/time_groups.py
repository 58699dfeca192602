"""Joins pieces of times that stand together into the ends of one time."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from desktop.reading import time_words as words
from desktop.reading.time_atoms import Atom, in_half
from desktop.reading.time_words import Part


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time and the day that stands with it, if any."""

    time: Atom
    day: Atom | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """What is said of one end of a time, or of the whole of it."""

    clocks: tuple[Clock, ...] = ()
    days: tuple[Atom, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return not (self.clocks or self.days or self.parts)


@dataclass(frozen=True, slots=True)
class Group:
    """One time of a text, from `start` to `end`.

    `whole` is what holds for all of it; `first` and `last` are the ends of a stretch, None where
    the text doesn't name that end; both None is no stretch. `zone` is what the text names.
    `evening` says that a weekday's night is meant, which is still that day ("Friday night");
    `onto` that the day is the one in which the night ends ("в ночь на 29 сентября").
    """

    start: int
    end: int
    whole: Side
    first: Side | None = None
    last: Side | None = None
    zone: str = ""
    that: bool = False
    past: bool = False
    evening: bool = False
    onto: bool = False

    @property
    def has_clock(self) -> bool:
        """Whether it names a clock time."""
        return any(side is not None and side.clocks for side in (self.whole, self.first, self.last))

    @property
    def has_day(self) -> bool:
        """Whether it names a day."""
        sides = [side for side in (self.whole, self.first, self.last) if side is not None]
        return any(side.days or any(clock.day for clock in side.clocks) for side in sides)


class _Joint(StrEnum):
    """How a piece is joined to those before it."""

    FROM = "from"
    TO = "to"
    AND = "and"
    WITH = "with"


_GLUE: Final = re.compile(
    rf"(?:[\s,()]|–|-|\b(?:{words.FROM}|{words.TO}|{words.AND}|{words.ABOUT}|{words.SMALL})(?!\w))*"
)
_ONTO: Final = re.compile(r"\s*(?:на|проти|to|into)\s*(?:the\s+)?")
_WIDEST: Final = 60
_HAS_FROM: Final = re.compile(rf"\b(?:{words.FROM})(?!\w)")
_HAS_TO: Final = re.compile(rf"\b(?:{words.TO})(?!\w)|^\s*[-–]\s*(?:about\s+)?$")
_HAS_AND: Final = re.compile(rf"^\s*(?:,|(?:,\s*)?(?:{words.AND}))(?!\w)")
_OPENS_BETWEEN: Final = re.compile(rf"\b(?:{words.BETWEEN})(?!\w)")
_LED_BY: Final = re.compile(
    rf"(?:^|[\s(•\"])((?:{words.FROM}|{words.TO}|{words.AND}|{words.ABOUT}|{words.SMALL}|[\s(])*)$"
)


def find_groups(low: str, atoms: Sequence[Atom]) -> Iterator[Group]:
    """Yield the times that the pieces make, in order."""
    at = 0
    while at < len(atoms):
        end = at + 1
        while end < len(atoms) and _joined(low, atoms[end - 1], atoms[end]):
            end += 1
        yield from _groups(low, atoms[at:end])
        at = end


def _joined(low: str, one: Atom, other: Atom) -> bool:
    if one.past or other.past or one.that or other.that:
        return False
    between = low[one.end : other.start]
    return len(between) <= _WIDEST and _GLUE.fullmatch(between) is not None


def _groups(low: str, atoms: Sequence[Atom]) -> Iterator[Group]:
    """Yield the group that joined atoms make, without what is told twice in other zones."""
    told = _told_once(low, atoms)
    timed = [atom for atom in told if not atom.zone]
    if not timed:
        return
    start, end = timed[0].start, atoms[-1].end
    if timed[0].past or timed[0].that:
        yield Group(start, end, Side(), that=timed[0].that, past=timed[0].past)
        return
    lead = _lead(low, start)
    group = _parse(_without(low, atoms, timed), timed, lead)
    zone = next((atom.zone for atom in told if atom.zone), "")
    yield replace(group, start=start, end=end, zone=zone)


def _without(low: str, atoms: Sequence[Atom], kept: Sequence[Atom]) -> str:
    """Return the text with blanks instead of all pieces but those kept."""
    starts = {one.start for one in kept}
    parts = []
    at = 0
    for atom in atoms:
        if atom.start not in starts:
            parts += [low[at : atom.start], " " * (atom.end - atom.start)]
            at = atom.end
    return "".join([*parts, low[at:]])


def _lead(low: str, start: int) -> str:
    found = _LED_BY.search(low[max(0, start - _WIDEST) : start])
    return found[1] if found else ""


def _told_once(low: str, atoms: Sequence[Atom]) -> list[Atom]:
    """Leave out a clock time in brackets that says the one before it in another zone."""
    kept: list[Atom] = []
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        zone = atoms[at + 1] if at + 1 < len(atoms) and atoms[at + 1].zone else None
        bracketed = low[max(0, atom.start - 2) : atom.start].rstrip()[-1:] == "("
        if bracketed and atom.is_clock and zone and any(one.is_clock for one in kept):
            at += 2
            continue
        kept.append(atom)
        at += 1
    return kept


def _parse(low: str, atoms: Sequence[Atom], lead: str) -> Group:
    whole, first, last = Side(), None, None
    between = _OPENS_BETWEEN.search(lead) is not None
    place = "whole"
    for at, atom in enumerate(atoms):
        glue = low[atoms[at - 1].end : atom.start] if at else lead
        joint = _joint(glue, between=between)
        if joint is not _Joint.WITH and atom.first_day is not None and place == "whole":
            joint = _Joint.WITH
        if joint is _Joint.FROM:
            between = _OPENS_BETWEEN.search(glue) is not None
        elif place == "first" and atom.is_day and glue.split()[-1:] == ["на"]:
            joint = _Joint.TO
        if joint is _Joint.FROM:
            place, first = "first", Side()
        elif joint is _Joint.TO and _opens_end(atom, at, whole, first):
            if first is None and at:
                first, whole = whole, Side()
            place, last, between = "last", Side(), False
        if place == "whole":
            whole = _with(whole, atom, joint)
        elif place == "first" and first is not None:
            first = _with(first, atom, joint)
        elif last is not None:
            last = _with(last, atom, joint)
    return Group(
        0, 0, whole, first, last, evening=_is_evening(low, atoms), onto=_is_onto(low, atoms)
    )


def _opens_end(atom: Atom, at: int, whole: Side, first: Side | None) -> bool:
    """Return whether "to" before `atom` opens the end of a stretch ("night to Thursday" is one)."""
    start = whole if first is None else first
    if start.clocks or (first is not None and not start.is_empty):
        return True
    if start.parts and not start.days:
        return False
    return bool(start.days) or (not at and atom.is_clock)


def _joint(glue: str, *, between: bool) -> _Joint:
    if _HAS_FROM.search(glue):
        return _Joint.FROM
    if _HAS_TO.search(glue):
        return _Joint.TO
    if _HAS_AND.search(glue):
        return _Joint.TO if between else _Joint.AND
    return _Joint.WITH


def _with(side: Side, atom: Atom, joint: _Joint) -> Side:
    """Return `side` with what one more piece says of it."""
    if atom.part is not None:
        return replace(side, parts=(*side.parts, atom.part), clocks=_in_part(side.clocks, atom))
    if atom.is_clock:
        part = next((part for part in side.parts if part is not Part.NIGHT), None)
        if part is not None and not atom.half and atom.hour is not None:
            atom = replace(atom, hour=in_half(atom.hour, part))
        return replace(side, clocks=(*side.clocks, Clock(atom)))
    if side.clocks and side.clocks[-1].day is None and not side.days:
        return replace(side, clocks=(*side.clocks[:-1], replace(side.clocks[-1], day=atom)))
    if side.clocks and side.days and joint is _Joint.AND:
        told = tuple(replace(one, day=one.day or side.days[-1]) for one in side.clocks)
        return replace(side, clocks=told, days=(atom,))
    if side.days and joint is not _Joint.AND:
        # "Friday, July 17" is one day, and its date says more.
        said = side.days[-1]
        exact = atom if atom.day is not None or (said.offset == 0 and atom.is_day) else said
        return replace(side, days=(*side.days[:-1], exact))
    return replace(side, days=(*side.days, atom))


def _in_part(clocks: tuple[Clock, ...], part: Atom) -> tuple[Clock, ...]:
    """Return the clock times of twelve hours in the part of the day that stands after them."""
    if not clocks or part.part is None or clocks[-1].time.half:
        return clocks
    time = clocks[-1].time
    if time.hour is None:
        return clocks
    moved = replace(time, hour=in_half(time.hour, part.part))
    return (*clocks[:-1], replace(clocks[-1], time=moved))


def _is_evening(low: str, atoms: Sequence[Atom]) -> bool:
    """Return whether a day stands right before "night", as in "Friday night"."""
    return any(
        day.weekday is not None
        and low[night.start : night.end] == "night"
        and not low[day.end : night.start].strip()
        for day, night in itertools.pairwise(atoms)
    )


def _is_onto(low: str, atoms: Sequence[Atom]) -> bool:
    """Return whether a night is told by the day in which it ends."""
    return any(
        night.part is Part.NIGHT and _ONTO.fullmatch(low, night.end, day.start) is not None
        for night, day in itertools.pairwise(atoms)
    )
