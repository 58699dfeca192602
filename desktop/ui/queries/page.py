"""Queries that wait for an answer, and what others changed in one's own records."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QTabBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import asking, difference, inbox
from desktop.records.delta import Change
from desktop.records.errors import Mendable
from desktop.records.family import Family, Kept
from desktop.records.models import content
from desktop.records.words import _
from desktop.records.zones import shown_moment
from desktop.store import read
from desktop.ui.kit import theme
from desktop.ui.kit.actions import make, tooltip
from desktop.ui.kit.actionwords import action
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.plain import dress
from desktop.ui.kit.reason import Reason
from desktop.ui.kit.widgets import button, label
from desktop.ui.kit.workplace import Workplace

MINE, ALL, CHANGED = range(3)


class QueriesPage(QWidget):
    """Three lists: what waits for this person, every query that is not closed, the inbox."""

    opened = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._desk = workplace.desk
        self._queries: list[Kept] = []
        self._incidents: list[str] = []
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Which list"))
        self.tabs.setExpanding(False)
        for words in (_("Waits for me"), _("All queries"), _("Changed in mine")):
            self.tabs.addTab(words)
        self.tabs.currentChanged.connect(lambda _index: self.entered())
        self.table = QTableWidget()
        self.table.installEventFilter(self)
        self.nothing = EmptyState(
            "done", _("Nothing waits here."), _("Queries about your records come here.")
        )
        self.problem = label("", "error")
        self.reason = Reason()
        self.reason.given.connect(self._answer)
        self.reason.dropped.connect(self._drop)
        self.answer = button(_("Answer…"), self._ask, "primary")
        self.answer.setToolTip(tooltip("answer"))
        self.close_query = button(_("Close query"), self._close)
        self.close_query.setToolTip(tooltip("close query"))
        self.open = button(_("Open incident"), self._open, "quiet")
        make("answer", self, self._ask)
        make("close query", self, self._close)
        make("next list", self, partial(self._step, 1))
        foot = QHBoxLayout()
        for one in (self.answer, self.close_query, self.open):
            foot.addWidget(one)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, theme.GAP, theme.GROUP, theme.GROUP)
        column.setSpacing(theme.GAP)
        column.addWidget(self.tabs)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.problem)
        column.addWidget(self.reason)
        column.addLayout(foot)

    def entered(self) -> None:
        """Show what waits now."""
        self._fill()
        (self.table if self._incidents else self.nothing).setFocus()

    def refresh(self, change: Change) -> None:
        """Follow a change, if anybody looks."""
        del change
        if self.isVisible():
            self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the incident of the current row on Return."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._open()
            return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _fill(self) -> None:
        row = max(self.table.currentRow(), 0)
        self.reason.hide()
        self._tell("")
        if self.tabs.currentIndex() == CHANGED:
            self._fill_letters()
        else:
            self._fill_queries()
        some = bool(self._incidents)
        self.table.setVisible(some)
        self.nothing.setVisible(not some)
        self.open.setVisible(some)
        asked = some and bool(self._queries)
        for one in (self.answer, self.close_query):
            one.setVisible(asked)
            one.setEnabled(not self._desk.read_only)
        if some:
            self.table.selectRow(min(row, len(self._incidents) - 1))

    def _fill_queries(self) -> None:
        person = self._desk.person.name if self.tabs.currentIndex() == MINE else ""
        connection = self._desk.file.connection
        self._queries = asking.waiting_for(connection, person)
        self._incidents = [one["incident"] for one in self._queries]
        numbers = read.names(connection, set(self._incidents))
        heads = [
            _("Incident"),
            _("About"),
            _("Question"),
            _("From"),
            _("To"),
            _("State"),
            _("Answer"),
        ]
        rows = [
            [
                numbers[one["incident"]], self._about(one), one["question"], one["asker"],
                one["asked"] or _("anybody"), _(one["state"]), one["answer"],
            ]
            for one in self._queries
        ]  # fmt: skip
        self._show(heads, (12, 22, 30, 14, 14, 10), rows)

    def _about(self, query: Kept) -> str:
        """Return what a query is about, in the words of the form."""
        connection, context = self._desk.file.connection, self._desk.context()
        for kind in ("figure", "report", "incident"):
            found = read.record(connection, kind, query["record"])
            if found is not None:
                label_ = content(kind)[query["field"]].label if query["field"] else ""
                named = difference.describe(kind, found.values, context)
                return label_ or named
        return ""

    def _fill_letters(self) -> None:
        self._queries = []
        found = inbox.letters(self._desk, self._desk.person.name)
        self._incidents = [one.incident for one in found]
        heads = [_("Incident"), _("When"), _("Who"), _("What"), _("Why")]
        rows = [
            [
                one.number,
                shown_moment(int(one.change.at.timestamp()), self._desk.zone),
                one.change.by.name,
                action(one.change.action),
                one.change.why,
            ]
            for one in found
        ]
        self._show(heads, (12, 24, 18, 22), rows)

    def _show(self, heads: list[str], widths: tuple[int, ...], rows: list[list[str]]) -> None:
        self.table.clear()
        self.table.setColumnCount(len(heads))
        self.table.setRowCount(len(rows))
        self.table.setHorizontalHeaderLabels(heads)
        dress(self.table, self.tabs.tabText(self.tabs.currentIndex()), widths)
        for at, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(" ".join(text.split()))
                item.setToolTip(text)
                self.table.setItem(at, column, item)

    def _current(self) -> Kept | None:
        row = self.table.currentRow()
        return self._queries[row] if 0 <= row < len(self._queries) else None

    def _open(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._incidents):
            self.opened.emit(self._incidents[row])

    def _ask(self) -> None:
        query = self._current()
        if query is not None and not self._desk.read_only:
            self.reason.ask("answer", query.uid)

    def _answer(self, _step: str, text: str) -> None:
        query = self._current()
        if query is not None:
            self._do(lambda: asking.answer(self._desk, self._family(query), query, text))

    def _close(self) -> None:
        query = self._current()
        if query is not None and not self._desk.read_only:
            self._do(lambda: asking.close(self._desk, self._family(query), query))

    def _family(self, query: Kept) -> Family:
        found = read.family(self._desk.file.connection, query["incident"])
        assert found is not None  # noqa: S101 - queries of binned incidents are not listed
        return found

    def _do(self, deed: Callable[[], Change]) -> None:
        try:
            change = deed()
        except Mendable as error:
            self._tell(str(error))
            return
        self.reason.edit.clear()
        self._workplace.say(
            _("{number}: {action}").format(number=change.subject, action=action(change.action))
        )
        self.entered()

    def _drop(self) -> None:
        self.reason.hide()
        self._tell("")
        self.table.setFocus()

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
