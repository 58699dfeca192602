"""What a cell of an .xlsx becomes: the same by both readers, nothing of it lost or shifted."""
# ruff: noqa: DTZ001 - cells have no zone

import tempfile
from datetime import date, datetime, time
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.sheets.raw import Fault, Raw
from tests.sheets.reading.making import one_sheet
from tests.sheets.reading.test_real_files import read_here, with_kinds

FORMATS = (
    "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm", "[h]:mm", "mmm-yy", "00000", "yyyy",
    'd"."m"."yyyy', "[$-419]d mmmm yyyy;@", "0.00", '"ID-"000', "m/d/yy h:mm AM/PM", "#,##0",
    "[Red]0", "General;[Red]-0", "mm:ss.0", "000-00-0000", "[$-FC19]dd mmmm yyyy г/.;@", "@",
)  # fmt: skip
DAY, MOMENT, CLOCK, LENGTH, MONTH, ID, YEAR = range(1, 8)


def both(path: Path, rows: str, *, texts: str = "", book: str = "") -> list[Raw]:
    """Return the cells of the first row, having seen that both readers give the same."""
    file = one_sheet(path / "b.xlsx", rows, *FORMATS, texts=texts, book=book)
    exactly, chosen = read_here(file, careful=True), read_here(file, careful=False)
    assert with_kinds(exactly) == with_kinds(chosen)
    width = max((column for _sheet, _row, column in exactly), default=-1) + 1
    return [exactly.get((0, 0, column)) for column in range(width)]


def row(*cells: str) -> str:
    return f'<row r="1">{"".join(cells)}</row>'


def numbers(path: Path, *cells: tuple[float | str, int], book: str = "") -> list[Raw]:
    written = (
        f'<c r="{chr(65 + at)}1" s="{style}"><v>{value}</v></c>'
        for at, (value, style) in enumerate(cells)
    )
    return both(path, row(*written), book=book)


def test_dates_days_moments_and_times(tmp_path: Path) -> None:
    found = numbers(
        tmp_path, (45855, DAY), (45855, MOMENT), (45855.5, MOMENT), (45855.5, DAY), (0.5, CLOCK),
        (45855, 12), (45855, 8), (45855, 9), (45855, 18), (0.75, 16),
    )  # fmt: skip
    day = date(2025, 7, 17)
    assert found == [
        day, datetime(2025, 7, 17), datetime(2025, 7, 17, 12), datetime(2025, 7, 17, 12), time(12),
        datetime(2025, 7, 17), day, day, day, time(18),
    ]  # fmt: skip


def test_a_column_may_have_dates_of_both_sorts(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" s="{style}"><v>45855</v></c></row>'
        for at, style in ((1, DAY), (2, MOMENT))
    )
    file = one_sheet(tmp_path / "b.xlsx", rows, *FORMATS)
    assert read_here(file, careful=False) == {
        (0, 0, 0): date(2025, 7, 17),
        (0, 1, 0): datetime(2025, 7, 17),
    }


def test_dates_from_1904(tmp_path: Path) -> None:
    found = numbers(
        tmp_path, (0, DAY), (1, DAY), (44393, DAY), (60, DAY), (44393.25, MOMENT),
        book='<workbookPr date1904="1"/>',
    )  # fmt: skip
    assert found[1:] == [
        date(1904, 1, 2), date(2025, 7, 17), date(1904, 3, 1), datetime(2025, 7, 17, 6),
    ]  # fmt: skip


def test_serials_that_are_no_date_are_faults_and_none_is_shifted(tmp_path: Path) -> None:
    found = numbers(tmp_path, (59, DAY), (60, DAY), (61, DAY), (-1, DAY), (0, DAY), (1, DAY))
    assert found[0] == date(1900, 2, 28)
    assert found[2] == date(1900, 3, 1)
    assert found[5] == date(1900, 1, 1)
    faults = [found[1], found[3], found[4]]
    assert [one.text for one in faults if isinstance(one, Fault)] == ["60", "-1", "0"]
    assert numbers(tmp_path, (2958465, DAY), (2958466, DAY)) == [date(9999, 12, 31), 2958466]


def test_months_years_ids_and_durations_are_what_a_person_sees(tmp_path: Path) -> None:
    found = numbers(
        tmp_path, (45855, MONTH), (45855, YEAR), (7, ID), (1234567, ID), (1.5, LENGTH), (42, 11),
        (123456789, 17), (7.5, ID), (-7, ID),
    )  # fmt: skip
    assert found == [
        "2025-07", "2025", "00007", "1234567", "36:00", "ID-042", "123-45-6789", 7.5, -7,
    ]  # fmt: skip


