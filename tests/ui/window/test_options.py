"""The settings: this person's, and the open desk's own rules."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.desk.rules import Rules, rules_of
from desktop.desk.settings import Settings, load
from desktop.ui.window.options import OptionsDialog


def test_rules_are_chosen_by_keys_and_kept_together(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    dialog = OptionsDialog(Settings(tmp_path / "settings.json"), desk)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog.rules.findings, Qt.Key.Key_Space)
    QTest.keyClicks(dialog.rules.ticks, "every figure")
    QTest.keyClicks(dialog.rules.severities["no_quote"], "not")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    expected = Rules(findings_block=False, ticks="figures", severities={"no_quote": "off"})
    assert rules_of(desk) == expected
    assert load(tmp_path / "settings.json").theme == "system"


def test_escape_keeps_nothing(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog = OptionsDialog(Settings(tmp_path / "settings.json"), desk)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog.rules.own, Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert rules_of(desk) == Rules()


def test_without_a_desk_its_rules_rest(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = OptionsDialog(Settings(tmp_path / "settings.json"), None)
    qtbot.addWidget(dialog)
    assert not dialog.rules.isEnabled()
    dialog.accept()
    assert load(tmp_path / "settings.json").theme == "system"
