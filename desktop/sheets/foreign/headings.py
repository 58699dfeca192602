"""What headings say, in English, Russian and Ukrainian: a target, or what is counted."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from desktop.records.fold import fold
from desktop.records.resources import resource
from desktop.sheets.foreign.profile import Bound

_CAMEL = re.compile(r"(?<=[a-zа-яіїє])(?=[A-ZА-ЯІЇЄ])")
_NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a column of numbers counts, by its heading; `plain` where nothing else is said.

    "Killed" is plain, "Health workers killed" is not: it may be a share.
    """

    measure: str
    munition: str = ""
    bound: Bound = "exact"
    plain: bool = True


def words(heading: str) -> str:
    """Return a heading's words, folded, with single blanks between: "launch place"."""
    apart = _CAMEL.sub(" ", heading)
    return _NOT_A_WORD.sub(" ", fold(apart)).strip()


def _pattern(phrases: str) -> re.Pattern[str]:
    """Return what matches a heading that is one of the phrases, `*` standing for any ending."""
    parts = [re.escape(part.strip()).replace(r"\*", r"\w*") for part in phrases.split("|")]
    return re.compile(rf"(?:{'|'.join(parts)})")


@cache
def _targets() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what matches the headings of each target, in the order in which they are tried."""
    with resource("headings.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple((row["target"].replace("left out", ""), _pattern(row["phrases"])) for row in rows)


# Headings of these are too common as parts of others.
_WHOLE_ONLY = {"", "when.day", "from", "note"}
_MEASURES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (measure, re.compile(rf"\b(?:{pattern})"))
    for measure, pattern in (
        ("not_reached", (r"not reach|did not reach|jammed|suppressed|lost\b|подавл|не достиг|"
                        r"не долет|локац|придуш|не досяг")),
        ("still_in_air", r"still (?:attack|in)|in the air|in flight|в воздухе|в повітрі"),
        ("headed_for", r"headed|heading for|flying to|en route|летели к|летевш|прямували|летіли"),
        ("downed", (r"downed|shot down|intercept|destroyed|сбит|перехвач|уничтож|збит|перехопл|"
                   r"знищен")),
        ("killed", (r"killed|dead\b|deaths?\b|fatalit|died|погибш|погибл|убит|смерт|загинул|"
                   r"загибл|вбит|kia\b")),
        ("injured", r"injured|injur|wounded|hurt\b|ранен|поранен|пострада|постражд|wia\b"),
        ("missing", r"missing\b|пропавш|пропал|зник"),
        ("damaged", r"damaged|поврежд|разруш|пошкод|зруйн"),
        ("hit", r"hits?\b|struck\b|impacts?\b|попадан|влучан"),
        ("launched", r"launched|fired\b|launches\b|запущен|выпущен|применен|випущен|застосован"),
    )
)  # fmt: skip
# What "destroyed" says of these is damage, not interception.
_THINGS = re.compile(
    r"\b(?:health|facilit|transport|building|house|home|infrastruct|vehicle|school|hospital|bridge|"
    r"equipment|property|здани|дом|объект|будин|будів|об'єкт)"
)
_LOW = re.compile(r"\b(?:min|minimum|low|lower|least|lowest|from|мин|минимум|от|мін|мінімум|від)\b")
_HIGH = re.compile(r"\b(?:max|maximum|high|upper|most|highest|to|макс|максимум|до)\b")
_IDLE = re.compile(
    r"\b(?:number|num|no|n|of|total|count|reported|the|in|all|people|persons|best|estimate|"
    r"estimated|confirmed|goals?|targets?|цел\w*|min|minimum|low|lower|max|maximum|high|upper|least|most|"
    r"кол|во|количество|число|всего|людей|человек|кількість|усього|чел|осіб|к|ть|мин|макс|мін)\b"
)
_NO_COUNT = re.compile(r"\b(?:location|locations|date|time|outcome|details of|lat|lon)\b")
_MUNITIONS: Mapping[str, re.Pattern[str]] = {
    code: re.compile(rf"\b(?:{pattern})")
    for code, pattern in {
        "shahed": r"shahed|geran|шахед|герань",
        "cruise_missile": r"cruise missile|крылат\w* ракет|крилат\w* ракет",
        "ballistic_missile": r"ballistic|баллистич|балістич",
        "drone": r"drone|uav|uas|бпла|беспилот|безпілот|дрон",
        "missile": r"missile|ракет",
        "bomb": r"bomb|каб\b|авиабомб|авіабомб",
        "boat": r"boat|usv|бэк|катер",
        "rocket": r"rocket|рсзо|рсзв",
        "shell": r"shell\b|shells\b|снаряд",
    }.items()
}


@lru_cache(maxsize=4096)
def target(heading: str) -> str | None:
    """Return the target that a heading names; empty for what is left out, None where unknown."""
    plain = words(heading)
    if not plain:
        return None
    for name, pattern in _targets():
        if pattern.fullmatch(plain):
            return name
    for name, pattern in _targets():
        if name not in _WHOLE_ONLY and re.search(rf"\b(?:{pattern.pattern})\b", plain):
            return name
    return None


@lru_cache(maxsize=4096)
def counted(heading: str) -> Counted | None:
    """Return what a heading says that its numbers count, None where it says nothing of that."""
    plain = words(heading)
    found = next(((measure, match) for measure, p in _MEASURES if (match := p.search(plain))), None)
    if found is None or _NO_COUNT.search(plain):
        return None
    measure, match = found
    if (
        measure == "downed"
        and match[0] in {"destroyed", "уничтож", "знищен"}
        and (_THINGS.search(plain))
    ):
        measure = "damaged"
    munition = next((code for code, p in _MUNITIONS.items() if p.search(plain)), "")
    low, high = _LOW.search(plain), _HIGH.search(plain)
    bound: Bound = "low" if low and not high else "high" if high and not low else "exact"
    rest = re.sub(rf"{match.re.pattern}\w*", " ", plain)
    if munition:
        rest = re.sub(rf"{_MUNITIONS[munition].pattern}\w*", " ", rest)
    return Counted(measure, munition, bound, not _IDLE.sub(" ", rest).strip())


def is_known(heading: str) -> bool:
    """Tell whether a heading is one of those that tables of incidents have."""
    return target(heading) is not None or counted(heading) is not None
