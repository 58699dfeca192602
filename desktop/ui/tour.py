"""Draws the main screens of a desk to pictures, without a screen."""

import os
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSize, QThread
from PySide6.QtWidgets import QApplication, QWidget

from desktop.desk.settings import Settings
from desktop.ui.kit import theme
from desktop.ui.window.window import Window

SIZE = QSize(1440, 900)
_SETTLE_MS = 4000


def settle() -> None:
    """Let the program do what it has begun: lists that load, panes that follow."""
    app = QApplication.instance()
    assert app is not None  # noqa: S101 - a window needs one
    deadline = QDeadlineTimer(_SETTLE_MS)
    quiet = 0
    while quiet < 8 and not deadline.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 40)
        QThread.msleep(15)
        quiet += 1


def screens(window: Window) -> Iterator[tuple[str, QWidget]]:
    """Bring each main screen of the open desk up in turn, and yield its name and the window."""
    shell = window.shell
    assert shell is not None  # noqa: S101 - a desk is open
    shell.go("incidents")
    settle()
    yield "incidents", window
    uid = shell.incidents.current_uid()
    if uid:
        shell.open_incident(uid)
        settle()
        yield "editor", window
    for name in ("review", "queries", "sources", "places", "speakers", "terms", "history", "bin"):
        shell.go(name)
        settle()
        yield name, window


def draw(desk: Path, folder: Path, *, shade: str = "light") -> list[Path]:
    """Draw the main screens of a desk into PNG files in `folder` and return their paths."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)  # noqa: S101 - the program makes no other kind
    theme.apply(app, shade)
    folder.mkdir(parents=True, exist_ok=True)
    settings = Settings(folder / ".settings.json", name="A. Reader", theme=shade)
    window = Window(settings)
    window.resize(SIZE)
    window.show()
    drawn: list[Path] = []
    if window.open_path(desk):
        for name, widget in screens(window):
            path = folder / f"{name}.png"
            widget.grab().save(str(path))
            drawn.append(path)
    window.leave()
    window.close()
    settings.file.unlink(missing_ok=True)
    return drawn
