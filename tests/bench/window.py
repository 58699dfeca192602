"""The program's own start, watched: run as `python -m tests.bench.window DESK [--whole]`.

It goes the way of the command, log and all.  It says when the list's first rows are painted, with
the modules imported by then, and ends.  With --whole it waits for the whole order, goes to its
end, and tells how much memory is resident.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import cli

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def _open(path: Path | None) -> int:
    """Open the window as the command does, watched."""
    cli.load_qt()
    from desktop import app  # noqa: PLC0415 - as the command does
    from tests.bench import watch  # noqa: PLC0415

    build = app.build

    def watched(arguments: list[str]) -> "QApplication":
        made = build(arguments)
        if "--whole" in sys.argv:
            watch.whole()
        else:
            watch.first_paint()
        return made

    app.build = watched
    return app.run(path)


if __name__ == "__main__":
    cli.open_window = _open
    sys.exit(cli.main(sys.argv[1:2]))
