"""Working the queue by keys: reading, returning, approving, correcting."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from desktop.desk import asking, editing, review, ticking
from desktop.desk.desk import Desk
from desktop.desk.sample import EDITOR, REVIEWER
from desktop.records.delta import created
from desktop.records.family import Family
from desktop.records.kinds import Values
from desktop.store import read
from desktop.store.changes import new_uid
from desktop.ui.kit.workplace import Workplace
from desktop.ui.review import queue
from desktop.ui.review.page import ReviewPage


def incident(desk: Desk, number: str) -> Values:
    table = read.table(desk.file.connection, "incident")
    return next(one.values for one in table if one["number"] == number)


def family(desk: Desk, number: str) -> Family:
    table = read.table(desk.file.connection, "incident")
    uid = next(one.uid for one in table if one["number"] == number)
    found = read.family(desk.file.connection, uid)
    assert found is not None
    return found


def retitle(desk: Desk, number: str, title: str) -> None:
    """Change an incident's title as its editor would."""
    reviewer, desk.person = desk.person, EDITOR
    entry = editing.entry_from(desk, family(desk, number))
    entry.incident.write("title", title, desk.context())
    editing.save_entry(desk, entry, desk.context())
    desk.person = reviewer


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, desk: Desk) -> ReviewPage:
    desk.set_option(review.FINDINGS_BLOCK, "no")
    made = ReviewPage(workplace)
    qtbot.addWidget(made)
    desk.changed.connect(made.refresh)
    made.resize(1112, 740)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.entered()
    return made


def shown(page: ReviewPage) -> list[str]:
    return [page.queue.item(row).text() for row in range(page.queue.count())]


def listed(page: ReviewPage) -> list[list[str]]:
    """Return the rows of what is to be checked, headings among them."""
    found: list[list[str]] = []
    rows = QTreeWidgetItemIterator(page.case.checklist)
    while (row := rows.value()) is not None:
        found.append([row.text(column) for column in range(4)])
        rows += 1
    return found


def findings(page: ReviewPage) -> list[str]:
    return [page.case.doubts.item(row).text() for row in range(page.case.doubts.count())]


def go_to(page: ReviewPage, count: str) -> str:
    """Put the cursor on the first figure with this count; return its uid."""
    rows = QTreeWidgetItemIterator(page.case.checklist)
    while (row := rows.value()) is not None and row.text(1).split(" · ")[0] != count:
        rows += 1
    assert row is not None
    page.case.checklist.setCurrentItem(row)
    return page.case.checklist.record()


def test_queue_says_what_waits_who_gave_it_and_when(page: ReviewPage) -> None:
    assert page.waits.text() == "1 incident waits"
    number, title, given = shown(page)[0].split("\n")
    assert number == "2025-0002"
    assert title.startswith("Night of 17-18 July")
    assert given.startswith("A. Editor · ")
    assert given.endswith(" MSK")


def test_new_incident_shows_the_whole_record_its_findings_and_marked_source(
    page: ReviewPage,
) -> None:
    assert not page.case.changes.isVisible()
    rows = listed(page)
    assert any("Ministry of Defence of Russia" in row[0] for row in rows)
    quoted = "“31 – над территорией Брянской области”"
    assert ["    Downed Drone", "31 · Bryansk Oblast", quoted, ""] in rows
    assert any("Kaluga Oblast" in one for one in findings(page))
    marked = {mark.cursor.selectedText() for mark in page.texts.extraSelections()}
    assert "31 – над территорией Брянской области" in marked
    assert "three of which had been aimed at the capital" in marked


def test_a_approves_and_the_queue_is_empty_then(page: ReviewPage, desk: Desk) -> None:
    QTest.keyClick(page.queue, Qt.Key.Key_A)
    assert incident(desk, "2025-0002")["status"] == "approved"
    assert page.nothing.isVisible()
    assert page.nothing.sentence.text() == "Nothing waits for review."
    assert page.nothing.hasFocus()


def test_after_a_step_the_next_one_is_selected(page: ReviewPage, desk: Desk) -> None:
    retitle(desk, "2025-0001", "Evening of 17 July: 22 drones over four regions")
    page.entered()
    page.queue.setCurrentRow(0)
    first, second = (text.split("\n")[0] for text in shown(page))
    QTest.keyClick(page.queue, Qt.Key.Key_A)
    assert incident(desk, first)["status"] == "approved"
    assert page.queue.currentItem().text().startswith(second)


def test_j_and_k_go_through_the_queue(page: ReviewPage, desk: Desk) -> None:
    retitle(desk, "2025-0001", "Evening of 17 July: 22 drones over four regions")
    page.entered()
    page.queue.setCurrentRow(0)
    for key, row in ((Qt.Key.Key_J, 1), (Qt.Key.Key_J, 1), (Qt.Key.Key_K, 0), (Qt.Key.Key_K, 0)):
        QTest.keyClick(page.queue, key)
        assert page.queue.currentRow() == row


