"""Measures the planning of a merge of an unedited export against reading that workbook."""

import tempfile
from contextlib import closing
from pathlib import Path

from desktop.desk.exporting import export
from desktop.desk.returning import plan_of
from desktop.records.finder import PlaceFinder
from desktop.records.merging import Plan
from desktop.sheets.reading.read import read_book
from desktop.sheets.roundtrip.ours import recognise
from desktop.store import read
from desktop.store.connecting import connect_reader
from tests.bench import making
from tests.bench.measure import Measure, timed

SLOWER = 1.0


def measure(incidents: int, times: int = 3) -> list[Measure]:
    """Return the measurement of a desk of so many incidents: the best of some runs."""
    desk = making.desk(incidents)
    planned: list[Plan] = []
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.xlsx"
        export(desk, book)
        reading = min(timed(lambda: _read(book)) for _time in range(times))
        with read_book(book) as found, closing(connect_reader(desk)) as connection:
            ours = recognise(found.sheets)
            assert ours is not None
            finder = PlaceFinder(read.candidates(connection))

            def plan() -> None:
                planned.append(plan_of(connection, finder, "Europe/Moscow", ours))

            taken = min(timed(plan) for _time in range(times))
    assert not planned[0].records
    note = f"{planned[0].same:,} rows, none edited"
    name = "merge: planned from raw values"
    return [Measure(name, taken, "reading the workbook", reading, SLOWER, note=note)]


def _read(path: Path) -> None:
    with read_book(path, follow=True) as found:
        for sheet in found.sheets:
            for _row in sheet.rows():
                pass
