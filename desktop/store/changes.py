"""The one writer: rows, journal, references and search text in one transaction."""

import hashlib
import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from gettext import gettext as _

from desktop.records.delta import Change, Delta, Person
from desktop.records.family import Kept
from desktop.records.kinds import Stored, Values
from desktop.records.models import blank
from desktop.store import derived, journal, rows
from desktop.store.database import DeskFile
from desktop.store.errors import Clash, Moved


def new_uid() -> str:
    """Return a uid for a record that is about to be made: 32 hexadecimal digits."""
    return uuid.uuid4().hex


def apply(
    desk: DeskFile,
    deltas: Sequence[Delta],
    by: Person,
    action: str,
    *,
    subject: str = "",
    why: str = "",
    target: int | None = None,
    drafts: Iterable[str] = (),
) -> Change:
    """Write one change, all of it or nothing, and return it as the journal has it.

    New incidents get their numbers here.  `drafts` are the drafts that this change saves: they go
    in the same transaction.  Raises `Moved` where a record is no longer what `before` says, and
    `SaveFailed` where the file can't be written.
    """
    with desk.writing() as connection:
        numbered = _numbered(connection, deltas)
        stored = _stored(connection, numbered)
        _require_unmoved(numbered, stored)
        changed = _write(connection, numbered, stored)
        change = journal.append(
            connection, numbered, by, action=action, subject=subject, why=why, target=target
        )
        uids = derived.affected(connection, changed)
        derived.refresh(connection, uids)
        _stamp(connection, uids, change)
        connection.executemany("DELETE FROM draft WHERE uid=?", [(uid,) for uid in drafts])
    return change


def _stamp(connection: sqlite3.Connection, uids: set[str], change: Change) -> None:
    moment = int(change.at.timestamp())
    connection.executemany(
        "UPDATE incident SET changed_at=?, changed_by=? WHERE uid=?",
        [(moment, change.by.name, uid) for uid in uids],
    )


def _numbered(connection: sqlite3.Connection, deltas: Sequence[Delta]) -> list[Delta]:
    """Give each new incident without a number the next one of its year."""
    return [
        Delta(
            delta.type,
            delta.uid,
            None,
            delta.after | {"number": _next_number(connection, delta.after)},
        )
        if delta.type == "incident"
        and delta.before is None
        and delta.after is not None
        and not delta.after.get("number")
        else delta
        for delta in deltas
    ]


def _next_number(connection: sqlite3.Connection, values: Values) -> str:
    when = values.get("when")
    known = when is not None and when.start_key is not None
    year = when.start.year if when is not None and known else datetime.now(UTC).year
    last = connection.execute(
        "INSERT INTO counter VALUES (?, 1) ON CONFLICT (year) DO UPDATE SET last=last+1 "
        "RETURNING last",
        (year,),
    ).fetchone()[0]
    return f"{year}-{last:04d}"


def _stored(connection: sqlite3.Connection, deltas: Sequence[Delta]) -> dict[str, Kept]:
    by_type: dict[str, list[str]] = {}
    for delta in deltas:
        by_type.setdefault(delta.type, []).append(delta.uid)
    stored: dict[str, Kept] = {}
    for record, uids in by_type.items():
        stored |= rows.load(connection, record, uids)
    return stored


def _require_unmoved(deltas: Sequence[Delta], stored: dict[str, Kept]) -> None:
    clashes: list[Clash] = []
    for delta in deltas:
        found = stored.get(delta.uid)
        there = found is not None and not found.removed
        if delta.before is None:
            if there:
                clashes.append(Clash(delta.type, delta.uid, "", None, found))
            continue
        if found is None or not there:
            clashes.append(Clash(delta.type, delta.uid, "", delta.before, None))
            continue
        clashes.extend(
            Clash(delta.type, delta.uid, name, value, found[name])
            for name, value in delta.before.items()
            if found[name] != value
        )
    if clashes:
        raise Moved(
            _(
                "The record was changed meanwhile: {n} fields differ from what you started with."
            ).format(n=len(clashes)),
            clashes,
        )


def _write(
    connection: sqlite3.Connection, deltas: Sequence[Delta], stored: dict[str, Kept]
) -> list[Kept]:
    """Write the rows and return the records as they are now."""
    changed: list[Kept] = []
    inserts: dict[str, list[list[Stored]]] = {}
    updates: dict[tuple[str, tuple[str, ...]], list[list[Stored]]] = {}
    binned: dict[str, list[tuple[int, str]]] = {}
    for delta in deltas:
        old = stored.get(delta.uid)
        values = _after(delta, old)
        if old is None:
            inserts.setdefault(delta.type, []).append([delta.uid, *rows.row_of(delta.type, values)])
        else:
            names = rows.touched(delta.type, delta.after or ())
            if names:
                row = [*rows.stored(delta.type, values, names), delta.uid]
                updates.setdefault((delta.type, names), []).append(row)
            if (delta.before is None) or (delta.after is None):
                gone = int(delta.after is None)
                binned.setdefault(delta.type, []).append((gone, delta.uid))
        changed.append(Kept(delta.type, delta.uid, 0, delta.after is None, values))
    for record, new in inserts.items():
        connection.executemany(rows.insert_sql(record), new)
    for (record, names), some in updates.items():
        connection.executemany(rows.update_sql(record, names), some)
    for record, flags in binned.items():
        connection.executemany(
            f'UPDATE "{record}" SET removed=?, version=version+1 WHERE uid=?',
            flags,
        )
    _fingerprint(connection, changed)
    return changed


def _after(delta: Delta, old: Kept | None) -> Values:
    base = old.values if old is not None else blank(delta.type)
    return base | (delta.after or {})


def _fingerprint(connection: sqlite3.Connection, changed: Iterable[Kept]) -> None:
    connection.executemany(
        "UPDATE source SET sha256=? WHERE uid=?",
        [
            (hashlib.sha256(one["text"].encode()).hexdigest(), one.uid)
            for one in changed
            if one.type == "source" and one["text"]
        ],
    )
