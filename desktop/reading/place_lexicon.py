"""The names of places, ready to be met in a text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.reading.language import Language
from desktop.reading.morphology import Morphology
from desktop.reading.place_forms import case_forms
from desktop.reading.place_keys import adjective_key, word_keys
from desktop.reading.place_words import ENGLISH_HEADS, HEADS, OTHER_NAMES, QUALIFIERS, Head
from desktop.reading.tokens import Token
from desktop.reading.town_words import TOWNS
from desktop.records.finder import Candidate
from desktop.records.gazetteer import Entry, place_uid


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a text may name.

    `code` is the ISO 3166-2 code of a region, "" for others, `within` that of the region in which
    a smaller place lies, or "". `kind` is the gazetteer's.
    """

    uid: str
    name: str
    kind: str
    code: str
    within: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a place in words, each by the keys that it may be met as.

    `head` is the word of kind that the name has lost and that must stand in the text, or None.
    """

    words: tuple[frozenset[str], ...]
    place: Place
    head: Head | None


_ENGLISH_KINDS: Final = frozenset({*ENGLISH_HEADS, "autonomous", "urban", "municipal"})
_SHORTEST_STEM: Final = 3
_MOST_KEYS: Final = 20_000


class PlaceLexicon:
    """The places of a desk by the words of their names, in any language and case."""

    def __init__(
        self, candidates: Sequence[Candidate], codes: Mapping[str, str], morphology: Morphology
    ) -> None:
        """Take in the places; `codes` are the ISO codes of regions by their uids."""
        self._morphology = morphology
        self._names: dict[str, list[Name]] = {}
        self._adjectives: dict[str, list[tuple[Head, Place]]] = {}
        self._keys: dict[str, frozenset[str]] = {}
        self._regions = {codes[one.uid]: one for one in candidates if one.uid in codes}
        held = {one.uid: one for one in candidates}
        for one in candidates:
            self._add(one, held, codes)
        for code in TOWNS:
            if code in self._regions:
                self._add_towns(code)

    def names(self, key: str) -> list[Name]:
        """Return the names whose first word may have this key."""
        return self._names.get(key, [])

    def region(self, code: str) -> str:
        """Return the name of the region with this ISO code, or the code itself."""
        known = self._regions.get(code)
        return known.name if known else code

    def region_uid(self, code: str) -> str:
        """Return the uid of the region with this ISO code, or "" for one that isn't known."""
        known = self._regions.get(code)
        return known.uid if known else ""

    def adjectives(self, key: str) -> list[tuple[Head, Place]]:
        """Return the places that are called by this adjective, and as what."""
        return self._adjectives.get(key, [])

    def adjoining(self, key: str) -> list[Place]:
        """Return the places from whose nouns an adjective may be made: Севастопольский."""
        stems = {key.removesuffix("sk"), key.removesuffix("k")} - {key}
        ends = ("", "a", "o", "i", "e")
        keys = [stem + end for stem in stems if len(stem) > _SHORTEST_STEM for end in ends]
        found = [name.place for one in sorted(keys) for name in self.names(one)]
        return [place for place in dict.fromkeys(found) if place.kind in ("settlement", "region")]

    def around(self, keys: Iterable[str]) -> tuple[Place, ...]:
        """Return the districts that may be called by a town with one of these keys.

        Чертковский район is around Чертково, Salsky District around Сальск.
        """
        stems = {stem for key in keys for stem in (key, key[:-1]) if len(stem) > _SHORTEST_STEM}
        wanted = {f"{stem}ski" for stem in stems} | {
            f"{stem}i" for stem in stems if stem[-2:] == "sk"
        }
        found = [
            name.place
            for key in sorted(wanted)
            for name in self.names(key)
            if name.head is Head.DISTRICT and len(name.words) == 1
        ]
        return tuple(dict.fromkeys(found))

    def keys(self, token: Token) -> frozenset[str]:
        """Return the keys of a token of a text."""
        found = self._keys.get(token.low)
        if found is None:
            if len(self._keys) > _MOST_KEYS:
                self._keys.clear()
            found = self._keys[token.low] = word_keys(token.low, token.lemmas)
        return found

    def _add(self, one: Candidate, held: Mapping[str, Candidate], codes: Mapping[str, str]) -> None:
        code = codes.get(one.uid, "")
        region = one.kind == "region"
        within = "" if region else _region_of(one, held, codes)
        place = Place(one.uid, one.name, one.kind, code if region else "", within)
        names = dict.fromkeys((one.name, *one.names, *OTHER_NAMES.get(place.code, ())))
        for name in names:
            if not name.casefold().startswith("gorodsk"):
                self._add_name(name.casefold().replace("ё", "е"), place)

    def _add_towns(self, code: str) -> None:
        """Take in the towns of a region that the desk doesn't have."""
        for told in TOWNS[code].split():
            names = told.replace("_", " ").split("/")
            known = [one for key in word_keys(names[0].casefold(), ()) for one in self.names(key)]
            if any(one.head is None and one.place.within == code for one in known):
                continue
            place = Place("", names[0], "settlement", "", code)
            for name in dict.fromkeys(names):
                self._add_name(name.casefold(), place)

    def _add_name(self, name: str, place: Place) -> None:
        parts = name.split()
        if parts and parts[0].isascii():
            self._add_english(parts, place)
            return
        head = next((HEADS[part] for part in parts if part in HEADS), None)
        rest = [part for part in parts if part not in HEADS and part not in QUALIFIERS]
        if head is not None and len(rest) == 1 and (key := adjective_key(rest[0])):
            head = Head.AUTONOMY if any(part in QUALIFIERS for part in parts) else head
            self._adjectives.setdefault(key, []).append((head, place))
            return
        if head is Head.REPUBLIC and len(rest) == len(parts) - 1:
            parts = rest
        if place.kind != "district":
            self._put(parts, place, None)

    def _add_english(self, parts: list[str], place: Place) -> None:
        rest = [part for part in parts if part not in _ENGLISH_KINDS]
        kinds = [ENGLISH_HEADS[part] for part in parts if part in ENGLISH_HEADS]
        if rest[:1] == ["of"]:
            rest = rest[1:]
        if place.kind == "district":
            if rest:
                self._put(rest, place, Head.DISTRICT)
        elif place.kind == "region" and kinds and kinds[0] is not Head.CITY and rest:
            self._put(rest, place, Head.REGION)
        else:
            self._put(parts, place, None)

    def _put(self, parts: list[str], place: Place, head: Head | None) -> None:
        # A town of one word needs no dictionary, which would take long for so many.
        plain = len(parts) == 1 and not place.uid
        words = tuple(
            word_keys(part, case_forms(part)) if plain else self._name_keys(part) for part in parts
        )
        if not all(words):
            return
        name = Name(words, place, head)
        for key in words[0]:
            self._names.setdefault(key, []).append(name)

    def _name_keys(self, part: str) -> frozenset[str]:
        """Return the keys under which a word of a name may be met, in Russian and Ukrainian."""
        if part.isascii():
            return word_keys(part, ())
        lemmas = [
            lemma
            for language in (Language.RU, Language.UK)
            for lemma in self._morphology.forms(part, language).lemmas
        ]
        return word_keys(part, (*lemmas, *case_forms(part)))


def _region_of(one: Candidate, held: Mapping[str, Candidate], codes: Mapping[str, str]) -> str:
    seen = {one.uid}
    parent = held.get(one.parent)
    while parent is not None and parent.uid not in seen:
        if parent.kind == "region":
            return codes.get(parent.uid, "")
        seen.add(parent.uid)
        parent = held.get(parent.parent)
    return ""


def candidates_of(entries: Iterable[Entry]) -> tuple[list[Candidate], dict[str, str]]:
    """Return the gazetteer's places as a lexicon takes them, and the codes of its regions."""
    candidates = []
    codes = {}
    for one in entries:
        uid = place_uid(one.code)
        parent = place_uid(one.parent) if one.parent else ""
        candidates.append(Candidate(uid, one.name, one.kind, parent, one.names))
        if one.kind == "region":
            codes[uid] = one.code
    return candidates, codes
