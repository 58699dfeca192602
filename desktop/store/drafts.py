"""Half-typed records: kept in the desk beside the records, never journaled, never published."""

from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.store.deskfile import DeskFile


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody had typed and not saved; `body` is JSON that the form reads back.

    `type` is the record that it begins with: an incident's draft holds its reports and figures.
    """

    uid: str
    type: str
    at: datetime
    by: str
    subject: str
    body: str


def keep(desk: DeskFile, uid: str, by: str, subject: str, body: str) -> None:
    """Write or replace a draft; raise `SaveFailed` if it can't be."""
    row = (uid, datetime.now(UTC).isoformat(), by, subject, body)
    with desk.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO draft VALUES (?,?,?,?,?)", row)


def drop(desk: DeskFile, uid: str) -> None:
    """Forget a draft that the person gave up."""
    with desk.writing() as connection:
        connection.execute("DELETE FROM draft WHERE uid=?", (uid,))


def all_drafts(desk: DeskFile) -> list[Draft]:
    """Return every draft, latest first."""
    found = desk.connection.execute(
        "SELECT uid,coalesce(json_extract(body,'$.type'),'incident'),at,by,subject,body "
        "FROM draft ORDER BY at DESC"
    )
    return [
        Draft(uid, record, datetime.fromisoformat(at), by, subject, body)
        for uid, record, at, by, subject, body in found
    ]


def draft(desk: DeskFile, uid: str) -> Draft | None:
    """Return one draft, or None."""
    return next((one for one in all_drafts(desk) if one.uid == uid), None)
