"""Backups that nobody has to think of."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.desk.keeping import Keeper
from desktop.desk.making import make_desk
from desktop.desk.tasks import Worker
from desktop.records.delta import Person, created
from desktop.records.errors import Mendable
from desktop.store import backup
from desktop.store.changes import new_uid
from desktop.store.database import open_desk


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    make_desk(tmp_path / "kept.desk")
    desk = Desk(open_desk(tmp_path / "kept.desk"), Person("A. Editor"))
    yield desk
    desk.close()


def _fail(why: Mendable) -> None:
    pytest.fail(str(why))


def _save(desk: Desk) -> None:
    desk.save([created("speaker", new_uid(), {"name": "Somebody"})], "create")


def test_a_desk_that_nobody_changed_is_not_backed_up(desk: Desk) -> None:
    keeper = Keeper(desk, Worker(), _fail)
    keeper.keep_hourly()
    keeper.close()
    assert backup.listed(desk.path) == []


def test_closing_a_changed_desk_leaves_a_sound_backup(desk: Desk) -> None:
    keeper = Keeper(desk, Worker(), _fail)
    _save(desk)
    keeper.close()
    (kept,) = backup.listed(desk.path)
    assert backup.check(kept.path).counts["speaker"] == 1


def test_an_hour_with_changes_is_backed_up_once(desk: Desk, qtbot: QtBot) -> None:
    worker = Worker()
    keeper = Keeper(desk, worker, _fail)
    _save(desk)
    keeper.keep_hourly()
    qtbot.waitUntil(lambda: not worker.busy)
    keeper.keep_hourly()
    assert not worker.busy
    assert len(backup.listed(desk.path)) == 1
