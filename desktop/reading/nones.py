"""What is said not to have happened: no casualties, no damage."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from desktop.reading.drafts import Draft
from desktop.reading.measure_words import DAMAGED, INJURED, KILLED
from desktop.reading.tokens import Kind, Token
from desktop.reading.wordlist import words

_BOTH: Final = words("пострадавший жертва постраждалий casualty victim")
_MEASURES: Final = {
    KILLED: words(
        "погибший загиблий death fatality dead погибнуть загинути kill die смерть killed"
    ),
    INJURED: words(
        "раненый ранение поранений поранення injury injured wounded травмированный травмований",
        "пострадать постраждати hurt injure wound травмувати травма hurting неушкоджений",
        "невредимый unharmed unhurt uninjured",
    ),
    DAMAGED: words(
        "разрушение повреждение ущерб руйнування пошкодження збиток damage destruction destroyed",
    ),
}
_NONE: Final = words(
    "нет немає нема отсутствовать відсутній отсутствие no без without neither nor nobody никто",
    "ніхто не not avoid нету избежать вдалося zero none",
)
_ANYBODY: Final = words(
    "никто ніхто nobody no-one none человек люди людина житель персонал people residents мирный",
    "цивільний мешканець",
)
_VERBS_OF_HARM: Final = words(
    "пострадать постраждати hurt injure wound погибнуть загинути kill die травмувати",
)
_SOFTENED: Final = words(
    "серьезный серйозний критический критичний значительный значний major serious significant",
    "critical severe structural extensive существенный суттєвий масштабный серьезно сильно",
    "серйозно seriously badly significantly",
)
# What is built, as the subject of what did not befall it.
_BUILT: Final = words("инфраструктура інфраструктура infrastructure")
_BEFALLS: Final = words(
    "повредить поврежденный повреждать пострадать пошкодити пошкоджений постраждати damage damaged",
)
_UNHURT: Final = words("неушкоджений невредимый unharmed unhurt uninjured")
_OPEN: Final = words("уточняться уточнюватися clarify устанавливаться з'ясовуватися verify check")
_WALLS: Final = frozenset(".;:!?•")
_TURNS: Final = words("но однако але проте but however while although и_при_этом")


def nones_in(tokens: Sequence[Token]) -> list[Draft]:
    """Return a draft of zero for each measure that a clause says was not there."""
    found: list[Draft] = []
    where = {token.start: at for at, token in enumerate(tokens)}
    plain = _without_hedges(tokens)
    for first, last in _clauses(plain):
        clause = plain[first:last]
        negated = [at for at, one in enumerate(clause) if _NONE & {one.low, *one.lemmas}]
        if not negated:
            negated = [at for at, one in enumerate(clause) if _UNHURT & {one.low, *one.lemmas}]
        if not negated or any(_OPEN & set(one.lemmas) for one in clause):
            continue
        for measure, opens, closes in _denied(clause, negated):
            span = where[clause[opens].start], where[clause[closes].start]
            found += [Draft(*span, 0, 0, None, measure=measure, none_reported=True, sort=_NO_SORT)]
    return found


_NO_SORT: Final = "none"
_HEDGES: Final = words(
    "информация данные сведение інформація дані дане information data reports report сообщение",
)
_HEDGING: Final = words("по за according as on предварительно preliminary попередньо")


def _without_hedges(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens without what tells in commas on whose word it is: по данным ..."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].low in _HEDGING:
            close = next(
                (p for p in range(at + 2, min(at + 9, len(tokens))) if tokens[p].text == ","), 0
            )
            inside = tokens[at + 1 : close]
            if close and any(_HEDGES & {one.low, *one.lemmas} for one in inside):
                at = close + 1
                continue
        kept.append(tokens[at])
        at += 1
    return kept


def _clauses(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the clauses as ranges of tokens; a comma parts them unless a list goes on."""
    bounds = [0]
    for at, token in enumerate(tokens):
        starts = at and token.sentence != tokens[at - 1].sentence
        comma = token.text == "," and not _list_goes_on(tokens, at)
        if starts or comma or token.text in _WALLS or token.low in _TURNS:
            bounds.append(at)
    return [(one, other) for one, other in pairwise([*bounds, len(tokens)]) if one < other]


