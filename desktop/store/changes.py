"""The one way to write: rows, journal, references and search text in one transaction."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from random import SystemRandom
from time import time_ns

from desktop.records.delta import Change, Delta, Person
from desktop.records.progress import Counting, silent
from desktop.store import books, journal, quoting
from desktop.store.blobs import add as keep
from desktop.store.deskfile import DeskFile
from desktop.store.writer import Writer

# So many records of a large change are in memory at a time.
PORTION = 5000
getrandbits = SystemRandom().getrandbits


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
    """Return a uid for a record that is about to be made: a UUID of version 7 in 32 hex digits.

    They rise with time, so that a large import fills the indexes at their ends.
    """
    moment = time_ns() // 1_000_000
    chance = getrandbits(74)
    value = moment << 80 | 0x7 << 76 | chance >> 62 << 64 | 0b10 << 62 | chance & (1 << 62) - 1
    return f"{value:032x}"


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
    blobs: Iterable[bytes] = (),
) -> Change:
    """Write one change, all of it or nothing, and return it as the journal has it.

    New incidents get their numbers here, and what quotes a corrected text follows it.  `drafts` are
    the drafts that this change saves: they go in the same transaction, in which `blobs`, the bytes
    of attachments, are kept.  A record has one delta at most.  Raises `Moved` where a record is no
    longer what `before` says, and `SaveFailed` where the file can't be written.
    """
    begin = partial(journal.begin, by=by, action=action, subject=subject, why=why, target=target)
    with _begun(desk, begin, large=False) as writer:
        keep(writer.connection, blobs)
        moved = quoting.followed(writer.connection, deltas, back=target is not None)
        written = [one for portion in portioned(moved) for one in writer.write(portion.deltas)]
        change = writer.finish(written)
        writer.connection.executemany("DELETE FROM draft WHERE uid=?", [(uid,) for uid in drafts])
    return change


@contextmanager
def _begun(
    desk: DeskFile, begin: Callable[[sqlite3.Connection], journal.Entry], *, large: bool
) -> Iterator[Writer]:
    """Begin a change in a transaction of its own."""
    with desk.writing(large=large) as connection:
        entry = begin(connection)
        writer = Writer(connection, entry)
        try:
            yield writer
        finally:
            writer.load.rest(connection)


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
    blobs: Iterable[bytes] = (),
    progress: Counting = silent,
) -> Change:
    """Write one change of any size from a stream of portions; return it without its deltas.

    Only a portion is in memory at a time; a few thousand records each, an incident together with
    its reports and figures, is what is fast.  Raw rows are kept with the `book` that they came
    from, `answers` on possible duplicates by their keys, `blobs` are the bytes of attachments.
    `progress` hears after each portion how many records are written, and may raise to stop.  It
    raises what `apply` does, and whatever a stream or `progress` does, and then nothing of it was
    written.
    """
    begin = partial(journal.begin, by=by, action=action, subject=subject, why=why, target=target)
    with _begun(desk, begin, large=True) as writer:
        connection, entry = writer.connection, writer.entry
        keep(connection, blobs)
        book_id = None if book is None else books.add(connection, book, entry.at, entry.seq)
        for portion in portions:
            writer.write(portion.deltas)
            if portion.raw_rows:
                if book_id is None:
                    raise ValueError("raw rows came without the book that they are from")
                books.add_rows(connection, book_id, portion.raw_rows)
            progress(entry.count)
        books.remember(connection, answers or {}, entry.at, entry.by)
        return writer.finish()


def invert(desk: DeskFile, seq: int, by: Person, action: str, *, subject: str = "") -> Change:
    """Take back a change of any size as a whole; return the new change without its deltas.

    It raises what `apply` does, `Moved` where something stands in the way.
    """

    def portions() -> Iterator[Portion]:
        for some in journal.backwards(desk.connection, seq, PORTION):
            yield Portion([delta.inverse() for delta in some])

    return apply_many(desk, portions(), by, action, subject=subject, target=seq)
