"""The columns of the list, each derived from the declared field that it shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.records.context import Context
from desktop.records.kinds import Kind, Stored
from desktop.records.kinds_links import Link, Links, Places
from desktop.records.models import declared
from desktop.records.when import When
from desktop.records.words import N_, _
from desktop.records.zones import shown_moment
from desktop.store.listing import SORTS

Show = Callable[[Sequence[Any], Context], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the declared fields it reads, how it stands, and what it makes of their values.

    `width` is in characters; `sorted_by` says in words what a click on the head sorts by, "" where
    it can't be sorted; `hidden` ones show only when asked for.
    """

    name: str
    label: str
    meaning: str
    fields: tuple[str, ...]
    numeric: bool
    width: int
    show: Show
    sorted_by: str = ""
    editable: bool = False
    hidden: bool = False

    @property
    def sortable(self) -> bool:
        """Whether the list can be sorted by it."""
        return self.name in SORTS


_EDITABLE = frozenset({"title", "kind", "actor", "when", "where", "confidence", "tags"})
_HIDDEN = frozenset({"actor", "launched", "confidence", "tags", "changed_by"})
_WIDTHS = {
    "number": 10,
    "title": 38,
    "kind": 18,
    "actor": 16,
    "when": 31,
    "where": 28,
    "status": 15,
    "reports": 8,
    "disagree": 13,
    "confidence": 12,
    "tags": 18,
    "changed_at": 17,
    "changed_by": 16,
}
_ORDER = (
    "number", "when", "title", "kind", "where", "actor", "launched", "downed", "killed",
    "injured", "status", "reports", "disagree", "confidence", "tags", "changed_at", "changed_by",
)  # fmt: skip
_SORTED_BY = {
    "number": N_("Sorts by number."),
    "when": N_("Sorts by the start of the window; incidents without one stand last."),
    "title": N_("Sorts by title, case and accents aside."),
    "kind": N_("Sorts by the kind's name."),
    "where": N_("Sorts by the names of the places, in their order."),
    "actor": N_("Sorts by the actor's name."),
    "launched": N_("Sorts by the lowest number published."),
    "downed": N_("Sorts by the lowest number published."),
    "killed": N_("Sorts by the lowest number published."),
    "injured": N_("Sorts by the lowest number published."),
    "status": N_("Sorts by status."),
    "reports": N_("Sorts by how many reports there are."),
    "disagree": N_("Sorts by whether sources disagree."),
    "confidence": N_("Sorts by confidence."),
    "tags": N_("Sorts by the names of the tags, in their order."),
    "changed_at": N_("Sorts by when it was last saved."),
    "changed_by": N_("Sorts by who saved it last."),
}


def _by_kind(kind: Kind[Any]) -> Show:
    def show(values: Sequence[Any], context: Context) -> str:
        value = kind.python_value(values[0])
        return "" if value is None else kind.show(value, context)

    return show


def _places(kind: Places) -> Show:
    def show(values: Sequence[Any], context: Context) -> str:
        return ", ".join(context.name(one.uid) for one in kind.python_value(values[0]))

    return show


def _plain(values: Sequence[Any], _context: Context) -> str:
    return "" if values[0] is None else str(values[0])


def _window(values: Sequence[Any], _context: Context) -> str:
    """Return the window as it reads back, without its year said twice."""
    if values[0] is None:
        return ""
    when = When.load(str(values[0]))
    first, dash, second = when.show().partition(" – ")
    year = first.split(" ")[2:3]
    if dash and year and year[0].isdigit():
        second = second.replace(f" {year[0]} ", " ", 1)
    return f"{first}{dash}{second}"


def _reports(values: Sequence[Any], _context: Context) -> str:
    return str(values[0]) if values[0] else ""


def _disagree(values: Sequence[Any], _context: Context) -> str:
    return _("disagree") if values[0] else ""


def _moment(values: Sequence[Any], context: Context) -> str:
    return shown_moment(values[0], context.zone) if values[0] else ""


_SPECIAL: dict[str, Show] = {
    "when": _window,
    "reports": _reports,
    "disagree": _disagree,
    "changed_at": _moment,
}


def _column(name: str, kind: Kind[Any]) -> Column:
    if name in _SPECIAL:
        show = _SPECIAL[name]
    elif isinstance(kind, Places):
        show = _places(kind)
    elif kind.content:
        show = _by_kind(kind)
    else:
        show = _plain
    return Column(
        name,
        kind.label,
        kind.description,
        (name,),
        name in {"launched", "downed", "killed", "injured", "reports"},
        _WIDTHS.get(name, 9),
        show,
        _(_SORTED_BY[name]) if name in SORTS else "",
        name in _EDITABLE,
        name in _HIDDEN,
    )


def columns() -> list[Column]:
    """Return every column of the list, in the order of a new desk."""
    known = declared("incident")
    return [_column(name, known[name]) for name in _ORDER]


def pointed(column: Column, values: Sequence[Stored]) -> Sequence[str]:
    """Return the uids that a cell needs the names of."""
    kind = declared("incident")[column.name]
    if isinstance(kind, Link):
        return [str(values[0])] if values[0] else []
    if isinstance(kind, Links):
        return kind.uids(kind.python_value(values[0]))
    if isinstance(kind, Places):
        return kind.uids(kind.python_value(values[0]))
    return []
