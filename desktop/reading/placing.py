"""Where each number belongs: the places beside it, or the one that the text is about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.reading import measure_words as said
from desktop.reading.drafts import Draft
from desktop.reading.suggestion import Mention
from desktop.reading.thing_words import MUNITION
from desktop.reading.tokens import Kind, Token
from desktop.reading.wordlist import words


@dataclass(frozen=True, slots=True)
class Home:
    """A stretch of text, and the region whose officials say it, or None."""

    start: int
    end: int
    region: Mention | None


@dataclass(slots=True)
class Group:
    """Places that are named together, from token `first` to `last`.

    `target` of an attack or not; `abroad` where only a whole country is named.
    """

    first: int
    last: int
    places: tuple[Mention, ...]
    sentence: int
    target: bool = False
    abroad: bool = False


_LINKING: Final = words(
    "и а та й і або или также також and as well the of over in at on or near above",
    "над в на у во по с территория територія акватория акваторія область район край республика",
    "регион region regions oblast district districts waters area areas republic city town г м с місто",
    "город московський москва област край ао пгт поселок село border off",
)
_AIM: Final = words("объект об'єкт target object facility направление")
_ORIGIN: Final = words("из із зі с з from напрямок")
_SOME: Final = words("один несколько некоторый два три один кілька деякий одна")
_WAY: Final = words(
    "район территория територія акватория акваторія направление напрям напрямок область простір",
    "повітряний воздушный пространство area areas direction directions the of region airspace territory",
    "sea waters тимчасово окупований тот occupied сторона бік",
)
_WHERE: Final = words("где где-то де where")
_COUNTRY: Final = "country"


def groups_of(tokens: Sequence[Token], places: Sequence[Mention]) -> list[Group]:
    """Return the places in groups: those that are joined by commas and "and"."""
    found: list[Group] = []
    at = 0
    for place in places:
        while at < len(tokens) and tokens[at].end <= place.start:
            at += 1
        if at >= len(tokens):
            break
        last = at
        while last + 1 < len(tokens) and tokens[last + 1].start < place.end:
            last += 1
        group = found[-1] if found else None
        if group and group.sentence == tokens[at].sentence and _joined(tokens, group.last, at):
            if _contains(place, group.places[-1]) and not _joined_by_word(tokens, group.last, at):
                group.last = last
                continue
            if _rolled(place) not in map(_rolled, group.places) or not place.code:
                group.places += (place,)
            group.last = last
            continue
        found.append(Group(at, last, (place,), tokens[at].sentence, target=_aimed(tokens, at)))
    for one in found:
        one.abroad = all(place.kind == _COUNTRY for place in one.places)
        one.places = tuple(place for place in one.places if place.kind != _COUNTRY)
    return [
        one for one in found if not _is_origin(tokens, one.first) and not _by_the_way(tokens, one)
    ]


_MOSTLY: Final = words(
    "bulk most mostly majority mainly primarily largely большинство більшість переважно напрямок",
    "преимущественно",
)


def _by_the_way(tokens: Sequence[Token], group: Group) -> bool:
    """Return whether places are told as where most of it was, not as where a number belongs."""
    before = tokens[max(group.first - 6, 0) : group.first]
    after = tokens[group.last + 1].text if group.last + 1 < len(tokens) else ""
    counted = any(one.kind is Kind.NUMBER for one in before)
    mostly = any(_MOSTLY & {one.low, *one.lemmas} for one in before)
    return (
        mostly
        and not counted
        and after != ":"
        and tokens[group.first].sentence == before[0].sentence
    )


def _is_origin(tokens: Sequence[Token], first: int) -> bool:
    """Return whether places are told as where an attack came from."""
    for at in range(first - 1, max(first - 6, -1), -1):
        token = tokens[at]
        forms = {token.low, *token.lemmas}
        if _ORIGIN & forms:
            return not (at and _SOME & {tokens[at - 1].low, *tokens[at - 1].lemmas})
        if not (_WAY & forms or token.text == ":"):
            return False
    return False


def _joined(tokens: Sequence[Token], last: int, first: int) -> bool:
    between = tokens[last + 1 : first]
    return len(between) <= 7 and all(
        one.text in ',"/' or _LINKING & {one.low, *one.lemmas} for one in between
    )


def _joined_by_word(tokens: Sequence[Token], last: int, first: int) -> bool:
    return any(one.low in words("и та й і and") for one in tokens[last + 1 : first])


def _contains(wide: Mention, small: Mention) -> bool:
    return bool(wide.code) and small.within == wide.code


def _aimed(tokens: Sequence[Token], first: int) -> bool:
    """Return whether places are told as what an attack was aimed at."""
    return any(_AIM & set(one.lemmas) for one in tokens[max(first - 6, 0) : first])


def place_drafts(
    tokens: Sequence[Token], drafts: list[Draft], groups: Sequence[Group], homes: Sequence[Home]
) -> list[Draft]:
    """Return the drafts with their places; one that is meant of each place becomes several."""
    goals = {draft.doing.goal.start for draft in drafts if draft.doing and draft.doing.goal}
    groups = [one for one in groups if not (one.places and one.places[0].start in goals)]
    for segment in _segments(tokens, drafts):
        inside = [one for one in groups if segment[0] <= one.first < segment[1]]
        members = [one for one in drafts if segment[0] <= one.first < segment[1]]
        _place_segment(tokens, members, inside, segment[1])
    _share_forward(tokens, drafts)
    _fall_back(tokens, drafts, groups, homes)
    return _spread(drafts)


def _segments(tokens: Sequence[Token], drafts: Sequence[Draft]) -> list[tuple[int, int]]:
    """Return the stretches of tokens within which places and numbers belong together."""
    bounds = [0]
    firsts = [one.first for one in drafts]
    for at, token in enumerate(tokens):
        if at and token.sentence != tokens[at - 1].sentence:
            bounds.append(at)
        elif token.text == ";" or (token.text == ":" and _list_follows(tokens, at, firsts)):
            bounds.append(at + 1)
    bounds.append(len(tokens))
    return [(one, other) for one, other in zip(bounds, bounds[1:], strict=False) if one < other]


def _list_follows(tokens: Sequence[Token], at: int, firsts: Sequence[int]) -> bool:
    return any(at < one and tokens[one].sentence == tokens[at].sentence for one in firsts)


def _place_segment(
    tokens: Sequence[Token], members: list[Draft], groups: list[Group], stop: int
) -> None:
    if not members or not groups:
        return
    first_places = _places_first(tokens, members, groups)
    for at, draft in enumerate(members):
        if draft.own_places:
            continue
        floor = members[at - 1].last if at else -1
        later = (one.first for one in members[at + 1 :] if one.first > draft.last)
        until = next(later, stop)
        before = [one for one in groups if floor < one.last < draft.first]
        after = [one for one in groups if draft.last < one.first < until]
        if at + 1 < len(members) and after and not first_places:
            after = [
                one
                for one in after
                if not _leads(tokens, one, members[at + 1]) or _holds(tokens, draft, one)
            ]
        chosen = None
        if first_places or (at and before and _leads(tokens, before[-1], draft)):
            chosen = before[-1] if before else None
            if chosen is None and at and not draft.share and members[at - 1].own_places:
                _copy_places(members[at - 1], draft)
        elif after:
            chosen = after[0]
        elif before and (at == 0 or (before[-1].abroad and draft.measure == said.LAUNCHED)):
            chosen = before[-1]
        if chosen:
            draft.places = chosen.places
            draft.own_places = True
            draft.until = max(draft.last, chosen.last) if chosen.first > draft.last else draft.last


def _holds(tokens: Sequence[Token], draft: Draft, group: Group) -> bool:
    """Return whether a place stands right after a number, no comma between."""
    between = tokens[draft.last + 1 : group.first]
    return len(between) <= 6 and not any(one.text == "," for one in between)


def _copy_places(source: Draft, draft: Draft) -> None:
    if draft.measure == said.LAUNCHED and draft.doing is not source.doing:
        return
    if source.each or (source.munition == draft.munition and draft.thing is None):
        return
    draft.places = source.places
    draft.own_places = bool(source.places)


def _places_first(
    tokens: Sequence[Token], members: Sequence[Draft], groups: Sequence[Group]
) -> bool:
    """Return whether places stand before their numbers: Белгородской (4 БпЛА), Курской (1)."""
    if any(one.first > members[-1].last and not one.target for one in groups):
        return False
    head = [one for one in groups if one.last < members[0].first]
    if not head:
        return False
    between = [one for one in groups if one.first > members[0].last]
    return len(members) == 1 or bool(between) or len(head) == 1


def _leads(tokens: Sequence[Token], group: Group, draft: Draft) -> bool:
    """Return whether a place is said of the number after it: the Bryansk Region, where 31 ..."""
    between = tokens[group.last + 1 : draft.first]
    return any(one.low in _WHERE for one in between) or (
        len(between) <= 2
        and any(one.text in "(–" for one in between)
        and draft.thing is None
        and False
    )


_LATTER: Final = words("последний останній latter former первый")
_AND: Final = words("и а та й і and also также також еще ще as well")


def _share_forward(tokens: Sequence[Token], drafts: Sequence[Draft]) -> None:
    """Give a number the places of the one that it is listed with: two missiles and 3 drones over X."""
    for at in range(len(drafts) - 2, -1, -1):
        draft, follower = drafts[at], drafts[at + 1]
        if draft.own_places or not follower.own_places or draft.sort != follower.sort:
            continue
        persons = draft.sort != MUNITION
        if draft.measure == said.LAUNCHED != follower.measure or follower.each:
            continue
        if follower.share and not persons:
            continue
        if tokens[draft.first].sentence != tokens[follower.first].sentence:
            continue
        if follower.doing and follower.doing.goal:
            continue
        between = tokens[draft.last + 1 : follower.first]
        told = [one for one in between if one.kind is Kind.WORD and one.low not in _AND]
        after = tokens[follower.last + 1 : follower.last + 6]
        if any(_LATTER & {one.low, *one.lemmas} for one in after):
            continue
        listed = len(told) <= 2 and not any(one.text in ":;(" for one in between)
        joined = any(one.low in _AND for one in between)
        other = follower.thing is not None and draft.munition != follower.munition
        if persons and follower.doing and not any(one.text in ":;(" for one in between):
            listed = joined = len(told) <= 4 or bool(follower.share)
        if listed and (other or joined):
            draft.places, draft.own_places = follower.places, True


def _fall_back(
    tokens: Sequence[Token],
    drafts: Sequence[Draft],
    groups: Sequence[Group],
    homes: Sequence[Home],
) -> None:
    """Give a number without a place the only one that its speaker or the text named before it."""
    for draft in drafts:
        if draft.own_places or draft.measure == said.HEADED:
            continue
        earlier = [one for one in groups if one.last < draft.first and one.places]
        start = tokens[draft.first].start
        home = next((one for one in homes if one.start <= start < one.end), None)
        region = home.region if home else None
        if home:
            own = [one for one in earlier if one.places[0].start >= home.start]
            later = [one for one in groups if one.places and draft.last < one.first]
            later = [one for one in later if one.places[0].start < home.end]
            earlier = own or ([] if region else earlier)
            if not own and region and later and draft.sort == MUNITION:
                earlier = []
        if not earlier and region:
            earlier = [Group(-1, -1, (region,), -1)]
        if anaphor := _spoken_of(tokens, draft, earlier):
            draft.places = anaphor
            continue
        if draft.sort == MUNITION and _is_headed(draft, drafts):
            continue
        if draft.sort == MUNITION and not region and _nationwide(draft, drafts):
            continue
        if total := _opened_total(tokens, drafts, draft):
            draft.places = total.places
            continue
        if draft.measure == said.LAUNCHED:
            sentence = tokens[draft.first].sentence
            earlier = [one for one in earlier if one.target or one.sentence == sentence]
        siblings = [
            one
            for one in drafts
            if one is not draft
            and one.own_places
            and one.sort == draft.sort == MUNITION
            and abs(tokens[one.first].sentence - tokens[draft.first].sentence) <= 1
            and one.measure == draft.measure
        ]
        if siblings and draft.additional and _ends_clause(tokens, draft):
            before = [one for one in drafts[: drafts.index(draft)] if one.sort == draft.sort]
            draft.places = before[-1].places if before else ()
            continue
        if siblings and (not draft.share or draft.share == "list"):
            continue
        keys = {_rolled(place) for one in earlier for place in one.places}
        if len(keys) == 1:
            nearest = earlier[-1]
            draft.places = nearest.places
        elif draft.sort != MUNITION and (near := earlier[-1:] or _later(tokens, draft, groups)):
            draft.places = near[-1].places


_SPOKEN_OF: Final = words(
    "регион область край город район region city town district місто область громада столица столиця",
    "capital республика county",
)
_THAT: Final = words("над в на у по the over in на_территории із із")


def _spoken_of(
    tokens: Sequence[Token], draft: Draft, earlier: Sequence[Group]
) -> tuple[Mention, ...]:
    """Return the place that "the region" beside a draft stands for, () where none does."""
    if not earlier:
        return ()
    sentence = tokens[draft.first].sentence
    far = 30 if draft.measure == said.LAUNCHED else 6
    for at in range(max(draft.first - far, 1), min(draft.last + 7, len(tokens))):
        token, before = tokens[at], tokens[at - 1]
        if token.sentence != sentence or not _SPOKEN_OF & {token.low, *token.lemmas}:
            continue
        attacked = draft.measure == said.LAUNCHED and before.low not in ("air", "other")
        if (
            attacked
            or before.low in _THAT
            or before.low in ("территорией", "территорії", "територією")
        ):
            return earlier[-1].places
    return ()


def _nationwide(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Return whether a draft tells what became of munitions that were launched at no one place."""
    if draft.measure == said.LAUNCHED:
        return False
    launched = [
        one
        for one in drafts
        if one.measure == said.LAUNCHED
        and one.munition == draft.munition
        and one.first < draft.first
        and one.most >= draft.value
    ]
    return bool(launched) and not launched[-1].places


