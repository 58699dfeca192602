"""Single things that no number stands beside: a drone was shot down, повреждён жилой дом."""

from collections.abc import Sequence
from typing import Final

from desktop.reading import measure_words as said
from desktop.reading.antecedents import latest
from desktop.reading.doings import Doing
from desktop.reading.drafts import Draft
from desktop.reading.language import Language
from desktop.reading.measure_words import Meaning
from desktop.reading.scene import JOINTS, Scene, inside, strikes_property, stronger, take
from desktop.reading.thing_words import MUNITION, PERSON, PROPERTY, UNINFLECTED
from desktop.reading.things import Thing, head_of, is_head
from desktop.reading.tokens import Kind, Token
from desktop.reading.wordlist import words

_GOVERNING: Final = words(
    "атака удар налет применение использование попадание падение обломок взрыв сброс помощь угроза",
    "опасность пролет полет оператор расчет запуск воздействие детонация приближение прилет",
    "влучання загроза обстріл удар уламок падіння скид застосування наліт вибух допомога політ",
    "обстрел сигнал режим отражение отбой тип работа",
)


_LISTED: Final = JOINTS | words("также також а and as well an one еще ще")


_STRIKES: Final = Doing(-1, -1, "strike", Meaning({MUNITION: said.HIT}))


_AFTER_PASSIVE: Final = words(
    "by over in on at near above off during before after and but while as with from overnight",
    "early late when to for around within outside yesterday today this last",
)


_PREPOSITIONS: Final = words("of in on at near from to by with for during into against around per")


_HITS: Final = words("влучання попадание прилет приліт")


_BECAUSE: Final = words("внаслідок унаслідок вследствие из-за через після")


def single(scene: Scene, at: int, kept: Sequence[Draft]) -> bool:
    """Measure a single thing that no number stands beside."""
    draft, thing = scene.drafts[at], scene.drafts[at].thing
    if thing is None or _in_apposition(draft, kept):
        return False
    if kept and _goes_on(scene, kept[-1], draft):
        return take(draft, kept[-1].sort, kept[-1].measure, kept[-1].doing)
    if draft.share and thing.sort == PERSON and (whole := _told_of_whole(scene, at, kept)):
        return take(draft, PERSON, *whole)
    before_it = scene.tokens[draft.first - 1] if draft.first else None
    if thing.sort == PERSON and before_it and said.DYING & set(before_it.lemmas):
        tags = scene.tokens[thing.noun].tags
        return _is_one(tags) and "plur" not in tags and take(draft, PERSON, said.KILLED, None)
    english = scene.language is Language.EN
    if thing.told and not english:
        return take(draft, PERSON, thing.told, None)
    doing = _english_single(scene, at) if english else _slavic_single(scene, at)
    return doing is not None and take(draft, thing.sort, _measure(scene, draft, doing), doing)


def _told_of_whole(scene: Scene, at: int, kept: Sequence[Draft]) -> tuple[str, Doing | None] | None:
    """Return the measure and doing of those among whom a person is told of."""
    before = latest(scene, scene.drafts[at], PERSON, kept, reach=0)
    if before:
        return before.measure, before.doing
    doing = scene.left(at, PERSON, fresh=False)
    return (doing.measure(PERSON) or "", doing) if doing else None


def _measure(scene: Scene, draft: Draft, doing: Doing) -> str:
    """Return what a doing says of a single thing, "" where it says nothing that is counted."""
    thing = draft.thing
    if thing is None:
        return ""
    measure = doing.measure(thing.sort)
    if measure is None and thing.sort == MUNITION:
        measure = said.HIT
    if doing.first > draft.last and strikes_property(scene, doing):
        measure = said.HIT
    dropped = thing.munition == "bomb" and doing.lemma in said.DROPPING
    return "" if measure == said.LAUNCHED and not dropped else measure or ""


