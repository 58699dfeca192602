"""What records point at, pointed elsewhere or let go of."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from desktop.records.delta import Delta, edited
from desktop.records.kinds import Kind, Values
from desktop.records.kinds_links import Link, Links, Placed, Places
from desktop.records.models import content


def pointing(record: str, values: Values, same: Mapping[str, str]) -> Values:
    """Return values that point at our records where theirs are the same."""
    if not same:
        return values
    declared = content(record)
    return {name: _pointed(declared[name], value, same) for name, value in values.items()}


def _pointed(kind: object, value: Any, same: Mapping[str, str]) -> Any:
    match kind:
        case Link():
            return same.get(value, value)
        case Links():
            return tuple(dict.fromkeys(same.get(uid, uid) for uid in value))
        case Places():
            moved = [Placed(same.get(one.uid, one.uid), one.written) for one in value]
            first: dict[str, Placed] = {}
            for one in moved:
                first.setdefault(one.uid, one)
            return tuple(first.values())
    return value


def without(delta: Delta, out: Collection[str]) -> Delta | None:
    """Return a delta that points at none of some records; None where nothing is left of it.

    What it belongs to, or is a share of, is not looked at.
    """
    after = dict(delta.after or {})
    declared = content(delta.type)
    for name, value in (delta.after or {}).items():
        kind = declared[name]
        if not isinstance(kind, Link | Links | Places) or _belongs(kind):
            continue
        left = _left(kind, value, out)
        if left == value:
            continue
        if kind.required and left == kind.empty:
            if delta.before is None:
                return None
            del after[name]
        else:
            after[name] = left
    if after == delta.after:
        return delta
    if delta.before is None:
        return replace(delta, after=after)
    return edited(delta.type, delta.uid, delta.before, after)


def _belongs(kind: Kind[Any]) -> bool:
    return isinstance(kind, Link) and (kind.owner or kind.target == "figure")


def _left(kind: Kind[Any], value: Any, out: Collection[str]) -> Any:
    match kind:
        case Links():
            return tuple(uid for uid in value if uid not in out)
        case Places():
            return tuple(one for one in value if one.uid not in out)
    return None if value in out else value
