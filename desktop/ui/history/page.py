"""Who changed what, when, from what, to what and why; and taking it back."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import difference
from desktop.records.delta import Change
from desktop.records.errors import Mendable
from desktop.records.models import TYPE_LABELS, content
from desktop.records.words import _, ngettext
from desktop.records.zones import shown_moment
from desktop.store import journal, read
from desktop.ui.kit import theme
from desktop.ui.kit.actions import make, tooltip
from desktop.ui.kit.actionwords import action
from desktop.ui.kit.delta import DeltaView
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.plain import dress
from desktop.ui.kit.splits import remember
from desktop.ui.kit.widgets import button, label
from desktop.ui.kit.workplace import Workplace

PAGE = 200
# A change of more records than this is told by its first ones; nobody reads them all here.
MOST = 500
Index = QModelIndex | QPersistentModelIndex
More = Callable[[int], list[Change]]


class ChangesModel(QAbstractTableModel):
    """Changes without their deltas, latest first, fetched in portions as they come into sight."""

    def __init__(self, zone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.changes: list[Change] = []
        self._zone = zone
        self._more: More | None = None

    def fill(self, changes: list[Change], more: More | None = None) -> None:
        """Show changes; `more(before)` gives the portion that follows."""
        self.beginResetModel()
        self.changes = changes
        self._more = more if len(changes) == PAGE else None
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many changes are there so far."""
        return 0 if parent.isValid() else len(self.changes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else 4

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether older changes may be there."""
        return not parent.isValid() and self._more is not None

    def fetchMore(self, parent: Index) -> None:
        """Add the portion that follows."""
        del parent
        if self._more is None:
            return
        found = self._more(self.changes[-1].seq)
        if len(found) < PAGE:
            self._more = None
        if found:
            first = len(self.changes)
            self.beginInsertRows(QModelIndex(), first, first + len(found) - 1)
            self.changes += found
            self.endInsertRows()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the columns' heads."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (_("When"), _("Who"), _("What"), _("Why"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text; the tooltip has the whole of it."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        change = self.changes[index.row()]
        done = action(change.action)
        return (
            shown_moment(int(change.at.timestamp()), self._zone),
            change.by.name,
            f"{done} · {change.subject}" if change.subject else done,
            change.why,
        )[index.column()]


class HistoryPage(QWidget):
    """The changes of the desk, of a record or of a field at the left; the chosen one beside."""

    opened = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._desk = workplace.desk
        self._uid = self._field = ""
        self._change: Change | None = None
        self.heading = label(_("All changes"), "heading")
        self.heading.setFont(theme.font(scale=1.25, bold=True))
        self.everything = button(_("Show all changes"), self.show_all, "quiet")
        self.everything.setToolTip(_("Show all changes ({keys})").format(keys=_("Esc")))
        # The table stays where it is when the button comes and goes.
        steady = self.everything.sizePolicy()
        steady.setRetainSizeWhenHidden(True)
        self.everything.setSizePolicy(steady)
        self.model = ChangesModel(self._desk.zone, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        dress(self.table, _("Changes"), (23, 14, 33))
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._show())
        self.told = label("", "muted")
        self.told.setWordWrap(True)
        self.view = DeltaView()
        self.problem = label("", "error")
        self.problem.setWordWrap(True)
        self.take_change = button(_("Take back this change"), self._take_change)
        self.take_field = button(_("Take back this field"), self._take_field)
        self.open_button = button(_("Open incident"), self._open, "quiet")
        for one, name in (
            (self.take_change, "take back change"),
            (self.take_field, "take back field"),
            (self.open_button, "open incident"),
        ):
            one.setToolTip(tooltip(name))
            make(name, self, one.click)
        self.nothing = EmptyState("history", _("No change is told of here yet."))
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addWidget(self.everything)
        head.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.GROUP, theme.GAP, theme.GAP, theme.GROUP)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        keys = QHBoxLayout()
        keys.setSpacing(theme.GAP)
        keys.addWidget(self.take_change)
        keys.addWidget(self.take_field)
        keys.addWidget(self.open_button)
        keys.addStretch(1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.GROUP, theme.GAP, theme.GROUP, theme.GROUP)
        column.setSpacing(theme.GAP)
        self.told.setMinimumHeight(self.everything.sizeHint().height())
        column.addWidget(self.told)
        column.addWidget(self.view, 1)
        column.addWidget(self.problem)
        column.addLayout(keys)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(right)
        remember(split, self._workplace.settings, "history and change", (640, 480))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def entered(self) -> None:
        """Show what is there now, the cursor where it was."""
        self._fill(self._change.seq if self._change is not None else 0)
        self.table.setFocus()

    def refresh(self, change: Change) -> None:
        """Take a new change in."""
        del change
        if self.isVisible():
            self._fill()

    def show_all(self) -> None:
        """Go back to the changes of the whole desk."""
        self.show_record("")

    def show_record(self, uid: str, field: str = "") -> None:
        """Narrow to one record, an incident with its reports and figures, or to one field."""
        self._uid, self._field = uid, field
        self._fill()

    def _fill(self, keep: int = 0) -> None:
        """Read the changes anew; the cursor goes to the latest, or stays on the one to keep."""
        connection = self._desk.file.connection
        self.everything.setVisible(bool(self._uid))
        if self._uid:
            self.heading.setText(self._of_whom())
            self.model.fill(self._of_record())
        else:
            self.heading.setText(_("All changes"))
            self.model.fill(
                journal.headers(connection, limit=PAGE),
                lambda before: journal.headers(connection, before=before, limit=PAGE),
            )
        some = bool(self.model.changes)
        self.table.setVisible(some)
        self.nothing.setVisible(not some)
        if some:
            known = [change.seq for change in self.model.changes]
            self.table.selectRow(known.index(keep) if keep in known else 0)
        else:
            self._show()

    def _of_whom(self) -> str:
        name = read.names(self._desk.file.connection, [self._uid]).get(self._uid, "")
        if not self._field:
            return _("History of {name}").format(name=name)
        kind = next(
            content(record)[self._field] for record in TYPE_LABELS if self._field in content(record)
        )
        return _("History of {name}, {field}").format(name=name, field=kind.label)

    def _of_record(self) -> list[Change]:
        connection = self._desk.file.connection
        uids = [self._uid] if self._field else read.family_uids(connection, self._uid)
        return [
            change
            for change in journal.history(connection, uids)
            if not self._field or any(self._field in delta.fields for delta in change.deltas)
        ]

    def _show(self) -> None:
        row = self.table.currentIndex().row()
        self._tell("")
        if not 0 <= row < len(self.model.changes):
            self._change = None
            self.view.show_lines([])
            self.told.setText("")
            self._enable()
            return
        head = self.model.changes[row]
        connection = self._desk.file.connection
        total = journal.delta_count(connection, head.seq)
        deltas = head.deltas or journal.change(connection, head.seq, MOST).deltas
        self._change = replace(head, deltas=deltas)
        names = difference.names_of(self._desk, deltas)
        self.view.show_lines(difference.lines(deltas, self._desk.context(), names))
        self.told.setText(self._said(head, total))
        self._enable()

    def _said(self, head: Change, total: int) -> str:
        when = shown_moment(int(head.at.timestamp()), self._desk.zone)
        done = f"{action(head.action)} · {head.subject}" if head.subject else action(head.action)
        said = [f"{when} · {head.by.name} · {done}"]
        if head.why:
            said.append(_("Why: {why}").format(why=head.why))
        if not head.deltas and total > MOST:
            words = _("It touched {total} records; the first {n} are shown.")
            said.append(words.format(total=f"{total:,}", n=f"{MOST:,}"))
        elif self._uid and total > len(head.deltas):
            n = total - len(head.deltas)
            words = ngettext(
                "It touched {n} other record, which is not shown.",
                "It touched {n} other records, which are not shown.",
                n,
            )
            said.append(words.format(n=f"{n:,}"))
        return "\n".join(said)

    def _enable(self) -> None:
        may = self._change is not None and self._change.action != "new"
        may = may and not self._desk.read_only
        self.take_change.setEnabled(may)
        self.take_field.setEnabled(may)
        self.open_button.setEnabled(self._incident() != "")

    def _incident(self) -> str:
        """Return the incident that the chosen change is about, or ""."""
        if self._change is None:
            return ""
        found = {delta.uid for delta in self._change.deltas if delta.type == "incident"}
        if len(found) == 1:
            return found.pop()
        return self._owner() if not found else ""

    def _owner(self) -> str:
        """Return the incident that the change's reports and figures are of, if it is one."""
        connection = self._desk.file.connection
        touched = self._change.deltas if self._change is not None else ()
        uids = {kind: [d.uid for d in touched if d.type == kind] for kind in ("report", "figure")}
        figures = read.records(connection, "figure", uids["figure"]).values()
        wanted = {*uids["report"], *(one["report"] for one in figures)}
        reports = read.records(connection, "report", wanted).values()
        incidents = {str(one["incident"]) for one in reports}
        return incidents.pop() if len(incidents) == 1 else ""

    def _open(self) -> None:
        uid = self._incident()
        if uid and read.family(self._desk.file.connection, uid) is not None:
            self.opened.emit(uid)
        elif uid:
            self._tell(_("That incident is in the bin; bring it back first."))

    def _take_change(self) -> None:
        if self._change is not None:
            self._take(self._change.seq, "", "")

    def _take_field(self) -> None:
        if self._change is None:
            return
        uid, field = self.view.current()
        fields = [(one.uid, name) for one in self._change.deltas for name in one.fields]
        if self._field:
            uid, field = self._uid, self._field
        elif not field and len(fields) == 1:
            uid, field = fields[0]
        delta = next((one for one in self._change.deltas if one.uid == uid), None)
        if delta is None or not field:
            self._tell(_("Choose the line of the field that is to be taken back first."))
        elif delta.before is None or delta.after is None:
            self._tell(
                _("This change makes or removes the whole record; take back the change itself.")
            )
        else:
            self._take(self._change.seq, uid, field)

    def _take(self, seq: int, uid: str, field: str) -> None:
        try:
            change = self._desk.take_back(seq, uid=uid, field=field)
        except Mendable as error:
            self._tell(str(error))
            return
        self._workplace.say(_("Taken back: {what}").format(what=change.subject))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back from one record to all changes on Esc."""
        if event.key() == Qt.Key.Key_Escape and self._uid:
            self.show_all()
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
