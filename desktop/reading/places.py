"""Finds the places of events in a text, in any grammatical case and in three languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.reading.language import Language, language_of
from desktop.reading.place_adjectives import adjective_hits
from desktop.reading.place_choice import Chosen, choose
from desktop.reading.place_hits import Hit, has_lemma
from desktop.reading.place_lexicon import PlaceLexicon
from desktop.reading.place_nouns import noun_hits
from desktop.reading.place_roles import CAPITALS, Use, bracketed, origins, routes, use_of
from desktop.reading.place_words import SETTLEMENTS, Head
from desktop.reading.suggestion import Mention
from desktop.reading.tokens import Token
from desktop.reading.transliterating import transliterated
from desktop.records.words import _

_OF_DISTRICT: Final = re.compile(r"\s+(?:Urban|Municipal)?\s*(?:District|Okrug)$")
_HOMES: Final = {Language.UK: "UA", Language.RU: "RU"}
_BELOW_REGION: Final = ("settlement", "district")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The places that a text names, in order.

    `places` are those where something may have happened, countries among them; `offices` those
    whose governor, mayor or administration is named.
    """

    places: tuple[Mention, ...]
    offices: tuple[Mention, ...]


def find_places(text: str, tokens: Sequence[Token], lexicon: PlaceLexicon) -> Whereabouts:
    """Return the places of an even text and its tokens.

    Each member of a list is a mention of its own; the last holds the word of kind that they share.
    Places from which drones and missiles came, streets, people and "Moscow time" are left out.
    """
    hits = _apart([*adjective_hits(tokens, lexicon), *noun_hits(tokens, lexicon)])
    uses = [use_of(tokens, hit, hits[at - 1] if at else None) for at, hit in enumerate(hits)]
    telling = [at for at, use in enumerate(uses) if use is not Use.OTHER]
    language = language_of(text)
    chosen = choose(tokens, [hits[at] for at in telling], _HOMES.get(language, ""))
    launches = origins(text.lower(), tokens, hits)
    ways = routes(tokens, hits)
    wider = _wider(tokens, hits) | ways
    found: dict[Use, list[Mention]] = {use: [] for use in Use}
    for at, meant in zip(telling, chosen, strict=True):
        if at in wider or (hits[at].unsure and not meant.within):
            continue
        mention = _mention(tokens, hits[at], meant, lexicon, language)
        launched = any(start <= mention.start < end for start, end in launches) or (
            bool(launches) and bracketed(tokens, hits[at])
        )
        found[Use.ORIGIN if launched and uses[at] is Use.PLACE else uses[at]].append(mention)
    within = {at: meant.within for at, meant in zip(telling, chosen, strict=True)}
    found[Use.PLACE] += _of_ways(tokens, hits, ways, within, lexicon)
    places = sorted(found[Use.PLACE], key=lambda one: one.start)
    told = {one.code or one.within for one in (*places, *found[Use.OFFICE])}
    # A story filed where it happened may not name the place again.
    filed = [
        one
        for one in found[Use.DATELINE]
        if one.code not in CAPITALS and (one.code or one.within) not in told
    ]
    places = sorted([*places, *filed], key=lambda one: one.start)
    return Whereabouts(tuple(places), tuple(found[Use.OFFICE]))


def _rank(hit: Hit) -> tuple[bool, int, int]:
    """Return what puts known places and those with a word of kind first, then longer ones."""
    return not hit.places and hit.head is None, hit.first - hit.last, hit.first


