from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.store import read
from desktop.ui.kit.editors import ChoiceEditor
from tests.ui.incidents.conftest import Place


def edit(place: Place, row: int, name: str, qtbot: QtBot) -> QLineEdit:
    place.go(row, name)
    place.page.table.setFocus()
    qtbot.keyClick(place.page.table, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    return field


def kept(place: Place, uid: str, name: str) -> object:
    found = read.record(place.desk.file.connection, "incident", uid)
    assert found is not None
    return found[name]


def test_f2_edits_a_title(place: Place, qtbot: QtBot) -> None:
    field = edit(place, 0, "title", qtbot)
    assert field.text() == "Missiles at dawn"
    field.selectAll()
    qtbot.keyClicks(field, "Missiles at noon")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place.titles()[0] == "Missiles at noon")
    assert kept(place, "c", "title") == "Missiles at noon"
    place.desk.undo()
    qtbot.waitUntil(lambda: place.titles()[0] == "Missiles at dawn")


def test_return_in_a_cell_does_not_open_the_incident(place: Place, qtbot: QtBot) -> None:
    field = edit(place, 0, "title", qtbot)
    with qtbot.assertNotEmitted(place.page.opened):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_typing_begins_a_new_text(place: Place, qtbot: QtBot) -> None:
    place.go(0, "title")
    place.page.table.setFocus()
    qtbot.keyClick(place.page.table, "N")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "N"


def test_what_cannot_be_read_stays_typed_with_the_reason(place: Place, qtbot: QtBot) -> None:
    field = edit(place, 0, "when", qtbot)
    field.selectAll()
    qtbot.keyClicks(field, "rubbish 99")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.isVisible()
    assert field.text() == "rubbish 99"
    assert place.page.cells.bubble.isVisible()
    assert "rubbish" in place.page.cells.bubble.text()
    field.selectAll()
    qtbot.keyClicks(field, "19.07.2025 05:00")
    assert not place.page.cells.bubble.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place.cell(0, "when") == "19 Jul 2025 05:00 MSK")


def test_a_list_that_changes_meanwhile_leaves_the_typed_text(place: Place, qtbot: QtBot) -> None:
    field = edit(place, 0, "title", qtbot)
    field.setText("half typed")
    place.page.set_search("debris")
    qtbot.waitUntil(lambda: place.page.ordering._held)
    assert field.isVisible()
    assert field.text() == "half typed"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: place.titles() == ["Debris in Zhukovsky"])
    assert kept(place, "c", "title") == "Missiles at dawn"


def test_a_place_is_completed(place: Place, qtbot: QtBot) -> None:
    field = edit(place, 0, "where", qtbot)
    field.selectAll()
    qtbot.keyClicks(field, "kalu")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place.cell(0, "where") == "Kaluga Oblast")


def test_a_choice_is_saved_when_it_is_made(place: Place, qtbot: QtBot) -> None:
    place.page.layout_.show_column("confidence", True)
    place.go(0, "confidence")
    place.page.table.setFocus()
    qtbot.keyClick(place.page.table, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, ChoiceEditor)
    field.setCurrentIndex(field.findData("high"))
    field.activated.emit(field.currentIndex())
    qtbot.waitUntil(lambda: place.cell(0, "confidence") == "high")


def test_what_is_worked_out_says_where_to_change_it(place: Place, qtbot: QtBot) -> None:
    place.go(0, "downed")
    place.page.table.setFocus()
    qtbot.keyClick(place.page.table, Qt.Key.Key_F2)
    assert place.said[-1] == "Downed can't be typed in the list; open the incident."
