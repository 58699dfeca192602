"""Catalogue pages over a small desk with one incident that uses some of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.desk.settings import Settings
from desktop.desk.tasks import Worker
from desktop.records.delta import Delta, Person, created
from desktop.records.kinds_links import Placed
from desktop.store import changes
from desktop.store.creating import create_desk
from desktop.store.database import open_desk
from desktop.ui.catalogue.page import CataloguePage
from desktop.ui.kit import theme
from desktop.ui.kit.workplace import Workplace

PLACES = {
    "ru": ("Russia", "country", ""),
    "klu": ("Kaluga Oblast", "region", "ru"),
    "klu-zhu": ("Zhukovsky District", "district", "klu"),
}
TERMS = {
    "drone": ("kind", "drone_attack", "Drone attack"),
    "strike": ("kind", "missile_strike", "Missile strike"),
    "downed": ("measure", "downed", "Downed"),
}


def contents() -> list[Delta]:
    found = [
        created("place", uid, {"name": name, "kind": kind, "parent": up or None})
        for uid, (name, kind, up) in PLACES.items()
    ]
    found += [
        created("term", uid, {"vocabulary": v, "code": code, "name": name, "position": at})
        for at, (uid, (v, code, name)) in enumerate(TERMS.items())
    ]
    return [
        *found,
        created("speaker", "gov", {"name": "Vladislav Shapsha", "role": "governor"}),
        created("speaker", "mod", {"name": "Ministry of Defence"}),
        created("source", "post", {"title": "Morning post", "text": "Three drones downed."}),
        created("incident", "i", {"title": "Night", "where": (Placed("klu-zhu", ""),)}),
        created("report", "r", {"incident": "i", "speaker": "gov", "source": "post"}),
    ]


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    path = tmp_path / "small.desk"
    person = Person("A. Editor")
    create_desk(path, lambda file: changes.apply(file, contents(), person, "new"))
    theme.apply(qapp, "light")
    opened = Desk(open_desk(path), person)
    yield opened
    opened.close()


Pages = Callable[[str], CataloguePage]


@pytest.fixture
def pages(qtbot: QtBot, desk: Desk, tmp_path: Path, said: list[str]) -> Iterator[Pages]:
    """Open the room of a type of record, its list loaded and the cursor in it."""
    made: list[CataloguePage] = []

    def make(record: str) -> CataloguePage:
        settings = Settings(tmp_path / "settings.json")
        page = CataloguePage(Workplace(desk, Worker(), settings, said.append, said.append), record)
        desk.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1112, 752)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: bool(page.panel.lines))
        page.entered()
        made.append(page)
        return page

    yield make
    for page in made:
        desk.changed.disconnect(page.refresh)
        page.leave()
