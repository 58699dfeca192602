"""The floors of a start: an empty window, and one with the first page fetched by one SQL.

Run in a process of its own as `python -m tests.bench.bare [DESK]`; it says "painted" and ends.
"""

import os
import sqlite3
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

PAGE = """
SELECT id, uid, number, title, kind, "when", "where", downed, status FROM incident
WHERE removed=0 ORDER BY when_start DESC, id DESC LIMIT 128
"""


class _Window(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        QTimer.singleShot(0, _say)


def _say() -> None:
    print("painted", flush=True)
    os._exit(0)


def main() -> None:
    """Show a window, having fetched a page if a desk is named."""
    app = QApplication(sys.argv)
    window = _Window()
    window.resize(1280, 800)
    if sys.argv[1:]:
        sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True).execute(PAGE).fetchall()
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
