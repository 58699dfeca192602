"""Measures an export against deflating the finished XML of the same sheets, at level 6."""

import subprocess
import sys
import time
import zipfile
import zlib
from functools import partial
from pathlib import Path

from tests.bench import making
from tests.bench.measure import Measure, timed

SLOWER = 1.2
MOST_MB = 200
FLOOR = "deflate level 6 of the same XML"
# An incident makes some five rows: itself, its report, its figures.
_ROWS_EACH = 5
_BLOCK = 1024 * 1024
# In a process of its own, so that the most memory it ever held is its own.
_EXPORT = """
import resource, sys, time
from pathlib import Path
from desktop.desk.exporting import export
start = time.perf_counter(), time.process_time()
export(Path(sys.argv[1]), Path(sys.argv[2]))
print(time.perf_counter() - start[0], time.process_time() - start[1],
      resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def measure(rows: int, times: int = 2) -> list[Measure]:
    """Return the measurements of exporting so many rows of four sheets: the best of some runs."""
    path = making.desk(max(rows // _ROWS_EACH, 60), prose=True)
    target = making.cache() / "export.xlsx"
    found = [(*_export(path, target), *_floor(target)) for _time in range(times)]
    target.unlink()
    ours, processor, held, floor, floor_processor = map(min, zip(*found, strict=True))
    note = f"{rows:,} rows by 15 to 34 columns"
    return [
        Measure("export: a desk to a workbook", ours, FLOOR, floor, note=note),
        Measure("export: processor time", processor, FLOOR, floor_processor, SLOWER),
        Measure("export: memory", held, limit=MOST_MB, unit="MB"),
    ]


def _export(path: Path, target: Path) -> tuple[float, float, float]:
    """Return the time by the clock and the processor's in milliseconds, and the megabytes held."""
    ran = subprocess.run(
        [sys.executable, "-c", _EXPORT, str(path), str(target)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    taken, processor, held = map(float, ran.stdout.split())
    return taken * 1000, processor * 1000, held / (1e6 if sys.platform == "darwin" else 1e3)


def _floor(target: Path) -> tuple[float, float]:
    """Return what deflating each sheet's XML takes, by the clock and the processor."""
    taken = processor = 0.0
    with zipfile.ZipFile(target) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/sheet"):
                xml = book.read(name)
                before = time.process_time()
                taken += timed(partial(_deflated, xml))
                processor += time.process_time() - before
    return taken, processor * 1000


def _deflated(xml: bytes) -> None:
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    for start in range(0, len(xml), _BLOCK):
        deflate.compress(xml[start : start + _BLOCK])
    deflate.flush()
