"""A page over an empty desk, as an editor has it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.desk.making import make_desk
from desktop.desk.settings import Settings
from desktop.desk.tasks import Worker
from desktop.records.delta import Person
from desktop.store.database import open_desk
from desktop.ui.editor.page import EditorPage
from desktop.ui.kit.workplace import Workplace

Pages = Callable[[], EditorPage]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "made.desk"
    make_desk(path)
    return path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "night.desk"
    path.write_bytes(made.read_bytes())
    opened = Desk(open_desk(path), Person("A. Editor"))
    yield opened
    opened.close()


@pytest.fixture
def pages(qtbot: QtBot, desk: Desk, tmp_path: Path, said: list[str]) -> Iterator[Pages]:
    """Make further pages over the same desk, as after a new start."""
    workers: list[Worker] = []

    def make() -> EditorPage:
        worker = Worker()
        workers.append(worker)
        settings = Settings(tmp_path / "settings.json")
        page = EditorPage(Workplace(desk, worker, settings, said.append, said.append))
        qtbot.addWidget(page, before_close_func=EditorPage.leave)
        page.resize(1280, 800)
        page.show()
        return page

    yield make
    # A thread that is still at work when its pool is collected would wait for Python for ever.
    for worker in workers:
        worker.close()


@pytest.fixture
def page(pages: Pages) -> EditorPage:
    return pages()
