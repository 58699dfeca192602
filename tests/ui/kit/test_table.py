from array import array
from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.ui.kit.table import PAGE, PAGES, Head, IdModel, IdTable, Shown, ranges, rows_of, tsv

HEADS = [Head("name", "Name", "What it is called."), Head("n", "N", numeric=True)]


class Shelf:
    """A store of rows that remembers which pages it was asked for."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def fetch(self, ids: Sequence[int]) -> Mapping[int, Sequence[Shown]]:
        self.asked.append(list(ids))
        return {one: (Shown(f"row {one}"), Shown(str(one))) for one in ids if one >= 0}


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def model(shelf: Shelf, qapp: QApplication) -> IdModel:
    return IdModel(HEADS, shelf.fetch)


@pytest.fixture
def table(model: IdModel, qtbot: QtBot) -> IdTable:
    made = IdTable(model, "Things")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def ids(*some: int) -> "array[int]":
    return array("q", some)


def test_model_keeps_qts_rules(model: IdModel, qtmodeltester: ModelTester) -> None:
    model.set_ids(array("q", range(300)))
    qtmodeltester.check(model)
    model.set_ids(array("q", range(400)))
    model.set_ids(ids(5, 4))
    model.forget()
    model.set_ids(ids())


def test_model_shows_cells(model: IdModel) -> None:
    model.set_ids(ids(7, 3))
    assert [model.index(row, 0).data() for row in (0, 1)] == ["row 7", "row 3"]
    assert model.index(1, 1).data() == "3"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Name"
    right = model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole)
    assert right & int(Qt.AlignmentFlag.AlignRight)


def test_pages_are_fetched_when_seen_and_once(model: IdModel, shelf: Shelf) -> None:
    model.set_ids(array("q", range(100_000)))
    assert shelf.asked == []
    model.index(50_000, 0).data()
    model.index(50_001, 1).data()
    assert len(shelf.asked) == 1
    assert 50_000 in shelf.asked[0]
    assert len(shelf.asked[0]) == PAGE


def test_old_pages_are_let_go(model: IdModel, shelf: Shelf) -> None:
    model.set_ids(array("q", range(PAGE * (PAGES + 2))))
    for page in range(PAGES + 1):
        model.index(page * PAGE, 0).data()
    model.index(PAGES * PAGE, 0).data()
    assert len(shelf.asked) == PAGES + 1
    model.index(0, 0).data()
    assert len(shelf.asked) == PAGES + 2


def test_a_row_that_is_gone_is_blank(model: IdModel) -> None:
    model.set_ids(ids(-1, 2))
    assert [model.index(row, 0).data() for row in (0, 1)] == ["", "row 2"]


def test_the_whole_order_after_its_first_rows_keeps_the_selection(
    model: IdModel, table: IdTable
) -> None:
    model.set_ids(ids(9, 8, 7))
    table.select_rows([1, 2], 2)
    model.set_ids(ids(9, 8, 7, 6, 5))
    assert list(table.selected_ids()) == [8, 7]
    assert table.current_id() == 7
    assert model.index(4, 0).data() == "row 5"


def test_selecting_all_is_one_range(model: IdModel, table: IdTable) -> None:
    model.set_ids(array("q", range(200_000)))
    table.selectAll()
    assert table.selected_ranges() == [(0, 199_999)]
    assert table.all_selected()
    assert table.selected_count() == 200_000


def test_space_return_home_and_end(model: IdModel, table: IdTable, qtbot: QtBot) -> None:
    model.set_ids(array("q", range(50)))
    table.select_rows([], 0)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.current_id() == 49
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert list(table.selected_ids()) == []
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert list(table.selected_ids()) == [49]
    with qtbot.waitSignal(table.opened):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.current_id() == 0


def test_selection_by_neighbouring_rows(model: IdModel, table: IdTable) -> None:
    model.set_ids(array("q", range(50)))
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (9, 3, 4):
        table.selectionModel().select(model.index(row, 0), rows)
    assert table.selected_ranges() == [(3, 4), (9, 9)]


@given(st.sets(st.integers(0, 60)))
def test_ranges_hold_the_rows_and_nothing_else(rows: set[int]) -> None:
    found = ranges(sorted(rows))
    assert {row for top, bottom in found for row in range(top, bottom + 1)} == rows
    assert all(a[1] + 1 < b[0] for a, b in pairwise(found))


@given(st.lists(st.integers(0, 30), unique=True), st.sets(st.integers(0, 30)))
def test_rows_of_ids(listed: list[int], wanted: set[int]) -> None:
    found = rows_of(array("q", listed), wanted)
    assert [listed[row] for row in found] == [one for one in listed if one in wanted]


def test_tsv_quotes_what_would_break_a_row() -> None:
    assert tsv([("a", "b\nc"), ('say "d"', "e")]) == 'a\t"b\nc"\n"say ""d"""\te'
