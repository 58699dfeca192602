"""Backups of a desk: made and compared before they count, thinned out by age, put back.

They live in a folder beside the desk, named after it: `night.desk.backups/`.  A person finds them
there without the program, and they move with the desk.
"""

import os
import sqlite3
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from desktop.records.models import RECORDS
from desktop.records.words import _
from desktop.store import journal, schema, wal
from desktop.store.connecting import uri
from desktop.store.errors import OpenRefused, SaveFailed
from desktop.store.syncing import sync_folder
from desktop.store.transactions import told

DAILY, WEEKLY, MONTHLY = 12, 10, 9
SUFFIX = ".desk"
_STAMP = "%Y-%m-%dT%H%M%S-%f"


class BackupFailed(SaveFailed):
    """A backup that could not be made; what there was is as it was."""


class RestoreRefused(OpenRefused):
    """A backup that can't be put back; the desk is as it was."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup's file and when it was made, by its name."""

    path: Path
    made: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What a backup must have in common with its desk."""

    desk: str
    version: int
    counts: dict[str, int]
    head: journal.Head


def folder_of(desk: Path) -> Path:
    """Return the folder of a desk's backups."""
    return desk.with_name(f"{desk.name}.backups")


def listed(desk: Path) -> list[Backup]:
    """Return a desk's backups, latest first; files of other names are left alone."""
    found: list[Backup] = []
    for path in folder_of(desk).glob(f"*{SUFFIX}"):
        try:
            made = datetime.strptime(f"{path.name.removesuffix(SUFFIX)}+0000", f"{_STAMP}%z")
        except ValueError:
            continue
        found.append(Backup(path, made))
    return sorted(found, key=lambda one: (one.made, one.path.name), reverse=True)


def latest_sound(desk: Path) -> Path | None:
    """Return a desk's latest backup that is sound, or None."""
    return next((one.path for one in listed(desk) if _good(one)), None)


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has that must not lose any.

    A desk of an older version lacks some of the tables.
    """
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    return {
        table: int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
        for table in (*RECORDS, "change", "delta", "draft", *schema.SIDE_TABLES)
        if table in there
    }


def facts(connection: sqlite3.Connection) -> Facts:
    """Return what tells whether two files hold the same state of one desk."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    desk, _page = schema.mark_of(connection)
    return Facts(desk, version, counts(connection), journal.head(connection))


def kept(days: Iterable[date], today: date) -> set[date]:
    """Return the days whose last backup stays.

    The last 12 days, the latest of each of 10 weeks and of each of 9 months, today's included.
    Days that no backup was made on do not count, so that a desk left alone keeps what it has.
    """
    past = sorted({day for day in days if day <= today}, reverse=True)
    ahead = {day for day in days if day > today}
    weekly = {day.isocalendar()[:2]: day for day in reversed(past)}
    monthly = {(day.year, day.month): day for day in reversed(past)}
    return (
        ahead
        | set(past[:DAILY])
        | {weekly[key] for key in sorted(weekly, reverse=True)[:WEEKLY]}
        | {monthly[key] for key in sorted(monthly, reverse=True)[:MONTHLY]}
    )


def make(
    desk: Path,
    connection: sqlite3.Connection,
    out: Path | None = None,
    *,
    keep: Collection[Path] = (),
) -> Path:
    """Make a backup of an open desk, compare it, and return its path; raise `BackupFailed`.

    Without `out` it goes into the desk's folder of backups, and older ones are thinned out there,
    those of `keep` excepted.
    """
    folder = folder_of(desk) if out is None else out.parent
    name = f"{datetime.now(UTC):{_STAMP}}{SUFFIX}"
    target = folder / name if out is None else out
    if out is not None and os.path.lexists(out):
        raise BackupFailed(_("{path} exists. Choose another name.").format(path=out))
    partial = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        if out is None:
            folder.mkdir(exist_ok=True)
        _copy(connection, partial)
        partial.rename(target)
        sync_folder(folder)
    except OSError as error:
        raise BackupFailed(
            _("A backup can't be made at {path}: {why}.").format(path=target, why=error.strerror)
        ) from error
    except sqlite3.DatabaseError as error:
        raise BackupFailed(
            _("A backup can't be made at {path}: {why}").format(
                path=target, why=told(error) or error
            )
        ) from error
    finally:
        for leftover in (partial, Path(f"{partial}-journal")):
            with suppress(OSError):
                leftover.unlink()
    if out is None:
        thin_out(desk, {target, *keep})
    return target


