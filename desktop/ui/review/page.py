"""The queue of what waits for a reviewer: read, correct, return with a reason, approve."""

from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import difference, review
from desktop.desk.checking import findings_of
from desktop.records.delta import Change
from desktop.records.errors import Mendable
from desktop.records.family import Family
from desktop.store import journal, read
from desktop.ui.kit import theme
from desktop.ui.kit.actions import make, tooltip
from desktop.ui.kit.delta import DeltaView
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.form import button, label
from desktop.ui.kit.preview import Preview
from desktop.ui.kit.workplace import Workplace

UID = Qt.ItemDataRole.UserRole
# Beyond this the queue shows its oldest; the others come up as it is worked off.
MOST = 500


class Reason(QWidget):
    """Asks for a reason in place; Enter sends it, Escape puts it aside."""

    given = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = ""
        self.words = label("")
        self.edit = QLineEdit()
        self.edit.setMaxLength(500)
        self.words.setBuddy(self.edit)
        self.send = button("", self._send, "primary")
        self.edit.returnPressed.connect(self._send)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.words)
        row.addWidget(self.edit, 1)
        row.addWidget(self.send)
        self.hide()

    def ask(self, step: str) -> None:
        """Ask for the reason of a step."""
        self._step = step
        name = _(review.STEPS[step].label)
        self.words.setText(_("Reason"))
        self.edit.setAccessibleName(_("Reason: {step}").format(step=name))
        self.send.setText(name)
        self.edit.clear()
        self.show()
        self.edit.setFocus()

    def _send(self) -> None:
        self.given.emit(self._step, self.edit.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the question aside on Escape; the reason typed so far is a line, not a record."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)


class ReviewPage(QWidget):
    """The queue at the left; the incident to check, its findings and sources at the right."""

    opened = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._desk = workplace.desk
        self._family: Family | None = None
        self.queue = QListWidget()
        self.queue.setAccessibleName(_("Waiting for review"))
        self.queue.setSpacing(2)
        self.queue.currentItemChanged.connect(lambda _new, _old: self._show())
        self.waits = label("")
        self.preview = Preview(workplace)
        self.preview.opened.connect(self._correct)
        self.preview.history_button.hide()
        self.preview.open_button.hide()
        self.since = label("", "warning")
        self.since.setWordWrap(True)
        self.changes = DeltaView()
        self.findings = label("", "warning")
        self.findings.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("The sources' texts"))
        self.problem = label("", "error")
        self.problem.setWordWrap(True)
        self.reason = Reason()
        self.reason.given.connect(self._take)
        self.steps: dict[str, QPushButton] = {
            "approve": button(_("Approve incident"), lambda: self._take("approve", ""), "primary"),
            "return": button(_("Return incident…"), lambda: self.reason.ask("return")),
            "withdraw": button(_("Withdraw incident…"), lambda: self.reason.ask("withdraw")),
            "correct": button(_("Correct in the editor"), self._correct, "quiet"),
        }
        for name, one in self.steps.items():
            one.setToolTip(tooltip(name))
            make(name, self, one.click)
        make("next", self, lambda: self._go(1))
        make("previous", self, lambda: self._go(-1))
        self.nothing = EmptyState(
            "done", _("Nothing waits for review."), _("Submitted incidents come here.")
        )
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.GROUP, theme.GAP, 0, theme.GAP)
        column.setSpacing(theme.GAP)
        column.addWidget(self.waits)
        column.addWidget(self.queue, 1)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.findings)
        column.addWidget(self.since)
        column.addWidget(self.changes, 1)
        column.addWidget(self.preview, 2)
        evidence = QWidget()
        column = QVBoxLayout(evidence)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(_("Sources")))
        column.addWidget(self.text, 1)
        both = QSplitter()
        both.addWidget(middle)
        both.addWidget(evidence)
        both.setSizes([560, 400])
        both.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        for one in self.steps.values():
            foot.addWidget(one)
        foot.addStretch(1)
        self.right = QWidget()
        column = QVBoxLayout(self.right)
        column.setContentsMargins(theme.GROUP, theme.GAP, theme.GROUP, theme.GROUP)
        column.setSpacing(theme.GAP)
        column.addWidget(both, 1)
        column.addWidget(self.problem)
        column.addWidget(self.reason)
        column.addLayout(foot)
        self.split = QSplitter()
        self.split.addWidget(left)
        self.split.addWidget(self.right)
        self.split.setSizes([260, 900])
        self.split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)
        whole.addWidget(self.nothing)

    @staticmethod
    def waiting(workplace: Workplace) -> int:
        """Return how many incidents wait."""
        return read.waiting_count(workplace.desk.file.connection)

    def entered(self) -> None:
        """Show what waits now."""
        self._fill()
        self.queue.setFocus()

    def refresh(self, change: Change) -> None:
        """Follow a change, if anybody looks."""
        del change
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        connection = self._desk.file.connection
        uids = review.queue(self._desk)
        kept = read.records(connection, "incident", uids[:MOST])
        before = self._current()
        row = max(self.queue.currentRow(), 0)
        self.queue.blockSignals(True)
        self.queue.clear()
        for uid in uids[:MOST]:
            one = kept[uid]
            item = QListWidgetItem(f"{one['number']}\n{one['title'] or _('no title')}")
            item.setData(UID, uid)
            item.setToolTip(one["title"])
            self.queue.addItem(item)
        listed = [self.queue.item(n).data(UID) for n in range(self.queue.count())]
        row = listed.index(before) if before in listed else min(row, len(listed) - 1)
        self.queue.setCurrentRow(row)
        self.queue.blockSignals(False)
        n = len(uids)
        self.waits.setText(
            ngettext("{n} incident waits", "{n} incidents wait", n).format(n=f"{n:,}")
        )
        self.split.setVisible(bool(uids))
        self.nothing.setVisible(not uids)
        self._show()

    def _current(self) -> str:
        item = self.queue.currentItem()
        return str(item.data(UID)) if item is not None else ""

    def _go(self, by: int) -> None:
        row = self.queue.currentRow() + by
        if 0 <= row < self.queue.count():
            self.queue.setCurrentRow(row)

    def _show(self) -> None:
        uid = self._current()
        self.reason.hide()
        self._tell("")
        connection = self._desk.file.connection
        self._family = read.family(connection, uid) if uid else None
        if self._family is None:
            return
        self.preview.show_incident(uid)
        found = findings_of(connection, uid)
        self.findings.setText("\n".join(f"⚠ {one.sentence}" for one in found))
        self.findings.setVisible(bool(found))
        self._show_changes(self._family)
        wanted = [report["source"] for report in self._family.reports if report["source"]]
        sources = read.records(connection, "source", dict.fromkeys(wanted))
        texts = (f"{one['title']}\n\n{one['text']}" for one in sources.values())
        self.text.setPlainText("\n\n⸻\n\n".join(texts))
        self._enable()

    def _show_changes(self, family: Family) -> None:
        deltas = review.since_approval(self._desk, family)
        again = deltas is not None
        self.since.setVisible(again)
        self.changes.setVisible(again)
        self.preview.setVisible(not again)
        if deltas is None:
            return
        approved = next(
            change
            for change in journal.history(self._desk.file.connection, [family.incident.uid])
            if any((delta.after or {}).get("status") == "approved" for delta in change.deltas)
        )
        self.since.setText(
            _("{number} was approved by {who} on {when}. Only what changed since is shown.").format(
                number=family.incident["number"],
                who=approved.by.name,
                when=f"{approved.at.astimezone():%Y-%m-%d %H:%M}",
            )
        )
        names = difference.names_of(self._desk, deltas)
        self.changes.show_lines(difference.lines(deltas, self._desk.context(), names))

    def _enable(self) -> None:
        may = {step.action for step in review.allowed("submitted", self._desk.person.role)}
        for name, one in self.steps.items():
            allowed = not self._desk.read_only and (name == "correct" or name in may)
            one.setEnabled(allowed)
            one.setToolTip(
                tooltip(name) if allowed else _("This is for reviewers; your role is editor.")
            )

    def _take(self, step: str, why: str) -> None:
        if self._family is None or not self.steps[step].isEnabled():
            return
        number = self._family.incident["number"]
        try:
            review.take(self._desk, self._family, step, why)
        except Mendable as error:
            self._tell(str(error))
            return
        self.reason.hide()
        self._workplace.say(_("Done: {step}, {number}").format(
            step=_(review.STEPS[step].label), number=number
        ))  # fmt: skip
        self._fill()
        self.queue.setFocus()

    def _correct(self) -> None:
        if self._family is not None:
            self.opened.emit(self._family.incident.uid)

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
