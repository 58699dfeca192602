"""A night from the editor to the reviewer and back, through the window's rooms and by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from desktop.desk import review as steps
from desktop.desk import ticking
from desktop.desk.desk import Desk
from desktop.desk.ledger import ACCEPTED
from desktop.desk.sample import EDITOR, REVIEWER, make_sample
from desktop.desk.settings import Settings
from desktop.desk.tasks import Worker
from desktop.records.ticks import FELL
from desktop.store.database import open_desk
from desktop.ui.kit.workplace import Workplace
from desktop.ui.queries.page import QueriesPage
from desktop.ui.review.page import ReviewPage
from tests.desk.reviewing import family, figure, write

Key, Shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    path = tmp_path / "night.desk"
    make_sample(path)
    return Desk(open_desk(path), REVIEWER)


@pytest.fixture
def review(qtbot: QtBot, desk: Desk, tmp_path: Path) -> ReviewPage:
    said: list[str] = []
    place = Workplace(desk, Worker(), Settings(tmp_path / "s.json"), said.append, said.append)
    page = ReviewPage(place)
    qtbot.addWidget(page, before_close_func=lambda _page: desk.close())
    desk.changed.connect(page.refresh)
    page.resize(1200, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.entered()
    return page


def row_of(page: ReviewPage, count: str) -> None:
    rows = QTreeWidgetItemIterator(page.case.checklist)
    while (row := rows.value()) is not None and row.text(1).split(" · ")[0] != count:
        rows += 1
    assert row is not None
    page.case.checklist.setCurrentItem(row)


def status(desk: Desk) -> str:
    return str(family(desk).incident["status"])


def test_from_submission_to_approval_and_the_one_tick_that_falls(
    qtbot: QtBot, review: ReviewPage, desk: Desk
) -> None:
    def type_reason(text: str) -> None:
        QTest.keyClicks(review.reason.edit, text)
        QTest.keyClick(review.reason.edit, Key.Key_Return)

    def press(key: Qt.Key) -> None:
        QTest.keyClick(review.queue, key)

    # The reviewer ticks all but one figure, asks about that, and returns the night.
    checklist = review.case.checklist
    press(Key.Key_T)
    press(Key.Key_V)
    row_of(review, "17")
    QTest.keyClick(checklist, Key.Key_Space)
    QTest.keyClick(checklist, Key.Key_Q)
    type_reason("17 or 18 over Oryol?")
    press(Key.Key_R)
    type_reason("One question")
    assert status(desk) == "returned"

    # The editor finds the query among their own, corrects the figure, answers, submits again.
    desk.person = EDITOR
    inbox = QueriesPage(review._workplace)
    qtbot.addWidget(inbox)
    inbox.show()
    inbox.entered()
    assert inbox.table.item(0, 2).text() == "17 or 18 over Oryol?"
    write(desk, figure(desk, "17").uid, "note", "The ministry says 17.")
    QTest.keyClick(inbox.table, Key.Key_Q, Shift)
    QTest.keyClicks(inbox.reason.edit, "17, it is in the quote")
    QTest.keyClick(inbox.reason.edit, Key.Key_Return)
    steps.take(desk, family(desk), "submit")

    # The reviewer sees only what is not ticked, closes the query, handles the findings, approves.
    desk.person = REVIEWER
    review.entered()
    row_of(review, "17")
    QTest.keyClick(checklist, Key.Key_C, Shift)
    QTest.keyClick(checklist, Key.Key_Space)
    press(Key.Key_F)
    for _finding in range(review.case.doubts.count()):
        review.case.doubts.setCurrentRow(0)
        QTest.keyClick(review.case.doubts, Key.Key_X)
        type_reason("Both were said")
    assert all(one.standing == ACCEPTED for one in review.case.doubts.shown())
    press(Key.Key_A)
    assert status(desk) == "approved"

    # A later edit of one figure brings the night back, and one tick has fallen.
    desk.person = EDITOR
    at = figure(desk, "31").uid
    write(desk, at, "count", "32")
    assert status(desk) == "submitted"
    every = ticking.to_tick(desk.file.connection, family(desk))
    assert [one.key for one in every if one.standing == FELL] == [(at, "")]
    assert {one.standing for one in every} == {"ticked", FELL}
