from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.desk import editing
from desktop.store import firstids, read
from desktop.store.listing import Sort
from tests.ui.incidents.conftest import Open, Place


def test_the_latest_night_stands_first(place: Place) -> None:
    assert place.titles() == ["Missiles at dawn", "Debris in Zhukovsky", "Атака на Брянск", ""]
    assert place.page.status_text() == "4 incidents"
    assert place.cell(2, "when") == "17 Jul 2025 21:00 – 18 Jul 07:50 MSK"
    assert place.cell(1, "where") == "Zhukovsky District"
    assert place.cell(0, "status") == "approved"
    assert place.cell(3, "kind") == ""


def test_what_stands_far_down_the_order_comes_with_the_whole(
    place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, bound in {"FEW": 0, "MANY": 1, "PORTION": 1, "SOON": -1.0}.items():
        monkeypatch.setattr(firstids, name, bound)
    place.page.set_search("брянск")
    qtbot.waitUntil(lambda: place.page.status_text() == "1 of 4")
    assert place.titles() == ["Атака на Брянск"]
    place.page.set_search("nowhere")
    qtbot.waitUntil(lambda: place.page.stack.currentWidget() is place.page.stack.nohits)


def test_text_is_searched_as_it_is_typed(place: Place, qtbot: QtBot) -> None:
    for text in ("б", "бря", "БРЯНСК"):
        place.page.set_search(text)
    qtbot.waitUntil(lambda: place.titles() == ["Атака на Брянск"])
    qtbot.waitUntil(lambda: place.page.status_text() == "1 of 4")
    place.page.set_search("")
    qtbot.waitUntil(lambda: len(place.titles()) == 4)


def test_no_hits_says_what_was_asked_and_clears(place: Place, qtbot: QtBot) -> None:
    page = place.page
    page.set_search("nowhere")
    page.filters.status.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.stack.nohits)
    assert page.stack.nohits.sentence.text() == "Nothing matches “nowhere”, draft"
    with qtbot.waitSignal(page.search_cleared):
        page.stack.nohits.button.click()
    qtbot.waitUntil(lambda: len(place.titles()) == 4 and page.stack.currentWidget() is page.table)


def test_an_empty_desk_says_what_to_do_first(open_page: Open, qtbot: QtBot) -> None:
    page = open_page([]).page
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.stack.nothing)
    with qtbot.waitSignal(page.created):
        page.stack.nothing.button.click()


def test_a_click_on_a_head_sorts_and_another_turns_round(place: Place, qtbot: QtBot) -> None:
    heads = place.page.table.horizontalHeader()
    column = next(i for i, head in enumerate(place.page.model.heads) if head.name == "number")
    heads.sectionClicked.emit(column)
    qtbot.waitUntil(lambda: place.cell(0, "number") == "2025-0001")
    heads.sectionClicked.emit(column)
    qtbot.waitUntil(lambda: place.cell(0, "number") > "2025-0001")
    assert place.page.sort() == Sort("number", True)
    assert heads.sortIndicatorSection() == column


def test_every_head_that_sorts_says_by_what(place: Place) -> None:
    for column, head in enumerate(place.page.model.heads):
        tip = place.page.model.headerData(
            column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
        )
        assert "Sorts by" in tip, head.name


def test_cursor_and_selection_stay_on_their_records(place: Place, qtbot: QtBot) -> None:
    page = place.page
    place.go(1)
    assert page.current_uid() == "b"
    page.table.select_rows([1, 2], 1)
    page.table.horizontalHeader().sectionClicked.emit(0)
    qtbot.waitUntil(lambda: place.titles()[0] != "Missiles at dawn")
    qtbot.waitUntil(lambda: set(page.selected_uids()) == {"a", "b"} and page.current_uid() == "b")


