"""A made desk, copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.desk.desk import Desk
from desktop.desk.making import make_desk
from desktop.desk.sample import REVIEWER, make_sample
from desktop.records.delta import Person
from desktop.store.database import open_desk


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("entry") / "made.desk"
    make_desk(path)
    return path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    copy = tmp_path / "a.desk"
    copy.write_bytes(made.read_bytes())
    opened = Desk(open_desk(copy), Person("A. Editor"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.desk"
    make_sample(path)
    return path


@pytest.fixture
def sample_desk(made_sample: Path, tmp_path: Path) -> Iterator[Desk]:
    """Open a copy of the sample, as its reviewer has it."""
    path = tmp_path / "night.desk"
    path.write_bytes(made_sample.read_bytes())
    opened = Desk(open_desk(path), REVIEWER)
    yield opened
    opened.close()
