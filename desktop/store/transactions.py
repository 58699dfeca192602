"""One transaction, and what its failures mean to a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from peewee import DatabaseError

from desktop.records.words import _
from desktop.store import schema

# What SQLite refuses; peewee has a name of its own for what it meets while it connects.
FAILURES = (sqlite3.DatabaseError, DatabaseError)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Run one transaction of a writing connection; whatever is raised takes all of it back."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute(schema.MARK)
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has already rolled back where the disk was full.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def code(error: Exception) -> int:
    """Return SQLite's primary result code of a failure; 0 where the failure is Python's."""
    met = getattr(error, "orig", error)
    return int(getattr(met, "sqlite_errorcode", 0)) & 0xFF


def told(error: Exception) -> str | None:
    """Return what to tell a person, or None where the failure is a bug of ours."""
    match code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return _("Another program is holding the desk's file. Try again in a moment.")
        case sqlite3.SQLITE_FULL:
            return _("The disk is full. Make room, then save again; nothing typed is lost.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return _("The desk's file may not be written. Check its permissions, then save again.")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return _("The desk's file is damaged; nothing was changed in it. Restore a backup.")
        case sqlite3.SQLITE_IOERR:
            return _(
                "The desk's file could not be written ({error}). Nothing was changed in it."
            ).format(error=error)
        case _:
            return None
