"""A text with all that was found in it: what stands left and right of a number."""

from collections.abc import Sequence
from typing import Final

from desktop.reading import measure_words as said
from desktop.reading.doings import Doing
from desktop.reading.drafts import Draft
from desktop.reading.language import Language
from desktop.reading.measure_words import MEANING_OF
from desktop.reading.suggestion import Mention
from desktop.reading.thing_words import MUNITION, PROPERTY
from desktop.reading.things import ATTACKS, head_of
from desktop.reading.tokens import Kind, Token
from desktop.reading.wordlist import words

_WALLS: Final = frozenset(";:.!?(•")


JOINTS: Final = words("и а но та й і але and but while та_також")


_WHO: Final = words("который що який котрий which that who whom где де where")


_BREAKS: Final = words("of into in at on near to from")


OUTCOMES: Final = frozenset({said.DOWNED, said.NOT_REACHED, said.HIT})


_ADJACENT: Final = 5


_HARMED: Final = ("пострадавш", "погибш", "постраждал", "загибл")


PAIRING: Final = words("и или та або й and or чи і")


class Scene:
    """The text with all that was found in it, and what lies left and right of a draft."""

    def __init__(
        self,
        tokens: Sequence[Token],
        drafts: list[Draft],
        doings: Sequence[Doing],
        places: Sequence[Mention],
        language: Language,
    ) -> None:
        self.tokens = tokens
        self.drafts = drafts
        self.doings = doings
        self.places = places
        self.language = language

    def sentence(self, draft: Draft) -> int:
        """Return the sentence in which a draft begins."""
        return self.tokens[draft.first].sentence

    def right(self, at: int, sort: str) -> tuple[Doing, bool] | None:
        """Return the doing that follows a draft in its clause, and whether in a relative one."""
        draft = self.drafts[at]
        stop = self._next_start(at)
        relative = False
        place = draft.last + 1
        while place < stop:
            token = self.tokens[place]
            if token.sentence != self.sentence(draft) or token.text in _WALLS:
                return None
            if token.text == ",":
                if not self._opens_relative(place + 1):
                    beyond = self._beyond_share(at, place)
                    if beyond:
                        later = (one.first for one in self.drafts if one.first >= beyond)
                        place, stop = beyond, next(later, len(self.tokens))
                        continue
                    if not relative:
                        return None
                    relative = False
                else:
                    relative = True
            elif token.low in JOINTS and not relative:
                return None
            elif doing := self._doing_at(place):
                if (
                    doing.goal is None
                    and not doing.meaning.noun
                    and doing.measure(sort) is not None
                ):
                    return doing, relative or self._attributive(place)
                place = doing.last
            place += 1
        return None

    def _beyond_share(self, at: int, comma: int) -> int:
        """Return the token after "including two children," in commas, 0 where there is none."""
        if at + 1 >= len(self.drafts):
            return 0
        share = self.drafts[at + 1]
        if not share.share or not 0 < share.first - comma <= 4:
            return 0
        for close in range(share.last + 1, min(share.last + 8, len(self.tokens))):
            if self.tokens[close].text in ".;:":
                return 0
            if self.tokens[close].text in ",–":
                return close + 1
        return 0

    def coordinated(self, at: int) -> bool:
        """Return whether only "and" or a comma stands between a draft and the next one."""
        if at < 0 or at + 1 >= len(self.drafts) or self.drafts[at + 1].share:
            return False
        between = self.tokens[self.drafts[at].last + 1 : self.drafts[at + 1].first]
        return len(between) <= 3 and all(
            one.text in ',"' or one.low in JOINTS | {"also", "также", "також"} for one in between
        )

    def goals(self, draft: Draft, at: int) -> Doing | None:
        """Return the heading for a place that is told of a draft, before the next one."""
        stop = self._next_start(at)
        for doing in self.doings:
            if doing.goal and draft.last < doing.first < stop:
                same = self.tokens[doing.first].sentence == self.sentence(draft)
                between = self.tokens[draft.last + 1 : doing.first]
                if same and not any(one.text in ";." or one.low in ATTACKS for one in between):
                    return doing
        return None

    def left(self, at: int, sort: str, *, fresh: bool) -> Doing | None:
        """Return the nearest doing before a draft in its sentence.

        `fresh` asks for one that stands after the draft before.
        """
        draft = self.drafts[at]
        floor = -1
        if fresh:
            floor = max(
                (one.last for one in self.drafts[max(at - 40, 0) : at] if not one.single),
                default=-1,
            )
        best: Doing | None = None
        for doing in reversed(self.doings):
            if doing.last >= draft.first or doing.goal:
                continue
            if doing.first <= floor or self.tokens[doing.first].sentence != self.sentence(draft):
                break
            if doing.measure(sort) is None or self._attributive(doing.first):
                continue
            if not doing.meaning.weak:
                return self._mixed(doing, sort)
            best = best or doing
        return best

    def adjacent(self, draft: Draft, doing: Doing) -> bool:
        """Return whether a verb stands right before a draft, nothing of weight between them."""
        between = self.tokens[doing.last + 1 : draft.first]
        return (
            not doing.meaning.noun
            and not doing.meaning.weak
            and len(between) <= _ADJACENT
            and not any(one.kind is Kind.SIGN and one.text not in '":/' for one in between)
            and not any(one.low in JOINTS | _BREAKS for one in between)
        )

    def _mixed(self, doing: Doing, sort: str) -> Doing:
        """Return the doing that a pair such as "shot down or suppressed" comes to: the first."""
        if doing.measure(sort) != said.NOT_REACHED:
            return doing
        for other in reversed(self.doings):
            if other.last < doing.first and doing.first - other.last <= 4:
                between = self.tokens[other.last + 1 : doing.first]
                paired = all(one.text in "/," or one.low in PAIRING for one in between)
                if paired and other.measure(sort) == said.DOWNED:
                    return other
        return doing

    def _next_start(self, at: int) -> int:
        draft = self.drafts[at]
        for one in self.drafts[at + 1 :]:
            if one is not draft.out_of:
                return one.first
        return len(self.tokens)

    def _opens_relative(self, place: int) -> bool:
        for token in self.tokens[place : place + 3]:
            if _WHO & {token.low, *token.lemmas} or "PRTF" in token.tags:
                return True
            if "ADJF" in token.tags and not MEANING_OF.keys().isdisjoint(token.lemmas):
                return True
            if "PREP" not in token.tags and token.low not in ("of", "all", "both"):
                return False
        return False

    def _doing_at(self, place: int) -> Doing | None:
        return next((one for one in self.doings if one.first == place), None)

    def _attributive(self, place: int) -> bool:
        """Return whether a participle describes a noun: сбитых дронов, downed drones."""
        token = self.tokens[place]
        if token.low.startswith(_HARMED):
            return False
        if self.language is not Language.EN:
            if {"PRTS", "VERB", "Impe"} & token.tags or not {"PRTF", "ADJF"} & token.tags:
                return False
            after = self.tokens[place + 1 : place + 2]
            return self.language is Language.RU or any({"NOUN", "ADJF"} & one.tags for one in after)
        before = self.tokens[place - 1].low if place else ""
        return before in ("the", "a", "of") and token.low.endswith("ed")

    def place_near(self, at: int) -> bool:
        """Return whether a place is named between the drafts on both sides of a draft."""
        draft = self.drafts[at]
        floor = max((one.last for one in self.drafts[:at]), default=-1)
        stop = self._next_start(at)
        sentence = self.sentence(draft)
        inside = [one for one in self.tokens[floor + 1 : stop] if one.sentence == sentence]
        if not inside:
            return False
        return any(inside[0].start <= one.start < inside[-1].end for one in self.places)


