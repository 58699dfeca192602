"""Finding a table in somebody's sheet: fault 34."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.sheets.foreign.finding import best_sheet, find_table, missing, table_at, table_by
from desktop.sheets.foreign.profile import Profile, Use
from desktop.sheets.foreign.table import Bounds
from desktop.sheets.raw import Raw
from tests.sheets.foreign.making import Listed, found

HEAD: list[Raw] = ["Date", "Region", "Launched", "Downed"]
DATA: list[list[Raw]] = [
    [date(2025, 7, 17), "Bryansk Oblast", 31, 30],
    [date(2025, 7, 18), "Oryol Oblast", 17, 17],
    [date(2025, 7, 19), "Kaluga Oblast", 3, 1],
]


def names(rows: list[list[Raw]]) -> list[str]:
    return [column.name for column in found(rows).columns]


def data_rows(rows: list[list[Raw]]) -> list[int]:
    """Return the sheet's numbers (from 1) of the rows that are data."""
    table = found(rows)
    return [number for number, _cells in table.numbered(rows[table.bounds.first :])]


def test_a_plain_table_begins_at_its_first_row() -> None:
    assert names([HEAD, *DATA]) == ["Date", "Region", "Launched", "Downed"]
    assert data_rows([HEAD, *DATA]) == [2, 3, 4]


def test_titles_and_a_picture_above_are_no_data() -> None:
    rows: list[list[Raw]] = [["Drones of July"], ["Source: the ministry"], [], [], HEAD, *DATA]
    assert names(rows)[:2] == ["Date", "Region"]
    assert data_rows(rows) == [6, 7, 8]


def test_empty_rows_alone_come_first() -> None:
    rows: list[list[Raw]] = [[None] * 4] * 6 + [HEAD, *DATA]
    assert found(rows).bounds == Bounds(6, 1, 7, 9, 0, 3)


def test_a_row_of_tags_belongs_to_the_headings() -> None:
    rows: list[list[Raw]] = [HEAD, ["#date", "#adm1 +name", None, "#affected +downed"], *DATA]
    assert data_rows(rows) == [3, 4, 5]
    assert [column.tag for column in found(rows).columns] == [
        "#date", "#adm1 +name", "", "#affected +downed",
    ]  # fmt: skip
    assert names(rows) == ["Date", "Region", "Launched", "Downed"]


def test_a_row_of_units_belongs_to_the_headings() -> None:
    rows: list[list[Raw]] = [HEAD, ["dd.mm.yyyy", None, "number", "number"], *DATA]
    assert data_rows(rows) == [3, 4, 5]


def test_merged_headings_stand_over_every_column_beneath() -> None:
    rows: list[list[Raw]] = [
        ["Date", "Killed", None, "Injured", None],
        [None, "men", "women", "men", "women"],
        [date(2025, 7, 17), 1, 0, 2, 3],
        [date(2025, 7, 18), 0, 0, 1, 0],
    ]
    assert names(rows) == ["Date", "Killed men", "Killed women", "Injured men", "Injured women"]
    assert data_rows(rows) == [3, 4]


def test_repeated_headings_are_told_apart() -> None:
    rows: list[list[Raw]] = [["Date", "Killed", "Killed", "killed"], *([*row] for row in DATA)]
    assert names(rows) == ["Date", "Killed", "Killed (2)", "killed (3)"]


def test_a_repeated_heading_does_not_take_the_name_of_another() -> None:
    rows: list[list[Raw]] = [["Date", "Killed (2)", "Killed", "Killed"], *DATA]
    assert names(rows) == ["Date", "Killed (2)", "Killed", "Killed (3)"]


def test_a_column_without_a_heading_is_called_by_its_letter() -> None:
    assert names([["Date", None, "Launched", "Downed"], *DATA])[1] == "(B)"


def test_without_headings_the_first_row_is_data() -> None:
    assert data_rows(DATA) == [1, 2, 3]
    assert found(DATA).bounds.header is None
    assert names(DATA) == ["(A)", "(B)", "(C)", "(D)"]


def test_texts_of_dates_and_numbers_are_no_headings() -> None:
    rows: list[list[Raw]] = [["17.07.2025", "Bryansk", "31"], ["18.07.2025", "Oryol", "17"]]
    assert data_rows(rows) == [1, 2]


def test_blank_rows_inside_do_not_end_the_table() -> None:
    assert data_rows([HEAD, DATA[0], [None] * 4, [], DATA[1], DATA[2]]) == [2, 5, 6]


