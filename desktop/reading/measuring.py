"""What each number measures: the verb or noun that governs it, or what went before."""

from collections.abc import Sequence
from typing import Final

from desktop.reading import measure_words as said
from desktop.reading.doings import Doing
from desktop.reading.drafts import UNINFLECTED, Draft
from desktop.reading.language import Language
from desktop.reading.measure_words import Meaning
from desktop.reading.number_words import GROWTH
from desktop.reading.suggestion import Mention
from desktop.reading.thing_words import MUNITION, OTHER, PERSON, PROPERTY
from desktop.reading.things import ATTACKS, head_of, is_head, things_in
from desktop.reading.tokens import Kind, Token
from desktop.reading.wordlist import words

_WALLS: Final = frozenset(";:.!?(•")
_JOINTS: Final = words("и а но та й і але and but while та_також")
_WHO: Final = words("который що який котрий which that who whom где де where")
_BREAKS: Final = words("of into in at on near to from")
_OUTCOMES: Final = frozenset({said.DOWNED, said.NOT_REACHED, said.HIT})
_ADJACENT: Final = 5


def measured(
    tokens: Sequence[Token],
    drafts: Sequence[Draft],
    doings: Sequence[Doing],
    places: Sequence[Mention],
    language: Language,
) -> list[Draft]:
    """Return the drafts that measure something, each with its sort, munition and measure."""
    scene = _Scene(tokens, list(drafts), doings, places, language)
    kept: list[Draft] = []
    for at, draft in enumerate(scene.drafts):
        if draft.single:
            found = _single(scene, at, kept)
        elif draft.thing is None:
            found = _understood(scene, at, kept)
        elif draft.thing.sort == OTHER:
            found = _other(scene, at)
        else:
            found = _plain(scene, at, kept)
        if found:
            kept.append(draft)
    return kept


class _Scene:
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
            elif token.low in _JOINTS and not relative:
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
        """Return the token after "including two children," between commas, 0 where there is none."""
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
            one.text in ',"' or one.low in _JOINTS | {"also", "также", "також"} for one in between
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
            floor = max((one.last for one in self.drafts[:at] if not one.single), default=-1)
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
            and not any(one.low in _JOINTS | _BREAKS for one in between)
        )

    def _mixed(self, doing: Doing, sort: str) -> Doing:
        """Return the doing that a pair such as "shot down or suppressed" comes to: the first."""
        if doing.measure(sort) != said.NOT_REACHED:
            return doing
        for other in reversed(self.doings):
            if other.last < doing.first and doing.first - other.last <= 4:
                between = self.tokens[other.last + 1 : doing.first]
                paired = all(one.text in "/," or one.low in _PAIRING for one in between)
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


_HARMED: Final = ("пострадавш", "погибш", "постраждал", "загибл")
_PAIRING: Final = words("и или та або й and or чи і")


def _take(draft: Draft, sort: str, measure: str, doing: Doing | None) -> bool:
    """Fill in what a draft measures; return whether it measures anything."""
    draft.sort, draft.measure, draft.doing = sort, measure, doing
    if draft.thing and draft.thing.sort == MUNITION:
        draft.munition = draft.thing.munition
    return bool(measure)


def _governing(scene: _Scene, at: int, sort: str) -> Doing | None:
    """Return the doing that governs a draft of a sort in its own clause, None where none does."""
    draft = scene.drafts[at]
    left = scene.left(at, sort, fresh=True)
    if left and scene.adjacent(draft, left):
        return left
    right = scene.right(at, sort)
    if draft.out_of and not right:
        right = scene.right(scene.drafts.index(draft.out_of), sort)
    told = left is not None and not left.meaning.weak and not _parted(scene, left, draft)
    if left and at and scene.drafts[at - 1].share and _parted(scene, left, draft):
        left = None
    if right is None and not told and scene.coordinated(at) and not draft.single:
        right = scene.right(at + 1, sort)
    if right and not (left and (right[1] or right[0].meaning.weak) and not left.meaning.weak):
        return _stronger(scene, right[0], sort)
    return left


