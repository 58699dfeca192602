"""Places, speakers and sources that are new in a book, for the rows that name them."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from desktop.records.context import Context, PlaceMatch
from desktop.records.fold import fold
from desktop.records.merging import Theirs

_NAMED = {"place": "name", "speaker": "name", "source": "title"}


@dataclass(frozen=True, slots=True)
class _NewPlace:
    """A place that is new in the book."""

    uid: str
    name: str
    detail: str = ""


@dataclass(slots=True)
class NewNames:
    """What is new in a book by its folded name; what the desk has comes first."""

    context: Context
    _uids: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def add(self, made: Theirs) -> None:
        """Note a new record."""
        name = made.values.get(_NAMED.get(made.type, ""), "")
        if name and made.new:
            key = (made.type, fold(name))
            self._uids[key] = (*self._uids.get(key, ()), made.uid)
            self._names[made.uid] = name

    def known(self) -> Context:
        """Return the context that knows the new names too."""
        return replace(self.context, find=self._find, places=self._places, name=self._name)

    def _find(self, target: str, vocabulary: str, text: str) -> tuple[str, ...]:
        found = self.context.find(target, vocabulary, text)
        return found or self._uids.get((target, fold(text)), ())

    def _places(self, text: str, near: Collection[str]) -> tuple[PlaceMatch, ...]:
        new = self._uids.get(("place", fold(text)), ())
        return self.context.places(text, near) or tuple(_NewPlace(uid, text) for uid in new)

    def _name(self, uid: str) -> str:
        return self._names.get(uid) or self.context.name(uid)
