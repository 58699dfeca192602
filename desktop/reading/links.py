"""Which number is a share of which: parts of a total, and what is singled out of it."""

from collections.abc import Sequence
from typing import Final

from desktop.reading import measure_words as said
from desktop.reading.drafts import Draft
from desktop.reading.reports import Telling
from desktop.reading.thing_words import MUNITION, PERSON
from desktop.reading.tokens import Token
from desktop.reading.wordlist import words

PART: Final = "part"
SUBSET: Final = "subset"
_OUTCOMES: Final = frozenset({said.DOWNED, said.NOT_REACHED, said.HIT})
_IN_ALL: Final = words("всего итого всі усього всього загалом total altogether overall")
_HEADLINE: Final = 3
"""Sentences by which a headline may go before what it sums up."""
_AND: Final = words("и та і й and")
_FAR: Final = 3
"""Sentences over which a breakdown still belongs to its total."""


def link(
    tokens: Sequence[Token],
    drafts: Sequence[Draft],
    telling: Telling,
) -> None:
    """Fill in what each draft is a share of, and how."""
    for at, draft in enumerate(drafts):
        if draft.none_reported or draft.parent:
            continue
        parent = _said_share(tokens, drafts, at) or _listed(tokens, drafts, at)
        if parent:
            draft.parent, draft.relation = parent, _relation(draft, parent)
            brother = drafts[at - 1]
            if brother.parent is parent and brother.doing is draft.doing:
                draft.relation = brother.relation
    _link_sums(tokens, drafts)
    _see_kinds(drafts)
    for draft in drafts:
        if draft.parent is None and draft.measure in _OUTCOMES and draft.sort == MUNITION:
            _link_outcome(tokens, drafts, draft, telling)


def _said_share(tokens: Sequence[Token], drafts: Sequence[Draft], at: int) -> Draft | None:
    """Return the number that a draft's own words call it a share of."""
    draft = drafts[at]
    if draft.out_of and draft.out_of in drafts:
        return draft.out_of
    if _continues(tokens, drafts, at):
        return drafts[at - 1].parent
    if draft.measure == said.HEADED or draft.share:
        alike = [one for one in drafts[:at] if one.measure == draft.measure]
        for one in reversed(
            alike if draft.thing and draft.share == "list" and alike else drafts[:at]
        ):
            if tokens[draft.first].sentence - tokens[one.first].sentence > 1:
                return None
            if one.sort != draft.sort or one.most < draft.value or one.measure == said.HEADED:
                continue
            if draft.thing and one.munition not in ("", draft.munition):
                continue
            if draft.share == "list" and _siblings(one, draft) and one.parent:
                return one.parent
            if not _fits(drafts, one, draft):
                continue
            outcome = one.measure == said.LAUNCHED != draft.measure
            whole = one.parent if one.relation == PART and outcome else None
            return whole or one
    return _before_colon(tokens, drafts, at)


def _before_colon(tokens: Sequence[Token], drafts: Sequence[Draft], at: int) -> Draft | None:
    """Return the total before the colon after which a bare number stands: 475: 249 downed."""
    draft = drafts[at]
    if draft.thing is not None or draft.sort != MUNITION or draft.own_places:
        return None
    for one in reversed(drafts[:at]):
        if tokens[one.first].sentence != tokens[draft.first].sentence:
            return None
        if one.sort == MUNITION and any(
            token.text == ":" for token in tokens[one.last + 1 : one.last + 3]
        ):
            return one if one.most > draft.value else None
    return None


def _continues(tokens: Sequence[Token], drafts: Sequence[Draft], at: int) -> bool:
    """Return whether a bare number goes on a list of shares: of which 11 fell and three more."""
    if not at or drafts[at].share:
        return False
    one, draft = drafts[at - 1], drafts[at]
    between = tokens[one.last + 1 : draft.first]
    joined = 0 < len(between) <= 2 and all(
        token.low in _AND or token.text == "," for token in between
    )
    if not joined and (draft.thing is not None or draft.own_places):
        return False
    if draft.sort != one.sort or draft.munition != one.munition:
        return False
    same = tokens[one.first].sentence == tokens[draft.first].sentence
    return (
        same
        and one.share == "list"
        and one.parent is not None
        and one.measure == draft.measure
        and _fits(drafts, one.parent, draft)
    )


