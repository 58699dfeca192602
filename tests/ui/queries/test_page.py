"""Queries by keys: who asked what, answering, closing, and what others changed in mine."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.desk import asking
from desktop.desk.desk import Desk
from desktop.desk.sample import EDITOR, REVIEWER
from desktop.store import read
from desktop.ui.kit.workplace import Workplace
from desktop.ui.queries.page import CHANGED, QueriesPage
from tests.desk.reviewing import family, figure, write


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, desk: Desk) -> QueriesPage:
    asking.ask(desk, family(desk), (figure(desk, "17").uid, ""), "17 or 18?", EDITOR.name)
    asking.ask(desk, family(desk), (family(desk).incident.uid, "when"), "Since 21:00?")
    desk.person = EDITOR
    made = QueriesPage(workplace)
    qtbot.addWidget(made)
    desk.changed.connect(made.refresh)
    made.resize(1112, 740)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.entered()
    return made


def shown(page: QueriesPage) -> list[list[str]]:
    table = page.table
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_what_waits_for_me_says_who_asks_what_about_what(page: QueriesPage) -> None:
    (first, second) = shown(page)
    assert first == [
        "2025-0002", "Downed 17 Oryol", "17 or 18?", "B. Reviewer", "A. Editor", "open", "",
    ]  # fmt: skip
    assert second[1:3] == ["When", "Since 21:00?"]
    assert second[4] == "anybody"
    assert page.table.hasFocus()


def test_a_query_is_answered_by_keys_and_waits_for_who_asked(page: QueriesPage, desk: Desk) -> None:
    assert read.asked_count(desk.file.connection, EDITOR.name) == 2
    QTest.keyClick(page.table, Qt.Key.Key_Q, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.reason.edit, Qt.Key.Key_Return)
    assert "Write the answer" in page.problem.text()
    QTest.keyClicks(page.reason.edit, "17, see the quote")
    QTest.keyClick(page.reason.edit, Qt.Key.Key_Return)
    assert [row[2] for row in shown(page)] == ["Since 21:00?"]
    assert page.table.hasFocus()
    desk.person = REVIEWER
    page.entered()
    (row,) = shown(page)
    assert row[-2:] == ["answered", "17, see the quote"]
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    assert page.nothing.isVisible()
    assert page.nothing.hasFocus()
    page.tabs.setCurrentIndex(1)
    assert [row[2] for row in shown(page)] == ["Since 21:00?"]


def test_enter_opens_the_incident_that_is_asked_about(
    page: QueriesPage, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.opened) as opened:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    uid = family(page._workplace.desk).incident.uid
    assert opened.args == [uid]


def test_what_the_reviewer_changed_in_mine_is_listed(page: QueriesPage, desk: Desk) -> None:
    desk.person = REVIEWER
    write(desk, figure(desk, "17").uid, "count", "18")
    desk.person = EDITOR
    page.tabs.setCurrentIndex(CHANGED)
    first = shown(page)[0]
    assert (first[0], first[2], first[3]) == ("2025-0002", "B. Reviewer", "edited")
    assert not page.answer.isVisible()
    desk.person = REVIEWER
    page.entered()
    assert not [row for row in shown(page) if row[2] == "B. Reviewer"]
