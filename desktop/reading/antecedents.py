"""What a number that says little goes back to: the number, line or list before it."""

from collections.abc import Sequence
from typing import Final

from desktop.reading import measure_words as said
from desktop.reading.doings import Doing
from desktop.reading.drafts import Draft
from desktop.reading.scene import Scene, stronger
from desktop.reading.thing_words import MUNITION
from desktop.reading.tokens import Kind
from desktop.reading.wordlist import words

_AFTER_ONE: Final = words("was were over in of at near on above more had fell hit each has also –")


def latest(
    scene: Scene, draft: Draft, sort: str, kept: Sequence[Draft], *, reach: int = 1
) -> Draft | None:
    """Return the latest draft of a sort in this or the sentence before."""
    for one in reversed(kept):
        if scene.sentence(draft) - scene.sentence(one) > reach:
            return None
        if one.sort != sort or one.measure == said.HEADED:
            continue
        same = scene.sentence(draft) == scene.sentence(one)
        if one.share and same and not (one.out_of or draft.share):
            continue
        if any(other.out_of is one for other in kept):
            continue
        if draft.share and draft.thing and one.munition not in ("", draft.thing.munition):
            continue
        return one
    return None


def antecedent(scene: Scene, draft: Draft, kept: Sequence[Draft]) -> Draft | None:
    """Return the number before that an understood one is of the kind of."""
    for one in reversed(kept):
        if scene.sentence(draft) - scene.sentence(one) > (2 if draft.share else 1):
            return None
        if one.measure == said.HEADED:
            continue
        if draft.share and one.share == "list" and one.most < draft.value:
            continue
        return one
    return None


def opens_line(scene: Scene, draft: Draft) -> bool:
    """Return whether a draft stands at the beginning of its sentence, as a list's items do."""
    before = [
        one
        for one in scene.tokens[max(draft.first - 4, 0) : draft.first]
        if one.sentence == scene.sentence(draft)
    ]
    return all(one.kind is Kind.SIGN for one in before)


def of_heading(scene: Scene, draft: Draft, sort: str) -> Doing | None:
    """Return the doing of the line before that ends in a colon, where a draft opens the next."""
    if not opens_line(scene, draft):
        return None
    above = scene.sentence(draft) - 1
    ends = [one for one in scene.tokens[: draft.first] if one.sentence == above]
    if not ends or ends[-1].text != ":":
        return None
    found = [
        one
        for one in scene.doings
        if scene.tokens[one.first].sentence == above and one.measure(sort)
    ]
    return found[-1] if found else None


def trailing(scene: Scene, at: int) -> Doing | None:
    """Return the verb that ends a list of shares: of which 18 over A and two over B fell."""
    opened = at
    while opened and scene.drafts[opened].thing is None and not scene.drafts[opened].share:
        opened -= 1
    if scene.drafts[opened].share != "list":
        return None
    for follower in range(at, len(scene.drafts)):
        one = scene.drafts[follower]
        if scene.sentence(one) != scene.sentence(scene.drafts[at]) or one.thing is not None:
            return None
        right = scene.right(follower, MUNITION)
        if right and not right[1] and not right[0].meaning.weak:
            return stronger(scene, right[0], MUNITION)
    return None


def is_pronoun(scene: Scene, draft: Draft) -> bool:
    """Return whether an English "one" counts nothing: one that stretched across regions."""
    bracketed = draft.first and scene.tokens[draft.first - 1].text == "("
    if scene.tokens[draft.last].low != "one" or bracketed:
        return False
    after = scene.tokens[draft.last + 1].low if draft.last + 1 < len(scene.tokens) else ""
    return after not in _AFTER_ONE


def number_between(scene: Scene, draft: Draft, before: Draft) -> bool:
    """Return whether the words right before a number are none of a list's."""
    token = scene.tokens[draft.first - 1] if draft.first else None
    return token is not None and token.kind is Kind.NUMBER and draft.first - 1 > before.last
