"""Somebody's table on its way in, driven by keys."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.desk.importing import look
from desktop.store import read
from desktop.ui.imports.table import TablePage
from desktop.ui.kit.workplace import Workplace

TITLES = [["Strikes of the week", "", "", ""], ["", "", "", ""]]
HEADINGS = [["Date", "Region", "Killed", "Comment"]]
ROWS = [
    ["2025-07-17", "Bryansk Oblast", "3", "a first comment that is long enough to be one"],
    ["2025-07-18", "Kaluga Oblast", "Unspecified", "x"],
    ["2025-07-19", "Oryol Oblast", "many!", "y"],
    ["not a day", "Oryol Oblast", "1", "z"],
]


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


def book(folder: Path, rows: Sequence[Sequence[str]], name: str = "strikes.csv") -> Path:
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def show(qtbot: QtBot, page: TablePage, path: Path) -> None:
    """Look into a file and wait until all its rows are checked."""
    with page.work.workplace.desk.file.reading() as connection:
        looked = look(connection, path)
    page.show_looked(looked)
    checked(qtbot, page)


def checked(qtbot: QtBot, page: TablePage) -> None:
    qtbot.waitUntil(lambda: page.work.plan is not None and not page.work.busy, timeout=20_000)


def test_the_table_is_found_and_moved_by_keys(
    qtbot: QtBot, page: TablePage, tmp_path: Path
) -> None:
    show(qtbot, page, book(tmp_path, TITLES + HEADINGS + ROWS))
    step = page.place
    assert (step.header.value(), step.first.value(), step.last.value()) == (3, 4, 7)
    step.view.setCurrentIndex(step.model.index(5, 0))
    step.view.setFocus()
    QTest.keyClick(step.view, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: step.last.value() == 6)
    checked(qtbot, page)
    assert page.primary.text() == "Import 3 rows"
    step.view.setCurrentIndex(step.model.index(4, 0))
    QTest.keyClick(step.view, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: step.first.value() == 5)
    checked(qtbot, page)
    assert page.primary.text() == "Import 2 rows"


def test_all_rows_come_in_as_one_change(
    qtbot: QtBot, page: TablePage, workplace: Workplace, tmp_path: Path
) -> None:
    show(qtbot, page, book(tmp_path, HEADINGS + ROWS))
    before = len(read.table(workplace.desk.file.connection, "incident"))
    assert page.primary.text() == "Import 3 rows"
    with qtbot.waitSignal(page.done, timeout=20_000) as told:
        QTest.keyClick(page.place.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args[0].action == "import"
    assert len(read.table(workplace.desk.file.connection, "incident")) == before + 3
    workplace.desk.undo()
    assert len(read.table(workplace.desk.file.connection, "incident")) == before
