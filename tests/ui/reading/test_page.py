"""The page that reads a statement, worked by keys as a person does."""

import json
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.desk.entry import Entry
from desktop.desk.sample_texts import EVENING_STATEMENT, GOVERNOR_POST, NEWS_STORY, NIGHT_STATEMENT
from desktop.store import drafts, listing, read
from desktop.ui.reading.page import ReadingPage

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
Alt, Shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
NIGHT = NIGHT_STATEMENT.text


def give(page: ReadingPage, text: str, posted: str = "18.7.2025") -> None:
    """Paste a statement, and say when it was posted."""
    page.pane.text.setFocus()
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(page.pane.text, Key.Key_V, Ctrl)
    page.pane.posted.editor.setFocus()
    QTest.keyClicks(page.pane.posted.editor, posted)
    page.pane.settle()
    page.read()
    page.table.setFocus()


def cells(page: ReadingPage) -> list[list[str]]:
    rows = page.table.rows
    return [
        [str(rows.index(row, column).data() or "").strip() for column in (0, 2, 3, 4)]
        for row in range(rows.rowCount())
    ]


def marked(page: ReadingPage) -> list[str]:
    return [page.pane.text.text()[one.start : one.end] for one in page.pane.text.marks]


def accept(
    qtbot: QtBot, page: ReadingPage, key: Key = Key.Key_Return, held: object = None
) -> Entry:
    with qtbot.waitSignal(page.accepted) as told:
        QTest.keyClick(page.table, key, held or Qt.KeyboardModifier.NoModifier)
    (entry,) = told.args
    assert isinstance(entry, Entry)
    return entry


def radar(page: ReadingPage) -> list[tuple[str, str]]:
    tree = page.radar.tree
    items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return [(item.text(0).split("  ")[0], item.text(2)) for item in items if item is not None]


def test_a_pasted_statement_is_proposed_beside_its_marked_words(page: ReadingPage) -> None:
    give(page, NIGHT)
    found = cells(page)
    assert "Thu 17 Jul 2025 23:00 – Fri 18 Jul 2025 07:00 MSK" in found[0][0]
    assert found[1:5] == [
        ["Downed: Drone", "73", "", ""],
        ["Downed: Drone", "31", "Bryansk Oblast", "part"],
        ["Downed: Drone", "17", "Oryol Oblast", "part"],
        ["Downed: Drone", "10", "Moscow Region", "part"],
    ]
    assert "31 – над территорией Брянской области" in marked(page)
    assert page.summary.text().startswith("13 figures read")


def test_nothing_is_stored_until_it_is_accepted_and_saved(
    qtbot: QtBot, page: ReadingPage, desk: Desk
) -> None:
    before = read.last_change(desk.file.connection)
    give(page, EVENING_STATEMENT.text)
    entry = accept(qtbot, page)
    assert (read.last_change(desk.file.connection), drafts.all_drafts(desk.file)) == (before, [])
    (report,) = entry.reports
    assert [str(one.start("count")) for one in entry.figures[report.uid]] == [
        "22", "10", "10", "1", "1",
    ]  # fmt: skip
    assert page.pane.text.text() == ""
    assert page.pane.posted.editor.text() == "18.7.2025"


def test_figures_are_taken_and_left_out_by_keys(qtbot: QtBot, page: ReadingPage) -> None:
    give(page, EVENING_STATEMENT.text)
    table = page.table
    table.setCurrentIndex(table.rows.index(2, 0))
    QTest.keyClick(table, Key.Key_Delete)
    assert page.summary.text().startswith("4 of 5 figures taken")
    assert table.currentIndex().row() == 3
    QTest.keyClick(table, Key.Key_Space)
    assert page.summary.text().startswith("3 of 5")
    QTest.keyClick(table, Key.Key_Space)
    table.setCurrentIndex(table.rows.index(0, 0))
    QTest.keyClick(table, Key.Key_Space)
    assert page.summary.text().startswith("5 figures read")
    QTest.keyClick(table, Key.Key_Space)
    assert page.summary.text().startswith("0 of 5")
    QTest.keyClick(table, Key.Key_A, Ctrl | Shift)
    table.setCurrentIndex(table.rows.index(1, 0))
    QTest.keyClick(table, Key.Key_Delete)
    entry = accept(qtbot, page)
    (some,) = entry.figures.values()
    assert [str(one.start("count")) for one in some] == ["10", "10", "1", "1"]


