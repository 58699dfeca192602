"""Finds what may be a figure: numbers with what they count, and single things."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from desktop.reading import thing_words as named
from desktop.reading.drafts import Draft
from desktop.reading.language import Language
from desktop.reading.measure_words import DYING, WRECKAGE
from desktop.reading.numbers import Number, find_numbers
from desktop.reading.things import Thing, head_of, thing_at, things_in
from desktop.reading.tokens import Kind, Token
from desktop.reading.wordlist import words

_OF: Final = words("of из із зі з")
_THE: Final = words(
    "her his our my the these those this that all its their этих тех цих тих всех усіх"
)
_THEM: Final = words(
    "them which whom those these них которых яких нього него неї числа него",
)
_BEFORE_SHARE: Final = words(
    "из_них из_которых из_числа_которых в_том_числе включая среди_них из_этого_числа",
    "среди_которых в_их_числе в_числе_которых з_них із_них з_яких із_яких зокрема у_тому_числі",
    "в_тому_числі серед_них серед_яких з-поміж_них у_їх_числі including of_which of_them",
    "among_them of_whom of_these of_those among_whom among_which included в_частности с_них",
    "среди_пострадавших среди_погибших среди_раненых в_числе_пострадавших в_числе_погибших",
    "серед_постраждалих серед_загиблих серед_поранених among_the_injured among_the_dead",
    "among_the_wounded among_the_victims among_the_killed",
)
_GROUPS: Final = words("pair couple dozen dozens hundred total number")
_MORE: Final = words("еще ще також также another more further additional")
_DEFINITE: Final = words("the all все всі усі both оба обе обидва обидві эти ці these those весь")
_BOTH: Final = words("оба обе обидва обидві both")
_NONE_OF: Final = words("жоден ни_один none ни жодна жодного neither")
_LISTING: Final = words(", і та й и and or или або")
_SIGNED: Final = words("№ # no")
_A: Final = words("a an another one single")


def drafts_in(
    tokens: Sequence[Token], language: Language, blocked: Sequence[tuple[int, int]]
) -> list[Draft]:
    """Return what may be a figure, in order; nothing of it lies in one of the `blocked` spans."""
    numbers = [one for one in find_numbers(tokens) if _counts(tokens, one, blocked)]
    found: list[Draft] = []
    covered: set[int] = set()
    pending: Draft | None = None
    for number in numbers:
        if number.first in covered:
            continue
        draft = _numbered(tokens, number, language)
        if draft is None:
            pending = None
            continue
        if pending and draft.first <= pending.last + 4:
            pending.out_of = draft
        out = _out_of(tokens, number)
        pending = draft if out else None
        if out:
            draft.thing = None
            draft.share = "of"
        found.append(draft)
        covered.update(range(draft.first, draft.last + 1))
    for draft in found:
        if draft.out_of and draft.thing is None:
            draft.thing = draft.out_of.thing
    found += _same_again(tokens, found)
    found += _singles(tokens, language, covered, blocked)
    if language is Language.EN:
        found += _anothers(tokens)
    return sorted(found, key=lambda one: one.first)


def _same_again(tokens: Sequence[Token], drafts: Sequence[Draft]) -> list[Draft]:
    """Return what "the same number" counts: as much as the number before it."""
    found: list[Draft] = []
    for at in range(1, len(tokens)):
        if (tokens[at - 1].low, tokens[at].low) not in _AS_MANY:
            continue
        first = at - 2 if at > 1 and tokens[at - 2].low == "the" else at - 1
        before = [one for one in drafts if one.last < first]
        if before and tokens[before[-1].first].sentence + 1 >= tokens[at].sentence:
            found.append(Draft(first, at, before[-1].low, before[-1].high, None, additional=True))
    return found


_AS_MANY: Final = {("столько", "же"), ("стільки", "ж"), ("same", "number"), ("стільки", "само")}


def _counts(tokens: Sequence[Token], number: Number, blocked: Sequence[tuple[int, int]]) -> bool:
    if any(number.start < end and start < number.end for start, end in blocked):
        return False
    before = tokens[number.first - 1] if number.first else None
    if before is None:
        return True
    if before.low in _SIGNED and before.end + 2 >= number.start:
        return False
    if before.low == "aged" or _months(tokens, number) or _is_age(tokens, number):
        return False
    if before.text in "/$€₴" and before.end == number.start:
        return False
    return not _designates(tokens, before, number)


def _is_age(tokens: Sequence[Token], number: Number) -> bool:
    """Return whether a number is somebody's age: a man of 38."""
    if number.first < 2 or tokens[number.first - 1].low != "of":
        return False
    head = head_of(tokens[number.first - 2])
    plural = tokens[number.first - 2].low.endswith("s") or tokens[number.first - 2].low in _PLURALS
    return head is not None and head[0] == named.PERSON and not plural


