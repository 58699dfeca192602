"""One record as it is being entered: texts as typed, and what the desk holds beneath them."""

from dataclasses import dataclass, field
from typing import Any

from desktop.records.context import Context
from desktop.records.errors import Invalid
from desktop.records.kinds import Kind, Values
from desktop.records.kinds_links import Link, Links, Places
from desktop.records.kinds_links import picks as picks_of
from desktop.records.models import blank, content

# What the form sets for every new record by itself, so that it alone is nothing to save.
_STRUCTURE = {"incident", "report", "position", "measure", "of", "relation", "rank", "munition"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a field can't be saved as typed; stands beside the field."""

    type: str
    uid: str
    field: str
    error: Invalid


@dataclass(slots=True)
class Entered:
    """One record as it is being entered.

    `base` is what the desk holds, None for a new record.  `typed` holds the texts that differ from
    it, `picks` what was chosen for ambiguous names, by field, `fixed` values that nobody types,
    such as which report a figure is in.
    """

    type: str
    uid: str
    base: Values | None = None
    typed: dict[str, str] = field(default_factory=dict)
    picks: dict[str, dict[str, str]] = field(default_factory=dict)
    fixed: Values = field(default_factory=dict)

    def kind(self, name: str) -> Kind[Any]:
        """Return a field's declaration."""
        return content(self.type)[name]

    def start(self, name: str) -> Any:
        """Return the value that the field had before anything was typed."""
        if name in self.fixed:
            return self.fixed[name]
        return (blank(self.type) if self.base is None else self.base)[name]

    def text(self, name: str, context: Context) -> str:
        """Return what stands in the field."""
        if name in self.typed:
            return self.typed[name]
        return self.text_at_start(name, context)

    def write(self, name: str, text: str, context: Context) -> None:
        """Take what was typed into a field; the text that the desk has anyway is no change."""
        if text == self.text_at_start(name, context):
            self.typed.pop(name, None)
        else:
            self.typed[name] = text

    def text_at_start(self, name: str, context: Context) -> str:
        """Return the text of the value that the field had before anything was typed."""
        return self.kind(name).show(self.start(name), context)

    def pick(self, name: str, written: str, uid: str) -> None:
        """Take the person's choice of what a written name means."""
        self.picks.setdefault(name, {})[written] = uid

    def put(self, name: str, value: Any) -> None:
        """Set a value that is chosen, not typed."""
        self.typed.pop(name, None)
        if self.base is not None and self.base[name] == value:
            self.fixed.pop(name, None)
        else:
            self.fixed[name] = value

    def value(self, name: str, context: Context) -> Any:
        """Return the field's value; raise `Invalid` where what was typed can't be one."""
        kind, value = self.kind(name), self.start(name)
        if name in self.typed:
            known = self._known(name, context) | self.picks.get(name, {})
            value = kind.read(self.typed[name], context.picked(known))
        return kind.insist(value)

    def _known(self, name: str, context: Context) -> dict[str, str]:
        """Return what the names that stood in the field mean, so that they stay what they were."""
        kind, start = self.kind(name), self.start(name)
        if isinstance(kind, Places):
            return picks_of(start)
        if isinstance(kind, Link):
            return {context.name(start): start} if start else {}
        if isinstance(kind, Links):
            return {context.name(uid): uid for uid in start}
        return {}

    def safe(self, name: str, context: Context) -> Any:
        """Return the field's value, or what it was before where the typed text can't be read."""
        try:
            return self.value(name, context)
        except Invalid:
            return self.start(name)

    def values(self, context: Context) -> Values:
        """Return all values that can be read, for showing what is understood so far."""
        return {name: self.safe(name, context) for name in content(self.type)}

    def changed(self) -> bool:
        """Return whether anything differs from what the desk holds."""
        if self.typed:
            return True
        if self.base is not None:
            return any(self.base[name] != value for name, value in self.fixed.items())
        empty = blank(self.type)
        return any(
            value != empty[name] for name, value in self.fixed.items() if name not in _STRUCTURE
        )

    def rebase(self, values: Values | None) -> None:
        """Start from what the desk holds now; what was typed stays, None makes a new record."""
        if values is None:
            self.fixed = (self.base or {}) | self.fixed
        self.base = None if values is None else dict(values)

    def settle(self, values: Values) -> None:
        """Start from what the desk holds now, with nothing typed over it."""
        self.base = dict(values)
        self.typed.clear()
        self.picks.clear()
        self.fixed.clear()

    def to_plain(self) -> dict[str, Any]:
        """Return what JSON can hold of it; `from_plain` takes that back."""
        return {
            "type": self.type,
            "uid": self.uid,
            "base": None if self.base is None else _stored(self.type, self.base),
            "typed": self.typed,
            "picks": self.picks,
            "fixed": _stored(self.type, self.fixed),
        }

    @classmethod
    def from_plain(cls, raw: dict[str, Any]) -> "Entered":
        """Return the record that `to_plain` wrote; fields declared since then are empty."""
        kind = raw["type"]
        base = None if raw["base"] is None else blank(kind) | _loaded(kind, raw["base"])
        fixed = _loaded(kind, raw["fixed"])
        return cls(kind, raw["uid"], base, raw["typed"], raw["picks"], fixed)


def _stored(kind: str, values: Values) -> dict[str, Any]:
    declared = content(kind)
    return {name: declared[name].to_json(value) for name, value in values.items()}


def _loaded(kind: str, values: dict[str, Any]) -> Values:
    declared = content(kind)
    return {name: declared[name].from_json(value) for name, value in values.items()}