def test_a_doubt_is_said_under_the_table(page: ReadingPage) -> None:
    give(page, "Ночью над Жуковским районом сбиты 2 БПЛА.")
    assert page.summary.text().endswith("1 in doubt")
    assert page.proposed.doubt.text().startswith("In doubt: ")
    assert "Bryansk" in page.proposed.doubt.text()
    give(page, NIGHT)
    assert not page.proposed.doubt.isVisible()


def test_several_rows_are_left_out_together(page: ReadingPage) -> None:
    give(page, EVENING_STATEMENT.text)
    table = page.table
    chosen = table.selectionModel()
    how = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    table.setCurrentIndex(table.rows.index(2, 0))
    for row in (3, 4):
        chosen.select(table.rows.index(row, 0), how)
    QTest.keyClick(table, Key.Key_Delete)
    assert page.summary.text().startswith("2 of 5")


def test_the_cursor_on_a_figure_shows_its_words_and_a_click_the_figure(page: ReadingPage) -> None:
    give(page, NIGHT)
    table, text = page.table, page.pane.text
    table.setCurrentIndex(table.rows.index(2, 0))
    mark = next(one for one in text.marks if one.number == text.active)
    assert NIGHT[mark.start : mark.end] == "31 – над территорией Брянской области"
    text.pointed.emit(NIGHT.index("17 – над") + 3)
    assert table.currentIndex().row() == 3


def test_the_same_night_is_shown_and_taken_as_a_further_report(
    qtbot: QtBot, page: ReadingPage, desk: Desk
) -> None:
    give(page, "С 23:00 17 июля до 06:00 18 июля над Калужской областью сбиты 2 БПЛА.")
    assert radar(page) == [("2025-0002", "Kaluga Oblast, Tarussky District, Zhukovsky District")]
    entry = accept(qtbot, page, Key.Key_A, Alt)
    night = listing.uid_of_number(desk.file.connection, "2025-0002")
    assert entry.uid == night
    assert len(entry.reports) == 4
    assert str(entry.figures[entry.reports[-1].uid][0].start("count")) == "2"


def test_a_statement_without_hours_is_looked_for_by_its_day(page: ReadingPage) -> None:
    give(page, "Над Калужской областью сбиты 2 БПЛА.", "18.07.2025")
    assert [number for number, _shared in radar(page)] == ["2025-0002"]


def test_an_update_needs_the_report_and_deprecates_its_figures(
    qtbot: QtBot, page: ReadingPage, said: list[str]
) -> None:
    give(page, NIGHT.replace("73 украинских", "75 украинских"))
    QTest.keyClick(page.table, Key.Key_U, Alt)
    assert said[-1] == "Choose the report that it brings up to date."
    page.radar.tree.setFocus()
    QTest.keyClick(page.radar.tree, Key.Key_Down)
    entry = accept(qtbot, page, Key.Key_U, Alt)
    first = entry.figures[entry.reports[0].uid]
    assert first[0].start("rank") == "deprecated"
    last = entry.figures[entry.reports[-1].uid]
    assert (str(last[0].start("count")), last[0].start("rank")) == ("75", "normal")


def test_another_incident_is_remembered(page: ReadingPage) -> None:
    text = "С 23:00 17 июля до 06:00 18 июля над Калужской областью сбиты 2 БПЛА."
    give(page, text)
    QTest.keyClick(page.table, Key.Key_O, Alt)
    assert radar(page) == [("2025-0002", "said to be another")]
    page.pane.begin(text)
    assert radar(page) == [("2025-0002", "said to be another")]
    assert page.radar.words.text() == "Same night: 0 incidents may be this one"


def test_a_text_that_leaves_its_day_out_asks_when_it_was_posted(page: ReadingPage) -> None:
    page.pane.begin(GOVERNOR_POST.text)
    assert page.pane.posted.note == "The text leaves a day or a year out; say when it was posted."
    page.pane.posted.editor.setFocus()
    QTest.keyClicks(page.pane.posted.editor, "18.7.25")
    page.read()
    assert page.pane.posted.note.startswith("Fri 18 Jul 2025")
    assert "17 Jul 2025 21:00" in cells(page)[0][0]


def test_a_time_of_posting_that_is_none_is_said_beside_it(page: ReadingPage) -> None:
    give(page, GOVERNOR_POST.text, "yesteryear")
    assert "yesteryear" in page.pane.posted.problem


def test_a_text_without_figures_can_still_be_accepted(qtbot: QtBot, page: ReadingPage) -> None:
    give(page, "Глава региона провёл совещание о подготовке школ.")
    assert page.proposed.empty.sentence.text() == "No figure is read in this text."
    with qtbot.waitSignal(page.accepted) as told:
        QTest.keyClick(page.pane.text, Key.Key_Return, Ctrl)
    (entry,) = told.args
    (source,) = entry.sources.values()
    assert source.start("text").startswith("Глава региона")
    (report,) = entry.reports
    assert report.start("source") == source.uid