def test_whole_numbers_are_ints_and_lost_digits_are_seen(tmp_path: Path) -> None:
    found = numbers(
        tmp_path, (5, 0), ("5.0", 0), ("1E3", 0), (2.5, 10), (999999999999999, 0),
        (1234567890123456, 0), (9007199254740993, 0), ("1_000", 0), ("NaN", 0),
    )  # fmt: skip
    assert found[:5] == [5, 5, 1000, 2.5, 999999999999999]
    assert all(type(one) is int for one in (*found[:3], found[4]))
    assert [one.text for one in found[5:7] if isinstance(one, Fault)] == [
        "1234567890123456", "9007199254740993",
    ]  # fmt: skip
    assert found[7] == "1_000"
    assert isinstance(found[8], Fault)


def test_errors_and_formulas_without_a_value_are_faults(tmp_path: Path) -> None:
    found = both(
        tmp_path,
        row(
            '<c r="A1" t="e"><v>#N/A</v></c>', '<c r="B1"><f>A1+1</f></c>',
            '<c r="C1"><f>1+1</f><v>2</v></c>', '<c r="D1" t="str"><f>""</f><v></v></c>',
            '<c r="E1" t="str"><f>A1&amp;"x"</f><v>x</v></c>', '<c r="F1" t="e"><v>#SPILL!</v></c>',
            '<c r="G1"><f>Sheet2!A1</f><v></v></c>', '<c r="H1" t="s"><v>7</v></c>',
            '<c r="I1"><f t="shared" si="0"/><v>3</v></c>', '<c r="J1"><f t="shared" si="0"/></c>',
        ),
        texts="<si><t>only</t></si>",
    )  # fmt: skip
    texts = [one.text if isinstance(one, Fault) else one for one in found]
    assert texts == ["#N/A", "=A1+1", 2, None, "x", "#SPILL!", "=Sheet2!A1", "7", 3, "="]
    assert all(isinstance(found[at], Fault) for at in (0, 1, 5, 6, 7, 9))


@pytest.mark.parametrize(
    "text",
    ["1E5", "MARCH1", "007", "1234567890123456", "=1+1", "6+", "1?", "2 or more", "5+ ", "87 + 88",
     '"some"', "Unspecified", "1 – 2", "5\N{NO-BREAK SPACE}", " x ", "#N/A", "TRUE", "a\nb",
     "a<b>&c", "🛩", "_x0041_"],
)  # fmt: skip
@pytest.mark.parametrize("way", ["shared", "inline", "formula"])
@pytest.mark.parametrize("kept", [' xml:space="preserve"', ""])
def test_text_is_kept_to_the_last_blank(tmp_path: Path, text: str, way: str, kept: str) -> None:
    written = escape(text).replace("_x", "_x005F_x")
    cell = {
        "shared": '<c r="A1" t="s"><v>0</v></c>',
        "inline": f'<c r="A1" t="inlineStr"><is><t{kept}>{written}</t></is></c>',
        "formula": f'<c r="A1" t="str"><f>B1</f><v{kept}>{written}</v></c>',
    }[way]
    texts = f"<si><t{kept}>{written}</t></si>"
    assert both(tmp_path, row(cell), texts=texts) == [text]


def test_rich_text_is_joined_and_readings_are_left_out(tmp_path: Path) -> None:
    texts = (
        '<si><r><t>Bry</t></r><r><t xml:space="preserve">ansk </t></r>'
        '<rPh sb="0" eb="1"><t>pronounced</t></rPh></si><si><t/></si><si><t>b</t></si>'
    )
    cells = "".join(f'<c r="{chr(65 + at)}1" t="s"><v>{at}</v></c>' for at in range(3))
    assert both(tmp_path, row(cells), texts=texts) == ["Bryansk ", None, "b"]


CELLS = st.one_of(
    st.tuples(st.integers(-(10**16), 10**16).map(str), st.integers(0, len(FORMATS))),
    st.tuples(
        st.floats(-3e6, 3e6, allow_nan=False).map(repr), st.integers(0, len(FORMATS))
    ),
    st.tuples(st.integers(0, 60_000).map(str), st.integers(0, len(FORMATS))),
    st.tuples(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6),
        st.none(),
    ),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=4), max_size=5))
def test_both_readers_agree_on_any_cells(table: list[list[tuple[str, int | None]]]) -> None:
    def cell(place: str, value: str, style: int | None) -> str:
        if style is None:
            return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'

    rows = "".join(
        f'<row r="{at}">'
        + "".join(cell(f"{chr(65 + n)}{at}", *one) for n, one in enumerate(cells))
        + "</row>"
        for at, cells in enumerate(table, start=1)
    )
    with tempfile.TemporaryDirectory() as folder:
        file = one_sheet(Path(folder) / "b.xlsx", rows, *FORMATS)
        exactly, chosen = read_here(file, careful=True), read_here(file, careful=False)
    assert with_kinds(exactly) == with_kinds(chosen)
