"""Runs the checks over an open desk."""

import sqlite3
from collections.abc import Iterator

from desktop import checks
from desktop.checks import Finding
from desktop.desk.around import in_batches, surroundings
from desktop.store import listing, read


def findings(
    connection: sqlite3.Connection, wanted: listing.Filter | None = None
) -> Iterator[Finding]:
    """Yield what is doubtful in the filtered incidents, in the order of their numbers."""
    order = listing.Sort("number", descending=False)
    uids = list(listing.each_uid(connection, wanted or listing.Filter(), order))
    for families in in_batches(connection, uids):
        yield from checks.run(families, surroundings(connection, families))


def findings_of(connection: sqlite3.Connection, uid: str) -> list[Finding]:
    """Return what is doubtful in one incident."""
    families = read.families(connection, [uid])
    return list(checks.run(families, surroundings(connection, families)))
