"""The queue of what waits for a reviewer: read, correct, return with a reason, approve."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import review
from desktop.records.delta import Change
from desktop.records.errors import Mendable
from desktop.records.family import Family
from desktop.records.words import _, ngettext
from desktop.store import read
from desktop.ui.kit import theme
from desktop.ui.kit.actions import make, tooltip
from desktop.ui.kit.actionwords import action
from desktop.ui.kit.claims import Claims
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.reason import Reason
from desktop.ui.kit.splits import remember
from desktop.ui.kit.widgets import button, label
from desktop.ui.kit.workplace import Workplace
from desktop.ui.review.case import Case
from desktop.ui.review.deeds import Deeds
from desktop.ui.review.queue import Queue
from desktop.ui.review.texts import Texts

# The steps that the page takes by its keys, beside those that have buttons.
_KEYS = {
    "tick rest": "tick rest", "accept finding": "accept", "ask": "ask", "answer": "answer",
    "close query": "close query", "prefer": "prefer", "deprecate": "deprecate", "join": "join",
    "split": "split",
}  # fmt: skip


class ReviewPage(QWidget):
    """The queue at the left; the incident to check, its findings and sources at the right."""

    opened = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._desk = workplace.desk
        self._family: Family | None = None
        self._at_findings = False
        self.queue = Queue(self._desk)
        self.queue.chosen.connect(self._show)
        self.waits = label("")
        self.case = Case(workplace)
        self.deeds = Deeds(self._desk, self.case)
        self.texts = Texts()
        self.claims = Claims(workplace)
        self.case.checklist.pointed.connect(self.texts.point)
        self.case.checklist.ticked.connect(partial(self._key, "tick"))
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
        for key, step in _KEYS.items():
            make(key, self, partial(self._key, step))
        make("go findings", self, self._go_findings)
        make("go checklist", self, self.case.checklist.setFocus)
        make("rival claims", self, self._turn)
        make("show ticked", self, self.case.show_everything)
        self.limits = label("", "muted")
        self.limits.setWordWrap(True)
        make("next", self, lambda: self.queue.go(1))
        make("previous", self, lambda: self.queue.go(-1))
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
        evidence = QWidget()
        column = QVBoxLayout(evidence)
        column.setContentsMargins(theme.GROUP, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(label(_("Sources")))
        column.addWidget(self.texts, 1)
        both = QSplitter()
        both.addWidget(self.case)
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
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Views of the incident"))
        self.tabs.setExpanding(False)
        self.tabs.addTab(_("To check"))
        self.tabs.addTab(_("Rival claims"))
        self.tabs.currentChanged.connect(self._turned)
        self.views = QStackedWidget()
        self.views.addWidget(both)
        self.views.addWidget(self.claims)
        column.addWidget(self.tabs)
        column.addWidget(self.views, 1)
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
        n = self.queue.fill()
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

    def _show(self) -> None:
        uid = self.queue.uid()
        self._put_aside()
        self._tell("")
        connection = self._desk.file.connection
        self._family = read.family(connection, uid) if uid else None
        if self._family is None:
            return
        wanted = {one["source"] for one in self._family.reports if one["source"]}
        self.texts.show_sources(self._family, read.records(connection, "source", wanted))
        self.case.show_family(self._family)
        if self.claims.isVisible():
            self.claims.show_incident(uid)
        self._enable()

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

    def _key(self, step: str) -> None:
        """Do a step of a review, or ask first for what it needs."""
        if self._family is None:
            return
        if step in self.claims.STEPS and self.claims.table.hasFocus():
            self.claims.press(step)
            return
        self._tell("")
        try:
            meant = self.deeds.meant(step)
            if meant in self.deeds.ASKING and not self.deeds.takes_back(meant):
                self._ask(meant)
                return
        except Mendable as error:
            self._workplace.say(str(error))
            return
        self._take(meant, "")

    def _take(self, step: str, why: str) -> None:
        if self._family is None or (step in self.steps and not self.steps[step].isEnabled()):
            return
        number = self._family.incident["number"]
        self._tell("")
        try:
            change = self.deeds.do(step, self._family, why)
        except Mendable as error:
            self._tell(str(error))
            return
        self.reason.edit.clear()
        if change is None:
            self._workplace.say(_("Nothing had changed."))
            return
        self._workplace.say(
            _("{number}: {action}").format(number=number, action=action(change.action))
        )
        self._fill()
        (self._to_list if step in review.STEPS else self._to_where)()

    def _to_where(self) -> None:
        """Go on where the step was taken."""
        (self.case.doubts if self._at_findings else self.case.checklist).setFocus()

    def _turn(self) -> None:
        """Show the rival claims, or what is to be checked again."""
        self.tabs.setCurrentIndex(1 - self.tabs.currentIndex())

    def _turned(self, index: int) -> None:
        self.views.setCurrentIndex(index)
        if index and self._family is not None:
            self.claims.show_incident(self._family.incident.uid)
            self.claims.table.setFocus()

    def _go_findings(self) -> None:
        if self.case.doubts.isVisible():
            self.case.doubts.setFocus()

    def _ask(self, step: str) -> None:
        """Ask for the reason in the place of the buttons."""
        if self._family is None:
            return
        self._tell("")
        self._at_findings = step in {"accept", "join"}
        self.foot.hide()
        self.reason.ask(step, self._family.incident.uid)

    def _put_aside(self) -> None:
        self.reason.hide()
        self.foot.show()

    def _drop_reason(self) -> None:
        self._put_aside()
        self._tell("")
        (self.queue.setFocus if self.reason.step in review.STEPS else self._to_where)()

    def _correct(self) -> None:
        if self._family is not None:
            self.opened.emit(self._family.incident.uid)

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
