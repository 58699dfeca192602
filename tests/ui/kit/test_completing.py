"""Names that are completed while they are typed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.records.context import Context
from desktop.records.errors import Ambiguous
from desktop.records.models import content
from desktop.ui.kit.completing import CompletingEditor
from desktop.ui.kit.editors import editor
from desktop.ui.kit.offers import Offers
from tests.ui.kit.conftest import write

Key = Qt.Key


class Page(QWidget):
    """A field of names, another field after it, and what was told."""

    def __init__(self, field: CompletingEditor) -> None:
        super().__init__()
        self.field = field
        self.after = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(field)
        layout.addWidget(self.after)
        self.told: list[tuple[str, ...]] = []
        field.chosen.connect(lambda name, uid: self.told.append(("chosen", name, uid)))
        field.edited.connect(lambda: self.told.append(("edited", field.text())))
        field.wanted.connect(lambda target, text: self.told.append(("wanted", target, text)))


def page_of(record: str, name: str, offers: Offers, qtbot: QtBot) -> Page:
    field = editor(content(record)[name], offers)
    assert isinstance(field, CompletingEditor)
    page = Page(field)
    qtbot.addWidget(page)
    page.resize(500, 120)
    page.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return page


@pytest.fixture
def places(offers: Offers, qtbot: QtBot) -> Iterator[Page]:
    return page_of("incident", "where", offers, qtbot)


@pytest.fixture
def kind(offers: Offers, qtbot: QtBot) -> Iterator[Page]:
    return page_of("incident", "kind", offers, qtbot)


def test_enter_takes_the_first_row_and_stays(places: Page, qtbot: QtBot) -> None:
    write(places.field, "калу")
    assert places.field.offering
    places.told.clear()
    qtbot.keyClick(places.field, Key.Key_Return)
    assert places.told == [("chosen", "Kaluga Oblast", "klu"), ("edited", "Kaluga Oblast")]
    assert not places.field.offering
    assert places.field.hasFocus()


def test_tab_takes_and_goes_on(places: Page, qtbot: QtBot) -> None:
    write(places.field, "kalug")
    qtbot.keyClick(places.field, Key.Key_Tab)
    assert places.field.text() == "Kaluga Oblast"
    assert places.after.hasFocus()


def test_only_the_name_under_the_cursor_is_completed(places: Page, qtbot: QtBot) -> None:
    write(places.field, "Kaluga Oblast, брян")
    qtbot.keyClick(places.field, Key.Key_Return)
    assert places.field.text() == "Kaluga Oblast, Bryansk Oblast"
    places.field.setCursorPosition(3)
    qtbot.keyClick(places.field, Key.Key_Backspace)
    qtbot.keyClick(places.field, Key.Key_Return)
    assert places.field.text() == "Kaluga Oblast, Bryansk Oblast"


def test_a_name_of_several_is_not_resolved_silently(places: Page, qtbot: QtBot) -> None:
    write(places.field, "Zhukovsky")
    assert [detail for _name, detail in places.field.offered] == [
        "Bryansk Oblast, Russia",
        "Kaluga Oblast, Russia",
    ]
    places.told.clear()
    qtbot.keyClick(places.field, Key.Key_Tab)
    assert places.field.text() == "Zhukovsky"
    assert places.told == []


def test_arrows_choose_which_is_meant(places: Page, qtbot: QtBot) -> None:
    write(places.field, "Zhukovsky")
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Return):
        qtbot.keyClick(places.field, key)
    assert ("chosen", "Zhukovsky District", "klu-zhu") in places.told


def test_two_namesakes_in_one_field_are_written_apart(places: Page, qtbot: QtBot) -> None:
    for steps in (1, 2):
        write(places.field, "Zhukovsky")
        for _step in range(steps):
            qtbot.keyClick(places.field, Key.Key_Down)
        qtbot.keyClick(places.field, Key.Key_Return)
        write(places.field, ", ")
    chosen = [told[1:] for told in places.told if told[0] == "chosen"]
    assert chosen == [
        ("Zhukovsky District", "bry-zhu"),
        ("Zhukovsky District (Kaluga Oblast)", "klu-zhu"),
    ]
    where = content("incident")["where"]
    read = where.read(places.field.text(), Context(picks=dict(chosen)))
    assert [one.uid for one in read] == ["bry-zhu", "klu-zhu"]


def test_escape_closes_the_list_only(places: Page, qtbot: QtBot) -> None:
    write(places.field, "kalu")
    qtbot.keyClick(places.field, Key.Key_Escape)
    assert not places.field.offering
    assert places.field.text() == "kalu"
    assert places.isVisible()
    qtbot.keyClick(places.field, Key.Key_Tab)
    assert places.field.text() == "kalu"


def test_a_name_that_nothing_has_can_be_added(places: Page, qtbot: QtBot) -> None:
    write(places.field, "Kaluga Oblast, Qwertyville")
    assert places.field.offered == [("Add “Qwertyville” as a new place…", "")]
    places.told.clear()
    qtbot.keyClick(places.field, Key.Key_Return)
    assert places.told == []
    write(places.field, "x")
    for key in (Key.Key_Down, Key.Key_Return):
        qtbot.keyClick(places.field, key)
    assert places.told[-1] == ("wanted", "place", "Qwertyvillex")
    assert places.field.text() == "Kaluga Oblast, Qwertyvillex"


def test_a_whole_name_is_offered_nothing(places: Page) -> None:
    write(places.field, "Tarussky District")
    assert not places.field.offering


def test_down_opens_the_whole_list_at_the_present_one(kind: Page, qtbot: QtBot) -> None:
    kind.field.set_text("Missile strike")
    qtbot.keyClick(kind.field, Key.Key_Down)
    assert [name for name, _detail in kind.field.offered] == ["Drone attack", "Missile strike"]
    qtbot.keyClick(kind.field, Key.Key_Up)
    qtbot.keyClick(kind.field, Key.Key_Return)
    assert kind.field.text() == "Drone attack"


def test_a_click_takes_a_row(kind: Page, qtbot: QtBot) -> None:
    qtbot.keyClick(kind.field, Key.Key_Down)
    list_ = kind.field._popup.list
    place = list_.visualRect(list_.model().index(1, 0)).center()
    qtbot.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert kind.field.text() == "Missile strike"
    assert not kind.field.offering


def test_a_click_elsewhere_closes_the_list(places: Page, qtbot: QtBot) -> None:
    write(places.field, "kalu")
    qtbot.mouseClick(places, Qt.MouseButton.LeftButton)
    assert not places.field.offering


def test_the_list_closes_with_the_focus(places: Page) -> None:
    write(places.field, "kalu")
    places.after.setFocus()
    assert not places.field.offering


def test_taking_a_name_can_be_undone_in_the_field(places: Page, qtbot: QtBot) -> None:
    write(places.field, "kalu")
    qtbot.keyClick(places.field, Key.Key_Return)
    places.field.undo()
    assert places.field.text() != "Kaluga Oblast"


def test_a_pasted_column_becomes_a_list_of_places(places: Page) -> None:
    places.field.insert("Kaluga\nBryansk")
    assert places.field.text() == "Kaluga, Bryansk"


def test_tags_are_divided_by_semicolons(offers: Offers, qtbot: QtBot) -> None:
    page = page_of("incident", "tags", offers, qtbot)
    write(page.field, "Night; por")
    qtbot.keyClick(page.field, Key.Key_Return)
    assert page.field.text() == "Night; Port"


def test_what_a_name_means_can_be_said_without_the_list(places: Page) -> None:
    places.field.set_text("Zhukovsky")
    error = Ambiguous("which?", text="Zhukovsky", uids=("bry-zhu", "klu-zhu"))
    choices = places.field.choices(error)
    assert [one.detail for one in choices] == ["Bryansk Oblast, Russia", "Kaluga Oblast, Russia"]
    places.field.choose("Zhukovsky", choices[1])
    assert places.told == [("chosen", "Zhukovsky", "klu-zhu"), ("edited", "Zhukovsky")]