def _months(tokens: Sequence[Token], number: Number) -> bool:
    """Return whether a bare number is the day of a month beside it."""
    beside = tokens[number.last + 1 : number.last + 2]
    if number.first:
        beside = [*beside, tokens[number.first - 1]]
    low = {form for one in beside for form in (one.low, *one.lemmas)}
    return not number.in_words and bool(_MONTHS & low)


_MONTHS: Final = words(
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь січень",
    "лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
    "january february april june july august september october november december jan feb apr jun",
    "jul aug sept oct nov dec sep",
)


def _designates(tokens: Sequence[Token], before: Token, number: Number) -> bool:
    """Return whether a number is part of the name before it: Shahed 136, Geran 2, PAC 3."""
    if number.in_words or before.kind is not Kind.WORD or number.low != number.high:
        return False
    head = head_of(before)
    if head and head[0] == named.MUNITION and before.text[0].isupper():
        return tokens[number.first].kind is Kind.NUMBER and not before.text.isupper()
    return before.text.isascii() and before.text.isupper() and len(before.text) in (2, 3)


def _numbered(tokens: Sequence[Token], number: Number, language: Language) -> Draft | None:
    """Return the draft of a number with the thing after it, None for what is no count at all."""
    counted = _counted(tokens, number, language)
    if counted is None or _in_wreckage(tokens, number.first) or _none_of(tokens, number.first):
        return None
    thing, share, last = counted
    start = number.last + 1
    if thing is None and _joined_to_void(tokens, start, language):
        return None
    if thing and thing.sort == named.OTHER and _never(tokens, thing):
        return None
    before = tokens[number.first - 1].low if number.first else ""
    return Draft(
        first=number.first,
        last=max(last, thing.last) if thing and thing.first > number.first else last,
        low=number.low,
        high=number.high,
        thing=thing,
        approx=number.approx,
        each=number.each or _each_after(tokens, thing),
        definite=before in _DEFINITE or tokens[number.first].low in _BOTH,
        additional=before in _MORE or (start < len(tokens) and tokens[start].low in _MORE),
        share=share,
    )


def _counted(
    tokens: Sequence[Token], number: Number, language: Language
) -> tuple[Thing | None, str, int] | None:
    """Return what a number counts, how it is a share, and its last token; None for no count."""
    thing = thing_at(tokens, number.last + 1, language)
    if number.ordinal:
        thing = thing or _after_remark(tokens, number.last + 1, language)
        if thing is None or thing.sort != named.MUNITION:
            return (None, "", number.last) if _lone_ordinal(tokens, number) else None
        return thing, "", number.last
    share = "list" if _announced(tokens, number.first) else ""
    if thing and thing.sort == named.PERSON and _among(tokens, thing.last + 1):
        share = "list"
    if thing:
        return thing, share, number.last
    if language is Language.EN and (thing := _opened_by(tokens, number.first)):
        return thing, "list", number.last
    return _counted_of(tokens, number, language, share)


def _counted_of(
    tokens: Sequence[Token], number: Number, language: Language, share: str
) -> tuple[Thing | None, str, int] | None:
    """Return what a number counts of which "of" says it: three of them, 18 of the drones."""
    of = number.last + 1
    if of + 1 >= len(tokens) or tokens[of].low not in _OF:
        return None, share, number.last
    if tokens[of + 1].low in _THEM:
        return None, "of", of + 1
    after = _past_articles(tokens, of + 1)
    if _opens_number(tokens, after):
        return None, share, number.last
    thing = thing_at(tokens, after, language)
    if thing is None or thing.sort == named.OTHER:
        return None
    return thing, share if tokens[number.last].low in _GROUPS else "of", number.last


