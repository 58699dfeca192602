"""Says what a time of a text is the time of, by the words around it."""

import re
from enum import StrEnum
from typing import Final

from desktop.reading import time_words as words
from desktop.reading.time_groups import Group
from desktop.reading.time_words import Part


class Role(StrEnum):
    """What a time is the time of: an event, the statement, or something told in passing."""

    EVENT = "event"
    STATEMENT = "statement"
    ASIDE = "aside"


_LOOK_BACK: Final = 90
_FARTHEST_DATELINE: Final = 45

_AS_OF: Final = re.compile(rf"(?:^|[\s(])(?:{words.AS_OF})\s*(?:the\s+)?(?:\w+\s+)?$")
_ON_CLOCK: Final = re.compile(r"(?:^|[\s(])(?:на|by|к|until\s+now)\s+$")
_BY: Final = re.compile(r"(?:^|[\s(])(?:by|к)\s+(?:the\s+)?$")
_SENTENCE_END: Final = re.compile(r"[.!?]\s")
_SAID_BEFORE: Final = re.compile(
    rf"(?<!\w)(?:{words.SAID})(?:[\s,]+(?:{words.SAID_WHERE}))*[\s,]*$"
)
_EARLY: Final = re.compile(r"(?<!\w)(?:early|late)\s+(?:on\s+)?$")
_NAME: Final = r"(?-i:[A-ZА-ЯІЇЄҐ][\w'.-]*)"
_SAID_AFTER: Final = re.compile(
    rf"[\s,]+(?:(?:{_NAME}|{words.SPEAKER_SMALL})[\s,]+){{1,9}}(?:{words.SAID})(?!\w)",
    re.IGNORECASE,
)
_SAID_BY: Final = re.compile(
    rf"(?<!\w)(?:{words.SAID_SLAVIC})(?:[\s,]+(?:{_NAME}|{words.SPEAKER_SMALL}|{words.SAID_WHERE}))+[\s,]*$"
)
_PASSING: Final = re.compile(rf"(?:^|[\s(])(?:{words.PASSING})\s+(?:the\s+)?$")
_GREETING: Final = re.compile(r"(?:добр\w+|good)\s+$")
_PASSED: Final = re.compile(
    r"\s+(?:прожил|провел|(?:прошл|минул|пройшл)\w*\s+(?:спок|тих)|passed\s+(?:quiet|calm))\w*"
)
_SCHEDULED: Final = re.compile(r"(?:графік|график|дію|діє|действу|schedule|in\s+force)[^.]*$")
_SPENT: Final = re.compile(
    r"(?:(?:spen[dt]|spending|прове[лс]\w*)\s+(?:the\s+)?|\b(?:all|lasted\s+the|all\s+the)\s+)$"
)
_SAME_DAY: Final = re.compile(
    r"(?:the|that)\s+same\s|(?:earlier|later)\s+in\s|\w+\s+(?:\w+\s+)?(?:же|ж)\s"
)
_OPENING: Final = re.compile(
    r"(?:^|[.!?;:\n•]|\bwhile|\bthen)[\s\"•(]*"
    r"(?:(?:in|on|at|by|early|later|late|а|и|в|во|у|та|і|also|the)[\s,]+)*$"
)
_DATELINE_BEFORE: Final = re.compile(
    r"[\s•\"]*[A-ZА-ЯІЇЄҐ][\w'.-]*(?:[ -]+[A-ZА-ЯІЇЄҐ][\w'.-]*)?(?:\s*\([\w ]+\))?[,.]\s*"
)
_LATER_DATELINE: Final = re.compile(r"(?:[.!?)\"]\s+|[\n•]\s*)[A-ZА-ЯІЇЄҐ][A-ZА-ЯІЇЄҐ -]+,\s*$")
_DATELINE_AFTER: Final = re.compile(r"\s*(?:[.–/(:]|$)")


