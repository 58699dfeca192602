"""Chooses which of several namesakes a text means, by the regions that it names."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.reading.place_hits import Hit
from desktop.reading.place_lexicon import Place
from desktop.reading.tokens import Token


@dataclass(frozen=True, slots=True)
class Chosen:
    """The place meant, None for one that the lexicon doesn't have, and the region it lies in.

    `others` are namesakes that the text doesn't rule out.
    """

    place: Place | None
    within: str
    others: tuple[Place, ...] = ()


def choose(tokens: Sequence[Token], hits: Sequence[Hit]) -> list[Chosen]:
    """Return what each hit means."""
    regions = [(at, code) for at, hit in enumerate(hits) if (code := _region(hit))]
    return [_chosen(tokens, hits, at, regions) for at in range(len(hits))]


def _region(hit: Hit) -> str:
    """Return the code of the one region that a hit names, or ""."""
    codes = {place.code for place in hit.places}
    return codes.pop() if len(codes) == 1 else ""


def _chosen(
    tokens: Sequence[Token], hits: Sequence[Hit], at: int, regions: Sequence[tuple[int, str]]
) -> Chosen:
    hit = hits[at]
    if hit.called == "capital":
        return _capital(hit, hits)
    beside = _beside(tokens, hits, at)
    if beside and hit.places and not any(_lies_in(place, beside) for place in hit.places):
        if all(not place.code for place in hit.places):
            return Chosen(None, beside)
    nearest = [beside] if beside else []
    nearest += [code for _, code in sorted(regions, key=lambda one: _far(tokens, hits, at, one[0]))]
    if not hit.places:
        return Chosen(None, nearest[0] if nearest else "")
    if len(hit.places) == 1:
        return Chosen(hit.places[0], hit.places[0].within)
    for code in nearest:
        fitting = [place for place in hit.places if _lies_in(place, code)]
        if fitting:
            return Chosen(fitting[0], fitting[0].within)
    kinds = ("region", "settlement", "sea", "country", "district")
    first = min(hit.places, key=lambda place: kinds.index(place.kind))
    if first.code or first.kind == "sea" or len({one.within for one in hit.places}) == 1:
        return Chosen(first, first.within)
    alike = tuple(place for place in hit.places if place.kind == first.kind)
    if len(alike) == 1:
        return Chosen(first, first.within)
    return Chosen(first, "", alike)


def _lies_in(place: Place, code: str) -> bool:
    return code in (place.code, place.within)


def _beside(tokens: Sequence[Token], hits: Sequence[Hit], at: int) -> str:
    """Return the region that stands right behind a place or right before it."""
    hit = hits[at]
    if at + 1 < len(hits) and (code := _region(hits[at + 1])):
        between = [token.low for token in tokens[hit.last + 1 : hits[at + 1].first]]
        if between in (
            [],
            [","],
            ["in"],
            ["in", "the"],
            [",", "the"],
            ["of"],
            ["("],
            ["of", "the"],
            ["'s"],
        ):
            return code
    if at and (code := _region(hits[at - 1])):
        between = [token.low for token in tokens[hits[at - 1].last + 1 : hit.first]]
        if between == [] and hits[at - 1].head is not None:
            return code
    return ""


def _far(tokens: Sequence[Token], hits: Sequence[Hit], at: int, other: int) -> tuple[int, int]:
    """Return how far another hit stands: sentences first, those before nearer than those after."""
    sentence = tokens[hits[at].first].sentence
    away = sentence - tokens[hits[other].first].sentence
    order = away * 2 if away >= 0 else -away * 2 + 1
    return order, abs(hits[other].first - hits[at].first)


def _capital(hit: Hit, hits: Sequence[Hit]) -> Chosen:
    counts = {"RU": 0, "UA": 0}
    for other in hits:
        for code in {(place.code or place.within)[:2] for place in other.places}:
            if other.called != "capital" and code in counts:
                counts[code] += 1
    country = "UA" if counts["UA"] > counts["RU"] else "RU"
    of_country = [place for place in hit.places if place.code.startswith(country)]
    place = (of_country or list(hit.places) or [None])[0]
    return Chosen(place, "")
