"""What came in from workbooks: which, the raw rows that records came of, answers on duplicates."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from desktop.store import journal
from desktop.store.rows import chunks, marks

RawCell = str | int | float | bool | datetime | date | time


@dataclass(frozen=True, slots=True)
class NewBook:
    """A file that is about to be imported: the SHA-256 of its bytes, its name, the sheets taken."""

    sha256: str
    name: str
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was imported, by which change, and whether that change has been undone since."""

    id: int
    sha256: str
    name: str
    sheets: tuple[str, ...]
    at: datetime
    change: int
    undone: bool


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stood in the file, and the record that it became.

    `row` counts from 1, as spreadsheets do; `cells` are the non-empty ones by the letters of
    their columns.  Dates and times are kept as ISO text, and so come back as text.
    """

    uid: str
    sheet: str
    row: int
    cells: Mapping[str, RawCell]


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody decided on a possible duplicate, when, and who."""

    answer: str
    at: datetime
    by: str


def _iso(value: object) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"no cell holds {value!r}")


# json.dumps would make an encoder at each call.
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_iso).encode


def add(connection: sqlite3.Connection, book: NewBook, at: datetime, change: int) -> int:
    """Write down an import inside its change's transaction, and return the book's id."""
    row = (book.sha256, book.name, _compact(list(book.sheets)), at.isoformat(), change)
    made = connection.execute(
        "INSERT INTO book (sha256,name,sheets,at,change) VALUES (?,?,?,?,?)", row
    )
    return int(made.lastrowid or 0)


def add_rows(connection: sqlite3.Connection, book: int, raw: Sequence[RawRow]) -> None:
    """Write raw rows of a book inside its change's transaction."""
    connection.executemany(
        "INSERT INTO raw_row (uid,book,sheet,row,cells) VALUES (?,?,?,?,?)",
        ((one.uid, book, one.sheet, one.row, _compact(one.cells)) for one in raw),
    )


def remember(
    connection: sqlite3.Connection, answers: Mapping[str, str], at: datetime, by: str
) -> None:
    """Write down answers by their keys, inside a change's transaction; a later one replaces."""
    stamp = at.isoformat()
    connection.executemany(
        "INSERT OR REPLACE INTO answer VALUES (?,?,?,?)",
        ((key, answer, stamp, by) for key, answer in answers.items()),
    )


def _book(connection: sqlite3.Connection, row: Sequence[str | int]) -> Book:
    key, sha256, name, sheets, at, change = row
    return Book(
        int(key),
        str(sha256),
        str(name),
        tuple(json.loads(str(sheets))),
        datetime.fromisoformat(str(at)),
        int(change),
        journal.is_undone(connection, int(change)),
    )


_BOOK = "SELECT id,sha256,name,sheets,at,change FROM book"


def imports_of(connection: sqlite3.Connection, sha256: str) -> tuple[Book, ...]:
    """Return every import of a file, latest first."""
    rows = connection.execute(f"{_BOOK} WHERE sha256=? ORDER BY id DESC", (sha256,)).fetchall()
    return tuple(_book(connection, row) for row in rows)


def last_of(imports: Sequence[Book]) -> Book | None:
    """Return the last import that stands, else the last one undone; None where there is none."""
    standing = [one for one in imports if not one.undone]
    return next(iter(standing or imports), None)


def book_of(connection: sqlite3.Connection, sha256: str) -> Book | None:
    """Return the import of a file, the last one that stands, else the last one undone, or None."""
    return last_of(imports_of(connection, sha256))


def books(connection: sqlite3.Connection) -> list[Book]:
    """Return every import, latest first."""
    rows = connection.execute(f"{_BOOK} ORDER BY id DESC").fetchall()
    return [_book(connection, row) for row in rows]


def raw_of(connection: sqlite3.Connection, uid: str) -> list[tuple[Book, RawRow]]:
    """Return the raw rows that a record came of, each with its book, first to last."""
    rows = connection.execute(
        "SELECT book,sheet,row,cells FROM raw_row WHERE uid=? ORDER BY id", (uid,)
    ).fetchall()
    by_id = {
        row[0]: _book(connection, row)
        for book in {row[0] for row in rows}
        for row in connection.execute(f"{_BOOK} WHERE id=?", (book,)).fetchall()
    }
    return [
        (by_id[book], RawRow(uid, sheet, row, json.loads(cells)))
        for book, sheet, row, cells in rows
    ]


def answers(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, Answer]:
    """Return the remembered answers among some keys."""
    found: dict[str, Answer] = {}
    for some in chunks(keys):
        sql = f"SELECT key,answer,at,by FROM answer WHERE key IN {marks(some)}"
        for key, answer, at, by in connection.execute(sql, some):
            found[key] = Answer(answer, datetime.fromisoformat(at), by)
    return found