def test_speakers_are_those_of_the_desk(qtbot: QtBot, page: ReadingPage, desk: Desk) -> None:
    give(page, NEWS_STORY.text)
    entry = accept(qtbot, page)
    names = {entry.within(desk.context()).name(one.start("speaker")) for one in entry.reports}
    assert "Vladislav Shapsha" in names
    assert entry.speakers == {}


def test_a_text_that_the_desk_has_is_said_and_its_source_taken(
    qtbot: QtBot, page: ReadingPage, desk: Desk
) -> None:
    give(page, NIGHT)
    words = "You have this: “Ministry of Defence, night of 17-18 July 2025” has the same text."
    assert page.pane.known.text() == words
    entry = accept(qtbot, page)
    (source,) = entry.sources.values()
    assert source.base is not None
    assert source.base["title"] == "Ministry of Defence, night of 17-18 July 2025"
    give(page, "Над Тульской областью сбиты 2 БПЛА.")
    assert not page.pane.known.isVisible()


def test_of_a_book_only_the_beginning_is_read(page: ReadingPage) -> None:
    give(page, "Погода без осадков. " * 1100 + "Сбиты 2 БПЛА.")
    words = "Of so long a text only the first 20,000 characters are read."
    assert page.pane.known.text() == words
    assert page.table.rows.shown.figures == 0


def test_the_keys_go_round_the_page_and_esc_back(qtbot: QtBot, page: ReadingPage) -> None:
    give(page, NIGHT)
    for key, there in (
        (Key.Key_F6, page.pane.text), (Key.Key_F7, page.table), (Key.Key_F8, page.radar.tree),
        (Key.Key_F5, page.pane.posted.editor),
    ):  # fmt: skip
        QTest.keyClick(QApplication.focusWidget() or page, key)
        assert QApplication.focusWidget() is there
    with qtbot.waitSignal(page.left):
        QTest.keyClick(page.table, Key.Key_Escape)


def posts(tmp_path: Path, *items: tuple[str, str]) -> Path:
    path = tmp_path / "posts.json"
    path.write_text(json.dumps([{"date": date, "text": text} for date, text in items]))
    return path


def test_several_statements_are_worked_through_and_saved(
    page: ReadingPage, desk: Desk, tmp_path: Path, said: list[str]
) -> None:
    before = listing.count(desk.file.connection)
    page.open_file(
        posts(
            tmp_path,
            ("2024-03-01 08:00", "В ночь на 1 марта над Брянской областью сбиты 2 БПЛА."),
            ("2024-03-02 08:00", "Погода в Москве: без осадков."),
            ("2024-03-03 08:00", "В ночь на 3 марта над Курской областью сбиты 4 БПЛА."),
        )
    )
    assert page.queue.words.text() == "Statement 1 of 3"
    QTest.keyClick(page.table, Key.Key_Return)
    assert listing.count(desk.file.connection) == before + 1
    assert page.queue.words.text() == "Statement 2 of 3 · 1 accepted"
    QTest.keyClick(page.pane.text, Key.Key_PageDown, Ctrl)
    assert cells(page)[1][:3] == ["Downed: Drone", "4", "Kursk Oblast"]
    QTest.keyClick(page.table, Key.Key_Return)
    assert listing.count(desk.file.connection) == before + 2
    assert page.queue.words.text() == "Statement 2 of 3 · 2 accepted"
    page.queue.clear()
    assert page.pane.text.text() == ""


def test_what_cannot_be_saved_goes_to_the_editor(
    qtbot: QtBot, page: ReadingPage, desk: Desk, tmp_path: Path
) -> None:
    before = read.last_change(desk.file.connection)
    text = "В ночь на 1 марта в селе Абракадаброво Брянской области сбиты 2 БПЛА."
    page.open_file(posts(tmp_path, ("2024-03-01", text), ("2024-03-02", "x")))
    QTest.keyClick(page.table, Key.Key_Return)
    assert read.last_change(desk.file.connection) == before
    assert "Abrakadabrovo" in page.notice.text()
    with qtbot.waitSignal(page.accepted):
        page.correct.click()
    assert page.queue.words.text().startswith("Statement 2 of 2")


def test_a_file_that_is_none_is_said(page: ReadingPage, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("{")
    page.open_file(path)
    assert page.notice.text().startswith("a.json can't be read as JSON")
    assert not page.queue.isVisible()
