"""Measures a save with its journal against the same statements run bare."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from desktop.records.count import Count
from desktop.records.delta import Delta, Person, edited
from desktop.store import changes, read
from desktop.store.deskfile import DeskFile
from tests.bench import making
from tests.bench.measure import Measure

SLOWER = 2.0
BY = Person("A. Editor")
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
Made = Callable[[DeskFile, int], Sequence[Delta]]


def measure(path: Path, times: int = 40) -> list[Measure]:
    """Return the measurements of saves on copies of a desk."""
    return [
        _compared(path, "save: a title corrected", _corrected, times),
        _compared(path, "save: a figure's count corrected", _recounted, times),
        _compared(path, "save: a new incident with report and 3 figures", _new, times),
    ]


def _corrected(file: DeskFile, at: int) -> list[Delta]:
    return _edit(file, "incident", at, lambda _values: {"title": f"Corrected title {at}"})


def _recounted(file: DeskFile, at: int) -> list[Delta]:
    return _edit(file, "figure", at, lambda values: {"count": Count.exact(1000 + at)})


def _edit(
    file: DeskFile, kind: str, at: int, change: Callable[[dict[str, object]], dict[str, object]]
) -> list[Delta]:
    # A walk over the table would leave SQLite's cache full of what no save needs.
    last = file.connection.execute(f"SELECT max(id) FROM {kind}").fetchone()[0]
    sql = f"SELECT uid FROM {kind} WHERE id >= ? LIMIT 1"
    uid = file.connection.execute(sql, (1 + at * 997 % last,)).fetchone()[0]
    kept = read.record(file.connection, kind, uid)
    assert kept is not None
    delta = edited(kind, uid, kept.values, change(kept.values))
    return [delta] if delta is not None else []


def _new(file: DeskFile, at: int) -> list[Delta]:
    return list(making.incident(Random(at), making.cast_of(file.connection)))


def _compared(path: Path, name: str, made: Made, times: int) -> Measure:
    """Save on one copy with the statements noted; run those on another; then save unwatched."""
    ours, bare = making.copy(path, "ours"), making.copy(path, "bare")
    file = making.opened(ours)
    try:
        noted = [_noted(file, made(file, at)) for at in range(times)]
        floor = _replayed(bare, noted)
        taken = [_saved(file, made(file, at)) for at in range(times, 2 * times)]
    finally:
        file.close()
        for used in (ours, bare):
            used.unlink()
    note = f"{median(map(len, noted)):.0f} statements"
    return Measure(name, median(taken), "the same rows bare", median(floor), SLOWER, note=note)


def _noted(file: DeskFile, deltas: Sequence[Delta]) -> list[str]:
    """Save, and return the statements that wrote; what FTS5 writes of its own accord is not."""
    said: list[str] = []
    file.connection.set_trace_callback(said.append)
    try:
        changes.apply(file, deltas, BY, "edit")
    finally:
        file.connection.set_trace_callback(None)
    return [
        sql
        for sql in said
        if sql.lstrip().upper().startswith(_WRITES)
        and "'main'.'search_" not in sql
        and "'main'.'targetsearch_" not in sql
    ]


def _saved(file: DeskFile, deltas: Sequence[Delta]) -> float:
    start = perf_counter()
    changes.apply(file, deltas, BY, "edit")
    return (perf_counter() - start) * 1000


def _replayed(path: Path, saves: Sequence[Sequence[str]]) -> list[float]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        return [_transaction(connection, statements) for statements in saves]


def _transaction(connection: sqlite3.Connection, statements: Sequence[str]) -> float:
    start = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for sql in statements:
        connection.execute(sql)
    connection.execute("COMMIT")
    return (perf_counter() - start) * 1000
