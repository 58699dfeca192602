"""Numbers that follow what they count: the number of dead rose to 10; wounded: 61."""

from typing import Final

from desktop.reading import measure_words as said
from desktop.reading.drafts import Draft
from desktop.reading.number_words import GROWTH, OF_PEOPLE
from desktop.reading.scene import Scene, governing, take
from desktop.reading.thing_words import MUNITION, PERSON, PROPERTY
from desktop.reading.things import things_in
from desktop.reading.wordlist import words

_SUMS: Final = words("число количество кількість number toll count tally total жертва")


_SUM_TIES: Final = words(
    "до at to reached reach is was are had hit достигнуть сягнути составить становити скласти",
)


def is_sum(scene: Scene, draft: Draft) -> bool:
    """Return whether a number ends what "the number of" began: the number of dead rose to 10."""
    inside = [
        one
        for one in scene.tokens[max(draft.first - 24, 0) : draft.first]
        if one.sentence == scene.sentence(draft)
    ]
    sums = any(_SUMS & {one.low, *one.lemmas} for one in inside)
    own = scene.tokens[draft.first]
    near = {form for one in [*inside[-2:], own] for form in (one.low, *one.lemmas)}
    return sums and bool((_SUM_TIES | GROWTH) & near)


_WAS: Final = words("было було were")
_LOOK_BACK: Final = 60
"""Tokens before a number among which its thing is looked for."""
_BETWEEN: Final = words("– : было було стало уже вже среди серед из із них")


def after_its_thing(scene: Scene, at: int, like: Draft | None = None) -> bool:
    """Measure a number that stands right after its thing: поранених – 61, дронів: 5.

    `like` is the number before, whose measure munitions without a verb of their own take.
    """
    draft = scene.drafts[at]
    end = draft.first
    while end and scene.tokens[end - 1].low in _BETWEEN:
        end -= 1
    first = max(end - 6, 0)
    numbered = {
        place
        for one in scene.drafts[max(at - 8, 0) : at]
        if not one.single
        for place in range(one.first, one.last + 1)
    }
    for thing in things_in(scene.tokens[first:end], scene.language):
        alone = numbered.isdisjoint(range(first + thing.first, first + thing.last + 1))
        if first + thing.last != end - 1 or not alone:
            continue
        if thing.sort == MUNITION and end < draft.first:
            if draft.thing is not None or governing(scene, at, PERSON):
                continue
            doing = governing(scene, at, MUNITION) or scene.left(at, MUNITION, fresh=False)
            draft.munition = thing.munition
            if doing:
                return take(draft, MUNITION, doing.measure(MUNITION) or "", doing)
            if scene.tokens[draft.first - 1].low in _WAS:
                return take(draft, MUNITION, said.LAUNCHED, None)
            return like is not None and take(draft, MUNITION, like.measure, like.doing)
        if not thing.told:
            continue
        return take(draft, PERSON, thing.told, None)
    return False


def opening(scene: Scene, draft: Draft) -> int:
    """Return the first token of a draft's sentence, or of the stretch before it that is read."""
    first = max(draft.first - _LOOK_BACK, 0)
    while scene.tokens[first].sentence != scene.sentence(draft):
        first += 1
    return first


def from_thing(scene: Scene, at: int) -> bool:
    """Measure a number that follows its thing: дронов – 5, the number of drones destroyed: 4."""
    draft = scene.drafts[at]
    first = opening(scene, draft)
    head = scene.tokens[first : draft.first]
    summed = next((p for p, one in enumerate(head) if _SUMS & {one.low, *one.lemmas}), None)
    if summed is not None:
        told = _told_after(scene, first + summed, draft.first)
        if told:
            draft.munition = told[2]
            return take(draft, told[0], told[1], None)
    if counts_people(scene, at) and (doing := governing(scene, at, PERSON)):
        return take(draft, PERSON, doing.measure(PERSON) or "", doing)
    things = things_in(head, scene.language)
    for thing in reversed(things):
        doing = governing(scene, at, thing.sort)
        measure = thing.told or (doing.measure(thing.sort) if doing else "") or ""
        if measure:
            draft.munition = thing.munition
            return take(draft, thing.sort, measure, doing)
    for sort in (PERSON,):
        doing = governing(scene, at, sort)
        if doing and doing.measure(sort):
            return take(draft, sort, doing.measure(sort) or "", doing)
    return False


def _told_after(scene: Scene, first: int, stop: int) -> tuple[str, str, str] | None:
    """Return sort, measure and munition of what "the number of" is of, from token `first` on."""
    if {"toll", "жертва"} & {scene.tokens[first].low, *scene.tokens[first].lemmas}:
        return PERSON, said.KILLED, ""
    things = things_in(scene.tokens[first + 1 : min(first + 8, stop)], scene.language)
    doing = next((one for one in scene.doings if first < one.first < stop), None)
    for thing in things:
        measure = thing.told or (doing.measure(thing.sort) if doing else "")
        if measure:
            return thing.sort, measure, thing.munition
    for sort in (PERSON, PROPERTY):
        if doing and doing.measure(sort) and set(doing.meaning.measures) == {sort}:
            return sort, doing.measure(sort) or "", ""
    return None


def counts_people(scene: Scene, at: int) -> bool:
    """Return whether a bare number is of people: пятеро; or suffers as only people do."""
    draft = scene.drafts[at]
    said_so = {lemma for one in scene.tokens[draft.first : draft.last + 1] for lemma in one.lemmas}
    doing = governing(scene, at, PERSON)
    suffers = doing is not None and {PERSON, PROPERTY} <= doing.meaning.measures.keys()
    return bool(OF_PEOPLE & said_so) or (suffers and bool(doing and doing.measure(PERSON)))
