"""What is typed into a catalogue's form outlives the program, however it ends."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.records.delta import edited
from desktop.store import drafts, read
from tests.ui.catalogue.conftest import Pages
from tests.ui.catalogue.test_page import Ctrl, Key, Shift, find, focused, go_to, press, show

TYPE = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop.desk.desk import Desk
from desktop.desk.settings import Settings
from desktop.desk.tasks import Worker
from desktop.records.delta import Person
from desktop.store.database import open_desk
from desktop.ui.catalogue.page import CataloguePage
from desktop.ui.kit.workplace import Workplace
app = QApplication(sys.argv[:1])
desk = Desk(open_desk(Path(sys.argv[1])), Person("A. Editor"))
place = Workplace(desk, Worker(), Settings(Path(sys.argv[2])), print, print)
page = CataloguePage(place, "source")
page.drafting.told.connect(lambda words: print("told", words, flush=True))
page.show()
page.new()
QTest.keyClicks(page.fields.form.row("title").editor, "Evening post")
QTest.keyClicks(page.fields.form.row("text").editor, "Two drones; \\"one\\" fell")
app.exec()
"""


def kept(desk: Desk) -> list[str]:
    return [one.subject for one in drafts.all_drafts(desk.file)]


def test_what_was_typed_is_back_after_the_program_was_killed(
    qtbot: QtBot, desk: Desk, pages: Pages, tmp_path: Path
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", TYPE, desk.path, tmp_path / "home.json"],
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline().startswith("told draft saved")
        child.send_signal(signal.SIGKILL)
    page = pages("source")
    assert page.panel.count.text() == "1 source · 1 not saved"
    find(qtbot, page, "Evening post")
    assert page.notice.words.text().startswith("Unsaved work from ")
    assert page.fields.form.row("text").editor.text() == 'Two drones; "one" fell'
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_S, Ctrl)
    assert kept(desk) == []
    assert [one["title"] for one in read.table(desk.file.connection, "source")] == [
        "Evening post",
        "Morning post",
    ]


@pytest.mark.parametrize("record", ["place", "speaker", "term"])
def test_a_new_record_and_a_change_of_an_old_one_are_on_disk_soon(
    qtbot: QtBot, desk: Desk, pages: Pages, record: str
) -> None:
    page = pages(record)
    press(qtbot, Key.Key_Return)
    qtbot.keyClicks(focused(), "x")
    press(qtbot, Key.Key_A, Ctrl | Shift)
    qtbot.keyClicks(focused(), "Half a name")
    old = page.panel.lines[1].uid
    qtbot.waitUntil(lambda: kept(desk)[:1] == ["Half a name"] and len(kept(desk)) == 2)
    other = pages(record)
    assert other.unsaved == page.unsaved
    other.resume(old)
    assert other.heading.text().startswith("x")
    assert focused() is other.fields.form.row("name").editor


def test_discarding_and_typing_back_drop_the_draft(qtbot: QtBot, desk: Desk, pages: Pages) -> None:
    page = pages("speaker")
    show(qtbot, page, "Ministry of Defence")
    go_to(qtbot, page, "role")
    qtbot.keyClicks(focused(), "x")
    qtbot.waitUntil(lambda: kept(desk) == ["Ministry of Defence"])
    press(qtbot, Key.Key_Backspace)
    qtbot.waitUntil(lambda: kept(desk) == [])
    qtbot.keyClicks(focused(), "statements")
    qtbot.waitUntil(lambda: kept(desk) == ["Ministry of Defence"])
    page.discard_button.setFocus()
    press(qtbot, Key.Key_Space)
    assert kept(desk) == []
    page.notice.buttons[0].setFocus()
    press(qtbot, Key.Key_Space)
    assert kept(desk) == ["Ministry of Defence"]


def test_a_field_changed_since_the_draft_was_kept_is_asked_about(
    qtbot: QtBot, desk: Desk, pages: Pages
) -> None:
    page = pages("speaker")
    show(qtbot, page, "Ministry of Defence")
    go_to(qtbot, page, "role")
    qtbot.keyClicks(focused(), "mine")
    assert page.keep_draft()
    desk.changed.disconnect(page.refresh)
    found = read.record(desk.file.connection, "speaker", "mod")
    assert found is not None
    delta = edited("speaker", "mod", found.values, {"role": "theirs", "organisation": "Russia"})
    assert delta is not None
    desk.save([delta], "edit")
    desk.changed.connect(page.refresh)
    other = pages("speaker")
    other.resume("mod")
    assert other.fields.form.row("organisation").editor.text() == "Russia"
    press(qtbot, Key.Key_S, Ctrl)
    assert "“” became “theirs”" in other.notice.words.text()
    assert kept(desk) == ["Ministry of Defence"]


def test_a_draft_that_cannot_be_kept_is_said(qtbot: QtBot, desk: Desk, pages: Pages) -> None:
    page = pages("speaker")
    show(qtbot, page, "Ministry of Defence")
    qtbot.keyClicks(focused(), "x")
    moved = desk.path.with_name("moved.desk")
    desk.path.rename(moved)
    assert not page.keep_draft()
    assert page.notice.words.text().startswith("The draft could not be kept: ")
    moved.rename(desk.path)
    assert page.keep_draft()
