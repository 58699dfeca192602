"""Finds places that are told by adjectives: Калужской и Тверской областей, Чорного моря."""

from collections.abc import Iterable, Sequence
from typing import Final

from desktop.reading.place_hits import Hit, has_lemma, is_name
from desktop.reading.place_keys import adjective_key
from desktop.reading.place_lexicon import Place, PlaceLexicon
from desktop.reading.place_words import (
    AUTONOMOUS,
    HEADS,
    OFFICE_QUALIFIERS,
    OFFICES,
    QUALIFIERS,
    REGIONAL,
    SETTLEMENTS,
    SHORT_HEADS,
    WIDE_DISTRICTS,
    Head,
)
from desktop.reading.tokens import Kind, Token

_BY_THEMSELVES: Final = (Head.DISTRICT, Head.COMMUNITY)
# How many tokens a shared word of kind may stand behind the first adjective of a list.
_RECENT: Final = 6
_FARTHEST: Final = 45
_NO_NOUN: Final = frozenset({
    "CONJ", "PREP", "NUMR", "PRTS", "VERB", "ADVB", "PRCL", "PRTF", "ADJS", "NPRO", "impers"
})  # fmt: skip


def adjective_hits(tokens: Sequence[Token], lexicon: PlaceLexicon) -> list[Hit]:
    """Return the places that adjectives name, each with its word of kind if that is its own."""
    hits: list[Hit] = []
    seen: list[Head] = []
    for at, token in enumerate(tokens):
        key = adjective_key(token.low)
        if not key or (at and has_lemma(tokens[at - 1], SETTLEMENTS)):
            continue
        if _is_office(tokens, at + 1) and (places := _called(key, Head.REGION, lexicon)):
            hits.append(Hit(at, at, places))
            continue
        if not is_name(token):
            hits += _within_named(tokens, at, key, lexicon)
            continue
        own, last, autonomous = _own_head(tokens, at)
        hit = None
        if own is not None:
            seen.append(own)
            head = Head.AUTONOMY if autonomous and own is not Head.REPUBLIC else own
            places = _called(key, head, lexicon)
            if not places and own in (Head.FACILITY, Head.COMMUNITY):
                places = tuple(lexicon.adjoining(key))
            if places or own in _BY_THEMSELVES:
                hit = Hit(at, last, places, _called_so(token, places), own)
        elif _may_share(tokens, at):
            hit = _sharing(tokens, at, key, seen, lexicon)
        if hit is not None:
            hits.append(hit)
    return hits


def _is_office(tokens: Sequence[Token], at: int) -> bool:
    """Return whether an office's name begins at `at`: ОВА, обласна прокуратура, губернатор."""
    for token in tokens[at : at + 3]:
        if has_lemma(token, OFFICES):
            return True
        if not has_lemma(token, OFFICE_QUALIFIERS):
            return False
    return False


def _sharing(
    tokens: Sequence[Token], at: int, key: str, seen: Sequence[Head], lexicon: PlaceLexicon
) -> Hit | None:
    """Return the hit of an adjective whose word of kind stands with another, or with none."""
    token = tokens[at]
    if _is_town(tokens, at, lexicon):
        return None
    after = _heads_after(tokens, at)
    for shared in (*after, *seen[: -_RECENT - 1 : -1], Head.OBLAST):
        places = _called(key, shared, lexicon)
        if not places and shared is Head.COMMUNITY:
            places = tuple(lexicon.adjoining(key))
        if places:
            return Hit(at, at, places, "", shared)
    for shared in (*after, *seen[::-1])[:1]:
        if shared in _BY_THEMSELVES and key.endswith("k") and "ADJF" in token.tags:
            return Hit(at, at, (), token.text, shared)
    return None