def test_what_is_selected_while_the_rest_is_on_its_way_stays_selected(
    place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(firstids, "FIRST", 2)
    page = place.page
    page.ordering.placed.connect(lambda: QTimer.singleShot(0, lambda: place.go(1)))
    page.table.horizontalHeader().sectionClicked.emit(0)
    qtbot.waitUntil(lambda: len(place.titles()) == 4 and not page.ordering.loading)
    assert place.titles()[0] == "Атака на Брянск"
    assert page.table.currentIndex().row() == 1
    assert page.selected_uids() == [page.current_uid()] == ["b"]


def test_when_all_are_selected_all_stay_selected(place: Place, qtbot: QtBot) -> None:
    place.page.table.selectAll()
    place.page.table.horizontalHeader().sectionClicked.emit(0)
    qtbot.waitUntil(lambda: place.titles()[0] != "Missiles at dawn")
    qtbot.waitUntil(lambda: len(place.page.selected_uids()) == 4)


def test_an_edit_elsewhere_shows_and_the_cursor_stays(place: Place, qtbot: QtBot) -> None:
    place.go(1)
    editing.set_field(place.desk, "b", "when", "20.07.2025 10:00", place.desk.context())
    qtbot.waitUntil(lambda: place.cell(0, "when") == "20 Jul 2025 10:00 MSK")
    qtbot.waitUntil(lambda: place.page.current_uid() == "b")
    assert place.page.table.currentIndex().row() == 0


def test_a_new_incident_appears_and_undo_takes_it_away(place: Place, qtbot: QtBot) -> None:
    editing.remove_incidents(place.desk, ["c"])
    qtbot.waitUntil(lambda: "Missiles at dawn" not in place.titles())
    place.desk.undo()
    qtbot.waitUntil(lambda: place.titles()[0] == "Missiles at dawn")


def test_return_opens_and_ctrl_h_asks_for_history(place: Place, qtbot: QtBot) -> None:
    page = place.page
    place.go(0)
    page.table.setFocus()
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == ["c"]
    with qtbot.waitSignal(page.history_wanted) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["c"]


def test_delete_moves_to_the_bin_and_says_how_to_undo(place: Place, qtbot: QtBot) -> None:
    page = place.page
    place.go(0)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(place.titles()) == 3)
    assert "bin" in place.said[-1]
    assert "Ctrl+Z" in place.said[-1]
    assert page.current_uid() == "b"


def test_copy_gives_what_a_spreadsheet_pastes(place: Place, qtbot: QtBot) -> None:
    page = place.page
    page.table.select_rows([0, 1], 0)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 3
    assert lines[0].startswith("No.\tWhen\tTitle")
    assert "Missiles at dawn" in lines[1]


def test_select_all_counts(place: Place, qtbot: QtBot) -> None:
    with qtbot.waitSignal(place.page.counted) as told:
        place.page.table.selectAll()
    assert told.args == ["4 incidents · 4 selected"]


def test_columns_and_sort_are_remembered(open_page: Open, qtbot: QtBot, tmp_path: Path) -> None:
    first = open_page()
    first.page.layout_.show_column("tags", True)
    first.page.layout_.show_column("kind", False)
    heads = first.page.table.horizontalHeader()
    heads.moveSection(heads.visualIndex(0), 3)
    heads.resizeSection(0, 133)
    heads.sectionClicked.emit(0)
    qtbot.waitUntil(lambda: first.settings.places.get("incidents.columns") is not None)
    shown = first.page.table.shown_columns()
    first.page.leave()
    first.desk.close()
    again = open_page()
    assert again.page.table.shown_columns() == shown
    assert again.page.table.columnWidth(0) == 133
    assert again.page.sort().column == "number"


def test_the_preview_follows_the_cursor(place: Place, qtbot: QtBot) -> None:
    page = place.page
    place.go(2)
    qtbot.waitUntil(lambda: page.preview.title.text() == "Атака на Брянск")
    text = page.preview.text.toPlainText()
    assert "MSK, 10 h 50 min" in text
    assert "Bryansk Oblast" in text
    assert "Last changed by A. Editor" in text
    with qtbot.waitSignal(page.opened):
        page.preview.open_button.click()


def test_numbers_of_the_store_agree_with_the_list(place: Place) -> None:
    kept = read.record(place.desk.file.connection, "incident", place.page.current_uid())
    assert kept is not None
    assert place.cell(place.page.table.currentIndex().row(), "number") == kept["number"]