def _goes_on(scene: Scene, before: Draft, draft: Draft) -> bool:
    """Return whether a single thing goes on a list of its sort: 5 houses, a shop and a car."""
    if draft.thing is None or draft.thing.sort != before.sort:
        return False
    if before.sort == MUNITION and (
        before.single or before.share or scene.right(scene.drafts.index(draft), MUNITION)
    ):
        return False
    if before.sort == PERSON and scene.right(scene.drafts.index(draft), PERSON):
        return False
    between = _without_origins(scene.tokens[before.last + 1 : draft.first])
    commas = before.sort != MUNITION or _list_goes_on(scene, draft)
    joined = any((commas and one.text == ",") or one.low in JOINTS for one in between)
    if not joined or not all(one.text in ',"' or one.low in _LISTED for one in between):
        return False
    return (
        scene.language is Language.EN
        or _is_singular(scene, draft.thing)
        or _is_means(scene, before, draft)
    )


def _without_origins(between: Sequence[Token]) -> list[Token]:
    """Return tokens without names of weapons, and without whence they came, up to a comma."""
    kept: list[Token] = []
    origin = False
    for token in between:
        origin = token.text != "," and (origin or token.low in _WHENCE)
        head = head_of(token)
        named = token.text == "/" or token.kind is Kind.NUMBER or (head and head[0] == MUNITION)
        if not (origin or named):
            kept.append(token)
    return kept


_WHENCE: Final = words("из із з зі с from")


def _list_goes_on(scene: Scene, draft: Draft) -> bool:
    """Return whether another numbered munition follows: , a cruise missile and 233 drones."""
    at = scene.drafts.index(draft) + 1
    if at >= len(scene.drafts) or scene.drafts[at].single:
        return False
    follower = scene.drafts[at]
    same = follower.thing is not None and follower.thing.sort == MUNITION
    between = _without_origins(scene.tokens[draft.last + 1 : follower.first])
    joined = all(one.text in ',"' or one.low in _LISTED for one in between)
    return same and bool(between) and joined


def _is_means(scene: Scene, before: Draft, draft: Draft) -> bool:
    """Return whether one more is told of with which was attacked: 7 БпЛА та крилатою ракетою."""
    if before.measure != said.LAUNCHED or draft.thing is None:
        return False
    tags = scene.tokens[draft.thing.noun].tags
    return "ablt" in tags and _is_one(tags) and "plur" not in tags


def _in_apposition(draft: Draft, kept: Sequence[Draft]) -> bool:
    """Return whether a single person is the one just counted: one of them a child."""
    if not kept or kept[-1].thing is not None or kept[-1].value != 1:
        return False
    return kept[-1].sort == PERSON and 0 < draft.first - kept[-1].last <= 2


def _english_single(scene: Scene, at: int) -> Doing | None:
    draft = scene.drafts[at]
    thing = draft.thing
    if thing is None or (draft.definite and thing.sort != MUNITION):
        return None
    left = scene.left(at, thing.sort, fresh=True)
    if left and scene.adjacent(draft, left) and not left.meaning.weak:
        return left
    if _after_preposition(scene, draft.first):
        return None
    if thing.sort == MUNITION:
        striking = scene.right(at, PROPERTY) or scene.right(at, PERSON)
        if striking and not striking[1] and _strikes(scene, striking[0]):
            return _STRIKES
    right = scene.right(at, thing.sort)
    if right is None and scene.coordinated(at):
        right = scene.right(at + 1, thing.sort)
    return right[0] if right else None


def _strikes(scene: Scene, doing: Doing) -> bool:
    """Return whether a munition does to others what a verb says: a missile destroyed a school."""
    after = scene.tokens[doing.last + 1] if doing.last + 1 < len(scene.tokens) else None
    if after is None or after.kind is not Kind.WORD or doing.meaning.noun:
        return False
    return _active(scene, doing) and after.low not in _AFTER_PASSIVE


def _after_preposition(scene: Scene, first: int) -> bool:
    return bool(first) and scene.tokens[first - 1].low in _PREPOSITIONS


def _active(scene: Scene, doing: Doing) -> bool:
    before = scene.tokens[doing.first - 1].low if doing.first else ""
    return before not in ("was", "were", "been", "being", "be", "is", "are")


