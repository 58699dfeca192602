"""The sample desk, as an editor who imports has it."""

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
def workplace(qtbot: QtBot, desk: Desk, tmp_path: Path, said: list[str]) -> Workplace:
    settings = Settings(tmp_path / "settings.json")
    return Workplace(desk, Worker(), settings, said.append, said.append)
