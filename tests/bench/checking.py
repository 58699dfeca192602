"""Measures the checks: of the record that is open, at each key, and of the whole desk."""

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from time import process_time

from desktop.desk import checking
from desktop.desk.sample import make_sample
from desktop.store import read
from desktop.store.connecting import connect_reader
from tests.bench.measure import Measure

SLOWER = 20.0
KEY = 5.0
KEYS = 100
_TABLES = ("incident", "report", "figure")


def measure(desk: Path, times: int = 1) -> list[Measure]:
    """Return the measurements, in processor time: the best of some runs."""
    with closing(connect_reader(desk)) as connection:
        floor = min(_cost(lambda: _read(connection)) for _time in range(times))
        found: list[int] = []
        whole = min(
            _cost(lambda: found.append(sum(1 for _one in checking.findings(connection))))
            for _time in range(times)
        )
    note = f"{found[0]:,} findings"
    return [
        _key(),
        Measure("check: the whole desk", whole, "raw rows read", floor, SLOWER, note=note),
    ]


def _key() -> Measure:
    """Return what a key costs in the sample's night, with all that stands beside it known."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        path = Path(folder) / "sample.desk"
        make_sample(path)
        connection = stack.enter_context(closing(connect_reader(path)))
        (uid,) = connection.execute("SELECT uid FROM incident WHERE number='2025-0002'").fetchone()
        family = read.family(connection, uid)
        assert family is not None
        around = checking.beside_of(connection, [uid])

        def keys() -> None:
            for _key in range(KEYS):
                checking.findings_in(connection, family, {}, around)

        return Measure("check: a key in the open record", _cost(keys) / KEYS, limit=KEY)


def _read(connection: sqlite3.Connection) -> None:
    for table in _TABLES:
        for _row in connection.execute(f"SELECT * FROM {table} WHERE removed=0"):
            pass


def _cost(do: Callable[[], object]) -> float:
    """Return the processor time that something takes, in milliseconds."""
    start = process_time()
    do()
    return (process_time() - start) * 1000