def _is_town(tokens: Sequence[Token], at: int, lexicon: PlaceLexicon) -> bool:
    """Return whether what looks like an adjective is a town in some case: в Донецке."""
    token = tokens[at]
    if "ADJF" in token.tags and _heads_after(tokens, at):
        return False
    names = [name for key in lexicon.keys(token) for name in lexicon.names(key)]
    known = any(len(name.words) == 1 and name.head is None for name in names)
    return known and token.low.endswith(("а", "у", "е", "і", "ом"))


def _within_named(tokens: Sequence[Token], at: int, key: str, lexicon: PlaceLexicon) -> list[Hit]:
    """Return the hit of a place behind its region's adjective: в крымском Форосе."""
    codes = {place.code for _, place in lexicon.adjectives(key) if place.code}
    if len(codes) != 1 or at + 1 >= len(tokens) or not is_name(tokens[at + 1]):
        return []
    if at + 2 < len(tokens) and is_name(tokens[at + 2]):
        return []
    return [Hit(at + 1, at + 1, (), tokens[at + 1].text, None, codes.pop())]


def _called_so(token: Token, places: Sequence[Place]) -> str:
    return "" if places else token.text


def _own_head(tokens: Sequence[Token], at: int) -> tuple[Head | None, int, bool]:
    """Return the word of kind right behind an adjective, where it stands, if it is autonomous."""
    autonomous = False
    for behind in range(at + 1, min(at + 4, len(tokens))):
        token = tokens[behind]
        head = head_of(token)
        if head is not None:
            return head, behind, autonomous
        if has_lemma(token, WIDE_DISTRICTS) or not has_lemma(token, QUALIFIERS):
            break
        autonomous = autonomous or has_lemma(token, AUTONOMOUS)
    return None, at, False


def head_of(token: Token) -> Head | None:
    """Return what kind of place a token is the word for, or None."""
    if token.kind is not Kind.WORD:
        return None
    if token.low in SHORT_HEADS:
        return SHORT_HEADS[token.low]
    return next((HEADS[lemma] for lemma in (token.low, *token.lemmas) if lemma in HEADS), None)


def _may_share(tokens: Sequence[Token], at: int) -> bool:
    """Return whether no noun of its own stands behind an adjective ("московское время")."""
    if at + 1 >= len(tokens):
        return True
    token = tokens[at + 1]
    if token.text == '"':
        return False
    if token.kind is not Kind.WORD or token.sentence != tokens[at].sentence:
        return True
    if is_name(token) and adjective_key(token.low) and not {"Surn", "Name"} & token.tags:
        return True
    return not is_name(token) and bool(token.tags & _NO_NOUN)


def _heads_after(tokens: Sequence[Token], at: int) -> list[Head]:
    """Return the words of kind of the next places in the sentence, the nearest first."""
    found: list[Head] = []
    for behind in range(at + 1, min(at + _FARTHEST, len(tokens))):
        token = tokens[behind]
        if token.sentence != tokens[at].sentence:
            break
        head = head_of(token)
        if head is not None and adjective_key(tokens[behind - 1].low):
            found.append(head)
    return found


def _called(key: str, head: Head, lexicon: PlaceLexicon) -> tuple[Place, ...]:
    """Return the places that an adjective means with this word of kind."""
    found = [place for other, place in lexicon.adjectives(key) if _fits(head, other, place)]
    if head is Head.FACILITY:
        found += [place for _, place in lexicon.adjectives(key) if place.kind == "region"]
    if head is Head.DISTRICT:
        found += [name.place for name in lexicon.names(f"{key}i") if name.head is Head.DISTRICT]
    return tuple(_once(found))


def _fits(head: Head, other: Head, place: Place) -> bool:
    if head in REGIONAL or head is Head.AUTONOMY:
        if place.kind != "region":
            return False
        if head is Head.REGION:
            return other in (Head.OBLAST, Head.KRAI, Head.REPUBLIC, Head.AUTONOMY, Head.REGION)
        return head is other or (head is Head.OBLAST and other is Head.AUTONOMY)
    return head is other and place.kind != "region"


def _once(places: Iterable[Place]) -> list[Place]:
    return list(dict.fromkeys(places))
