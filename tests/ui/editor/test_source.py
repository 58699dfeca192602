"""The source's text beside the form: marks, filling from selected words, what is left over."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.desk.sample_texts import GOVERNOR_POST, NIGHT_STATEMENT
from desktop.desk.scanner import Scanner
from desktop.records.delta import created
from desktop.records.when import When
from desktop.store import read
from desktop.store.changes import new_uid
from desktop.ui.editor.page import EditorPage
from tests.ui.editor.conftest import Pages

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
Alt, Shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
NIGHT, GOVERNOR = NIGHT_STATEMENT.text, GOVERNOR_POST.text


@pytest.fixture(autouse=True)
def _reads(desk: Desk, scanner: Scanner) -> None:
    desk._scanner = scanner


def give(page: EditorPage, text: str, published: str = "18.07.2025 09:00") -> None:
    """Give the entry a source with a text, and read it."""
    page.source.add_source()
    assert page.source.source is not None
    page.work.write(page.source.source, "published", published)
    page.source.text.setFocus()
    page.source.text.insertPlainText(text)
    page.source.marking.sweep()


def select(page: EditorPage, words: str) -> None:
    text = page.source.text
    text.setTextCursor(QTextCursor(text.document().find(words)))
    text.setFocus()


def press(page: EditorPage, words: str, key: Key, held: Qt.KeyboardModifier) -> None:
    select(page, words)
    QTest.keyClick(page.source.text, key, held)


def rows(page: EditorPage) -> list[tuple[str, ...]]:
    model = page.reports.sections[0].table.rows
    return [
        tuple(str(model.index(row, column).data() or "") for column in range(4))
        for row in range(model.rowCount())
    ]


def left(page: EditorPage) -> list[str]:
    text = page.source.text
    return [text.text()[start:end] for start, end in text.glows]


def test_a_key_makes_a_figure_of_selected_words(page: EditorPage) -> None:
    give(page, NIGHT)
    press(page, "73 украинских", Key.Key_N, Alt)
    press(page, "31 – над территорией Брянской области", Key.Key_N, Alt)
    assert rows(page)[:2] == [
        ("Downed", "73", "", ""),
        ("Downed", "31", "Bryansk Oblast", "part"),
    ]
    quotes = [NIGHT[one.start : one.end] for one in page.source.text.marks]
    assert quotes == ["73 украинских", "31 – над территорией Брянской области"]
    lines = page.reports.sections[0].table.rows.lines
    assert [one.evidence for one in lines[:2]] == [1, 2]


def test_window_speaker_place_and_summary_are_filled_and_numbered(page: EditorPage) -> None:
    give(page, f"Губернатор Владислав Шапша: {GOVERNOR}")
    press(page, "С 21:00 до 07:50", Key.Key_W, Alt)
    press(page, "Владислав Шапша", Key.Key_S, Alt)
    press(page, "Тарусском районах", Key.Key_P, Alt)
    press(page, "На местах работают специальные группы.", Key.Key_U, Alt)
    form = page.reports.sections[0].form
    assert form.row("when").editor.text() == "17 Jul 2025 21:00 – 18 Jul 2025 07:50 MSK"
    assert form.row("speaker").editor.text() == "Владислав Шапша"
    assert (form.row("speaker").number, form.row("when").number) == (1, 2)
    assert page.what.form.row("where").editor.text() == "Тарусском районах"
    assert page.what.form.row("where").note == "Tarussky District"
    assert page.what.form.row("summary").number == 3


def test_a_new_speaker_is_saved_once(page: EditorPage, desk: Desk) -> None:
    give(page, f"Губернатор Владислав Шапша: {GOVERNOR}")
    press(page, "Владислав Шапша", Key.Key_S, Alt)
    assert page.source.source is not None
    page.work.write(page.source.source, "title", "A post")
    for title in ("A night", "Another night"):
        page.work.write(page.work.entry.incident, "title", title)
        assert page.save()
    speakers = read.table(desk.file.connection, "speaker")
    assert [one["name"] for one in speakers] == ["Владислав Шапша"]
    assert page.reports.sections[0].form.row("speaker").editor.text() == "Владислав Шапша"


def test_words_and_value_are_one_key_apart(page: EditorPage) -> None:
    give(page, NIGHT)
    press(page, "73 украинских", Key.Key_N, Alt)
    press(page, "31 – над территорией Брянской области", Key.Key_N, Alt)
    table = page.reports.sections[0].table
    select(page, "73 украинских")
    QTest.keyClick(page.source.text, Key.Key_J, Ctrl)
    assert QApplication.focusWidget() is table
    assert table.currentIndex().row() == 0
    assert page.source.text.active == 1
    table.go(table.rows.lines[1].figure.uid)
    QTest.keyClick(table, Key.Key_J, Ctrl)
    chosen = page.source.text.selected()
    assert chosen is not None
    assert chosen[0] == "31 – над территорией Брянской области"
    assert page.source.text.active == 2


def test_a_click_on_words_shows_their_figure(page: EditorPage) -> None:
    give(page, NIGHT)
    press(page, "73 украинских", Key.Key_N, Alt)
    press(page, "17 – над территорией Орловской области", Key.Key_N, Alt)
    text = page.source.text
    cursor = QTextCursor(text.document().find("73"))
    cursor.clearSelection()
    at = text.cursorRect(cursor).center() - QPoint(2, 0)
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.work.figure == page.reports.sections[0].table.rows.lines[0].figure.uid


def test_what_is_left_over_glows_and_is_gone_through_by_keys(page: EditorPage) -> None:
    give(page, GOVERNOR)
    assert left(page) == ["21:00 до 07:50", "3", "Жуковском", "Тарусском районах"]
    assert page.source.sweep.words.text() == "4 left: 1 number, 1 time, 2 places"
    text = page.source.text
    text.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(text, Key.Key_F3)
    assert (text.selected() or [""])[0] == "21:00 до 07:50"
    QTest.keyClick(text, Key.Key_F4)
    form = page.reports.sections[0].form
    assert form.row("when").editor.text() == "17 Jul 2025 21:00 – 18 Jul 2025 07:50 MSK"
    # The next one is selected already.
    QTest.keyClick(text, Key.Key_F4)
    assert rows(page)[0][:3] == ("Downed", "3", "Zhukovsky District, Tarussky District (joint)")
    quotes = [GOVERNOR[one.start : one.end] for one in text.marks]
    assert quotes[1] == "3 беспилотника в Жуковском и Тарусском районах"
    assert page.reports.sections[0].table.currentIndex().row() == 0
    assert left(page) == []
    assert page.source.sweep.words.text() == "Every number, time and place is used."


def test_not_relevant_is_remembered_with_the_source(
    page: EditorPage, pages: Pages, desk: Desk
) -> None:
    give(page, GOVERNOR)
    assert page.source.source is not None
    page.work.write(page.source.source, "title", "A post")
    press(page, "Жуковском", Key.Key_F4, Shift)
    assert "Жуковском" not in left(page)
    assert page.save()
    (aside,) = read.asides(desk.file.connection, [page.source.source.uid])
    assert aside["quote"] == "Жуковском"
    other = pages()
    other.open(page.work.entry.uid)
    other.source.marking.sweep()
    assert "Жуковском" not in left(other)


def test_not_relevant_is_taken_back(page: EditorPage) -> None:
    give(page, GOVERNOR)
    press(page, "Жуковском", Key.Key_F4, Shift)
    page.work.restore()
    assert "Жуковском" in left(page)


def test_quotes_follow_while_the_text_is_corrected_and_lost_ones_are_told(page: EditorPage) -> None:
    give(page, NIGHT)
    press(page, "73 украинских", Key.Key_N, Alt)
    text = page.source.text
    text.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(text, "Mod: ")
    (mark,) = text.marks
    assert text.text()[mark.start : mark.end] == "73 украинских"
    select(page, "73 украинских")
    QTest.keyClicks(text, "many")
    assert text.marks == ()
    assert page.source.sweep.lost.text() == "1 quote no longer stands in its text"


def test_words_without_a_value_say_what_to_do(page: EditorPage, said: list[str]) -> None:
    give(page, NIGHT)
    press(page, "дежурные средства", Key.Key_N, Alt)
    assert said[-1] == "No count is read in “дежурные средства”; select the number with its words."
    QTest.keyClick(page.source.text, Key.Key_Home, Ctrl)
    QTest.keyClick(page.source.text, Key.Key_W, Alt)
    assert said[-1] == "Select words in the source first."


def test_words_of_another_source_go_to_a_report_that_stands_in_it(page: EditorPage) -> None:
    give(page, NIGHT)
    press(page, "73 украинских", Key.Key_N, Alt)
    give(page, GOVERNOR)
    select(page, "3 беспилотника")
    QTest.keyClick(page.source.text, Key.Key_K, Ctrl)
    assert page.source.text.marks == ()
    QTest.keyClick(page.source.text, Key.Key_N, Alt)
    first, second = page.work.entry.reports
    counts = [
        [str(one.safe("count", page.work.around(one))) for one in page.work.entry.figures[uid]]
        for uid in (first.uid, second.uid)
    ]
    assert counts == [["73"], ["3"]]
    assert page.work.lost() == set()


def drop(page: EditorPage, words: str, widget: QWidget) -> None:
    """Let go of selected words over a widget."""
    select(page, words)
    carried = page.source.text.dragged()
    none, left_button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    for event in (
        QDragEnterEvent(QPoint(2, 2), Qt.DropAction.CopyAction, carried, left_button, none),
        QDropEvent(QPointF(2, 2), Qt.DropAction.CopyAction, carried, left_button, none),
    ):
        QApplication.sendEvent(widget, event)
        assert event.isAccepted()


def test_words_are_dragged_onto_the_form(page: EditorPage) -> None:
    give(page, GOVERNOR)
    section = page.reports.sections[0]
    drop(page, "С 21:00 до 07:50", section.form.row("when").editor)
    assert section.form.row("when").editor.text().startswith("17 Jul 2025 21:00")
    drop(page, "3 беспилотника в Жуковском и Тарусском районах", section)
    assert rows(page)[0][:2] == ("Downed", "3")
    drop(page, "Тарусском районах", page.what.form.row("where").editor)
    assert page.what.form.row("where").note == "Tarussky District"
    summary = page.what.form.row("summary").editor
    assert isinstance(summary, QPlainTextEdit)
    drop(page, "На местах работают специальные группы.", summary.viewport())
    assert summary.toPlainText() == "На местах работают специальные группы."
    assert page.source.text.text() == GOVERNOR


def test_a_desk_that_has_no_reader_yet_makes_one_meanwhile(
    qtbot: QtBot, page: EditorPage, desk: Desk
) -> None:
    desk._scanner = None
    give(page, GOVERNOR)
    assert left(page) == []
    qtbot.waitUntil(lambda: bool(page.source.text.glows), timeout=30_000)
    assert "3" in left(page)


def known_source(desk: Desk, **values: object) -> str:
    uid = new_uid()
    desk.save([created("source", uid, {"title": "The ministry's post", **values})], "create")
    return uid


def test_a_text_that_the_desk_has_is_said_and_its_source_taken(
    page: EditorPage, desk: Desk, qtbot: QtBot
) -> None:
    known = known_source(desk, text=NIGHT)
    give(page, NIGHT)
    strip = page.source.known
    qtbot.waitUntil(lambda: bool(strip.found))
    assert known not in page.work.entry.sources
    strip.buttons[-1].click()
    assert [one.start("source") for one in page.work.entry.reports] == [known]
    assert list(page.work.entry.sources) == [known]
    assert page.source.text.text() == NIGHT
    assert not strip.isVisible()
    press(page, "73 украинских", Key.Key_N, Alt)
    assert page.save()
    assert len(read.table(desk.file.connection, "source")) == 1


def test_a_retelling_is_noted_with_the_new_source(
    page: EditorPage, desk: Desk, qtbot: QtBot
) -> None:
    when = When.read("18.07.2025 08:00")
    known = known_source(desk, text=NIGHT, published=when)
    give(page, f"{NIGHT} Так сообщили сегодня в ведомстве, передаёт сайт.")
    strip = page.source.known
    qtbot.waitUntil(lambda: bool(strip.found))
    strip.buttons[0].click()
    assert page.source.source is not None
    assert page.source.source.start("origin") == known
    qtbot.waitUntil(lambda: not strip.found)