def _past_articles(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].low in _THE:
        at += 1
    return at


def _none_of(tokens: Sequence[Token], first: int) -> bool:
    """Return whether a number is that of which none is told: жоден із 48 дітей."""
    before = [one.low for one in tokens[max(first - 3, 0) : first]]
    return bool(before) and before[-1] in _OF | _THE and bool(_NONE_OF & set(before))


def _joined_to_void(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Return whether a number shares a noun that counts nothing with the next: 48 та 67 років."""
    if at >= len(tokens) or tokens[at].low not in _LISTING:
        return False
    follower = find_numbers(tokens[at + 1 : at + 3])
    if not follower or follower[0].first:
        return False
    thing = thing_at(tokens, at + 2 + follower[0].last, language)
    return thing is not None and thing.sort == named.OTHER and _never(tokens, thing)


def _among(tokens: Sequence[Token], at: int) -> bool:
    """Return whether what follows says whom a number is among: six children are among the dead."""
    after = [one.low for one in tokens[at : at + 8] if one.sentence == tokens[at - 1].sentence]
    pairs = pairwise(after)
    return any(one in ("are", "were", "is", "was") and two == "among" for one, two in pairs)


def _lone_ordinal(tokens: Sequence[Token], number: Number) -> bool:
    """Return whether an English ordinal stands for a thing: "a fifth was jammed"."""
    before = tokens[number.first - 1].low if number.first else ""
    after = tokens[number.last + 1].low if number.last + 1 < len(tokens) else ""
    return before in ("a", "the") and after in ("was", "were", "had", "has", "one", "fell")


def _after_remark(tokens: Sequence[Token], at: int, language: Language) -> Thing | None:
    """Return the thing after a few words in between: третий за сегодняшнее утро БПЛА."""
    for place in range(at, min(at + 5, len(tokens))):
        token = tokens[place]
        if token.kind is not Kind.WORD or {"VERB", "PRTS"} & token.tags:
            return None
        if head_of(token):
            return thing_at(tokens, place, language)
    return None


def _opens_number(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and bool(find_numbers(tokens[at : at + 1]))


def _out_of(tokens: Sequence[Token], number: Number) -> bool:
    """Return whether another number follows that this is a share of: 7 of the 8, 103 зі 118."""
    at = number.last + 1
    if at >= len(tokens) or tokens[at].low not in _OF:
        return False
    return _opens_number(tokens, _past_articles(tokens, at + 1))


def _each_after(tokens: Sequence[Token], thing: Thing | None) -> bool:
    after = thing.last + 1 if thing else 0
    return bool(after) and after < len(tokens) and tokens[after].low in ("each", "apiece")


def _announced(tokens: Sequence[Token], first: int) -> bool:
    """Return whether words that announce a share stand right before token `first`."""
    before = [one.low for one in tokens[max(first - 5, 0) : first]]
    while before and before[-1] in (
        ":",
        "–",
        ",",
        "еще",
        "ще",
        "the",
        "и",
        "also",
        "по",
        "крайней",
    ):
        before.pop()
    said = " ".join(before)
    return any(said == one or said.endswith(f" {one}") for one in _BEFORE_SHARE)


def _opened_by(tokens: Sequence[Token], first: int) -> Thing | None:
    """Return the thing of "of the drones, 54 were destroyed"."""
    for at in range(first - 1, max(first - 10, -1), -1):
        token = tokens[at]
        if (
            token.kind is Kind.NUMBER
            or token.text in ".;"
            or token.sentence != tokens[first].sentence
        ):
            return None
        opens = not at or tokens[at - 1].text in ";,•" or tokens[at - 1].sentence != token.sentence
        if token.low == "of" and opens and at + 1 < first and tokens[at + 1].low in _THE:
            thing = thing_at(tokens[:first], at + 2, Language.EN)
            return thing if thing and thing.sort != named.OTHER else None
    return None


def _never(tokens: Sequence[Token], thing: Thing) -> bool:
    token = tokens[thing.noun]
    return bool((named.NEVER | named.WEAPON_SYSTEMS) & {token.low, *token.lemmas})


def _in_wreckage(tokens: Sequence[Token], first: int) -> bool:
    """Return whether the phrase from token `first` on says whose wreckage was spoken of."""
    for at in range(first - 1, max(first - 5, -1), -1):
        token = tokens[at]
        if token.kind is Kind.SIGN or {"VERB", "PRTS"} & token.tags:
            return False
        head = head_of(token)
        if head and head[0] == named.MUNITION and not token.low.isascii():
            return False
        if WRECKAGE & {token.low, *token.lemmas}:
            return not token.low.isascii() or tokens[at + 1].low == "of"
    return False


def _singles(
    tokens: Sequence[Token],
    language: Language,
    covered: set[int],
    blocked: Sequence[tuple[int, int]],
) -> list[Draft]:
    """Return the single things that no number stands beside."""
    found = []
    for thing in things_in(tokens, language):
        if not covered.isdisjoint(range(thing.first, thing.last + 1)):
            continue
        start, end = tokens[thing.first].start, tokens[thing.last].end
        if any(start < stop and begin < end for begin, stop in blocked):
            continue
        if _in_wreckage(tokens, thing.first):
            continue
        draft = _single(tokens, thing, language)
        if draft:
            found.append(draft)
    return found


def _anothers(tokens: Sequence[Token]) -> list[Draft]:
    """Return what "another was wounded" counts: one of what was counted before."""
    return [
        Draft(at, at, 1, 1, None, additional=True)
        for at, token in enumerate(tokens[:-1])
        if token.low == "another" and tokens[at + 1].low in _WAS
    ]


_WAS: Final = words("was had has is injured wounded killed hit fell")


def _single(tokens: Sequence[Token], thing: Thing, language: Language) -> Draft | None:
    if language is Language.EN:
        return _english_single(tokens, thing)
    share = _share(tokens, thing.first)
    if thing.told and thing.noun == thing.first and not share:
        return None
    noun = tokens[thing.noun]
    if thing.first and "PREP" in tokens[thing.first - 1].tags:
        return None
    if noun.low not in named.UNINFLECTED and not _ONE & noun.tags and "UNKN" not in noun.tags:
        return None
    oblique = noun.low not in named.UNINFLECTED and not {"nomn", "accs", "UNKN"} & noun.tags
    before = tokens[thing.first - 1].low if thing.first else ""
    means = thing.sort == named.MUNITION and "ablt" in noun.tags and before in _LISTING | _MORE
    told = _AFTER_HIT if thing.sort == named.MUNITION else DYING
    if oblique and not means and not told & set(_lemmas(tokens, thing.first)):
        return None
    return Draft(
        thing.first, thing.last, 1, 1, thing, single=True, share=share, additional=before in _MORE
    )


def _english_single(tokens: Sequence[Token], thing: Thing) -> Draft | None:
    before = tokens[thing.first - 1].low if thing.first else ""
    opening = {one.low for one in tokens[thing.first : thing.noun]} | {before}
    noun = tokens[thing.noun].low
    plural = noun in _PLURALS or (noun.endswith("s") and noun not in _SINGULARS)
    if plural or not opening & (_A | {"the"}):
        return None
    first = thing.first - 1 if before in _A | {"the"} else thing.first
    return Draft(
        first,
        thing.last,
        1,
        1,
        thing,
        single=True,
        definite="the" in opening,
        share=_share(tokens, first),
        additional="another" in opening,
    )


_ONE: Final = words("sing masc femn neut")
_AFTER_HIT: Final = words("влучання попадание прилет приліт")


def _lemmas(tokens: Sequence[Token], first: int) -> tuple[str, ...]:
    return tokens[first - 1].lemmas if first else ()


def _share(tokens: Sequence[Token], first: int) -> str:
    return "list" if _announced(tokens, first) else ""


_SINGULARS: Final = words("atacms uas himars")
_PLURALS: Final = words("people men women children police staff aircraft casualties")
