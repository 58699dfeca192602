"""Reading the history and taking changes back, whole or one field of them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.desk import editing
from desktop.desk.desk import Desk
from desktop.desk.sample import REVIEWER
from desktop.desk.starting import new_entry
from desktop.records.delta import created
from desktop.records.family import Family
from desktop.store import read
from desktop.store.changes import new_uid
from desktop.store.database import open_desk
from desktop.ui.history.page import MOST, HistoryPage
from desktop.ui.kit.workplace import Workplace


def family(desk: Desk, number: str) -> Family:
    table = read.table(desk.file.connection, "incident")
    uid = next(one.uid for one in table if one["number"] == number)
    found = read.family(desk.file.connection, uid)
    assert found is not None
    return found


def edit(desk: Desk, number: str, **typed: str) -> None:
    entry = editing.entry_from(desk, family(desk, number))
    for name, text in typed.items():
        entry.incident.write(name, text, desk.context())
    editing.save_entry(desk, entry, desk.context(), why="read again")


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, desk: Desk) -> HistoryPage:
    made = HistoryPage(workplace)
    qtbot.addWidget(made)
    desk.changed.connect(made.refresh)
    made.resize(1112, 740)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.entered()
    return made


def cell(page: HistoryPage, row: int, column: int) -> str:
    return str(page.model.index(row, column).data())


def fields(page: HistoryPage) -> list[str]:
    return [line.split("\t")[1] for line in page.view.copied().splitlines()[1:]]


def go_to(page: HistoryPage, label: str) -> None:
    """Put the cursor of the change's lines on a field."""
    model = page.view.model()
    for row in range(model.rowCount()):
        if page.view.line(row).field and model.index(row, 0).data() == label:
            page.view.setCurrentIndex(model.index(row, 0))
            return


def test_latest_change_stands_first_and_is_told_in_full(page: HistoryPage, desk: Desk) -> None:
    edit(desk, "2025-0002", title="The night of the 73 drones")
    assert cell(page, 0, 0).endswith(" MSK")
    assert cell(page, 0, 1) == "B. Reviewer"
    assert cell(page, 0, 2) == "edited · 2025-0002"
    assert cell(page, 0, 3) == "read again"
    assert "Why: read again" in page.told.text()
    assert fields(page) == ["Title"]


def test_the_whole_change_is_taken_back(page: HistoryPage, desk: Desk) -> None:
    before = family(desk, "2025-0002").incident.values
    edit(desk, "2025-0002", title="Another", summary="Other words")
    QTest.keyClick(page.table, Qt.Key.Key_T)
    assert family(desk, "2025-0002").incident.values == before
    assert cell(page, 0, 2) == "taken back · 2025-0002"


def test_one_field_of_a_change_is_taken_back(page: HistoryPage, desk: Desk) -> None:
    before = family(desk, "2025-0002").incident.values
    edit(desk, "2025-0002", title="Another", summary="Other words")
    go_to(page, "Summary")
    QTest.keyClick(page.view, Qt.Key.Key_F)
    now = family(desk, "2025-0002").incident.values
    assert (now["title"], now["summary"]) == ("Another", before["summary"])


def test_what_moved_since_stands_in_the_way_and_the_page_says_so(
    page: HistoryPage, desk: Desk
) -> None:
    edit(desk, "2025-0002", title="Another")
    edit(desk, "2025-0002", title="A third")
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_T)
    assert "can't be taken back alone: B. Reviewer changed the same" in page.problem.text()
    assert page.problem.text().endswith(" MSK. Take that back first.")
    assert page.problem.isVisible()
    assert family(desk, "2025-0002").incident["title"] == "A third"


def test_the_only_field_of_a_change_or_of_a_history_need_not_be_chosen(
    page: HistoryPage, desk: Desk
) -> None:
    before = family(desk, "2025-0002").incident.values
    edit(desk, "2025-0002", title="Another")
    QTest.keyClick(page.table, Qt.Key.Key_F)
    assert family(desk, "2025-0002").incident["title"] == before["title"]
    edit(desk, "2025-0002", title="Another", summary="Other words")
    page.show_record(family(desk, "2025-0002").incident.uid, "summary")
    QTest.keyClick(page.table, Qt.Key.Key_F)
    now = family(desk, "2025-0002").incident.values
    assert (now["title"], now["summary"]) == ("Another", before["summary"])


