"""The reading page over the sample night, with a reader that is made once."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.desk.scanner import Scanner
from desktop.ui.kit.workplace import Workplace
from desktop.ui.reading.page import ReadingPage


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, workplace: Workplace, scanner: Scanner) -> ReadingPage:
    desk._scanner = scanner
    made = ReadingPage(workplace)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.entered()
    return made
