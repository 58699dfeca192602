"""Puts a backup in the place of a desk, a broken one too; what was there is kept."""

import os
import sqlite3
import uuid
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from desktop.records.words import _
from desktop.store import backup, database, looking, schema
from desktop.store.backup import BackupFailed, RestoreRefused
from desktop.store.connecting import connect_reader
from desktop.store.errors import Broken
from desktop.store.syncing import sync_folder

# What SQLite keeps beside a file; none of it may meet the backup under the file's name.
_BESIDE = ("-wal", "-shm", "-journal")


def put_back(source: Path, desk: Path, locks: Path) -> Path:
    """Put a backup in the place of a desk, sound or broken; return where what it held is kept.

    Raises what `replace` and `backup.restore` do, and `OpenRefused` where something else than its
    content keeps the desk from being opened.
    """
    try:
        with closing(database.open_desk(desk, locks=locks)) as file:
            looking.require_sound_pages(file.path, file.connection)
            return backup.restore(source, file.path, file.connection)
    except Broken:
        return replace(source, desk, locks)


def replace(source: Path, desk: Path, locks: Path) -> Path:
    """Put a backup in the place of a broken desk; return the new name of the broken file.

    `locks` is the folder of the locks that windows hold.  Raises `InUse`, `RestoreRefused` where
    the file is no sound backup of this desk, and `BackupFailed` where it can't be written; the
    broken file is then where it was.
    """
    desk = desk.resolve()
    with database.hold(desk, locks):
        _require_backup_of(source, desk)
        partial = desk.with_name(f".{desk.name}.{uuid.uuid4().hex[:8]}.part")
        with closing(backup.still(source)) as connection:
            backup.make(source, connection, partial)
        try:
            return _exchange(desk, partial)
        except OSError as error:
            raise BackupFailed(
                _("{path} can't be replaced: {why}.").format(path=desk, why=error.strerror)
            ) from error
        finally:
            partial.unlink(missing_ok=True)


def _require_backup_of(source: Path, desk: Path) -> None:
    """Raise `RestoreRefused` unless a file is a sound backup of a desk, as far as one can see."""
    wanted = backup.check(source)
    if wanted.version > schema.VERSION:
        raise RestoreRefused(
            _("{path} was made by a newer version of the program.").format(path=source)
        )
    own = source.resolve().parent == backup.folder_of(desk)
    if not own and _uid(desk) != wanted.desk:
        raise RestoreRefused(
            _(
                "Nothing in {desk} shows that {path} is a backup of it. Copy the backup to a name "
                "of its own instead."
            ).format(desk=desk, path=source)
        )


def _uid(desk: Path) -> str:
    """Return the uid that a broken desk may still tell, or ""."""
    try:
        with closing(connect_reader(desk, immutable=True)) as connection:
            return schema.mark_of(connection)[0]
    except (sqlite3.DatabaseError, TypeError):
        return ""


def _exchange(desk: Path, whole: Path) -> Path:
    stamp = f"{datetime.now(UTC):%Y-%m-%dT%H%M%S}"
    kept = desk.with_name(f"{desk.stem}.damaged-{stamp}{desk.suffix}")
    if os.path.lexists(kept):
        raise BackupFailed(_("{path} exists. Try again in a moment.").format(path=kept))
    moved: list[tuple[Path, Path]] = []
    try:
        for ending in ("", *_BESIDE):
            before, after = Path(f"{desk}{ending}"), Path(f"{kept}{ending}")
            if before.exists():
                before.rename(after)
                moved.append((before, after))
        whole.rename(desk)
    except OSError:
        for before, after in reversed(moved):
            after.rename(before)
        raise
    sync_folder(desk.parent)
    return kept
