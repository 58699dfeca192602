"""The sample desk as a reviewer has it, for the rooms that have no desk of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.desk.sample import REVIEWER, make_sample
from desktop.desk.settings import Settings
from desktop.desk.tasks import Worker
from desktop.store.database import open_desk
from desktop.ui.kit.workplace import Workplace


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.desk"
    make_sample(path)
    return path


@pytest.fixture
def desk(sample: Path, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "night.desk"
    path.write_bytes(sample.read_bytes())
    opened = Desk(open_desk(path), REVIEWER)
    yield opened
    opened.close()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def workplace(qtbot: QtBot, desk: Desk, tmp_path: Path, said: list[str]) -> Iterator[Workplace]:
    settings, worker = Settings(tmp_path / "settings.json"), Worker()
    yield Workplace(desk, worker, settings, said.append, said.append)
    # A thread that is still at work when its pool is collected would wait for Python for ever.
    worker.close()
