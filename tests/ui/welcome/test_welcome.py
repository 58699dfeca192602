"""The first screen and the question who is working."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.desk import settings
from desktop.ui.welcome.page import WelcomePage
from desktop.ui.welcome.person import PersonDialog


def test_the_three_ways_in_work_by_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    page = WelcomePage(settings.load(tmp_path))
    qtbot.addWidget(page)
    for button, signal in (
        (page.new, page.new_wanted),
        (page.open, page.open_wanted),
        (page.sample, page.sample_wanted),
    ):
        with qtbot.waitSignal(signal):
            qtbot.keyClick(button, Qt.Key.Key_Space)


def test_recent_desks_are_offered_and_missing_ones_named(qtbot: QtBot, tmp_path: Path) -> None:
    kept = settings.load(tmp_path)
    (tmp_path / "here.desk").touch()
    kept.opened(tmp_path / "gone.desk")
    kept.opened(tmp_path / "here.desk")
    page = WelcomePage(kept)
    qtbot.addWidget(page)
    words = [button.text() for button in page.findChildren(QPushButton)]
    assert words[-2:] == ["here", "gone (not found)"]


def test_a_name_is_needed_and_kept(qtbot: QtBot, tmp_path: Path) -> None:
    kept = settings.load(tmp_path)
    dialog = PersonDialog(kept)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.keep.isEnabled()
    qtbot.keyClicks(dialog.name, "  B.  Reviewer ")
    dialog.roles.button(1).setChecked(True)
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    again = settings.load(tmp_path)
    assert (again.name, again.role) == ("B. Reviewer", "reviewer")
