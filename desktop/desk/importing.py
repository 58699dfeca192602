"""Files that come in: what one is, and taking it in as one change that one undo takes back."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop.desk import returning, tabling
from desktop.desk.otherdesk import bytes_of, plan_of_desk
from desktop.desk.requeue import requeued
from desktop.desk.tabling import Chosen, Likeness, Verdict
from desktop.records import merging
from desktop.records.batches import batched
from desktop.records.context import Context
from desktop.records.delta import Change, Delta, Person
from desktop.records.finder import PlaceFinder
from desktop.records.merging import Choices, Plan
from desktop.records.progress import Progress, silent
from desktop.records.words import _
from desktop.sheets.errors import ImportRefused
from desktop.sheets.foreign.converted import Converted
from desktop.sheets.foreign.finding import Sheet as FoundSheet
from desktop.sheets.foreign.finding import best_sheet, find_table, missing, table_by
from desktop.sheets.foreign.guessing import guess
from desktop.sheets.foreign.profile import Profile
from desktop.sheets.foreign.table import Table
from desktop.sheets.reading.book import Book, Sheet
from desktop.sheets.reading.read import read_book
from desktop.sheets.roundtrip.ours import Ours, recognise
from desktop.store import backup, books, quoting, read, scope
from desktop.store.books import NewBook
from desktop.store.changes import Portion, apply_many, portioned
from desktop.store.deskfile import DeskFile

Kind = Literal["returned", "table", "desk"]
ACTION = "import"
# So many families are read at a time.
_FAMILIES = 500
_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was read: a workbook of ours that came back, a table, or another desk.

    `again` is the import in which the very same bytes came in before.  `close` lets go of what was
    read; another desk is read when it is planned, and has no `book`.
    """

    path: Path
    kind: Kind
    sha256: str
    book: Book | None = None
    ours: Ours | None = None
    again: books.Book | None = None

    def close(self) -> None:
        """Let the values go that were read."""
        if self.book is not None:
            self.book.close()

    @property
    def notes(self) -> Sequence[str]:
        """What the reader has to say of the file."""
        return () if self.book is None else self.book.notes

    @property
    def sheets(self) -> Sequence[Sheet]:
        """The sheets that were read."""
        return () if self.book is None else self.book.sheets

    def written(self, sheets: Sequence[str]) -> NewBook:
        """Return what is kept of the file with the records that came of it."""
        return NewBook(self.sha256, self.path.name, tuple(sheets))


def look(connection: sqlite3.Connection, path: Path, progress: Progress = silent) -> Looked:
    """Read a file and return what it is; raise `ImportRefused` if it is no workbook or table.

    `progress(done, total)` counts bytes and may raise to stop; then nothing is left.
    """
    if is_desk(path):
        sha256 = _sha256(path)
        return Looked(path, "desk", sha256, again=books.book_of(connection, sha256))
    book = read_book(path, progress)
    ours = recognise(book.sheets)
    kind: Kind = "table" if ours is None else "returned"
    again = books.book_of(connection, book.sha256)
    return Looked(path, kind, book.sha256, book, ours, again)


def is_desk(path: Path) -> bool:
    """Return whether a file seems to be a desk; whether it is sound shows when it is read."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def context_of(connection: sqlite3.Connection, finder: PlaceFinder, zone: str) -> Context:
    """Return the desk around a file's values, which asks once for each distinct name."""
    return read.context(connection, finder, zone).remembering()


def suggest(looked: Looked, context: Context, *, sheet: str = "") -> Chosen:
    """Return the table that a file seems to hold, and what its columns seem to become.

    Raises `ImportRefused` where nothing looks like a table, or no sheet has the name `sheet`.
    """
    best: tuple[FoundSheet, Table] | None
    if sheet:
        wanted = _sheet(looked, sheet)
        table = find_table(wanted)
        best = None if table is None else (wanted, table)
    else:
        best = best_sheet(looked.sheets)
    if best is None:
        raise _no_table(looked)
    return Chosen(*best, guess(best[1], best[0], context))


def by_profile(looked: Looked, profile: Profile, *, sheet: str = "") -> Chosen:
    """Return the table that a profile means; raise `ImportRefused` where it is not in the file."""
    found = table_by(profile, [_sheet(looked, sheet)] if sheet else looked.sheets)
    if found is None:
        raise _no_table(looked)
    gone = missing(profile, found[1])
    if gone:
        raise ImportRefused(
            _("{name} lacks columns that the profile takes: {columns}.").format(
                name=looked.path.name, columns=", ".join(gone)
            )
        )
    return Chosen(*found, profile)


