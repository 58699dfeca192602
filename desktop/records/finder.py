"""Finds places by what people type: any of their names, in any spelling, nearly right."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.records.fold import fold, latin


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that can be found; `parent` is a uid or empty, `names` are in any language."""

    uid: str
    name: str
    kind: str
    parent: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a text may mean.

    `detail` tells namesakes apart ("Kaluga Oblast, Russia"), a higher `score` is likelier, `how`
    is one of name, alias, prefix, inside and spelling.
    """

    uid: str
    name: str
    detail: str
    score: float
    how: str


# What the words beside a name ask of the place; those of "" ask nothing.
_KIND_WORDS: Final = {
    "region": "oblast, region, province, область, обл, регион",
    "krai": "krai, край, territory",
    "republic": "republic, respublika, республика, республіка, респ",
    "okrug": "okrug, округ",
    "district": "district, rayon, raion, район, ulus, улус, kozhuun, кожуун",
    "city": "city, town, gorod, город, misto, місто, г",
    "": "autonomous, автономный, автономная, автономний, автономна, urban, municipal, gorodskoy, "
    "городской, муниципальный, of",
}
_KIND_OF_WORD: Final = {
    latin(word): kind for kind, words in _KIND_WORDS.items() for word in words.split(", ")
}
_KIND_ORDER: Final = {"region": 0, "country": 1, "sea": 2, "settlement": 3, "district": 4}
_WIDE: Final = frozenset({"region", "country", "sea"})

# Closeness to the places in context adds less than the step from one of these to the next.
_STEP: Final = 10.0
_EXACT, _CALLED_SO, _PREFIX, _WORD = 100.0, 90.0, 80.0, 70.0
_ONE_WRONG, _INSIDE, _TWO_WRONG, _MORE_WRONG = 60.0, 50.0, 40.0, 30.0


@dataclass(frozen=True, slots=True)
class _Asked:
    """A text taken apart: the key of what names the place, and what its other words ask."""

    key: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Held:
    """A candidate, its names taken apart, and the kinds that any of them says."""

    place: Candidate
    names: tuple[_Asked, ...]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Index:
    """All keys in one text, a line each, which is searched far quicker than one by one."""

    keys: list[str]
    text: str
    starts: list[int]
    by_length: dict[int, list[str]]

    def holding(self, part: str) -> Iterator[str]:
        """Yield the keys whose line, its leading line break included, holds this part."""
        at = self.text.find(part)
        while at >= 0:
            line = bisect_right(self.starts, at) - 1
            yield self.keys[line]
            at = self.text.find(part, self.starts[line] + 1 + len(self.keys[line]))


def _index(keys: Iterable[str]) -> _Index:
    listed = list(keys)
    starts: list[int] = []
    by_length: dict[int, list[str]] = {}
    at = 0
    for key in listed:
        starts.append(at)
        at += 1 + len(key)
        by_length.setdefault(len(key), []).append(key)
    return _Index(listed, "".join(f"\n{key}" for key in listed), starts, by_length)


def _take_apart(text: str) -> _Asked:
    words = latin(fold(text).replace("р-н", "район")).split()
    kinds = frozenset(_KIND_OF_WORD[word] for word in words if word in _KIND_OF_WORD) - {""}
    named = [word for word in words if word not in _KIND_OF_WORD]
    if not kinds or not named:
        return _Asked(" ".join(words), frozenset())
    return _Asked(" ".join(named), kinds)


def _while_typing(asked: _Asked) -> Iterator[_Asked]:
    """Yield what is asked if the last word is the beginning of a word of kind."""
    key, _, begun = asked.key.rpartition(" ")
    if key:
        for kind in dict.fromkeys(_KIND_OF_WORD.values()):
            if kind and any(
                kind == other and word.startswith(_sure_part(begun))
                for word, other in _KIND_OF_WORD.items()
            ):
                yield _Asked(key, asked.kinds | {kind})


def _sure_part(key: str) -> str:
    """Return the part of a key that the next letter typed can't change (`latin` joins ie, io)."""
    return key.removesuffix("i") or key