def test_what_was_approved_before_shows_only_what_changed_since(
    page: ReviewPage, desk: Desk
) -> None:
    retitle(desk, "2025-0001", "Evening of 17 July: 22 drones over four regions")
    page.entered()
    row = next(row for row, text in enumerate(shown(page)) if text.startswith("2025-0001"))
    page.queue.setCurrentRow(row)
    assert page.case.title.text() == "2025-0001 Evening of 17 July: 22 drones over four regions"
    assert "approved by B. Reviewer" in page.case.since.text()
    assert page.case.since.text().endswith("What changed since:")
    lines = page.case.changes.copied().splitlines()
    assert [line.split("\t")[1] for line in lines[1:]] == ["Title"]


def test_r_asks_for_a_reason_and_enter_returns_the_incident(
    page: ReviewPage, desk: Desk, said: list[str]
) -> None:
    QTest.keyClick(page.queue, Qt.Key.Key_R)
    assert page.reason.edit.hasFocus()
    assert page.reason.words.text() == "Reason for returning"
    QTest.keyClicks(page.reason.edit, "raw and wrong")
    assert page.reason.edit.text() == "raw and wrong"
    QTest.keyClick(page.reason.edit, Qt.Key.Key_Return)
    assert incident(desk, "2025-0002")["status"] == "returned"
    assert said == ["2025-0002: returned"]


def test_escape_puts_the_question_aside(page: ReviewPage, desk: Desk) -> None:
    QTest.keyClick(page.queue, Qt.Key.Key_W)
    QTest.keyClick(page.reason.edit, Qt.Key.Key_Escape)
    assert not page.reason.isVisible()
    assert page.steps["approve"].isVisible()
    assert page.queue.hasFocus()
    assert incident(desk, "2025-0002")["status"] == "submitted"


def test_without_a_reason_nothing_is_returned_and_the_page_says_why(
    page: ReviewPage, desk: Desk
) -> None:
    QTest.keyClick(page.queue, Qt.Key.Key_R)
    QTest.keyClick(page.reason.edit, Qt.Key.Key_Return)
    assert page.problem.text().startswith("Say why")
    assert page.reason.isVisible()
    assert incident(desk, "2025-0002")["status"] == "submitted"


def test_w_withdraws_with_a_reason(page: ReviewPage, desk: Desk) -> None:
    QTest.keyClick(page.queue, Qt.Key.Key_W)
    QTest.keyClicks(page.reason.edit, "entered twice")
    QTest.keyClick(page.reason.edit, Qt.Key.Key_Return)
    assert incident(desk, "2025-0002")["status"] == "withdrawn"


def test_e_opens_the_editor(page: ReviewPage, desk: Desk, qtbot: QtBot) -> None:
    uid = family(desk, "2025-0002").incident.uid
    with qtbot.waitSignal(page.opened) as emitted:
        QTest.keyClick(page.queue, Qt.Key.Key_E)
    assert emitted.args == [uid]


def test_own_record_is_not_approved_and_the_page_says_why(page: ReviewPage, desk: Desk) -> None:
    desk.person = replace(EDITOR, role="both")
    page.entered()
    QTest.keyClick(page.queue, Qt.Key.Key_A)
    assert "somebody else approves it" in page.problem.text()
    assert page.problem.isVisible()
    assert incident(desk, "2025-0002")["status"] == "submitted"


def test_an_editor_sees_the_queue_but_takes_no_reviewers_step(
    page: ReviewPage, desk: Desk, said: list[str]
) -> None:
    assert page.steps["approve"].isEnabled()
    desk.person = EDITOR
    assert len(shown(page)) == 1
    assert not page.steps["approve"].isEnabled()
    assert "your role is editor" in page.steps["return"].toolTip()
    QTest.keyClick(page.queue, Qt.Key.Key_A)
    QTest.keyClick(page.queue, Qt.Key.Key_R)
    assert not page.reason.isVisible()
    assert page.limits.text() == page.steps["approve"].toolTip()
    assert said == [page.limits.text()] * 2
    assert incident(desk, "2025-0002")["status"] == "submitted"
    desk.person = REVIEWER
    assert page.limits.text() == ""
    QTest.keyClick(page.queue, Qt.Key.Key_A)
    assert incident(desk, "2025-0002")["status"] == "approved"


def test_a_reason_put_aside_is_there_when_it_is_asked_for_again(page: ReviewPage) -> None:
    QTest.keyClick(page.queue, Qt.Key.Key_R)
    QTest.keyClicks(page.reason.edit, "half a reas")
    QTest.keyClick(page.reason.edit, Qt.Key.Key_Escape)
    QTest.keyClick(page.queue, Qt.Key.Key_W)
    assert page.reason.edit.text() == ""
    QTest.keyClicks(page.reason.edit, "twice")
    QTest.keyClick(page.reason.edit, Qt.Key.Key_Escape)
    QTest.keyClick(page.queue, Qt.Key.Key_W)
    assert page.reason.edit.text() == "twice"


