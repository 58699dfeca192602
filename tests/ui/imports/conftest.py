"""The import's pages over the sample desk, whose workbook a colleague returns."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.desk.sample import REVIEWER, make_sample
from desktop.desk.settings import Settings
from desktop.desk.tasks import Worker
from desktop.store.database import open_desk
from desktop.ui.imports.page import ImportPage
from desktop.ui.kit.workplace import Workplace
from tests.ui.imports.making import gone_on, returned

Merging = Callable[[], ImportPage]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a sample desk and its workbook as it came back; no test may change them."""
    path = tmp_path_factory.mktemp("sample") / "sample.desk"
    make_sample(path)
    return path, returned(path, path.with_name("night.xlsx"))


@pytest.fixture
def book(sample: tuple[Path, Path]) -> Path:
    return sample[1]


@pytest.fixture
def desk(sample: tuple[Path, Path], tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "night.desk"
    path.write_bytes(sample[0].read_bytes())
    opened = Desk(open_desk(path), REVIEWER)
    yield opened
    opened.close()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def workplace(desk: Desk, tmp_path: Path, said: list[str], qtbot: QtBot) -> Iterator[Workplace]:
    worker = Worker()
    yield Workplace(desk, worker, Settings(tmp_path / "settings.json"), said.append, said.append)
    worker.close()


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> Iterator[ImportPage]:
    made = ImportPage(workplace)
    qtbot.addWidget(made)
    workplace.desk.changed.connect(made.refresh)
    made.resize(1200, 800)
    made.show()
    made.entered()
    yield made
    made.leave()


@pytest.fixture
def merging(page: ImportPage, desk: Desk, book: Path, qtbot: QtBot) -> Merging:
    """Return what begins the import of the returned workbook and goes on to the merge page."""

    def begin() -> ImportPage:
        gone_on(desk)
        page.begin(book)
        qtbot.waitUntil(lambda: page.step is page.found)
        page.found.go_on.click()
        qtbot.waitUntil(lambda: page.merge.deciding is not None)
        return page

    return begin
