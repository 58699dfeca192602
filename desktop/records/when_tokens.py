"""Takes a typed time apart: its dates, clock times and words, and the ends of its span."""

import re
from dataclasses import dataclass, replace

from desktop.records import when_words as words
from desktop.records.errors import Invalid
from desktop.records.typed import quoted
from desktop.records.words import _

# Two digits from 70 on are the 1900s.
_PIVOT = 70


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a span as typed: whatever of a date and a clock time it has.

    `second` says that "(second)" stood with the time: of an hour that the clock shows twice.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    clock: str | None = None
    second: bool = False
    weekday: int | None = None

    @property
    def dated(self) -> bool:
        """Whether any part of a date stands at this end."""
        return not (self.day is None and self.month is None and self.year is None)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a text, by the name of its group in `_TOKEN` or of its list of words."""

    kind: str
    text: str


_DAY_MONTH = r"[0-9]{1,2}"
_TOKEN = re.compile(
    rf"""
    (?P<iso>[0-9]{{4}}(?P<sign>[./-]){_DAY_MONTH}(?P=sign){_DAY_MONTH}(?![0-9]))
  | (?P<full>{_DAY_MONTH}(?P<point>[./-]){_DAY_MONTH}(?P=point)(?:[0-9]{{4}}|[0-9]{{2}})(?![0-9:]))
  | (?P<clock>[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?![0-9])(?:\ ?[ap]\.?m(?!\w)\.?)?)
  | (?P<isomonth>[0-9]{{4}}-[0-9]{{2}}(?![0-9]))
  | (?P<dotted>{_DAY_MONTH}\.[0-9]{{2}}(?![0-9]))
  | (?P<slashed>{_DAY_MONTH}/{_DAY_MONTH}(?![0-9.]))
  | (?P<hour>[0-9]{{1,2}}\ ?(?:[ap]\.?m|h|ч|час|часа|часов|год|годин|години)(?!\w)\.?)
  | (?P<number>[0-9]+)(?:st|nd|rd|th|-го|-е)?
  | (?P<second>\(second\))
  | (?P<word>[^\W\d_][^\W\d_'.]*(?:'[^\W\d_]+)*\.?)
  | (?P<join>[-/])
  | (?P<space>[ ,]+|\.(?=\ |$))
  | (?P<other>.)
    """,
    re.VERBOSE,
)


# EDTF's unknown year.
_UNKNOWN_DAY = re.compile(r"xxxx-([0-9]{2})-([0-9]{2})t?")
_UNKNOWN_MONTH = re.compile(r"xxxx-(0[1-9]|1[0-2])")


def _month_name(number: str) -> str:
    return words.MONTHS[int(number) - 1].casefold()


def split(plain: str, text: str) -> list[Token]:
    """Return the tokens of a folded text; Invalid, quoting `text`, where a piece is unknown."""
    plain = _UNKNOWN_DAY.sub(r"\2.\1 ", plain)
    plain = _UNKNOWN_MONTH.sub(lambda found: _month_name(found[1]), plain)
    plain = re.sub(r"(?<=[0-9]{2})t(?=[0-9]{2}:)", " ", plain)
    plain = re.sub(r"(?<=[0-9])-([^\W\d_]{3,9})-(?=[0-9]{4})", r" \1 ", plain)
    tokens = []
    for found in _TOKEN.finditer(plain):
        kind = found.lastgroup or "other"
        token = Token(kind, found["number"] if kind == "number" else found[0])
        if kind == "word":
            token = _word(token.text, text)
        if kind == "other":
            raise _not_understood(token.text, text)
        if token.kind not in ("space", "small"):
            tokens.append(token)
    if any(token.kind == "month" for token in tokens):
        return [part for token in tokens for part in _unslashed(token)]
    return tokens


def _unslashed(token: Token) -> list[Token]:
    """Read the "17/18" of "17/18 July" as two days."""
    if token.kind != "slashed":
        return [token]
    first, last = token.text.split("/")
    return [Token("number", first), Token("join", "/"), Token("number", last)]


def _word(word: str, text: str) -> Token:
    bare = word.rstrip(".")
    for kind, known in (
        ("month", words.MONTH_NUMBERS),
        ("weekday", words.WEEKDAY_NUMBERS),
        ("night", words.NIGHT),
        ("join", words.JOINS),
        ("small", words.SMALL),
    ):
        if bare in known:
            return Token(kind, bare)
    raise _not_understood(word, text)


def _not_understood(part: str, text: str) -> Invalid:
    return Invalid(
        _(
            "{part} in {text} is not understood: write a time as 17.07.2025 21:00-07:50, "
            "17 Jul 2025, night of 17-18 July 2025 or 2025-07."
        ).format(part=quoted(part), text=quoted(text))
    )


def sides(tokens: list[Token], text: str) -> list[Side]:
    """Return the one or two ends that the tokens write, before anything is filled in.

    Raises `Invalid` for more than two ends.
    """
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "join":
            parts.append([])
        else:
            parts[-1].append(token)
    if len(parts) == 3:
        parts = _folded(parts)
    if len(parts) > 2 or not all(parts):
        raise Invalid(
            _("{text} is not one span: write its start, a dash and its end.").format(
                text=quoted(text)
            )
        )
    parts = [_dots(part, parts) for part in parts]
    ends = []
    for part in parts:
        side = Side()
        for token in part:
            side = _put(side, token, text)
        ends.append(side)
    return ends


_DATES = ("iso", "full", "month", "slashed", "number")


def _dots(part: list[Token], parts: list[list[Token]]) -> list[Token]:
    """Say of each "17.07" in `part` whether it is a day and month or a clock time.

    It is a clock where the same end has a date already, and alone where the other end has a clock
    that is written beside its date in the same manner ("21.00-7.50 17.07.2025").
    """
    dotted = [token for token in part if token.kind == "dotted"]
    if not dotted:
        return part
    if any(token.kind in _DATES for token in part):
        date_token = None
    elif len(dotted) > 1 or any(token.kind in ("clock", "hour") for token in part):
        date_token = dotted[0]
    else:
        others = [token.kind for other in parts if other is not part for token in other]
        beside = "dotted" in others and any(kind in others for kind in _DATES)
        beside = beside or others.count("dotted") > 1
        after = part is not parts[0] and ("clock" in others or "hour" in others)
        date_token = None if beside or after else dotted[0]
    return [
        Token("daymonth" if token is date_token else "clock", token.text)
        if token.kind == "dotted"
        else token
        for token in part
    ]


def _folded(parts: list[list[Token]]) -> list[list[Token]]:
    """Turn "17-18 July 21:00-07:50", two spans in one, into a start and an end."""
    first, middle, last = parts
    if (
        middle
        and middle[-1].kind in ("clock", "hour")
        and all(token.kind in ("clock", "hour", "second") for token in last)
    ):
        return [[*first, middle[-1]], [*middle[:-1], *last]]
    return parts


_PARTS = {
    "iso": ("year", "month", "day"),
    "full": ("day", "month", "year"),
    "isomonth": ("year", "month"),
    "slashed": ("day", "month"),
    "daymonth": ("day", "month"),
}


def _put(side: Side, token: Token, text: str) -> Side:
    """Return `side` with what one token says added."""
    match token.kind:
        case "clock" | "hour":
            return _clock(side, token.text, text)
        case "second":
            return replace(side, second=True)
        case "month":
            given = {"month": words.MONTH_NUMBERS[token.text]}
        case "weekday":
            given = {"weekday": words.WEEKDAY_NUMBERS[token.text]}
        case "number":
            given = _number(token.text, text)
        case _:
            given = _date(token, text)
    return _fill(side, given, text)


def _date(token: Token, text: str) -> dict[str, int]:
    numbers = re.split(r"[./-]", token.text)
    given = dict(zip(_PARTS[token.kind], map(int, numbers), strict=True))
    if given["month"] > 12 and given.get("day", 13) <= 12:
        raise Invalid(
            _("{text} has no month {n}: the day comes first, as in 18.07.2025.").format(
                text=quoted(text), n=given["month"]
            )
        )
    if token.kind == "full" and len(numbers[2]) == 2:
        given["year"] += 1900 if given["year"] >= _PIVOT else 2000
    return given


def _number(number: str, text: str) -> dict[str, int]:
    if len(number) <= 2:
        return {"day": int(number)}
    if len(number) == 4:
        return {"year": int(number)}
    raise Invalid(
        _("{part} in {text} is neither a day nor a year: write the year with 4 digits.").format(
            part=quoted(number), text=quoted(text)
        )
    )


def _fill(side: Side, given: dict[str, int], text: str) -> Side:
    if any(getattr(side, part) is not None for part in given):
        raise Invalid(
            _("{text} has two dates for one time: put a dash between start and end.").format(
                text=quoted(text)
            )
        )
    return replace(
        side,
        day=given.get("day", side.day),
        month=given.get("month", side.month),
        year=given.get("year", side.year),
        weekday=given.get("weekday", side.weekday),
    )


def _clock(side: Side, clock: str, text: str) -> Side:
    if side.clock is not None:
        raise Invalid(
            _("{text} has two clock times together: put a dash between start and end.").format(
                text=quoted(text)
            )
        )
    return replace(side, clock=clock)
