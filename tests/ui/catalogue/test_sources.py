"""What the room of sources has beside the form: texts from files, attachments, by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.desk import attaching
from desktop.desk.desk import Desk
from desktop.store import read
from desktop.ui.catalogue.page import CataloguePage
from desktop.ui.catalogue.sourcetools import SourceTools
from tests.ui.catalogue.test_page import Ctrl, Key, Shift, find, focused, go_to, press, show

Pages = Callable[[str], CataloguePage]
PAGE = (
    "<html><head><title>Ночь</title></head><body><p>Сбиты 73.</p><p>31 – Брянск.</p></body></html>"
)


def tools(page: CataloguePage) -> SourceTools:
    assert page.tools is not None
    return page.tools


def text_of(page: CataloguePage, name: str = "text") -> str:
    return page.fields.form.row(name).editor.text()


def choosing(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    names = [str(path) for path in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (names[0], ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: (names, ""))


def picture(path: Path) -> Path:
    image = QImage(2000, 1000, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(path))
    return path


def test_a_page_opened_by_a_key_fills_the_form(
    qtbot: QtBot, desk: Desk, pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    choosing(monkeypatch, path)
    page = pages("source")
    press(qtbot, Key.Key_A, Ctrl | Shift)
    press(qtbot, Key.Key_O, Ctrl | Shift)
    qtbot.waitUntil(lambda: bool(text_of(page)))
    assert (text_of(page, "title"), text_of(page)) == ("Ночь", "Сбиты 73.\n\n31 – Брянск.")
    assert page.notice.words.text() == "The text is that of page.html."
    press(qtbot, Key.Key_S, Ctrl)
    assert [one["title"] for one in read.table(desk.file.connection, "source", "73")] == ["Ночь"]


def test_the_text_that_was_there_can_be_brought_back(
    qtbot: QtBot, desk: Desk, pages: Pages, tmp_path: Path
) -> None:
    path = tmp_path / "new.txt"
    path.write_text("Four drones downed.")
    page = pages("source")
    show(qtbot, page, "Morning post")
    tools(page).drop([path])
    qtbot.waitUntil(lambda: text_of(page) == "Four drones downed.")
    assert text_of(page, "title") == "Morning post"
    back = page.notice.buttons[-1]
    assert back.text() == "Bring the old text back"
    back.setFocus()
    press(qtbot, Key.Key_Space)
    assert text_of(page) == "Three drones downed."
    assert page.unsaved == {}


def test_a_document_that_can_not_be_read_says_why(
    qtbot: QtBot, desk: Desk, pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing(monkeypatch, picture(tmp_path / "scan.png"))
    page = pages("source")
    show(qtbot, page, "Morning post")
    press(qtbot, Key.Key_O, Ctrl | Shift)
    qtbot.waitUntil(lambda: "is a picture. Attach it" in page.notice.words.text())
    assert text_of(page) == "Three drones downed."


def test_pasted_html_becomes_text_and_no_break_spaces_stay(
    qtbot: QtBot, desk: Desk, pages: Pages
) -> None:
    page = pages("source")
    show(qtbot, page, "Morning post")
    go_to(qtbot, page, "text")
    field = focused()
    assert isinstance(field, QPlainTextEdit)
    field.selectAll()
    pasted = QMimeData()
    pasted.setText("<div>73&nbsp;БПЛА</div><div>над Брянском</div>")
    field.insertFromMimeData(pasted)
    qtbot.waitUntil(lambda: text_of(page) == "73\u00a0БПЛА\nнад Брянском")
    assert page.notice.words.text() == "The pasted HTML was made into text."
    press(qtbot, Key.Key_S, Ctrl)
    kept = read.record(desk.file.connection, "source", "post")
    assert kept is not None
    assert kept["text"] == "73\u00a0БПЛА\nнад Брянском"


def test_a_picture_is_attached_shown_and_put_into_the_bin_by_keys(
    qtbot: QtBot,
    desk: Desk,
    pages: Pages,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choosing(monkeypatch, picture(tmp_path / "crater.png"))
    page = pages("source")
    show(qtbot, page, "Morning post")
    press(qtbot, Key.Key_F, Ctrl | Shift)
    shown = tools(page).attachments
    qtbot.waitUntil(lambda: bool(shown.kept))
    qtbot.waitUntil(lambda: not shown.picture.pixmap().isNull())
    assert shown.picture.pixmap().width() <= 640
    assert shown.picture.accessibleName() == "Picture crater.png"
    shown.list.setFocus()
    press(qtbot, Key.Key_Delete)
    assert shown.kept == []
    assert not shown.list.isVisible()
    desk.undo()
    assert [one["name"] for one in shown.kept] == ["crater.png"]


def test_a_new_source_is_saved_before_files_are_attached(
    qtbot: QtBot, desk: Desk, pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing(monkeypatch, picture(tmp_path / "a.png"))
    page = pages("source")
    press(qtbot, Key.Key_A, Ctrl | Shift)
    press(qtbot, Key.Key_F, Ctrl | Shift)
    assert tools(page).attachments.kept == []
    qtbot.keyClicks(page.fields.form.row("title").editor, "With a picture")
    press(qtbot, Key.Key_F, Ctrl | Shift)
    qtbot.waitUntil(lambda: bool(tools(page).attachments.kept))
    (kept,) = read.table(desk.file.connection, "source", "With a picture")
    assert len(attaching.listed(desk.file.connection, kept.uid)) == 1


def test_a_copy_is_saved_where_it_is_asked_for(
    qtbot: QtBot,
    desk: Desk,
    pages: Pages,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = read.record(desk.file.connection, "source", "post")
    assert source is not None
    data = b"%PDF-1.7 of somebody"
    attaching.attach(desk, source, [attaching.File("../of.pdf", data)])
    page = pages("source")
    find(qtbot, page, "Morning post")
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *given: (str(tmp_path / Path(given[2]).name), "")
    )
    tools(page).attachments.list.setFocus()
    press(qtbot, Key.Key_C, Ctrl | Shift)
    assert (tmp_path / "_of.pdf").read_bytes() == data