def take(draft: Draft, sort: str, measure: str, doing: Doing | None) -> bool:
    """Fill in what a draft measures; return whether it measures anything."""
    draft.sort, draft.measure, draft.doing = sort, measure, doing
    if draft.thing and draft.thing.sort == MUNITION:
        draft.munition = draft.thing.munition
    return bool(measure)


def governing(scene: Scene, at: int, sort: str) -> Doing | None:
    """Return the doing that governs a draft of a sort in its own clause, None where none does."""
    draft = scene.drafts[at]
    left = scene.left(at, sort, fresh=True)
    if left and scene.adjacent(draft, left):
        return left
    right = scene.right(at, sort)
    if draft.out_of and not right:
        right = scene.right(scene.drafts.index(draft.out_of), sort)
    told = left is not None and not left.meaning.weak and not parted(scene, left, draft)
    if left and at and scene.drafts[at - 1].share and parted(scene, left, draft):
        left = None
    if right is None and not told and scene.coordinated(at) and not draft.single:
        right = scene.right(at + 1, sort)
    if right and not (left and (right[1] or right[0].meaning.weak) and not left.meaning.weak):
        return stronger(scene, right[0], sort)
    return left


def parted(scene: Scene, doing: Doing, draft: Draft) -> bool:
    """Return whether a comma or "while" stands between a doing and a draft after it."""
    between = scene.tokens[doing.last + 1 : draft.first]
    return any(one.text == "," or one.low == "while" for one in between)


def stronger(scene: Scene, doing: Doing, sort: str) -> Doing:
    """Return the doing that is told together with a weak or mixed one: detected and destroyed."""
    if not doing.meaning.weak and doing.measure(sort) != said.NOT_REACHED:
        return doing
    for other in scene.doings:
        if doing.last < other.first <= doing.last + 3:
            between = scene.tokens[doing.last + 1 : other.first]
            if all(one.low in PAIRING or one.text in "/," for one in between) and (
                other.measure(sort) == said.DOWNED
            ):
                return other
    return doing


def inside(scene: Scene, draft: Draft) -> Doing | None:
    """Return the participle within a phrase: 17 damaged houses."""
    return next(
        (one for one in scene.doings if draft.first < one.first and one.last <= draft.last), None
    )


def strikes_property(scene: Scene, doing: Doing) -> bool:
    """Return whether "attacked" has a car or a house as its object."""
    if doing.lemma not in said.ATTACKING:
        return False
    after = scene.tokens[doing.last + 1 : doing.last + 6]
    heads = [head_of(one) for one in after]
    return any(head is not None and head[0] == PROPERTY for head in heads)
