"""The export dialog: for whom, since when, with or without sources."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.desk.settings import Settings
from desktop.desk.tasks import Worker
from desktop.records.delta import Delta
from desktop.store import listing, read, receipts
from desktop.store.database import open_desk
from desktop.store.listing import Filter
from desktop.ui.kit.workplace import Workplace
from desktop.ui.window.export import ExportDialog


@pytest.fixture
def place(sample: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Workplace]:
    settings = Settings(tmp_path / "settings.json", name="A. Editor")
    desk = Desk(open_desk(shutil.copy(sample, tmp_path / "night.desk")), settings.person)
    worker = Worker()
    yield Workplace(desk, worker, settings, print, print)
    worker.close()
    desk.close()


def exported(dialog: ExportDialog, path: Path, qtbot: QtBot) -> None:
    dialog.path.setText(str(path))
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.outcome.property("role") == "done", timeout=20_000)


def test_what_changed_since_somebody_got_the_desk(
    place: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    first = ExportDialog(place, Filter())
    qtbot.addWidget(first)
    assert not first.changed.isEnabled()
    first.recipient.setEditText("Reuters")
    exported(first, tmp_path / "first.xlsx", qtbot)
    connection = place.desk.file.connection
    assert receipts.recipients(connection) == ["Reuters"]

    uid = listing.uid_of_number(connection, "2025-0002")
    kept = read.record(connection, "incident", str(uid))
    assert kept is not None
    edit = Delta("incident", kept.uid, {"title": kept["title"]}, {"title": "Another"})
    place.desk.save([edit], "edit", subject="2025-0002")

    second = ExportDialog(place, Filter())
    qtbot.addWidget(second)
    with qtbot.waitActive(second):
        second.show()
        second.activateWindow()
    second.everything.setFocus()
    qtbot.keyClick(second.everything, Qt.Key.Key_Down)
    assert second.changed.isChecked()
    assert second.since.currentText().startswith("Reuters got the desk on")
    assert second.recipient.currentText() == "Reuters"
    second.path.setText(str(tmp_path / "second.xlsx"))
    qtbot.keyClick(second.path, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: second.outcome.property("role") == "done", timeout=20_000)
    assert len(receipts.receipts(connection, "Reuters")) == 2
    rows = list(load_workbook(tmp_path / "second.xlsx")["Corrections"].values)
    assert [row[4:7] for row in rows] == [
        ("Field", "Was", "Is"),
        ("Title", kept["title"], "Another"),
    ]


def test_sources_are_left_out_by_choice(place: Workplace, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = ExportDialog(place, Filter())
    qtbot.addWidget(dialog)
    dialog.sources.setChecked(False)
    exported(dialog, tmp_path / "book.xlsx", qtbot)
    assert "Sources" not in load_workbook(tmp_path / "book.xlsx").sheetnames
    assert receipts.recipients(place.desk.file.connection) == []
