"""The same number said again is one figure."""

from collections.abc import Sequence
from typing import Final

from desktop.reading.drafts import Draft
from desktop.reading.measure_words import HIT
from desktop.reading.reports import Telling
from desktop.reading.thing_words import MUNITION, PERSON, PROPERTY
from desktop.reading.tokens import Token


def without_repeats(
    tokens: Sequence[Token], drafts: Sequence[Draft], telling: Telling
) -> list[Draft]:
    """Return the drafts without those that say an earlier one again."""
    kept: list[Draft] = []
    for draft in drafts:
        earlier = next((one for one in kept if _again(tokens, one, draft, telling)), None)
        if earlier is None:
            kept.append(draft)
        elif draft.own_places and not earlier.own_places:
            earlier.places, earlier.own_places, earlier.joint = draft.places, True, draft.joint
            earlier.first, earlier.last, earlier.until = draft.first, draft.last, draft.until
        elif not tokens[earlier.first].sentence and not earlier.places and not draft.none_reported:
            earlier.first, earlier.last, earlier.until = draft.first, draft.last, draft.until
    kept.sort(key=lambda one: one.first)
    for draft in kept:
        if draft.parent and draft.parent not in kept:
            draft.parent = next(
                (
                    one
                    for one in kept
                    if _again(tokens, one, draft.parent, telling) and one is not draft
                ),
                None,
            )
    return kept


def _again(tokens: Sequence[Token], one: Draft, draft: Draft, telling: Telling) -> bool:
    if (one.measure, one.munition, one.sort) != (draft.measure, draft.munition, draft.sort):
        return False
    if draft.none_reported:
        there = {place.name for place in one.places}
        here = {place.name for place in draft.places}
        return telling.window(one) == telling.window(draft) and here <= there
    if draft.single and draft.definite and not one.none_reported:
        return True
    if (one.low, one.high) != (draft.low, draft.high) or draft.additional:
        return False
    if draft.places and one.places:
        both = draft.definite and draft.thing is None and draft.sort == PERSON
        return _same_place(one, draft) and (both or _is_recalled(tokens, one, draft))
    once = draft.value == 1 and draft.sort == MUNITION and draft.measure != HIT
    another = draft.single and one.single and draft.sort == PROPERTY
    return not another and (draft.definite or once or draft.value > _REMARKABLE)


_REMARKABLE: Final = 20
"""A number above it is hardly told of two things in one text."""


def _same_place(one: Draft, draft: Draft) -> bool:
    return {place.name for place in draft.places} == {place.name for place in one.places}


def _is_recalled(tokens: Sequence[Token], one: Draft, draft: Draft) -> bool:
    apart = tokens[draft.first].sentence != tokens[one.first].sentence
    return apart and (draft.definite or draft.single or draft.value > 1)