def _parted(scene: _Scene, doing: Doing, draft: Draft) -> bool:
    """Return whether a comma or "while" stands between a doing and a draft after it."""
    between = scene.tokens[doing.last + 1 : draft.first]
    return any(one.text == "," or one.low == "while" for one in between)


def _stronger(scene: _Scene, doing: Doing, sort: str) -> Doing:
    """Return the doing that is told together with a weak or mixed one: detected and destroyed."""
    if not doing.meaning.weak and doing.measure(sort) != said.NOT_REACHED:
        return doing
    for other in scene.doings:
        if doing.last < other.first <= doing.last + 3:
            between = scene.tokens[doing.last + 1 : other.first]
            if all(one.low in _PAIRING or one.text in "/," for one in between) and (
                other.measure(sort) == said.DOWNED
            ):
                return other
    return doing


def _plain(scene: _Scene, at: int, kept: Sequence[Draft]) -> bool:
    """Measure a number beside its thing."""
    draft = scene.drafts[at]
    thing = draft.thing
    if thing is None:
        return False
    if thing.sort == PERSON and not thing.told and _is_sum_of_words(scene, draft):
        return _from_thing(scene, at)
    if any(one.out_of is draft and one.measure in _OUTCOMES for one in scene.drafts):
        return _take(draft, thing.sort, said.LAUNCHED, None)
    main = _main_of_share(scene, at)
    if main:
        return _take(draft, thing.sort, main.measure(thing.sort) or "", main)
    if draft.share == "list" and thing.sort == PERSON and not thing.told:
        whole = _before(scene, draft, PERSON, kept)
        right = scene.right(at, PERSON)
        if whole and (right is None or right[1]):
            return _take(draft, PERSON, whole.measure, whole.doing)
    doing = _governing(scene, at, thing.sort)
    inside = _inside(scene, draft)
    if inside and inside.measure(thing.sort) and not draft.out_of:
        attributed = doing is None or doing.meaning.weak or thing.sort == PROPERTY
        doing = inside if attributed else doing
    if thing.told:
        voided = doing is not None and doing.measure(PERSON) == "" and not doing.meaning.noun
        if not voided:
            return _take(draft, PERSON, thing.told, doing)
    alone = doing is None and thing.sort == MUNITION and not scene.coordinated(at - 1)
    heading = scene.goals(draft, at) if alone else None
    if heading:
        draft.places, draft.own_places = ((heading.goal,) if heading.goal else ()), True
        return _take(draft, MUNITION, said.HEADED, heading)
    if doing is None or doing.meaning.weak:
        before = _before(scene, draft, thing.sort, kept)
        if before and draft.share == "list" and thing.first < draft.first:
            sent = (one for one in kept if one.measure == said.LAUNCHED)
            before = next((one for one in sent if one.munition == thing.munition), before)
        if before and (doing is None or before.doing is not doing):
            near = thing.sort == MUNITION or draft.share or draft.additional
            near = near or scene.sentence(before) == scene.sentence(draft)
            inherits = doing is None or before.share or before.munition == thing.munition
            if near and inherits and (doing is None or not _starts_anew(scene, at)):
                return _take(draft, thing.sort, before.measure, before.doing)
    if doing is None:
        doing = scene.left(at, thing.sort, fresh=False) or _of_heading(scene, draft, thing.sort)
    if doing is None and thing.sort == MUNITION:
        return _listed(scene, at, kept)
    if doing is None:
        return False
    measure = doing.measure(thing.sort) or ""
    if (
        draft.low == draft.high == 1
        and doing.first > draft.last
        and _strikes_property(scene, doing)
    ):
        measure = said.HIT
    struck_with = doing.lemma in said.STRIKING and doing.last < draft.first
    if measure == said.HIT and (struck_with or _is_means(scene, draft)):
        measure = said.LAUNCHED
    if measure == said.DAMAGED and _is_where(scene, draft):
        return False
    return _take(draft, thing.sort, measure, doing)