def test_keys_go_to_the_ends_of_the_list_and_back_to_all_changes(
    page: HistoryPage, desk: Desk
) -> None:
    rows = page.model.rowCount()
    QTest.keyClick(page.table, Qt.Key.Key_End)
    assert page.table.currentIndex().row() == rows - 1
    QTest.keyClick(page.table, Qt.Key.Key_Home)
    assert page.table.currentIndex().row() == 0
    page.show_record(family(desk, "2025-0001").incident.uid)
    assert page.model.rowCount() < rows
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert page.heading.text() == "All changes"
    assert page.table.hasFocus()


def test_a_field_of_a_record_that_was_made_is_not_taken_back_alone(
    page: HistoryPage, desk: Desk
) -> None:
    entry = new_entry()
    entry.incident.write("title", "Made by mistake", desk.context())
    editing.save_entry(desk, entry, desk.context())
    go_to(page, "Title")
    QTest.keyClick(page.view, Qt.Key.Key_F)
    assert "the whole record" in page.problem.text()
    assert read.family(desk.file.connection, entry.uid) is not None


def test_history_of_a_record_is_that_of_its_family(page: HistoryPage, desk: Desk) -> None:
    uid = family(desk, "2025-0001").incident.uid
    page.show_record(uid)
    assert page.heading.text() == "History of 2025-0001"
    told = [cell(page, row, 2) for row in range(page.model.rowCount())]
    assert told[0] == "approved · 2025-0001"
    assert not any("2025-0002" in one for one in told)
    page.everything.click()
    assert page.heading.text() == "All changes"
    assert page.model.rowCount() > len(told)


def test_history_of_a_field_has_only_its_changes(page: HistoryPage, desk: Desk) -> None:
    edit(desk, "2025-0002", title="Another")
    edit(desk, "2025-0002", summary="Other words")
    page.show_record(family(desk, "2025-0002").incident.uid, "title")
    assert "Title" in page.heading.text()
    told = [cell(page, row, 2) for row in range(page.model.rowCount())]
    assert told[0] == "edited · 2025-0002"
    assert told[-1].startswith("entered")
    assert len(told) == 2


def test_return_opens_the_incident_of_a_change_to_its_figures(
    page: HistoryPage, desk: Desk, qtbot: QtBot
) -> None:
    found = family(desk, "2025-0002")
    entry = editing.entry_from(desk, found)
    figure = entry.figures[entry.reports[0].uid][1]
    figure.write("count", "32", desk.context())
    editing.save_entry(desk, entry, desk.context())
    with qtbot.waitSignal(page.opened) as emitted:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert emitted.args == [found.incident.uid]


def test_older_changes_come_as_one_scrolls(page: HistoryPage, desk: Desk) -> None:
    for n in range(230):
        desk.save([created("speaker", new_uid(), {"name": f"Speaker {n}"})], "create")
    assert page.model.rowCount() == 200
    page.table.scrollToBottom()
    page.model.fetchMore(QModelIndex())
    assert page.model.rowCount() > 230
    assert not page.model.canFetchMore(QModelIndex())
    assert cell(page, page.model.rowCount() - 1, 2).startswith("desk made")


def test_a_change_of_very_many_records_shows_the_first_and_says_so(
    page: HistoryPage, desk: Desk
) -> None:
    many = [created("speaker", new_uid(), {"name": f"Speaker {n}"}) for n in range(MOST + 7)]
    desk.save(many, "create")
    assert "It touched 507 records; the first 500 are shown." in page.told.text()
    rows = [page.view.line(row) for row in range(page.view.model().rowCount())]
    assert sum(not line.field for line in rows) == MOST


def test_the_change_that_made_the_desk_stays(page: HistoryPage) -> None:
    page.table.selectRow(page.model.rowCount() - 1)
    assert not page.take_change.isEnabled()


def test_the_cursor_is_where_it_was_when_one_comes_back(page: HistoryPage) -> None:
    page.table.selectRow(3)
    page.entered()
    assert page.table.currentIndex().row() == 3


def test_a_desk_open_to_read_only_is_read_not_changed(
    qtbot: QtBot, workplace: Workplace, desk: Desk
) -> None:
    path = desk.path
    desk.close()
    closed = Desk(open_desk(path, write=False), REVIEWER)
    page = HistoryPage(replace(workplace, desk=closed))
    qtbot.addWidget(page)
    page.show()
    page.entered()
    assert page.model.rowCount() > 5
    assert not page.take_change.isEnabled()
    assert not page.take_field.isEnabled()
    assert page.open_button.isEnabled()
    closed.close()
