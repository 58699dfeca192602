"""The list over a small desk, as an editor has it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.desk.settings import Settings, load
from desktop.desk.tasks import Worker
from desktop.records.delta import Delta, Person, created
from desktop.records.kinds_links import Placed
from desktop.records.when import When
from desktop.store import changes
from desktop.store.creating import create_desk
from desktop.store.database import open_desk
from desktop.ui.incidents.page import IncidentsPage
from desktop.ui.kit import theme
from desktop.ui.kit.workplace import Workplace

PLACES = {
    "klu": ("Kaluga Oblast", "region", ""),
    "bry": ("Bryansk Oblast", "region", ""),
    "klu-zhu": ("Zhukovsky District", "district", "klu"),
}
TERMS = {
    "drone": ("kind", "drone_attack", "Drone attack"),
    "strike": ("kind", "missile_strike", "Missile strike"),
    "downed": ("measure", "downed", "Downed"),
    "night": ("tag", "night", "Night"),
}


def incident(  # noqa: PLR0917 - a table of incidents reads best in columns
    uid: str, title: str, when: str, where: str, kind: str, status: str
) -> Delta:
    values = {
        "title": title,
        "when": When.read(when) if when else None,
        "where": (Placed(where, ""),),
        "kind": kind or None,
        "status": status,
    }
    return created("incident", uid, values)


INCIDENTS = [
    incident("a", "Атака на Брянск", "17.07.2025 21:00-07:50", "bry", "drone", "draft"),
    incident("b", "Debris in Zhukovsky", "18.07.2025 02:00", "klu-zhu", "drone", "submitted"),
    incident("c", "Missiles at dawn", "19.07.2025 04:10", "bry", "strike", "approved"),
    incident("d", "", "", "klu", "", "draft"),
]


def contents(incidents: list[Delta]) -> list[Delta]:
    found = [
        created("place", uid, {"name": name, "kind": kind, "parent": up or None})
        for uid, (name, kind, up) in PLACES.items()
    ]
    found += [
        created("term", uid, {"vocabulary": v, "code": code, "name": name})
        for uid, (v, code, name) in TERMS.items()
    ]
    return [*found, *incidents]


@dataclass
class Place:
    """A page on a desk, and what it said."""

    page: IncidentsPage
    desk: Desk
    settings: Settings
    worker: Worker
    said: list[str] = field(default_factory=list)
    complained: list[str] = field(default_factory=list)

    def titles(self) -> list[str]:
        """Return the titles of the rows, in order."""
        column = next(i for i, head in enumerate(self.page.model.heads) if head.name == "title")
        return [
            self.page.model.index(row, column).data() for row in range(self.page.model.rowCount())
        ]

    def cell(self, row: int, name: str) -> str:
        """Return what a cell shows."""
        column = next(i for i, head in enumerate(self.page.model.heads) if head.name == name)
        text: str = self.page.model.index(row, column).data()
        return text

    def go(self, row: int, name: str = "number") -> None:
        """Put the cursor on a cell."""
        column = next(i for i, head in enumerate(self.page.model.heads) if head.name == name)
        self.page.table.setCurrentIndex(self.page.model.index(row, column))


Open = Callable[..., Place]


@pytest.fixture
def open_page(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Open]:
    made: list[Place] = []
    theme.apply(qapp, "light")
    person = Person("A. Editor")

    def make(incidents: list[Delta] | None = None) -> Place:
        path = tmp_path / "small.desk"
        deltas = contents(INCIDENTS if incidents is None else incidents)
        if not path.exists():
            create_desk(path, lambda file: changes.apply(file, deltas, person, "new"))
        desk = Desk(open_desk(path), person)
        settings, worker = load(tmp_path / "home"), Worker()
        said: list[str] = []
        complained: list[str] = []
        page = IncidentsPage(Workplace(desk, worker, settings, said.append, complained.append))
        desk.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1200, 700)
        place = Place(page, desk, settings, worker, said, complained)
        made.append(place)
        page.show()
        qtbot.waitUntil(lambda: "…" not in page.status_text() and not page.ordering.loading)
        return place

    yield make
    for place in made:
        place.page.leave()
        place.worker.close()
        place.desk.close()


@pytest.fixture
def place(open_page: Open, qtbot: QtBot) -> Place:
    found = open_page()
    qtbot.waitUntil(lambda: len(found.titles()) == len(INCIDENTS))
    return found
