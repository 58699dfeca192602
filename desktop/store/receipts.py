"""One receipt an export: who got which state of the desk, so that the next can say what is new."""

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime

from desktop.records.fold import fold
from desktop.store.deskfile import DeskFile


@dataclass(frozen=True, slots=True)
class Issued:
    """One export: to whom, when, by whom, and the journal's count and head that it was made from.

    `filter` is what it was narrowed to, as the command line takes it; `file` the file's name and
    `sha256` the hash of its bytes.
    """

    uid: str
    recipient: str
    at: datetime
    by: str
    journal_count: int
    journal_head: str
    filter: str
    layout: str
    file: str
    sha256: str


_COLUMNS = "uid,recipient,at,by,journal_count,journal_head,filter,layout,file,sha256"


def keep(desk: DeskFile, issued: Issued) -> Issued:
    """Write a receipt and return it as it is kept; raise `SaveFailed` if it can't be."""
    kept = replace(
        issued, recipient=" ".join(issued.recipient.split()), at=issued.at.astimezone(UTC)
    )
    row = astuple(kept)
    with desk.writing() as connection:
        connection.execute(
            f"INSERT INTO receipt ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)",
            (*row[:2], kept.at.isoformat(), *row[3:]),
        )
    return kept


def _issued(row: Sequence[str | int]) -> Issued:
    uid, recipient, at, by, count, head, *rest = row
    filter_, layout, file, sha256 = map(str, rest)
    moment = datetime.fromisoformat(str(at))
    return Issued(
        str(uid), str(recipient), moment, str(by), int(count), str(head), filter_, layout, file,
        sha256,
    )  # fmt: skip


def receipts(connection: sqlite3.Connection, recipient: str = "") -> list[Issued]:
    """Return a recipient's receipts, or all, latest first; case and accents make no difference."""
    sql = f"SELECT {_COLUMNS} FROM receipt WHERE ?1='' OR fold(recipient)=?1 ORDER BY id DESC"
    return [_issued(row) for row in connection.execute(sql, (fold(recipient),))]


def last_receipt(connection: sqlite3.Connection, recipient: str) -> Issued | None:
    """Return what a recipient got last, or None."""
    return next(iter(receipts(connection, recipient)), None) if recipient.strip() else None


def receipt(connection: sqlite3.Connection, uid: str) -> Issued | None:
    """Return one receipt, or None."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM receipt WHERE uid=?", (uid,)).fetchone()
    return None if row is None else _issued(row)


def latest(connection: sqlite3.Connection) -> list[Issued]:
    """Return what each recipient got last, the latest first."""
    found: dict[str, Issued] = {}
    for one in receipts(connection):
        if one.recipient:
            found.setdefault(fold(one.recipient), one)
    return list(found.values())


def recipients(connection: sqlite3.Connection) -> list[str]:
    """Return who got exports, each as last written, the latest first."""
    return [one.recipient for one in latest(connection)]