def _list_goes_on(tokens: Sequence[Token], comma: int) -> bool:
    """Return whether a comma stands between things that are denied together."""
    near = [*tokens[max(comma - 2, 0) : comma], *tokens[comma + 1 : comma + 3]]
    harmed = [bool(_harms(one)) for one in near]
    return any(harmed[:2]) and any(harmed[2:])


def _harms(token: Token) -> tuple[str, ...]:
    if token.kind is not Kind.WORD:
        return ()
    forms = {token.low, *token.lemmas}
    if _BOTH & forms or token.low.startswith(("пострадавш", "постраждал")):
        past = token.low.startswith("постраждал") and "VERB" in token.tags
        return (INJURED,) if past else (KILLED, INJURED)
    return tuple(measure for measure, listed in _MEASURES.items() if listed & forms)


def _denied(clause: Sequence[Token], negated: Sequence[int]) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for at, token in enumerate(clause):
        if (opens := _spared(clause, at, negated)) is not None:
            found.append((DAMAGED, opens, at))
            continue
        measures = _harms(token)
        if not measures or _softened(clause, at):
            continue
        if not _reached(clause, at, negated):
            continue
        lows = [min(at, *negated), max(at, *negated)]
        found += [(measure, lows[0], lows[1]) for measure in measures]
    return found


def _spared(clause: Sequence[Token], at: int, negated: Sequence[int]) -> int | None:
    """Return where it begins that nothing built was damaged, where the word at `at` says so."""
    if not _BEFALLS & {clause[at].low, *clause[at].lemmas} or _softened(clause, at):
        return None
    built = [place for place, one in enumerate(clause) if _BUILT & {one.low, *one.lemmas}]
    for place in negated:
        slavic = clause[place].low in ("не", "not") and 0 < at - place <= 2
        english = clause[place].low == "no" and any(0 < one - place <= 3 for one in built)
        if built and (slavic or (english and place < at)):
            return min(place, *built)
    return None


def _reached(clause: Sequence[Token], at: int, negated: Sequence[int]) -> bool:
    """Return whether one of the negations is of the word at `at`."""
    token = clause[at]
    verb = bool(_VERBS_OF_HARM & {token.low, *token.lemmas}) and not token.low.endswith(_NOUN_LIKE)
    reaches = _reaches_verb if verb else _reaches_noun
    return any(reaches(clause, at, place) for place in negated)


_NOUN_LIKE: Final = ("ых", "их", "ший", "ный")
_WITHOUT: Final = words("no without без neither nor отсутствие")
_NO_ONE: Final = words("one people civilians residents persons")


def _reaches_verb(clause: Sequence[Token], at: int, place: int) -> bool:
    low = clause[place].low
    if low in ("не", "not"):
        nobody = any(_ANYBODY & {one.low, *one.lemmas} for one in clause)
        return nobody and at - place <= 2
    if low == "no":
        after = clause[place + 1].low if place + 1 < len(clause) else ""
        return after in _NO_ONE and at > place
    return not (low in ("nobody", "none") and place > at)


def _reaches_noun(clause: Sequence[Token], at: int, place: int) -> bool:
    low = clause[place].low
    if low in ("не", "not"):
        return _tells(clause, place)
    if low in ("nobody", "none") and place > at:
        return False
    return low not in _WITHOUT or 0 < at - place <= 9


_TELLING: Final = words(
    "поступать сообщаться зафиксировать фиксироваться быть допустить выявить обнаружить иметь",
    "надходити надійти повідомлятися зафіксувати виявити report record register receive have",
    "зафиксированный зафіксований поступить сообщать повідомляти установить причинить завдати",
    "произойти допущенный отметить there",
)


def _tells(clause: Sequence[Token], negation: int) -> bool:
    """Return whether "not" denies that there were any: не поступало, were not reported."""
    return any(_TELLING & {one.low, *one.lemmas} for one in clause[negation + 1 : negation + 4])


def _softened(clause: Sequence[Token], at: int) -> bool:
    return any(_SOFTENED & {one.low, *one.lemmas} for one in clause[max(at - 3, 0) : at])