def _siblings(one: Draft, draft: Draft) -> bool:
    return bool(one.places) and bool(draft.places) and one.share == "list"


def _listed(tokens: Sequence[Token], drafts: Sequence[Draft], at: int) -> Draft | None:
    """Return the total whose breakdown a draft continues: same measure, with a place of its own."""
    draft = drafts[at]
    if draft.measure == said.DAMAGED:
        return None
    for one in reversed(drafts[:at]):
        apart = tokens[draft.first].sentence - tokens[one.first].sentence
        if apart > _FAR or (apart and draft.measure == said.LAUNCHED and draft.own_places):
            return None
        if one.none_reported or one.sort != draft.sort or one.measure != draft.measure:
            continue
        if draft.sort == MUNITION and not _placed_apart(one, draft):
            total = _of_kind(tokens, drafts, one, draft)
        elif draft.sort == PERSON and not (
            draft.places and (_after_colon(tokens, one, draft) or _is_of_region(tokens, one, draft))
        ):
            total = None
        else:
            total = _of_places(tokens, drafts, one, draft)
        if total:
            return total
    return None


def _of_places(
    tokens: Sequence[Token], drafts: Sequence[Draft], one: Draft, draft: Draft
) -> Draft | None:
    """Return the total that a draft with a place is a line of: one before it, or that one's own."""
    if draft.single:
        return None
    if one.parent and one.relation == PART and one.parent.measure == draft.measure:
        kind = one.parent.munition in ("", draft.munition)
        return one.parent if kind and _fits(drafts, one.parent, draft) else None
    told = any(token.text == ":" for token in tokens[one.last + 1 : one.last + 3])
    bare_line = one.thing is None and not (one.places or one.share or told)
    if one.munition not in ("", draft.munition) or one.single or bare_line:
        return None
    if one.most <= draft.value or not _fits(drafts, one, draft):
        return None
    if draft.additional:
        return one if not one.places and _has_parts(drafts, one) else None
    return one if not one.places or _covers(one, draft) else None


def _placed_apart(total: Draft, draft: Draft) -> bool:
    """Return whether a draft has a place that its total hasn't."""
    return bool(draft.places) and (draft.own_places or not total.places)


def _of_kind(
    tokens: Sequence[Token], drafts: Sequence[Draft], one: Draft, draft: Draft
) -> Draft | None:
    """Return the total of which a draft is a kind: 14 targets: 9 drones, 5 missiles."""
    if draft.additional:
        return None
    for total in (one.parent, one):
        if total is None or total.measure != draft.measure or not _fits(drafts, total, draft):
            continue
        if draft.thing is None and total.munition:
            continue
        if total.most <= draft.value or total.places != draft.places:
            continue
        if total.munition == "" != draft.munition:
            return total
        if total.munition == draft.munition and _after_colon(tokens, total, draft):
            return total
    return None


def _after_colon(tokens: Sequence[Token], total: Draft, draft: Draft) -> bool:
    between = list(tokens[total.last + 1 : draft.first])
    signs = [one.text for one in between]
    if ":" in signs or signs.count("(") > signs.count(")"):
        return True
    if "(" in signs and ")" in signs:
        between = between[: signs.index("(")] + between[signs.index(")") :]
    line = tokens[total.first].sentence
    return any(one.text == "–" and one.sentence == line for one in between)


_PERIODS: Final = words("сутки доба day всего усього загалом total hours")


def _is_of_region(tokens: Sequence[Token], total: Draft, draft: Draft) -> bool:
    """Return whether a sum of a region's people over a day goes before those of its towns."""
    sentence = tokens[total.first].sentence
    if sentence >= tokens[draft.first].sentence or not _covers(total, draft):
        return False
    return any(_PERIODS & {one.low, *one.lemmas} for one in tokens if one.sentence == sentence)


def _has_parts(drafts: Sequence[Draft], total: Draft) -> bool:
    return any(one.parent is total and one.relation == PART for one in drafts)


