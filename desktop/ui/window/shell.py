"""An open desk: the navigation at the left, the rooms at the right, the toolbar above."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.records.delta import Change
from desktop.records.models import TYPE_LABELS
from desktop.records.words import N_, _, ngettext
from desktop.store import drafts, read
from desktop.store.drafts import Draft
from desktop.ui.incidents.page import IncidentsPage
from desktop.ui.kit import theme
from desktop.ui.kit.actions import make, tooltip
from desktop.ui.kit.icons import icon
from desktop.ui.kit.workplace import Workplace

if TYPE_CHECKING:
    from desktop.desk.entry import Entry
    from desktop.ui.catalogue.page import CataloguePage
    from desktop.ui.editor.page import EditorPage
    from desktop.ui.history.page import HistoryPage
    from desktop.ui.imports.page import ImportPage
    from desktop.ui.reading.page import ReadingPage

NAVIGATION = 168


@dataclass(frozen=True, slots=True)
class Room:
    """A place that the navigation goes to; built when it is first entered."""

    name: str
    label: str
    icon: str
    build: Callable[[Workplace], QWidget]


# Rooms that are not shown at the start are imported when they are entered, which halves the start.
def _review(place: Workplace) -> QWidget:
    from desktop.ui.review.page import ReviewPage  # noqa: PLC0415

    return ReviewPage(place)


def _queries(place: Workplace) -> QWidget:
    from desktop.ui.queries.page import QueriesPage  # noqa: PLC0415

    return QueriesPage(place)


def _catalogue(record: str, place: Workplace) -> QWidget:
    from desktop.ui.catalogue.page import CataloguePage  # noqa: PLC0415

    return CataloguePage(place, record)


def _history(place: Workplace) -> QWidget:
    from desktop.ui.history.page import HistoryPage  # noqa: PLC0415

    return HistoryPage(place)


def _bin(place: Workplace) -> QWidget:
    from desktop.ui.history.bin import BinPage  # noqa: PLC0415

    return BinPage(place)


def _editor(place: Workplace) -> "EditorPage":
    from desktop.ui.editor.page import EditorPage  # noqa: PLC0415

    return EditorPage(place)


def _imports(place: Workplace) -> "ImportPage":
    from desktop.ui.imports.page import ImportPage  # noqa: PLC0415

    return ImportPage(place)


def _reading(place: Workplace) -> "ReadingPage":
    from desktop.ui.reading.page import ReadingPage  # noqa: PLC0415

    return ReadingPage(place)


ROOMS = (
    Room("incidents", N_("Incidents"), "list", IncidentsPage),
    Room("review", N_("Review"), "review", _review),
    Room("queries", N_("Queries"), "query", _queries),
    Room("sources", N_("Sources"), "source", partial(_catalogue, "source")),
    Room("places", N_("Places"), "place", partial(_catalogue, "place")),
    Room("speakers", N_("Speakers"), "person", partial(_catalogue, "speaker")),
    Room("terms", N_("Vocabularies"), "tag", partial(_catalogue, "term")),
    Room("history", N_("History"), "history", _history),
    Room("bin", N_("Bin"), "bin", _bin),
)
EDITOR, IMPORT, READING = "editor", "import", "reading"
# Pages that are entered from a room and lead back to it.
_BETWEEN = (EDITOR, IMPORT)
# The room that a record other than an incident is typed in.
CATALOGUES = {"source": "sources", "place": "places", "speaker": "speakers", "term": "terms"}

# The rooms that are entered most, and what they share; each step is felt by nobody.
_WARM = (
    "desktop.ui.kit.completing",
    "desktop.ui.kit.editors",
    "desktop.desk.editing",
    "desktop.ui.kit.form",
    "desktop.ui.editor.page",
    "desktop.ui.reading.page",
    "desktop.ui.kit.delta",
    "desktop.ui.review.page",
)


def warm_rooms() -> Iterator[Callable[[], object]]:
    """Yield the imports, a short step each, that make the first entering of a room quick."""
    return (partial(import_module, name) for name in _WARM)


class Shell(QWidget):
    """The rooms of one open desk and the ways between them."""

    counted = Signal(str)
    export_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workplace = workplace
        self._pages: dict[str, QWidget] = {}
        self._buttons: dict[str, QToolButton] = {}
        self._shown = ""
        self._came_from = "incidents"
        self.stack = QStackedWidget()
        self.search = QLineEdit()
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._navigation())
        below.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._toolbar())
        column.addLayout(below, 1)
        workplace.desk.changed.connect(self._changed)
        workplace.desk.person_changed.connect(self._count_queue)
        self.go("incidents")
        self._count_queue()
        self.setAcceptDrops(True)

    def _toolbar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.GROUP, theme.GAP, theme.GROUP, theme.GAP)
        row.setSpacing(theme.GAP)
        self.new = QPushButton(icon("plus", "on_accent"), _("New incident"))
        self.new.setProperty("role", "primary")
        self.new.setToolTip(tooltip("new incident"))
        self.new.setEnabled(not self.workplace.desk.read_only)
        self.new.clicked.connect(lambda _checked=False: self.new_incident())
        reading = QPushButton(icon("quote"), _("Read text…"))
        reading.setToolTip(tooltip("read text"))
        reading.setEnabled(not self.workplace.desk.read_only)
        reading.clicked.connect(lambda _checked=False: self.read_text())
        bring = QPushButton(icon("import"), _("Import…"))
        bring.setToolTip(tooltip("import"))
        bring.setEnabled(not self.workplace.desk.read_only)
        bring.clicked.connect(lambda _checked=False: self.start_import())
        export = QPushButton(icon("export"), _("Export…"))
        export.setToolTip(tooltip("export"))
        export.clicked.connect(lambda _checked=False: self.export_wanted.emit())
        self.search.setPlaceholderText(_("Search everything"))
        self.search.setAccessibleName(_("Search everything"))
        self.search.setToolTip(tooltip("search"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        self.search.setMinimumWidth(theme.text_width(36))
        self.search.addAction(
            QAction(icon("search", "muted"), "", self.search),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._to_table)
        self.person = QPushButton(icon("person"), self.workplace.desk.person.name)
        self.person.setProperty("role", "quiet")
        self.person.setToolTip(_("Who is working, and in what role"))
        row.addWidget(self.new)
        row.addWidget(reading)
        row.addWidget(bring)
        row.addWidget(export)
        self.unsaved = QPushButton(icon("pencil", "warning"), "")
        self.unsaved.setProperty("role", "quiet")
        self.unsaved.setToolTip(tooltip("unsaved"))
        self.unsaved.clicked.connect(lambda _checked=False: self._offer_drafts())
        make("unsaved", self, self.resume_latest, anywhere=True)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        row.addStretch(1)
        row.addWidget(self.unsaved)
        row.addWidget(self.person)
        return bar

    def _drafts(self) -> list[Draft]:
        """Return what was typed and not saved, but for what the room that is shown holds."""
        here = self.editor.work.entry.uid if self.editor and self._shown == EDITOR else ""
        found = drafts.all_drafts(self.workplace.desk.file)
        return [
            draft
            for draft in found
            if draft.uid != here and CATALOGUES.get(draft.type) != self._shown
        ]

    def _count_drafts(self) -> None:
        n = len(self._drafts())
        self.unsaved.setVisible(bool(n))
        self.unsaved.setText(ngettext("{n} unsaved record", "{n} unsaved records", n).format(n=n))

    def _offer_drafts(self) -> None:
        menu = QMenu(self)
        for draft in self._drafts():
            when = f"{draft.at.astimezone():%d.%m. %H:%M}"
            title = draft.subject or _("no title yet")
            sort = _(TYPE_LABELS[draft.type])
            action = menu.addAction(f"{sort}: {title}   {draft.by}, {when}".replace("&", "&&"))
            action.triggered.connect(partial(self._resume, draft))
        menu.exec(self.unsaved.mapToGlobal(self.unsaved.rect().bottomLeft()))
        menu.deleteLater()

    def resume_latest(self) -> None:
        """Go on with what was typed last and not saved."""
        for draft in self._drafts()[:1]:
            self._resume(draft)

    def _resume(self, draft: Draft) -> None:
        if draft.type in CATALOGUES:
            if self.go(CATALOGUES[draft.type]):
                cast("CataloguePage", self.page(CATALOGUES[draft.type])).resume(draft.uid)
            return
        if self._shown == EDITOR and not self._may_leave():
            return
        editor = cast("EditorPage", self.page(EDITOR))
        self._enter_editor()
        editor.resume(draft)
        self._count_drafts()

    def keep_drafts(self) -> bool:
        """Put what is typed in any room on disk; return whether all of it is there."""
        kept = [page.keep_draft() for page in self._pages.values() if hasattr(page, "keep_draft")]
        return all(kept)

    def keep_catalogues(self) -> bool:
        """Put what is typed in the list rooms on disk; go where it can't be, and say so there."""
        for name in CATALOGUES.values():
            page = cast("CataloguePage | None", self._pages.get(name))
            if page is not None and not page.keep_draft():
                self.go(name)
                return False
        return True

    def _navigation(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(NAVIGATION)
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(2)
        for room in ROOMS:
            button = QToolButton()
            button.setText(_(room.label))
            button.setIcon(icon(room.icon))
            button.setIconSize(QSize(18, 18))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setCheckable(True)
            button.setFixedWidth(NAVIGATION - 2 * theme.GAP)
            button.setMinimumHeight(32)
            button.setToolTip(tooltip(f"go {room.name}"))
            button.setAccessibleName(_(room.label))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, name=room.name: self.go(name))
            self._buttons[room.name] = button
            column.addWidget(button)
            make(f"go {room.name}", self, partial(self.go, room.name), anywhere=True)
        column.addStretch()
        return side

    def page(self, name: str) -> QWidget:
        """Return a room's page, built when it is first asked for."""
        if name not in self._pages:
            self._pages[name] = self._built(name)
            self.stack.addWidget(self._pages[name])
        return self._pages[name]

    def _built(self, name: str) -> QWidget:
        if name == EDITOR:
            editor = _editor(self.workplace)
            editor.closed.connect(self.back)
            editor.saved.connect(self._saved)
            editor.history_wanted.connect(self.show_history)
            editor.field_history_wanted.connect(self.show_history)
            return editor
        if name == IMPORT:
            imports = _imports(self.workplace)
            imports.left.connect(self.back)
            imports.history_wanted.connect(self._show_latest)
            return imports
        if name == READING:
            reading = _reading(self.workplace)
            reading.left.connect(lambda: self.go("incidents"))
            reading.accepted.connect(self._edit)
            return reading
        page = next(room for room in ROOMS if room.name == name).build(self.workplace)
        if isinstance(page, IncidentsPage):
            page.opened.connect(self.open_incident)
            page.created.connect(self.new_incident)
            page.history_wanted.connect(self.show_history)
            page.counted.connect(self.counted)
            page.search_cleared.connect(self.search.clear)
        elif name in {"review", "history", "queries"}:
            cast("HistoryPage", page).opened.connect(self.open_incident)
        return page

    @property
    def editor(self) -> "EditorPage | None":
        """The editor's page, if it was ever entered."""
        return cast("EditorPage | None", self._pages.get(EDITOR))

    @property
    def incidents(self) -> IncidentsPage:
        """The list of incidents."""
        page = self.page("incidents")
        assert isinstance(page, IncidentsPage)  # noqa: S101 - built so a few lines above
        return page

    def go(self, name: str) -> bool:
        """Enter a room; False where the editor's form is not to be left."""
        if self._shown == EDITOR and name != EDITOR and not self._may_leave():
            self._mark()
            return False
        if self._shown in CATALOGUES.values():
            cast("CataloguePage", self._pages[self._shown]).keep_draft()
        page = self.page(name)
        if self._shown not in _BETWEEN and self._shown:
            self._came_from = self._shown
        self._shown = name
        self.stack.setCurrentWidget(page)
        self._mark()
        if hasattr(page, "entered"):
            page.entered()
        self._count_drafts()
        if name == "incidents":
            self.incidents.focus_table()
        return True

    def _mark(self) -> None:
        for name, button in self._buttons.items():
            here = self._came_from if self._shown in _BETWEEN else self._shown
            button.setChecked(name == ("incidents" if here == READING else here))

    def _may_leave(self) -> bool:
        return self.editor is None or self.editor.can_leave()

    def back(self) -> None:
        """Return from the editor, or an import, to the room that it was opened from."""
        self.go(self._came_from)

    def greet(self) -> None:
        """Begin in the list, and say how long it is, now that the window listens."""
        self.incidents.focus_table()
        self.incidents.tell()

    def new_incident(self) -> None:
        """Open the editor on an empty incident."""
        if self.workplace.desk.read_only or not self._may_leave():
            return
        editor = cast("EditorPage", self.page(EDITOR))
        self._enter_editor()
        editor.new()

    def open_incident(self, uid: str) -> None:
        """Open the editor on an incident."""
        if self._shown == EDITOR and not self._may_leave():
            return
        editor = cast("EditorPage", self.page(EDITOR))
        self._enter_editor()
        editor.open(uid)

    def read_text(self) -> None:
        """Enter the page that reads a statement."""
        if not self.workplace.desk.read_only:
            self.go(READING)

    def _edit(self, entry: "Entry") -> None:
        """Open the editor on an incident that is filled, but not saved."""
        editor = cast("EditorPage", self.page(EDITOR))
        self._enter_editor()
        editor.take(entry)

    def _enter_editor(self) -> None:
        if self._shown not in _BETWEEN:
            self._came_from = self._shown
        self._shown = EDITOR
        self.stack.setCurrentWidget(self.page(EDITOR))
        self._mark()
        self._count_drafts()

    def _show_latest(self) -> None:
        """Show the whole history, the latest change first."""
        if self.go("history"):
            cast("HistoryPage", self.page("history")).show_all()

    def start_import(self, path: Path | None = None) -> None:
        """Enter the import, where it was left or with another file."""
        if self.workplace.desk.read_only or not self.go(IMPORT) or path is None:
            return
        cast("ImportPage", self.page(IMPORT)).begin(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is held over the window, if anything can be written."""
        if _dropped(event) is not None and not self.workplace.desk.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import a file that is dropped."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.start_import(path)

    def show_history(self, uid: str, field: str = "") -> None:
        """Show the history of a record, or of one field of it."""
        if not self.go("history"):
            return
        page = cast("HistoryPage", self.page("history"))
        page.show_record(uid, field)

    def _search(self, text: str) -> None:
        if self._shown != "incidents" and not self.go("incidents"):
            return
        self.incidents.set_search(text)
        self.search.setFocus()

    def _to_table(self) -> None:
        self.go("incidents")

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def _saved(self, change: object) -> None:
        if isinstance(change, Change):
            self.workplace.say(_("Saved {time}").format(time=f"{change.at.astimezone():%H:%M}"))

    def _changed(self, change: Change) -> None:
        for page in self._pages.values():
            if hasattr(page, "refresh"):
                page.refresh(change)
        self._count_queue()

    def _count_queue(self) -> None:
        n = read.waiting_count(self.workplace.desk.file.connection)
        words = _("Review")
        self._buttons["review"].setText(f"{words}   {n:,}" if n else words)
        person = self.workplace.desk.person.name
        n = read.asked_count(self.workplace.desk.file.connection, person)
        words = _("Queries")
        self._buttons["queries"].setText(f"{words}   {n:,}" if n else words)

    def leave_rooms(self) -> None:
        """Stop whatever the rooms have under way, before the desk's file is closed."""
        for page in self._pages.values():
            if hasattr(page, "leave"):
                page.leave()

    def let_go(self) -> None:
        """Hear no more of the desk."""
        self.workplace.desk.changed.disconnect(self._changed)


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one file that is dropped, or None."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.is_file() else None
