"""Chooses which of several namesakes a text means, by the regions that it names."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.reading.place_hits import Hit
from desktop.reading.place_lexicon import Place
from desktop.reading.place_words import Head
from desktop.reading.tokens import Token

_KINDS: Final = ("region", "settlement", "sea", "country", "district")
# How many places away a region may be told that a namesake is in.
_FAR: Final = 60
_AGREEING: Final = 2
_SMALL: Final = ("settlement", "district")
_COUNTRIES: Final = {"Russia": "RU", "Ukraine": "UA"}
_BESIDE: Final = frozenset({"", "in", "in the", "of", "of the", "'s", "в", "у"})
_LOCAL: Final = (Head.VILLAGE, Head.COMMUNITY)
_LOOSELY_BESIDE: Final = frozenset({",", ", the", "("})


@dataclass(frozen=True, slots=True)
class Chosen:
    """The place meant, None for one that the lexicon doesn't have, and the region it lies in.

    `others` are namesakes that the text doesn't rule out.
    """

    place: Place | None
    within: str
    others: tuple[Place, ...] = ()


def choose(tokens: Sequence[Token], hits: Sequence[Hit], home: str) -> list[Chosen]:
    """Return what each hit means; namesakes are in `home`, a country's code, if nothing tells."""
    regions = [(at, code) for at, hit in enumerate(hits) if (code := _region(hit))]
    return [_chosen(tokens, hits, at, regions, home) for at in range(len(hits))]


def _region(hit: Hit) -> str:
    """Return the code of the one region that a hit names or lies in, or ""."""
    codes = {hit.within} if hit.within else {place.code or place.within for place in hit.places}
    if hit.called == "capital" or hit.head in _LOCAL or len(codes) != 1:
        return ""
    return codes.pop()


def _chosen(
    tokens: Sequence[Token],
    hits: Sequence[Hit],
    at: int,
    regions: Sequence[tuple[int, str]],
    home: str,
) -> Chosen:
    hit = hits[at]
    if hit.called == "capital":
        return _capital(hit, hits)
    first, last = (bisect_left(regions, (end, "")) for end in (at - _FAR, at + _FAR))
    others = [one for one in regions[first:last] if one[0] != at]
    beside = hit.within or _beside(tokens, hits, at) or _elsewhere(hit, others)
    if len(hit.places) == 1 and not beside and not (hit.head in _LOCAL or hit.guessed):
        return Chosen(hit.places[0], hit.places[0].within)
    nearest = [beside] if beside else []
    others.sort(key=lambda one: _far(tokens, hits, at, one[0]))
    nearest += [code for _, code in others]
    elsewhere = not any(_lies_in(place, code) for place in hit.places for code in nearest)
    if (hit.head in _LOCAL or hit.guessed) and nearest and elsewhere:
        return Chosen(None, nearest[0])
    small = all(place.kind in _SMALL for place in hit.places)
    if beside and small and not any(_lies_in(place, beside) for place in hit.places):
        return Chosen(None, beside)
    if not hit.places:
        return Chosen(None, nearest[0] if nearest else "")
    return _among(hit.places, nearest, home)


def _elsewhere(hit: Hit, others: Sequence[tuple[int, str]]) -> str:
    """Return the region of all of a text's other places, if a district isn't known to lie there.

    The gazetteer knows every district of Ukraine, but not all of Russia.
    """
    codes = {code for _, code in others}
    if hit.head is not Head.DISTRICT or len(others) < _AGREEING or len(codes) != 1:
        return ""
    if any(place.within.startswith("UA") for place in hit.places):
        return ""
    code = codes.pop()
    return "" if any(_lies_in(place, code) for place in hit.places) else code


def _among(places: Sequence[Place], nearest: Sequence[str], home: str) -> Chosen:
    """Return the one of these places that lies in the nearest region told, else the likeliest."""
    fitting = [place for code in nearest for place in places if _lies_in(place, code)]
    if fitting and len(places) > 1:
        return Chosen(fitting[0], fitting[0].within)
    first = min(places, key=lambda place: _KINDS.index(place.kind))
    alike = tuple(place for place in places if place.kind == first.kind)
    alike = tuple(place for place in alike if place.within.startswith(home)) or alike
    first = first if first in alike else alike[0]
    regions = {place.within for place in alike}
    if first.code or len(regions) == 1:
        return Chosen(first, first.within)
    return Chosen(first, "", alike)


def _lies_in(place: Place, code: str) -> bool:
    return code in (place.code, place.within)


def _beside(tokens: Sequence[Token], hits: Sequence[Hit], at: int) -> str:
    """Return the region that stands right behind a place or right before it."""
    hit = hits[at]
    if at + 1 < len(hits) and (code := _region(hits[at + 1])):
        between = [token.low for token in tokens[hit.last + 1 : hits[at + 1].first]]
        told = " ".join(between)
        # "Kursk, Belgorod Region" is a list, as long as Kursk is but one place.
        near = told in _BESIDE or (told in _LOOSELY_BESIDE and len(hit.places) != 1)
        if near and any(place.code for place in hits[at + 1].places):
            return code
    if hit.head is Head.DISTRICT and at + 1 < len(hits) and hits[at + 1].first == hit.last + 1:
        # A district of a city: "в Красноармейском районе Волгограда".
        return _region(hits[at + 1])
    before = hits[at - 1] if at else None
    if before is not None and before.head is not None and before.last + 1 == hit.first:
        return _region(before)
    return ""


def _far(tokens: Sequence[Token], hits: Sequence[Hit], at: int, other: int) -> tuple[int, int]:
    """Return how far another hit stands: sentences first, those before nearer than those after."""
    sentence = tokens[hits[at].first].sentence
    away = sentence - tokens[hits[other].first].sentence
    order = away * 2 if away >= 0 else -away * 2 + 1
    return order, abs(hits[other].first - hits[at].first)


def _capital(hit: Hit, hits: Sequence[Hit]) -> Chosen:
    """Return the capital of the country that the text names more places of, Ukraine if equal."""
    told = [
        _COUNTRIES.get(place.name) or (place.code or place.within)[:2]
        for other in hits
        if other.called != "capital"
        for place in other.places[:1]
    ]
    country = "RU" if told.count("RU") > told.count("UA") or "UA" not in told else "UA"
    of_country = [place for place in hit.places if place.code.startswith(country)]
    meant = of_country or list(hit.places)
    return Chosen(meant[0] if meant else None, "")
