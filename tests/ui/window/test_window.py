"""The window: opening, refusing, the rooms, undo, and leaving without losing anything."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk import desk as desk_module
from desktop.desk import settings as settings_
from desktop.desk.making import make_desk
from desktop.store import backup, drafts, firstids, looking, verify
from desktop.store.database import open_desk
from desktop.ui import front
from desktop.ui.catalogue.page import CataloguePage
from desktop.ui.crash import CrashDialog, Handler
from desktop.ui.window.rescue import RescueDialog
from desktop.ui.window.shell import ROOMS
from desktop.ui.window.shortcuts import ShortcutsDialog
from desktop.ui.window.window import Window
from tests.store.test_rescue import hollow

Ctrl = Qt.KeyboardModifier.ControlModifier
TOLD_IN_CONFIDENCE = "words of a source"


@pytest.fixture
def desk(sample: Path, tmp_path: Path) -> Path:
    return shutil.copy(sample, tmp_path / "ночь 17–18.desk")


@pytest.fixture
def make_window(qtbot: QtBot, tmp_path: Path) -> Callable[[], Window]:
    def make() -> Window:
        settings = settings_.load(tmp_path / "home")
        settings.name = "C. Reader"
        window = Window(settings)
        qtbot.addWidget(window, before_close_func=Window.leave)
        window.show()
        return window

    return make


@pytest.fixture
def window(make_window: Callable[[], Window]) -> Window:
    return make_window()


def _answer(look: Callable[[QWidget], None]) -> None:
    """Look at the dialog that opens next, then close it."""

    def see() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, see)
            return
        look(dialog)
        assert isinstance(dialog, QDialog)
        dialog.reject()

    QTimer.singleShot(0, see)


def test_opening_shows_the_list_and_remembers_the_desk(window: Window, desk: Path) -> None:
    assert window.open_path(desk)
    assert window.windowTitle().startswith("ночь 17–18")
    assert window.settings.recent == [str(desk)]


def test_a_desk_opens_with_the_cursor_on_its_first_incident(
    window: Window, desk: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The rest of the list comes later.
    monkeypatch.setattr(firstids, "FIRST", 1)
    window.open_path(desk)
    assert window.shell is not None
    page = window.shell.incidents
    qtbot.waitUntil(lambda: page.model.rowCount() == 2 and not page.ordering.loading)
    assert window.focusWidget() is page.table
    assert page.table.selected_ranges() == [(0, 0)]
    assert page.table.currentIndex().row() == 0


class _Shown(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


def test_no_room_flashes_a_window_of_its_own(
    window: Window, desk: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    window.open_path(desk)
    shell = window.shell
    assert shell is not None
    shown = _Shown()
    qapp.installEventFilter(shown)
    for room in ROOMS:
        assert shell.go(room.name)
    shell.start_import()
    shell.go("incidents")
    shell.open_incident(shell.incidents.current_uid())
    qtbot.waitUntil(lambda: shell.editor is not None and shell.editor.isVisible())
    qapp.removeEventFilter(shown)
    assert shown.windows == []


@pytest.mark.parametrize("room", [room.name for room in ROOMS])
def test_every_room_opens(window: Window, desk: Path, room: str, qtbot: QtBot) -> None:
    window.open_path(desk)
    assert window.shell is not None
    assert window.shell.go(room)
    assert window.shell.stack.currentWidget() is window.shell.page(room)
    for widget in window.shell.page(room).findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_a_refusal_says_why(window: Window, tmp_path: Path) -> None:
    picture = tmp_path / "picture.desk"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    said: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QMessageBox)
        said.append(dialog.text())

    _answer(look)
    assert not window.open_path(picture)
    assert "a picture (PNG), not a desk" in said[0]
    assert window.desk is None


def test_a_desk_is_not_opened_twice(
    make_window: Callable[[], Window], desk: Path, qtbot: QtBot
) -> None:
    first, second = make_window(), make_window()
    assert first.open_path(desk)
    qtbot.waitUntil(lambda: front.call(desk))
    first.showMinimized()
    assert not second.open_path(desk)
    qtbot.waitUntil(lambda: not first.isMinimized())


def test_undo_and_redo_say_what_they_did(window: Window, desk: Path, qtbot: QtBot) -> None:
    window.open_path(desk)
    assert window.desk is not None
    before = window.desk.undoable()
    assert before is not None
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.statusBar().currentMessage().startswith("Undone: ")
    after = window.desk.undoable()
    assert after is None or after.seq < before.seq
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert window.statusBar().currentMessage().startswith("Done again: ")


def test_a_very_large_change_is_undone_while_the_window_lives(
    window: Window, desk: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "LARGE", 0)
    window.open_path(desk)
    assert window.desk is not None
    before = window.desk.undoable()
    assert before is not None
    bar = window.statusBar()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bar.currentMessage() == f"Undoing {before.subject}…"
    qtbot.waitUntil(lambda: bar.currentMessage() == f"Undone: {before.subject}")
    assert window.desk.redoable() is not None
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bar.currentMessage() == f"Done again: {before.subject}")
    assert list(verify.faults(window.desk.file.connection)) == []


def test_a_bug_keeps_the_draft_and_the_window(window: Window, desk: Path) -> None:
    window.open_path(desk)
    assert window.shell is not None
    assert window.desk is not None
    window.shell.new_incident()
    editor = window.shell.editor
    assert editor is not None
    editor.work.write(editor.work.entry.incident, "title", "half typed")
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, CrashDialog)
        seen.append(dialog.details.toPlainText())

    _answer(look)
    error = ZeroDivisionError(TOLD_IN_CONFIDENCE)
    Handler(window.keep_draft, window.complain)(type(error), error, None)
    assert "ZeroDivisionError" in seen[0]
    assert TOLD_IN_CONFIDENCE not in seen[0]
    assert [draft for draft in drafts.all_drafts(window.desk.file) if "half typed" in draft.body]
    assert window.isVisible()


def _break_with_a_backup(desk: Path) -> Path:
    file = open_desk(desk)
    made = backup.make(file.path, file.connection)
    file.close()
    hollow(desk)
    return made


def test_a_broken_desk_offers_its_backups_and_opens_the_one_put_back(
    window: Window, desk: Path, qtbot: QtBot
) -> None:
    sound = _break_with_a_backup(desk)
    sound.with_name("2030-01-01T000000-000000.desk").touch()
    said: list[str] = []

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, RescueDialog):
            if not said:
                QTimer.singleShot(10, choose)
            return
        said.append(dialog.outcome.text())
        if dialog.start.isEnabled():
            dialog.backups.setCurrentRow(len(said) > 1)
            qtbot.keyClick(dialog.backups, Qt.Key.Key_Return)
        QTimer.singleShot(10, choose)

    QTimer.singleShot(0, choose)
    assert window.open_path(desk)
    assert any("is not a backup" in one for one in said)
    assert "the damaged file is ночь 17–18.damaged-" in window.statusBar().currentMessage()
    assert window.desk is not None
    assert list(verify.faults(window.desk.file.connection)) == []


def test_a_broken_desk_may_be_left_as_it_is(window: Window, desk: Path) -> None:
    _break_with_a_backup(desk)
    before = desk.read_bytes()
    _answer(lambda dialog: None)
    assert not window.open_path(desk)
    assert desk.read_bytes() == before
    assert window.desk is None


def test_damage_in_a_large_desk_is_told_after_opening(
    window: Window, desk: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "CHECKED_AT_OPEN", 0)
    _break_with_a_backup(desk)
    said: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QMessageBox)
        said.append(dialog.text())

    _answer(look)
    assert window.open_path(desk)
    qtbot.waitUntil(lambda: bool(said))
    assert "is damaged" in said[0]
    assert "incident-desk restore" in said[0]


def test_a_mistake_while_closing_leaves_the_window_and_what_is_typed(
    window: Window, desk: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(desk)
    assert window.desk is not None
    assert window.shell is not None
    window.shell.new_incident()
    assert window.shell.editor is not None
    title = window.shell.editor.what.form.row("title").editor
    qtbot.keyClicks(title, "half typed")
    # Without the table, keeping the draft is a bug's kind of failure.
    window.desk.file.connection.execute("ALTER TABLE draft RENAME TO elsewhere")
    monkeypatch.setattr(sys, "excepthook", Handler(window.keep_draft, window.complain))
    seen: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CrashDialog):
            seen.extend(label.text() for label in dialog.findChildren(QLabel))
            dialog.accept()
            return
        if isinstance(dialog, QMessageBox):
            next(one for one in dialog.buttons() if one.objectName() == "keep").click()
        QTimer.singleShot(10, answer)

    QTimer.singleShot(0, answer)
    QTimer.singleShot(0, window.close)
    qtbot.waitUntil(lambda: bool(seen))
    assert "could not be kept as a draft" in seen[0]
    assert window.isVisible()
    assert title.text() == "half typed"
    window.desk.file.connection.execute("ALTER TABLE elsewhere RENAME TO draft")
    assert window.keep_draft()
    assert drafts.all_drafts(window.desk.file)[0].subject == "half typed"


def test_a_desk_in_a_copied_folder_says_so_without_a_question(
    window: Window, desk: Path, tmp_path: Path
) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert window.open_path(desk)
    assert QApplication.activeModalWidget() is None
    assert window.statusBar().currentMessage().startswith("Syncthing copies this desk")
    assert window.notice.text() == "Copied by Syncthing"
    assert "safest in a folder that isn't copied" in window.notice.toolTip()
    window.close_desk()
    assert window.notice.text() == ""


def test_f1_lists_the_keys_and_narrows(window: Window, qtbot: QtBot) -> None:
    listed: list[int] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, ShortcutsDialog)
        listed.append(_lines(dialog))
        qtbot.keyClicks(dialog.search, "undo")
        listed.append(_lines(dialog))

    _answer(look)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert listed[0] > 20 > listed[1] > 0


def _lines(dialog: ShortcutsDialog) -> int:
    layout = dialog.area.widget().layout()
    assert layout is not None
    return layout.count()


def test_a_new_desk_is_made_and_an_old_file_is_not_overwritten(
    window: Window, tmp_path: Path
) -> None:
    path = tmp_path / "new.desk"
    window.make_and_open(path, make_desk)
    assert window.desk is not None
    window.close_desk()
    kept = path.read_bytes()
    _answer(lambda _dialog: None)
    window.make_and_open(path, make_desk)
    assert path.read_bytes() == kept


def test_typing_goes_on_after_a_new_start(
    make_window: Callable[[], Window], desk: Path, qtbot: QtBot
) -> None:
    first = make_window()
    first.open_path(desk)
    assert first.shell is not None
    assert not first.shell.unsaved.isVisible()
    first.shell.new_incident()
    assert first.shell.editor is not None
    qtbot.keyClicks(first.shell.editor.what.form.row("title").editor, "half a title")
    first.leave()
    second = make_window()
    second.open_path(desk)
    assert second.shell is not None
    assert second.shell.unsaved.text() == "1 unsaved record"
    second.shell.resume_latest()
    assert second.shell.editor is not None
    assert second.shell.editor.what.form.row("title").editor.text() == "half a title"


def test_a_desk_opens_with_its_first_rows_the_cursor_and_their_number(
    window: Window, desk: Path, qtbot: QtBot
) -> None:
    window.show()
    assert window.open_path(desk)
    assert window.shell is not None
    table = window.shell.incidents.table
    assert table.model().rowCount()
    qtbot.waitUntil(table.hasFocus)
    assert any("incident" in one.text() for one in window.statusBar().findChildren(QLabel))


def test_what_is_typed_in_a_list_room_waits_for_the_next_start(
    make_window: Callable[[], Window], desk: Path, qtbot: QtBot
) -> None:
    first = make_window()
    first.open_path(desk)
    assert first.shell is not None
    first.shell.go("speakers")
    _speakers(first).new()
    qtbot.keyClicks(_speakers(first).fields.form.row("name").editor, "A. Mayor")
    assert not first.shell.unsaved.isVisible()
    first.shell.go("bin")
    assert first.shell.unsaved.text() == "1 unsaved record"
    assert first.close()
    second = make_window()
    second.open_path(desk)
    assert second.shell is not None
    assert second.shell.unsaved.text() == "1 unsaved record"
    with qtbot.waitActive(second):
        second.activateWindow()
    qtbot.keyClick(second, Qt.Key.Key_U, Ctrl | Qt.KeyboardModifier.ShiftModifier)
    assert second.shell.stack.currentWidget() is _speakers(second)
    assert _speakers(second).heading.text() == "A. Mayor"


def _speakers(window: Window) -> CataloguePage:
    assert window.shell is not None
    page = window.shell.page("speakers")
    assert isinstance(page, CataloguePage)
    return page
