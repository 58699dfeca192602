"""Prints one table: each operation's time, its floor's, the ratio and the limit.

`python -m tests.bench [--rows 200000] [--large] [--only NAME] [--strict]`.  Absolute times mean
nothing on shared machines; ratios and stalls do.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from time import perf_counter

from tests.bench import (
    checking,
    exporting,
    importing,
    intake,
    lists,
    making,
    merging,
    reading,
    saving,
    starting,
)
from tests.bench.measure import Measure

HEADS = ("operation", "ours", "floor", "floor's", "ratio", "limit", "", "note")


def main() -> int:
    """Measure, print, and return 1 where a limit is passed and --strict was given."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000, help="incidents on the desk")
    parser.add_argument("--large", action="store_true", help=f"the list at {making.TIMES}x rows")
    parser.add_argument("--only", default="", help="which group")
    parser.add_argument("--times", type=int, help="measure each so often instead of the usual")
    parser.add_argument("--strict", action="store_true", help="exit 1 where a limit is passed")
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    rows: int = arguments.rows
    start = perf_counter()
    path = making.large(rows) if arguments.large else making.desk(rows)
    size = path.stat().st_size / 1e6
    shown = rows * making.TIMES if arguments.large else rows
    print(f"{shown:,} incidents, {size:,.0f} MB, ready in {perf_counter() - start:.0f} s")
    if arguments.large:
        print(f"(the list's tables of {rows:,} incidents multiplied by SQL)")
    times = {"times": arguments.times} if arguments.times else {}
    groups: dict[str, Callable[[], list[Measure]]] = {
        "start": lambda: starting.measure(path, rows, **times),
        "list": lambda: lists.measure(path, **times),
        "check": lambda: checking.measure(path, **times),
        "save": lambda: saving.measure(path, **times),
        "export": lambda: exporting.measure(rows, **times),
        "read": lambda: reading.measure(rows, **times),
        "merge": lambda: merging.measure(max(rows // 10, 1), **times),
        "import": lambda: [*importing.measure(rows), *intake.measure(rows)],
    }
    if arguments.large:
        groups = {
            "start": lambda: starting.measure_large(path),
            "list": lambda: lists.measure(path, large=True, **times),
        }
    if arguments.only and arguments.only not in groups:
        parser.error(f"there is no {arguments.only}; choose from {', '.join(groups)}")
    found: list[Measure] = []
    for name, measure in groups.items():
        if arguments.only in ("", name):
            found += measure()
    _print(found)
    return int(arguments.strict and any(one.over for one in found))


def _print(found: Sequence[Measure]) -> None:
    rows = [HEADS, *(_row(one) for one in found)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADS))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())


def _row(one: Measure) -> tuple[str, ...]:
    floor = f"{one.floor:.1f} ms" if one.floor is not None else ""
    ratio = f"{one.ratio:.2f}" if one.ratio is not None else ""
    limit = ""
    if one.limit is not None:
        limit = f"{one.limit:g} {'x' if one.floor is not None else one.unit}".strip()
    state = "" if one.limit is None else "OVER" if one.over else "ok"
    ours = f"{one.ours:.1f} {one.unit}".strip()
    return one.name, ours, one.floor_name, floor, ratio, limit, state, one.note


if __name__ == "__main__":
    sys.exit(main())
