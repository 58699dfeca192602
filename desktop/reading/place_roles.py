"""Tells places of events from offices, governments, streets, people and places of launch."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from desktop.reading import place_words as said
from desktop.reading.place_adjectives import head_of
from desktop.reading.place_hits import Hit, has_lemma, is_name
from desktop.reading.tokens import Kind, Token
from desktop.reading.wordlist import words


class Use(StrEnum):
    """What a name of a place stands for."""

    PLACE = "place"
    OFFICE = "office"
    ORIGIN = "origin"
    DATELINE = "dateline"
    OTHER = "other"


CAPITALS: Final = frozenset({"RU-MOW", "UA-30"})
_ORIGIN: Final = re.compile(rf"(?<!\w)(?:{said.ORIGINS})(?!\w)")
_ORIGIN_LIST: Final = words(
    ', ( ) – - / " : and та і и й або or рф росія росії russia россии тот ар м area areas region',
    "regions область області областей області district in of the from з із с со у в район районів",
    "city cities cape airfield airfields direction directions airspace occupied temporarily",
    "тимчасово окупованого окупованої крим криму напрямків",
    "аеродром аеродромів моря море акваторії акваторій as well а також також near",
)
_FROM: Final = words("з із зі из from")
_BEFORE_ORIGIN: Final = words(
    "the occupied territory of territories м . г region тимчасово окупованого окупованих тот ар",
    "временно оккупированного",
)
_SUFFERED: Final = words("been come suffered seen faced endured no not already")
# Names of towns that are common words; at the head of a sentence they are mostly those.
_COMMON: Final = words("ровно рівне орел суми изюм ізюм марганец марганець шахты шахти саки рени")
_HEADING: Final = 3
_SHORES: Final = words("побережье берег узбережжя берег coast shore coastline")
_OFFICE_OF: Final = words("of the")


def use_of(tokens: Sequence[Token], hit: Hit, last: Hit | None) -> Use:
    """Return what one name stands for, by the words around it; `last` is the place before it."""
    after = tokens[hit.last + 1] if hit.last + 1 < len(tokens) else None
    if after is not None and has_lemma(after, said.NO_PLACE_AFTER) and hit.called != "capital":
        return Use.OTHER
    if hit.first and has_lemma(tokens[hit.first - 1], said.NO_PLACE_BEFORE):
        return Use.OTHER
    if _is_office(tokens, hit):
        return Use.OFFICE
    other = (
        _is_person(tokens, hit)
        or not _is_sure(tokens, hit)
        or _is_shore(tokens, hit, last)
        or _governs(tokens, hit)
    )
    if other:
        return Use.OTHER
    return Use.DATELINE if _is_dateline(tokens, hit) else Use.PLACE


def origins(low: str, tokens: Sequence[Token], hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Return the stretches of the text that list where drones and missiles came from."""
    starts = [token.start for token in tokens]
    openings = [(one.start(), bisect_left(starts, one.end())) for one in _ORIGIN.finditer(low)]
    openings += [
        (tokens[hit.first].start, hit.first) for hit in hits if _comes_from(tokens, hit.first)
    ]
    found: list[tuple[int, int]] = []
    for start, at in sorted(openings):
        if not found or found[-1][1] <= start:
            found.append((start, _end_of_list(tokens, at, start)))
    return found


def routes(tokens: Sequence[Token], hits: Sequence[Hit]) -> set[int]:
    """Return which hits are the ends of a road or a train's way: трасса Борисовка – Грайворон."""
    found = set()
    for at in range(1, len(hits)):
        one, other = hits[at - 1], hits[at]
        joined = [token.text for token in tokens[one.last + 1 : other.first]]
        before = tokens[max(0, one.first - 3) : one.first]
        way = any(token.text == '"' or has_lemma(token, said.ROUTES) for token in before)
        if joined in (["–"], ["-"]) and way:
            found |= {at - 1, at}
    return found


def bracketed(tokens: Sequence[Token], hit: Hit) -> bool:
    """Return whether a place stands alone in brackets."""
    before = tokens[hit.first - 1].text if hit.first else ""
    return before == "(" and hit.last + 1 < len(tokens) and tokens[hit.last + 1].text == ")"


