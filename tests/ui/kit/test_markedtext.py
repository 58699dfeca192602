"""The text with marks: offsets are characters, whatever Qt counts."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop.ui.kit.markedtext import Mark, MarkedText

TEXT = "🛩 73 БПЛА\u00a0сбиты: 31 – над Брянской областью, 17 – над Орловской."


def test_words_are_selected_by_characters(qtbot: QtBot) -> None:
    text = MarkedText()
    qtbot.addWidget(text)
    text.set_text(TEXT)
    start = TEXT.index("31")
    text.select(start, start + 6)
    assert text.selected() == ("31 – н", start, start + 6)
    assert text.at() == start + 6
    assert text.text() == TEXT


def test_the_numbers_of_a_line_stand_beside_it(qtbot: QtBot) -> None:
    text = MarkedText()
    qtbot.addWidget(text)
    text.resize(500, 200)
    text.set_text("31 and 17\n10")
    text.show()
    text.show_marks([Mark(0, 2, 1), Mark(7, 9, 2, "when"), Mark(10, 12, 3)], active=3)
    assert [numbers for _top, numbers in text.begins()] == [[1, 2], [3]]
    assert not text.grab().isNull()
    text.show_marks([])
    assert text.viewportMargins().left() == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_words_come_back_with_their_offsets(
    qtbot: QtBot, given_text: str, one: int, other: int
) -> None:
    text = MarkedText()
    qtbot.addWidget(text)
    text.set_text(given_text)
    kept = text.text()
    start, end = sorted((min(one, len(kept)), min(other, len(kept))))
    text.select(start, end)
    chosen = text.selected()
    words = kept[start:end].strip()
    assert (chosen[0] if chosen else "") == words
    if chosen:
        assert kept[chosen[1] : chosen[2]] == words
