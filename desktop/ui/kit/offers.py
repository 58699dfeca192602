"""What a field that points at other records offers while a name is being typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.desk.desk import Desk
from desktop.records.delta import Change
from desktop.records.family import Kept
from desktop.records.fold import fold, latin
from desktop.records.kinds import Kind
from desktop.records.kinds_links import Link, Links, Places
from desktop.store import read
from desktop.store.read import Named

LIMIT = 12
_ALL = 1_000_000
_REMEMBERED = 8


@dataclass(frozen=True, slots=True)
class _Known:
    """Something that can be offered, with the texts that it is recognised by."""

    named: Named
    keys: tuple[str, ...]


class Offers:
    """The names that a desk has, found while they are typed; kept until a change touches them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[tuple[str, str], list[_Known]] = {}
        self._used: dict[str, list[Named]] = {}
        desk.changed.connect(self._forget)

    def find(self, kind: Kind[Any], text: str, near: Sequence[str] = ()) -> list[Named]:
        """Return what `text` may mean, the likeliest first; empty text gives the usual ones.

        Of terms that is the whole vocabulary, of others what was last chosen, then by name.
        """
        target, vocabulary = _aim(kind)
        if target == "place":
            return self._places(text, near)
        known = self._list(target, vocabulary)
        if not fold(text):
            usual = [one.named for one in known]
            if target == "term":
                return usual
            return _once([*self._used.get(target, ()), *usual])[: 2 * LIMIT]
        ranked = [(rank, one.named) for one in known if (rank := _rank(one.keys, text)) is not None]
        ranked.sort(key=lambda pair: pair[0])
        return [named for _rank_, named in ranked[: LIMIT if target != "term" else _ALL]]

    def meant(self, kind: Kind[Any], text: str, near: Sequence[str] = ()) -> tuple[str, ...]:
        """Return the uids of what is called exactly `text`: none, the one, or several."""
        if not text.strip():
            return ()
        target, vocabulary = _aim(kind)
        if target == "place":
            return tuple(match.uid for match in self._desk.finder.exact(text, near))
        return read.found_by_name(self._desk.file.connection, target, vocabulary, text)

    def named(self, kind: Kind[Any], text: str, uids: Sequence[str]) -> list[Named]:
        """Return records that are all called `text`, each with what tells it from the others."""
        target, vocabulary = _aim(kind)
        if target == "place":
            matches = self._desk.finder.find(text, limit=50)
            found = {one.uid: Named(one.uid, one.name, one.detail) for one in matches}
        else:
            found = {one.named.uid: one.named for one in self._list(target, vocabulary)}
        names = read.names(self._desk.file.connection, [uid for uid in uids if uid not in found])
        return [found.get(uid) or Named(uid, names.get(uid, uid)) for uid in uids]

    def use(self, kind: Kind[Any], named: Named) -> None:
        """Take note of a choice, which is offered first from now on where nothing is typed."""
        target, _vocabulary = _aim(kind)
        kept = self._used.get(target, [])
        self._used[target] = _once([named, *kept])[:_REMEMBERED]

    def _places(self, text: str, near: Sequence[str]) -> list[Named]:
        if text.strip():
            matches = self._desk.finder.find(text, near, limit=LIMIT)
            return [Named(one.uid, one.name, one.detail) for one in matches]
        names = read.names(self._desk.file.connection, near)
        around = [Named(uid, names[uid]) for uid in near if uid in names]
        return _once([*around, *self._used.get("place", ())])

    def _list(self, target: str, vocabulary: str) -> list[_Known]:
        key = (target, vocabulary)
        if key not in self._known:
            connection = self._desk.file.connection
            if target == "term":
                terms = read.terms(connection, vocabulary)
                self._known[key] = [_term(one) for one in terms]
            else:
                rows = read.matching(connection, target, "", _ALL)
                self._known[key] = [_Known(one, _keys(one.name, one.detail)) for one in rows]
        return self._known[key]

    def _forget(self, change: Change) -> None:
        for key in [key for key in self._known if change.reaches(key[0])]:
            del self._known[key]
        for target in [target for target in self._used if change.reaches(target)]:
            del self._used[target]


def _aim(kind: Kind[Any]) -> tuple[str, str]:
    """Return the type and vocabulary of what a field points at."""
    if isinstance(kind, Link | Links):
        return kind.target, kind.vocabulary
    if isinstance(kind, Places):
        return kind.target, ""
    raise TypeError(f"{kind!r} points at nothing")


def _term(term: Kept) -> _Known:
    names = (term["name"], term["code"], term["name_ru"], term["name_uk"])
    return _Known(
        Named(term.uid, term["name"], term["meaning"]), _keys(*names, *term["aliases"].split("|"))
    )


def _keys(*texts: str) -> tuple[str, ...]:
    """Return the forms in which texts are compared: folded, and roughly in Latin letters."""
    filled = [text for text in texts if text]
    return tuple(dict.fromkeys([*map(fold, filled), *map(latin, filled)]))


def _rank(keys: Sequence[str], text: str) -> int | None:
    """Return how well a typed text matches, 0 the best, or None where it does not."""
    best: int | None = None
    for part in {fold(text), latin(text)} - {""}:
        for key in keys:
            at = key.find(part)
            if at < 0:
                continue
            if at == 0:
                rank = 0 if len(key) == len(part) else 1
            else:
                rank = 2 if key[at - 1] == " " else 3
            best = rank if best is None else min(best, rank)
    return best


def _once(listed: Sequence[Named]) -> list[Named]:
    return list({one.uid: one for one in listed}.values())
