"""A small desk: three Zhukovskys, a few speakers and terms."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.desk.desk import Desk
from desktop.records.delta import Delta, Person, created
from desktop.store import changes
from desktop.store.creating import create_desk
from desktop.store.database import open_desk
from desktop.ui.kit import theme
from desktop.ui.kit.offers import Offers

PLACES = {
    "ru": ("Russia", "country", "", "Россия"),
    "klu": ("Kaluga Oblast", "region", "ru", "Калужская область"),
    "bry": ("Bryansk Oblast", "region", "ru", "Брянская область"),
    "klu-zhu": ("Zhukovsky District", "district", "klu", "Жуковский район"),
    "bry-zhu": ("Zhukovsky District", "district", "bry", "Жуковский район"),
    "klu-tar": ("Tarussky District", "district", "klu", "Тарусский район"),
}
SPEAKERS = {
    "shapsha": ("Vladislav Shapsha", "governor", "Kaluga Oblast"),
    "mod": ("Ministry of Defence", "", "Russia"),
}
TERMS = {
    "drone": ("kind", "drone_attack", "Drone attack", "БПЛА|UAV attack"),
    "strike": ("kind", "missile_strike", "Missile strike", ""),
    "downed": ("measure", "downed", "Downed", "shot down"),
    "night": ("tag", "night", "Night", ""),
    "port": ("tag", "port", "Port", ""),
}


def contents() -> list[Delta]:
    found = [
        created("place", uid, {"name": name, "kind": kind, "parent": up or None, "name_ru": ru})
        for uid, (name, kind, up, ru) in PLACES.items()
    ]
    found += [
        created("speaker", uid, {"name": name, "role": role, "organisation": body})
        for uid, (name, role, body) in SPEAKERS.items()
    ]
    found += [
        created("term", uid, {"vocabulary": v, "code": code, "name": name, "aliases": also})
        for uid, (v, code, name, also) in TERMS.items()
    ]
    return found


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    path = tmp_path / "small.desk"
    person = Person("A. Editor")
    create_desk(path, lambda file: changes.apply(file, contents(), person, "new"))
    theme.apply(qapp, "light")
    opened = Desk(open_desk(path), person)
    yield opened
    opened.close()


@pytest.fixture
def offers(desk: Desk) -> Offers:
    return Offers(desk)


def write(field: QWidget, text: str) -> None:
    """Type a text of any letters; `QTest.keyClicks` knows only ASCII."""
    for letter in text:
        for sort in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(sort, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(field, event)
