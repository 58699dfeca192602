"""Somebody's table on its way in, driven by keys."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk.importing import look
from desktop.store import read
from desktop.ui.imports import columns, meanings, preview, twins
from desktop.ui.imports.table import TablePage
from desktop.ui.kit.table import IdTable
from desktop.ui.kit.workplace import Workplace
from tests.ui.imports.tables import CYRILLIC, STRIKES, table

CTRL = Qt.KeyboardModifier.ControlModifier
PLACE, COLUMNS, RULES, PREVIEW, TWINS = range(5)


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace) -> Iterator[TablePage]:
    made = TablePage(workplace)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    workplace.worker.close()
    if made.work.looked is not None:
        made.work.looked.close()


def show(qtbot: QtBot, page: TablePage, path: Path) -> None:
    """Look into a file and wait until all its rows are checked."""
    if page.work.looked is not None:
        page.work.looked.close()
    with page.work.workplace.desk.file.reading() as connection:
        looked = look(connection, path)
    page.show_looked(looked)
    checked(qtbot, page)


def checked(qtbot: QtBot, page: TablePage) -> None:
    qtbot.waitUntil(lambda: page.work.plan is not None and not page.work.busy, timeout=20_000)


def strikes(qtbot: QtBot, page: TablePage, folder: Path) -> None:
    show(qtbot, page, table(folder, STRIKES))


def go(page: TablePage, step: int) -> None:
    """Go to a step by its key."""
    while page.tabs.currentIndex() != step:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_PageDown, CTRL)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def offered() -> QWidget | None:
    """Return the list under the field being typed in, once its first row is marked."""
    popup = QApplication.activePopupWidget()
    marked = isinstance(popup, QAbstractItemView) and popup.currentIndex().isValid()
    return popup if marked else None


def shown(listed: IdTable, column: int) -> list[str]:
    return [listed.ids.shown(row, column).text for row in range(listed.ids.rowCount())]


def on_column(page: TablePage, name: str) -> None:
    go(page, COLUMNS)
    page.columns.table.setCurrentIndex(page.columns.index_of(name))


def incidents(workplace: Workplace) -> int:
    return len(read.table(workplace.desk.file.connection, "incident"))


def test_the_table_is_found_under_its_title_and_moved_by_keys(
    qtbot: QtBot, page: TablePage, tmp_path: Path
) -> None:
    strikes(qtbot, page, tmp_path)
    step = page.place
    assert (step.header.value(), step.first.value(), step.last.value()) == (3, 4, 11)
    assert focused() is step.view
    step.view.setCurrentIndex(step.model.index(9, 0))
    QTest.keyClick(step.view, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: step.last.value() == 10)
    checked(qtbot, page)
    assert page.primary.text() == "Import 6 rows"
    step.view.setCurrentIndex(step.model.index(4, 0))
    QTest.keyClick(step.view, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: step.first.value() == 5)
    checked(qtbot, page)
    assert page.primary.text() == "Import 5 rows"
    step.view.setCurrentIndex(step.model.index(4, 3))
    QTest.keyClick(step.view, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: step.right.value() == 4)
    assert [one.name for one in page.columns.columns] == ["Date", "Region", "Weapon", "Launched"]


def test_headings_elsewhere_are_read_anew(qtbot: QtBot, page: TablePage, tmp_path: Path) -> None:
    strikes(qtbot, page, tmp_path)
    page.place.view.setCurrentIndex(page.place.model.index(5, 0))
    QTest.keyClick(page.place.view, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: page.place.header.value() == 6)
    assert page.columns.columns[1].heading == "Oryol Oblast"
    assert page.place.first.value() == 7


def test_rows_outside_the_table_are_told_from_those_inside(
    qtbot: QtBot, page: TablePage, tmp_path: Path
) -> None:
    strikes(qtbot, page, tmp_path)
    model = page.place.model
    QAbstractItemModelTester(model, page)
    spoken = int(Qt.ItemDataRole.AccessibleTextRole)
    assert model.data(model.index(0, 0), spoken).startswith("not taken")
    assert model.data(model.index(2, 0), spoken) == "heading: Date"
    assert model.headerData(3, Qt.Orientation.Vertical) == "First  4"
    assert model.headerData(10, Qt.Orientation.Vertical) == "Last  11"


def test_all_rows_come_in_as_one_change(
    qtbot: QtBot, page: TablePage, workplace: Workplace, tmp_path: Path
) -> None:
    strikes(qtbot, page, tmp_path)
    before = incidents(workplace)
    assert page.primary.text() == "Import 7 rows"
    assert "1 row refused" in page.why.text()
    with qtbot.waitSignal(page.done, timeout=20_000) as told:
        QTest.keyClick(page.place.view, Qt.Key.Key_Return, CTRL)
    assert told.args[0].action == "import"
    assert incidents(workplace) == before + 7
    workplace.desk.undo()
    assert incidents(workplace) == before


def test_a_column_becomes_something_else_by_typing(
    qtbot: QtBot, page: TablePage, tmp_path: Path
) -> None:
    strikes(qtbot, page, tmp_path)
    on_column(page, "Launched")
    assert shown(page.columns.table, columns.BECOMES)[3] == "Figure: Launched"
    QTest.keyClick(page.columns.table, Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "injur")
    qtbot.waitUntil(lambda: offered() is not None)
    QTest.keyClick(offered(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(page.columns.table, columns.BECOMES)[3] == "Figure: Injured")
    checked(qtbot, page)
    assert page.columns.pane.figure.isVisible()


def test_of_two_columns_that_only_one_can_be_the_other_is_left_out(
    qtbot: QtBot, page: TablePage, said: list[str], tmp_path: Path
) -> None:
    strikes(qtbot, page, tmp_path)
    page.columns.pane.become(page.columns.columns[2], "where.region")
    assert shown(page.columns.table, columns.BECOMES)[1:3] == ["left out", "Where: the region"]
    assert "Region" in said[-1]


def test_a_value_that_does_not_read_is_said_to_mean_a_count(
    qtbot: QtBot, page: TablePage, tmp_path: Path
) -> None:
    strikes(qtbot, page, tmp_path)
    on_column(page, "Killed")
    values = page.columns.pane.values.table
    assert "lots" in shown(values, meanings.VALUE)
    assert shown(page.columns.table, columns.UNREAD)[5] == "1"
    values.setFocus()
    row = shown(values, meanings.VALUE).index("lots")
    values.setCurrentIndex(page.columns.pane.values.model.index(row, meanings.MEANS))
    QTest.keyClick(values, Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_3, CTRL)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "lots" in page.work.profile.values["Killed"])
    checked(qtbot, page)
    assert shown(page.columns.table, columns.UNREAD)[5] == ""
    assert dict(zip(shown(values, 0), shown(values, 1), strict=True))["lots"] == "not checked"


def test_a_value_means_nothing_by_del_and_is_asked_again_by_backspace(
    qtbot: QtBot, page: TablePage, tmp_path: Path
) -> None:
    strikes(qtbot, page, tmp_path)
    on_column(page, "Launched")
    values = page.columns.pane.values.table
    values.setFocus()
    QTest.keyClick(values, Qt.Key.Key_Delete)
    checked(qtbot, page)
    assert shown(values, meanings.MEANS) == ["nothing"]
    assert page.work.plan is not None
    assert not [one for one in page.work.plan.refused if one.value == "about a dozen"]
    QTest.keyClick(values, Qt.Key.Key_Backspace)
    checked(qtbot, page)
    assert [one for one in page.work.plan.refused if one.value == "about a dozen"]


def test_unknown_names_stand_once_and_are_answered_by_keys(
    qtbot: QtBot, page: TablePage, workplace: Workplace, tmp_path: Path
) -> None:
    strikes(qtbot, page, tmp_path)
    go(page, RULES)
    names = page.rules.strangers
    assert focused() is names.table
    assert shown(names.table, 0)[:2] == ["Old Quarry", "Port of Nowhere"]
    assert shown(names.table, 0).count("An eyewitness") == 1
    QTest.keyClick(names.table, Qt.Key.Key_N)
    checked(qtbot, page)
    assert shown(names.table, 3)[0] == "only in the note"
    QTest.keyClick(names.table, Qt.Key.Key_Down)
    QTest.keyClick(names.table, Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "Kaluga Obl")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    checked(qtbot, page)
    assert shown(names.table, 3)[1] == "is Kaluga Oblast"
    with qtbot.waitSignal(page.done, timeout=20_000):
        page.proceed()
    places = [one["name"] for one in read.table(workplace.desk.file.connection, "place")]
    assert "Old Quarry" not in places
    assert "Port of Nowhere" not in places


def test_an_unknown_place_is_added_within_another(
    qtbot: QtBot, page: TablePage, workplace: Workplace, tmp_path: Path
) -> None:
    strikes(qtbot, page, tmp_path)
    go(page, RULES)
    names = page.rules.strangers
    names.under.setFocus()
    QTest.keyClicks(names.under, "Kaluga Obl")
    QTest.keyClick(names.under, Qt.Key.Key_Return)
    checked(qtbot, page)
    assert (shown(names.table, 2)[0], shown(names.table, 3)[0]) == (
        "Kaluga Oblast", "add to the desk",
    )  # fmt: skip
    with qtbot.waitSignal(page.done, timeout=20_000):
        page.proceed()
    connection = workplace.desk.file.connection
    quarry = next(one for one in read.table(connection, "place") if one["name"] == "Old Quarry")
    assert read.names(connection, [quarry["parent"]]) == {quarry["parent"]: "Kaluga Oblast"}


def test_refused_cells_are_seen_alone_with_their_reasons(
    qtbot: QtBot, page: TablePage, tmp_path: Path
) -> None:
    strikes(qtbot, page, tmp_path)
    go(page, PREVIEW)
    assert len(shown(page.preview.table, preview.ROW)) == 8
    QTest.keyClick(page.preview.table, Qt.Key.Key_X, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert shown(page.preview.table, preview.ROW) == ["6", "7", "8", "9"]
    assert "about a dozen" in shown(page.preview.table, preview.REFUSED)[0]
    assert shown(page.preview.table, preview.REFUSED)[2].startswith("the whole row")
    page.preview.table.setCurrentIndex(page.preview.model.index(1, 0))
    assert "#VALUE!" in page.preview.pane.sheet.toPlainText()
    assert "Launched" in page.preview.pane.record.toPlainText()


def test_a_default_holds_where_no_column_says_it(
    qtbot: QtBot, page: TablePage, tmp_path: Path
) -> None:
    strikes(qtbot, page, tmp_path)
    go(page, RULES)
    field = page.rules.defaults["source.publisher"]
    field.setFocus()
    QTest.keyClicks(field, "The Weekly")
    page.rules.zone.setFocus()
    checked(qtbot, page)
    assert page.work.profile.defaults == {"source.publisher": "The Weekly"}


def test_rows_that_the_desk_has_are_decided_by_keys_and_remembered(
    qtbot: QtBot, page: TablePage, workplace: Workplace, tmp_path: Path
) -> None:
    path = table(tmp_path, STRIKES)
    show(qtbot, page, path)
    with qtbot.waitSignal(page.done, timeout=20_000):
        page.proceed()
    show(qtbot, page, path)
    assert "This very file came in" in page.again.text()
    go(page, TWINS)
    listed = page.twins.table
    assert len(shown(listed, twins.ROW)) == 7
    QTest.keyClick(listed, Qt.Key.Key_L, CTRL)
    assert set(shown(listed, twins.THEN)) == {"leave out"}
    assert page.primary.text() == "Leave out 7 rows"
    assert not page.primary.isEnabled()
    page.once_more.setFocus()
    QTest.keyClick(page.once_more, Qt.Key.Key_Space)
    assert page.primary.isEnabled()
    QTest.keyClick(listed, Qt.Key.Key_M)
    QTest.keyClick(listed, Qt.Key.Key_I)
    assert shown(listed, twins.THEN)[:3] == [
        "a further report of it", "import anyway", "leave out",
    ]  # fmt: skip
    assert page.primary.text() == "Import 2 rows"
    before = incidents(workplace)
    with qtbot.waitSignal(page.done, timeout=20_000):
        page.proceed()
    assert incidents(workplace) == before + 1
    show(qtbot, page, path)
    assert "leave out (as last time)" in shown(listed, twins.THEN)


def test_nothing_is_written_before_rows_that_the_desk_has_are_decided(
    qtbot: QtBot, page: TablePage, workplace: Workplace, tmp_path: Path
) -> None:
    show(qtbot, page, table(tmp_path, STRIKES))
    with qtbot.waitSignal(page.done, timeout=20_000):
        page.proceed()
    before = incidents(workplace)
    changed: list[Sequence[str]] = [list(row) for row in STRIKES]
    changed[3] = ["2025-07-21", *STRIKES[3][1:]]
    show(qtbot, page, table(tmp_path, changed, "again.csv"))
    assert page.primary.text() == "Decide on 6 rows"
    QTest.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    assert page.tabs.currentIndex() == TWINS
    assert focused() is page.twins.table
    assert incidents(workplace) == before
    QTest.keyClick(focused(), Qt.Key.Key_L, CTRL)
    assert page.primary.text() == "Import 1 row"
    with qtbot.waitSignal(page.done, timeout=20_000):
        QTest.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    assert incidents(workplace) == before + 1


def test_a_table_that_was_taken_back_says_so_and_comes_in_anew(
    qtbot: QtBot, page: TablePage, workplace: Workplace, tmp_path: Path
) -> None:
    path = table(tmp_path, STRIKES)
    show(qtbot, page, path)
    before = incidents(workplace)
    with qtbot.waitSignal(page.done, timeout=20_000):
        page.proceed()
    came = incidents(workplace)
    workplace.desk.undo()
    show(qtbot, page, path)
    assert "taken back since" in page.again.text()
    assert not page.once_more.isVisible()
    with qtbot.waitSignal(page.done, timeout=20_000):
        page.proceed()
    assert (before, incidents(workplace)) == (before, came)


def test_counts_stand_beside_those_of_the_desk(
    qtbot: QtBot, page: TablePage, tmp_path: Path
) -> None:
    path = table(tmp_path, STRIKES)
    show(qtbot, page, path)
    with qtbot.waitSignal(page.done, timeout=20_000):
        page.proceed()
    changed: list[Sequence[str]] = [list(row) for row in STRIKES]
    changed[3] = [*STRIKES[3][:4], "29", *STRIKES[3][5:]]
    show(qtbot, page, table(tmp_path, changed, "again.csv"))
    go(page, TWINS)
    assert shown(page.twins.table, twins.HOW)[0] == "other counts"
    qtbot.waitUntil(lambda: page.twins.counts.ids.rowCount() > 0)
    row = next(at for at, what in enumerate(shown(page.twins.counts, 0)) if "Downed" in what)
    assert (shown(page.twins.counts, 1)[row], shown(page.twins.counts, 2)[row]) == ("29", "31")


def test_a_kept_profile_is_offered_where_the_headings_are_the_same(
    qtbot: QtBot, page: TablePage, tmp_path: Path
) -> None:
    strikes(qtbot, page, tmp_path)
    page.columns.pane.become(page.columns.columns[7], "")
    page.profiles.save.click()
    page.profiles.name.selectAll()
    QTest.keyClicks(page.profiles.name, "The weekly strikes")
    QTest.keyClick(page.profiles.name, Qt.Key.Key_Return)
    show(qtbot, page, table(tmp_path, STRIKES[2:6], "next.csv"))
    assert shown(page.columns.table, columns.BECOMES)[7] == "Source: URL"
    assert page.profiles.offer.isVisible()
    page.profiles.offer.click()
    qtbot.waitUntil(lambda: page.profiles.kept.currentText() == "The weekly strikes")
    checked(qtbot, page)
    assert shown(page.columns.table, columns.BECOMES)[7] == "left out"
    assert page.primary.text() == "Import 3 rows"


def test_a_file_that_is_no_profile_is_refused_in_words(
    qtbot: QtBot, page: TablePage, tmp_path: Path
) -> None:
    strikes(qtbot, page, tmp_path)
    damaged = tmp_path / "no.profile.json"
    damaged.write_text("{", encoding="utf-8")
    page.profiles.use_file(damaged)
    assert "no profile" in page.why.text()


def test_a_file_without_a_table_says_so(qtbot: QtBot, page: TablePage, tmp_path: Path) -> None:
    with page.work.workplace.desk.file.reading() as connection:
        page.show_looked(look(connection, table(tmp_path, [[""]], "empty.csv")))
    qtbot.waitUntil(lambda: "no rows" in page.why.text())
    assert not page.primary.isEnabled()
    assert not page.tabs.isTabEnabled(COLUMNS)


def test_going_back_and_on_loses_nothing(qtbot: QtBot, page: TablePage, tmp_path: Path) -> None:
    strikes(qtbot, page, tmp_path)
    page.columns.pane.become(page.columns.columns[7], "")
    looked = page.work.looked
    assert looked is not None
    page.show_looked(looked)
    assert shown(page.columns.table, columns.BECOMES)[7] == "left out"


def test_cyrillic_headings_are_understood(qtbot: QtBot, page: TablePage, tmp_path: Path) -> None:
    show(qtbot, page, table(tmp_path, CYRILLIC))
    becomes = shown(page.columns.table, columns.BECOMES)
    assert becomes[:3] == ["When, or when it began", "Where: the region", "Figure: Downed"]
    assert page.primary.text() == "Import 29 rows"
