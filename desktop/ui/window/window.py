"""The main window: welcome page or open desk, menus, status line, and a safe way out."""

import logging
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QStackedWidget,
)

from desktop.desk.desk import Desk
from desktop.desk.keeping import Keeper
from desktop.desk.settings import Settings
from desktop.desk.tasks import Progress, Worker
from desktop.records.delta import Change
from desktop.records.errors import Mendable
from desktop.records.words import N_, _
from desktop.store import whereabouts
from desktop.store.database import open_desk
from desktop.store.errors import Broken, InUse, Moved, OpenRefused
from desktop.ui.kit import theme
from desktop.ui.kit.actions import make
from desktop.ui.kit.later import Later
from desktop.ui.kit.workplace import Workplace
from desktop.ui.window.shell import ROOMS, Shell, warm_rooms

if TYPE_CHECKING:
    from desktop.ui.front import Front
    from desktop.ui.welcome.page import WelcomePage

log = logging.getLogger(__name__)

SUFFIX = ".desk"
MESSAGE_MS = 8000
# What an action code is called in "Undo …".
ACTIONS = {
    "create": N_("new {subject}"),
    "edit": N_("edit of {subject}"),
    "bulk edit": N_("change of {subject}"),
    "remove": N_("removal of {subject}"),
    "restore": N_("bringing back {subject}"),
    "submit": N_("submission of {subject}"),
    "return": N_("return of {subject}"),
    "approve": N_("approval of {subject}"),
    "withdraw": N_("withdrawal of {subject}"),
    "take back": N_("taking back {subject}"),
    "import": N_("import of {subject}"),
    "settings": N_("change of the desk's settings"),
}


