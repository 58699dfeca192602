"""What SQLite is told while very many rows come in, and told back afterwards."""

import sqlite3
from dataclasses import dataclass

from desktop.store import schema

# So many new incidents are worth taking the lists' indexes down for, if the desk has not more.
LARGE = 20_000
# In KiB, as SQLite wants it.
_CACHE = -160 * 1024
# Bytes that the search index gathers before it writes a segment, and what it is by default.
_GATHERED, _USUAL = 32 * 1024 * 1024, 1024 * 1024


@dataclass(slots=True)
class Load:
    """How many incidents a change has made, and what was changed for their sake."""

    made: int = 0
    cache: int | None = None

    def grow(self, connection: sqlite3.Connection, new: int) -> None:
        """Take note that incidents are about to come in; from some number on, prepare for many."""
        self.made += new
        if self.cache is not None or self.made < LARGE:
            return
        there = connection.execute("SELECT count(*) FROM incident").fetchone()[0]
        if self.made * 2 < there:
            return
        self.cache = connection.execute("PRAGMA cache_size").fetchone()[0]
        connection.execute(f"PRAGMA cache_size={_CACHE}")
        _gather(connection, _GATHERED)
        for name in schema.filter_indexes():
            connection.execute(f"DROP INDEX {name}")

    def end(self, connection: sqlite3.Connection) -> None:
        """Put back what is of the file, before the transaction ends."""
        if self.cache is not None:
            schema.run(connection, schema.FILTERS)
            _gather(connection, _USUAL)

    def rest(self, connection: sqlite3.Connection) -> None:
        """Put back what is of the connection, whether the change is kept or not."""
        if self.cache is not None:
            connection.execute(f"PRAGMA cache_size={self.cache}")


def _gather(connection: sqlite3.Connection, size: int) -> None:
    connection.execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", (size,))
