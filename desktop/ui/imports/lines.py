"""The rows of a merge's plan, made as they come into sight: a record's heading, then its fields."""

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Any, overload

from desktop.desk.deciding import Deciding, Outcome
from desktop.desk.desk import Desk
from desktop.desk.difference import describe
from desktop.records.context import Context
from desktop.records.kinds import Choice, Kind, Values
from desktop.records.kinds_links import Link, Links, Places
from desktop.records.merging import FieldPlan, RecordPlan
from desktop.records.models import TYPE_LABELS, blank, content
from desktop.records.words import _
from desktop.store import read
from desktop.ui.imports.wording import STANDINGS, became, sign
from desktop.ui.kit.delta import Cell, Line

# So many records are put into words together, and so many stay so.
PAGE = 32
KEPT = 2048


@dataclass(frozen=True, slots=True)
class _Worded:
    """A record in words: what it is called, and each field's label and three sides."""

    name: str
    fields: tuple[tuple[str, str, str, str], ...]


class Wording:
    """Puts a plan's records into words, a page of them with a few queries."""

    def __init__(self, desk: Desk, deciding: Deciding) -> None:
        self._desk = desk
        self._deciding = deciding
        self._kept: OrderedDict[int, _Worded] = OrderedDict()
        self._coming: dict[str, RecordPlan] | None = None

    def record(self, listed: Sequence[int], at: int) -> _Worded:
        """Return one of the listed records in words; those after it are prepared with it."""
        index = listed[at]
        if index not in self._kept:
            some = [one for one in listed[at : at + PAGE] if one not in self._kept]
            self._prepare(some)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return self._kept[index]

    def show(self, kind: Kind[Any], value: Any) -> str:
        """Return a value that somebody typed in words."""
        uids = set(_uids(kind, value))
        return _shown(kind, value, self._context(uids))

    def _prepare(self, indexes: Sequence[int]) -> None:
        records = [self._deciding.order[index] for index in indexes]
        owners = self._owners(records)
        uids: set[str] = set()
        for one in records:
            uids |= set(_pointed(one))
        context = self._context(uids)
        for index, one in zip(indexes, records, strict=True):
            self._kept[index] = _Worded(
                _named(one, owners.get(one.key, ""), context), tuple(_fields(one, context))
            )

    def _context(self, uids: set[str]) -> Context:
        """Return a context that knows the names of what some records point at."""
        connection = self._desk.file.connection
        names = read.names(connection, uids)
        left = uids - names.keys()
        described = replace(self._desk.context(), name=lambda uid: names.get(uid, uid))
        for record in ("report", "figure"):
            for uid, kept in read.records(connection, record, left).items():
                names[uid] = describe(record, kept.values, self._desk.context())
        for uid in left - names.keys():
            coming = self.coming.get(uid)
            if coming is not None:
                names[uid] = describe(coming.type, _values(coming), described)
        return described

    @property
    def coming(self) -> dict[str, RecordPlan]:
        """The records that this desk does not have, by uid."""
        if self._coming is None:
            self._coming = {one.uid: one for one in self._deciding.order if one.ours is None}
        return self._coming

    def _owners(self, records: Iterable[RecordPlan]) -> dict[str, str]:
        """Return the number of the incident that each report or figure is of, by key."""
        report_of = {
            one.key: str(_values(one)["report"] or "") for one in records if one.type == "figure"
        }
        reports = read.records(self._desk.file.connection, "report", report_of.values())
        incident_of = {
            one.key: str(_values(one)["incident"] or "") for one in records if one.type == "report"
        }
        for key, uid in report_of.items():
            coming = self.coming.get(uid)
            values = reports[uid].values if uid in reports else _values(coming) if coming else {}
            incident_of[key] = str(values.get("incident") or "")
        incidents = read.records(
            self._desk.file.connection, "incident", set(incident_of.values())
        )  # fmt: skip
        return {
            key: str(incidents[uid]["number"]) if uid in incidents else _("a new incident")
            for key, uid in incident_of.items()
        }


def _values(one: RecordPlan) -> Values:
    """Return a record's values: ours, else what comes."""
    if one.ours is not None:
        return one.ours.values
    return blank(one.type) | {part.name: part.theirs for part in one.fields}


def _named(one: RecordPlan, number: str, context: Context) -> str:
    called = f"{_(TYPE_LABELS[one.type])} {describe(one.type, _values(one), context)}".strip()
    # Another desk's record stands where its name or number says, which is told already.
    at = "" if one.at in f"{called} {number}" else one.at
    said = [called, number, _(STANDINGS[one.standing][2]), at]
    return " · ".join(part for part in said if part)


def _fields(one: RecordPlan, context: Context) -> Iterator[tuple[str, str, str, str]]:
    kinds = content(one.type)
    for part in one.fields:
        kind = kinds[part.name]
        # Without a common state the base is ours, and a conflict would seem to be none.
        known = not (part.standing == "conflict" and part.base == part.ours)
        sides = [part.base if known else kind.empty, part.ours, part.theirs]
        if one.ours is None:
            sides[:2] = [kind.empty, kind.empty]
        base, ours, theirs = (_shown(kind, value, context) for value in sides)
        yield kind.label, base if known else _("not known"), ours, theirs


