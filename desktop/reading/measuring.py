"""What each number measures: the verb or noun that governs it, or what went before."""

from collections.abc import Sequence
from typing import Final

from desktop.reading import measure_words as said
from desktop.reading.antecedents import latest, of_heading, opens_line
from desktop.reading.doings import Doing
from desktop.reading.drafts import Draft
from desktop.reading.language import Language
from desktop.reading.scene import OUTCOMES, Scene, governing, inside, strikes_property, take
from desktop.reading.singles import single
from desktop.reading.suggestion import Mention
from desktop.reading.sums import after_its_thing, from_thing, is_sum
from desktop.reading.thing_words import CASUALTY_NOUNS, MUNITION, OTHER, PERSON, PROPERTY
from desktop.reading.things import Thing
from desktop.reading.tokens import Token
from desktop.reading.understood import understood
from desktop.reading.wordlist import words

_PANES: Final = words("остекление окно стекло скління вікно шибка скло")


def measured(
    tokens: Sequence[Token],
    drafts: Sequence[Draft],
    doings: Sequence[Doing],
    places: Sequence[Mention],
    language: Language,
) -> list[Draft]:
    """Return the drafts that measure something, each with its sort, munition and measure."""
    scene = Scene(tokens, list(drafts), doings, places, language)
    kept: list[Draft] = []
    for at, draft in enumerate(scene.drafts):
        if draft.single:
            found = single(scene, at, kept)
        elif draft.thing is None:
            found = understood(scene, at, kept)
        elif draft.thing.sort == OTHER:
            found = _other(scene, at)
        else:
            found = _plain(scene, at, kept)
        if found:
            kept.append(draft)
    return kept


def _plain(scene: Scene, at: int, kept: Sequence[Draft]) -> bool:
    """Measure a number beside its thing."""
    draft, thing = scene.drafts[at], scene.drafts[at].thing
    if thing is None:
        return False
    done = _by_words_around(scene, at, thing, kept)
    if done is not None:
        return done
    doing = _own_doing(scene, at, thing)
    voided = doing is not None and doing.measure(PERSON) == "" and not doing.meaning.noun
    if thing.told and not voided:
        return take(draft, PERSON, thing.told, doing)
    if doing is None and _is_headed(scene, at, thing):
        return True
    return _by_doing(scene, at, doing, kept)


def _by_doing(scene: Scene, at: int, doing: Doing | None, kept: Sequence[Draft]) -> bool:
    """Measure a number by its doing, or by what stands before where it has none."""
    draft, thing = scene.drafts[at], scene.drafts[at].thing
    if thing is None:
        return False
    if like := _like(scene, at, thing, doing, kept):
        return take(draft, thing.sort, like.measure, like.doing)
    if doing is None:
        doing = scene.left(at, thing.sort, fresh=False) or of_heading(scene, draft, thing.sort)
    if doing is None:
        return thing.sort == MUNITION and (_listed(scene, at, kept) or _in_attack(scene, draft))
    return take(draft, thing.sort, _sharpened(scene, draft, thing, doing), doing)


def _by_words_around(scene: Scene, at: int, thing: Thing, kept: Sequence[Draft]) -> bool | None:
    """Measure a number that other words than its verb decide on; None where none do."""
    draft = scene.drafts[at]
    if thing.sort == PERSON and not thing.told:
        if is_sum(scene, draft):
            return from_thing(scene, at)
        if told := _told_among(scene, thing):
            return take(draft, PERSON, told, None)
        if after_its_thing(scene, at):
            return True
    if any(one.out_of is draft and one.measure in OUTCOMES for one in scene.drafts):
        return take(draft, thing.sort, said.LAUNCHED, None)
    if main := _main_of_share(scene, at):
        return take(draft, thing.sort, main.measure(thing.sort) or "", main)
    return _by_whole(scene, at, thing, kept)


def _by_whole(scene: Scene, at: int, thing: Thing, kept: Sequence[Draft]) -> bool | None:
    """Measure people who are said to be some of those before; None where they aren't."""
    draft = scene.drafts[at]
    if draft.share != "list" or thing.sort != PERSON or thing.told:
        return None
    whole, right = latest(scene, draft, PERSON, kept), scene.right(at, PERSON)
    if whole and (right is None or right[1]):
        return take(draft, PERSON, whole.measure, whole.doing)
    return None


def _told_among(scene: Scene, thing: Thing) -> str:
    """Return the measure of those among whom people are said to be: were among the injured."""
    after = scene.tokens[thing.last + 1 : thing.last + 9]
    at = next((at for at, one in enumerate(after) if one.low == "among"), len(after))
    if not at or after[at - 1].low not in _BEING:
        return ""
    for token in after[at + 1 : at + 4]:
        for measure, listed in CASUALTY_NOUNS.items():
            if listed & {token.low, *token.lemmas}:
                return measure
    return ""


_BEING: Final = words("are were is was")


def _own_doing(scene: Scene, at: int, thing: Thing) -> Doing | None:
    """Return the doing that governs a number, or the participle within its phrase."""
    draft = scene.drafts[at]
    doing, within = governing(scene, at, thing.sort), inside(scene, draft)
    if within and within.measure(thing.sort) and not draft.out_of:
        attributed = doing is None or doing.meaning.weak or thing.sort == PROPERTY
        return within if attributed else doing
    return doing


