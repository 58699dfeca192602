"""The night of 17-18 July 2025 read from its statements, in a count of keys."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk import settings as settings_
from desktop.desk.making import make_desk
from desktop.desk.sample_texts import EVENING_STATEMENT, GOVERNOR_POST, NIGHT_STATEMENT
from desktop.desk.scanner import Scanner
from desktop.records.family import Family
from desktop.store import listing, read
from desktop.ui.window.window import Window

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
Alt, Shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
MOST = 40


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, scanner: Scanner) -> Window:
    settings = settings_.load(tmp_path / "home")
    settings.name = "A. Editor"
    window = Window(settings)
    qtbot.addWidget(window, before_close_func=Window.leave)
    window.resize(1440, 900)
    window.show()
    window.make_and_open(tmp_path / "night.desk", make_desk)
    assert window.desk is not None
    window.desk._scanner = scanner
    return window


@dataclass
class Keys:
    """Presses keys where the focus is, and counts them; a key with its modifiers is one."""

    window: Window
    pressed: int = 0

    def press(self, key: Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        self.pressed += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def type(self, text: str) -> None:
        self.pressed += len(text)
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.press(Key.Key_V, Ctrl)


def _figures(window: Window, family: Family) -> set[tuple[str, str, str, str]]:
    """Return speaker's window, measure, count and places of each figure; each has its quote."""
    assert window.desk is not None
    connection = window.desk.file.connection
    found = set()
    for report, figure in family.all_figures():
        source = read.record(connection, "source", report["source"])
        assert source is not None
        quoted = source["text"][figure["quote_start"] : figure["quote_end"]]
        assert quoted == figure["quote"] != ""
        uids = [figure["measure"], *(place.uid for place in figure["places"])]
        measure, *places = (read.names(connection, [uid])[uid] for uid in uids)
        hours = report["when"].show().removesuffix(" MSK")
        found.add((hours, measure, str(figure["count"]), ", ".join(places)))
    return found


def test_the_night_stands_with_its_quotes_in_under_forty_keys(window: Window) -> None:
    keys = Keys(window)
    keys.press(Key.Key_V, Ctrl | Shift)
    keys.paste(NIGHT_STATEMENT.text)
    keys.press(Key.Key_F5)
    keys.type("18.7.25")
    keys.press(Key.Key_Return, Ctrl)
    keys.press(Key.Key_S, Ctrl)
    keys.press(Key.Key_V, Ctrl | Shift)
    keys.paste(EVENING_STATEMENT.text)
    keys.press(Key.Key_Return, Ctrl)
    keys.press(Key.Key_S, Ctrl)
    keys.press(Key.Key_V, Ctrl | Shift)
    keys.paste(GOVERNOR_POST.text)
    # The radar has the night of the ministry; the post is another report of it.
    keys.press(Key.Key_A, Alt)
    keys.press(Key.Key_S, Ctrl)
    assert keys.pressed < MOST
    assert window.desk is not None
    connection = window.desk.file.connection
    uids = [listing.uid_of_number(connection, f"2025-000{n}") for n in (1, 2)]
    night, evening = read.families(connection, [uid for uid in uids if uid])
    assert listing.count(connection) == 2
    ministry = "17 Jul 2025 23:00 – 18 Jul 2025 07:00"
    wanted = {
        (ministry, "Downed", count, place)
        for count, place in (
            ("73", ""), ("31", "Bryansk Oblast"), ("17", "Oryol Oblast"), ("10", "Moscow Oblast"),
            ("4", "Crimea"), ("3", "Sea of Azov"), ("2", "Smolensk Oblast"),
            ("2", "Nizhny Novgorod Oblast"), ("1", "Belgorod Oblast"), ("1", "Kaluga Oblast"),
            ("1", "Voronezh Oblast"), ("1", "Black Sea"),
        )
    }  # fmt: skip
    wanted.add((ministry, "Headed for", "3", "Moscow"))
    governor = "17 Jul 2025 21:00 – 18 Jul 2025 07:50"
    districts = "Zhukovsky District, Tarussky District"
    wanted.add((governor, "Downed", "3", districts))
    found = _figures(window, night)
    assert wanted <= found
    none = {(who, measure) for who, measure, count, _place in found if count == "none reported"}
    assert {(governor, "Killed"), (governor, "Injured")} <= none
    hours = "17 Jul 2025 21:00–23:00"
    assert _figures(window, evening) == {
        (hours, "Downed", count, place)
        for count, place in (
            ("22", ""), ("10", "Bryansk Oblast"), ("10", "Crimea"), ("1", "Moscow Oblast"),
            ("1", "Oryol Oblast"),
        )
    }  # fmt: skip
