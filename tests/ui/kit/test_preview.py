"""The selected incident at a glance."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk import cataloguing
from desktop.desk.desk import Desk
from desktop.desk.sample import make_sample
from desktop.desk.settings import Settings
from desktop.desk.tasks import Worker
from desktop.records.delta import Person
from desktop.store import read
from desktop.store.database import open_desk
from desktop.ui.kit.preview import Preview
from desktop.ui.kit.workplace import Workplace


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    make_sample(tmp_path / "sample.desk")
    opened = Desk(open_desk(tmp_path / "sample.desk"), Person("A. Editor"))
    yield opened
    opened.close()


def test_only_origins_count_as_independent(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    connection = desk.file.connection
    settings = Settings(tmp_path / "settings.json")
    preview = Preview(Workplace(desk, Worker(), settings, print, print))
    qtbot.addWidget(preview)
    uid = read.numbered(connection, ["2025-0002"])["2025-0002"]
    preview.show_incident(uid)
    # The story carries the reports of both others.
    assert "Independent origins\n2 of 3 reports" in preview.text.toPlainText()
    uids = {one["title"]: one.uid for one in read.table(connection, "source")}
    post, night = (
        uids["Vladislav Shapsha, morning of 18 July 2025"],
        uids["Ministry of Defence, night of 17-18 July 2025"],
    )
    cataloguing.set_origin(desk, post, night)
    preview.show_incident(uid)
    shown = preview.text.toPlainText()
    assert "Independent origins\n1 of 3 reports" in shown
    story = "Drones downed near Kaluga and over nine regions"
    assert f"also in {story}, Vladislav Shapsha, morning of 18 July 2025" in shown
