"""Where each number belongs: the places beside it, or the one that the text is about."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from desktop.reading import measure_words as said
from desktop.reading.drafts import Draft
from desktop.reading.place_groups import Group, is_dateline
from desktop.reading.thing_words import MUNITION
from desktop.reading.tokens import Kind, Token
from desktop.reading.whereabouts import Home, fall_back
from desktop.reading.wordlist import words

_WHERE: Final = words("где где-то де where")


_LATTER: Final = words("последний останній latter former первый")


_AND: Final = words("и а та й і and also также також еще ще as well")


def place_drafts(
    tokens: Sequence[Token], drafts: list[Draft], groups: Sequence[Group], homes: Sequence[Home]
) -> list[Draft]:
    """Return the drafts with their places; one that is meant of each place becomes several."""
    goals = {draft.doing.goal.start for draft in drafts if draft.doing and draft.doing.goal}
    groups = [one for one in groups if not (one.places and one.places[0].start in goals)]
    for segment in _segments(tokens, drafts):
        inside = [
            one
            for one in groups
            if segment[0] <= one.first < segment[1] and not is_dateline(tokens, one)
        ]
        members = [one for one in drafts if segment[0] <= one.first < segment[1]]
        _place_segment(tokens, members, inside, segment[1])
    _share_forward(tokens, drafts)
    fall_back(tokens, drafts, groups, homes)
    return _spread(drafts)


def _segments(tokens: Sequence[Token], drafts: Sequence[Draft]) -> list[tuple[int, int]]:
    """Return the stretches of tokens within which places and numbers belong together."""
    bounds = [0]
    firsts = [one.first for one in drafts]
    for at, token in enumerate(tokens):
        if at and token.sentence != tokens[at - 1].sentence:
            bounds.append(at)
        elif token.text == ";" or (token.text == ":" and _list_follows(tokens, at, firsts)):
            bounds.append(at + 1)
    bounds.append(len(tokens))
    return [(one, other) for one, other in pairwise(bounds) if one < other]


def _list_follows(tokens: Sequence[Token], at: int, firsts: Sequence[int]) -> bool:
    return any(at < one and tokens[one].sentence == tokens[at].sentence for one in firsts)


def _place_segment(
    tokens: Sequence[Token], members: list[Draft], groups: list[Group], stop: int
) -> None:
    if not members or not groups:
        return
    first_places = _places_first(members, groups)
    for at, draft in enumerate(members):
        if draft.own_places:
            continue
        floor = members[at - 1].last if at else -1
        later = (one.first for one in members[at + 1 :] if one.first > draft.last)
        until = next(later, stop)
        before = [one for one in groups if floor < one.last < draft.first]
        after = [
            one
            for one in groups
            if draft.last < one.first < until
            and not _opens_bracket(tokens, one, members)
            and not (one.abroad and _parted(tokens, draft, one))
        ]
        if at + 1 < len(members) and after and not first_places:
            after = [
                one
                for one in after
                if not _leads(tokens, one, members[at + 1]) or _holds(tokens, draft, one)
            ]
        chosen = None
        if held := _bracketed(tokens, draft, groups) or _dashed(tokens, draft, groups):
            chosen = held
        elif first_places or (at and before and _leads(tokens, before[-1], draft)):
            chosen = before[-1] if before else None
            if chosen and chosen.abroad and draft.sort != MUNITION:
                chosen = next((one for one in after if not one.abroad), chosen)
            if chosen is None and at and not draft.share and members[at - 1].own_places:
                _copy_places(members[at - 1], draft)
        elif after:
            chosen = after[0]
        elif before and (at == 0 or (before[-1].abroad and draft.measure == said.LAUNCHED)):
            chosen = before[-1]
        if chosen:
            draft.places = chosen.places
            draft.own_places = True
            draft.until = max(draft.last, chosen.last) if chosen.first > draft.last else draft.last


def _opens_bracket(tokens: Sequence[Token], group: Group, members: Sequence[Draft]) -> bool:
    """Return whether the number of a place stands in brackets right after it."""
    brackets = [at for at in range(group.last + 1, group.last + 3) if tokens[at : at + 1]]
    opened = [at for at in brackets if tokens[at].text == "("]
    return any(one.first == at + 1 for one in members for at in opened)


def _bracketed(tokens: Sequence[Token], draft: Draft, groups: Sequence[Group]) -> Group | None:
    """Return the place in whose brackets a number stands: Брянской (29) и Белгородской (15)."""
    if not draft.first or tokens[draft.first - 1].text != "(":
        return None
    before = [one for one in groups if one.last < draft.first]
    return before[-1] if before and draft.first - before[-1].last <= 3 else None


def _parted(tokens: Sequence[Token], draft: Draft, group: Group) -> bool:
    return any(one.text == "," for one in tokens[draft.last + 1 : group.first])


def _dashed(tokens: Sequence[Token], draft: Draft, groups: Sequence[Group]) -> Group | None:
    """Return the place with a dash between it and a number: над Ростовской областью – 13."""
    if not draft.first or tokens[draft.first - 1].text != "–":
        return None
    return next((one for one in groups if draft.first - 3 <= one.last < draft.first), None)


def _holds(tokens: Sequence[Token], draft: Draft, group: Group) -> bool:
    """Return whether a place stands right after a number, no comma between."""
    between = tokens[draft.last + 1 : group.first]
    return len(between) <= 6 and not any(one.text == "," for one in between)


def _copy_places(source: Draft, draft: Draft) -> None:
    if draft.measure == said.LAUNCHED and draft.doing is not source.doing:
        return
    if source.each or (source.munition == draft.munition and draft.thing is None):
        return
    draft.places = source.places
    draft.own_places = bool(source.places)


def _places_first(members: Sequence[Draft], groups: Sequence[Group]) -> bool:
    """Return whether places stand before their numbers: Белгородской (4 БпЛА), Курской (1)."""
    if any(one.first > members[-1].last and not one.target for one in groups):
        return False
    head = [one for one in groups if one.last < members[0].first]
    if not head:
        return False
    between = [one for one in groups if one.first > members[0].last]
    return len(members) == 1 or bool(between) or len(head) == 1


def _leads(tokens: Sequence[Token], group: Group, draft: Draft) -> bool:
    """Return whether a place is said of the number after it: the Bryansk Region, where 31 ..."""
    between = tokens[group.last + 1 : draft.first]
    return any(one.low in _WHERE for one in between)


def _share_forward(tokens: Sequence[Token], drafts: Sequence[Draft]) -> None:
    """Give a number the places of the one it is listed with: 2 missiles and 3 drones over X."""
    for at in range(len(drafts) - 2, -1, -1):
        draft, follower = drafts[at], drafts[at + 1]
        if draft.own_places or not follower.own_places or draft.sort != follower.sort:
            continue
        persons = draft.sort != MUNITION
        if draft.measure == said.LAUNCHED != follower.measure or follower.each:
            continue
        if follower.share and not persons:
            continue
        if tokens[draft.first].sentence != tokens[follower.first].sentence:
            continue
        if follower.doing and follower.doing.goal:
            continue
        between = tokens[draft.last + 1 : follower.first]
        told = [one for one in between if one.kind is Kind.WORD and one.low not in _AND]
        after = tokens[follower.last + 1 : follower.last + 6]
        if any(_LATTER & {one.low, *one.lemmas} for one in after):
            continue
        listed = len(told) <= 2 and not any(one.text in ":;(" for one in between)
        joined = any(one.low in _AND for one in between)
        other = follower.thing is not None and draft.munition != follower.munition
        if persons and follower.doing and not any(one.text in ":;(" for one in between):
            listed = joined = len(told) <= 4 or bool(follower.share)
        if listed and (other or joined):
            draft.places, draft.own_places = follower.places, True


def _spread(drafts: Sequence[Draft]) -> list[Draft]:
    made: list[Draft] = []
    for draft in drafts:
        if draft.each and len(draft.places) > 1:
            made += [replace(draft, places=(one,), doubts=[*draft.doubts]) for one in draft.places]
        else:
            draft.joint = len(draft.places) > 1
            made.append(draft)
    return made
