"""Measures the store's half of an import: new families in portions, against the bare statements.

Each incident has one report and one figure, so that three records come in a row.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from time import perf_counter

from desktop.records.delta import Person
from desktop.store import changes
from desktop.store.books import NewBook, RawRow
from desktop.store.changes import Portion
from tests.bench import making
from tests.bench.measure import Measure

PORTION = 2000
BY = Person("A. Editor")
BOOK = NewBook("0" * 64, "bench.xlsx", ("Sheet1",))
_ROWS = ("incident", "report", "figure")
_FROM = {
    # The deltas of the empty desk are in both.
    "delta": "SELECT * FROM delta WHERE change=(SELECT max(seq) FROM change)",
    "search": "SELECT id, text FROM searchdoc",
}
# Everything that an import writes but the rows of its change and its book.
_ALL = (*_ROWS, "delta", "raw_row", "reference", "searchdoc", "search")


def measure(rows: int) -> list[Measure]:
    """Return the measurements of an import of so many incidents into a desk without any."""
    empty = making.desk(0)
    ours = making.copy(empty, "ours")
    try:
        taken = _imported(ours, rows)
        floors = [_written(ours, making.copy(empty, "bare"), tables) for tables in (_ROWS, _ALL)]
    finally:
        for used in (ours, ours.with_stem("bare")):
            used.unlink(missing_ok=True)
    name = f"import: {rows:,} incidents, reports and figures"
    note = f"{taken * 1000 / rows:.0f} µs an incident"
    return [
        Measure(name, taken, "the rows alone, bare", floors[0], note=note),
        Measure(
            name, taken, "all that it writes, bare", floors[1], note="journal, search, raw rows"
        ),
    ]


def _imported(path: Path, rows: int) -> float:
    """Import into a desk; return the milliseconds without those of making the deltas."""
    file = making.opened(path)
    made = _Making(rows, making.cast_of(file.connection))
    try:
        start = perf_counter()
        changes.apply_many(file, made.portions(), BY, "import", book=BOOK)
        return (perf_counter() - start - made.taken) * 1000
    finally:
        file.close()


class _Making:
    """Makes portions, and notes how long that took."""

    def __init__(self, rows: int, cast: making.Cast) -> None:
        self._rows, self._cast = rows, cast
        self._random = Random(20250718)
        self.taken = 0.0

    def portions(self) -> Iterator[Portion]:
        for first in range(0, self._rows, PORTION):
            start = perf_counter()
            portion = self._portion(first, min(PORTION, self._rows - first))
            self.taken += perf_counter() - start
            yield portion

    def _portion(self, first: int, size: int) -> Portion:
        deltas, raw = [], []
        for row in range(first, first + size):
            family = list(making.incident(self._random, self._cast))[:3]
            deltas += family
            cells = {"A": str(row), "B": family[0].fields[0], "C": row % 90, "D": "Bryansk Oblast"}
            raw.append(RawRow(family[0].uid, "Sheet1", row + 2, cells))
        return Portion(deltas, raw)


def _written(source: Path, target: Path, tables: Sequence[str]) -> float:
    """Write the rows of a desk's tables into an empty one; return the milliseconds of that."""
    taken = 0.0
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as reading,
        closing(sqlite3.connect(target, isolation_level=None)) as writing,
    ):
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536"):
            writing.execute(f"PRAGMA {pragma}")
        start = perf_counter()
        writing.execute("BEGIN IMMEDIATE")
        taken += perf_counter() - start
        for table in tables:
            taken += _copied(reading, writing, table)
        start = perf_counter()
        writing.execute("COMMIT")
        return (taken + perf_counter() - start) * 1000


def _copied(reading: sqlite3.Connection, writing: sqlite3.Connection, table: str) -> float:
    found = reading.execute(_FROM.get(table, f"SELECT * FROM {table}"))
    into = "search (rowid, text)" if table == "search" else table
    sql = f"INSERT INTO {into} VALUES ({','.join('?' * len(found.description))})"
    taken = 0.0
    while rows := found.fetchmany(PORTION):
        start = perf_counter()
        writing.executemany(sql, rows)
        taken += perf_counter() - start
    return taken
