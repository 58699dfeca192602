"""What is counted: phrases of munitions, people and property."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.reading import thing_words as named
from desktop.reading.language import Language
from desktop.reading.measure_words import MEANING_OF
from desktop.reading.tokens import Kind, Token
from desktop.reading.wordlist import words

LONGEST: Final = 9
"""Words that a phrase may have before its noun."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A phrase from token `first` to `last`, both included, that names what may be counted.

    `sort` is one of `thing_words`: munition, person, property or other (a noun that is none of
    them). `munition` is a code or "". `noun` is the token of the noun itself; `told` the measure
    that the noun tells by itself ("wounded"), or "".
    """

    first: int
    last: int
    noun: int
    sort: str
    munition: str = ""
    told: str = ""


_MEASURES: Final = words("штука единица одиниця штук unit шт ед од")
_STOPS: Final = words(
    "of in on at over above near from to by for with after before during and or but while as",
    "into went came fell flew did got left made took rose became a an the against around across",
    "that which who whom whose when where is are was were be been being had has have will would",
    "could may might also then there it they them he she said says not no amid between including",
    "towards toward via per than among off onto out because if",
)
ATTACKS: Final = words("strike strikes attack attacks raid raids launch launches fire")
_ACTS: Final = words("reached hit struck attacked crossed")
_ARTICLES: Final = words("a an the")
_FILLERS: Final = words(
    "more others other each in total overall alone apiece just only also so far"
)
_POSTMODIFIERS: Final = words(
    "тип самолетный вертолетный реактивный система залповый огонь рсзо рсзв камикадзе камікадзе",
    "производство сша всу вмс зсу украина крыло літаковий реактивний залпового вогонь типу",
    "нападение напад поражение ураження воздушный повітряний назначение",
)
_AGED: Final = re.compile(r"(?:\d+|[а-яії']+)-?(?:летн|річн)|\d+-year-old")
_MISSILE_NAME: Final = re.compile(r"(?:kh|х|x)-\d\d")
_NO_NOUN: Final = words(
    "VERB INFN GRND PRTS ADJS PREP CONJ ADVB PRED NPRO PRCL Impe COMP INTJ",
)
_CASES: Final = words("nomn gent datv accs ablt loct")
_MEANS: Final = words("средство засіб")
_OF_ATTACK: Final = words("нападение напад поражение ураження")


def thing_at(tokens: Sequence[Token], at: int, language: Language) -> Thing | None:
    """Return the thing whose phrase begins at token `at`, as it does after a number.

    A noun that is no munition, person or property gives a thing of the sort "other"; where there is
    no noun at all (a verb, a preposition or a sign comes first) there is none.
    """
    if at >= len(tokens):
        return None
    if language is Language.EN:
        return _english(tokens, at)
    return _slavic(tokens, at)


def head_of(token: Token) -> tuple[str, str] | None:
    """Return the sort and munition that a word names by itself, None where it names none."""
    if token.kind is not Kind.WORD:
        return None
    lemmas = token.lemmas if token.low in token.lemmas else (token.low, *token.lemmas)
    for lemma in lemmas:
        munition = _munition(lemma)
        if munition is not None:
            return named.MUNITION, munition
    for lemma in lemmas:
        if lemma in named.PERSONS:
            return named.PERSON, ""
        if lemma in named.PROPERTIES:
            return named.PROPERTY, ""
    person = _AGED.match(token.low) or token.low.startswith(named.HURT)
    return (named.PERSON, "") if person else None


def is_head(lemma: str) -> bool:
    """Return whether a dictionary form names a munition, a person or property."""
    return _munition(lemma) is not None or lemma in named.PERSONS or lemma in named.PROPERTIES


def _munition(lemma: str) -> str | None:
    """Return the munition that a word, a compound of one or a designator names: дрон-імітатор."""
    found = named.MUNITION_OF.get(lemma)
    if found is not None or "-" not in lemma:
        return found
    if _MISSILE_NAME.match(lemma):
        return "missile"
    parts = [named.MUNITION_OF.get(part) for part in lemma.split("-")]
    return next((part for part in parts if part), None)


def _slavic(tokens: Sequence[Token], at: int) -> Thing | None:
    skipped = at
    for place in range(at, min(at + LONGEST, len(tokens))):
        token = tokens[place]
        if token.text == '"' or _measures(token) or place < skipped:
            continue
        if "PREP" in token.tags and place > at and "PRTF" in tokens[place - 1].tags:
            skipped = place + 2
            continue
        if token.kind is not Kind.WORD or token.sentence != tokens[at].sentence:
            return None
        if token.low in named.NEVER:
            return Thing(at, place, place, named.OTHER)
        head = head_of(token)
        whole = None if head and _modifies(token) and _goes_on(tokens, place) else head
        whole = whole or _head_of_several(tokens, at, place)
        if whole:
            return _made(tokens, at, place, whole, _slavic_end(tokens, place))
        if not (head or _modifies(token) or token.low.isascii() or token.low[0].isdigit()):
            return _unlisted(tokens, at, place)
    return None


def _head_of_several(tokens: Sequence[Token], at: int, place: int) -> tuple[str, str] | None:
    """Return what a noun names together with the words around it: летательный аппарат."""
    lemmas = set(tokens[place].lemmas)
    if named.VEHICLES & lemmas and _before(tokens, at, place, named.FLYING):
        return named.MUNITION, "drone"
    return (named.MUNITION, "") if _MEANS & lemmas and _of_attack(tokens, place) else None


def _unlisted(tokens: Sequence[Token], at: int, place: int) -> Thing | None:
    """Return the thing of a noun that no list has, None where a word is no noun."""
    if _NO_NOUN & tokens[place].tags:
        return None
    if any(_AGED.match(one.low) for one in tokens[at:place]):
        return _made(tokens, at, place, (named.PERSON, ""), place)
    return Thing(at, place, place, named.OTHER)


def _measures(token: Token) -> bool:
    return bool(_MEASURES & {token.low, *token.lemmas})


def _modifies(token: Token) -> bool:
    return bool({"ADJF", "PRTF"} & token.tags) and not ({"VERB", "PRTS"} & token.tags)


def _goes_on(tokens: Sequence[Token], place: int) -> bool:
    """Return whether the word after an adjective belongs to it."""
    if place + 1 >= len(tokens):
        return False
    after = tokens[place + 1]
    if after.sentence != tokens[place].sentence or after.kind is not Kind.WORD:
        return False
    if {"PREP", "CONJ", "PRCL"} & after.tags:
        return False
    if {"VERB", "PRTS"} & after.tags and "NOUN" not in after.tags:
        return False
    if not {"NOUN", "ADJF", "PRTF"} & after.tags:
        return False
    return bool(_CASES & tokens[place].tags & after.tags) or not _CASES & after.tags


def _before(tokens: Sequence[Token], first: int, last: int, listed: frozenset[str]) -> bool:
    return any(listed & {one.low, *one.lemmas} for one in tokens[first:last])


def _of_attack(tokens: Sequence[Token], place: int) -> bool:
    return any(_OF_ATTACK & set(one.lemmas) for one in tokens[place + 1 : place + 4])


def _slavic_end(tokens: Sequence[Token], noun: int) -> int:
    """Return the last token of what stands after a noun and belongs to it: type, name, maker."""
    last = noun
    for place in range(noun + 1, min(noun + 10, len(tokens))):
        token = tokens[place]
        if token.sentence != tokens[noun].sentence:
            break
        if token.text in ('"', "/"):
            continue
        latin = token.kind is Kind.WORD and token.text.isascii()
        name = head_of(token)
        munition = name is not None and name[0] == named.MUNITION
        munition = munition and (tokens[place - 1].text in '"/' or token.text[0].isupper())
        if token.kind is Kind.NUMBER and tokens[place - 1].text == "/":
            last = place
            continue
        if not (latin or munition or _POSTMODIFIERS & {token.low, *token.lemmas}):
            quoted = token.kind is Kind.WORD and tokens[place - 1].text == '"'
            if not (quoted and place + 1 < len(tokens) and tokens[place + 1].text == '"'):
                break
        last = place
    return last


def _english(tokens: Sequence[Token], at: int) -> Thing | None:
    unknown = False
    end = at
    for end in range(at, min(at + LONGEST, len(tokens))):
        token = tokens[end]
        if _pairs_modifiers(tokens, at, end):
            continue
        if _ends_phrase(token, tokens[at]):
            break
        if token.kind is Kind.SIGN:
            continue
        found = _english_noun(tokens, at, end)
        if found:
            return found
        if _english_head(tokens, at, end) or token.low in _FILLERS:
            continue
        if _verb(token) and (token.low in _ACTS or not _head_follows(tokens, end)):
            break
        unknown = unknown or not token.low.endswith("ly")
    found = _last_head(tokens, at, end if at < end else at + 1)
    return found or (Thing(at, at, at, named.OTHER) if unknown else None)


def _pairs_modifiers(tokens: Sequence[Token], at: int, place: int) -> bool:
    """Return whether a word is one of two before a noun: strike and decoy drones."""
    if tokens[place].low == "and":
        return place > at and tokens[place - 1].low in ATTACKS and _head_follows(tokens, place)
    after = tokens[place + 1].low if place + 1 < len(tokens) else ""
    return tokens[place].low in ATTACKS and after == "and" and _head_follows(tokens, place + 1)


def _ends_phrase(token: Token, first: Token) -> bool:
    if token.sentence != first.sentence or token.kind is Kind.NUMBER or token.low in _STOPS:
        return True
    return token.kind is Kind.SIGN and token.text not in '"/'


def _english_noun(tokens: Sequence[Token], at: int, place: int) -> Thing | None:
    """Return the thing whose noun is at `place`, None where that is only a part of its phrase."""
    token = tokens[place]
    head, follows = _english_head(tokens, at, place), _content_follows(tokens, place)
    if head and not follows:
        return _made(tokens, at, place, head, place)
    if not head and not follows and named.NEVER & {token.low, *token.lemmas}:
        return Thing(at, place, place, named.OTHER)
    if head and _system_follows(tokens, place) and not _head_follows(tokens, place + 1):
        return Thing(at, place + 1, place + 1, named.OTHER)
    return None


def _last_head(tokens: Sequence[Token], first: int, stop: int) -> Thing | None:
    for place in range(min(stop, len(tokens)) - 1, first - 1, -1):
        head = _english_head(tokens, first, place)
        if head:
            return _made(tokens, first, place, head, place)
        if tokens[place].kind is Kind.WORD and not _verb(tokens[place]):
            return None
    return None


def _english_head(tokens: Sequence[Token], first: int, place: int) -> tuple[str, str] | None:
    token = tokens[place]
    if named.VEHICLES & {token.low, *token.lemmas} and _before(
        tokens, first, place, named.FLYING | named.UNMANNED
    ):
        return named.MUNITION, "drone"
    return head_of(token)


def _verb(token: Token) -> bool:
    if "-" in token.low:
        return False
    return token.low.endswith(("ed", "ing")) or any(one in MEANING_OF for one in token.lemmas)


def _content_follows(tokens: Sequence[Token], place: int) -> bool:
    """Return whether the word after a noun makes that only a part of its phrase."""
    if place + 1 >= len(tokens):
        return False
    after = tokens[place + 1]
    if after.text == "/" and place + 2 < len(tokens):
        return head_of(tokens[place + 2]) is not None
    same = after.kind is Kind.WORD and after.sentence == tokens[place].sentence
    if not same or after.low in _STOPS:
        return False
    forms = {after.low, *after.lemmas}
    if head_of(after) or named.VEHICLES & forms:
        return not (_verb(after) and after.low.endswith("ed"))
    if _verb(after) and after.low not in ATTACKS:
        return False
    known = after.low in ATTACKS or bool((named.NEVER | named.WEAPON_SYSTEMS) & forms)
    return known or _head_follows(tokens, place)


def _head_follows(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a noun that is counted stands in the next few words of the same phrase."""
    for token in tokens[place + 1 : place + 5]:
        if (
            token.low in _STOPS | _ARTICLES
            or token.kind is not Kind.WORD
            or token.sentence != tokens[place].sentence
        ):
            return False
        if head_of(token):
            return True
    return False


