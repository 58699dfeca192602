"""Watches the program's own list being painted, for `tests.bench.window`."""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from desktop.ui.kit.table import IdTable
from desktop.ui.window.window import Window

SETTLE_MS = 500


def resident() -> int:
    """Return how many bytes of this process are in memory."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise LookupError("VmRSS")


def first_paint() -> None:
    """Tell when a table has painted rows, just as the bare window tells that it is painted."""
    paint = IdTable.paintEvent
    told = []

    def watched(table: IdTable, event: QPaintEvent) -> None:
        paint(table, event)
        if table.model().rowCount() and not told:
            told.append(table)
            QTimer.singleShot(0, _say)

    IdTable.paintEvent = watched


def whole() -> None:
    """Tell when the whole order is there, and its end seen."""
    QTimer.singleShot(0, _follow)


def _follow() -> None:
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Window))
    assert window.shell is not None
    page = window.shell.incidents
    told = []

    def look() -> None:
        if page.ordering.whole and not told:
            told.append(page)
            page.table.scrollToBottom()
            QTimer.singleShot(SETTLE_MS, _say)

    page.counted.connect(look)
    look()


def _say() -> None:
    print("painted", flush=True)
    print(json.dumps({"resident": resident(), "modules": sorted(sys.modules)}), flush=True)
    os._exit(0)
