"""Finds places that are told by nouns: Крым, Нижний Новгород, the Bryansk and Oryol regions."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from desktop.reading.place_adjectives import head_of
from desktop.reading.place_hits import Hit, has_lemma, is_name
from desktop.reading.place_keys import word_keys
from desktop.reading.place_lexicon import Name, Place, PlaceLexicon
from desktop.reading.place_words import (
    CAPITALS,
    ENGLISH_HEADS,
    ENGLISH_SETTLEMENTS,
    NO_PLACES,
    NO_TOWNS,
    PENINSULAS,
    PLURAL_HEADS,
    SETTLEMENTS,
    VILLAGES,
    WIDE_DISTRICTS,
    Head,
)
from desktop.reading.tokens import Kind, Token
from desktop.reading.wordlist import words
from desktop.records.fold import latin

_LAND: Final = re.compile(r"(?P<stem>\w{3,})щин(?:а|ы|и|і|е|у|ою|ой)")
_SHORT_SETTLEMENTS: Final = words("с м п г сел гор пос д")
# Districts' names that are more often other words.
_NO_TOWNS: Final = words(
    "volodymyr володимир central southern northern eastern western military don mir stan"
)
_AND: Final = words(", и та і й and")
_SHORTEST: Final = 3
_LISTING: Final = words("and , the or / as well over near in")
_CRIMEA_KEY: Final = latin("Крым")
_CAPITAL_KEYS: Final = (latin("Москва"), latin("Київ"))
_CAPITAL_OF: Final = words("of province region oblast область области області края провинции")


def noun_hits(tokens: Sequence[Token], lexicon: PlaceLexicon) -> list[Hit]:
    """Return the places that nouns name."""
    hits: list[Hit] = []
    at = 0
    while at < len(tokens):
        hit = _at(tokens, at, lexicon, hits[-1] if hits else None)
        if hit is not None:
            hits.append(hit)
            at = hit.last
        at += 1
    return _listed(tokens, _with_unknown(tokens, hits), lexicon)


def _with_unknown(tokens: Sequence[Token], hits: Sequence[Hit]) -> list[Hit]:
    """Add the members of a list of districts that the lexicon doesn't have."""
    taken = {at for hit in hits for at in range(hit.first, hit.last + 1)}
    found = list(hits)
    for hit in hits:
        plural = hit.head is Head.DISTRICT and tokens[hit.last].low in PLURAL_HEADS
        at = hit.first - 1
        while plural and at > 0 and tokens[at].low in _AND:
            at -= tokens[at - 1].text == ","
            if at < 1:
                break
            name = tokens[at - 1]
            if at - 1 in taken or not is_name(name) or not name.text.isascii():
                break
            found.append(Hit(at - 1, at - 1, (), name.text, Head.DISTRICT))
            at -= 2
    return sorted(found, key=lambda one: one.first)


def _at(tokens: Sequence[Token], at: int, lexicon: PlaceLexicon, last: Hit | None) -> Hit | None:
    token = tokens[at]
    if not is_name(token):
        return _capital(tokens, at, lexicon)
    if token.low in NO_PLACES:
        return None
    keys = lexicon.keys(token) | (_before_hyphen(token, lexicon) if "-" in token.low else set())
    names = [name for key in keys for name in lexicon.names(key)]
    fitting = [name for name in names if _fits(tokens, at, name, lexicon)]
    if not fitting and (land := _LAND.fullmatch(token.low)):
        return _land(at, land["stem"], lexicon)
    if fitting and not _is_adjective(tokens, at):
        longest = max(len(name.words) for name in fitting)
        fitting = [name for name in fitting if len(name.words) == longest]
        hit = _headed(tokens, at, at + longest - 1, fitting)
        if hit is not None:
            rural = hit.head is None and last is not None and _goes_on(tokens, at, last)
            return replace(hit, head=Head.VILLAGE) if rural else hit
    hit = _unknown(tokens, at, last)
    if hit is None or hit.head not in (None, Head.CITY) or not (hit.unsure or hit.head):
        return hit
    around = lexicon.around(lexicon.keys(tokens[at])) if hit.first == hit.last else ()
    unsure = hit.unsure and len(around) != 1
    return replace(hit, places=around, unsure=unsure, guessed=True) if around else hit


def _before_hyphen(token: Token, lexicon: PlaceLexicon) -> frozenset[str]:
    """Return the keys of a town in the name of its airfield or station: Курск-Восточный."""
    town, _, rest = token.text.partition("-")
    if not rest[:1].isupper() or any(lexicon.names(key) for key in lexicon.keys(token)):
        return frozenset()
    return word_keys(town.lower(), ())


def _goes_on(tokens: Sequence[Token], at: int, last: Hit) -> bool:
    """Return whether a name goes on with a list of villages: в селах Нехотеевка и Щетиновка."""
    named = tokens[last.first - 1] if last.first else None
    listed = last.head is Head.VILLAGE or (
        named is not None and has_lemma(named, VILLAGES) and not last.places
    )
    return listed and last.last + 2 == at and tokens[at - 1].low in _AND


