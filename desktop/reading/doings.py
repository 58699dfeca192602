"""What happened: the verbs and nouns that give a number its measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.reading import measure_words as said
from desktop.reading.language import Language
from desktop.reading.measure_words import MEANING_OF, Meaning
from desktop.reading.suggestion import Mention
from desktop.reading.thing_words import MUNITION, PERSON, PROPERTY
from desktop.reading.tokens import Kind, Token
from desktop.reading.wordlist import words


@dataclass(frozen=True, slots=True)
class Doing:
    """A verb or noun of happening from token `first` to `last`, both included.

    `lemma` is the word that was found, `goal` the place that something is headed for, else None.
    """

    first: int
    last: int
    lemma: str
    meaning: Meaning
    goal: Mention | None = None

    def measure(self, sort: str) -> str | None:
        """Return the measure for a sort of thing, "" where it voids it, None if it says nothing."""
        return self.meaning.measures.get(sort)


_NOT_REACHED: Final = Meaning({MUNITION: said.NOT_REACHED})
_HIT: Final = Meaning({MUNITION: said.HIT})
_HEADED: Final = Meaning({MUNITION: said.HEADED})
_REACHES: Final = words("достигнуть достичь долететь досягти досягнути долетіти дістатися reach")
_TAKES: Final = words(
    "доставить везти відвезти доставити take rush go need remain попасть потрапити"
)
_HOSPITAL: Final = words("больница лікарня hospital горбольница госпиталь шпиталь црб медики")
_HURT: Final = Meaning({PERSON: said.INJURED})
_HARMED: Final = Meaning({PROPERTY: said.DAMAGED})
_MORTAL: Final = ("смертельн", "несовместим", "fatal")
_AIMS: Final = words("цель ціль target")
_NOT: Final = words("не not never failed fail без ні")
_SAME_AS_NOUN: Final = words(
    "attack strike launch damage target use fire fall crash hit impact release aim track record",
    "register spot raid blast down lose house train plan repair shelter supply cancel delay burn",
    "send break detect shoot gun kill wound hurt blow board",
)
_BEFORE_VERB: Final = words(
    "to will would can could did may might must they we and drones missiles uavs shaheds rockets",
    "forces troops russians ukrainians not was were been be is are being had has have",
)
_PAST_SAME: Final = words("hit hurt put")


def doings_in(
    tokens: Sequence[Token], language: Language, places: Sequence[Mention]
) -> list[Doing]:
    """Return what the text tells of happenings, in order."""
    found: list[Doing] = []
    for at, token in enumerate(tokens):
        if token.kind is not Kind.WORD:
            continue
        if _is_denied(tokens, at):
            continue
        doing = (
            _of_life(tokens, at)
            or _suffering(tokens, at)
            or _to_hospital(tokens, at)
            or _headed(tokens, at, places)
            or _unreached(tokens, at)
            or _plain(tokens, at, language is Language.EN)
        )
        if doing:
            found.append(doing)
    return found


def _of_life(tokens: Sequence[Token], at: int) -> Doing | None:
    """Return a taking or losing of lives: забрав життя двох людей, lost their lives."""
    if not said.TAKING_LIFE & set(tokens[at].lemmas):
        return None
    for place in range(at + 1, min(at + 4, len(tokens))):
        if said.LIFE & {tokens[place].low, *tokens[place].lemmas}:
            return Doing(at, place, "kill", MEANING_OF["kill"])
    return None


def _suffering(tokens: Sequence[Token], at: int) -> Doing | None:
    """Return a receiving of wounds or damage: житель получил осколочное ранение."""
    if not said.RECEIVING & set(tokens[at].lemmas):
        return None
    ahead, behind = tokens[at + 1 : at + 6], tokens[max(at - 5, 0) : at]
    for part in (ahead, behind[::-1]):
        for at_noun, token in enumerate(part):
            if token.text in ",;:.–" or token.sentence != tokens[at].sentence:
                break
            mortal = any(one.low.startswith(_MORTAL) for one in part[: at_noun + 2])
            forms = {token.low, *token.lemmas}
            if said.WOUNDS & forms:
                return Doing(at, at, "suffer", MEANING_OF["kill"] if mortal else _HURT)
            if said.DAMAGES & forms:
                return Doing(at, at, "suffer", _HARMED)
    return None


def _to_hospital(tokens: Sequence[Token], at: int) -> Doing | None:
    """Return a taking of people to hospital."""
    if _HOSPITAL & {tokens[at].low, *tokens[at].lemmas} and at:
        there = tokens[at - 1].low in ("in", "у", "в")
        return Doing(at, at, "hospitalise", _HURT) if there else None
    if not _TAKES & set(tokens[at].lemmas):
        return None
    after = tokens[at + 1 : at + 7]
    hospital = any(_HOSPITAL & {one.low, *one.lemmas} for one in after)
    return Doing(at, at, "hospitalise", _HURT) if hospital else None


def _is_denied(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a verb is denied: водитель не пострадал; not reaching is told of apart."""
    if _REACHES & set(tokens[at].lemmas):
        return False
    return any(one.low in ("не", "not", "never") for one in tokens[max(at - 2, 0) : at])


