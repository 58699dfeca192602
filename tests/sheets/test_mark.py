"""The mark of a row: the same after another program saved it, another after an edit."""

# ruff: noqa: DTZ001 - cells have no zone

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from desktop.sheets.celltext import letters
from desktop.sheets.mark import as_written, canonical, marker
from desktop.sheets.packed import packed, short, unpacked

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co")), max_size=12)
CELLS = st.lists(TEXTS | st.integers(-(10**14), 10**14) | st.none(), min_size=1, max_size=6)


@given(CELLS, st.integers(0, 5), TEXTS)
def test_an_edited_row_has_another_mark(cells: list[object], at: int, text: str) -> None:
    mark = marker("receipt")
    edited = list(cells)
    edited[at % len(cells)] = text
    same = canonical(text) == canonical(cells[at % len(cells)])
    assert (mark(edited) == mark(cells)) == same
    assert mark(cells) != marker("another export")(cells)
    assert len(mark(cells)) == 8


@given(st.datetimes(datetime(1900, 3, 1), datetime(2100, 1, 1)))
def test_a_moment_that_lost_digits_as_a_serial_is_the_same(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    for wrong in (timedelta(microseconds=-400), timedelta(microseconds=400)):
        assert canonical(moment + wrong) == canonical(moment)


def test_what_programs_change_in_saving_makes_no_difference() -> None:
    assert canonical(31.0) == canonical(31) == canonical("31")
    assert canonical("a\r\nb\rc") == "a\nb\nc"
    assert canonical(date(2025, 7, 17)) == canonical(datetime(2025, 7, 17))
    assert canonical(datetime(1850, 1, 1)) == "1850-01-01 00:00"
    assert canonical("007") != canonical(7)
    assert canonical("a\u00a0b") != canonical("a b")
    assert as_written(["a\x00b", 1]) == ["a\ufffdb", 1]


@given(st.lists(st.uuids().map(lambda one: one.hex), max_size=50))
def test_the_incidents_of_an_export_are_known_again(uids: list[str]) -> None:
    assert unpacked(packed(map(short, uids))) == {short(uid) for uid in uids}
    assert unpacked(["not base64!"]) == frozenset()


def test_columns_have_their_letters() -> None:
    for at in (0, 25, 26, 701, 702, 16_383):
        assert letters(at) == get_column_letter(at + 1)
