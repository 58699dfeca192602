"""The program as it is started: ended by the system, or killed, it gives back what was typed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.desk import settings as settings_
from desktop.desk.sample import make_sample
from desktop.store import drafts
from desktop.store.database import open_desk
from desktop.ui.window.window import Window

# Goes on with what is offered, or begins anew, and types; then does what it is asked to.
PROGRAM = """
import ctypes
import sys
import threading
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop import app

path, words, then = sys.argv[1:]

class Worked(app.Window):
    def open_path(self, path):
        opened = super().open_path(path)
        QTimer.singleShot(0, self.work)
        return opened

    def work(self):
        if self.shell.unsaved.isVisible():
            self.shell.resume_latest()
        else:
            self.shell.new_incident()
        editor = self.shell.editor
        title = editor.what.form.row("title").editor
        title.end(False)
        editor.drafting.told.connect(lambda text: text and self.kept())
        QTest.keyClicks(title, words)
        if then == "export":
            QTimer.singleShot(0, self.click)
            self._worker.run(self.long_work, print, print)
            self.export()
        elif not words:
            self.tell()

    def kept(self):
        if then == "fault":
            ctypes.string_at(0)
        self.tell()

    def tell(self):
        print(self.shell.editor.what.form.row("title").editor.text(), flush=True)

    def long_work(self, progress):
        # Ends only by being stopped, as an export of a large desk would.
        while True:
            progress(0, 1)
            threading.Event().wait(0.01)

    def click(self):
        dialog = QApplication.activeModalWidget()
        dialog.path.setText(str(path) + ".xlsx")
        dialog.start.click()
        print("exporting", flush=True)

app.Window = Worked
sys.exit(app.run(Path(path)))
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "desks" / "night.desk"
    path.parent.mkdir()
    make_sample(path)
    return path


@pytest.fixture
def start(desk: Path, tmp_path: Path) -> Callable[..., "subprocess.Popen[str]"]:
    settings = settings_.load(tmp_path / "home")
    settings.name = "A. Editor"
    settings.save()

    def begin(words: str, then: str = "") -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", PROGRAM, desk, words, then],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"INCIDENT_DESK_HOME": str(tmp_path / "home")},
        )

    return begin


def first_line(program: "subprocess.Popen[str]") -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


@contextmanager
def looked_at(path: Path) -> Iterator[list[drafts.Draft]]:
    desk = open_desk(path)
    try:
        yield drafts.all_drafts(desk)
    finally:
        desk.close()


def test_after_several_crashes_in_a_row_the_draft_is_still_offered(
    desk: Path, start: Callable[..., "subprocess.Popen[str]"], qtbot: QtBot, tmp_path: Path
) -> None:
    with start("half", "fault") as program:
        assert program.wait() == -signal.SIGSEGV
    # Taken up again, and killed before and after something more was typed.
    for words, shown in (("", "half"), (" a title", "half a title")):
        with start(words) as program:
            assert first_line(program) == shown
            program.kill()
    with looked_at(desk) as found:
        assert [draft.subject for draft in found] == ["half a title"]
    settings = settings_.load(tmp_path / "home")
    window = Window(settings)
    qtbot.addWidget(window, before_close_func=Window.leave)
    window.show()
    assert window.open_path(desk)
    assert window.desk is not None
    assert window.shell is not None
    window.shell.resume_latest()
    editor = window.shell.editor
    assert editor is not None
    assert len(drafts.all_drafts(window.desk.file)) == 1
    assert editor.save()
    assert drafts.all_drafts(window.desk.file) == []


def test_ended_by_the_system_amid_an_export_it_keeps_the_draft_and_leaves_no_half_file(
    desk: Path, start: Callable[..., "subprocess.Popen[str]"], tmp_path: Path
) -> None:
    with start("half a title", "export") as program:
        assert first_line(program) == "exporting"
        program.send_signal(signal.SIGTERM)
        assert program.wait(30) == 0
    assert {path.name for path in desk.parent.iterdir()} <= {"night.desk", "night.desk.backups"}
    with looked_at(desk) as found:
        assert [draft.subject for draft in found] == ["half a title"]
