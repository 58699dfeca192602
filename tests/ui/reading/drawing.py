"""The steps of reading a statement, for the gallery."""

from collections.abc import Callable, Iterator
from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from desktop.desk.posts import Post
from desktop.desk.sample_texts import EVENING_STATEMENT, GOVERNOR_POST, NIGHT_STATEMENT
from desktop.ui import tour
from desktop.ui.reading.page import ReadingPage
from desktop.ui.window.shell import READING
from desktop.ui.window.window import Window

DOUBTFUL = (
    "Губернатор Владислав Шапша: ночью над Жуковским и Октябрьским районами силы ПВО сбили около "
    "10 БПЛА, в том числе 3 – над Людиново. Пострадавших нет. Повреждены два дома."
)
PLAIN = "Глава региона провёл совещание о подготовке школ к новому учебному году. " * 12
POSTED = "18.07.2025"


def steps(window: Window, until: Callable[[Callable[[], bool]], None]) -> Iterator[str]:
    """Read some statements one after another, and yield the name of each step."""
    shell = window.shell
    assert shell is not None
    shell.read_text()
    page = cast("ReadingPage", shell.page(READING))
    yield "1 empty"
    until(lambda: page.along.ready)
    page.pane.begin(GOVERNOR_POST.text, "")
    yield "2 day left out"
    page.pane.begin(NIGHT_STATEMENT.text, POSTED)
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.rows.index(5, 0))
    yield "3 proposed, same night"
    page.pane.begin(DOUBTFUL, POSTED)
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.rows.index(2, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    yield "4 in doubt, left out"
    page.pane.begin(PLAIN, POSTED)
    yield "5 no figure"
    page.queue.load([Post(EVENING_STATEMENT.text, POSTED), Post(NIGHT_STATEMENT.text, POSTED)])
    window.resize(QSize(1366, 768))
    yield "6 several at 1366"
    page.queue.clear()
    page.pane.begin(NIGHT_STATEMENT.text, POSTED)
    page.accept()
    editor = shell.editor
    assert editor is not None
    yield "7 accepted in the editor"
    editor.discard()
    shell.open_incident(shell.incidents.current_uid())
    editor.source.tabs.setCurrentIndex(1)
    editor.source.marking.sweep()
    editor.source.sweep.step()
    window.resize(tour.SIZE)
    yield "8 left over in the source"
