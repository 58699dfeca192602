"""Steps that wait until the window is painted."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.ui.kit.later import Later


def test_steps_are_done_one_by_one_in_order(qtbot: QtBot) -> None:
    owner = QObject()
    later = Later(owner)
    done: list[str] = []
    later.add(lambda: done.append("first"), lambda: done.append("second"))
    assert not done
    qtbot.waitUntil(lambda: done == ["first"])
    qtbot.waitUntil(lambda: done == ["first", "second"])


def test_dropped_steps_are_never_done(qtbot: QtBot) -> None:
    owner = QObject()
    later = Later(owner)
    done: list[str] = []
    later.add(lambda: done.append("dropped"))
    later.drop()
    later.add(lambda: done.append("kept"))
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["kept"]