def _is_adjective(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word is said of the noun behind it: Черноморского флота."""
    token, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if "ADJF" not in token.tags or "Geox" in token.tags or after is None:
        return False
    return "NOUN" in after.tags and after.text.islower() and head_of(after) is None


def _land(at: int, stem: str, lexicon: PlaceLexicon) -> Hit | None:
    """Return the hit of a land that is called by its town: Нікопольщина."""
    keys = (latin(f"{stem}{ending}") for ending in ("ськ", "ск", "ьськ", "івськ"))
    places = [place for key in keys for _, place in lexicon.adjectives(key)]
    regions = [place for place in places if place.kind == "region"]
    head = None if regions else Head.DISTRICT
    found = tuple(dict.fromkeys(regions or places))
    return Hit(at, at, found, head=head) if found else None


def _fits(tokens: Sequence[Token], at: int, name: Name, lexicon: PlaceLexicon) -> bool:
    if at + len(name.words) > len(tokens):
        return False
    return all(
        not keys.isdisjoint(lexicon.keys(token))
        for keys, token in zip(name.words[1:], tokens[at + 1 :], strict=False)
    )


def _headed(tokens: Sequence[Token], first: int, last: int, names: Sequence[Name]) -> Hit | None:
    """Return the hit of a name with the word of kind that stands behind or before it."""
    head = english_head(tokens, last + 1)
    behind = last + 1
    if head is None and last + 2 < len(tokens) and tokens[behind].low in ("urban", "municipal"):
        head, behind = english_head(tokens, last + 2), last + 2
    if head is not None and not _is_wide(tokens, last):
        return Hit(first, behind, _of_head(names, head), _told(tokens, first, last), head)
    head = english_head(tokens, first - 2) if tokens[first - 1].low == "of" else None
    if head in (Head.REPUBLIC, Head.REGION, Head.KRAI) and first >= 2:
        return Hit(first - 2, last, _of_head(names, head), _told(tokens, first, last), head)
    before = head_of(tokens[first - 1]) if first else None
    rural = first > 0 and has_lemma(tokens[first - 1], VILLAGES)
    places = tuple(dict.fromkeys(name.place for name in names if name.head is None))
    if before in (Head.REPUBLIC, Head.PENINSULA) and places:
        return Hit(first - 1, last, places, head=before)
    if not places:
        places = tuple(dict.fromkeys(name.place for name in names if name.head is Head.REGION))
    if all(place.within.startswith("RU") for place in places):
        towns = _centres(tokens, first, names)
        places += tuple(town for town in towns if not places or town.within.startswith("UA"))
    head = Head.VILLAGE if rural else None
    return Hit(first, last, places, _told(tokens, first, last), head) if places else None


def _centres(tokens: Sequence[Token], first: int, names: Sequence[Name]) -> tuple[Place, ...]:
    """Return the districts that are called by their towns, for a town that has no entry itself."""
    token = tokens[first]
    after = tokens[first + 1] if first + 1 < len(tokens) else None
    if len(token.low) < _SHORTEST:
        return ()
    named = token.text.isascii() and after is not None and is_name(after)
    if token.low in _NO_TOWNS or "ADJF" in token.tags or named or _is_first_name(tokens, first):
        return ()
    found = [
        name.place
        for name in names
        if name.head is Head.DISTRICT and not any(key.endswith("ski") for key in name.words[-1])
    ]
    return tuple(dict.fromkeys(found))


def english_head(tokens: Sequence[Token], at: int) -> Head | None:
    """Return what kind of place the English word at `at` says, or None."""
    if not 0 <= at < len(tokens):
        return None
    return ENGLISH_HEADS.get(tokens[at].low.removesuffix("'s").removesuffix("'"))


def _is_wide(tokens: Sequence[Token], last: int) -> bool:
    return has_lemma(tokens[last], WIDE_DISTRICTS)


def _of_head(names: Sequence[Name], head: Head) -> tuple[Place, ...]:
    """Return the places of these names that can be called so, the likelier alone."""
    wanted = (Head.DISTRICT,) if head in (Head.DISTRICT, Head.COMMUNITY) else (Head.REGION,)
    if head is Head.CITY:
        places = [name.place for name in names if name.head is None]
    else:
        places = [name.place for name in names if name.head in wanted]
        if not places and head in (Head.REPUBLIC, Head.PENINSULA, Head.REGION, Head.KRAI):
            places = [name.place for name in names if name.place.kind == "region"]
        if not places:
            places = [name.place for name in names if name.place.kind == "settlement"]
    return tuple(dict.fromkeys(places))


def _told(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(token.text for token in tokens[first : last + 1])


def _listed(tokens: Sequence[Token], hits: list[Hit], lexicon: PlaceLexicon) -> list[Hit]:
    """Give the members of a list the word of kind that stands in the plural behind its last."""
    made = list(hits)
    for at in range(len(made) - 1, -1, -1):
        hit = made[at]
        if hit.head is None or tokens[hit.last].low not in PLURAL_HEADS:
            continue
        behind = hit
        for before in range(at - 1, -1, -1):
            member = made[before]
            between = tokens[member.last + 1 : behind.first]
            if member.head is not None or not _is_listing(between):
                break
            names = [
                name
                for key in lexicon.keys(tokens[member.first])
                for name in lexicon.names(key)
                if len(name.words) == member.last - member.first + 1
                and _fits(tokens, member.first, name, lexicon)
            ]
            places = _of_head(names, hit.head)
            # Crimea in "the Bryansk and Crimea regions" is none of another kind.
            made[before] = replace(
                member,
                places=places or member.places,
                called=_told(tokens, member.first, member.last),
                head=hit.head,
            )
            behind = member
    return made


def _is_listing(between: Sequence[Token]) -> bool:
    return 0 < len(between) <= 3 and all(token.low in _LISTING for token in between)


def _unknown(tokens: Sequence[Token], at: int, last_hit: Hit | None) -> Hit | None:
    """Return the hit of a place that the lexicon doesn't have, if the text says what it is."""
    if len(tokens[at].text) < _SHORTEST or _is_first_name(tokens, at):
        return None
    last = _end_of_name(tokens, at)
    told = _told(tokens, at, last)
    if last_hit is not None and _goes_on(tokens, at, last_hit):
        return Hit(at, last, (), told, Head.VILLAGE)
    english = at > 1 and tokens[at - 1].low == "of" and tokens[at - 2].low in ENGLISH_SETTLEMENTS
    if english or (at and _is_settlement_word(tokens, at - 1)):
        return Hit(at, last, (), told, Head.CITY)
    if at and "PREP" in tokens[at - 1].tags and _may_be_town(tokens, at):
        return Hit(at, at, (), tokens[at].text, unsure=True)
    return _unknown_district(tokens, at)


def _unknown_district(tokens: Sequence[Token], at: int) -> Hit | None:
    last = _end_of_name(tokens, at) if tokens[at].text.isascii() else at
    head = english_head(tokens, last + 1)
    wide = any(has_lemma(token, WIDE_DISTRICTS) for token in tokens[at : last + 1])
    if head in (Head.DISTRICT, Head.COMMUNITY) and not wide:
        return Hit(at, last + 1, (), _told(tokens, at, last), head)
    return None


def _may_be_town(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a capitalised word behind "in" or "over" may be a town that nothing knows."""
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    shouted = token.text.isupper() or has_lemma(token, NO_TOWNS)
    if shouted or token.text.isascii() or (after is not None and is_name(after)):
        return False
    return "Geox" in token.tags or not token.tags & {"Name", "Patr", "ADJF", "Orgn", "Abbr"}


def _is_first_name(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a person is named here: голова міста Олександр Вілкул."""
    followed = at + 1 < len(tokens) and is_name(tokens[at + 1])
    return followed and "Name" in tokens[at].tags


def _is_settlement_word(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.kind is not Kind.WORD:
        # "г. Казань", but not "2025 г."
        short = tokens[at - 1] if token.text == "." and at > 0 else None
        year = at > 1 and tokens[at - 2].kind is Kind.NUMBER
        return short is not None and short.low in _SHORT_SETTLEMENTS and not year
    return token.low not in _SHORT_SETTLEMENTS and has_lemma(token, SETTLEMENTS)


def _end_of_name(tokens: Sequence[Token], at: int) -> int:
    """Return the last token of a name of up to three words that begins at `at`."""
    last = at
    while last < at + 2 and last + 1 < len(tokens):
        after = tokens[last + 1]
        if not is_name(after) or after.sentence != tokens[at].sentence:
            break
        if not tokens[at].text.isascii() and "ADJF" not in tokens[last].tags:
            break
        if last + 2 < len(tokens) and head_of(tokens[last + 2]) is not None:
            break
        last += 1
    return last


def _capital(tokens: Sequence[Token], at: int, lexicon: PlaceLexicon) -> Hit | None:
    """Return the hit of "the capital", which is that of the country that the text is about."""
    token = tokens[at]
    if has_lemma(token, PENINSULAS) or (token.low == "peninsula" and tokens[at - 1].low == "the"):
        found = [name.place for name in lexicon.names(_CRIMEA_KEY) if name.place.kind == "region"]
        return Hit(at, at, tuple(dict.fromkeys(found)), "capital", Head.PENINSULA)
    english = token.low == "capital" and token.kind is Kind.WORD
    if not english and not (token.kind is Kind.WORD and has_lemma(token, CAPITALS)):
        return None
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    before = tokens[at - 1] if at else None
    if after in _CAPITAL_OF or (before and before.low.startswith(("област", "обласн", "regional"))):
        return None
    if english and (before is None or before.low not in ("the", "ukrainian", "russian", "'s")):
        return None
    places = [
        name.place
        for key in _CAPITAL_KEYS
        for name in lexicon.names(key)
        if name.place.kind == "region" and name.head is None
    ]
    told = before.low if before else ""
    if told.startswith(("росси", "російськ", "russian")):
        places = [one for one in places if one.code.startswith("RU")]
    if told.startswith(("украин", "українськ", "ukrainian")):
        places = [one for one in places if one.code.startswith("UA")]
    return Hit(at, at, tuple(dict.fromkeys(places)), "capital")