def _plain(tokens: Sequence[Token], at: int, english: bool) -> Doing | None:  # noqa: FBT001
    token = tokens[at]
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    for lemma in token.lemmas:
        if english and (lemma, after) in said.PARTICLES:
            return Doing(
                at, at + 1, f"{lemma} {after}", MEANING_OF.get(f"{lemma} {after}", _DOWNED)
            )
        meaning = MEANING_OF.get(lemma)
        if meaning is None:
            continue
        if english and not _says_so(tokens, at, lemma, meaning):
            continue
        return Doing(at, at, lemma, meaning)
    return None


_DOWNED: Final = MEANING_OF["down"]


def _says_so(tokens: Sequence[Token], at: int, lemma: str, meaning: Meaning) -> bool:
    """Return whether an English word that may be a noun, or needs its particle, is this verb."""
    token = tokens[at]
    if lemma in said.NEED_PARTICLE:
        return any(
            (lemma, one.low) in said.PARTICLES and one.sentence == token.sentence
            for one in tokens[at + 1 : at + 7]
        )
    if lemma == "fail":
        return any(one.low == "reach" for one in tokens[at + 1 : at + 4])
    if token.low in _SAME_AS_NOUN and token.low not in _PAST_SAME and not meaning.noun:
        before = tokens[at - 1].low if at else ""
        return before in _BEFORE_VERB and token.low != "down"
    return True


def _unreached(tokens: Sequence[Token], at: int) -> Doing | None:
    after = [one.low for one in tokens[at + 1 : at + 3]]
    if "go" in tokens[at].lemmas and after == ["off", "course"]:
        return Doing(at, at + 2, "go off course", _NOT_REACHED)
    if not _REACHES & set(tokens[at].lemmas):
        return None
    before = tokens[max(at - 3, 0) : at]
    if any(_NOT & {one.low, *one.lemmas} for one in before):
        return Doing(at, at, "reach", _NOT_REACHED)
    if _AIMS & {form for one in tokens[at + 1 : at + 4] for form in (one.low, *one.lemmas)}:
        return Doing(at, at, "reach", _HIT)
    return None


def _headed(tokens: Sequence[Token], at: int, places: Sequence[Mention]) -> Doing | None:
    """Return a going towards a place: летевших на Москву, heading for the capital."""
    if not said.HEADING & set(tokens[at].lemmas):
        return None
    if "fly" in tokens[at].lemmas and at + 1 < len(tokens) and tokens[at + 1].low == "at":
        return None
    for place in range(at + 1, min(at + 3, len(tokens))):
        for length in (4, 3, 2, 1):
            way = tokens[place : place + length]
            if " ".join(one.low for one in way) in said.TOWARDS and len(way) == length:
                goal = _goal(tokens, place + length, places)
                if goal:
                    return Doing(at, place + length - 1, "head", _HEADED, goal)
    return None


def _goal(tokens: Sequence[Token], at: int, places: Sequence[Mention]) -> Mention | None:
    """Return the place that is named within a few words from token `at`."""
    if at >= len(tokens):
        return None
    reach = tokens[min(at + 3, len(tokens) - 1)].start
    return next((one for one in places if tokens[at].start <= one.start <= reach), None)
