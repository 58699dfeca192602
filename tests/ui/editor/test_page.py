"""The editor's page, worked by keys as a person does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk import editing, review
from desktop.desk.desk import Desk
from desktop.records.delta import created
from desktop.records.family import Family
from desktop.store import drafts, read
from desktop.store.changes import new_uid
from desktop.store.database import open_desk
from desktop.ui.editor.page import EditorPage
from desktop.ui.editor.reports import ReportSection
from desktop.ui.editor.rows import COLUMNS
from desktop.ui.kit.quickadd import QuickAdd
from desktop.ui.kit.workplace import Workplace

Key, Ctrl, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MINISTRY = (
    "downed 73",
    "31 bryansk",
    "17 oryol",
    "10 moscow region",
    "3> moscow",
    "4 crimea",
    "3 sea of azov",
    "2 smolensk",
    "2 nizhny novgorod",
    "1 belgorod",
    "1 kaluga",
    "1 voronezh",
    "1 black sea",
)
STATEMENT = "Ночью дежурными средствами ПВО уничтожены 73 БПЛА 🛩: 31 – над Брянской областью."


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_into(qtbot: QtBot, widget: QWidget, text: str) -> None:
    widget.setFocus()
    qtbot.keyClicks(widget, text)


def field(page: EditorPage, name: str) -> QWidget:
    return page.what.form.row(name).editor


def enter(qtbot: QtBot, section: ReportSection, *lines: str) -> None:
    for line in lines:
        type_into(qtbot, section.line.edit, line)
        qtbot.keyClick(section.line.edit, Key.Key_Return)


def fill(qtbot: QtBot, page: EditorPage) -> ReportSection:
    page.what.go()
    type_into(qtbot, field(page, "title"), "Night of 17-18 July 2025")
    type_into(qtbot, field(page, "kind"), "Drone attack")
    type_into(qtbot, field(page, "when"), "17.07.2025 21:00-7:50")
    section = page.reports.sections[0]
    type_into(qtbot, section.form.row("when").editor, "17.07 23:00-07:00")
    return section


def saved_family(desk: Desk, page: EditorPage) -> Family:
    family = read.family(desk.file.connection, page.work.entry.uid)
    assert family is not None
    return family


def rows(section: ReportSection) -> list[tuple[str, ...]]:
    model = section.table.rows
    shown = range(model.columnCount())
    return [
        tuple(str(model.index(row, column).data() or "") for column in shown)[:4]
        for row in range(model.rowCount())
    ]


def add_speaker(desk: Desk, name: str) -> str:
    uid = new_uid()
    desk.save([created("speaker", uid, {"name": name})], "create", subject=name)
    return uid


def answer(qtbot: QtBot, press: Callable[[QDialog], None]) -> None:
    """Answer the next dialog that opens."""

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        press(dialog)

    QTimer.singleShot(0, now)


def choose(name: str) -> Callable[[QDialog], None]:
    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        next(one for one in dialog.buttons() if one.objectName() == name).click()

    return press


def test_the_ministrys_report_is_entered_by_lines_and_saved(
    qtbot: QtBot, page: EditorPage, desk: Desk
) -> None:
    ministry = add_speaker(desk, "Ministry of Defence")
    section = fill(qtbot, page)
    type_into(qtbot, section.form.row("speaker").editor, "ministry of defence")
    enter(qtbot, section, *MINISTRY)
    found = rows(section)
    assert found[0] == ("Downed", "73", "", "")
    assert found[1] == ("Downed", "31", "Bryansk Oblast", "part")
    assert found[4] == ("Headed for", "3", "Moscow", "of which")
    assert found[-1][0] == "73 placed"
    with qtbot.waitSignal(page.saved):
        qtbot.keyClick(section.line.edit, Key.Key_S, Ctrl)
    family = saved_family(desk, page)
    assert family.incident["number"] == "2025-0001"
    assert page.head.number.text() == "2025-0001"
    (report,) = family.reports
    assert report["speaker"] == ministry
    assert report["when"].show() == "17 Jul 2025 23:00 – 18 Jul 2025 07:00 MSK"
    figures = family.figures[report.uid]
    assert [str(one["count"]) for one in figures] == [
        "73", "31", "17", "10", "3", "4", "3", "2", "2", "1", "1", "1", "1",
    ]  # fmt: skip
    assert {one["relation"] for one in figures[1:]} == {"part", "subset"}
    assert figures[4]["of"] == figures[3].uid
    written = [one["places"][0].written for one in figures[1:4]]
    assert written == ["bryansk", "oryol", "moscow region"]
    assert not page.dirty()
    assert drafts.all_drafts(desk.file) == []


def test_the_remainder_is_shown_while_parts_are_entered(qtbot: QtBot, page: EditorPage) -> None:
    section = fill(qtbot, page)
    enter(qtbot, section, "downed 73", "31 bryansk", "17 oryol", "10 moscow region")
    assert rows(section)[-1][0] == "15 of 73 not placed"
    enter(qtbot, section, "20 crimea")
    assert rows(section)[-1][0] == "the parts make 78, more than 73"


def test_what_the_checks_find_is_counted_while_typing_and_listed_by_a_key(
    qtbot: QtBot, page: EditorPage
) -> None:
    section = fill(qtbot, page)
    enter(qtbot, section, "downed 73", "31 bryansk", "17 oryol", "10 moscow region")
    doubting = page.doubting
    qtbot.waitUntil(lambda: doubting.line.text() == "2 findings")
    assert not doubting.list.isVisible()
    qtbot.keyClick(page, Key.Key_F, Ctrl | Shift)
    assert doubting.list.hasFocus()
    assert "15 of 73 are not placed" in doubting.list.item(0).text()
    assert "names no source" in doubting.list.item(1).text()
    enter(qtbot, section, "15 crimea")
    qtbot.waitUntil(lambda: doubting.line.text() == "1 finding")
    qtbot.keyClick(page, Key.Key_F, Ctrl | Shift)
    assert not doubting.list.isVisible()


def test_the_line_says_what_it_understands(qtbot: QtBot, page: EditorPage) -> None:
    section = fill(qtbot, page)
    enter(qtbot, section, "downed 73")
    type_into(qtbot, section.line.edit, "31 bryansk")
    assert section.line.row.note == "Downed 31 · Bryansk Oblast · part of 73"


def test_which_zhukovsky_is_answered_by_a_key(qtbot: QtBot, page: EditorPage, desk: Desk) -> None:
    section = fill(qtbot, page)
    enter(qtbot, section, "downed 3 zhukovsky, tarussky")
    choices = [one.text() for one in section.line.row.buttons]
    number = next(at for at, text in enumerate(choices, 1) if "Kaluga" in text)
    qtbot.keyClicks(section.line.edit, str(number))
    qtbot.keyClick(section.line.edit, Key.Key_Return)
    assert rows(section)[0][2] == "Zhukovsky District, Tarussky District (joint)"
    assert page.save()
    (figure,) = next(iter(saved_family(desk, page).figures.values()))
    first = figure["places"][0]
    assert (
        "Kaluga Oblast"
        in read.names(desk.file.connection, desk.finder.ancestors(first.uid)).values()
    )
    assert (first.written, figure["joint"]) == ("zhukovsky", True)


def test_the_kinds_of_empty_are_a_key_each(qtbot: QtBot, page: EditorPage, desk: Desk) -> None:
    section = fill(qtbot, page)
    type_into(qtbot, section.line.edit, "killed")
    qtbot.keyClick(section.line.edit, Key.Key_1, Ctrl)
    assert section.line.edit.text() == "killed none reported"
    qtbot.keyClick(section.line.edit, Key.Key_Return)
    enter(qtbot, section, "injured 0")
    section.table.go()
    for key, shown in ((Key.Key_2, "– not stated"), (Key.Key_3, "? not checked")):
        qtbot.keyClick(section.table, key, Ctrl)
        assert rows(section)[0][1] == shown
    assert rows(section)[1][1] == "0"


def test_cells_are_edited_in_place_and_tab_goes_across(qtbot: QtBot, page: EditorPage) -> None:
    section = fill(qtbot, page)
    enter(qtbot, section, "downed 73", "31 bryansk")
    section.table.go(section.table.rows.lines[1].figure.uid, "count")
    qtbot.keyClicks(section.table, "3")
    qtbot.keyClicks(focus(), "2")
    qtbot.keyClick(focus(), Key.Key_Tab)
    assert rows(section)[1][1] == "32"
    assert COLUMNS[section.table.currentIndex().column()] == "places"
    qtbot.keyClick(section.table, Key.Key_F2)
    qtbot.keyClicks(focus(), "tula")
    qtbot.keyClick(focus(), Key.Key_Return)
    qtbot.waitUntil(lambda: rows(section)[1][2] == "Tula Oblast")
    for _step in range(3):
        qtbot.keyClick(focus(), Key.Key_Tab)
    assert focus() is section.line.edit


def test_a_cell_that_cannot_be_read_says_so_beneath_the_table(
    qtbot: QtBot, page: EditorPage
) -> None:
    section = fill(qtbot, page)
    enter(qtbot, section, "downed 73")
    section.table.go(name="count")
    qtbot.keyClick(section.table, Key.Key_F2)
    qtbot.keyClicks(focus(), "7x3")
    qtbot.keyClick(focus(), Key.Key_Return)
    qtbot.waitUntil(lambda: rows(section)[0][1] == "7x3")
    assert "7x3" in section.trouble.words.text()
    assert section.trouble.isVisible()
    assert not page.save()


def test_rows_pasted_from_a_spreadsheet_become_figures(qtbot: QtBot, page: EditorPage) -> None:
    section = fill(qtbot, page)
    text = "downed\t22\nBryansk wrong\n10\tBryansk Oblast\n10\tCrimea\n1\tMoscow Oblast\n1\tOryol"
    QGuiApplication.clipboard().setText(text)
    section.line.edit.setFocus()
    qtbot.keyClick(section.line.edit, Key.Key_V, Ctrl)
    assert section.line.edit.text() == "Bryansk wrong"
    assert not page.save()
    section.line.edit.clear()
    enter(qtbot, section, "5 sevastopol")
    assert [row[1] for row in rows(section)] == ["22", "5", "10", "10", "1", "1", ""]
    assert section.line.edit.text() == ""


def test_a_removed_row_is_put_back(qtbot: QtBot, page: EditorPage) -> None:
    section = fill(qtbot, page)
    enter(qtbot, section, "downed 73", "31 bryansk", "17 oryol")
    before = rows(section)
    section.table.go(section.table.rows.lines[1].figure.uid)
    qtbot.keyClick(section.table, Key.Key_Delete, Ctrl)
    assert [row[1] for row in rows(section)] == ["73", "17", ""]
    assert "31" in page.undo_notice.words.text()
    qtbot.keyClick(section.table, Key.Key_Z, Ctrl)
    assert rows(section) == before


def test_removals_are_put_back_in_order_a_report_with_its_figures(
    qtbot: QtBot, page: EditorPage
) -> None:
    section = fill(qtbot, page)
    enter(qtbot, section, "downed 73", "31 bryansk", "17 oryol")
    before = rows(section)
    for place in (2, 1):
        section.table.go(section.table.rows.lines[place].figure.uid)
        qtbot.keyClick(section.table, Key.Key_Delete, Ctrl)
    section.head.setFocus()
    qtbot.keyClick(section.head, Key.Key_Delete, Ctrl)
    assert page.reports.sections == []
    assert page.undo_notice.words.text().endswith("(2 more before it)")
    qtbot.keyClick(focus(), Key.Key_Z, Ctrl)
    (section,) = page.reports.sections
    assert [row[1] for row in rows(section)] == ["73"]
    qtbot.keyClick(focus(), Key.Key_Delete, Ctrl | Shift)
    assert "31" in page.undo_notice.words.text() or "17" in page.undo_notice.words.text()
    qtbot.keyClick(focus(), Key.Key_Delete, Ctrl | Shift)
    assert rows(section) == before
    assert not page.undo_notice.isVisible()


def test_what_was_understood_stands_under_a_time(qtbot: QtBot, page: EditorPage) -> None:
    fill(qtbot, page)
    told = page.what.form.row("when").note
    assert told == "Thu 17 Jul 21:00 – Fri 18 Jul 07:50 MSK, 10 h 50 min"


def test_a_problem_is_said_once_the_field_is_left_and_all_at_save(
    qtbot: QtBot, page: EditorPage
) -> None:
    when = page.what.form.row("when")
    type_into(qtbot, when.editor, "17.13.2025")
    assert when.problem == ""
    field(page, "title").setFocus()
    assert "17.13.2025" in when.problem
    section = page.reports.sections[0]
    type_into(qtbot, section.form.row("speaker").editor, "nobody known")
    qtbot.keyClick(section.form.row("speaker").editor, Key.Key_Escape)
    assert not page.save()
    assert focus() is when.editor
    assert "nobody known" in section.form.row("speaker").problem
    assert page.foot.problem_label.text() == "2 problems keep this from being saved"


def test_a_draft_is_on_disk_soon_and_comes_back(
    qtbot: QtBot, page: EditorPage, desk: Desk, pages: Callable[[], EditorPage]
) -> None:
    section = fill(qtbot, page)
    enter(qtbot, section, "downed 73")
    type_into(qtbot, section.line.edit, "31 brya")
    qtbot.waitUntil(lambda: len(drafts.all_drafts(desk.file)) == 1, timeout=4000)
    qtbot.waitUntil(lambda: "31 brya" in drafts.all_drafts(desk.file)[0].body, timeout=4000)
    (draft,) = drafts.all_drafts(desk.file)
    assert page.foot.draft_label.text().startswith("draft saved")
    other = pages()
    other.resume(draft)
    again = other.reports.sections[0]
    assert other.what.form.row("title").editor.text() == "Night of 17-18 July 2025"
    assert rows(again)[0][:2] == ("Downed", "73")
    assert again.line.edit.text() == "31 brya"
    assert "is back" in other.notice.words.text()
    other.discard()
    assert drafts.all_drafts(desk.file) == []


@contextmanager
def importing(desk: Desk) -> Iterator[None]:
    """Hold the desk as a large import on another thread does."""
    held, done = Event(), Event()

    def hold() -> None:
        with desk.file.writing(large=True):
            held.set()
            done.wait(30)

    thread = Thread(target=hold)
    thread.start()
    held.wait(30)
    try:
        yield
    finally:
        done.set()
        thread.join()


def test_a_draft_waits_quietly_while_an_import_holds_the_desk(
    qtbot: QtBot, page: EditorPage, desk: Desk
) -> None:
    with importing(desk):
        fill(qtbot, page)
        qtbot.waitUntil(lambda: "waits" in page.foot.draft_label.text(), timeout=4000)
        assert drafts.all_drafts(desk.file) == []
        assert not page.notice.isVisible()
        assert not page.save()
        assert "still saving something else" in page.notice.words.text()
    qtbot.waitUntil(lambda: len(drafts.all_drafts(desk.file)) == 1, timeout=4000)
    assert page.foot.draft_label.text().startswith("draft saved")
    with importing(desk):
        page.discard()
        assert len(drafts.all_drafts(desk.file)) == 1
    qtbot.waitUntil(lambda: drafts.all_drafts(desk.file) == [], timeout=4000)


def test_typing_in_a_saved_record_and_opening_it_again(
    qtbot: QtBot, page: EditorPage, desk: Desk, pages: Callable[[], EditorPage]
) -> None:
    fill(qtbot, page)
    assert page.save()
    type_into(qtbot, field(page, "title"), " late")
    assert page.keep_draft()
    other = pages()
    other.open(page.work.entry.uid)
    assert "late" in other.what.form.row("title").editor.text()
    assert other.dirty()
    other.discard()
    assert "late" not in other.what.form.row("title").editor.text()


def test_selected_words_become_the_quote_of_the_figure(
    qtbot: QtBot, page: EditorPage, desk: Desk
) -> None:
    section = fill(qtbot, page)
    enter(qtbot, section, "downed 73", "31 bryansk")
    qtbot.keyClick(section.line.edit, Key.Key_S, Ctrl | Shift)
    qtbot.keyClicks(focus(), "Statement")
    QGuiApplication.clipboard().setText(STATEMENT)
    qtbot.keyClick(focus(), Key.Key_F8)
    assert focus() is page.source.text
    qtbot.keyClick(focus(), Key.Key_V, Ctrl)
    words = "31 – над Брянской областью"
    found = page.source.text.document().find(words)
    page.source.text.setTextCursor(QTextCursor(found))
    qtbot.keyClick(page.source.text, Key.Key_K, Ctrl)
    (span,) = page.source.text.marks
    assert STATEMENT[span.start : span.end] == words
    assert section.table.rows.lines[1].evidence == span.number
    assert page.save()
    family = saved_family(desk, page)
    figure = family.figures[family.reports[0].uid][1]
    assert (figure["quote"], figure["quote_start"], figure["quote_end"]) == (
        words,
        STATEMENT.index(words),
        STATEMENT.index(words) + len(words),
    )
    source = read.record(desk.file.connection, "source", family.reports[0]["source"])
    assert source is not None
    assert source["text"] == STATEMENT


def test_an_unknown_speaker_is_added_on_the_spot(
    qtbot: QtBot, page: EditorPage, desk: Desk
) -> None:
    section = fill(qtbot, page)
    speaker = section.form.row("speaker")
    type_into(qtbot, speaker.editor, "Vladislav Shapsha")
    page.what.go()
    (add,) = speaker.buttons

    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, QuickAdd)
        dialog.primary.click()

    answer(qtbot, press)
    add.click()
    assert speaker.problem == ""
    assert page.save()
    uid = saved_family(desk, page).reports[0]["speaker"]
    assert read.names(desk.file.connection, [uid]) == {uid: "Vladislav Shapsha"}


@pytest.mark.parametrize(
    ("name", "leaves", "kept"),
    [("save", True, 0), ("keep", True, 1), ("discard", True, 0), ("stay", False, 0)],
)
def test_leaving_a_dirty_form_asks(
    qtbot: QtBot, page: EditorPage, desk: Desk, *, name: str, leaves: bool, kept: int
) -> None:
    fill(qtbot, page)
    answer(qtbot, choose(name))
    assert page.can_leave() is leaves
    page.drafting.rest()
    assert len(drafts.all_drafts(desk.file)) == kept
    assert page.dirty() is (name in ("keep", "stay"))


def test_what_was_left_as_a_draft_is_not_asked_about_again(qtbot: QtBot, page: EditorPage) -> None:
    fill(qtbot, page)
    answer(qtbot, choose("keep"))
    assert page.can_leave()
    assert page.can_leave()


def test_the_standing_of_a_figure_is_a_key(qtbot: QtBot, page: EditorPage, desk: Desk) -> None:
    section = fill(qtbot, page)
    enter(qtbot, section, "downed 73")
    section.table.go()
    qtbot.keyClick(section.table, Key.Key_R, Ctrl)
    assert rows(section)[0][1] == "▲ 73"
    assert page.save()
    (figure,) = next(iter(saved_family(desk, page).figures.values()))
    assert figure["rank"] == "preferred"


def test_a_clean_form_is_left_by_escape_without_asking(qtbot: QtBot, page: EditorPage) -> None:
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(field(page, "title"), Key.Key_Escape)


def test_what_somebody_else_saved_is_shown_side_by_side(
    qtbot: QtBot, page: EditorPage, desk: Desk
) -> None:
    fill(qtbot, page)
    assert page.save()
    uid = page.work.entry.uid
    editing.set_field(desk, uid, "title", "Theirs", desk.context())
    title = page.what.form.row("title").editor
    title.selectAll()
    type_into(qtbot, title, "Mine")
    assert not page.save()
    buttons = {one.text(): one for one in page.clashes.findChildren(QPushButton)}
    assert title.text() == "Mine"
    buttons["Take theirs"].click()
    assert title.text() == "Theirs"
    assert page.save()
    assert saved_family(desk, page).incident["title"] == "Theirs"


def test_saving_an_approved_record_puts_it_back_into_the_queue(
    qtbot: QtBot, page: EditorPage, desk: Desk
) -> None:
    fill(qtbot, page)
    page.submit()
    desk.set_option(review.OWN_APPROVAL, "yes")
    desk.set_option(review.FINDINGS_BLOCK, "no")
    review.take(desk, saved_family(desk, page), "approve")
    page.open(page.work.entry.uid)
    assert "approved" in page.notice.words.text()
    type_into(qtbot, field(page, "title"), "!")
    assert page.save()
    assert page.head.status.text() == "submitted"


def test_a_withdrawn_record_is_reopened_with_a_reason(
    qtbot: QtBot, page: EditorPage, desk: Desk
) -> None:
    both = Ctrl | Shift
    assert not page.head.offers("withdraw")
    fill(qtbot, page)
    assert page.save()
    for status, why in (("withdrawn", "Told twice"), ("draft", "Two nights after all")):
        qtbot.keyClick(page, Qt.Key.Key_W, both)
        assert page.reason.edit.hasFocus()
        qtbot.keyClicks(page.reason.edit, why)
        qtbot.keyClick(page.reason.edit, Qt.Key.Key_Return)
        assert page.head.status.text() == status
        assert not page.reason.isVisible()
        assert desk.undoable().why == why
    qtbot.keyClick(page, Qt.Key.Key_W, both)
    qtbot.keyClick(page.reason.edit, Qt.Key.Key_Return)
    assert "Say why" in page.notice.words.text()
    assert page.head.status.text() == "draft"
    qtbot.keyClick(page.reason.edit, Qt.Key.Key_Escape)
    assert not page.reason.isVisible()


def test_the_next_record_starts_from_the_last(qtbot: QtBot, page: EditorPage, desk: Desk) -> None:
    section = fill(qtbot, page)
    enter(qtbot, section, "downed 73")
    assert page.save()
    page.new()
    qtbot.keyClick(field(page, "title"), Key.Key_D, Ctrl | Shift)
    assert page.what.form.row("kind").editor.text() == "Drone attack"
    window = page.reports.sections[0].form.row("when").editor
    assert window.text() == "17 Jul 2025 23:00 – 18 Jul 2025 07:00 MSK"
    assert rows(page.reports.sections[0]) == []
    page.new()
    qtbot.keyClick(field(page, "kind"), Key.Key_D, Ctrl)
    field(page, "kind").setFocus()
    qtbot.keyClick(field(page, "kind"), Key.Key_D, Ctrl)
    assert page.what.form.row("kind").editor.text() == "Drone attack"


def test_undo_elsewhere_is_followed(qtbot: QtBot, page: EditorPage, desk: Desk) -> None:
    fill(qtbot, page)
    assert page.save()
    desk.changed.connect(page.refresh)
    type_into(qtbot, field(page, "title"), " late")
    assert page.save()
    desk.undo()
    assert page.what.form.row("title").editor.text() == "Night of 17-18 July 2025"


def test_a_desk_for_reading_only_shows_all_and_takes_nothing(
    qtbot: QtBot, page: EditorPage, desk: Desk
) -> None:
    section = fill(qtbot, page)
    enter(qtbot, section, "downed 73")
    assert page.save()
    path, uid = desk.path, page.work.entry.uid
    desk.close()
    reader = Desk(open_desk(path, write=False), desk.person)
    place = Workplace(reader, page.workplace.worker, page.workplace.settings, print, print)
    other = EditorPage(place)
    qtbot.addWidget(other)
    other.open(uid)
    other.show()
    before = other.work.entry.to_json()
    for name in ("title", "kind", "when", "where"):
        type_into(qtbot, other.what.form.row(name).editor, "x")
        qtbot.keyClick(other.what.form.row(name).editor, Key.Key_Down)
        qtbot.keyClick(other.what.form.row(name).editor, Key.Key_Return)
    table = other.reports.sections[0].table
    table.go()
    qtbot.keyClicks(table, "9")
    other.reports.remove_current(table)
    assert rows(other.reports.sections[0])[0][:2] == ("Downed", "73")
    assert other.work.entry.to_json() == before
    assert "reading only" in other.notice.words.text()
    assert not other.head.save_button.isEnabled()
    assert other.can_leave()
    reader.close()


def test_nothing_typed_is_nothing_saved(qtbot: QtBot, page: EditorPage, desk: Desk) -> None:
    assert not page.save()
    assert read.family(desk.file.connection, page.work.entry.uid) is None
