"""The queue of what waits for a reviewer: read, correct, return with a reason, approve."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import difference, review
from desktop.desk.checking import findings_of
from desktop.records.delta import Change
from desktop.records.errors import Mendable
from desktop.records.family import Family
from desktop.records.words import N_, _, ngettext
from desktop.records.zones import shown_moment
from desktop.store import journal, read
from desktop.ui.kit import theme
from desktop.ui.kit.actions import make, tooltip
from desktop.ui.kit.delta import DeltaView
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.preview import Preview
from desktop.ui.kit.splits import remember
from desktop.ui.kit.widgets import button, label
from desktop.ui.kit.workplace import Workplace

UID = Qt.ItemDataRole.UserRole
# The queue shows so many, and as many more each time that one comes to its end.
PORTION = 200
FINDINGS = 5
_RULE = "\n\n⸻\n\n"


_REASONS = {"return": N_("Reason for returning"), "withdraw": N_("Reason for withdrawing")}


class Reason(QWidget):
    """Asks for a reason in place; Enter sends it, Escape puts it aside."""

    given = Signal(str, str)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = self._uid = ""
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

    def ask(self, step: str, uid: str) -> None:
        """Ask for the reason of a step with an incident; one put aside for it stands there yet."""
        if (step, uid) != (self._step, self._uid):
            self.edit.clear()
        self._step, self._uid = step, uid
        name = _(review.STEPS[step].label)
        self.words.setText(_(_REASONS[step]))
        self.edit.setAccessibleName(_("Reason: {step}").format(step=name))
        self.send.setText(name)
        self.show()
        self.edit.setFocus()

    def _send(self) -> None:
        self.given.emit(self._step, self.edit.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the question aside on Escape; what was typed is there when it is asked again."""
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
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
        self._waiting: list[str] = []
        self.queue = QListWidget()
        self.queue.setAccessibleName(_("Waiting for review"))
        self.queue.setProperty("role", "pane")
        self.queue.setSpacing(2)
        self.queue.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.queue.setStyleSheet(
            "QListView::item { padding: 4px 6px; border: none; }"
            "QListView::item:selected { background: palette(highlight);"
            " color: palette(highlighted-text); }"
        )
        self.queue.currentItemChanged.connect(lambda _new, _old: self._moved())
        self.queue.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.waits = label("")
        self.preview = Preview(workplace, bare=True)
        self.title = label("", "heading")
        self.title.setFont(theme.font(scale=1.25, bold=True))
        self.title.setWordWrap(True)
        self.facts = label("", "muted")
        self.facts.setWordWrap(True)
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
        self.reason.dropped.connect(self._drop_reason)
        self.steps: dict[str, QPushButton] = {
            "approve": button(_("Approve incident"), lambda: self._take("approve", ""), "primary"),
            "return": button(_("Return incident…"), lambda: self._ask("return")),
            "withdraw": button(_("Withdraw incident…"), lambda: self._ask("withdraw")),
            "correct": button(_("Correct in the editor"), self._correct, "quiet"),
        }
        for name in self.steps:
            make(name, self, partial(self._press, name))
        self.limits = label("", "muted")
        self.limits.setWordWrap(True)
        make("next", self, lambda: self._go(1))
        make("previous", self, lambda: self._go(-1))
        self.nothing = EmptyState(
            "done", _("Nothing waits for review."), _("Submitted incidents come here.")
        )
        self._lay_out()
        self._desk.person_changed.connect(self._enable)
        self._fill()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.GROUP, theme.GAP, theme.GAP, theme.GROUP)
        column.setSpacing(theme.GAP)
        column.addWidget(self.waits)
        column.addWidget(self.queue, 1)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, theme.GROUP, 0)
        column.setSpacing(theme.GAP)
        for words in (self.title, self.facts, self.findings, self.since):
            words.setContentsMargins(theme.GRID, 0, 0, 0)
            column.addWidget(words)
        column.addWidget(self.changes, 1)
        column.addWidget(self.preview, 2)
        evidence = QWidget()
        column = QVBoxLayout(evidence)
        column.setContentsMargins(theme.GROUP, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(label(_("Sources")))
        column.addWidget(self.text, 1)
        both = QSplitter()
        both.addWidget(middle)
        both.addWidget(evidence)
        remember(both, self._workplace.settings, "review and sources", (560, 400))
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(theme.GAP)
        for one in self.steps.values():
            foot.addWidget(one)
        foot.addSpacing(theme.GAP)
        foot.addWidget(self.limits, 1)
        self.right = QWidget()
        column = QVBoxLayout(self.right)
        column.setContentsMargins(theme.GROUP, theme.GAP, theme.GROUP, theme.GROUP)
        column.setSpacing(theme.GAP)
        column.addWidget(both, 1)
        column.addWidget(self.problem)
        column.addWidget(self.reason)
        column.addWidget(self.foot)
        self.split = QSplitter()
        self.split.addWidget(left)
        self.split.addWidget(self.right)
        remember(self.split, self._workplace.settings, "review queue", (260, 900))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)
        whole.addWidget(self.nothing)

    def entered(self) -> None:
        """Show what waits now."""
        self._fill()
        self._to_list()

    def _to_list(self) -> None:
        (self.queue if self.queue.count() else self.nothing).setFocus()

    def refresh(self, change: Change) -> None:
        """Follow a change, if anybody looks."""
        del change
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        before = self._current()
        row = max(self.queue.currentRow(), 0)
        self._waiting = review.queue(self._desk)
        listed = self._waiting[: max(PORTION, self.queue.count())]
        self.queue.blockSignals(True)
        self.queue.clear()
        self._add(listed)
        row = listed.index(before) if before in listed else min(row, len(listed) - 1)
        self.queue.setCurrentRow(row)
        self.queue.blockSignals(False)
        n = len(self._waiting)
        self.waits.setText(
            ngettext("{n} incident waits", "{n} incidents wait", n).format(n=f"{n:,}")
        )
        here = self.isAncestorOf(QApplication.focusWidget() or self)
        self.split.setVisible(bool(n))
        self.nothing.setVisible(not n)
        if here and not n:
            # Else the focus would fall on another room's button, and Enter would press it.
            self.nothing.setFocus()
        self._show()

    def _add(self, uids: Sequence[str]) -> None:
        """Put incidents at the queue's end."""
        kept = read.records(self._desk.file.connection, "incident", uids)
        given = review.submissions(self._desk, uids)
        for uid in uids:
            one = kept[uid]
            words = [one["number"], one["title"] or _("(no title)")]
            if uid in given:
                words.append(f"{given[uid].by.name} · {self._moment(given[uid])}")
            item = QListWidgetItem("\n".join(words))
            item.setData(UID, uid)
            item.setToolTip("\n".join(words[1:]))
            self.queue.addItem(item)

    def _add_more(self) -> None:
        at = self.queue.count()
        self._add(self._waiting[at : at + PORTION])

    def _moved(self) -> None:
        if self.queue.currentRow() == self.queue.count() - 1:
            self._add_more()
        self._show()

    def _scrolled(self, value: int) -> None:
        at_end = 0 < value == self.queue.verticalScrollBar().maximum()
        # While the queue is filled anew nobody scrolls.
        if at_end and not self.queue.signalsBlocked():
            self._add_more()

    def _current(self) -> str:
        item = self.queue.currentItem()
        return str(item.data(UID)) if item is not None else ""

    def _go(self, by: int) -> None:
        row = self.queue.currentRow() + by
        if row == self.queue.count():
            self._add_more()
        if 0 <= row < self.queue.count():
            self.queue.setCurrentRow(row)

    def _show(self) -> None:
        uid = self._current()
        self._put_aside()
        self._tell("")
        connection = self._desk.file.connection
        self._family = read.family(connection, uid) if uid else None
        if self._family is None:
            return
        incident = self._family.incident
        self.title.setText(f"{incident['number']} {incident['title']}".strip())
        self.preview.show_incident(uid)
        found = findings_of(connection, uid)
        said = [f"⚠ {one.sentence}" for one in found[:FINDINGS]]
        if len(found) > FINDINGS:
            n = len(found) - FINDINGS
            said.append(ngettext("{n} more finding", "{n} more findings", n).format(n=f"{n:,}"))
        self.findings.setText("\n".join(said))
        self.findings.setToolTip("\n".join(one.sentence for one in found))
        self.findings.setVisible(bool(found))
        self._show_changes(self._family)
        self._show_sources(self._family)
        self._enable()

    def _show_sources(self, family: Family) -> None:
        """Show the texts that the reports stand in, with the words that figures quote marked."""
        wanted = dict.fromkeys(one["source"] for one in family.reports if one["source"])
        sources = read.records(self._desk.file.connection, "source", wanted)
        whole, begins = "", dict[str, int]()
        for uid in wanted:
            one = sources[uid]
            whole += f"{_RULE if whole else ''}{one['title']}\n\n"
            begins[uid] = len(whole)
            whole += one["text"]
        self.text.setPlainText(whole)
        marks: list[QTextEdit.ExtraSelection] = []
        for report, figure in family.all_figures():
            if not figure["quote"] or report["source"] not in begins:
                continue
            text, quote = sources[report["source"]]["text"], figure["quote"]
            start = figure["quote_start"]
            if start is None or text[start : start + len(quote)] != quote:
                start = text.find(quote)
            if start >= 0:
                at = begins[report["source"]] + start
                marks.append(self._mark(whole, at, at + len(quote), len(marks)))
        self.text.setExtraSelections(marks)

    def _mark(self, whole: str, start: int, end: int, number: int) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(_units(whole, start))
        cursor.setPosition(_units(whole, end), QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format.setBackground(theme.evidence(number))
        mark.format.setForeground(theme.colour("text"))
        return mark

    def _moment(self, change: Change) -> str:
        return shown_moment(int(change.at.timestamp()), self._desk.zone)

    def _show_changes(self, family: Family) -> None:
        deltas = review.since_approval(self._desk, family)
        again = deltas is not None
        for one in (self.facts, self.since, self.changes):
            one.setVisible(again)
        self.preview.setVisible(not again)
        if deltas is None:
            return
        approved = next(
            change
            for change in journal.history(self._desk.file.connection, [family.incident.uid])
            if any((delta.after or {}).get("status") == "approved" for delta in change.deltas)
        )
        incident, context = family.incident, self._desk.context()
        places = ", ".join(context.name(one.uid) for one in incident["where"])
        when = incident["when"].understood(with_year=True) if incident["when"] else ""
        self.facts.setText(" · ".join(one for one in (when, places) if one))
        self.since.setText(
            _("{number} was approved by {who} on {when}. Only what changed since is shown.").format(
                number=family.incident["number"],
                who=approved.by.name,
                when=self._moment(approved),
            )
        )
        names = difference.names_of(self._desk, deltas)
        self.changes.show_lines(difference.lines(deltas, context, names))

    def _enable(self) -> None:
        """Offer the steps that the person may take, and say beside them why not the others."""
        for name, one in self.steps.items():
            why = self._hindrance(name)
            one.setEnabled(not why)
            one.setToolTip(why or tooltip(name))
        self.limits.setText(self._hindrance("approve"))

    def _hindrance(self, step: str) -> str:
        """Return why a step is not offered, or ""."""
        if step == "correct":
            return ""
        if self._desk.read_only:
            return _("This desk is open for reading only.")
        if not any(one.action == step for one in self._allowed()):
            return _("Approving and returning are for reviewers; your role is editor.")
        return ""

    def _allowed(self) -> list[review.Step]:
        return review.allowed("submitted", self._desk.person.role)

    def _press(self, step: str) -> None:
        """Take a step by its key; say why where it is not offered."""
        why = self._hindrance(step)
        if why:
            self._workplace.say(why)
        else:
            self.steps[step].click()

    def _take(self, step: str, why: str) -> None:
        if self._family is None or not self.steps[step].isEnabled():
            return
        number = self._family.incident["number"]
        self._tell("")
        try:
            review.take(self._desk, self._family, step, why)
        except Mendable as error:
            self._tell(str(error))
            return
        self.reason.edit.clear()
        self._workplace.say(_("Done: {step}, {number}").format(
            step=_(review.STEPS[step].label), number=number
        ))  # fmt: skip
        self._fill()
        self._to_list()

    def _ask(self, step: str) -> None:
        """Ask for the reason in the place of the buttons."""
        if self._family is None:
            return
        self._tell("")
        self.foot.hide()
        self.reason.ask(step, self._family.incident.uid)

    def _put_aside(self) -> None:
        self.reason.hide()
        self.foot.show()

    def _drop_reason(self) -> None:
        self._put_aside()
        self._tell("")
        self.queue.setFocus()

    def _correct(self) -> None:
        if self._family is not None:
            self.opened.emit(self._family.incident.uid)

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))


def _units(text: str, characters: int) -> int:
    """Return how many UTF-16 units, by which Qt counts, so many characters of a text are."""
    return len(text[:characters].encode("utf-16-le", "surrogatepass")) // 2
