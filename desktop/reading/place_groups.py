"""Places that are named together, and which of them say where something happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.reading.suggestion import Mention
from desktop.reading.tokens import Kind, Token
from desktop.reading.wordlist import words

_LINKING: Final = words(
    "и а та й і або или также також and as well the of over in at on or near above над в на у во",
    "по с территория територія акватория акваторія область район край республика регион region",
    "regions oblast district districts waters area areas republic city town г м місто город",
    "московський москва област ао пгт поселок село border off",
)


_AIM: Final = words("объект об'єкт target object facility направление")


_ORIGIN: Final = words("из із зі с з from напрямок")


_SOME: Final = words("один несколько некоторый два три один кілька деякий одна")


_WAY: Final = words(
    "район территория територія акватория акваторія направление напрям напрямок область простір",
    "повітряний воздушный пространство area areas direction directions the of region airspace",
    "territory sea waters тимчасово окупований тот occupied сторона бік",
)


_COUNTRY: Final = "country"


_MOSTLY: Final = words(
    "bulk most mostly majority mainly primarily largely большинство більшість переважно напрямок",
    "преимущественно",
)


@dataclass(slots=True)
class Group:
    """Places that are named together, from token `first` to `last`.

    `target` of an attack or not; `abroad` where only a whole country is named.
    """

    first: int
    last: int
    places: tuple[Mention, ...]
    sentence: int
    target: bool = False
    abroad: bool = False


def groups_of(tokens: Sequence[Token], places: Sequence[Mention]) -> list[Group]:
    """Return the places in groups: those that are joined by commas and "and"."""
    found: list[Group] = []
    at = 0
    for place in places:
        while at < len(tokens) and tokens[at].end <= place.start:
            at += 1
        if at >= len(tokens):
            break
        last = at
        while last + 1 < len(tokens) and tokens[last + 1].start < place.end:
            last += 1
        group = found[-1] if found else None
        if group and group.sentence == tokens[at].sentence and _joined(tokens, group.last, at):
            if _contains(place, group.places[-1]) and not _joined_by_word(tokens, group.last, at):
                group.last = last
                continue
            if rolled(place) not in map(rolled, group.places) or not place.code:
                group.places += (place,)
            group.last = last
            continue
        found.append(Group(at, last, (place,), tokens[at].sentence, target=_aimed(tokens, at)))
    for one in found:
        one.abroad = all(place.kind == _COUNTRY for place in one.places)
        one.places = tuple(place for place in one.places if place.kind != _COUNTRY)
    return [
        one for one in found if not _is_origin(tokens, one.first) and not _by_the_way(tokens, one)
    ]


def is_dateline(tokens: Sequence[Token], group: Group) -> bool:
    """Return whether a place opens the text as where it was written: KYIV, Ukraine (AP) –."""
    if group.first or not tokens[0].text.isupper():
        return False
    after = tokens[group.last + 1 : group.last + 9]
    return any(one.text in "–(" for one in after if one.sentence == tokens[0].sentence)


def _by_the_way(tokens: Sequence[Token], group: Group) -> bool:
    """Return whether places are told as where most of it was, not as where a number belongs."""
    before = tokens[max(group.first - 6, 0) : group.first]
    after = tokens[group.last + 1].text if group.last + 1 < len(tokens) else ""
    counted = any(one.kind is Kind.NUMBER for one in before)
    mostly = any(_MOSTLY & {one.low, *one.lemmas} for one in before)
    return (
        mostly
        and not counted
        and after != ":"
        and tokens[group.first].sentence == before[0].sentence
    )


def _is_origin(tokens: Sequence[Token], first: int) -> bool:
    """Return whether places are told as where an attack came from."""
    for at in range(first - 1, max(first - 6, -1), -1):
        token = tokens[at]
        forms = {token.low, *token.lemmas}
        if _ORIGIN & forms:
            return not (at and _SOME & {tokens[at - 1].low, *tokens[at - 1].lemmas})
        if not (_WAY & forms or token.text == ":"):
            return False
    return False


def _joined(tokens: Sequence[Token], last: int, first: int) -> bool:
    between = tokens[last + 1 : first]
    return len(between) <= 7 and all(
        one.text in ',"/' or _LINKING & {one.low, *one.lemmas} for one in between
    )


def _joined_by_word(tokens: Sequence[Token], last: int, first: int) -> bool:
    return any(one.low in words("и та й і and") for one in tokens[last + 1 : first])


def _contains(wide: Mention, small: Mention) -> bool:
    return bool(wide.code) and small.within == wide.code


def _aimed(tokens: Sequence[Token], first: int) -> bool:
    """Return whether places are told as what an attack was aimed at."""
    return any(_AIM & set(one.lemmas) for one in tokens[max(first - 6, 0) : first])


def rolled(place: Mention) -> str:
    """Return what a place counts as where a smaller one counts as its region."""
    return place.code or place.within or place.name