def _allowed(held: _Held, kinds: frozenset[str]) -> bool:
    """Tell whether a place can be called by these words of kind.

    People say "region" of krais and republics too, but not of a city that is a region by itself.
    """
    kind = held.place.kind
    may_be_called = {
        "region": kind == "region" and "city" not in held.kinds,
        "district": kind == "district",
        "city": kind == "settlement" or (kind == "district" and "okrug" in held.kinds),
    }
    return all(may_be_called.get(asked, False) for asked in kinds - held.kinds)


def _misspelt(key: str, lines: _Index) -> dict[int, list[str]]:
    """Return the keys that `key` misspells, by the letters that are wrong, missing or swapped.

    The longer a name, the more may be wrong, up to three; none in names under four letters.
    """
    # Half a hundred modules that only a search needs.
    from rapidfuzz.distance import OSA  # noqa: PLC0415
    from rapidfuzz.process import extract  # noqa: PLC0415

    most = bisect_right((4, 6, 10), len(key))
    lengths = range(len(key) - most, len(key) + most + 1) if most else ()
    meant = [name for length in lengths for name in lines.by_length.get(length, ())]
    found: dict[int, list[str]] = {}
    for name, wrong, _ in extract(key, meant, scorer=OSA.distance, score_cutoff=most, limit=None):
        found.setdefault(int(wrong), []).append(name)
    return found


