"""Splitters that stand where they were left."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QSplitter, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk.settings import Settings, load
from desktop.ui.kit.splits import remember


def split(qtbot: QtBot, settings: Settings) -> QSplitter:
    made = QSplitter()
    qtbot.addWidget(made)
    for _side in range(2):
        made.addWidget(QWidget())
    made.resize(1000, 100)
    remember(made, settings, "here", (600, 400))
    made.show()
    return made


def test_a_splitter_stands_where_it_was_left(qtbot: QtBot, tmp_path: Path) -> None:
    settings = load(tmp_path)
    first = split(qtbot, settings)
    first.moveSplitter(300, 1)
    qtbot.waitUntil(lambda: settings.places.get("here") == first.sizes())
    again = split(qtbot, load(tmp_path))
    assert again.sizes() == first.sizes()


@pytest.mark.parametrize("kept", [None, "wide", [600], [0, 0], ["a", "b"], {"a": 1}])
def test_what_is_no_pair_of_sizes_is_passed_over(
    qtbot: QtBot, tmp_path: Path, kept: object
) -> None:
    plain = split(qtbot, load(tmp_path / "plain"))
    settings = load(tmp_path / "odd")
    settings.places["here"] = kept
    assert split(qtbot, settings).sizes() == plain.sizes()
