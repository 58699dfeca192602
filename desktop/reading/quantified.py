"""Numbers that are meant and not said: all of them, the rest, both."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from desktop.reading import measure_words as said
from desktop.reading.doings import Doing
from desktop.reading.drafts import Draft
from desktop.reading.language import Language
from desktop.reading.numbers import find_numbers
from desktop.reading.thing_words import MUNITION
from desktop.reading.things import Thing, thing_at, things_in
from desktop.reading.tokens import Kind, Token
from desktop.reading.wordlist import words

_ALL: Final = words("все всі усі all everything")
_REST: Final = words("остальной решта rest remainder remaining остаток")
_THEY: Final = words("them they их їх вони они")
_WHOSE: Final = words("them их їх")
"""Words that are also said of what belongs to them."""
_OUTCOMES: Final = frozenset({said.DOWNED, said.NOT_REACHED})


def with_meant(
    tokens: Sequence[Token],
    drafts: Sequence[Draft],
    doings: Sequence[Doing],
    language: Language,
) -> list[Draft]:
    """Return the drafts with those that "all", "the rest" and known plurals stand for."""
    made = list(drafts)
    made += _all_of_them(tokens, made, doings)
    made += _all(tokens, made, doings, language)
    made += _pronouns(tokens, made, doings)
    made = _all_but(tokens, made)
    made.sort(key=lambda one: one.first)
    made += _rest(tokens, made, doings)
    made.sort(key=lambda one: one.first)
    return made


def _all(
    tokens: Sequence[Token],
    drafts: Sequence[Draft],
    doings: Sequence[Doing],
    language: Language,
) -> list[Draft]:
    found: list[Draft] = []
    covered = {at for one in drafts for at in range(one.first, one.last + 1)}
    for at, thing in _plurals(tokens, language):
        last = thing.last if thing else at
        if not covered.isdisjoint(range(at, last + 1)):
            continue
        doing = _outcome(tokens, at, last, doings)
        munition = thing.munition if thing and thing.munition else None
        if doing is None or _counted_beside(tokens, at, drafts, munition):
            continue
        measure = doing.measure(MUNITION) or ""
        for one in _launched(drafts, at, munition):
            if any(
                other.measure == measure
                and other.munition == one.munition
                and other.first > one.first
                for other in [*drafts, *found]
            ):
                continue
            found.append(replace(_outcome_of(one, at, last, doing, measure), thing=thing))
    return found


def _pronouns(
    tokens: Sequence[Token], drafts: Sequence[Draft], doings: Sequence[Doing]
) -> list[Draft]:
    """Return what became of those that "they" or "them" goes back to: the launched before it."""
    found: list[Draft] = []
    for at, token in enumerate(tokens):
        if token.low not in _THEY or token.kind is not Kind.WORD:
            continue
        if at and tokens[at - 1].low in _ALL:
            continue
        doing = _outcome(tokens, at, at, doings)
        if doing is None or _counted_beside(tokens, at, drafts, None):
            continue
        if token.low in _WHOSE and doing.first - at not in (1, 2, -1):
            continue
        near = [
            one
            for one in _launched(drafts, at, None)
            if token.sentence - tokens[one.first].sentence <= 1
        ]
        measure = doing.measure(MUNITION) or ""
        found += [_outcome_of(one, at, at, doing, measure) for one in near]
    return found


def _outcome_of(sent: Draft, first: int, last: int, doing: Doing, measure: str) -> Draft:
    """Return the draft from token `first` to `last` that all that were sent came to one end."""
    return replace(
        sent,
        first=first,
        last=last,
        measure=measure,
        doing=doing,
        parent=sent,
        relation="subset",
        places=(),
        own_places=False,
        share="",
        out_of=None,
        until=0,
        doubts=[],
    )


def _all_but(tokens: Sequence[Token], drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with those after "all but" as what is left of those that were launched."""
    made: list[Draft] = []
    for draft in drafts:
        if draft.measure not in _OUTCOMES or not _is_exception(tokens, draft):
            made.append(draft)
            continue
        sent = [one for one in _launched(drafts, draft.first, draft.munition) if one.value]
        if sent and draft.low == draft.high and sent[-1].value > draft.value:
            rest = sent[-1].value - draft.value
            made.append(replace(draft, low=rest, high=rest, parent=sent[-1], relation="subset"))
    return made


_BUT: Final = words("but except кроме крім окрім")


def _is_exception(tokens: Sequence[Token], draft: Draft) -> bool:
    """Return whether a number is of those left out of all: all but two, усі, крім двох."""
    before = [
        one.low
        for one in tokens[max(draft.first - 12, 0) : draft.first]
        if one.text != "," and one.low != "for" and one.sentence == tokens[draft.first].sentence
    ]
    if not before or before[-1] not in _BUT:
        return False
    return before[-2:-1] == ["all"] or (before[-1] != "but" and bool(_ALL & set(before)))


