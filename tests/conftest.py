"""What many tests share: a desk made once, copied for each test."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop.desk.making import make_desk
from desktop.desk.scanner import Scanner
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile


@pytest.fixture(scope="session")
def made_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new desk's file, which no test may change."""
    path = tmp_path_factory.mktemp("made") / "made.desk"
    make_desk(path)
    return path


@pytest.fixture(scope="session")
def scanner(made_desk: Path) -> Scanner:
    """Return what reads texts with the places of a new desk; making it takes a second."""
    with closing(open_desk(made_desk)) as file, file.reading() as connection:
        return Scanner(connection)


@pytest.fixture
def desk_path(made_desk: Path, tmp_path: Path) -> Path:
    """Return the path of a closed desk of the test's own."""
    return shutil.copy(made_desk, tmp_path / "night.desk")


@pytest.fixture
def desk_file(desk_path: Path) -> Iterator[DeskFile]:
    """Return an open desk of the test's own."""
    desk = open_desk(desk_path)
    yield desk
    desk.close()
