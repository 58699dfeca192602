"""The one writer: rows, journal, references and search text in one transaction."""

import hashlib
import re
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from desktop.records.delta import Change, Delta, Person
from desktop.records.kinds import Stored, Values
from desktop.records.models import blank, content
from desktop.records.words import _, ngettext
from desktop.store import books, derived, journal, rows
from desktop.store.database import DeskFile
from desktop.store.errors import Clash, Moved, SaveFailed

Row = tuple[Stored, ...]
# So many records of a large change are in memory at a time.
PORTION = 5000
_NUMBER = re.compile(r"(\d{4})-(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Portion:
    """Some deltas of a large change, and the raw rows of a workbook that they came from."""

    deltas: Sequence[Delta]
    raw_rows: Sequence[books.RawRow] = ()


def portioned(deltas: Iterable[Delta]) -> Iterator[Portion]:
    """Yield a stream of deltas in portions that keep each incident with what follows it."""
    some: list[Delta] = []
    for delta in deltas:
        if len(some) >= PORTION and delta.type not in {"report", "figure"}:
            yield Portion(some)
            some = []
        some.append(delta)
    if some:
        yield Portion(some)


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
    in the same transaction.  A record has one delta at most.  Raises `Moved` where a record is no
    longer what `before` says, and `SaveFailed` where the file can't be written.
    """
    with desk.writing() as connection:
        entry = journal.begin(
            connection, by, action=action, subject=subject, why=why, target=target
        )
        scope = derived.Scope()
        written: list[Delta] = []
        for portion in _portions(deltas):
            written += _write(connection, entry, portion, scope)
        change = journal.close(connection, entry, written)
        _finish(connection, change, scope)
        connection.executemany("DELETE FROM draft WHERE uid=?", [(uid,) for uid in drafts])
    return change


def _silent(_done: int) -> None:
    return


def apply_many(
    desk: DeskFile,
    portions: Iterable[Portion],
    by: Person,
    action: str,
    *,
    subject: str = "",
    why: str = "",
    target: int | None = None,
    book: books.NewBook | None = None,
    answers: Mapping[str, str] | None = None,
    progress: Callable[[int], None] = _silent,
) -> Change:
    """Write one change of any size from a stream of portions; return it without its deltas.

    Only a portion is in memory at a time; a few thousand records each, an incident together with
    its reports and figures, is what is fast.  Raw rows are kept with the `book` that they came
    from, `answers` on possible duplicates by their keys.  `progress` hears after each portion how
    many records are written, and may raise to stop.  It raises what `apply` does, and whatever the
    stream or `progress` does, and then nothing of it was written.
    """
    with desk.writing() as connection:
        entry = journal.begin(
            connection, by, action=action, subject=subject, why=why, target=target
        )
        seq = int(entry.header[0] or 0)
        book_id = None if book is None else books.add(connection, book, entry.at, seq)
        scope = derived.Scope()
        for portion in portions:
            if portion.deltas:
                _write(connection, entry, portion.deltas, scope)
            if portion.raw_rows:
                if book_id is None:
                    raise ValueError("raw rows came without the book that they are from")
                books.add_rows(connection, book_id, portion.raw_rows)
            progress(entry.count)
        books.remember(connection, answers or {}, entry.at, by.name)
        change = journal.close(connection, entry, ())
        _finish(connection, change, scope)
        if entry.count > PORTION:
            connection.execute("PRAGMA analysis_limit=1000")
            connection.execute("ANALYZE")
    return change


def _portions(deltas: Iterable[Delta]) -> Iterator[list[Delta]]:
    stream = iter(deltas)
    while portion := list(islice(stream, PORTION)):
        yield portion


def _finish(connection: sqlite3.Connection, change: Change, scope: derived.Scope) -> None:
    stamp = (int(change.at.timestamp()), change.by.name)
    derived.refresh(connection, scope, stamp)
    connection.executemany(
        "UPDATE incident SET changed_at=?, changed_by=? WHERE uid=?",
        ((*stamp, uid) for uid in scope.changed - scope.fresh),
    )


def _write(
    connection: sqlite3.Connection,
    entry: journal.Entry,
    portion: Sequence[Delta],
    scope: derived.Scope,
) -> list[Delta]:
    """Write a portion's rows and journal, and return it with the numbers that were given."""
    if len({delta.uid for delta in portion}) < len(portion):
        raise ValueError("a change has two deltas for one record")
    deltas = [_numbered(connection, delta) for delta in portion]
    stored = _stored(connection, deltas)
    _require_unmoved(deltas, stored)
    scope.take(connection, deltas, stored)
    _write_rows(connection, deltas, stored)
    journal.add(connection, entry, deltas)
    return deltas


def _numbered(connection: sqlite3.Connection, delta: Delta) -> Delta:
    """Give a new incident without a number the next one of its year."""
    if delta.type != "incident" or delta.after is None:
        return delta
    if delta.after.get("number"):
        _take_number(connection, delta)
        return delta
    if delta.before is not None:
        return delta
    number = _next_number(connection, delta.after)
    return Delta(delta.type, delta.uid, None, delta.after | {"number": number})


def _take_number(connection: sqlite3.Connection, delta: Delta) -> None:
    """Keep a number that came from elsewhere from being given again; refuse one that is taken."""
    number = str((delta.after or {})["number"])
    taken = connection.execute(
        "SELECT 1 FROM incident WHERE number=? AND uid!=?", (number, delta.uid)
    ).fetchone()
    if taken:
        raise SaveFailed(
            _("Another incident has the number {number}. Leave it empty to get a new one.").format(
                number=number
            )
        )
    parts = _NUMBER.fullmatch(number)
    if parts:
        connection.execute(
            "INSERT INTO counter VALUES (?1, ?2) "
            "ON CONFLICT (year) DO UPDATE SET last=max(last, ?2)",
            (int(parts[1]), int(parts[2])),
        )


def _next_number(connection: sqlite3.Connection, values: Values) -> str:
    when = values.get("when")
    year = (when.year if when is not None else None) or datetime.now(UTC).year
    connection.execute(
        "INSERT INTO counter VALUES (?, 1) ON CONFLICT (year) DO UPDATE SET last=last+1", (year,)
    )
    last = connection.execute("SELECT last FROM counter WHERE year=?", (year,)).fetchone()[0]
    return f"{year}-{last:04d}"


def _stored(connection: sqlite3.Connection, deltas: Sequence[Delta]) -> dict[str, Row]:
    by_type: dict[str, list[str]] = {}
    for delta in deltas:
        by_type.setdefault(delta.type, []).append(delta.uid)
    stored: dict[str, Row] = {}
    for record, uids in by_type.items():
        stored |= rows.load_raw(connection, record, uids)
    return stored


def _require_unmoved(deltas: Sequence[Delta], stored: dict[str, Row]) -> None:
    clashes = [clash for delta in deltas for clash in _clashes(delta, stored.get(delta.uid))]
    if clashes:
        n = len(clashes)
        raise Moved(
            ngettext(
                "The record was changed meanwhile: {n} field differs from what you started with.",
                "The record was changed meanwhile: {n} fields differ from what you started with.",
                n,
            ).format(n=n),
            clashes,
        )


def _clashes(delta: Delta, row: Row | None) -> Iterator[Clash]:
    there = row is not None and not row[2]
    if delta.before is None:
        if row is not None and there:
            kept = rows.kept(delta.type, row)
            yield Clash(delta.type, delta.uid, "", None, kept)
        return
    if row is None or not there:
        yield Clash(delta.type, delta.uid, "", delta.before, None)
        return
    declared = content(delta.type)
    for name, value in delta.before.items():
        found = row[rows.index(delta.type, name)]
        if declared[name].to_json(value) != found:
            yield Clash(delta.type, delta.uid, name, value, declared[name].from_json(found))


def _write_rows(
    connection: sqlite3.Connection, deltas: Sequence[Delta], stored: dict[str, Row]
) -> None:
    inserts: dict[str, list[list[Stored]]] = {}
    updates: dict[tuple[str, tuple[str, ...]], list[list[Stored]]] = {}
    for delta in deltas:
        after = delta.after or {}
        if delta.uid not in stored:
            # An import gives every field; a blank record of each would cost more than the row.
            values = after if len(after) == len(content(delta.type)) else blank(delta.type) | after
            inserts.setdefault(delta.type, []).append([delta.uid, *rows.row_of(delta.type, values)])
            continue
        names = rows.touched(delta.type, frozenset(after))
        row = [*rows.stored(delta.type, after, names), int(delta.after is None), delta.uid]
        updates.setdefault((delta.type, names), []).append(row)
    for record, new in inserts.items():
        connection.executemany(rows.insert_sql(record), new)
    for (record, names), some in updates.items():
        connection.executemany(rows.update_sql(record, names), some)
    _fingerprint(connection, deltas)


def _fingerprint(connection: sqlite3.Connection, deltas: Iterable[Delta]) -> None:
    texts = [
        (delta.after["text"], delta.uid)
        for delta in deltas
        if delta.type == "source" and delta.after is not None and "text" in delta.after
    ]
    connection.executemany(
        "UPDATE source SET sha256=? WHERE uid=?",
        [(hashlib.sha256(text.encode()).hexdigest() if text else None, uid) for text, uid in texts],
    )
