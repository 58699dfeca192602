"""The log file."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.desk import log


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    for one in root.handlers[:]:
        if one not in handlers:
            root.removeHandler(one)
            one.close()
    root.setLevel(level)


def test_what_is_logged_stands_in_the_file_once(tmp_path: Path) -> None:
    path = log.start(tmp_path / "home")
    assert log.start(tmp_path / "home") == path
    logging.getLogger("desktop.test").warning("31 над Брянской областью")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    assert lines[0].endswith("WARNING desktop.test: 31 над Брянской областью")


def test_a_folder_that_can_not_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    log.start(tmp_path / "file" / "home")
    logging.getLogger("desktop.test").warning("lost")
