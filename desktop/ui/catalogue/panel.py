"""The left half of a catalogue: search line, table, and how much of it is shown."""

from array import array
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import cataloguing
from desktop.desk.cataloguing import MOST, Listing
from desktop.desk.desk import Desk
from desktop.desk.entered import Entered
from desktop.desk.tasks import Progress, Task, Worker
from desktop.records.errors import Mendable
from desktop.records.models import VOCABULARIES
from desktop.records.words import N_, _, ngettext
from desktop.ui.catalogue.rows import COLUMNS, NEW, Line, Lines
from desktop.ui.kit import actions, theme
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.icons import icon
from desktop.ui.kit.table import IdTable
from desktop.ui.kit.timers import after
from desktop.ui.kit.widgets import button, label

PAUSE_MS = 120
PATIENCE_MS = 300
NAMES = {
    "source": N_("Sources"),
    "place": N_("Places"),
    "speaker": N_("Speakers"),
    "term": N_("Terms"),
}
_SEARCH = {
    "source": N_("Search titles, publishers and texts"),
    "place": N_("Search names in any language, codes"),
    "speaker": N_("Search names, roles, organisations"),
    "term": N_("Search names, codes, meanings"),
}
_NONE = {
    "source": N_("No source on this desk yet"),
    "place": N_("No place on this desk yet"),
    "speaker": N_("No speaker on this desk yet"),
    "term": N_("No term in this vocabulary yet"),
}
_FIRST = {
    "source": N_("Sources come with the reports that quote them, or are added here."),
    "place": N_("Add the places that your sources name."),
    "speaker": N_("Speakers come with their reports, or are added here."),
    "term": N_("Add the words that your desk counts and sorts by."),
}
_SIGNS = {"source": "source", "place": "place", "speaker": "person", "term": "tag"}


