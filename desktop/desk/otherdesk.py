"""Another desk's file, as the other side of a merge: a colleague's copy, or a desk of their own."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

from desktop.desk.returning import planned
from desktop.records.delta import Delta
from desktop.records.errors import Mendable
from desktop.records.family import Kept
from desktop.records.kinds import Values
from desktop.records.merging import Plan, Theirs
from desktop.records.models import RECORDS, TYPE_LABELS
from desktop.records.pointing import pointing
from desktop.records.sameness import APART, Same, same_records, told
from desktop.records.words import _, ngettext
from desktop.store import blobs, books, journal, past, read
from desktop.store.database import connect_other
from desktop.store.errors import Damaged

# A desk's own rules are not its records.
_MERGED = tuple(record for record in RECORDS if record != "setting")
_PORTION = 2000


class SameDesk(Mendable):
    """The other file is the desk itself."""


def plan_of_desk(connection: sqlite3.Connection, desk: Path, other: Path) -> Plan:
    """Return what merging another desk's file into the one of `connection` would do.

    Where the journals share a beginning, their last common change is the base; otherwise records
    are matched by uid, and whatever differs is asked for.  Terms, places and speakers that each
    desk made for itself and that are the same are ours, and what points at theirs points at ours.
    The other file is opened to read only, and is the same to the byte afterwards.  Raises
    `OpenRefused` and `SameDesk`.
    """
    if other.exists() and desk.exists() and desk.samefile(other):
        raise SameDesk(_("{path} is this desk itself. Choose another.").format(path=other))
    with closing(connect_other(other)) as there:
        same, apart = _same(connection, there)
        shared = 0
        if read.meta(connection, "desk") == read.meta(there, "desk"):
            shared = journal.common(connection, there)
        if not shared:
            then = past.Past(connection, {}, common=False)
            return planned(then, [*_differing(connection, there, same), *apart])
        then = past.at(connection, shared, journal.hash_at(connection, shared))
        since = past.at(there, shared, journal.hash_at(there, shared))
        return planned(then, [*_changed(then, since, same), *apart])


def bytes_of(other: Path, deltas: Iterable[Delta]) -> Iterator[bytes]:
    """Yield the bytes of the attachments that a merge with another desk's file brings along.

    Raises `Damaged` where they are not there as they were attached.
    """
    wanted = {
        str(delta.after["sha256"])
        for delta in deltas
        if delta.type == "attachment" and delta.after and "sha256" in delta.after
    }
    if not wanted:
        return
    with closing(connect_other(other)) as there:
        for sha256 in sorted(wanted):
            found = blobs.data(there, sha256)
            if found is None or blobs.fingerprint(found) != sha256:
                words = _("A file attached in {path} is damaged there. Restore a backup of it.")
                raise Damaged(words.format(path=other))
            yield found


def _same(ours: sqlite3.Connection, theirs: sqlite3.Connection) -> tuple[Same, list[Theirs]]:
    """Return which of their records are ours under another uid, and what they say of each."""
    there = [one for record in APART for one in read.all_of(theirs, record)]
    here = [one for record in APART for one in read.all_of(ours, record)]
    known = books.answers(ours, [paired(one.uid) for one in there])
    same = same_records(
        there, here, {one.uid: known[paired(one.uid)].answer for one in there
                      if paired(one.uid) in known},
    )  # fmt: skip
    return same, [
        Theirs(one.type, same[one.uid], told(one, same), at=_at(one), apart=one.uid)
        for one in there
        if one.uid in same
    ]


def paired(uid: str) -> str:
    """Return the key under which the desk remembers which of its records one of theirs is."""
    return f"same {uid}"


def recognised(some: Collection[Kept], most: int = 5) -> str:
    """Return in words which records each desk made for itself and are held to be one; "" if none.

    No more than `most` are named.
    """
    if not some:
        return ""
    first = islice(some, most)
    named = [f"{_(TYPE_LABELS[one.type]).lower()} “{one['name']}”" for one in first]
    more = len(some) - most
    if more > 0:
        named.append(ngettext("{n} more", "{n} more", more).format(n=f"{more:,}"))
    return _("On both desks, so that theirs becomes ours: {names}.").format(names=", ".join(named))


def _changed(ours: past.Past, theirs: past.Past, same: Same) -> Iterator[Theirs]:
    """Yield what was changed there since both were one."""
    touched: dict[str, list[str]] = {}
    for record, uid in theirs.moved:
        if record in _MERGED:
            touched.setdefault(record, []).append(uid)
    for record, uids in touched.items():
        here = past.has(ours.connection, record, uids)
        for kept in _pointed(read.records(theirs.connection, record, uids), same):
            start = theirs.then(kept)
            if kept.uid in same:
                continue
            if start is None:
                yield from _added(kept, new=kept.uid not in here)
            elif kept.removed or kept.values != start.values:
                values = {} if kept.removed else _values(kept, start)
                yield Theirs(record, kept.uid, values, removed=kept.removed, at=_at(kept))


def _pointed(found: Mapping[str, Kept], same: Same) -> Iterator[Kept]:
    """Yield records as they point at ours."""
    for kept in found.values():
        yield replace(kept, values=pointing(kept.type, kept.values, same))


def _differing(
    ours: sqlite3.Connection, theirs: sqlite3.Connection, same: Same
) -> Iterator[Theirs]:
    """Yield each record that they have otherwise, where nothing common is known."""
    for record in _MERGED:
        for uids in past.portions(theirs, record, _PORTION):
            here = read.records(ours, record, uids)
            for kept in _pointed(read.records(theirs, record, uids), same):
                mine = here.get(kept.uid)
                if kept.uid in same:
                    continue
                if mine is None:
                    yield from _added(kept, new=True)
                elif not kept.removed and (mine.removed or _values(kept, mine)):
                    yield Theirs(record, kept.uid, _values(kept, mine), at=_at(kept))


def _added(kept: Kept, *, new: bool) -> Iterator[Theirs]:
    """Yield a record that they made; one that is in their bin again never was."""
    if kept.removed:
        return
    yield Theirs(kept.type, kept.uid, _given(kept.values), new=new, at=_at(kept))


def _values(kept: Kept, start: Kept) -> Values:
    return _given({name: value for name, value in kept.values.items() if value != start[name]})


def _given(values: Values) -> Values:
    """Return values without the number: two desks give the same ones to different incidents."""
    return {name: value for name, value in values.items() if name != "number"}


def _at(kept: Kept) -> str:
    """Return what a person finds the record by there."""
    return str(
        kept.values.get("number") or kept.values.get("name") or kept.values.get("title") or ""
    )