def _slavic_single(scene: Scene, at: int) -> Doing | None:
    draft, thing = scene.drafts[at], scene.drafts[at].thing
    if thing is None:
        return None
    noun = scene.tokens[thing.noun]
    if thing.sort == MUNITION and _told_as_hit(scene, draft):
        return _STRIKES if _is_one(noun.tags) and "gent" in noun.tags else None
    fixed = noun.low in UNINFLECTED
    if _governed(scene, draft) or not (fixed or _is_singular(scene, thing)):
        return None
    if not fixed and (attribute := _attribute(scene, draft, _tags_as_head(noun))):
        return attribute
    for doing in _near(scene, at, thing.sort):
        tags = scene.tokens[doing.first].tags
        agrees = _is_one(tags) and "neut" not in tags and "Impe" not in tags
        listed = doing.last < draft.first and (
            thing.sort == PROPERTY or (thing.sort == PERSON and _pairs(scene, at))
        )
        is_object = not fixed and doing.last < draft.first and "PRTS" not in tags
        downed = "PRTF" in tags and doing.measure(MUNITION) == said.DOWNED
        if ({"PRTS", "VERB"} & tags or downed) and (agrees or listed or is_object):
            return doing
    return None


def _pairs(scene: Scene, at: int) -> bool:
    """Return whether another single thing of the same sort is named with one: женщина и сын."""
    if not scene.coordinated(at):
        return False
    thing, other = scene.drafts[at].thing, scene.drafts[at + 1].thing
    alike = thing is not None and other is not None and thing.sort == other.sort
    return alike and scene.drafts[at + 1].single


def _is_singular(scene: Scene, thing: Thing) -> bool:
    """Return whether a phrase may be the subject or object of a verb, and one."""
    noun = scene.tokens[thing.noun]
    readings = [tags for lemma, tags in noun.readings if is_head(lemma)] or [noun.tags]
    return any(
        {"nomn", "accs"} & tags and _is_one(tags) and "plur" not in tags for tags in readings
    )


def _attribute(scene: Scene, draft: Draft, tags: frozenset[str]) -> Doing | None:
    """Return the Ukrainian participle before a noun that tells of it: пошкоджений будинок."""
    within = inside(scene, draft) or next(
        (one for one in scene.doings if one.first == draft.first), None
    )
    if within is None or "nomn" not in tags or within.measure(PROPERTY) != said.DAMAGED:
        return None
    participle = scene.tokens[within.first].tags
    return within if "ADJF" in participle and "PRTF" not in participle else None


def _tags_as_head(token: Token) -> frozenset[str]:
    """Return the grammemes of a word as the noun that it counts as, not as its namesakes."""
    readings = [tags for lemma, tags in token.readings if is_head(lemma)]
    return frozenset[str]().union(*readings) if readings else token.tags


def _is_one(tags: frozenset[str]) -> bool:
    """Return whether a word may be in the singular; Ukrainian's tags say it by a gender."""
    return "sing" in tags or bool({"masc", "femn", "neut"} & tags)


def _near(scene: Scene, at: int, sort: str) -> list[Doing]:
    draft = scene.drafts[at]
    found = []
    left = scene.left(at, sort, fresh=True)
    if left and (scene.adjacent(draft, left) or sort == PROPERTY) and not left.meaning.noun:
        found.append(left)
    right = scene.right(at, sort)
    if right and not right[1] and not right[0].meaning.noun:
        found.append(stronger(scene, right[0], sort))
    elif right and sort == MUNITION and right[0].first == draft.last + 2:
        found.append(right[0])
    if sort == MUNITION and not found:
        striking = scene.right(at, PROPERTY)
        if striking and not striking[1]:
            tags = scene.tokens[striking[0].first].tags
            if "VERB" in tags and "PRTS" not in tags:
                found.append(striking[0])
    return found


def _told_as_hit(scene: Scene, draft: Draft) -> bool:
    """Return whether a phrase is what a noun of hitting tells of: зафіксовано влучання ракети."""
    before = scene.tokens[max(draft.first - 3, 0) : draft.first]
    if not before or not _HITS & set(before[-1].lemmas):
        return False
    return not any("PREP" in one.tags or one.low in _BECAUSE for one in before[:-1])


def _governed(scene: Scene, draft: Draft) -> bool:
    """Return whether a preposition or another noun governs the phrase."""
    before = scene.tokens[draft.first - 1] if draft.first else None
    if before is None or before.kind is not Kind.WORD:
        return False
    return "PREP" in before.tags or bool(_GOVERNING & set(before.lemmas))