def _is_means(scene: _Scene, draft: Draft) -> bool:
    """Return whether a number is in the case of what something is done with: двома ракетами."""
    tags = scene.tokens[draft.first].tags
    return "ablt" in tags and not {"nomn", "accs", "gent"} & tags


def _is_where(scene: _Scene, draft: Draft) -> bool:
    """Return whether a number says in how many houses the panes are broken, not how many houses."""
    before = scene.tokens[draft.first - 1] if draft.first else None
    return before is not None and (
        before.low in ("в", "у", "in") or bool(_PANES & {before.low, *before.lemmas})
    )


_PANES: Final = words("остекление окно стекло скління вікно шибка скло")


def _starts_anew(scene: _Scene, at: int) -> bool:
    return scene.left(at, MUNITION, fresh=True) is not None


def _strikes_property(scene: _Scene, doing: Doing) -> bool:
    """Return whether "attacked" has a car or a house as its object."""
    if doing.lemma not in said.ATTACKING:
        return False
    after = scene.tokens[doing.last + 1 : doing.last + 6]
    heads = [head_of(one) for one in after]
    return any(head is not None and head[0] == PROPERTY for head in heads)


def _main_of_share(scene: _Scene, at: int) -> Doing | None:
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
    return outcomes[-1] if outcomes else (found[-1] if found else left)