def _no_table(looked: Looked) -> ImportRefused:
    return ImportRefused(
        _("{name} has no rows that could be a table.").format(name=looked.path.name)
    )


def _sheet(looked: Looked, title: str) -> Sheet:
    for one in looked.sheets:
        if one.title == title:
            return one
    raise ImportRefused(
        _("{name} has no sheet “{sheet}”; it has: {sheets}.").format(
            name=looked.path.name,
            sheet=title,
            sheets=", ".join(one.title for one in looked.sheets),
        )
    )


def plan_merge(
    connection: sqlite3.Connection,
    desk: Path,
    finder: PlaceFinder,
    zone: str,
    looked: Looked,
    *,
    removing: bool = False,
    progress: Progress = silent,
) -> Plan:
    """Return what merging a returned workbook or another desk would do; nothing is written.

    `connection` reads the desk at `desk`.  With `removing`, rows that are gone from a workbook are
    taken for removed.  Raises `OpenRefused` and `SameDesk` of another desk.
    """
    with reading(connection):
        if looked.ours is None:
            return plan_of_desk(connection, desk, looked.path)
        total = sum(one.height for one in looked.sheets)
        return returning.plan_of(
            connection, finder, zone, looked.ours,
            removing=removing, progress=lambda rows: progress(rows, total),
        )  # fmt: skip


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """See one state of the desk, whatever is saved meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def accept_merge(
    file: DeskFile,
    person: Person,
    looked: Looked,
    plan: Plan,
    choices: Choices,
    *,
    why: str = "",
    progress: Progress = silent,
) -> Change | None:
    """Write a merge as decided, as one change, with a backup before; None if nothing differs.

    Raises `Moved` where the desk is no longer what was planned on, and `SaveFailed`.
    """
    deltas = merging.deltas(plan, choices)
    if not deltas:
        return None
    with file.reading() as connection:
        deltas = quoting.followed(connection, _requeued(connection, deltas))
        backup.make(file.path, connection)
    sheets = [part.sheet.title for part in looked.ours.parts] if looked.ours else []
    return apply_many(
        file,
        portioned(deltas),
        person,
        ACTION,
        subject=looked.path.name,
        why=why,
        book=looked.written(sheets),
        blobs=bytes_of(looked.path, deltas) if looked.kind == "desk" else (),
        progress=lambda done: progress(done, len(deltas)),
    )


def _requeued(connection: sqlite3.Connection, deltas: list[Delta]) -> list[Delta]:
    """Put approved incidents that an import touches back into the queue."""
    reached = sorted(scope.incidents_of(connection, deltas))
    by_uid = {one.uid: one for one in deltas}
    for some in batched(reached, _FAMILIES):
        for family in read.families(connection, some):
            if family.incident["status"] != "approved":
                continue
            own = by_uid.get(family.incident.uid)
            mark = requeued(family, [own] if own else [_touch(family.incident.uid)])
            by_uid[family.incident.uid] = mark[0]
    return [by_uid.pop(uid) for uid in list(by_uid)]


def _touch(uid: str) -> Delta:
    return Delta("incident", uid, {}, {})


def accept_table(
    file: DeskFile,
    person: Person,
    looked: Looked,
    chosen: Chosen,
    context: Context,
    *,
    alike: Sequence[Likeness] = (),
    verdicts: Mapping[int, Verdict] | None = None,
    told: Callable[[Converted], None] = lambda _one: None,
    why: str = "",
    progress: Progress = silent,
) -> Change:
    """Write the rows of a table as one change, with a backup before.

    `verdicts` says of rows that the desk seems to have, by `alike`, what becomes of them; the
    answers are remembered.  `told` hears what each row became and may raise to stop, as `progress`
    may; then nothing is written.
    """
    decided = verdicts or {}
    with file.reading() as connection:
        taken = tabling.intake(connection, chosen, alike, decided)
        backup.make(file.path, connection)
    total = chosen.height
    done = 0

    def counted(one: Converted) -> None:
        nonlocal done
        done += len(one.rows)
        told(one)

    def changes() -> Iterator[Portion]:
        for portion in tabling.portions(taken, context, counted):
            yield portion
            progress(done, total)

    return apply_many(
        file,
        changes(),
        person,
        ACTION,
        subject=looked.path.name,
        why=why,
        book=looked.written([chosen.table.sheet]),
        answers={one.key: decided[one.row] for one in alike if one.row in decided},
    )