def _is_headed(scene: Scene, at: int, thing: Thing) -> bool:
    """Measure a number of which only is told where it was headed for."""
    draft = scene.drafts[at]
    if thing.sort != MUNITION or scene.coordinated(at - 1):
        return False
    heading = scene.goals(draft, at)
    if heading is None or heading.goal is None:
        return False
    draft.places, draft.own_places = (heading.goal,), True
    return take(draft, MUNITION, said.HEADED, heading)


def _like(
    scene: Scene, at: int, thing: Thing, doing: Doing | None, kept: Sequence[Draft]
) -> Draft | None:
    """Return the number before that one without a verb of its own goes on from."""
    if doing is not None and not doing.meaning.weak:
        return None
    draft = scene.drafts[at]
    before = latest(scene, draft, thing.sort, kept)
    if before and draft.share == "list" and thing.first < draft.first:
        sent = (one for one in kept if one.measure == said.LAUNCHED)
        before = next((one for one in sent if one.munition == thing.munition), before)
    if before is None or (doing is not None and before.doing is doing):
        return None
    near = thing.sort == MUNITION or draft.share or draft.additional
    if not (near or scene.sentence(before) == scene.sentence(draft)):
        return None
    if doing is None:
        return before
    same = before.share or before.munition == thing.munition or scene.coordinated(at - 1)
    return before if same and scene.left(at, MUNITION, fresh=True) is None else None


def _sharpened(scene: Scene, draft: Draft, thing: Thing, doing: Doing) -> str:
    """Return the measure that a doing gives a number, seen with the words around; "" for none."""
    measure = doing.measure(thing.sort) or ""
    one_after = draft.low == draft.high == 1 and doing.first > draft.last
    if one_after and strikes_property(scene, doing):
        measure = said.HIT
    struck_with = doing.lemma in said.STRIKING and doing.last < draft.first
    if measure == said.HIT and (struck_with or _is_means(scene, draft)):
        return said.LAUNCHED
    return "" if measure == said.DAMAGED and _is_where(scene, draft) else measure


def _is_means(scene: Scene, draft: Draft) -> bool:
    """Return whether a number is in the case of what something is done with: двома ракетами."""
    tags = scene.tokens[draft.first].tags
    return "ablt" in tags and not {"nomn", "accs", "gent"} & tags


def _is_where(scene: Scene, draft: Draft) -> bool:
    """Return whether a number says in how many houses the panes are broken, not how many houses."""
    before = scene.tokens[draft.first - 1] if draft.first else None
    return before is not None and (
        before.low in ("в", "у", "in") or bool(_PANES & {before.low, *before.lemmas})
    )


def _main_of_share(scene: Scene, at: int) -> Doing | None:
    """Return the main doing of "seven of the eight that were launched were destroyed"."""
    draft = scene.drafts[at]
    if draft.out_of is None or draft.thing is None:
        return None
    left = scene.left(at, draft.thing.sort, fresh=True)
    if left and scene.adjacent(draft, left):
        return left
    where = scene.drafts.index(draft.out_of)
    found = [
        doing
        for doing in scene.doings
        if doing.first > draft.out_of.last
        and scene.tokens[doing.first].sentence == scene.sentence(draft)
        and (where + 1 >= len(scene.drafts) or doing.first < scene.drafts[where + 1].first)
        and doing.measure(draft.thing.sort)
        and not doing.meaning.noun
    ]
    outcomes = [one for one in found if one.measure(draft.thing.sort) != said.LAUNCHED]
    if outcomes or left:
        return outcomes[-1] if outcomes else left
    brothers = [
        one.doing
        for one in scene.drafts[:at]
        if one.out_of and one.doing and scene.sentence(one) == scene.sentence(draft)
    ]
    return brothers[-1] if brothers else (found[-1] if found else None)


def _listed(scene: Scene, at: int, kept: Sequence[Draft]) -> bool:
    """Measure a line of a list: 20 БПЛА – над территорией Орловской области."""
    draft = scene.drafts[at]
    before = latest(scene, draft, MUNITION, kept)
    if before is None or not (scene.place_near(at) or draft.share or opens_line(scene, draft)):
        return False
    return take(draft, MUNITION, before.measure, before.doing)


_ATTACK: Final = words(
    "удар атака обстріл обстрел наліт налет вибух взрыв attack strike raid explosion barrage",
)


def _in_attack(scene: Scene, draft: Draft) -> bool:
    """Measure munitions that a sentence of an attack counts without a verb: as launched."""
    inside = [one for one in scene.tokens if one.sentence == scene.sentence(draft)]
    told = any(_ATTACK & {one.low, *one.lemmas} for one in inside)
    return told and take(draft, MUNITION, said.LAUNCHED, None)


def _other(scene: Scene, at: int) -> bool:
    """Measure a number beside a noun that no list has, where a verb of one sort says so at once."""
    return any(_other_of(scene, at, sort) for sort in (PROPERTY, PERSON))


def _other_of(scene: Scene, at: int, sort: str) -> bool:
    draft = scene.drafts[at]
    left = scene.left(at, sort, fresh=True)
    doing = left if left and scene.adjacent(draft, left) else None
    if doing is None:
        right = scene.right(at, sort)
        doing = right[0] if right and not right[1] else None
    if doing is None or set(doing.meaning.measures) != {sort}:
        return False
    return take(draft, sort, doing.measure(sort) or "", doing)