@pytest.mark.parametrize(
    "below",
    [
        [[], ["Note: counts are preliminary."]],
        [["Source: the ministry, as of 20 July; figures may change when it publishes more."]],
        [["Total", None, 51, 48]],
        [["Всего:", None, 51, 48], [], ["Примечание"]],
    ],
)
def test_notes_and_totals_below_are_no_data(below: list[list[Raw]]) -> None:
    assert data_rows([HEAD, *DATA, *below]) == [2, 3, 4]


def test_a_sparse_last_row_with_a_number_is_data() -> None:
    rows: list[list[Raw]] = [[*HEAD, "Killed", "Injured", "Note", "Source"]]
    rows += [[*row, 1, 2, "x", "y"] for row in DATA]
    assert data_rows([*rows, [date(2025, 7, 20), None, None, 4]]) == [2, 3, 4, 5]
    assert data_rows([*rows, [date(2025, 7, 20)]]) == [2, 3, 4, 5]


def test_columns_beside_the_data_that_hold_nothing_are_left_outside() -> None:
    wide: list[list[Raw]] = [[None, None, *row, None, None, None] for row in [HEAD, *DATA]]
    bounds = found(wide).bounds
    assert (bounds.left, bounds.right) == (2, 5)
    assert [column.letter for column in found(wide).columns] == ["C", "D", "E", "F"]


def test_an_empty_sheet_has_no_table() -> None:
    assert find_table(Listed([])) is None
    assert find_table(Listed([[None, None], []])) is None


def test_the_sheet_with_the_data_is_chosen() -> None:
    notes = Listed([["About this file"], ["It holds everything."]], "Notes")
    pivot = Listed([["Row Labels", "Count"], ["2024", 5], ["2025", 7]], "Summary")
    data = Listed([HEAD, *DATA], "Data")
    hidden = Listed([HEAD, *DATA, *DATA], "Old", hidden="hidden")
    chosen = best_sheet([notes, pivot, hidden, data])
    assert chosen is not None
    assert chosen[1].sheet == "Data"
    assert best_sheet([Listed([])]) is None


def test_a_person_may_say_where_the_table_stands() -> None:
    rows: list[list[Raw]] = [["x", "y", "z", "w"], HEAD, *DATA]
    table = table_at(Listed(rows), Bounds(1, 1, 3, 3, 1, 2))
    assert [column.name for column in table.columns] == ["Region", "Launched"]
    assert [number for number, _cells in table.numbered(rows[3:])] == [4]
    assert [one.name for one in table_at(Listed(rows), Bounds(None, 0, 0, 1, 0, 1)).columns] == [
        "(A)", "(B)",
    ]  # fmt: skip


def test_a_profile_finds_its_table_again_in_a_longer_file() -> None:
    odd: list[list[Raw]] = [["x", "y", "z", "w"], HEAD]
    profile = Profile(sheet="Data", bounds=Bounds(1, 1, 2, 3, 0, 3))
    sheets = [Listed([HEAD, *DATA, *DATA], "Other"), Listed([*odd, *DATA, [], ["Note"]], "Data")]
    chosen = table_by(profile, sheets)
    assert chosen is not None
    assert chosen[1].sheet == "Data"
    assert chosen[1].bounds == Bounds(1, 1, 2, 4, 0, 3)
    exactly = table_by(replace(profile, to_end=False), sheets)
    assert exactly is not None
    assert exactly[1].bounds.last == 3
    elsewhere = table_by(replace(profile, sheet="Gone", bounds=None), sheets)
    assert elsewhere is not None
    assert elsewhere[1].sheet == "Other"
    assert table_by(profile, [Listed([])]) is None


def test_columns_that_a_profile_misses_are_named() -> None:
    uses = {"date": Use("when"), "Killed": Use("note"), "Gone": Use("")}
    profile = Profile(uses, group=("Case",))
    assert missing(profile, found([HEAD, *DATA])) == ("Killed", "Case")


def test_white_space_is_no_row() -> None:
    assert data_rows([HEAD, DATA[0], [" ", None, "\u00a0", None], DATA[1]]) == [2, 4]


cells: st.SearchStrategy[Raw] = st.one_of(
    st.none(), st.integers(-5, 3000), st.text(max_size=12), st.dates(), st.just("#date")
)


@settings(deadline=None)
@given(st.lists(st.lists(cells, max_size=6), max_size=12))
def test_any_cells_give_a_table_within_the_sheet_with_unique_names(rows: list[list[Raw]]) -> None:
    table = find_table(Listed(rows))
    if table is None:
        assert all(cell is None for row in rows for cell in row)
        return
    bounds = table.bounds
    assert bounds.first <= bounds.last + 1 <= len(rows)
    assert bounds.header is None or bounds.header + bounds.headers == bounds.first
    named = [column.name.casefold() for column in table.columns]
    assert len(set(named)) == len(named) == bounds.right - bounds.left + 1