def role_of(text: str, low: str, group: Group) -> Role:
    """Return the role of a time in an even text, `low` its lower case."""
    before = low[max(0, group.start - _LOOK_BACK) : group.start]
    if group.past:
        return Role.ASIDE
    if _is_dateline(text, group) or _is_as_of(before, group):
        return Role.STATEMENT
    if _SAME_DAY.match(low, group.start):
        return Role.EVENT
    if not _is_only_night(group) and _is_said(text, before, group):
        return Role.STATEMENT
    passing = (
        _PASSING.search(before)
        or _SPENT.search(before)
        or _GREETING.search(before)
        or (group.has_clock and _SCHEDULED.search(before))
        or (_is_only_night(group) and _PASSED.match(low, group.end))
    )
    return Role.ASIDE if passing else Role.EVENT


_OTHER_MATTERS: Final = re.compile(
    r"ковер|килим|тревог|тривог|отбой|відбій|аэропорт|рейс[аыо\s]|поезд[аоы]|alarm|alert|siren"
    r"|flights|airport|train[s\s]|curfew|press\s+conference|briefing"
)

_WEAPONS: Final = re.compile(
    r"бпла|беспилот|безпілот|дрон|ракет|шахед|drone|uav|missile|rocket|shahed|bomb|авиабомб|авіабомб"
)


def is_other_matter(sentence: str, group: Group) -> bool:
    """Return whether the sentence of a clock time tells of sirens or flights, not of weapons."""
    return (
        group.has_clock
        and _OTHER_MATTERS.search(sentence) is not None
        and _WEAPONS.search(sentence) is None
    )


def is_remark(low: str, group: Group) -> bool:
    """Return whether a part of a day is mentioned by the way, not as the time of what follows."""
    sides = [side for side in (group.whole, group.first) if side is not None]
    parts = {part for side in sides for part in side.parts}
    if group.has_clock or not parts or parts & {Part.NIGHT, Part.PAST_DAY, Part.PAST_WEEK}:
        return False
    if any(day.offset != 0 for side in sides for day in side.days):
        return False
    before = low[max(0, group.start - _LOOK_BACK) : group.start]
    return group.first is not None or _OPENING.search(before) is None


def goes_back(low: str, group: Group) -> bool:
    """Return whether a time only points to another: the same day, earlier in the day."""
    return group.that or _SAME_DAY.match(low, group.start) is not None


def is_part_of_day_said(low: str, group: Group) -> bool:
    """Return whether a part of a named day stands right behind a verb of saying."""
    if not group.has_day or group.has_clock:
        return False
    before = low[max(0, group.start - _LOOK_BACK) : group.start]
    narrow = group.whole.parts or _EARLY.search(before)
    return bool(narrow) and _SAID_BEFORE.search(before) is not None


def _is_said(text: str, before: str, group: Group) -> bool:
    """Return whether it is when something was said: after the verb, or ahead of who said it.

    Behind what happened ("overnight, the ministry said") it is when that happened.
    """
    if _SAID_BEFORE.search(before):
        return True
    told = _SENTENCE_END.split(text[max(0, group.start - _LOOK_BACK) : group.start])[-1]
    if group.has_day and not group.has_clock and _SAID_BY.search(told):
        return True
    if group.first is not None or group.last is not None or Part.NIGHT in group.whole.parts:
        return False
    return _OPENING.search(before) is not None and _SAID_AFTER.match(text, group.end) is not None


def _is_only_night(group: Group) -> bool:
    parts = group.whole.parts
    untold = not group.has_day and not group.has_clock
    return untold and (Part.NIGHT in parts or Part.PAST_DAY in parts)


def _is_as_of(before: str, group: Group) -> bool:
    if _AS_OF.search(before):
        return True
    if group.first is not None or group.last is not None or group.has_day:
        return False
    if group.has_clock:
        return _ON_CLOCK.search(before) is not None
    return _BY.search(before) is not None


def _is_dateline(text: str, group: Group) -> bool:
    if not group.has_day or _DATELINE_AFTER.match(text, group.end) is None:
        return False
    before = text[: group.start]
    if len(before) <= _FARTHEST_DATELINE and _DATELINE_BEFORE.fullmatch(before):
        return True
    return _LATER_DATELINE.search(before[-_FARTHEST_DATELINE:]) is not None
