"""Measures the reading of a workbook into raw values against unzipping and parsing it bare."""

import resource
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

from desktop.sheets.reading.read import read_book
from tests.bench.book import book
from tests.bench.measure import Measure, timed

SLOWER = 2.2
MOST_MB = 1500
FLOOR = "unzip and expat"


def measure(rows: int, times: int = 3) -> list[Measure]:
    """Return the measurements of a book of so many rows by 26 columns: the best of some runs."""
    path = book(rows)
    runs = [(_spent(lambda: _bare(path)), _spent(lambda: _read(path))) for _time in range(times)]
    floor, ours = (tuple(map(min, zip(*found, strict=True))) for found in zip(*runs, strict=True))
    note = f"{rows:,} rows by 26 columns"
    return [
        Measure("read: a workbook into raw values", ours[0], FLOOR, floor[0], note=note),
        Measure("read: processor time of all processes", ours[1], FLOOR, floor[1], SLOWER),
        Measure("read: memory of all processes", _megabytes(), limit=MOST_MB, unit="MB"),
    ]


def _read(path: Path) -> None:
    with read_book(path, follow=True) as found:
        for sheet in found.sheets:
            for _row in sheet.rows():
                pass


def _bare(path: Path) -> None:
    with zipfile.ZipFile(path) as opened:
        for name in opened.namelist():
            with opened.open(name) as part:
                expat.ParserCreate().ParseFile(part)


def _spent(do: Callable[[], None]) -> tuple[float, float]:
    """Return the time by the clock and the processor's, with all children, in milliseconds."""
    before = _processor()
    taken = timed(do)
    return taken, _processor() - before


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (time.process_time() + children.ru_utime + children.ru_stime) * 1000


def _megabytes() -> float:
    """Return the most that this process and its largest child ever held."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(one).ru_maxrss for one in whose) / unit
