"""What a change does to records: one format for saving, history, undo, review and import."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop.records.kinds import Values
from desktop.records.models import blank, content


@dataclass(frozen=True, slots=True)
class Delta:
    """What one change does to one record.

    `before` and `after` hold the fields that differ; None stands for "not there": before None is
    a record made or brought back, after None one that goes to the bin.
    """

    type: str
    uid: str
    before: Values | None
    after: Values | None

    def inverse(self) -> "Delta":
        """Return the delta that takes this one back."""
        return Delta(self.type, self.uid, self.after, self.before)

    def only(self, field: str) -> "Delta":
        """Return the part of an edit that touches one field.

        Of a record made, it is the step from the empty field; a removal can't be taken apart.
        """
        if self.after is None:
            return self
        if self.before is None:
            empty = {field: content(self.type)[field].empty}
            return Delta(self.type, self.uid, empty, {field: self.after[field]})
        return Delta(self.type, self.uid, {field: self.before[field]}, {field: self.after[field]})

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of the fields that it touches, in the order of declaration."""
        touched = {**(self.before or {}), **(self.after or {})}
        return tuple(name for name in content(self.type) if name in touched)


@dataclass(frozen=True, slots=True)
class Person:
    """Who does something: a name and a role (editor, reviewer, both)."""

    name: str
    role: str = "both"


@dataclass(frozen=True, slots=True)
class Change:
    """One saved action by one person, as the journal keeps it.

    `action` is its code (create, edit, submit, approve, undo, ...), `subject` what it was done to
    in a few words, `target` the sequence number of the change that it undoes or redoes, or None.
    The `deltas` of a very large change are left out: whoever follows it reads everything again.
    """

    seq: int
    uid: str
    at: datetime
    by: Person
    action: str
    subject: str
    why: str
    target: int | None
    deltas: tuple[Delta, ...]

    def reaches(self, *types: str) -> bool:
        """Return whether records of some types may differ now; a very large change may be all."""
        return not self.deltas or any(delta.type in types for delta in self.deltas)


def created(record: str, uid: str, values: Values) -> Delta:
    """Return the delta that makes a record; what is not given stays empty."""
    return Delta(record, uid, None, blank(record) | values)


def edited(record: str, uid: str, old: Values, new: Values) -> Delta | None:
    """Return the delta from old to new values, or None where nothing differs."""
    fields = [name for name in new if new[name] != old[name]]
    if not fields:
        return None
    return Delta(
        record, uid, {name: old[name] for name in fields}, {name: new[name] for name in fields}
    )


def removed(record: str, uid: str, values: Values) -> Delta:
    """Return the delta that puts a record into the bin."""
    return Delta(record, uid, dict(values), None)


def inverse(deltas: Iterable[Delta]) -> tuple[Delta, ...]:
    """Return the deltas that take others back, last first."""
    return tuple(delta.inverse() for delta in reversed(tuple(deltas)))


def composed(deltas: Iterable[Delta]) -> tuple[Delta, ...]:
    """Return one delta a record that does what several in order do; none where nothing is left."""
    first: dict[tuple[str, str], Values | None] = {}
    last: dict[tuple[str, str], Values | None] = {}
    for delta in deltas:
        key = (delta.type, delta.uid)
        if key not in first:
            first[key], last[key] = _copy(delta.before), _copy(delta.after)
            continue
        _extend(first, last, key, delta)
    return tuple(net for key in first if (net := _net(*key, first[key], last[key])) is not None)


def _copy(values: Values | None) -> Values | None:
    return None if values is None else dict(values)


def _extend(
    first: dict[tuple[str, str], Values | None],
    last: dict[tuple[str, str], Values | None],
    key: tuple[str, str],
    delta: Delta,
) -> None:
    before, now = first[key], last[key]
    if before is not None and delta.before is not None:
        for name, value in delta.before.items():
            if now is None or name not in now:
                before.setdefault(name, value)
    if delta.after is None or now is None:
        last[key] = _copy(delta.after)
    else:
        now.update(delta.after)


def _net(record: str, uid: str, before: Values | None, after: Values | None) -> Delta | None:
    if before is None and after is None:
        return None
    if before is None or after is None:
        return Delta(record, uid, before, after)
    return edited(record, uid, before, {name: after[name] for name in before if name in after})