def _apart(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits in order without those that others overlap: known and longer ones stay."""
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=_rank):
        span = range(hit.first, hit.last + 1)
        if taken.isdisjoint(span):
            kept.append(hit)
            taken.update(span)
    return sorted(kept, key=lambda one: one.first)


def _of_ways(
    tokens: Sequence[Token],
    hits: Sequence[Hit],
    ways: set[int],
    within: dict[int, str],
    lexicon: PlaceLexicon,
) -> list[Mention]:
    """Return the region of each road both ends of which lie in it."""
    found = []
    for at in sorted(ways):
        code = within.get(at, "")
        if at + 1 in ways and code and code == within.get(at + 1):
            start, end = tokens[hits[at].first].start, tokens[hits[at + 1].last].end
            name, uid = lexicon.region(code), lexicon.region_uid(code)
            found.append(Mention(start, end, code, name, "", uid, "region"))
    return found


def _wider(tokens: Sequence[Token], hits: Sequence[Hit]) -> set[int]:
    """Return which hits are the district or town of a smaller place that stands beside them."""
    found = set()
    for at in range(1, len(hits)):
        one, other = hits[at - 1], hits[at]
        if _are_nested(tokens, one, other):
            found.add(at - 1 if other.head in (Head.VILLAGE, Head.CITY) else at)
    return found


def _are_nested(tokens: Sequence[Token], one: Hit, other: Hit) -> bool:
    """Return whether two places below a region stand together and one is in the other."""
    if any(place.kind not in _BELOW_REGION for place in (*one.places, *other.places)):
        return False
    between = tokens[one.last + 1 : other.first]
    settled = all(has_lemma(token, SETTLEMENTS) for token in between)
    sorts = {hit.head == Head.DISTRICT for hit in (one, other)}
    return settled and len(between) <= 1 and len(sorts) > 1 and one.head != Head.COMMUNITY


def _mention(
    tokens: Sequence[Token], hit: Hit, meant: Chosen, lexicon: PlaceLexicon, language: Language
) -> Mention:
    place = meant.place
    start, end = tokens[hit.first].start, tokens[hit.last].end
    if place is None:
        name = _unknown_name(tokens, hit, language)
        kind = "district" if hit.head is Head.DISTRICT else "settlement"
        return Mention(start, end, "", name, meant.within, "", kind)
    name = place.name
    uid = place.uid
    if place.kind == "district" and hit.head not in (Head.DISTRICT, Head.COMMUNITY):
        name, uid = _OF_DISTRICT.sub("", place.name), ""
        name = _unknown_name(tokens, hit, language) if name.endswith("sky") else name
    if place.code == "RU-MOS" and hit.head is Head.REGION:
        name = "Moscow Region"
    if hit.head is Head.DISTRICT and place.kind == "district" and not name.endswith("District"):
        # What is an urban okrug by now is told as the district that it was.
        name = _unknown_name(tokens, hit, language)
    if hit.head is Head.DISTRICT and place.kind == "settlement":
        name, uid = f"{place.name} District", ""
    kind = "settlement" if not place.code and place.kind == "district" and not uid else place.kind
    kind = "district" if hit.head is Head.DISTRICT else kind
    return Mention(start, end, place.code, name, meant.within, uid, kind, _doubt(meant, lexicon))


def _unknown_name(tokens: Sequence[Token], hit: Hit, language: Language) -> str:
    """Return the English name of a place that the lexicon doesn't have, as near as can be."""
    first = tokens[hit.first]
    told = hit.called or first.text
    declined = hit.head is not Head.CITY and hit.head is not Head.VILLAGE
    declined = declined and (hit.head is Head.DISTRICT or not told.endswith("о"))
    if declined and not told.isascii() and " " not in told and first.lemmas:
        told = first.lemmas[0] if hit.head is Head.DISTRICT else min(first.lemmas, key=len)
    name = transliterated(told, language)
    if hit.head is Head.DISTRICT and not name.endswith("District"):
        name = f"{name} District"
    return name


def _doubt(meant: Chosen, lexicon: PlaceLexicon) -> str:
    if not meant.others or meant.place is None:
        return ""
    regions = ", ".join(sorted({lexicon.region(place.within) for place in meant.others}))
    return _("{place} is in several regions: {regions}. Check which is meant.").format(
        place=meant.place.name, regions=regions
    )
