"""Measures the whole way of a table, from the file to the desk, against the usual way of doing it.

By the processor's time of all processes: each way runs in processes of its own.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench import making
from tests.bench.intakebook import intake_book
from tests.bench.measure import Measure

# Six times as fast.
SLOWER = round(1 / 6, 3)
STALL = 100.0
MOST_MB = 1500.0
_USUAL = "openpyxl, insert_many, triggers"
_STEPS = ("read", "look", "check", "write")


def measure(rows: int) -> list[Measure]:
    """Return the measurements of taking in a table of so many rows by 26 columns."""
    book = intake_book(rows)
    with tempfile.TemporaryDirectory(dir=making.cache()) as folder:
        desk, other, flat = (
            shutil.copyfile(making.desk(0), Path(folder) / f"{name}.desk")
            for name in ("ours", "usual", "flat")
        )
        told = json.loads(_run("tests.bench.takein", book, desk))
        usual = float(_run("tests.bench.usualway", book, desk, other))
        bare = float(_run("tests.bench.usualway", book, desk, flat, "--flat"))
    ours = told["read"]["taken"] + told["look"]["taken"] + told["write"]["taken"]
    parts = ", ".join(f"{name} {told[name]['taken'] / 1000:.1f} s" for name in _STEPS)
    note = f"{rows:,} rows, {sum(told['made'].values()):,} records; {parts}"
    worst = max(_STEPS, key=lambda name: float(told[name]["stall"]))
    held = told["memory"]["held"]
    return [
        Measure("import: a table to the desk", ours, _USUAL, usual, SLOWER, note=note),
        Measure("import: the same, its cells alone", ours, f"{_USUAL}, one table", bare),
        Measure(
            "import: worst stall", told[worst]["stall"], limit=STALL, note=_stalls(told, worst)
        ),
        Measure("import: memory of all processes", held, limit=MOST_MB, unit="MB"),
    ]


def _stalls(told: dict[str, Any], worst: str) -> str:
    """Return which step it was, and how long the window waited by the clock."""
    waited, idle = (told[name]["waited"] for name in (worst, "nothing"))
    return f"work between two ticks of: {worst}; by the clock {waited:.0f}, idle {idle:.0f} ms"


def _run(module: str, *arguments: object) -> str:
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", module, *map(str, arguments)],
        check=True, capture_output=True, text=True, cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
    return ran.stdout