def _comes_from(tokens: Sequence[Token], at: int) -> bool:
    """Return whether "from" stands right before a place."""
    before = at - 1
    while before >= 0 and tokens[before].low in _BEFORE_ORIGIN:
        before -= 1
    return before >= 0 and tokens[before].low in _FROM


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a list parted by semicolons goes on with the name at `at`."""
    at += at < len(tokens) and tokens[at].low == "and"
    if at >= len(tokens) or not is_name(tokens[at]):
        return False
    if at + 1 == len(tokens):
        return True
    return is_name(tokens[at + 1]) or tokens[at + 1].text in ",;.)" or tokens[at + 1].low == "and"


def _end_of_list(tokens: Sequence[Token], at: int, end: int) -> int:
    """Return where the list of places that begins at token `at` ends in the text."""
    while at < len(tokens):
        token = tokens[at]
        shortened = token.text == "." and tokens[at - 1].low in said.SETTLEMENTS
        at += 1
        listed = token.low in _ORIGIN_LIST or is_name(token) or shortened
        if not listed and not (token.text == ";" and _goes_on(tokens, at)):
            break
        end = token.end
    return end


def _governs(tokens: Sequence[Token], hit: Hit) -> bool:
    """Return whether a capital stands for its country's government: "Moscow said"."""
    if hit.head is not None or not any(place.code in CAPITALS for place in hit.places):
        return False
    if hit.first and tokens[hit.first - 1].low == "by":
        return True
    after = [token.low for token in tokens[hit.last + 1 : hit.last + 3]]
    if len(after) == 2 and after[0] in ("has", "had", "have"):
        return after[1] not in _SUFFERED
    return bool(after) and has_lemma(tokens[hit.last + 1], said.GOVERNS)


def _is_office(tokens: Sequence[Token], hit: Hit) -> bool:
    return _office_behind(tokens, hit.last + 1) or _office_before(tokens, hit.first - 1)


def _office_behind(tokens: Sequence[Token], at: int) -> bool:
    """Return whether "... governor", "'s mayor", "обласна прокуратура" begins at `at`."""
    for token in tokens[at : at + 4]:
        if has_lemma(token, said.OFFICES) or token.low in said.ENGLISH_OFFICES:
            return True
        qualifies = has_lemma(token, said.OFFICE_QUALIFIERS) or (
            token.low in said.ENGLISH_OFFICE_QUALIFIERS
        )
        if not qualifies or token.low in _OFFICE_OF:
            return False
    return False


def _office_before(tokens: Sequence[Token], at: int) -> bool:
    """Return whether "губернатор", "the head of the" ends at `at`."""
    steps = 0
    while at >= 0 and steps < 4:
        token = tokens[at]
        if token.kind is Kind.WORD and has_lemma(token, said.OFFICES):
            return steps == 0 or not token.text.isascii()
        if token.low in said.ENGLISH_OFFICES:
            return steps > 0
        steps += 1
        if token.low not in _OFFICE_OF and head_of(token) is None:
            return False
        at -= 1
    return False


def _is_person(tokens: Sequence[Token], hit: Hit) -> bool:
    if hit.first != hit.last or hit.head is not None:
        return False
    token = tokens[hit.first]
    before = tokens[hit.first - 1] if hit.first else None
    after = tokens[hit.last + 1] if hit.last + 1 < len(tokens) else None
    if before is not None and is_name(before) and "Name" in before.tags:
        return True
    if after is None or not is_name(after) or after.start != token.end + 1:
        return False
    if token.text.isascii():
        return token.low in ("vladimir", "kirov", "vladikavkaz's")
    return "Name" in token.tags and bool({"Surn", "Patr", "Name"} & after.tags)


def _is_dateline(tokens: Sequence[Token], hit: Hit) -> bool:
    """Return whether a city only says where a story was filed: "MOSCOW, July 17"."""
    opens = hit.first == 0 or tokens[hit.first - 1].sentence != tokens[hit.first].sentence
    opens = opens or tokens[hit.first - 1].text in "•."
    if not opens or hit.head is not None or hit.last + 2 >= len(tokens):
        return False
    shouted = tokens[hit.first].text.isupper() and len(tokens[hit.first].text) > 2
    after, then = tokens[hit.last + 1], tokens[hit.last + 2]
    if after.text not in (",", ".", "(", "–"):
        return False
    return shouted or (after.text == "," and _is_date_part(then))


def _is_date_part(token: Token) -> bool:
    return token.kind is Kind.NUMBER or token.low.rstrip(".") in _MONTH_NAMES


_MONTH_NAMES: Final = words(
    "january february march april may june july august september october november december",
    "jan feb mar apr jun jul aug sep sept oct nov dec",
)


def _is_shore(tokens: Sequence[Token], hit: Hit, last: Hit | None) -> bool:
    """Return whether a land only says which part of a sea is meant: "off the coast of Crimea"."""
    if last is None or not any(place.kind == "sea" for place in last.places):
        return False
    if tokens[last.last].sentence != tokens[hit.first].sentence:
        return False
    between = tokens[last.last + 1 : hit.first]
    return len(between) <= 6 and any(has_lemma(token, _SHORES) for token in between)


def _is_sure(tokens: Sequence[Token], hit: Hit) -> bool:
    """Return whether a Slavic noun that may be a common word is a place's name."""
    token = tokens[hit.first]
    if token.low not in _COMMON or hit.head is not None or hit.first != hit.last:
        return True
    before = tokens[hit.first - 1] if hit.first else None
    after = tokens[hit.last + 1] if hit.last + 1 < len(tokens) else None
    if before is None or before.sentence != token.sentence:
        return after is not None and after.text in ",:–." and hit.first < _HEADING
    return True
