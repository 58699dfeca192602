"""The rules of text."""

# ruff: noqa: DTZ001 - cells have no zone

from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import from_excel

from desktop.sheets.celltext import as_xml, guarded, pieces, serial, sound

UNPAIRED = st.characters(min_codepoint=0xD800, max_codepoint=0xDFFF)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.text(), st.integers(min_value=2, max_value=20))
def test_pieces_are_the_whole_text_and_none_is_too_long(text: str, most: int) -> None:
    found = list(pieces(text, most))
    assert "".join(found) == text
    assert all(units(one) <= most for one in found)


@given(st.text(st.one_of(st.characters(), UNPAIRED)))
def test_a_sound_text_is_xml_that_says_the_same(text: str) -> None:
    clean, replaced = sound(text)
    assert len(clean) == len(text)
    assert clean.count("\ufffd") == text.count("\ufffd") + len(replaced)
    read = ET.fromstring(f"<t>{as_xml(clean)}</t>").text or ""
    assert read.replace("_x005F_", "_").replace("_x000D_", "\r") == clean.replace("_x005F_", "_")


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x7f", "\ufffe", "\uffff", "\ud800"])
def test_what_no_cell_may_hold_is_replaced_and_told(char: str) -> None:
    assert sound(f"a{char}b") == ("a\ufffdb", [ord(char)])


def test_tabs_line_breaks_emoji_and_cyrillic_are_sound() -> None:
    assert sound("31 БПЛА\t\n\U0001f6e9") == ("31 БПЛА\t\n\U0001f6e9", [])


def test_a_text_that_looks_like_an_escape_is_escaped() -> None:
    assert as_xml("_x0041_ & <b>") == "_x005F_x0041_ &amp; &lt;b&gt;"


@given(st.datetimes(datetime(1900, 3, 1), datetime(9999, 1, 1)))
def test_serials_are_those_that_spreadsheets_read(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    number = serial(moment)
    assert number is not None
    assert from_excel(number) == moment


def test_dates_that_excel_would_misread_have_no_serial() -> None:
    assert serial(datetime(1900, 2, 28)) is None
    assert serial(datetime(1854, 10, 25)) is None


@pytest.mark.parametrize("text", ["=1+1", "+7 495", "-5", "@SUM(A1)", "\t=1"])
def test_csv_text_that_would_be_a_formula_has_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


def test_other_csv_text_stays() -> None:
    assert guarded("31 – Bryansk") == "31 – Bryansk"
