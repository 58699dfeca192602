"""Progress, empty places and icons."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk.tasks import Progress, Worker
from desktop.records.resources import resource
from desktop.ui.kit import theme
from desktop.ui.kit.actions import SPECS
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.icons import icon
from desktop.ui.kit.progress import ProgressStrip


def test_work_that_lasts_shows_its_figures_and_can_be_stopped(qtbot: QtBot) -> None:
    worker, strip = Worker(), ProgressStrip()
    qtbot.addWidget(strip)
    told, done = threading.Event(), []

    def work(progress: Progress) -> None:
        progress(1_200, 18_220)
        while True:
            told.wait(0.01)
            progress(1_200, 18_220)

    task = worker.run(work, done.append, done.append)
    strip.follow(task, "Exporting incidents")
    assert not strip.isVisible()
    qtbot.waitUntil(strip.isVisible)
    qtbot.waitUntil(lambda: strip.figures == "1,200 of 18,220")
    with qtbot.waitSignal(task.ended):
        qtbot.mouseClick(strip.stop_button, Qt.MouseButton.LeftButton)
    assert not strip.isVisible()
    assert done == []
    worker.close()


def test_quick_work_shows_nothing(qtbot: QtBot) -> None:
    worker, strip = Worker(), ProgressStrip()
    qtbot.addWidget(strip)
    task = worker.run(lambda _progress: 7, lambda _result: None, lambda _error: None)
    strip.follow(task, "Reading")
    with qtbot.waitSignal(task.ended):
        assert not strip.isVisible()
    assert not strip.isVisible()
    worker.close()


def test_an_empty_place_says_what_to_do_first(qtbot: QtBot) -> None:
    asked: list[int] = []
    made = EmptyState(
        "list",
        "No incidents yet",
        "Enter the first one, or open the sample desk to see a finished night.",
        action="New incident",
        slot=lambda: asked.append(1),
    )
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    assert made.button is not None
    qtbot.mouseClick(made.button, Qt.MouseButton.LeftButton)
    assert asked == [1]
    # All lines of the advice are in sight.
    assert made.advice.height() >= made.advice.heightForWidth(made.advice.width())
    made.say("Nothing matches the filter")
    assert made.accessibleName() == "Nothing matches the filter"
    assert not made.advice.isVisible()


def names() -> list[str]:
    return sorted(path.stem for path in Path(resource("icons")).glob("*.svg"))


@pytest.mark.parametrize("name", names())
def test_every_icon_is_drawn_in_the_colour_of_the_theme(qapp: QApplication, name: str) -> None:
    theme.apply(qapp, "dark")
    image = icon(name).pixmap(QSize(32, 32)).toImage()
    pixels = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
    drawn = [colour for colour in pixels if colour.alpha() > 200]
    assert drawn
    if "currentColor" in resource(f"icons/{name}.svg").read_text(encoding="utf-8"):
        wanted = theme.colour("text")
        assert max(abs(one.lightness() - wanted.lightness()) for one in drawn) < 12


def test_every_action_has_its_icon() -> None:
    assert {spec.icon for spec in SPECS.values() if spec.icon} <= set(names())


@pytest.mark.parametrize(("name", "chosen"), [("light", theme.LIGHT), ("dark", theme.DARK)])
def test_the_arrows_of_choices_have_the_colours_of_their_theme(
    name: str, chosen: theme.Colours
) -> None:
    assert chosen.muted in resource(f"icons/arrow-{name}.svg").read_text(encoding="utf-8")
