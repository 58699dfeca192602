"""Whether the file, the journal and the rows are sound, and which records are not."""

import sqlite3
from collections.abc import Iterator
from gettext import gettext as _

from desktop.records.kinds import Stored
from desktop.records.models import RECORDS
from desktop.store import journal, rows


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
    yield from _moved_rows(connection)


def _moved_rows(connection: sqlite3.Connection) -> Iterator[str]:
    told: dict[str, set[str]] = {kind: set() for kind in RECORDS}
    for kind, uid, state in journal.replay(connection):
        told[kind].add(uid)
        yield from _compare(connection, kind, uid, state)
    for kind, uids in told.items():
        for (uid,) in connection.execute(f'SELECT uid FROM "{kind}"'):
            if uid not in uids:
                yield _("{kind} {uid}: not in the journal").format(kind=kind, uid=uid)


def _compare(
    connection: sqlite3.Connection, kind: str, uid: str, state: dict[str, Stored] | None
) -> Iterator[str]:
    names = rows.columns(kind)
    quoted = ",".join(f'"{name}"' for name in names)
    found = connection.execute(
        f'SELECT removed,{quoted} FROM "{kind}" WHERE uid=?',
        (uid,),
    ).fetchone()
    if found is None:
        yield _("{kind} {uid}: missing").format(kind=kind, uid=uid)
        return
    if bool(found[0]) != (state is None):
        yield _("{kind} {uid}: in the bin on one side only").format(kind=kind, uid=uid)
    row = dict(zip(names, found[1:], strict=True))
    for name, value in (state or {}).items():
        if name in row and row[name] != value:
            label = row.get("number") or row.get("name") or row.get("title") or uid
            yield _("{kind} {label}: {field} is not what the journal says").format(
                kind=kind, label=label, field=name
            )
