"""Texts of any length in a field: shown, typed in, copied and given back as they are."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.records.kinds import clean
from desktop.ui.kit.longtext import LONGEST, LongTextField

MEGABYTES = {
    "no blank": "x" * 1_000_000,
    "one paragraph": "слово " * 170_000,
    "lines and null bytes": "a\nb\x00\n" * 200_000,
    "emoji": "👩‍👩‍👧 🇺🇦" * 90_000,
    "right to left and its marks": "\u202eabc אבג نص\u202c\u2067a\u2069" * 60_000,
    "zero width": "\u200b\u200d\ufeff" * 330_000,
    "combining": "a" + "\u0301" * 1_000_000,
    "no-break spaces": "\xa0" * 1_000_000,
}


@pytest.fixture
def field(qtbot: QtBot) -> LongTextField:
    made = LongTextField()
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    return made


def paste(field: LongTextField, text: str) -> None:
    pasted = QMimeData()
    pasted.setText(text)
    field.insertFromMimeData(pasted)
    QApplication.processEvents()


def put_at(field: LongTextField, at: int) -> None:
    (cursor,) = field.cursors([(at, at)])
    field.setTextCursor(cursor)


def longest_paragraph(field: LongTextField) -> int:
    block, longest = field.document().firstBlock(), 0
    while block.isValid():
        longest, block = max(longest, block.length()), block.next()
    return longest


@pytest.mark.parametrize("text", MEGABYTES.values(), ids=MEGABYTES.keys())
def test_a_pasted_megabyte_is_kept_and_laid_out_in_short_pieces(
    qtbot: QtBot, field: LongTextField, text: str
) -> None:
    paste(field, text)
    assert field.text() == text.replace("\x00", "")
    assert longest_paragraph(field) <= 2 * LONGEST
    field.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(field, "ab")
    assert field.text() == "ab" + text.replace("\x00", "")
    field.undo()
    field.undo()
    assert field.text() == ""


def test_a_shown_megabyte_is_laid_out_in_short_pieces(field: LongTextField) -> None:
    field.show_text(MEGABYTES["one paragraph"])
    assert field.text() == MEGABYTES["one paragraph"]
    assert longest_paragraph(field) <= LONGEST + 2


def test_many_pastes_into_one_paragraph_stay_short_pieces(field: LongTextField) -> None:
    for _time in range(20):
        paste(field, "слово " * 800)
    assert field.text() == "слово " * 16_000
    assert longest_paragraph(field) <= 2 * LONGEST


@given(text=st.text(alphabet="ab \n\t\xa0\u200b😀é", max_size=40), times=st.integers(1, 900))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_is_shown_is_given_back(field: LongTextField, text: str, times: int) -> None:
    field.show_text(text * times)
    assert field.text() == text * times


@given(
    start=st.integers(0, 30_000),
    length=st.integers(0, 12_000),
    word=st.sampled_from(["слово ", "x", "😀 ", "ab\n", "е\u0301"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_places_are_counted_as_python_does(
    field: LongTextField, start: int, length: int, word: str
) -> None:
    text = (word * 30_000)[:30_000]
    field.show_text(text)
    end = min(start + length, len(text))
    (cursor,) = field.cursors([(start, end)])
    field.setTextCursor(cursor)
    assert field.selection() == (start, end)
    field.copy()
    if end > start:
        assert QApplication.clipboard().text() == text[start:end]


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_keys_that_delete_pass_over_the_breaks(
    qtbot: QtBot, field: LongTextField, key: Qt.Key
) -> None:
    text = "".join(chr(ord("a") + at % 26) for at in range(4 * LONGEST))
    for around in range(-2, 3):
        at = 2 * LONGEST + around
        field.show_text(text)
        put_at(field, at)
        qtbot.keyClick(field, key)
        gone = at - 1 if key == Qt.Key.Key_Backspace else at
        assert field.text() == text[:gone] + text[gone + 1 :]
        field.undo()
        assert field.text() == text


def test_return_at_a_break_starts_a_paragraph(qtbot: QtBot, field: LongTextField) -> None:
    text = "x" * 4 * LONGEST
    for step in range(3):
        field.show_text(text)
        put_at(field, 2 * LONGEST - 1)
        for _time in range(step):
            field.moveCursor(QTextCursor.MoveOperation.NextCharacter)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert field.text().count("\n") == 1
        assert field.text().replace("\n", "") == text


def test_only_text_is_taken(field: LongTextField) -> None:
    field.show_text("kept")
    nothing = QMimeData()
    nothing.setData("image/png", b"\x89PNG")
    assert not field.canInsertFromMimeData(nothing)
    paste(field, "<b>31</b>\r\nover\x0c Bryansk\x1f")
    assert field.text() == clean("<b>31</b>\r\nover Bryansk") + "kept"