def _shown(kind: Kind[Any], value: Any, context: Context) -> str:
    if value == kind.empty and not isinstance(kind, Choice):
        return ""
    return kind.show(value, context)


def _uids(kind: Kind[Any], value: Any) -> Iterator[str]:
    if not value:
        return
    if isinstance(kind, Link):
        yield str(value)
    elif isinstance(kind, Links):
        yield from map(str, value)
    elif isinstance(kind, Places):
        yield from (str(one.uid) for one in value if one.uid)


def _pointed(one: RecordPlan) -> Iterator[str]:
    kinds = content(one.type)
    for name, value in _values(one).items():
        yield from _uids(kinds[name], value)
    for part in one.fields:
        for value in (part.base, part.ours, part.theirs):
            yield from _uids(kinds[part.name], value)


class MergeLines(Sequence[Line]):
    """The rows of some of a plan's records; decisions are looked up whenever a row is asked for."""

    def __init__(self, deciding: Deciding, listed: Sequence[int], wording: Wording) -> None:
        self._deciding, self._listed, self._wording = deciding, listed, wording
        tall = (1 + len(deciding.order[index].fields) for index in listed)
        self._starts = array("q", accumulate(tall, initial=0))

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self._starts[-1]

    @overload
    def __getitem__(self, row: int) -> Line: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Line]: ...
    def __getitem__(self, row: int | slice) -> Line | Sequence[Line]:
        """Return a row, put into words when it is asked for."""
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(len(self)))]
        at, field = self._found(row)
        one = self._deciding.order[self._listed[at]]
        worded = self._wording.record(self._listed, at)
        if field < 0:
            return self._heading(one, worded.name)
        return self._field(one, one.fields[field], worded, field)

    def _found(self, row: int) -> tuple[int, int]:
        """Return which listed record a row is of, and which field, -1 for the heading."""
        if not 0 <= row < len(self):
            raise IndexError(row)
        at = bisect_right(self._starts, row) - 1
        return at, row - self._starts[at] - 1

    def record(self, row: int) -> tuple[RecordPlan, FieldPlan | None]:
        """Return the record of a row, and its field, None for the heading."""
        at, field = self._found(row)
        one = self._deciding.order[self._listed[at]]
        return one, one.fields[field] if field >= 0 else None

    def index_at(self, row: int) -> int:
        """Return the index in the plan's order of the record of a row."""
        return self._listed[self._found(row)[0]]

    def row_of(self, index: int) -> int | None:
        """Return the row of a record's heading, the record by its index in the plan's order."""
        at = self._places.get(index)
        return None if at is None else self._starts[at]

    def rows_of(self, index: int) -> range:
        """Return the rows of a record that is listed, its heading first."""
        at = self._places[index]
        return range(self._starts[at], self._starts[at + 1])

    @cached_property
    def _places(self) -> dict[int, int]:
        return {index: at for at, index in enumerate(self._listed)}

    def _heading(self, one: RecordPlan, name: str) -> Line:
        outcome = self._deciding.whole(one)
        said = "" if outcome.side == "same" else became(outcome)
        icon, colour, _short, _long = STANDINGS[one.standing]
        cells = (
            Cell(name, sign=(icon, colour)),
            Cell(said, role=_role(outcome), sign=sign(outcome)),
        )
        return Line(one.key, "", cells, ", ".join(part for part in (name, said) if part), name)

    def _field(self, one: RecordPlan, part: FieldPlan, worded: _Worded, field: int) -> Line:
        label, base, ours, theirs = worded.fields[field]
        outcome = self._deciding.outcome(one, part)
        typed = ""
        if outcome.side == "typed":
            typed = self._wording.show(content(one.type)[part.name], outcome.value)
        if outcome.side == "waits" and not self._deciding.waits_for(one, part.name):
            # The record waits as a whole, which its heading says.
            outcome = Outcome("same")
            said = ""
        else:
            said = became(outcome, typed)
        known = part.base != part.ours or part.standing != "conflict"
        start = base if known else ours
        cells = (
            Cell(label, role="muted"),
            Cell(base, role="text" if known else "muted"),
            Cell(ours, (base if known else theirs) or None, "added" if known else "removed"),
            Cell(theirs, start or None),
            Cell(said, role=_role(outcome), sign=sign(outcome)),
        )
        spoken = _("{label}: exported {base}, ours {ours}, theirs {theirs}; {outcome}").format(
            label=label,
            base=base or _("empty"),
            ours=ours or _("empty"),
            theirs=theirs or _("empty"),
            outcome=said,
        )
        return Line(one.key, part.name, cells, spoken, worded.name)


def _role(outcome: Outcome) -> str:
    if outcome.side == "waits":
        return "warning"
    return "text" if outcome.decided else "muted"
