"""The whole night, from an empty file to the workbook, typed through the window by keys."""

import json
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk import settings as settings_
from desktop.desk.exporting import export
from desktop.desk.making import make_desk
from desktop.desk.sample import make_sample
from desktop.desk.sample_texts import (
    EVENING_STATEMENT,
    GOVERNOR_POST,
    NEWS_STORY,
    NIGHT_STATEMENT,
    Document,
)
from desktop.ui.catalogue.page import CataloguePage
from desktop.ui.editor.page import EditorPage
from desktop.ui.editor.reports import ReportSection
from desktop.ui.window.window import Window

Key, Ctrl, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MINISTRY, GOVERNOR, NEWS = "Ministry of Defence of Russia", "Vladislav Shapsha", "A news site"
NIGHT, EVENING, LONG = (
    "17.07.2025 23:00-07:00",
    "17.07.2025 21:00-23:00",
    "17.07.2025 21:00-7:50",
)
NIGHT_LINES = (
    "downed 73 drone", "31 bryansk", "17 oryol", "10 moscow region", "3> moscow", "4 crimea",
    "3 sea of azov", "2 smolensk", "2 nizhny novgorod", "1 belgorod", "1 kaluga", "1 voronezh",
    "1 black sea",
)  # fmt: skip
EVENING_LINES = ("downed 22 drone", "10 bryansk", "10 crimea", "1 moscow region", "1 oryol")
# In a text about Kaluga, Zhukovsky is its district; the incident's place says so.
GOVERNOR_LINES = (
    "downed 3 drone zhukovsky, tarussky", "killed none reported",
    "injured none reported", "damaged none reported",
)  # fmt: skip
NEWS_LINES = ("downed 73 drone", "31 bryansk", "17 oryol", "10 moscow region", "3> moscow")
NEWS_EVENING_LINES = ("downed 10 drone bryansk, crimea",)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    settings = settings_.load(tmp_path / "home")
    settings.name = "A. Editor"
    window = Window(settings)
    qtbot.addWidget(window, before_close_func=Window.leave)
    window.resize(1440, 900)
    window.show()
    window.make_and_open(tmp_path / "night.desk", make_desk)
    return window


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _type(qtbot: QtBot, widget: QWidget, text: str) -> None:
    widget.setFocus()
    qtbot.keyClicks(widget, text)


def _add_speaker(qtbot: QtBot, window: Window, name: str) -> None:
    qtbot.keyClick(window, Key.Key_5, Qt.KeyboardModifier.AltModifier)
    assert window.shell is not None
    page = window.shell.page("speakers")
    assert isinstance(page, CataloguePage)
    qtbot.keyClick(page, Key.Key_A, Ctrl | Shift)
    _type(qtbot, page.fields.form.row("name").editor, name)
    qtbot.keyClick(_focus(), Key.Key_S, Ctrl)


def _add_source(qtbot: QtBot, page: EditorPage, document: Document) -> None:
    qtbot.keyClick(page, Key.Key_S, Ctrl | Shift)
    qtbot.keyClicks(_focus(), document.title)
    qtbot.keyClick(_focus(), Key.Key_F8)
    QGuiApplication.clipboard().setText(document.text)
    qtbot.keyClick(_focus(), Key.Key_V, Ctrl)


def _report(
    qtbot: QtBot, section: ReportSection, speaker: str, when: str, source: str, *lines: str
) -> None:
    for name, text in (("speaker", speaker), ("when", when), ("source", source)):
        _type(qtbot, section.form.row(name).editor, text)
        qtbot.keyClick(_focus(), Key.Key_Tab)
    for line in lines:
        _type(qtbot, section.line.edit, line)
        qtbot.keyClick(section.line.edit, Key.Key_Return)
        assert section.line.edit.text() == "", line


def _incident(qtbot: QtBot, window: Window, title: str, when: str, where: str) -> EditorPage:
    qtbot.keyClick(window, Key.Key_N, Ctrl)
    assert window.shell is not None
    page = window.shell.editor
    assert page is not None
    for name, text in (
        ("title", title), ("kind", "Drone attack"), ("when", when), ("where", where),
        ("actor", "Armed forces of Ukraine"),
    ):  # fmt: skip
        _type(qtbot, page.what.form.row(name).editor, text)
    return page


def _figures(path: Path) -> Counter[str]:
    """Return the figures of a workbook as what a data user computes with."""
    book = load_workbook(path, read_only=False)
    rows = [[cell.value for cell in row] for row in book["Figures"].iter_rows()]
    heads = [str(one) for one in rows[0]]
    wanted = [
        heads.index(name)
        for name in ("Measure", "Munition", "Count", "Places", "Joint", "Relation")
    ]
    return Counter(json.dumps([row[n] for n in wanted]) for row in rows[1:])


def test_the_night_typed_by_hand_exports_as_the_sample_does(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    for name in (MINISTRY, GOVERNOR, NEWS):
        _add_speaker(qtbot, window, name)
    page = _incident(qtbot, window, "Night of 17-18 July 2025", LONG, "Kaluga Oblast, Crimea")
    for document in (NIGHT_STATEMENT, GOVERNOR_POST, NEWS_STORY):
        _add_source(qtbot, page, document)
    sections = page.reports.sections
    _report(qtbot, sections[0], MINISTRY, NIGHT, NIGHT_STATEMENT.title, *NIGHT_LINES)
    assert "73 placed" in str(sections[0].table.rows.index(len(NIGHT_LINES), 0).data())
    for speaker, when, source, lines in (
        (GOVERNOR, LONG, GOVERNOR_POST.title, GOVERNOR_LINES),
        (NEWS, NIGHT, NEWS_STORY.title, NEWS_LINES),
    ):
        qtbot.keyClick(page, Key.Key_R, Ctrl | Shift)
        _report(qtbot, page.reports.sections[-1], speaker, when, source, *lines)
    with qtbot.waitSignal(page.saved):
        qtbot.keyClick(page, Key.Key_S, Ctrl)
    page = _incident(qtbot, window, "Evening of 17 July 2025", EVENING, "Bryansk Oblast, Crimea")
    _add_source(qtbot, page, EVENING_STATEMENT)
    _report(
        qtbot, page.reports.sections[0], MINISTRY, EVENING, EVENING_STATEMENT.title, *EVENING_LINES
    )
    qtbot.keyClick(page, Key.Key_R, Ctrl | Shift)
    _report(qtbot, page.reports.sections[-1], NEWS, EVENING, NEWS_STORY.title, *NEWS_EVENING_LINES)
    with qtbot.waitSignal(page.saved):
        qtbot.keyClick(page, Key.Key_S, Ctrl)
    assert window.desk is not None
    export(window.desk.path, tmp_path / "typed.xlsx")
    make_sample(tmp_path / "sample.desk")
    export(tmp_path / "sample.desk", tmp_path / "sample.xlsx")
    assert _figures(tmp_path / "typed.xlsx") == _figures(tmp_path / "sample.xlsx")