def _system_follows(tokens: Sequence[Token], place: int) -> bool:
    after = tokens[place + 1]
    forms = {after.low, *after.lemmas}
    return not head_of(after) and bool((named.NEVER | named.WEAPON_SYSTEMS) & forms)


def _made(
    tokens: Sequence[Token], first: int, noun: int, head: tuple[str, str], last: int
) -> Thing:
    sort, munition = head
    forms = {form for one in tokens[first : last + 1] for form in (one.low, *one.lemmas)}
    if sort == named.MUNITION:
        if munition in ("missile", "rocket", "") and named.ROCKETRY & forms:
            munition = "rocket"
        seaborne = named.SEABORNE & forms
        if munition == "drone" and seaborne and not (seaborne <= named.UNMANNED and _flying(forms)):
            munition = "boat"
    told = ""
    if sort == named.PERSON:
        for one in tokens[first : last + 1]:
            for measure, listed in named.CASUALTY_NOUNS.items():
                if listed & {one.low, *one.lemmas}:
                    told = told or measure
            if one.low.startswith(named.HURT):
                told = told or "injured"
    return Thing(first, last, noun, sort, munition, told)


def _flying(forms: set[str]) -> bool:
    return bool(named.FLYING & forms or {"бпла", "uav", "дрон", "drone"} & forms)


_DETERMINERS: Final = words("a an the another one")


def things_in(tokens: Sequence[Token], language: Language) -> list[Thing]:
    """Return the munitions, people and property that the text names, numbered or not, in order."""
    found: list[Thing] = []
    at = 0
    while at < len(tokens):
        thing = None
        if _may_open(tokens[at], language):
            opens = at + 1 if tokens[at].low in _DETERMINERS else at
            thing = thing_at(tokens, opens, language)
        if thing and thing.sort != named.OTHER:
            found.append(thing)
            at = thing.last + 1
        else:
            at += 1
    return found


def _may_open(token: Token, language: Language) -> bool:
    if token.kind is not Kind.WORD:
        return False
    if head_of(token) or named.FLYING & set(token.lemmas) or named.UNMANNED & set(token.lemmas):
        return True
    if language is Language.EN:
        return token.low in ("a", "an", "the", "another", "one", "unmanned") or False
    return bool({"ADJF", "PRTF"} & token.tags)