def _before(
    scene: _Scene, draft: Draft, sort: str, kept: Sequence[Draft], *, reach: int = 1
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


def _opens_line(scene: _Scene, draft: Draft) -> bool:
    """Return whether a draft stands at the beginning of its sentence, as a list's items do."""
    before = [
        one
        for one in scene.tokens[max(draft.first - 4, 0) : draft.first]
        if one.sentence == scene.sentence(draft)
    ]
    return all(one.kind is Kind.SIGN for one in before)


def _of_heading(scene: _Scene, draft: Draft, sort: str) -> Doing | None:
    """Return the doing of the line before, where that ends in a colon and a draft opens the next."""
    if not _opens_line(scene, draft):
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


def _listed(scene: _Scene, at: int, kept: Sequence[Draft]) -> bool:
    """Measure a line of a list: 20 БПЛА – над территорией Орловской области."""
    draft = scene.drafts[at]
    before = _before(scene, draft, MUNITION, kept)
    if before is None or not (scene.place_near(at) or draft.share or _opens_line(scene, draft)):
        return False
    return _take(draft, MUNITION, before.measure, before.doing)


def _understood(scene: _Scene, at: int, kept: Sequence[Draft]) -> bool:
    """Measure a number whose thing must be understood from what went before."""
    draft = scene.drafts[at]
    before = _antecedent(scene, draft, kept)
    inside = _inside(scene, draft)
    heading = scene.goals(draft, at)
    if heading and not draft.share and _governing(scene, at, MUNITION):
        heading = None
    if heading and before and before.sort == MUNITION:
        draft.munition = before.munition
        draft.places, draft.own_places = ((heading.goal,) if heading.goal else ()), True
        return _take(draft, MUNITION, said.HEADED, heading)
    if _is_sum_of_words(scene, draft):
        return _from_thing(scene, at)
    if _after_its_thing(scene, at):
        return True
    if before is None:
        return _from_thing(scene, at)
    trailing = _trailing(scene, at) if before.sort == MUNITION else None
    if trailing:
        draft.munition = before.munition
        return _take(draft, MUNITION, trailing.measure(MUNITION) or "", trailing)
    sorts = dict.fromkeys((before.sort, PERSON, PROPERTY))
    if direct := next((sort for sort in sorts if _direct(scene, at, sort)), None):
        sorts = dict.fromkeys((direct, *sorts))
    for sort in sorts:
        doing = inside or _governing(scene, at, sort)
        if doing is None or (doing.meaning.weak and sort == before.sort):
            continue
        only = set(doing.meaning.measures) == {sort}
        if sort != before.sort and not only:
            continue
        draft.munition = before.munition if sort == MUNITION else ""
        if draft.share == "of" and doing.measure(sort) is None:
            break
        return _take(draft, sort, doing.measure(sort) or "", doing)
    same = scene.sentence(draft) == scene.sentence(before)
    evident = (
        scene.place_near(at)
        or draft.share
        or draft.additional
        or (same and scene.coordinated(at - 1))
    )
    if not evident or _thing_between(scene, draft, before) or _is_pronoun(scene, draft):
        return False
    draft.munition = before.munition
    return _take(draft, before.sort, before.measure, before.doing)


def _is_pronoun(scene: _Scene, draft: Draft) -> bool:
    """Return whether an English "one" counts nothing: one that stretched across regions."""
    if scene.tokens[draft.last].low != "one":
        return False
    after = scene.tokens[draft.last + 1].low if draft.last + 1 < len(scene.tokens) else ""
    return after not in _AFTER_ONE


_AFTER_ONE: Final = words("was were over in of at near on above more had fell hit each has also –")


def _trailing(scene: _Scene, at: int) -> Doing | None:
    """Return the verb at the end of a list of shares: of which 18 over A and two over B were lost."""
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
            return _stronger(scene, right[0], MUNITION)
    return None


def _direct(scene: _Scene, at: int, sort: str) -> bool:
    """Return whether a verb that follows a number at once is of this sort alone."""
    right = scene.right(at, sort)
    return right is not None and not right[1] and not right[0].meaning.weak


def _antecedent(scene: _Scene, draft: Draft, kept: Sequence[Draft]) -> Draft | None:
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


def _inside(scene: _Scene, draft: Draft) -> Doing | None:
    """Return the participle within a phrase: 17 damaged houses."""
    return next(
        (one for one in scene.doings if draft.first < one.first and one.last <= draft.last), None
    )


def _thing_between(scene: _Scene, draft: Draft, before: Draft) -> bool:
    """Return whether the words right before a number are none of a list's."""
    token = scene.tokens[draft.first - 1] if draft.first else None
    return token is not None and token.kind is Kind.NUMBER and draft.first - 1 > before.last


def _after_its_thing(scene: _Scene, at: int) -> bool:
    """Measure a number that stands right after its thing: поранених – 61, дронів: 5."""
    draft = scene.drafts[at]
    end = draft.first
    while end and scene.tokens[end - 1].text in "–:":
        end -= 1
    first = max(end - 6, 0)
    numbered = {
        place for one in scene.drafts if not one.single for place in range(one.first, one.last + 1)
    }
    for thing in things_in(scene.tokens[first:end], scene.language):
        alone = numbered.isdisjoint(range(first + thing.first, first + thing.last + 1))
        if first + thing.last != end - 1 or not alone or not thing.told:
            continue
        return _take(draft, PERSON, thing.told, None)
    return False


_SUMS: Final = words("число количество кількість number toll count tally total жертва")
_SUM_TIES: Final = words(
    "до at to reached reach is was are had hit достигнуть сягнути составить становити скласти",
)


def _is_sum_of_words(scene: _Scene, draft: Draft) -> bool:
    """Return whether a number ends what "the number of" began: the number of dead rose to 10."""
    inside = [
        one
        for one in scene.tokens[max(draft.first - 24, 0) : draft.first]
        if one.sentence == scene.sentence(draft)
    ]
    sums = any(_SUMS & {one.low, *one.lemmas} for one in inside)
    own = scene.tokens[draft.first]
    near = {form for one in [*inside[-2:], own] for form in (one.low, *one.lemmas)}
    return sums and bool((_SUM_TIES | GROWTH) & near)


def _from_thing(scene: _Scene, at: int) -> bool:
    """Measure a number that follows its thing: дронов – 5, the number of drones destroyed: 4."""
    draft = scene.drafts[at]
    first = next(
        place for place, one in enumerate(scene.tokens) if one.sentence == scene.sentence(draft)
    )
    head = scene.tokens[first : draft.first]
    summed = next((p for p, one in enumerate(head) if _SUMS & {one.low, *one.lemmas}), None)
    if summed is not None:
        told = _told_after(scene, first + summed, draft.first)
        if told:
            draft.munition = told[2]
            return _take(draft, told[0], told[1], None)
    things = things_in(head, scene.language)
    for thing in reversed(things):
        doing = _governing(scene, at, thing.sort)
        measure = thing.told or (doing.measure(thing.sort) if doing else "") or ""
        if measure:
            draft.munition = thing.munition
            return _take(draft, thing.sort, measure, doing)
    for sort in (PERSON,):
        doing = _governing(scene, at, sort)
        if doing and doing.measure(sort):
            return _take(draft, sort, doing.measure(sort) or "", doing)
    return False


def _told_after(scene: _Scene, first: int, stop: int) -> tuple[str, str, str] | None:
    """Return sort, measure and munition of what "the number of" is of, from token `first` on."""
    if {"toll", "жертва"} & {scene.tokens[first].low, *scene.tokens[first].lemmas}:
        return PERSON, said.KILLED, ""
    things = things_in(scene.tokens[first + 1 : min(first + 8, stop)], scene.language)
    doing = next((one for one in scene.doings if first < one.first < stop), None)
    for thing in things:
        measure = thing.told or (doing.measure(thing.sort) if doing else "")
        if measure:
            return thing.sort, measure, thing.munition
    for sort in (PERSON, PROPERTY):
        if doing and doing.measure(sort) and set(doing.meaning.measures) == {sort}:
            return sort, doing.measure(sort) or "", ""
    return None


def _other(scene: _Scene, at: int) -> bool:
    """Measure a number beside a noun that no list has, where a verb of one sort says so at once."""
    return any(_other_of(scene, at, sort) for sort in (PROPERTY, PERSON))


def _other_of(scene: _Scene, at: int, sort: str) -> bool:
    draft = scene.drafts[at]
    left = scene.left(at, sort, fresh=True)
    doing = left if left and scene.adjacent(draft, left) else None
    if doing is None:
        right = scene.right(at, sort)
        doing = right[0] if right and not right[1] else None
    if doing is None or set(doing.meaning.measures) != {sort}:
        return False
    return _take(draft, sort, doing.measure(sort) or "", doing)


_GOVERNING: Final = words(
    "атака удар налет применение использование попадание падение обломок взрыв сброс помощь угроза",
    "опасность пролет полет оператор расчет запуск воздействие детонация приближение прилет",
    "влучання загроза обстріл удар уламок падіння скид застосування наліт вибух допомога політ",
    "обстрел сигнал режим отражение отбой тип работа",
)


def _single(scene: _Scene, at: int, kept: Sequence[Draft]) -> bool:
    """Measure a single thing that no number stands beside."""
    draft = scene.drafts[at]
    thing = draft.thing
    if thing is None:
        return False
    if kept and _goes_on(scene, kept[-1], draft):
        return _take(draft, kept[-1].sort, kept[-1].measure, kept[-1].doing)
    if _in_apposition(draft, kept):
        return False
    if draft.share and kept and thing.sort == PERSON:
        before = _before(scene, draft, PERSON, kept, reach=0)
        if before:
            return _take(draft, PERSON, before.measure, before.doing)
    if thing.told and scene.language is not Language.EN:
        return _take(draft, PERSON, thing.told, None)
    if scene.language is Language.EN:
        doing = _english_single(scene, at)
    else:
        doing = _slavic_single(scene, at)
    if doing is None:
        return False
    measure = doing.measure(thing.sort)
    if measure is None and thing.sort == MUNITION:
        measure = said.HIT
    if doing.first > draft.last and _strikes_property(scene, doing):
        measure = said.HIT
    dropped = thing.munition == "bomb" and doing.lemma in said.DROPPING
    if not measure or (measure == said.LAUNCHED and not dropped):
        return False
    return _take(draft, thing.sort, measure, doing)


def _goes_on(scene: _Scene, before: Draft, draft: Draft) -> bool:
    """Return whether a single thing of property continues a list of it: 5 houses, a shop and a car."""
    if draft.thing is None or draft.thing.sort != before.sort:
        return False
    if before.sort == MUNITION and (
        before.single or before.share or scene.right(scene.drafts.index(draft), MUNITION)
    ):
        return False
    if before.sort == PERSON and scene.right(scene.drafts.index(draft), PERSON):
        return False
    between = scene.tokens[before.last + 1 : draft.first]
    commas = before.sort != MUNITION
    joined = any((commas and one.text == ",") or one.low in _JOINTS for one in between)
    if not joined or not all(one.text in ',"' or one.low in _LISTED for one in between):
        return False
    noun = scene.tokens[draft.thing.noun]
    if (
        before.sort == MUNITION
        and scene.language is not Language.EN
        and "plur" in _tags_as_head(noun)
    ):
        return False
    return scene.language is Language.EN or (
        bool({"nomn", "accs"} & noun.tags) and _is_one(noun.tags)
    )


_LISTED: Final = _JOINTS | words("также також а and as well an one еще ще")


def _english_single(scene: _Scene, at: int) -> Doing | None:
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
        if striking and not striking[1] and _strikes(scene, draft, striking[0]):
            return _STRIKES
    right = scene.right(at, thing.sort)
    return right[0] if right else None


_STRIKES: Final = Doing(-1, -1, "strike", Meaning({MUNITION: said.HIT}))


def _strikes(scene: _Scene, draft: Draft, doing: Doing) -> bool:
    """Return whether a munition does to others what a verb says: a missile destroyed a school."""
    after = scene.tokens[doing.last + 1] if doing.last + 1 < len(scene.tokens) else None
    if after is None or after.kind is not Kind.WORD or doing.meaning.noun:
        return False
    return _active(scene, doing) and after.low not in _AFTER_PASSIVE


_AFTER_PASSIVE: Final = words(
    "by over in on at near above off during before after and but while as with from overnight early",
    "late when to for around within outside yesterday today this last",
)


def _in_apposition(draft: Draft, kept: Sequence[Draft]) -> bool:
    """Return whether a single person is the one just counted: one of them a child."""
    if not kept or kept[-1].thing is not None or kept[-1].value != 1:
        return False
    return kept[-1].sort == PERSON and 0 < draft.first - kept[-1].last <= 2


_PREPOSITIONS: Final = words("of in on at near from to by with for during into against around per")


def _after_preposition(scene: _Scene, first: int) -> bool:
    return bool(first) and scene.tokens[first - 1].low in _PREPOSITIONS


def _active(scene: _Scene, doing: Doing) -> bool:
    before = scene.tokens[doing.first - 1].low if doing.first else ""
    return before not in ("was", "were", "been", "being", "be", "is", "are")


def _slavic_single(scene: _Scene, at: int) -> Doing | None:
    draft = scene.drafts[at]
    thing = draft.thing
    if thing is None:
        return None
    if thing.sort == MUNITION and _told_as_hit(scene, draft):
        tags = scene.tokens[thing.noun].tags
        return _STRIKES if _is_one(tags) and "gent" in tags else None
    if _governed(scene, draft):
        return None
    noun = scene.tokens[thing.noun]
    fixed = noun.low in UNINFLECTED
    tags_of = _tags_as_head(noun)
    if not fixed:
        if not {"nomn", "accs"} & tags_of or not _is_one(tags_of):
            return None
        inside = _inside(scene, draft) or _opening(scene, draft)
        if inside and "nomn" in tags_of and inside.measure(thing.sort) == said.DAMAGED:
            if (
                "ADJF" in scene.tokens[inside.first].tags
                and "PRTF" not in scene.tokens[inside.first].tags
            ):
                return inside
        if "plur" in tags_of and not _singular_beside(scene, thing.first, thing.noun):
            return None
    for doing in _near(scene, at, thing.sort):
        tags = scene.tokens[doing.first].tags
        agrees = _is_one(tags) and "neut" not in tags and "Impe" not in tags
        predicate = bool({"PRTS", "VERB"} & tags)
        listed = thing.sort == PROPERTY and doing.last < draft.first
        if predicate and (agrees or listed or (not fixed and _is_object(tags, doing, draft))):
            return doing
    return None


def _singular_beside(scene: _Scene, first: int, noun: int) -> bool:
    """Return whether an adjective before a noun says that it is one."""
    return any(
        "ADJF" in one.tags and _is_one(one.tags) and "nomn" in one.tags and "plur" not in one.tags
        for one in scene.tokens[first:noun]
    )


def _tags_as_head(token: Token) -> frozenset[str]:
    """Return the grammemes of a word as the noun that it counts as, not as its namesakes."""
    readings = [tags for lemma, tags in token.readings if is_head(lemma)]
    return frozenset[str]().union(*readings) if readings else token.tags


def _is_one(tags: frozenset[str]) -> bool:
    """Return whether a word may be in the singular; Ukrainian's tags say it by a gender."""
    return "sing" in tags or bool({"masc", "femn", "neut"} & tags)


def _opening(scene: _Scene, draft: Draft) -> Doing | None:
    return next((one for one in scene.doings if one.first == draft.first), None)


def _is_object(tags: frozenset[str], doing: Doing, draft: Draft) -> bool:
    """Return whether a verb without a subject of its own takes a draft as its object."""
    impersonal = bool({"neut", "Impe"} & tags) or "plur" in tags or "sing" in tags
    return impersonal and "PRTS" not in tags and doing.last < draft.first


def _near(scene: _Scene, at: int, sort: str) -> list[Doing]:
    draft = scene.drafts[at]
    found = []
    left = scene.left(at, sort, fresh=True)
    if left and (scene.adjacent(draft, left) or sort == PROPERTY) and not left.meaning.noun:
        found.append(left)
    right = scene.right(at, sort)
    if right and not right[1] and not right[0].meaning.noun:
        found.append(_stronger(scene, right[0], sort))
    if sort == MUNITION and not found:
        striking = scene.right(at, PROPERTY)
        if striking and not striking[1]:
            tags = scene.tokens[striking[0].first].tags
            if "VERB" in tags and "PRTS" not in tags:
                found.append(striking[0])
    return found


def _told_as_hit(scene: _Scene, draft: Draft) -> bool:
    """Return whether a phrase is what a noun of hitting tells of: зафіксовано влучання ракети."""
    before = scene.tokens[max(draft.first - 3, 0) : draft.first]
    if not before or not _HITS & set(before[-1].lemmas):
        return False
    return not any("PREP" in one.tags or one.low in _BECAUSE for one in before[:-1])


_HITS: Final = words("влучання попадание прилет приліт")
_BECAUSE: Final = words("внаслідок унаслідок вследствие из-за через після")


def _governed(scene: _Scene, draft: Draft) -> bool:
    """Return whether a preposition or another noun governs the phrase."""
    before = scene.tokens[draft.first - 1] if draft.first else None
    if before is None or before.kind is not Kind.WORD:
        return False
    return "PREP" in before.tags or bool(_GOVERNING & set(before.lemmas))
