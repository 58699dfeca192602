"""The merge page: what a file would change, field by field, to be taken, kept or typed."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.deciding import Deciding, Which
from desktop.desk.otherdesk import recognised
from desktop.desk.tasks import Task
from desktop.records.merging import Choice, FieldPlan, Keep, RecordPlan, Take, Typed
from desktop.records.models import content
from desktop.records.words import N_, _, ngettext
from desktop.ui.imports.lines import MergeLines, Wording
from desktop.ui.imports.refused import RefusedView
from desktop.ui.imports.typing import TypingBar, typable
from desktop.ui.imports.wording import explained, waiting
from desktop.ui.kit import theme
from desktop.ui.kit.actions import keys, make, tooltip
from desktop.ui.kit.delta import DeltaView
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.progress import ProgressStrip
from desktop.ui.kit.widgets import button, label
from desktop.ui.kit.workplace import Workplace

REFUSED = "refused"
# The tabs in order: what each narrows the list to, and its words.
TABS: tuple[tuple[Which | str, str], ...] = (
    ("all", N_("All")),
    ("waiting", N_("Conflicts")),
    ("changed", N_("Changed")),
    ("new", N_("New")),
    ("gone", N_("Removed or missing")),
    (REFUSED, N_("Refused cells")),
)
SIDES = (N_("Ours now"), N_("Theirs"), N_("Decision"))
LONGEST_WHY = 500


class MergePage(QWidget):
    """Shows a plan and takes the decisions on it.

    `plan_wanted` asks to compare again, removing what is missing or not; `accept_wanted` carries
    the reason for the journal.
    """

    plan_wanted = Signal(bool)
    accept_wanted = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.deciding: Deciding | None = None
        self._lines: MergeLines | None = None
        self._wording: Wording | None = None
        self._task: Task | None = None
        self._start = ""
        self._asked: tuple[RecordPlan, FieldPlan] | None = None
        self.heading = label("", "heading")
        self.heading.setFont(theme.font(scale=1.25, bold=True))
        self.heading.setMinimumHeight(theme.row_height())
        self.said = _wrapped("muted")
        self.recognised = _wrapped("muted")
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("What is shown"))
        self.tabs.setExpanding(False)
        for which, words in TABS:
            tab = self.tabs.addTab(_(words))
            self.tabs.setTabData(tab, which)
            self.tabs.setTabToolTip(tab, tooltip(f"show {which}"))
        self.tabs.currentChanged.connect(self._narrow)
        self.view = DeltaView()
        self.view.selectionModel().currentRowChanged.connect(lambda _new, _old: self._explain())
        self.view.picked.connect(lambda _key, _field: self.type_value())
        self.refused = RefusedView()
        self.nothing = EmptyState("done", _("Nothing differs."))
        self.blank = QWidget()
        self.stack = QStackedWidget()
        for one in (self.view, self.refused, self.nothing, self.blank):
            self.stack.addWidget(one)
        self.meaning = _wrapped("muted")
        self.removing = QCheckBox()
        self.removing.clicked.connect(self.plan_wanted)
        self.bar = TypingBar(workplace)
        self.bar.typed.connect(self._typed)
        self.bar.dropped.connect(self.view.setFocus)
        self.problem = _wrapped("error")
        self.again = button(_("Compare again"), self.compare_again)
        self.strip = ProgressStrip(self)
        self.why = QLineEdit()
        self.why.setMaxLength(LONGEST_WHY)
        self.why.setAccessibleName(_("Why, for the history"))
        self.why.setPlaceholderText(_("Where it came from and why it is taken in"))
        self.accept = button(_("Accept import"), self._accept, "primary")
        self.reason = label("", "warning")
        self.why.returnPressed.connect(self.accept.click)
        self._buttons()
        self._lay_out()
        self._enable()

    def _buttons(self) -> None:
        slots = {
            "take": (_("Take theirs"), lambda: self._decide(Take())),
            "keep": (_("Keep ours"), lambda: self._decide(Keep())),
            "type value": (_("Type…"), self.type_value),
            "all theirs": (_("All conflicts: theirs"), lambda: self._settle(Take())),
            "all ours": (_("All conflicts: ours"), lambda: self._settle(Keep())),
        }
        self.keys = {name: button(words, slot) for name, (words, slot) in slots.items()}
        for name, one in self.keys.items():
            one.setToolTip(tooltip(name))
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            make(name, self, one.click)
        make("undecide", self, lambda: self._decide(None))
        make("take record", self, lambda: self._decide_records(Take()))
        make("keep record", self, lambda: self._decide_records(Keep()))
        make("next waiting", self, self.go_next)
        make("accept import", self, self.accept.click)
        make("plan again", self, self.compare_again)
        self.accept.setToolTip(tooltip("accept import"))
        self.again.setToolTip(tooltip("plan again"))
        for number, (which, _words) in enumerate(TABS):
            make(f"show {which}", self, partial(self._show_tab, number))

    def _lay_out(self) -> None:
        trouble = QHBoxLayout()
        trouble.setSpacing(theme.GAP)
        trouble.addWidget(self.problem, 1)
        trouble.addWidget(self.again)
        reason = QHBoxLayout()
        reason.setSpacing(theme.GAP)
        words = label(_("Why"))
        words.setBuddy(self.why)
        reason.addWidget(words)
        reason.addWidget(self.why, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        for one in self.keys.values():
            foot.addWidget(one)
        foot.addStretch(1)
        foot.addWidget(self.reason)
        foot.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.GROUP, theme.EDGE, theme.GROUP)
        column.setSpacing(theme.GAP)
        column.addWidget(self.heading)
        column.addWidget(self.said)
        column.addWidget(self.recognised)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        column.addWidget(self.strip)
        column.addWidget(self.meaning)
        column.addWidget(self.bar)
        column.addWidget(self.removing)
        column.addLayout(trouble)
        column.addLayout(reason)
        column.addLayout(foot)

    def begin(self, heading: str, said: str, start: str) -> None:
        """Stand empty for another file; `start` heads what both sides started from."""
        self._start = start
        self.heading.setText(heading)
        self.said.setText(said)
        self._tell_recognised("")
        self.why.clear()
        self.removing.setChecked(False)
        self.deciding = self._lines = self._wording = None
        self.view.show_rows(())
        self.refused.show_refused(())
        self.stack.setCurrentWidget(self.blank)
        self.tell("")
        self._count()

    def show_plan(self, deciding: Deciding) -> None:
        """Show a plan, conflicts first."""
        self.deciding = deciding
        self._tell_recognised(recognised(deciding.plan.recognised.values()))
        self._wording = Wording(self._workplace.desk, deciding)
        self.tell("")
        self._count()
        self._narrow()
        self.focus_list()

    def _tell_recognised(self, said: str) -> None:
        self.recognised.setText(said)
        self.recognised.setVisible(bool(said))

    def focus_list(self) -> None:
        """Put the cursor where decisions are made."""
        here = self.stack.currentWidget()
        (here if here in (self.view, self.refused) else self.accept).setFocus()

    def follow(self, task: Task, words: str) -> None:
        """Show how far a task is; meanwhile nothing is decided."""
        self._task = task
        self.strip.follow(task, words)
        task.ended.connect(self._over)
        self._enable()

    def _over(self) -> None:
        self._task = None
        self._enable()

    def stop(self) -> bool:
        """Stop what is under way, or put aside what is being typed; False if neither was there."""
        if self._task is not None:
            self._task.stop()
            return True
        if self.bar.row is not None:
            self.bar.drop()
            return True
        return False

    def tell(self, problem: str, *, again: bool = False) -> None:
        """Say what went wrong, and whether comparing again mends it; "" takes it away."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.again.setVisible(bool(problem) and again)

    def compare_again(self) -> None:
        """Ask for a new plan; decisions stay where they still fit."""
        if self._task is None:
            self.plan_wanted.emit(self.removing.isChecked())

    @property
    def lines(self) -> MergeLines | None:
        """The rows that are listed, or None before there is a plan."""
        return self._lines

    def _which(self) -> str:
        return str(self.tabs.tabData(self.tabs.currentIndex()))

    def _show_tab(self, number: int) -> None:
        if self.tabs.isTabEnabled(number):
            self.tabs.setCurrentIndex(number)
            self.focus_list()

    def _narrow(self, _tab: int = 0) -> None:
        """Show the records that the tab is for."""
        deciding, which = self.deciding, self._which()
        if deciding is None or self._wording is None:
            return
        listed: Sequence[int] = ()
        if which == REFUSED:
            self.refused.show_refused(deciding.plan.refused)
            self.stack.setCurrentWidget(self.refused)
        else:
            listed = deciding.groups[which]  # type: ignore[index]
            self.stack.setCurrentWidget(self.view if listed else self.nothing)
            same = deciding.plan.counts["same"]
            said = ngettext("{n} record is the same.", "{n} records are the same.", same)
            self.nothing.say(
                _("Nothing differs.") if which == "all" else _("None of this kind."),
                said.format(n=f"{same:,}"),
            )
        self._lines = MergeLines(deciding, listed, self._wording)
        heads = (_("Field"), self._start, *(_(one) for one in SIDES))
        self.view.show_rows(self._lines, heads)
        self._explain()
        self._enable()

    def _count(self) -> None:
        """Put the counts on the tabs; those that have nothing are not to be chosen."""
        deciding = self.deciding
        for tab, (which, words) in enumerate(TABS):
            n = 0
            if deciding is not None:
                n = len(deciding.plan.refused if which == REFUSED else deciding.groups[which])  # type: ignore[index]
            self.tabs.setTabText(tab, f"{_(words)}  {n:,}" if deciding is not None else _(words))
            self.tabs.setTabEnabled(tab, bool(n) or which == "all")
        missing = deciding.plan.counts["missing"] if deciding is not None else 0
        words = ngettext(
            "Remove the {n} record that is missing from the file",
            "Remove the {n} records that are missing from the file",
            missing,
        ).format(n=f"{missing:,}")
        if self.removing.isChecked():
            words = _("Remove what is missing from the file")
        self.removing.setText(words)
        self.removing.setVisible(bool(missing) or self.removing.isChecked())
        if not self.tabs.isTabEnabled(self.tabs.currentIndex()):
            self.tabs.setCurrentIndex(0)

    def _explain(self) -> None:
        """Say in words how the record under the cursor stands."""
        here = self._here()
        self.meaning.setText("" if here is None else self._meaning(here[0]))
        self.meaning.setVisible(self.stack.currentWidget() is self.view)

    def _meaning(self, one: RecordPlan) -> str:
        said = explained(one)
        if self.deciding is None or not self.deciding.waits(one):
            return said
        ways = _("{take} takes theirs, {keep} keeps ours, {type} types another value.")
        if one.removing:
            ways = _("{take} moves it to the bin, {keep} keeps it.")
        return f"{said} " + ways.format(
            take=keys("take"), keep=keys("keep"), type=keys("type value")
        )

    def _here(self) -> tuple[RecordPlan, FieldPlan | None] | None:
        row = self.view.currentIndex().row()
        if self._lines is None or not 0 <= row < len(self._lines):
            return None
        return self._lines.record(row)

    def _enable(self) -> None:
        """Say why the import can't be accepted yet, or let it be."""
        deciding, idle = self.deciding, self._task is None
        said = "" if deciding is None else waiting(*deciding.waiting)
        # Those that stay the same stand last.
        something = deciding is not None and any(
            one.standing != "same" for one in deciding.order[:1]
        )
        if deciding is not None and not something:
            said = _("There is nothing to take in")
        self.reason.setText(said)
        self.accept.setAccessibleDescription(said)
        self.accept.setEnabled(idle and deciding is not None and not said)
        on_list = self.stack.currentWidget() is self.view
        waits = deciding is not None and any(deciding.waiting)
        for name, one in self.keys.items():
            one.setEnabled(idle and (waits if name.startswith("all") else on_list))
        self.removing.setEnabled(idle)

    def _decide(self, choice: Choice | None) -> None:
        """Choose a side for the selected rows; from a single one that waited, go to the next."""
        if self.deciding is None or self._lines is None or self._task is not None:
            return
        rows = self.view.chosen() if self.stack.currentWidget() is self.view else []
        alone = self._here() if len(rows) == 1 else None
        waited = alone is not None and self.deciding.waits_for(
            alone[0], alone[1].name if alone[1] else ""
        )
        last = ""
        for row in rows:
            one, part = self._lines.record(row)
            if part is None:
                last = one.key
            elif one.key == last:
                # Its heading is among them, which decided it as a whole.
                continue
            self.deciding.decide(one, part.name if part else "", choice)
        self._decided()
        if waited and choice is not None:
            self.go_next()

    def _decide_records(self, choice: Choice) -> None:
        """Choose a side for the whole records of the selected rows."""
        if self.deciding is None or self._lines is None or self._task is not None:
            return
        if self.stack.currentWidget() is not self.view:
            return
        rows = self.view.chosen()
        records = {one.key: one for one, _part in map(self._lines.record, rows)}
        waited = any(map(self.deciding.waits, records.values()))
        for one in records.values():
            self.deciding.decide(one, "", choice)
        self._decided()
        if waited and len(records) == 1:
            self.go_next()

    def _settle(self, side: Take | Keep) -> None:
        if self.deciding is None:
            return
        n = self.deciding.settle(side)
        words = ngettext("{n} conflict decided", "{n} conflicts decided", n)
        self._workplace.say(words.format(n=f"{n:,}"))
        self._decided()
        self.focus_list()

    def _decided(self) -> None:
        self.view.viewport().update()
        self._enable()

    def go_next(self) -> None:
        """Put the cursor on the next field, or record, that waits."""
        deciding, lines = self.deciding, self._lines
        row = self.view.currentIndex().row()
        if deciding is None or lines is None or row < 0 or self._which() == REFUSED:
            return
        here = lines.index_at(row)
        found = self._waiting_row(here, row + 1)
        if found is None:
            after = deciding.next_waiting(here)
            found = None if after is None else self._waiting_row(after, 0)
        if found is not None:
            self.view.setCurrentIndex(self.view.model().index(found, 0))
            self.view.setFocus()

    def _waiting_row(self, index: int, first: int) -> int | None:
        """Return the first row from `first` on of a record that waits, None if it is not listed."""
        if self.deciding is None or self._lines is None or self._lines.row_of(index) is None:
            return None
        for row in self._lines.rows_of(index):
            one, part = self._lines.record(row)
            if row >= first and self.deciding.waits_for(one, part.name if part else ""):
                return row
        return None

    def type_value(self) -> None:
        """Open the editor of the field under the cursor."""
        here = self._here()
        if here is None or self._task is not None or self._wording is None:
            return
        if self.stack.currentWidget() is not self.view:
            return
        one, part = here
        if part is None:
            self._workplace.say(_("Choose the line of a field to type another value."))
            return
        kind = content(one.type)[part.name]
        if one.removing or not typable(kind):
            self._workplace.say(
                _("{field} is not typed here; take it ({take}) or keep it ({keep}).").format(
                    field=kind.label, take=keys("take"), keep=keys("keep")
                )
            )
            return
        line = self.view.line(self.view.currentIndex().row())
        outcome = self.deciding.outcome(one, part) if self.deciding is not None else None
        text = line.cells[2].text if part.standing == "ours" else line.cells[3].text
        if outcome is not None and outcome.side == "typed":
            text = self._wording.show(kind, outcome.value)
        self._asked = (one, part)
        self.bar.ask(one.key, part.name, kind, text, line.record)

    def _typed(self, value: Any) -> None:
        """Take a typed value; what equals one side is that side."""
        if self.deciding is None or self._asked is None:
            return
        one, part = self._asked
        choice: Choice = Typed(value)
        if value == part.theirs:
            choice = Take()
        elif value == part.ours:
            choice = Keep()
        waited = self.deciding.waits_for(one, part.name)
        self.deciding.decide(one, part.name, choice)
        self._decided()
        self.view.setFocus()
        if waited:
            self.go_next()

    def _accept(self) -> None:
        if self.accept.isEnabled():
            self.accept_wanted.emit(" ".join(self.why.text().split()))


def _wrapped(role: str) -> QLabel:
    made = label("", role)
    made.setWordWrap(True)
    return made