def _copy(connection: sqlite3.Connection, partial: Path) -> None:
    """Write all pages at once to a file, bring it to the disk, and compare it with the desk."""
    connection.execute("BEGIN")
    try:
        wanted = facts(connection)
        with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
            connection.backup(copy)
            # So that the backup is one file, which can be read without writing beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.execute("ROLLBACK")
    handle = os.open(partial, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    if check(partial) != wanted:
        raise BackupFailed(
            _("The backup differs from the desk, so it was thrown away. Try another disk.")
        )


def still(path: Path) -> sqlite3.Connection:
    """Return a connection that reads a backup and writes nothing beside it."""
    return sqlite3.connect(uri(path, "ro", immutable=True), uri=True, isolation_level=None)


def check(path: Path) -> Facts:
    """Return the facts of a sound backup; raise `RestoreRefused` for any other file.

    A backup that failed halfway is 0 bytes and passes SQLite's own check, so the mark of a desk is
    asked for first, and the journal's chain is followed.
    """
    try:
        size = path.stat().st_size
        with closing(still(path)) as connection:
            mark = connection.execute("PRAGMA application_id").fetchone()[0]
            if size == 0 or mark != schema.APPLICATION_ID or wal.waiting(path):
                raise RestoreRefused(_("{path} is not a backup of a desk.").format(path=path))
            answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            fault = next(journal.chain_faults(connection), None) if answer == "ok" else answer
            found = facts(connection) if fault is None else None
    except OSError as error:
        raise RestoreRefused(
            _("{path} can't be read: {why}.").format(path=path, why=error.strerror)
        ) from error
    except sqlite3.DatabaseError as error:
        raise RestoreRefused(_unsound(path, str(error))) from error
    if found is None:
        raise RestoreRefused(_unsound(path, str(fault)))
    return found


def _unsound(path: Path, why: str) -> str:
    return _("{path} is damaged ({why}). Choose another backup.").format(path=path, why=why)


def thin_out(desk: Path, keep: Collection[Path] = ()) -> list[Path]:
    """Remove the backups that age has made needless, and return them.

    Of a day that stays, the latest sound one does.  A damaged one never pushes a sound one out:
    it is neither counted nor removed, so that a person can still see it.  Those of `keep` are
    known to be sound, and stay.
    """
    by_day: dict[date, list[Backup]] = {}
    for one in listed(desk):
        by_day.setdefault(one.made.date(), []).append(one)
    today = datetime.now(UTC).date()
    # Reading every backup takes long; most times nothing or only an earlier one of today goes.
    doubtful = by_day if kept(by_day, today) != set(by_day) else _crowded(by_day)
    sound = {
        day: [one for one in some if one.path in keep or day not in doubtful or _good(one)]
        for day, some in by_day.items()
    }
    stay = kept((day for day, some in sound.items() if some), today)
    gone = [
        one.path
        for day, some in sound.items()
        for one in (some[1:] if day in stay else some)
        if one.path not in keep
    ]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _crowded(by_day: Mapping[date, Sequence[Backup]]) -> set[date]:
    return {day for day, some in by_day.items() if len(some) > 1}


def _good(one: Backup) -> bool:
    try:
        check(one.path)
    except RestoreRefused:
        return False
    return True


def faults(desk: Path) -> list[str]:
    """Return a line for each of a desk's backups that is not sound."""
    found: list[str] = []
    for one in listed(desk):
        try:
            check(one.path)
        except RestoreRefused as error:
            found.append(str(error))
    return found


def restore(source: Path, desk: Path, connection: sqlite3.Connection) -> Path:
    """Put a backup in the place of an open desk's content; return where that was backed up to.

    The whole goes through SQLite's backup API, which is one transaction.  Raises
    `RestoreRefused` where the file is no sound backup of this desk, and `BackupFailed` where the
    present state can't be kept first.
    """
    wanted = check(source)
    if wanted.desk != schema.mark_of(connection)[0]:
        raise RestoreRefused(
            _("{path} is a backup of another desk. Copy it to a name of its own instead.").format(
                path=source
            )
        )
    if wanted.version > schema.VERSION:
        raise RestoreRefused(
            _("{path} was made by a newer version of the program.").format(path=source)
        )
    before = make(desk, connection, keep={source})
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    try:
        with closing(still(source)) as backup:
            backup.backup(connection)
        connection.execute(f"PRAGMA journal_mode={mode}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.DatabaseError as error:
        raise BackupFailed(
            _("The backup could not be put back; the desk is as it was: {why}").format(
                why=told(error) or error
            )
        ) from error
    return before
