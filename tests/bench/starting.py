"""Measures starts, each a whole process: to the first painted list, and to the sample's."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from desktop.desk.sample import make_sample
from desktop.desk.settings import Settings
from tests.bench import making
from tests.bench.measure import Measure

SLOWER = 1.5
UNWANTED = ("openpyxl", "numpy", "pandas", "rapidfuzz", "python_calamine", "pyqtgraph")
FORBIDDEN = ("openpyxl", "numpy")
ROW_BYTES = 60.0
MANY_ROWS = 100_000
GIGABYTE = 1000.0


def _run(home: Path, *arguments: str) -> tuple[float, str]:
    """Run one process; return the milliseconds until it painted, and what it said then."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "INCIDENT_DESK_HOME": str(home),
        # An installed program has its bytecode; a checkout may not.
        "PYTHONPYCACHEPREFIX": str(making.cache() / "bytecode"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=Path(__file__).resolve().parents[2],
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        taken = (perf_counter() - start) * 1000
        rest = process.stdout.read()
    if said.strip() != "painted":
        raise RuntimeError(f"{' '.join(arguments)} did not paint: {said}{rest}")
    return taken, rest


def _compared(
    name: str, home: Path, desk: Path, floor_name: str, *floor: str, times: int
) -> Measure:
    """Return the medians of starts in turn, so that a busy minute meets both alike."""
    ours = ("tests.bench.window", str(desk))
    floor = ("tests.bench.bare", *floor)
    _run(home, *ours)
    _run(home, *floor)
    taken: tuple[list[float], list[float]] = ([], [])
    for _time in range(times):
        taken[0].append(_run(home, *ours)[0])
        taken[1].append(_run(home, *floor)[0])
    return Measure(name, median(taken[0]), floor_name, median(taken[1]), SLOWER)


def _resident(home: Path, path: Path) -> int:
    """Return how many bytes the program takes with the whole list of a desk seen."""
    return int(json.loads(_run(home, "tests.bench.window", str(path), "--whole")[1])["resident"])


def _memory_a_row(home: Path, path: Path, rows: int) -> Measure:
    """Return what each further row takes: what any desk takes is in both of the two compared.

    What is bounded grows with small desks still, as SQLite's pages in memory do: of fewer than
    MANY_ROWS the figure is too high, and only informs.
    """
    fewer = max(rows // 10, 1)
    small = making.desk(fewer)
    taken = [median(_resident(home, one) for _time in range(3)) for one in (small, path)]
    return Measure(
        "memory a row",
        (taken[1] - taken[0]) / (rows - fewer),
        limit=ROW_BYTES if rows >= MANY_ROWS else None,
        unit="bytes",
        note=f"{taken[1] / 1e6:.0f} MB resident, less {taken[0] / 1e6:.0f} MB with {fewer:,} rows",
    )


def _home(folder: Path) -> tuple[Path, Path]:
    """Return a home in which somebody has a name, and a sample desk."""
    home = folder / "home"
    Settings(home / "settings.json", "A. Editor").save()
    sample = folder / "sample.desk"
    make_sample(sample)
    return home, sample


def measure(path: Path, rows: int, times: int = 5) -> list[Measure]:
    """Return the measurements of starts, and of memory a row."""
    with tempfile.TemporaryDirectory() as name:
        home, sample = _home(Path(name))
        imported = json.loads(_run(home, "tests.bench.window", str(sample))[1])["modules"]
        early = [one for one in UNWANTED if one in imported]
        page = ("window, SQL of a page", str(path))
        return [
            _compared("first painted list", home, path, *page, times=times),
            _compared("start on the sample", home, sample, "empty window", times=times),
            Measure(
                "forbidden modules at start",
                len([one for one in early if one in FORBIDDEN]),
                limit=0,
                unit="",
                note=", ".join(early),
            ),
            _memory_a_row(home, path, rows),
        ]


def measure_large(path: Path) -> list[Measure]:
    """Return how much memory the program takes with a large desk open."""
    with tempfile.TemporaryDirectory() as name:
        home, _sample = _home(Path(name))
        taken = _resident(home, path) / 1e6
    return [Measure("resident memory", taken, limit=GIGABYTE, unit="MB")]
