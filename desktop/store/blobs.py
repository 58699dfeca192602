"""The bytes of attachments: each kept once by its SHA-256, with the change that attaches it."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator

from desktop.records.words import _


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 under which bytes are kept."""
    return hashlib.sha256(data).hexdigest()


def add(connection: sqlite3.Connection, blobs: Iterable[bytes]) -> None:
    """Keep bytes inside a change's transaction; what is there already stays as it is."""
    connection.executemany(
        "INSERT OR IGNORE INTO blob VALUES (?, ?)", ((fingerprint(one), one) for one in blobs)
    )


def data(connection: sqlite3.Connection, sha256: str) -> bytes | None:
    """Return the bytes with a fingerprint, or None where the desk has none such."""
    row = connection.execute("SELECT bytes FROM blob WHERE sha256=?", (sha256,)).fetchone()
    return bytes(row[0]) if row else None


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the attachments whose bytes are not those that were attached."""
    for sha256, held in connection.execute("SELECT sha256, bytes FROM blob"):
        if fingerprint(held) != sha256:
            sql = "SELECT name FROM attachment WHERE sha256=?"
            names = {row[0] for row in connection.execute(sql, (sha256,))} or {sha256}
            yield _("attachment {names}: its bytes are not those that were attached").format(
                names=", ".join(sorted(names))
            )