class Panel(QWidget):
    """The list of one type of record.

    `turned` tells the uid of the row that the cursor came to, `opened` that its form is asked for,
    `wanted` that a new record is, `shelved` that another vocabulary is listed, `loaded` that the
    rows are there, `failed` a sentence about why they are not.
    """

    turned = Signal(str)
    opened = Signal()
    wanted = Signal()
    shelved = Signal()
    loaded = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, record: str, unsaved: Mapping[str, Entered]) -> None:
        super().__init__()
        self._desk = desk
        self._record = record
        self._unsaved = unsaved
        self._worker = Worker(self)
        self._task: Task | None = None
        self._found = Listing(())
        self._uid = ""
        self._row = 0
        self._lines = Lines(desk, record, unsaved)
        self.tabs = self._tabs()
        self.search = self._search()
        self.new = button(_(NEW[record]), self.wanted.emit)
        self.new.setIcon(icon("plus"))
        self.new.setToolTip(f"{_(NEW[record])} ({actions.keys('new entry')})")
        self.new.setEnabled(not desk.read_only)
        self.table = self._table()
        self.count = label("", "muted")
        self.empty = EmptyState(
            _SIGNS[record],
            "",
            action=_(NEW[record]),
            slot=None if desk.read_only else self.wanted.emit,
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self._pause = after(self, PAUSE_MS, self.load)
        self._patience = after(self, PATIENCE_MS, lambda: self.count.setText(_("Searching…")))
        self._lay_out()

    def _tabs(self) -> QTabBar:
        tabs = QTabBar(self)
        tabs.setExpanding(False)
        tabs.setDrawBase(False)
        tabs.setAccessibleName(_("Vocabularies"))
        if self._record == "term":
            for code, words, _meaning in VOCABULARIES:
                tabs.setTabData(tabs.addTab(_(words).capitalize()), code)
        tabs.setVisible(self._record == "term")
        tabs.currentChanged.connect(lambda _index: self._turn_over())
        return tabs

    def _search(self) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(_(_SEARCH[self._record]))
        line.setAccessibleName(_(_SEARCH[self._record]))
        line.setClearButtonEnabled(True)
        line.setMaxLength(200)
        line.addAction(
            QAction(icon("search", "muted"), "", line), QLineEdit.ActionPosition.LeadingPosition
        )
        line.textChanged.connect(lambda _text: self._pause.start())
        line.returnPressed.connect(self.go)
        line.installEventFilter(self)
        return line

    def _table(self) -> IdTable:
        table = IdTable(self._lines.model, _(NAMES[self._record]))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        heads = table.horizontalHeader()
        heads.setSectionsClickable(False)
        for at, (_name, width) in enumerate(COLUMNS[self._record]):
            if width:
                table.setColumnWidth(at, theme.text_width(width))
            else:
                heads.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentRowChanged.connect(self._moved)
        table.opened.connect(self.opened)
        table.installEventFilter(self)
        return table

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.GAP)
        line.addWidget(self.search, 1)
        line.addWidget(self.new)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GROUP, theme.GAP, theme.GAP, theme.GAP)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.tabs)
        layout.addLayout(line)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.count)

    @property
    def vocabulary(self) -> str:
        """The vocabulary whose terms are listed; "" for other records."""
        return str(self.tabs.tabData(self.tabs.currentIndex())) if self._record == "term" else ""

    @property
    def lines(self) -> list[Line]:
        """The rows of the list, in order."""
        return list(self._lines.lines)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the search line down into the table and, with a letter, from there back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.table:
                return self._begin_search(event)
            if event.key() == Qt.Key.Key_Down:
                self.go()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _begin_search(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if held or not event.text().strip() or not event.text().isprintable():
            return False
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(event.text())
        return True

    def go(self) -> None:
        """Put the cursor into the table, or into the search line where there is nothing."""
        if not self._lines.lines and self._task is None:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._lines.lines and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self._lines.model.index(0, 0))

    def load(self) -> None:
        """Ask the desk for the rows, on a thread of the list's own."""
        if self._task is not None:
            self._task.stop()
        file, record, text = self._desk.file, self._record, self.search.text()
        vocabulary = self.vocabulary

        def work(_progress: Progress) -> Listing:
            with file.reading() as connection:
                return cataloguing.listing(connection, record, text, vocabulary)

        self._patience.start()
        task = self._worker.run(work, self._fill, self._fail)
        task.ended.connect(lambda: self._ended(task))
        self._task = task

    def _ended(self, task: Task) -> None:
        if self._task is task:
            self._task = None
            self._patience.stop()

    def _fail(self, why: Mendable) -> None:
        self._patience.stop()
        self.failed.emit(str(why))

    def _fill(self, found: Listing) -> None:
        self._patience.stop()
        self._found = found
        self.arrange()
        self.loaded.emit()

    def arrange(self) -> None:
        """Show the rows that were found, with new records that are not saved yet above them."""
        there = {one.uid for one in self._found.rows}
        fresh = [
            Line(uid, None)
            for uid, one in self._unsaved.items()
            if one.base is None and uid not in there and self._belongs(one)
        ]
        self._lines.lines = [*fresh, *(Line(one.uid, one) for one in self._found.rows)]
        self._lines.model.set_ids(array("q", range(len(self._lines.lines))))
        self._lines.model.forget()
        self._mark()
        self._say()

    def _belongs(self, entered: Entered) -> bool:
        return self._record != "term" or entered.start("vocabulary") == self.vocabulary

    def _say(self) -> None:
        n = len(self._found.rows)
        if self._found.cut:
            words = _("The first {n} of more; narrow the search").format(n=f"{MOST:,}")
        else:
            words = {
                "source": ngettext("{n} source", "{n} sources", n),
                "place": ngettext("{n} place", "{n} places", n),
                "speaker": ngettext("{n} speaker", "{n} speakers", n),
                "term": ngettext("{n} term", "{n} terms", n),
            }[self._record].format(n=f"{n:,}")
        unsaved = len(self._unsaved)
        if unsaved:
            words += " · " + _("{n} not saved").format(n=f"{unsaved:,}")
        self.count.setText(words)
        searching = bool(self.search.text().strip())
        if self.empty.button is not None:
            self.empty.button.setVisible(not searching)
        if searching:
            self.empty.say(_("Nothing matches the search"), _("Try fewer letters, or clear it."))
        else:
            self.empty.say(_(_NONE[self._record]), _(_FIRST[self._record]))
        self.stack.setCurrentWidget(self.table if self._lines.lines else self.empty)

    def repaint_rows(self) -> None:
        """Draw the rows anew, as after typing into one."""
        self._lines.model.forget()
        self._say()

    def point_at(self, uid: str) -> None:
        """Put the cursor on a record's row, where the list has it."""
        self._uid = uid
        self._mark()

    def _mark(self) -> None:
        row = next((at for at, one in enumerate(self._lines.lines) if one.uid == self._uid), -1)
        chosen = self.table.selectionModel()
        chosen.blockSignals(True)
        if row >= 0:
            self._row = row
            self.table.select_rows([row], row)
        else:
            chosen.clear()
        chosen.blockSignals(False)
        self.table.viewport().update()
        if row >= 0:
            self.table.scrollTo(self._lines.model.index(row, 0))

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if 0 <= current.row() < len(self._lines.lines):
            self._row = current.row()
            self._uid = self._lines.lines[self._row].uid
            self.turned.emit(self._uid)

    def nearest(self) -> str:
        """Return the record at the row where the cursor was last, or nearest to it; "" in none."""
        if not self._lines.lines:
            return ""
        return self._lines.lines[min(self._row, len(self._lines.lines) - 1)].uid

    def turn_to(self, vocabulary: str) -> None:
        """List a vocabulary's terms, all of them; other lists have one shelf."""
        self.search.clear()
        tabs = [at for at in range(self.tabs.count()) if self.tabs.tabData(at) == vocabulary]
        for at in tabs:
            self.tabs.setCurrentIndex(at)

    def _turn_over(self) -> None:
        self._uid, self._row = "", 0
        self.shelved.emit()
        self.load()

    def leave(self) -> None:
        """Stop asking, before the desk's file is closed."""
        self._pause.stop()
        self._patience.stop()
        self._worker.close()
