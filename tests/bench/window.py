"""The program's own start, watched: run as `python -m tests.bench.window DESK [--whole]`.

It says when the list's first rows are painted, with the modules imported by then, and ends.  With
--whole it waits for the whole order, goes to its end, and tells how much memory is resident.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop import app as app_
from desktop.ui.kit.table import IdTable
from desktop.ui.window.window import Window

SETTLE_MS = 500


def resident() -> int:
    """Return how many bytes of this process are in memory."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise LookupError("VmRSS")


class _Watch(QObject):
    def __init__(self, *, whole: bool) -> None:
        super().__init__()
        self._whole = whole
        self._told = False
        self._table: IdTable
        QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Window))
        assert window.shell is not None
        self._table = window.shell.incidents.table
        self._table.viewport().installEventFilter(self)
        if self._whole:
            window.shell.counted.connect(self._counted)
        self._table.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint and self._table.model().rowCount() and not self._told:
            self._told = not self._whole
            if self._told:
                QTimer.singleShot(0, self._say)
        return super().eventFilter(watched, event)

    def _counted(self, words: str) -> None:
        if "…" not in words and not self._told:
            self._told = True
            self._table.scrollToBottom()
            QTimer.singleShot(SETTLE_MS, self._say)

    def _say(self) -> None:
        print("painted", flush=True)
        print(json.dumps({"resident": resident(), "modules": sorted(sys.modules)}), flush=True)
        os._exit(0)


def main() -> None:
    """Start the program as its command does, watched from the first turn of the event loop."""
    build = app_.build
    watches = []

    def watched(arguments: list[str]) -> QApplication:
        made = build(arguments)
        watches.append(_Watch(whole="--whole" in sys.argv))
        return made

    app_.build = watched
    app_.run(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