class Window(QMainWindow):
    """Holds the welcome page and, once a desk is open, its shell."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.desk: Desk | None = None
        self.shell: Shell | None = None
        self._worker: Worker | None = None
        self._keeper: Keeper | None = None
        self._front: Front | None = None
        self._later = Later(self)
        self.setWindowTitle(_("Incident Desk"))
        self.setMinimumSize(900, 560)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._counts = QLabel()
        self._counts.setProperty("role", "muted")
        self._counts.setContentsMargins(theme.GROUP, 0, 0, 0)
        self.notice = QLabel()
        self.notice.setProperty("role", "warning")
        self.notice.setContentsMargins(0, 0, theme.GROUP, 0)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addPermanentWidget(self.notice)
        self.statusBar().insertWidget(0, self._counts)
        self._desk_actions: list[QAction] = []
        self._menus()
        self._place()
        self._follow_desk()
        # A desk that is opened at once spares the welcome page.
        QTimer.singleShot(0, self, self._welcome_without_desk)

    @cached_property
    def welcome(self) -> "WelcomePage":
        """What is shown while no desk is open; built when it is first needed."""
        from desktop.ui.welcome.page import WelcomePage  # noqa: PLC0415 - as the rooms are

        page = WelcomePage(self.settings)
        page.new_wanted.connect(self.new_desk)
        page.open_wanted.connect(self.choose_desk)
        page.sample_wanted.connect(self.open_sample)
        page.recent_wanted.connect(lambda path: self.open_path(Path(path)))
        self._stack.addWidget(page)
        return page

    def _welcome_without_desk(self) -> None:
        if self.shell is None:
            self._stack.setCurrentWidget(self.welcome)

    def _menus(self) -> None:
        file = self._menu(_("&File"))
        self._add(file, "new desk", self.new_desk)
        self._add(file, "open desk", self.choose_desk)
        self._add(file, "close desk", self.close_desk, desk=True)
        file.addSeparator()
        self._add(file, "import", self._in_shell(Shell.start_import), desk=True)
        self._add(file, "export", self.export, desk=True)
        file.addSeparator()
        self._add(file, "who", self.ask_person)
        self._add(file, "settings", self.options)
        file.addSeparator()
        self._add(file, "quit", self.close)
        edit = self._menu(_("&Edit"))
        self._undo = self._add(edit, "undo", lambda: self._step("undo"), desk=True)
        self._redo = self._add(edit, "redo", lambda: self._step("redo"), desk=True)
        edit.addSeparator()
        self._add(edit, "new incident", self._in_shell(Shell.new_incident), desk=True)
        self._add(edit, "read text", self._in_shell(Shell.read_text), desk=True)
        self._add(edit, "search", self._in_shell(Shell.focus_search), desk=True)
        edit.aboutToShow.connect(self._name_steps)
        go = self._menu(_("&Go"))
        for room in ROOMS:
            action = QAction(_(room.label), self)
            action.triggered.connect(
                lambda _checked=False, name=room.name: self.shell and self.shell.go(name)
            )
            go.addAction(action)
            self._desk_actions.append(action)
        go.addSeparator()
        self._add(go, "back", self._in_shell(Shell.back), desk=True)
        self._add(self._menu(_("&Help")), "shortcuts", self.shortcuts)

    def _menu(self, title: str) -> QMenu:
        menu = QMenu(title, self)
        self.menuBar().addMenu(menu)
        return menu

    def _add(
        self, menu: QMenu, name: str, slot: Callable[[], object], *, desk: bool = False
    ) -> QAction:
        action = make(name, self, slot, anywhere=True)
        menu.addAction(action)
        if desk:
            self._desk_actions.append(action)
        return action

    def _in_shell(self, do: Callable[[Shell], object]) -> Callable[[], object]:
        return lambda: do(self.shell) if self.shell is not None else None

    def _follow_desk(self) -> None:
        for action in self._desk_actions:
            action.setEnabled(self.desk is not None)
        name = self.desk.path.stem if self.desk else ""
        program = _("Incident Desk")
        self.setWindowTitle(f"{name} — {program}" if name else program)
        self._tell_of_file()
        self._counts.setText("")

    def _tell_of_file(self) -> None:
        """Say, for as long as the desk is open, what one must know of its file."""
        notice, sharer = (self.desk.file.notice, self.desk.file.sharer) if self.desk else ("", "")
        danger = whereabouts.danger(sharer)
        self.notice.setText(" · ".join(filter(None, (notice, whereabouts.in_short(sharer)))))
        self.notice.setToolTip(danger)
        self.notice.setAccessibleDescription(danger)

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line for a while."""
        self.statusBar().showMessage(sentence, MESSAGE_MS)

    def complain(self, sentence: str) -> None:
        """Show a sentence that must not be missed."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(_("Incident Desk"))
        box.setText(sentence)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.addButton(_("Close this message"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def ask_person(self) -> bool:
        """Ask who is working; False if the question was put aside."""
        from desktop.ui.welcome.person import PersonDialog  # noqa: PLC0415 - not at the start

        if not PersonDialog(self.settings, self).exec():
            return False
        if self.desk is not None and self.shell is not None:
            self.desk.person = self.settings.person
            self.shell.person.setText(self.settings.name)
        return True

    def _somebody(self) -> bool:
        return bool(self.settings.name) or self.ask_person()

    def choose_desk(self) -> None:
        """Ask which desk to open."""
        start = str(Path(self.settings.recent[0]).parent) if self.settings.recent else ""
        wanted = _("Desks (*{suffix});;All files (*)").format(suffix=SUFFIX)
        path, _kind = QFileDialog.getOpenFileName(self, _("Open a desk"), start, wanted)
        if path:
            self.open_path(Path(path))

    def new_desk(self) -> None:
        """Ask where, make a desk there and open it."""
        from desktop.desk.making import make_desk  # noqa: PLC0415 - not needed at the start

        self._make(_("Make a new desk"), _("incidents") + SUFFIX, make_desk)

    def open_sample(self) -> None:
        """Ask where to put the sample, make it and open it."""
        from desktop.desk.sample import make_sample  # noqa: PLC0415 - not needed at the start

        self._make(_("Put the sample at"), _("sample") + SUFFIX, make_sample)

    def _make(self, title: str, name: str, make_at: Callable[[Path], None]) -> None:
        folder = Path(self.settings.recent[0]).parent if self.settings.recent else Path.home()
        wanted = _("Desks (*{suffix})").format(suffix=SUFFIX)
        options = QFileDialog.Option.DontConfirmOverwrite
        chosen, _kind = QFileDialog.getSaveFileName(
            self, title, str(folder / name), wanted, options=options
        )
        if chosen:
            path = Path(chosen)
            self.make_and_open(path if path.suffix else path.with_suffix(SUFFIX), make_at)

    def make_and_open(self, path: Path, make_at: Callable[[Path], None]) -> None:
        """Make a desk at a path and open it; an existing file is refused, not overwritten."""
        try:
            make_at(path)
        except OpenRefused as refused:
            self.complain(str(refused))
            return
        self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open a desk; say why if it can't be."""
        if not self._somebody() or not self.close_desk():
            return False
        try:
            file = open_desk(path, locks=self.settings.locks)
        except InUse as refused:
            from desktop.ui import front  # noqa: PLC0415 - QtNetwork is not for the start

            if not front.call(path):
                self.complain(str(refused))
            return False
        except Broken as refused:
            return self._offer_backups(path, refused)
        except OpenRefused as refused:
            self.complain(str(refused))
            return False
        self.desk = Desk(file, self.settings.person, self.settings.zone)
        self._worker = Worker(self)
        place = Workplace(self.desk, self._worker, self.settings, self.say, self.complain)
        self._keeper = Keeper(self.desk, self._worker, self._tell_failed)
        self.shell = Shell(place)
        self.shell.counted.connect(self._counts.setText)
        self.shell.export_wanted.connect(self.export)
        self.shell.person.clicked.connect(lambda _checked=False: self.ask_person())
        self._stack.addWidget(self.shell)
        self._stack.setCurrentWidget(self.shell)
        self.settings.opened(file.path)
        self._follow_desk()
        self.shell.greet()
        self._later.add(self._listen, *warm_rooms(), self._check_pages)
        if file.sharer:
            self.say(whereabouts.danger(file.sharer))
        return True

    def _listen(self) -> None:
        """Let a second start on the same desk bring this window to the front."""
        from desktop.ui.front import Front  # noqa: PLC0415 - QtNetwork is not for the start

        if self.desk is not None:
            self._front = Front(self.desk.path, self._to_front, self)

    def _offer_backups(self, path: Path, refused: Broken) -> bool:
        """Say why a desk can't be opened, and put a backup in its place if the person wants it."""
        from desktop.store import backup  # noqa: PLC0415 - seldom needed
        from desktop.ui.window.rescue import RescueDialog  # noqa: PLC0415

        if not backup.listed(path.resolve()):
            self.complain(str(refused))
            return False
        dialog = RescueDialog(refused.told, path.resolve(), self.settings.locks, self)
        dialog.exec()
        if dialog.kept is None or not self.open_path(path):
            return False
        self.say(_("The backup is open; the damaged file is {name}.").format(name=dialog.kept.name))
        return True

    def _check_pages(self) -> None:
        """Look for damage in a file that was too large for that when it was opened."""
        if self.desk is None or self._worker is None or not self.desk.file.unchecked:
            return
        file = self.desk.file

        def work(progress: Progress) -> None:
            file.check_pages(lambda: progress.stopped)

        self._worker.run(work, lambda _none: None, lambda why: self.complain(str(why)))

    def _tell_failed(self, failed: Mendable) -> None:
        log.warning("backup: %s", type(failed).__name__)
        self.say(_("No backup could be made: {why}").format(why=failed))

    def _to_front(self) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def close_desk(self) -> bool:
        """Close the open desk; False if something in it is not to be left yet."""
        if self.shell is not None and self.shell.editor and not self.shell.editor.can_leave():
            return False
        if self.shell is not None and not self.shell.keep_catalogues():
            return False
        self._let_go()
        return True

    def _let_go(self) -> None:
        if self.shell is None or self.desk is None:
            return
        self._later.drop()
        # What may fail comes first, so that a failure leaves the rooms where they are.
        if self._worker is not None:
            self._worker.close()
        if self._keeper is not None:
            try:
                self._keeper.close()
            except Mendable as failed:
                self._tell_failed(failed)
        self.shell.leave_rooms()
        self.shell.let_go()
        self._stack.removeWidget(self.shell)
        self.shell.deleteLater()
        self.desk.close()
        if self._front is not None:
            self._front.close()
        self.shell = self.desk = self._worker = self._front = self._keeper = None
        self.welcome.refresh()
        self._stack.setCurrentWidget(self.welcome)
        self._follow_desk()

    def export(self) -> None:
        """Open the export dialog for what the list shows."""
        from desktop.ui.window.export import ExportDialog  # noqa: PLC0415 - not at the start

        if self.desk is None or self.shell is None:
            return
        assert self._worker is not None  # noqa: S101 - a desk is open
        place = Workplace(self.desk, self._worker, self.settings, self.say, self.complain)
        ExportDialog(place, self.shell.incidents.filter(), self).exec()

    def options(self) -> None:
        """Open the settings; what they change is seen at once."""
        from desktop.ui.window.options import OptionsDialog  # noqa: PLC0415 - not at the start

        if OptionsDialog(self.settings, self.desk, self).exec():
            app = QApplication.instance()
            assert isinstance(app, QApplication)  # noqa: S101 - a window needs one
            theme.apply(app, self.settings.theme)
            if self.desk is not None:
                self.desk.zone = self.settings.zone

    def shortcuts(self) -> None:
        """Show every shortcut."""
        from desktop.ui.window.shortcuts import ShortcutsDialog  # noqa: PLC0415 - not at the start

        ShortcutsDialog(self).exec()

    def _step(self, which: str) -> None:
        if self.desk is None or self.desk.read_only:
            return
        last = self.desk.undoable() if which == "undo" else self.desk.redoable()
        if last is not None and self.desk.is_large(last):
            self._step_large(which, last)
            return
        try:
            change = self.desk.undo() if which == "undo" else self.desk.redo()
        except Mendable as error:
            self.complain(str(error))
            return
        if change is None:
            self.say(_("Nothing to undo.") if which == "undo" else _("Nothing to redo."))
            return
        self._tell_step(which, change)

    def _tell_step(self, which: str, change: Change) -> None:
        words = _("Undone: {what}") if which == "undo" else _("Done again: {what}")
        self.say(words.format(what=change.subject))

    def _step_large(self, which: str, last: Change) -> None:
        """Undo or redo a very large change on the worker; the window stays alive meanwhile."""
        desk, worker = self.desk, self._worker
        assert desk is not None  # noqa: S101 - a desk is open
        assert worker is not None  # noqa: S101

        def done(change: Change) -> None:
            desk.announce(change)
            self._tell_step(which, change)

        def failed(why: Mendable) -> None:
            self.complain(str(desk.standing(last, why) if isinstance(why, Moved) else why))

        words = _("Undoing {what}…") if which == "undo" else _("Doing {what} again…")
        self.say(words.format(what=last.subject))
        worker.run(lambda _progress: desk.invert_large(last, which), done, failed)

    def _name_steps(self) -> None:
        if self.desk is None:
            return
        undo, redo = self.desk.undoable(), self.desk.redoable()
        for action, change, plain, full in (
            (self._undo, undo, _("Undo"), _("Undo {what}")),
            (self._redo, redo, _("Redo"), _("Redo {what}")),
        ):
            action.setEnabled(change is not None and not self.desk.read_only)
            if change is None:
                action.setText(plain)
                continue
            what = _(ACTIONS.get(change.action, "{subject}")).format(subject=change.subject)
            action.setText(full.format(what=what))
        QTimer.singleShot(0, self._enable_steps)

    def _enable_steps(self) -> None:
        """Keep the keys alive: a shortcut of a disabled action does nothing, not even say so."""
        self._undo.setEnabled(self.desk is not None)
        self._redo.setEnabled(self.desk is not None)

    def _place(self) -> None:
        kept = self.settings.places.get("window")
        if not (isinstance(kept, str) and self.restoreGeometry(QByteArray.fromHex(kept.encode()))):
            self.resize(1280, 800)

    def keep_draft(self) -> bool:
        """Put what is typed on disk, whatever else happens; return whether it is there."""
        return self.shell is None or self.shell.keep_drafts()

    def leave(self) -> None:
        """End without asking: the draft is kept, tasks are stopped, the file is closed."""
        self.keep_draft()
        self._let_go()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close when nothing is lost by it; a failure on the way leaves the window open."""
        event.ignore()
        if not self.close_desk():
            return
        self.settings.remember("window", bytes(self.saveGeometry().toHex().data()).decode())
        event.accept()