def _later(tokens: Sequence[Token], draft: Draft, groups: Sequence[Group]) -> list[Group]:
    """Return the place that is named last of all in the sentence of a draft, if only one is."""
    sentence = tokens[draft.first].sentence
    after = [one for one in groups if one.sentence == sentence and one.first > draft.last]
    return [one for one in after if one.places][:1]


def _ends_clause(tokens: Sequence[Token], draft: Draft) -> bool:
    """Return whether nothing is told of a number after it: he added four more."""
    after = tokens[draft.last + 1 : draft.last + 3]
    said_more = [one for one in after if one.low not in ("more", "others")]
    return draft.thing is None and bool(said_more) and said_more[0].text in ".,;–"


def _opened_total(tokens: Sequence[Token], drafts: Sequence[Draft], draft: Draft) -> Draft | None:
    """Return the total with a place of its own whose colon a number comes after."""
    for one in drafts:
        same = tokens[one.first].sentence == tokens[draft.first].sentence
        if one.first >= draft.first or not same or not one.own_places or one.sort != draft.sort:
            continue
        end = max(one.until, one.last) + 1
        if end < draft.first and tokens[end].text == ":":
            return one
    return None


def _is_headed(draft: Draft, drafts: Sequence[Draft]) -> bool:
    return any(one.parent is draft and one.measure == said.HEADED for one in drafts)


def _rolled(place: Mention) -> str:
    return place.code or place.within or place.name


def _spread(drafts: Sequence[Draft]) -> list[Draft]:
    made: list[Draft] = []
    for draft in drafts:
        if draft.each and len(draft.places) > 1:
            for place in draft.places:
                made.append(replace(draft, places=(place,), doubts=[*draft.doubts]))
        else:
            draft.joint = len(draft.places) > 1
            made.append(draft)
    return made