@pytest.fixture
def long_queue(page: ReviewPage, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> ReviewPage:
    monkeypatch.setattr(queue, "PORTION", 20)
    values = [{"title": f"Waiting {n}", "status": "submitted"} for n in range(69)]
    desk.save([created("incident", new_uid(), one) for one in values], "import")
    assert page.waits.text() == "70 incidents wait"
    assert page.queue.count() == 20
    return page


def test_the_next_key_goes_through_the_whole_queue(long_queue: ReviewPage) -> None:
    for _step in range(80):
        QTest.keyClick(long_queue.queue, Qt.Key.Key_J)
    assert long_queue.queue.currentRow() == 69
    assert {item.split("\n")[1] for item in shown(long_queue)} >= {
        f"Waiting {n}" for n in range(69)
    }


def test_scrolling_to_the_end_of_the_queue_brings_more(long_queue: ReviewPage) -> None:
    bar = long_queue.queue.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert long_queue.queue.count() == 40
    assert long_queue.queue.currentRow() == 0


def test_waiting_counts_the_submitted(desk: Desk) -> None:
    assert read.waiting_count(desk.file.connection) == 1
    desk.set_option(review.FINDINGS_BLOCK, "no")
    review.take(desk, family(desk, "2025-0002"), "approve")
    assert read.waiting_count(desk.file.connection) == 0


def test_a_finding_is_accepted_with_a_reason_and_opened_again(
    page: ReviewPage, desk: Desk, said: list[str]
) -> None:
    desk.set_option(review.FINDINGS_BLOCK, "yes")
    QTest.keyClick(page.queue, Qt.Key.Key_A)
    assert "2 findings of 2025-0002 are open" in page.problem.text()
    QTest.keyClick(page.queue, Qt.Key.Key_F)
    assert page.case.doubts.hasFocus()
    for _time in range(2):
        QTest.keyClick(page.case.doubts, Qt.Key.Key_X)
        assert page.reason.words.text() == "Why it may stand"
        QTest.keyClicks(page.reason.edit, "two windows")
        QTest.keyClick(page.reason.edit, Qt.Key.Key_Return)
        assert page.case.doubts.hasFocus()
        page.case.doubts.setCurrentRow(0)
    assert all("Accepted by B. Reviewer: two windows" in one for one in findings(page))
    QTest.keyClick(page.case.doubts, Qt.Key.Key_X)
    assert said[-1] == "2025-0002: finding opened again"
    assert sum("Accepted" in one for one in findings(page)) == 1
    QTest.keyClick(page.case.doubts, Qt.Key.Key_X)
    QTest.keyClick(page.reason.edit, Qt.Key.Key_Return)
    assert "Say why" in page.problem.text()
    QTest.keyClick(page.reason.edit, Qt.Key.Key_Escape)
    assert page.case.doubts.hasFocus()


def test_space_ticks_t_ticks_the_rest_and_a_correction_makes_one_fall(
    page: ReviewPage, desk: Desk
) -> None:
    QTest.keyClick(page.queue, Qt.Key.Key_G)
    go_to(page, "73")
    QTest.keyClick(page.case.checklist, Qt.Key.Key_Space)
    assert page.case.count.text().startswith("1 of ")
    assert page.case.count.text().endswith("those are not shown")
    # What was ticked is gone, and the next one stands in its place.
    assert page.case.checklist.currentItem().text(1) == "31 · Bryansk Oblast"
    QTest.keyClick(page.case.checklist, Qt.Key.Key_V)
    go_to(page, "73")
    QTest.keyClick(page.case.checklist, Qt.Key.Key_Space)
    assert page.case.count.text().startswith("0 of ")
    QTest.keyClick(page.case.checklist, Qt.Key.Key_T)
    done, _of, every, *_rest = page.case.count.text().split()
    assert done == every
    uid = go_to(page, "17")
    entry = editing.entry_from(desk, family(desk, "2025-0002"))
    record = entry.find(uid)
    assert record is not None
    record.write("count", "18", desk.context())
    editing.save_entry(desk, entry, desk.context())
    page.case.show_everything()
    assert [row[1] for row in listed(page) if row[1]] == ["18 · Oryol Oblast"]
    (fell,) = ticking.missing_of(desk.file.connection, family(desk, "2025-0002"))
    assert fell.key == (uid, "")


def test_a_question_is_asked_answered_and_closed_by_keys(page: ReviewPage, desk: Desk) -> None:
    go_to(page, "17")
    checklist = page.case.checklist
    QTest.keyClick(checklist, Qt.Key.Key_Q)
    QTest.keyClicks(page.reason.edit, "17 or 18?")
    QTest.keyClick(page.reason.edit, Qt.Key.Key_Return)
    assert [row[1] for row in listed(page) if row[3] == "open"] == ["17 · Oryol Oblast"]
    assert checklist.hasFocus()
    desk.person = EDITOR
    QTest.keyClick(checklist, Qt.Key.Key_Q, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(page.reason.edit, "17, see the quote")
    QTest.keyClick(page.reason.edit, Qt.Key.Key_Return)
    assert [row[1] for row in listed(page) if row[3] == "answered"] == ["17 · Oryol Oblast"]
    QTest.keyClick(checklist, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    assert not [row for row in listed(page) if row[3]]
    assert asking.waiting_for(desk.file.connection) == []


def test_a_key_without_what_it_is_for_says_so(page: ReviewPage, said: list[str]) -> None:
    page.case.checklist.setCurrentItem(page.case.checklist.topLevelItem(0).child(0))
    for key, words in ((Qt.Key.Key_P, "Choose a figure"), (Qt.Key.Key_M, "may be again")):
        QTest.keyClick(page.case.checklist, key)
        assert words in said[-1]
    assert not page.reason.isVisible()


def test_a_figure_is_preferred_with_a_reason_and_set_back(page: ReviewPage, desk: Desk) -> None:
    uid = go_to(page, "3")
    for why in ("nearer to it", "not nearer after all"):
        QTest.keyClick(page.case.checklist, Qt.Key.Key_P)
        QTest.keyClicks(page.reason.edit, why)
        QTest.keyClick(page.reason.edit, Qt.Key.Key_Return)
        kept = next(one for _r, one in family(desk, "2025-0002").all_figures() if one.uid == uid)
        assert kept["rank"] == ("preferred" if why == "nearer to it" else "normal")
        assert page.case.checklist.record() == uid


def test_the_words_that_a_figure_quotes_come_into_sight(page: ReviewPage, desk: Desk) -> None:
    uid = go_to(page, "17")
    figure = next(one for _r, one in family(desk, "2025-0002").all_figures() if one.uid == uid)
    at = page.texts.textCursor().position()
    assert page.texts.toPlainText()[at:].startswith(figure["quote"])


def test_rival_claims_are_shown_and_one_is_preferred_by_a_key(page: ReviewPage, desk: Desk) -> None:
    QTest.keyClick(page.queue, Qt.Key.Key_C)
    table = page.claims.table
    assert page.claims.isVisible()
    assert not page.texts.isVisible()
    assert table.hasFocus()
    heads = [table.horizontalHeaderItem(at).text() for at in range(table.columnCount())]
    assert heads[0] == "What"
    whole = table.horizontalHeaderItem(1).toolTip()
    assert whole.startswith("Ministry of Defence of Russia\n17 Jul 2025 23:00")
    assert heads[1].startswith("Ministry of ")
    assert heads[-1] == "Published"
    assert table.item(0, 0).text() == "Downed Drone"
    assert table.item(0, len(heads) - 1).text() == "73, all agree"
    table.setCurrentCell(0, 1)
    QTest.keyClick(table, Qt.Key.Key_P)
    QTest.keyClicks(page.claims.reason.edit, "the ministry's own")
    QTest.keyClick(page.claims.reason.edit, Qt.Key.Key_Return)
    assert table.item(0, 1).text() == "73 (preferred)"
    assert table.item(0, len(heads) - 1).text() == "73, preferred"
    assert (table.currentRow(), table.currentColumn()) == (0, 1)
    table.setCurrentCell(0, 0)
    QTest.keyClick(table, Qt.Key.Key_D)
    assert not page.claims.reason.isVisible()
    QTest.keyClick(table, Qt.Key.Key_C)
    assert page.texts.isVisible()


def test_a_report_is_split_off_by_a_key_with_a_reason(
    page: ReviewPage, desk: Desk, said: list[str]
) -> None:
    page.case.checklist.setCurrentItem(page.case.checklist.topLevelItem(0).child(0))
    QTest.keyClick(page.case.checklist, Qt.Key.Key_S)
    assert "Choose something of the report" in said[-1]
    before = len(family(desk, "2025-0002").reports)
    go_to(page, "73")
    QTest.keyClick(page.case.checklist, Qt.Key.Key_S)
    QTest.keyClicks(page.reason.edit, "another night")
    QTest.keyClick(page.reason.edit, Qt.Key.Key_Return)
    assert len(family(desk, "2025-0002").reports) == before - 1
    (moved,) = family(desk, "2025-0003").reports
    assert "73" in {str(one["count"]) for one in family(desk, "2025-0003").figures[moved.uid]}
    desk.undo()
    assert len(family(desk, "2025-0002").reports) == before
