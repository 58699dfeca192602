"""Why a file can't be opened as a desk, and what a person can do about it."""

import errno
import shlex
import sqlite3
from pathlib import Path

from desktop.records.words import _
from desktop.store import transactions, wal
from desktop.store.errors import Broken, Damaged, OpenRefused


def unreadable(path: Path, error: OSError) -> str:
    """Return why the system does not let a file be read."""
    if error.errno == errno.ENAMETOOLONG:
        return _("The path is longer than this system allows. Move the desk higher up.")
    return _("{path} can't be read: {why}.").format(path=path, why=error.strerror)


def no_desk(path: Path, told: str, kind: str = "") -> Broken:
    """Return the refusal of a file that never was a desk; `told` names the path and the kind."""
    return Broken(told.format(path=path, kind=kind), _way_on(path))


def damaged(path: Path) -> Damaged:
    """Return the refusal of a desk that is not whole."""
    told = _("{path} is damaged: part of the file is missing or unreadable.").format(path=path)
    return Damaged(told, _way_on(path) or _no_backup(path))


def _no_backup(path: Path) -> str:
    from desktop.store import backup  # noqa: PLC0415 - few starts need it

    return _("It has no backup in {folder}.").format(folder=backup.folder_of(path))


def _way_on(path: Path) -> str:
    """Return the command that puts a desk's latest sound backup in its place, or ""."""
    from desktop.store import backup  # noqa: PLC0415 - few starts need it

    sound = backup.latest_sound(path)
    if sound is None:
        return ""
    command = shlex.join(["incident-desk", "restore", str(sound), str(path)])
    return _("Its latest backup can be put back: {command}").format(command=command)


def of_another(path: Path, ending: str) -> OpenRefused:
    """Return the refusal of a desk beside which another desk's log lies."""
    return OpenRefused(
        _(
            "{log} holds the last saves of another desk, so {path} can't be opened safely. "
            "Move that file away, then open the desk again."
        ).format(log=f"{path}{ending}", path=path)
    )


def refused(path: Path, error: Exception) -> OpenRefused:
    """Return the refusal that an error of SQLite comes to while a file is opened."""
    match transactions.code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return OpenRefused(
                _("Another program is holding {path}. Try again in a moment.").format(path=path)
            )
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY:
            ending = "-journal" if wal.journal_waiting(path) else "-wal"
            return OpenRefused(
                _(
                    "{path} was not closed properly and its folder can't be written. Copy it, "
                    "with the file {log} beside it, to a folder of your own and open it there."
                ).format(path=path, log=f"{path.name}{ending}")
            )
        case _:
            return damaged(path)