class PlaceFinder:
    """The places of a desk, ready to be found by name; they may be put in and out one by one."""

    def __init__(self, places: Iterable[Candidate] = ()) -> None:
        self._held: dict[str, _Held] = {}
        self._by_key: dict[str, list[str]] = {}
        self._lines: _Index | None = None
        for place in places:
            self.add(place)

    def __len__(self) -> int:
        return len(self._held)

    def add(self, candidate: Candidate) -> None:
        """Put in a place, or put it in anew under its present names."""
        self.remove(candidate.uid)
        names = tuple(
            dict.fromkeys(map(_take_apart, dict.fromkeys((candidate.name, *candidate.names))))
        )
        kinds = frozenset[str]().union(*(name.kinds for name in names))
        self._held[candidate.uid] = _Held(candidate, names, kinds)
        for key in {name.key for name in names}:
            self._by_key.setdefault(key, []).append(candidate.uid)
        self._lines = None

    def remove(self, uid: str) -> None:
        """Take out a place, if it is there."""
        held = self._held.pop(uid, None)
        if held is None:
            return
        for key in {name.key for name in held.names}:
            self._by_key[key].remove(uid)
            if not self._by_key[key]:
                del self._by_key[key]
        self._lines = None

    def ancestors(self, uid: str) -> list[str]:
        """Return the uids of the place's parents, the nearest first."""
        found: list[str] = []
        held = self._held.get(uid)
        while held and (parent := held.place.parent) and parent not in (uid, *found):
            found.append(parent)
            held = self._held.get(parent)
        return found

    def exact(self, text: str, near: Collection[str] = ()) -> list[Match]:
        """Return the places that are called exactly so: none, the one, or those to choose from.

        Words of kind may be left out or said otherwise ("bryansk", "Bryansk Region"). Where several
        places are called so, those closest to the places of `near` are meant. A place that lies
        within another of the same name is left to the wider one, which is true of either:
        "bryansk" is the oblast, its capital is "bryansk city".
        """
        asked = _take_apart(text)
        called = dict(self._called(asked))
        scores = {
            uid: (_EXACT + closeness, self._how(uid, asked))
            for uid, closeness in self._meant(called, self._depths(near)).items()
        }
        return self._matches(scores, len(scores))

    def find(self, text: str, near: Collection[str] = (), limit: int = 12) -> list[Match]:
        """Return at most `limit` places that the text may mean, the likeliest first.

        What `exact` would choose comes first, then others called so, then the beginning of a name,
        of a word in it, a name with one letter wrong, any part of a name, and names misspelt worse;
        among equals those closest to the places of `near`, then regions before what is smaller.
        """
        asked = _take_apart(text)
        if not asked.key:
            return []
        depths = self._depths(near)
        called = dict(self._called(asked))
        meant = self._meant(called, depths)
        scores: dict[str, tuple[float, str]] = {}
        for uid in called:
            base = _EXACT if uid in meant else _CALLED_SO
            scores[uid] = (base + self._closeness(uid, depths), self._how(uid, asked))
        for begun in _while_typing(asked):
            for uid, _ in self._called(begun):
                scores.setdefault(uid, (_PREFIX + self._closeness(uid, depths), "prefix"))
        for base, how, keys in self._looser(asked.key, misspelt=not called):
            if len(scores) >= limit:
                break
            for uid in (uid for key in keys for uid in self._by_key[key]):
                if uid not in scores and _allowed(self._held[uid], asked.kinds):
                    scores[uid] = (base + self._closeness(uid, depths), how)
        return self._matches(scores, limit)

    def _called(self, asked: _Asked) -> Iterator[tuple[str, bool]]:
        """Yield the places called so, and whether that is all of a name, its word of kind too."""
        for uid in self._by_key.get(asked.key, ()):
            held = self._held[uid]
            if _allowed(held, asked.kinds):
                yield uid, asked in held.names

    def _meant(self, called: Mapping[str, bool], depths: Mapping[str, float]) -> dict[str, float]:
        """Return which of the places called so are meant, and how close each is."""
        whole = {uid for uid, full in called.items() if full}
        if any(self._held[uid].place.kind in _WIDE for uid in whole):
            called = dict.fromkeys(whole, True)
        close = {uid: self._closeness(uid, depths) for uid in called}
        closest = max(close.values(), default=0.0)
        chosen = {uid: closeness for uid, closeness in close.items() if closeness == closest}
        return {
            uid: closeness
            for uid, closeness in chosen.items()
            if chosen.keys().isdisjoint(self.ancestors(uid))
        }

    def _looser(self, key: str, *, misspelt: bool) -> Iterator[tuple[float, str, Iterator[str]]]:
        """Yield ever looser ways of matching, each with its score, its name and its keys."""
        if self._lines is None:
            self._lines = _index(self._by_key)
        lines = self._lines
        yield _PREFIX, "prefix", lines.holding(f"\n{key}")
        yield _WORD, "prefix", lines.holding(f" {key}")
        if (sure := _sure_part(key)) != key:
            yield _WORD, "prefix", lines.holding(f"\n{sure}")
        wrong = _misspelt(key, lines) if misspelt else {}
        yield _ONE_WRONG, "spelling", iter(wrong.get(1, ()))
        yield _INSIDE, "inside", lines.holding(key)
        yield _TWO_WRONG, "spelling", iter(wrong.get(2, ()))
        yield _MORE_WRONG, "spelling", iter(wrong.get(3, ()))

    def _depths(self, near: Collection[str]) -> dict[str, float]:
        """Return how close each place of `near` brings what lies in it: the smaller, the more."""
        return {uid: min(len(self.ancestors(uid)) + 1.0, _STEP - 1) for uid in near}

    def _closeness(self, uid: str, depths: Mapping[str, float]) -> float:
        if not depths:
            return 0.0
        return max(depths.get(place, 0.0) for place in (uid, *self.ancestors(uid)))

    def _how(self, uid: str, asked: _Asked) -> str:
        return "name" if self._held[uid].names[0].key == asked.key else "alias"

    def _matches(self, scores: Mapping[str, tuple[float, str]], limit: int) -> list[Match]:
        """Return the best of the places scored, with what a person needs to tell them apart."""

        def order(uid: str) -> tuple[float, int, int, str, str]:
            place = self._held[uid].place
            rank = _KIND_ORDER.get(place.kind, len(_KIND_ORDER))
            return -scores[uid][0], rank, len(place.name), place.name, uid

        return [
            Match(uid, self._held[uid].place.name, self._detail(uid), *scores[uid])
            for uid in sorted(scores, key=order)[:limit]
        ]

    def _detail(self, uid: str) -> str:
        held = (self._held.get(parent) for parent in self.ancestors(uid))
        return ", ".join(parent.place.name for parent in held if parent)
