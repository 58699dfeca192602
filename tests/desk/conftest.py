"""A made desk, copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.desk.desk import Desk
from desktop.desk.making import make_desk
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
