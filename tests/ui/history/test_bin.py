"""What the bin lists, and bringing it back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.desk import cataloguing, editing
from desktop.desk.desk import Desk
from desktop.records.delta import created
from desktop.store import read
from desktop.ui.history.bin import BinPage
from desktop.ui.kit.workplace import Workplace


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, desk: Desk) -> BinPage:
    made = BinPage(workplace)
    qtbot.addWidget(made)
    desk.changed.connect(made.refresh)
    made.resize(1112, 740)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.entered()
    return made


def test_an_empty_bin_says_so(page: BinPage) -> None:
    assert page.nothing.isVisible()
    assert not page.table.isVisible()
    assert not page.restore.isVisible()
    assert page.nothing.hasFocus()


def test_what_was_removed_is_listed_once_and_return_brings_all_of_it_back(
    page: BinPage, desk: Desk, said: list[str]
) -> None:
    one = read.table(desk.file.connection, "incident")[0]
    before = read.family(desk.file.connection, one.uid)
    assert before is not None
    editing.remove_incidents(desk, [one.uid], why="entered twice")
    assert page.table.rowCount() == 1
    told = [page.table.item(0, column).text() for column in range(4)]
    assert told[0].startswith(f"Incident {one['number']}")
    assert told[1].endswith(" MSK")
    assert told[2:] == ["B. Reviewer", "entered twice"]
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    after = read.family(desk.file.connection, one.uid)
    assert after is not None
    assert [m.values for m in after.members()] == [m.values for m in before.members()]
    assert said == [f"Brought back: {one['number']}"]
    assert page.nothing.isVisible()
    assert page.nothing.hasFocus()


def test_the_cursor_stays_in_its_place_as_the_bin_is_worked_off(page: BinPage, desk: Desk) -> None:
    made = [created("speaker", f"s{at}", {"name": f"Speaker {at}"}) for at in range(4)]
    desk.save(made, "create")
    for one in made:
        cataloguing.remove_record(desk, "speaker", one.uid)
    QTest.keyClick(page.table, Qt.Key.Key_End)
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    below = page.table.item(3, 0).text()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.table.item(page.table.currentRow(), 0).text() == below