def _all_of_them(
    tokens: Sequence[Token], drafts: Sequence[Draft], doings: Sequence[Doing]
) -> list[Draft]:
    """Return the other half of "all ten drones sent overnight were shot down"."""
    found: list[Draft] = []
    for at, draft in enumerate(drafts):
        before = tokens[draft.first - 1].low if draft.first else ""
        if before not in _ALL or draft.doing is None or draft.sort != MUNITION:
            continue
        sent = draft.measure == said.LAUNCHED
        if not sent and draft.measure not in _OUTCOMES:
            continue
        stop = drafts[at + 1].first if at + 1 < len(drafts) else len(tokens)
        for doing in doings:
            same = tokens[doing.first].sentence == tokens[draft.first].sentence
            if not (same and draft.last < doing.first < stop and not doing.meaning.noun):
                continue
            measure = doing.measure(MUNITION)
            if not sent and measure == said.LAUNCHED:
                parent = replace(draft, measure=measure, doing=doing, doubts=[])
                draft.parent, draft.relation = parent, "subset"
                found.append(parent)
                break
            if sent and measure in _OUTCOMES:
                found.append(
                    replace(
                        draft,
                        measure=measure,
                        doing=doing,
                        parent=draft,
                        relation="subset",
                        doubts=[],
                    )
                )
                break
    return found


def _plurals(tokens: Sequence[Token], language: Language) -> list[tuple[int, Thing | None]]:
    """Return where "all" or a munition in the plural stands, and the munition."""
    found: list[tuple[int, Thing | None]] = []
    for at, token in enumerate(tokens):
        if token.low in _ALL and token.kind is Kind.WORD:
            thing = thing_at(tokens, at + 1, language)
            found.append((at, thing if thing and thing.sort == MUNITION else None))
    for thing in things_in(tokens, language):
        noun = tokens[thing.noun]
        plural = "plur" in noun.tags or noun.low in ("бпла", "бла")
        before = tokens[thing.first - 1].low if thing.first else ""
        english = noun.low.endswith("s") and before in ("the", "both", "these", "those")
        if thing.sort == MUNITION and (plural or english):
            found.append((thing.first, thing))
    return found


def _outcome(
    tokens: Sequence[Token], first: int, last: int, doings: Sequence[Doing]
) -> Doing | None:
    """Return what became of all of them, told in the same clause by a verb in the plural."""
    for doing in doings:
        if tokens[doing.first].sentence != tokens[first].sentence or doing.meaning.noun:
            continue
        if doing.measure(MUNITION) not in _OUTCOMES:
            continue
        if 0 < doing.first - last <= 6:
            between = tokens[last + 1 : doing.first]
        elif 0 < first - doing.last <= 4:
            between = tokens[doing.last + 1 : first]
        else:
            continue
        if not any(one.text in ",;:–" or one.kind is Kind.NUMBER for one in between):
            tags = tokens[doing.first].tags
            if not ("sing" in tags and "neut" not in tags and "plur" not in tags):
                return doing
    return None


def _counted_beside(
    tokens: Sequence[Token], at: int, drafts: Sequence[Draft], munition: str | None
) -> bool:
    sentence = tokens[at].sentence
    return any(
        one.sort == MUNITION
        and one.measure in _OUTCOMES
        and munition in (None, one.munition)
        and tokens[one.first].sentence == sentence
        for one in drafts
    )


def _launched(drafts: Sequence[Draft], before: int, munition: str | None) -> list[Draft]:
    return [
        one
        for one in drafts
        if one.measure == said.LAUNCHED
        and one.first < before
        and one.low == one.high
        and not one.share
        and munition in (None, one.munition)
    ]


def _rest(tokens: Sequence[Token], drafts: Sequence[Draft], doings: Sequence[Doing]) -> list[Draft]:
    """Return what "the rest" comes to: the total before it less what was said of it since."""
    found: list[Draft] = []
    for at, token in enumerate(tokens):
        if not _REST & {token.low, *token.lemmas} or _numbered(tokens, at):
            continue
        before = [one for one in drafts if one.first < at and one.sort == MUNITION]
        if not before or tokens[before[-1].first].sentence < token.sentence - 1:
            continue
        if known := _left_of(before):
            found.append(_remaining(tokens, at, known, doings))
    return found


def _left_of(before: Sequence[Draft]) -> tuple[Draft, Draft, int] | None:
    """Return the first line told of a total, the total and what is left of it.

    A line before that is more than those after it is a total only if none before it holds all.
    """
    known: tuple[Draft, Draft, int] | None = None
    listed: list[Draft] = []
    for one in reversed(before):
        taken = sum(other.value for other in listed)
        holds = listed and one.low == one.high and one.value > taken
        alike = known is None or one.measure == known[1].measure == known[0].measure
        if holds and alike:
            known = listed[-1], one, one.value - taken
        if one.measure != said.HEADED:
            listed.append(one)
    return known


def _numbered(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the rest has its number beside it: остальные 20."""
    return bool(find_numbers(tokens[max(at - 1, 0) : at + 3]))


def _remaining(
    tokens: Sequence[Token],
    at: int,
    known: tuple[Draft, Draft, int],
    doings: Sequence[Doing],
) -> Draft:
    """Return the rest that token `at` names; `known` are a line, the total and what is left."""
    like, total, rest = known
    sentence = tokens[at].sentence
    doing = next(
        (
            one
            for one in doings
            if 0 < one.first - at <= 8
            and tokens[one.first].sentence == sentence
            and one.measure(MUNITION) in _OUTCOMES
        ),
        None,
    )
    measure = (doing.measure(MUNITION) if doing else None) or like.measure
    return replace(
        like,
        first=at,
        last=at,
        low=rest,
        high=rest,
        measure=measure,
        doing=doing or like.doing,
        places=(),
        own_places=False,
        share="list",
        each=False,
        single=False,
        thing=None,
        until=0,
        parent=total,
        relation="part" if measure == total.measure else "subset",
        doubts=[],
    )
