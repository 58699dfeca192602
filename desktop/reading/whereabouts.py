"""Where a number belongs that has no place beside it: what its text, total or speaker tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.reading import measure_words as said
from desktop.reading.drafts import Draft
from desktop.reading.place_groups import Group, rolled
from desktop.reading.suggestion import Mention
from desktop.reading.thing_words import MUNITION
from desktop.reading.tokens import Token
from desktop.reading.wordlist import words

_SPOKEN_OF: Final = words(
    "регион область край город район region city town district місто громада столица столиця",
    "capital республика county",
)


_THAT: Final = words("над в на у по the over in на_территории із із")


@dataclass(frozen=True, slots=True)
class Home:
    """A stretch of text, the region whose officials say it, or None, and who says it."""

    start: int
    end: int
    region: Mention | None
    speaker: str = ""


def fall_back(
    tokens: Sequence[Token],
    drafts: Sequence[Draft],
    groups: Sequence[Group],
    homes: Sequence[Home],
) -> None:
    """Give the numbers without a place one that their speaker, total or text names elsewhere."""
    context = _Context(tokens, drafts, groups, homes)
    for draft in drafts:
        if not draft.own_places and draft.measure != said.HEADED:
            draft.places = _places_of(context, draft)


@dataclass(frozen=True, slots=True)
class _Context:
    tokens: Sequence[Token]
    drafts: Sequence[Draft]
    groups: Sequence[Group]
    homes: Sequence[Home]


def _places_of(context: _Context, draft: Draft) -> tuple[Mention, ...]:
    tokens, drafts = context.tokens, context.drafts
    region = _region(context, draft)
    earlier = _earlier(context, draft, region)
    if anaphor := _spoken_of(tokens, draft, earlier):
        return anaphor
    if draft.sort == MUNITION and (
        _is_national(context, draft)
        or _is_sum(tokens, draft)
        or _is_headed(draft, drafts)
        or (not region and _nationwide(draft, drafts))
    ):
        return ()
    if total := _opened_total(tokens, drafts, draft):
        return total.places
    if _has_placed_siblings(tokens, drafts, draft):
        if draft.additional and _ends_clause(tokens, draft):
            before = [one for one in drafts[: drafts.index(draft)] if one.sort == draft.sort]
            return before[-1].places if before else ()
        if draft.share != "of":
            return ()
    return _nearest(context, draft, earlier)


def _nearest(context: _Context, draft: Draft, earlier: Sequence[Group]) -> tuple[Mention, ...]:
    """Return the only place named before a draft; for people and property also the last or next."""
    if draft.measure == said.LAUNCHED:
        sentence = context.tokens[draft.first].sentence
        earlier = [one for one in earlier if one.target or one.sentence == sentence]
    if len({rolled(place) for one in earlier for place in one.places}) == 1:
        return earlier[-1].places
    if draft.sort == MUNITION:
        return ()
    near = earlier[-1:] or _later(context.tokens, draft, context.groups)
    return near[-1].places if near else ()


_NATIONAL: Final = (
    "минобороны", "министерств", "ministry", "air force", "повітрян", "генштаб", "general staff",
    "armed forces", "ukrainian military", "збройн", "сил оборони", "пс зсу", "russian military",
)  # fmt: skip


def _is_national(context: _Context, draft: Draft) -> bool:
    """Return whether a body of a whole country speaks after somebody else, and names no place."""
    home = _home(context, draft)
    if home is None or not home.start or home.region:
        return False
    named = any(
        one.places and home.start <= one.places[0].start < home.end for one in context.groups
    )
    low = home.speaker.lower()
    return not named and any(one in low for one in _NATIONAL)


_IN_ALL: Final = words("всего итого усього загалом total altogether overall")


def _is_sum(tokens: Sequence[Token], draft: Draft) -> bool:
    """Return whether the words before a number say that it is of everywhere together."""
    before = tokens[max(draft.first - 14, 0) : draft.first]
    sentence = tokens[draft.first].sentence
    return any(one.low in _IN_ALL for one in before if one.sentence == sentence)


def _home(context: _Context, draft: Draft) -> Home | None:
    start = context.tokens[draft.first].start
    return next((one for one in context.homes if one.start <= start < one.end), None)


def _region(context: _Context, draft: Draft) -> Mention | None:
    home = _home(context, draft)
    return home.region if home else None


def _earlier(context: _Context, draft: Draft, region: Mention | None) -> list[Group]:
    """Return the places named before a draft by its speaker, else the speaker's region."""
    named = [one for one in context.groups if one.places]
    earlier = [one for one in named if one.last < draft.first]
    home = _home(context, draft)
    if home:
        own = [one for one in earlier if one.places[0].start >= home.start]
        earlier = own or ([] if region else earlier)
    if not earlier and region:
        return [Group(-1, -1, (region,), -1)]
    return earlier


def _has_placed_siblings(tokens: Sequence[Token], drafts: Sequence[Draft], draft: Draft) -> bool:
    """Return whether numbers of the same kind close by have places of their own, as lists do."""
    return any(
        one is not draft
        and one.own_places
        and one.sort == draft.sort == MUNITION
        and abs(tokens[one.first].sentence - tokens[draft.first].sentence) <= 1
        and one.measure == draft.measure
        for one in drafts
    )


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
