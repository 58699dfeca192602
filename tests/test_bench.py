"""The bench runs through on a small desk; what it measures is for people to read."""

import subprocess
import sys
from pathlib import Path


def test_bench_prints_every_operation() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--rows", "300", "--times", "1"],
        cwd=Path(__file__).resolve().parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    for operation in (
        "first painted list",
        "start on the sample",
        "memory a row",
        "sort by when",
        "filter: a region and all in it",
        "search “беспилотник”",
        "jump to the end",
        "check: the whole desk",
        "check: a key in the open record",
        "save: a title corrected",
        "export: a desk to a workbook",
        "read: a workbook into raw values",
        "merge: planned from raw values",
        "import: 300 incidents",
        "import: a table to the desk",
        "import: worst stall",
    ):
        assert operation in ran.stdout