def _covers(total: Draft, draft: Draft) -> bool:
    """Return whether a number's places hold those of a part of it."""
    if total.joint:
        return set(_codes(draft)) < set(_codes(total))
    smaller = bool(draft.places) and not any(one.code for one in draft.places)
    return smaller and {one.within for one in draft.places} <= {one.code for one in total.places}


def _codes(draft: Draft) -> list[str]:
    return [one.code or one.within or one.name for one in draft.places]


def _fits(drafts: Sequence[Draft], total: Draft, draft: Draft) -> bool:
    """Return whether the parts of a total leave room for another."""
    taken = sum(one.value for one in drafts if one.parent is total and one.relation == PART)
    if draft.measure != total.measure:
        taken = 0
    return draft.value + taken <= total.most


def _relation(draft: Draft, parent: Draft) -> str:
    if draft.measure != parent.measure:
        return SUBSET
    if parent.own_places and parent.places and not _covers(parent, draft):
        return SUBSET
    if not _placed_apart(parent, draft):
        return PART if parent.munition == "" != draft.munition else SUBSET
    if draft.doing and parent.doing and draft.doing is not parent.doing:
        mild = parent.doing.lemma in said.MILD and draft.doing.lemma not in said.MILD
        if mild and draft.share:
            return SUBSET
    return PART


def _see_kinds(drafts: Sequence[Draft]) -> None:
    """Call the kinds of a munition parts of it where they come to all of it: 13: 9 and 4."""
    for total in drafts:
        kinds = [
            one
            for one in drafts
            if one.parent is total and one.measure == total.measure and one.sort == MUNITION
        ]
        if len(kinds) > 1 and sum(one.value for one in kinds) == total.value:
            for one in kinds:
                one.relation = PART


def _link_sums(tokens: Sequence[Token], drafts: Sequence[Draft]) -> None:
    """Link lines to a total that is told after them: "in all, 48"."""
    for at, total in enumerate(drafts):
        before = {one.low for one in tokens[max(total.first - 6, 0) : total.first]}
        if total.places or total.sort != MUNITION or total.parent or not _IN_ALL & before:
            continue
        lines = [
            one
            for one in drafts[:at]
            if one.measure == total.measure
            and one.munition == total.munition
            and one.places
            and one.parent is None
        ]
        if len(lines) > 1 and sum(one.value for one in lines) == total.value:
            for one in lines:
                one.parent, one.relation = total, PART


_SIDES: Final = words("украинский російський український российский ukrainian russian ворожий")


def _of_a_side(tokens: Sequence[Token], draft: Draft) -> bool:
    """Return whether a number's words name whose munitions they are."""
    return any(_SIDES & {one.low, *one.lemmas} for one in tokens[draft.first : draft.last + 1])


def _speaker(telling: Telling, draft: Draft) -> str:
    speaker = telling.speaker(draft)
    return speaker.name if speaker else ""


def _link_outcome(
    tokens: Sequence[Token], drafts: Sequence[Draft], draft: Draft, telling: Telling
) -> None:
    """Link what became of munitions to how many were launched; a headline may tell it first."""
    best: Draft | None = None
    for one in drafts:
        if one.measure != said.LAUNCHED or one.munition not in (draft.munition, ""):
            continue
        if one is draft or one.most < draft.value or one.parent is draft:
            continue
        if one.parent and one.parent.munition == one.munition:
            continue
        if _speaker(telling, one) != _speaker(telling, draft) and (
            draft.places or _of_a_side(tokens, draft)
        ):
            continue
        local = draft.single or (draft.own_places and draft.places)
        if draft.measure == said.HIT and local and draft.places != one.places:
            continue
        before = one.first < draft.first
        ahead = tokens[one.first].sentence - tokens[draft.first].sentence
        first = tokens[draft.first].sentence
        headline = 0 < ahead <= _HEADLINE and first <= 1 and not telling.is_timed(first)
        if headline and best:
            continue
        if (before or ahead == 0 or headline) and (best is None or one.munition == draft.munition):
            best = one
    if best:
        draft.parent, draft.relation = best, SUBSET
