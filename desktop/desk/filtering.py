"""Reads a filter written in words: `status=approved place="Bryansk Oblast" from=2025-07-01`."""

import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from desktop.records.errors import Invalid
from desktop.records.finder import PlaceFinder
from desktop.records.models import STATUSES
from desktop.records.when import When
from desktop.records.words import _
from desktop.store import read
from desktop.store.listing import Filter

_PAIR = re.compile(r"\s*([a-z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\S+))(?=\s|$)")


def read_filter(connection: sqlite3.Connection, text: str, zone: str = "Europe/Moscow") -> Filter:
    """Return the filter that an expression says; raise `Invalid` naming what is wrong.

    Conditions are NAME=VALUE with blanks between, all of which must hold: status, kind (both may
    be given several times, or with commas), place (with all in it), from and to (dates; `to`
    includes its day), text, disagree (yes or no).
    """
    wanted = Filter()
    at = 0
    while text[at:].strip():
        found = _PAIR.match(text, at)
        if not found:
            raise Invalid(
                _("“{text}” is not a condition; write them as in status=approved.").format(
                    text=text[at:].strip()[:40]
                )
            )
        at = found.end()
        name = found[1]
        value = next((one for one in found.groups()[1:] if one is not None), "")
        reader = _READERS.get(name)
        if reader is None:
            raise Invalid(
                _("“{name}” can't be filtered by; use {names}.").format(
                    name=name, names=", ".join(_READERS)
                )
            )
        wanted = reader(connection, wanted, value, zone)
    return wanted


def _status(_c: sqlite3.Connection, wanted: Filter, value: str, _zone: str) -> Filter:
    codes = {code for code, _label, _text in STATUSES}
    given = {one.strip().casefold() for one in value.split(",")}
    if given - codes:
        raise Invalid(
            _("“{value}” is no status; use {codes}.").format(
                value=", ".join(sorted(given - codes)), codes=", ".join(sorted(codes))
            )
        )
    return replace(wanted, statuses=wanted.statuses | given)


def _kind(connection: sqlite3.Connection, wanted: Filter, value: str, _zone: str) -> Filter:
    uids: set[str] = set()
    for one in value.split(","):
        found = read.found_by_name(connection, "term", "kind", one.strip())
        if not found:
            raise Invalid(_("“{value}” is no kind of incident.").format(value=one.strip()))
        uids.update(found)
    return replace(wanted, kinds=wanted.kinds | uids)


def _place(connection: sqlite3.Connection, wanted: Filter, value: str, _zone: str) -> Filter:
    found = PlaceFinder(read.candidates(connection)).exact(value)
    if not found:
        raise Invalid(_("No place is called “{value}”.").format(value=value))
    if len(found) > 1:
        raise Invalid(
            _("“{value}” is {n} places: {places}.").format(
                value=value,
                n=len(found),
                places="; ".join(f"{one.name} ({one.detail})" for one in found[:4]),
            )
        )
    return replace(wanted, place=found[0].uid)


def _from(_c: sqlite3.Connection, wanted: Filter, value: str, zone: str) -> Filter:
    return replace(wanted, start=_bounds(value, zone)[0])


def _to(_c: sqlite3.Connection, wanted: Filter, value: str, zone: str) -> Filter:
    return replace(wanted, end=_bounds(value, zone)[1])


def _bounds(value: str, zone: str) -> tuple[int, int]:
    when = When.read(value, zone=zone)
    start, end = when.start_key, when.end_key
    if start is None or end is None:
        raise Invalid(_("“{value}” needs a year, as in 2025-07-01.").format(value=value))
    return start, end


def _text(_c: sqlite3.Connection, wanted: Filter, value: str, _zone: str) -> Filter:
    return replace(wanted, text=f"{wanted.text} {value}".strip())


def _disagree(_c: sqlite3.Connection, wanted: Filter, value: str, _zone: str) -> Filter:
    if value.casefold() not in {"yes", "no"}:
        raise Invalid(_("disagree is yes or no, not “{value}”.").format(value=value))
    return replace(wanted, disagree=value.casefold() == "yes")


_READERS: dict[str, Callable[[sqlite3.Connection, Filter, str, str], Filter]] = {
    "status": _status,
    "kind": _kind,
    "place": _place,
    "from": _from,
    "to": _to,
    "text": _text,
    "disagree": _disagree,
}


def in_words(connection: sqlite3.Connection, wanted: Filter) -> str:
    """Return the expression of a filter, as `read_filter` takes it, for what tells of an export."""
    names = read.names(connection, [*wanted.kinds, wanted.place] if wanted.place else wanted.kinds)
    parts = [f"status={','.join(sorted(wanted.statuses))}"] if wanted.statuses else []
    parts += [f'kind="{names.get(uid, uid)}"' for uid in sorted(wanted.kinds)]
    if wanted.place:
        parts.append(f'place="{names.get(wanted.place, wanted.place)}"')
    parts += [
        f'{name}="{_moment(seconds)}"'
        for name, seconds in (("from", wanted.start), ("to", wanted.end))
        if seconds is not None
    ]
    if wanted.text:
        parts.append(f'text="{wanted.text}"')
    if wanted.disagree:
        parts.append("disagree=yes")
    return " ".join(parts)


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
