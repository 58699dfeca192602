"""Whether the file, the journal and the rows are sound, and which records are not."""

import sqlite3
from collections.abc import Iterator

from desktop.records.errors import Invalid
from desktop.records.kinds import Stored
from desktop.records.models import RECORDS, content, parts
from desktop.records.words import _
from desktop.store import blobs, derived, journal, likeness, rows, search


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield one line for each thing that is not as it was written.

    SQLite's own check does not see a bit flipped inside a text, so each row is compared with what
    the journal says it must be.
    """
    for row in connection.execute("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield _("file: {what}").format(what=row[0])
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield _("{table}: row {row} points at a {parent} that is not there").format(
            table=row[0], row=row[1], parent=row[2]
        )
    yield from (_("journal: {what}").format(what=line) for line in journal.chain_faults(connection))
    yield from _side(connection)
    yield from blobs.faults(connection)
    moved = list(_moved_rows(connection))
    yield from moved
    # What is worked out from rows that are wrong would only repeat them.
    if not moved:
        yield from _derived(connection)


def _side(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what is wrong with the raw rows of imports and the receipts of exports."""
    sql = (
        "SELECT book.name, raw_row.row FROM raw_row JOIN book ON book.id = raw_row.book "
        "WHERE NOT json_valid(cells) OR NOT EXISTS "
        "(SELECT 1 FROM delta WHERE delta.uid = raw_row.uid)"
    )
    for name, row in connection.execute(sql):
        yield _("{book}: row {row} is unreadable or belongs to no record").format(
            book=name, row=row
        )
    sql = (
        "SELECT recipient, receipt.at FROM receipt LEFT JOIN change ON change.seq = journal_count "
        "WHERE journal_head IS NOT coalesce(change.hash, ?)"
    )
    for recipient, at in connection.execute(sql, (journal.GENESIS,)):
        yield _("receipt for {recipient} of {at}: names another state of the journal").format(
            recipient=recipient, at=at
        )


def _moved_rows(connection: sqlite3.Connection) -> Iterator[str]:
    told: dict[str, set[str]] = {kind: set() for kind in RECORDS}
    for record in journal.replay(connection):
        if record.type not in told:
            yield _("journal: {kind} {uid} is of no known type").format(
                kind=record.type, uid=record.uid
            )
            continue
        told[record.type].add(record.uid)
        yield from _compare(connection, record)
    for kind, uids in told.items():
        for (uid,) in connection.execute(f'SELECT uid FROM "{kind}"'):
            if uid not in uids:
                yield _("{kind} {uid}: not in the journal").format(kind=kind, uid=uid)


def _compare(connection: sqlite3.Connection, told: journal.Told) -> Iterator[str]:
    kind, names = told.type, rows.written(told.type)
    quoted = ",".join(f'"{name}"' for name in names)
    found = connection.execute(
        f'SELECT removed,{quoted} FROM "{kind}" WHERE uid=?', (told.uid,)
    ).fetchone()
    if found is None:
        yield _("{kind} {uid}: missing").format(kind=kind, uid=told.uid)
        return
    if bool(found[0]) != told.removed:
        yield _("{kind} {uid}: in the bin on one side only").format(kind=kind, uid=told.uid)
    row = dict(zip(names, found[1:], strict=True))
    for name, value in _expected(told).items():
        if name in row and row[name] != value:
            label = told.values.get("number") or told.values.get("name") or told.values.get("title")
            yield _("{kind} {label}: {field} is not what the journal says").format(
                kind=kind, label=label or told.uid, field=name
            )


def _expected(told: journal.Told) -> dict[str, Stored]:
    """Return the stored values with the parts of them that stand in columns of their own."""
    declared = content(told.type)
    try:
        values = {
            name: declared[name].from_json(value)
            for name, value in told.values.items()
            if name in declared
        }
    except (Invalid, ValueError, TypeError):
        return told.values
    found = {
        name: part.of(values)
        for name, part in parts(told.type).items()
        if part.source.name in values
    }
    return told.values | found


def _derived(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the incidents whose list columns, search text or references are not up to date."""
    live = [row[0] for row in connection.execute("SELECT uid FROM incident WHERE removed=0")]
    for number in derived.stale(connection, live):
        yield _("incident {number}: the lists or the search don't show what it holds").format(
            number=number
        )
    for kind in search.TARGETS:
        for uid in search.stale_targets(connection, kind):
            yield _("{kind} {uid}: the search doesn't know what it holds").format(
                kind=kind, uid=uid
            )
    for uid in likeness.stale(connection):
        yield _("source {uid}: it would not be known again by its text").format(uid=uid)
