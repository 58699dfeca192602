"""Numbers whose thing is understood from what went before: 10 – над Курской; two more."""

from collections.abc import Sequence

from desktop.reading import measure_words as said
from desktop.reading.antecedents import antecedent, is_pronoun, number_between, trailing
from desktop.reading.doings import Doing
from desktop.reading.drafts import Draft
from desktop.reading.scene import Scene, governing, inside, take
from desktop.reading.sums import after_its_thing, counts_people, from_thing, is_sum, opening
from desktop.reading.thing_words import MUNITION, PERSON, PROPERTY
from desktop.reading.things import things_in


def understood(scene: Scene, at: int, kept: Sequence[Draft]) -> bool:
    """Measure a number whose thing must be understood from what went before."""
    draft = scene.drafts[at]
    before = antecedent(scene, draft, kept)
    if before and before.sort == MUNITION and _is_headed(scene, at, before):
        return True
    if not is_sum(scene, draft) and after_its_thing(scene, at, before):
        return True
    if is_sum(scene, draft) or before is None:
        return from_thing(scene, at)
    if before.sort != MUNITION and (downed := _told_of_munition(scene, at)):
        draft.munition = downed[0]
        return take(draft, MUNITION, downed[1].measure(MUNITION) or "", downed[1])
    doing = trailing(scene, at) if before.sort == MUNITION else None
    if told := (MUNITION, doing) if doing else _told(scene, at, before):
        draft.munition = before.munition if told[0] == MUNITION else ""
        return take(draft, told[0], told[1].measure(told[0]) or "", told[1])
    draft.munition = before.munition
    evident = _is_evident(scene, at, before)
    return evident and take(draft, before.sort, before.measure, before.doing)


def _told_of_munition(scene: Scene, at: int) -> tuple[str, Doing] | None:
    """Return the munition that a verb says was brought down where people were counted before.

    The munition is the last one that the sentence names: 62 атаки беспилотников, 41 из них сбит.
    """
    right = scene.right(at, MUNITION)
    if right is None or right[1] or set(right[0].meaning.measures) != {MUNITION}:
        return None
    draft = scene.drafts[at]
    before = scene.tokens[opening(scene, draft) : draft.first]
    things = [one for one in things_in(before, scene.language) if one.sort == MUNITION]
    return (things[-1].munition, right[0]) if things else None


def _is_headed(scene: Scene, at: int, before: Draft) -> bool:
    """Measure a number of which is told what it was headed for: three of which flew to Moscow."""
    draft = scene.drafts[at]
    heading = scene.goals(draft, at)
    if heading is None or heading.goal is None:
        return False
    if not draft.share and governing(scene, at, MUNITION):
        return False
    draft.munition = before.munition
    draft.places, draft.own_places = (heading.goal,), True
    return take(draft, MUNITION, said.HEADED, heading)


def _told(scene: Scene, at: int, before: Draft) -> tuple[str, Doing] | None:
    """Return the sort and doing that the clause of a number tells, None where it tells none."""
    within = inside(scene, scene.drafts[at])
    sorts = dict.fromkeys((before.sort, PERSON, PROPERTY))
    if counts_people(scene, at):
        doing = within or governing(scene, at, PERSON)
        return (PERSON, doing) if doing and doing.measure(PERSON) else None
    if direct := next((sort for sort in sorts if _direct(scene, at, sort)), None):
        sorts = dict.fromkeys((direct, *sorts))
    for sort in sorts:
        left = scene.left(at, sort, fresh=True)
        if left and set(left.meaning.measures) == {sort} and scene.adjacent(scene.drafts[at], left):
            return sort, left
    for sort in sorts:
        doing = within or governing(scene, at, sort)
        if doing is None or (doing.meaning.weak and sort == before.sort):
            continue
        if sort == before.sort or set(doing.meaning.measures) == {sort}:
            return sort, doing
    return None


def _is_evident(scene: Scene, at: int, before: Draft) -> bool:
    """Return whether a bare number goes on from the one before: a place or a sign of it is near."""
    draft = scene.drafts[at]
    joined = scene.sentence(draft) == scene.sentence(before) and scene.coordinated(at - 1)
    if not (scene.place_near(at) or draft.share or draft.additional or joined):
        return False
    return not (number_between(scene, draft, before) or is_pronoun(scene, draft))


def _direct(scene: Scene, at: int, sort: str) -> bool:
    """Return whether a verb that follows a number at once is of this sort alone."""
    right = scene.right(at, sort)
    return right is not None and not right[1] and not right[0].meaning.weak
