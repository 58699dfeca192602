"""Importing a returned workbook by the keyboard: found, decided, accepted, undone."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.desk.exporting import export
from desktop.desk.sample import REVIEWER, make_sample
from desktop.desk.settings import Settings
from desktop.desk.tasks import Worker
from desktop.records.delta import Person, edited
from desktop.store import journal, read
from desktop.store.database import open_desk
from desktop.ui.imports.page import ImportPage
from desktop.ui.kit.workplace import Workplace
from tests.ui.imports.making import gone_on, returned
from tests.ui.imports.tables import HEADINGS, STRIKES, table

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


Merging = Callable[[], ImportPage]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a sample desk and its workbook as it came back; no test may change them."""
    path = tmp_path_factory.mktemp("sample") / "sample.desk"
    make_sample(path)
    return path, returned(path, path.with_name("night.xlsx"))


@pytest.fixture
def book(sample: tuple[Path, Path]) -> Path:
    return sample[1]


@pytest.fixture
def desk(sample: tuple[Path, Path], tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "night.desk"
    path.write_bytes(sample[0].read_bytes())
    opened = Desk(open_desk(path), REVIEWER)
    yield opened
    opened.close()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def workplace(desk: Desk, tmp_path: Path, said: list[str], qtbot: QtBot) -> Iterator[Workplace]:
    worker = Worker()
    yield Workplace(desk, worker, Settings(tmp_path / "settings.json"), said.append, said.append)
    worker.close()


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> Iterator[ImportPage]:
    made = ImportPage(workplace)
    qtbot.addWidget(made)
    workplace.desk.changed.connect(made.refresh)
    made.resize(1200, 800)
    made.show()
    made.entered()
    yield made
    made.leave()


@pytest.fixture
def merging(page: ImportPage, desk: Desk, book: Path, qtbot: QtBot) -> Merging:
    """Return what begins the import of the returned workbook and goes on to the merge page."""

    def begin() -> ImportPage:
        gone_on(desk)
        page.begin(book)
        qtbot.waitUntil(lambda: page.step is page.found)
        page.found.go_on.click()
        qtbot.waitUntil(lambda: page.merge.deciding is not None)
        return page

    return begin


def press(
    qtbot: QtBot,
    page: ImportPage,
    keys: str,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press letters where the focus is, as shortcuts see them."""
    for letter in keys:
        focus = QApplication.focusWidget() or page
        qtbot.keyClick(focus, Qt.Key(ord(letter.upper())), held)


def rows(page: ImportPage) -> list[list[str]]:
    model = page.merge.view.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def incident(desk: Desk, number: str) -> read.Kept:
    uid = desk.file.connection.execute(
        "SELECT uid FROM incident WHERE number=?", (number,)
    ).fetchone()[0]
    found = read.record(desk.file.connection, "incident", uid)
    assert found is not None
    return found


def accepted(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.merge.view, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.step is page.done)


def test_it_says_what_the_file_is_and_enter_goes_on(
    page: ImportPage, book: Path, qtbot: QtBot
) -> None:
    page.begin(book)
    qtbot.waitUntil(lambda: page.step is page.found)
    said = page.found.sentence.text()
    assert said.startswith("Workbook exported from this desk on ")
    assert said.endswith("MSK, filter: none.")
    assert QApplication.focusWidget() is page.found.go_on
    qtbot.keyClick(page.found.go_on, Qt.Key.Key_Return)
    assert page.step is page.merge


def test_conflicts_stand_first_with_all_sides(merging: Merging) -> None:
    page = merging()
    shown = rows(page)
    assert shown[0][0].startswith("Incident 2025-0001")
    assert shown[1] == [
        "Title", "Evening of 17 July: drones over Bryansk Oblast and Crimea",
        "The evening of the 22 drones", "Evening of 17 July 2025", "undecided",
    ]  # fmt: skip
    assert shown[2] == ["Confidence", "medium", "high", "medium", "ours"]
    assert ["Count", "22", "24", "23", "undecided"] in shown
    tabs = [page.merge.tabs.tabText(n) for n in range(page.merge.tabs.count())]
    assert tabs == [
        "All  9", "Conflicts  3", "Changed  3", "New  1", "Removed or missing  1",
        "Refused cells  1",
    ]  # fmt: skip


def test_nothing_is_accepted_while_conflicts_wait(
    merging: Merging, desk: Desk, qtbot: QtBot
) -> None:
    page = merging()
    before = journal.head(desk.file.connection)
    assert not page.merge.accept.isEnabled()
    assert page.merge.reason.text() == "2 fields and 1 record wait"
    qtbot.keyClick(page.merge.view, Qt.Key.Key_Return, CTRL)
    assert page.step is page.merge
    assert journal.head(desk.file.connection) == before


def test_decided_by_keys_accepted_undone_and_done_again(
    merging: Merging, desk: Desk, qtbot: QtBot
) -> None:
    page = merging()
    press(qtbot, page, "n")
    press(qtbot, page, "t")
    # From what was decided the cursor goes to the next that waits.
    assert page.merge.view.current()[1] == "count"
    press(qtbot, page, "e")
    editor = QApplication.focusWidget()
    assert editor is not None
    qtbot.keyClicks(editor, "99")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    press(qtbot, page, "e")
    again = page.merge.bar.row
    assert again is not None
    assert "99" in again.editor.text()
    again.editor.setFocus()
    again.editor.set_text("")
    qtbot.keyClicks(again.editor, "25+")
    qtbot.keyClick(again.editor, Qt.Key.Key_Return)
    assert page.merge.reason.text() == "1 record waits"
    press(qtbot, page, "t")
    assert page.merge.reason.text() == ""
    before = len(journal.headers(desk.file.connection, limit=200))
    page.merge.why.setText("sent back by mail")
    accepted(page, qtbot)
    changes = journal.headers(desk.file.connection, limit=200)
    assert len(changes) == before + 1
    assert (changes[0].action, changes[0].why) == ("import", "sent back by mail")
    assert incident(desk, "2025-0001")["title"] == "Evening of 17 July 2025"
    assert incident(desk, "2025-0001")["confidence"] == "high"
    counts = {row[0] for row in desk.file.connection.execute("SELECT count FROM figure")}
    assert "25+" in counts
    assert page.done.sentence.text() == "5 records changed, 2 new records."
    page.done.undo.click()
    assert incident(desk, "2025-0001")["title"] == "The evening of the 22 drones"
    assert page.done.sentence.text().startswith("Undone")
    desk.redo()
    assert page.done.sentence.text() == "5 records changed, 2 new records."
    assert incident(desk, "2025-0001")["title"] == "Evening of 17 July 2025"


def test_a_text_that_can_t_be_read_stays_with_its_reason(merging: Merging, qtbot: QtBot) -> None:
    page = merging()
    press(qtbot, page, "nk")
    press(qtbot, page, "e")
    row = page.merge.bar.row
    assert row is not None
    assert row.name == "count"
    row.editor.set_text("")
    qtbot.keyClicks(row.editor, "many?")
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    assert page.merge.bar.row is row
    assert "many?" in row.problem


def test_all_conflicts_one_side_and_whole_records(
    merging: Merging, desk: Desk, qtbot: QtBot
) -> None:
    page = merging()
    press(qtbot, page, "k", CTRL | SHIFT)
    assert page.merge.accept.isEnabled()
    page.merge.view.selectRow(0)
    press(qtbot, page, "t", CTRL)
    assert rows(page)[1][4] == "theirs"
    accepted(page, qtbot)
    assert incident(desk, "2025-0001")["title"] == "Evening of 17 July 2025"
    counts = {row[0] for row in desk.file.connection.execute("SELECT count FROM figure")}
    assert "24" in counts


def test_tabs_narrow_by_keys_and_refused_cells_are_listed(merging: Merging, qtbot: QtBot) -> None:
    page = merging()
    qtbot.keyClick(page.merge.view, Qt.Key.Key_4)
    headings = [row[0] for row in rows(page) if " · " in row[0]]
    assert len(headings) == 1
    assert " · new · Figures!A" in headings[0]
    qtbot.keyClick(page.merge.view, Qt.Key.Key_6)
    model = page.merge.refused.model_
    shown = [model.index(0, column).data() for column in range(model.columnCount())]
    assert shown[:4] == ["Figures", "I3", "Count", "about a dozen?"]
    assert shown[4]


def test_what_is_missing_goes_only_when_it_is_said(
    merging: Merging, desk: Desk, qtbot: QtBot
) -> None:
    page = merging()
    first = page.merge.deciding
    assert first is not None
    assert first.plan.counts["missing"] == 1
    press(qtbot, page, "t", CTRL | SHIFT)
    page.merge.removing.setFocus()
    qtbot.keyClick(page.merge.removing, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.merge.deciding is not first)
    second = page.merge.deciding
    assert second is not None
    assert second.plan.counts["removed"] == 1
    # What was decided before stands.
    assert second.waiting == (0, 0)
    before = live(desk)
    page.merge.view.setFocus()
    accepted(page, qtbot)
    assert page.done.sentence.text().endswith("1 went to the bin.")
    assert live(desk) == before


def live(desk: Desk) -> int:
    """Return how many figures are there; one came and one went."""
    return int(
        desk.file.connection.execute("SELECT count(*) FROM figure WHERE removed=0").fetchone()[0]
    )


def test_what_moved_meanwhile_is_named_and_compared_again(
    merging: Merging, desk: Desk, qtbot: QtBot
) -> None:
    page = merging()
    press(qtbot, page, "t", CTRL | SHIFT)
    kept = incident(desk, "2025-0001")
    change = edited("incident", kept.uid, kept.values, {"title": "Typed meanwhile"})
    assert change is not None
    desk.save([change], "edit")
    assert "changed since" in page.merge.problem.text()
    qtbot.keyClick(page.merge.view, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Typed meanwhile" in page.merge.problem.text())
    assert page.merge.again.isVisible()
    before = page.merge.deciding
    qtbot.keyClick(page.merge.view, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: page.merge.deciding is not before)
    assert rows(page)[1][2] == "Typed meanwhile"
    assert rows(page)[1][4] == "theirs"


def test_an_unedited_export_says_that_nothing_differs(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "same.xlsx"
    export(desk.path, path)
    page.begin(path)
    qtbot.waitUntil(lambda: page.step is page.found)
    page.found.go_on.click()
    qtbot.waitUntil(lambda: page.merge.deciding is not None)
    assert page.merge.stack.currentWidget() is page.merge.nothing
    assert page.merge.nothing.sentence.text() == "Nothing differs."
    assert not page.merge.accept.isEnabled()


def test_the_same_file_again_says_when_it_came_in(
    merging: Merging, book: Path, qtbot: QtBot
) -> None:
    page = merging()
    press(qtbot, page, "t", CTRL | SHIFT)
    accepted(page, qtbot)
    page.done.next.click()
    page.begin(book)
    qtbot.waitUntil(lambda: page.step is page.found)
    assert "This very file came in on " in page.found.again.text()


def test_a_picture_is_refused_on_the_page(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "night.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    page.begin(path)
    qtbot.waitUntil(lambda: page.start.problem != "")
    assert page.step is page.start
    assert "a picture, not a workbook" in page.start.choice.sentence.text()


def test_escape_goes_back_one_step_and_decisions_stay(merging: Merging, qtbot: QtBot) -> None:
    page = merging()
    press(qtbot, page, "nt")
    decided = dict(page.merge.deciding.choices) if page.merge.deciding else {}
    assert decided
    qtbot.keyClick(page.merge.view, Qt.Key.Key_Escape)
    assert page.step is page.found
    page.found.go_on.click()
    assert page.step is page.merge
    assert page.merge.deciding is not None
    assert page.merge.deciding.choices == decided
    qtbot.keyClick(page.merge.view, Qt.Key.Key_Escape)
    qtbot.keyClick(page.found.go_on, Qt.Key.Key_Escape)
    assert page.step is page.start
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.start, Qt.Key.Key_Escape)


def test_every_control_has_a_name(merging: Merging) -> None:
    page = merging()
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_a_colleagues_copy_is_merged_by_the_same_page(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = tmp_path / "copy.desk"
    with closing(sqlite3.connect(copy)) as there:
        desk.file.connection.backup(there)
    with closing(open_desk(copy)) as file:
        other = Desk(file, Person("A. Colleague"))
        kept = incident(other, "2025-0002")
        change = edited("incident", kept.uid, kept.values, {"title": "Seventy-three drones"})
        assert change is not None
        other.save([change], "edit")
    page.begin(copy)
    qtbot.waitUntil(lambda: page.step is page.found)
    page.found.go_on.click()
    qtbot.waitUntil(lambda: page.merge.deciding is not None)
    assert rows(page)[1][3:] == ["Seventy-three drones", "theirs"]
    accepted(page, qtbot)
    assert incident(desk, "2025-0002")["title"] == "Seventy-three drones"


def test_refused_rows_are_saved_to_be_mended(
    merging: Merging, tmp_path: Path, qtbot: QtBot
) -> None:
    page = merging()
    press(qtbot, page, "t", CTRL | SHIFT)
    accepted(page, qtbot)
    assert page.done.save_refused.isVisible()
    path = tmp_path / "refused.xlsx"
    page.save_rejects(path)
    qtbot.waitUntil(path.exists)
    with closing(load_workbook(path)) as written:
        values = [cell for row in written["Figures"].values for cell in row]
    assert "about a dozen?" in values
    qtbot.waitUntil(lambda: str(path) in page.done.saved.text())


def test_refused_rows_of_a_table_are_saved_by_keys_mended_and_imported(
    page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "mend.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_told: (str(path), ""))

    def took(file: Path) -> None:
        page.begin(file)
        qtbot.waitUntil(lambda: page.step is page.found)
        qtbot.keyClick(page.found.go_on, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.table.work.plan is not None and not page.table.work.busy)
        qtbot.keyClick(page.table, Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: page.step is page.done)

    took(table(tmp_path, STRIKES))
    assert "1 row did not come in at all" in page.done.refused.text()
    while QApplication.focusWidget() is not page.done.save_refused:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(page.done.save_refused, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: str(path) in page.done.saved.text())
    with closing(load_workbook(path)) as book:
        sheet = book.worksheets[0]
        lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert lines[2] == HEADINGS
        row = next(at for at, line in enumerate(lines, 1) if line[0] == "the night before")
        assert sheet.cell(row, 1).comment is not None
        sheet.cell(row, 1).value = "2025-07-16"
        for at in range(len(lines), 3, -1):
            if at != row:
                sheet.delete_rows(at)
        book.save(path)
    took(path)
    assert not page.done.refused.isVisible()
