"""Anybody's spreadsheet: where its table stands, what its columns and rows become."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.importing import Looked
from desktop.records.words import N_, _, ngettext
from desktop.ui.imports.columns import ColumnsStep
from desktop.ui.imports.place import PlaceStep
from desktop.ui.imports.preview import PreviewStep
from desktop.ui.imports.profilebar import ProfileBar
from desktop.ui.imports.rules import RulesStep
from desktop.ui.imports.twins import TwinsStep
from desktop.ui.imports.wording import sheet_before
from desktop.ui.imports.work import TableWork
from desktop.ui.kit import theme
from desktop.ui.kit.actions import make, tooltip
from desktop.ui.kit.progress import ProgressStrip
from desktop.ui.kit.widgets import button, label
from desktop.ui.kit.workplace import Workplace

# What the numbers beside the steps' names count.
_TAB_TIPS = (
    "",
    N_("Cells that are not read: {n}"),
    N_("Names that the desk does not know: {n}"),
    "",
    N_("Rows that the desk seems to have: {n}"),
)


class TablePage(QWidget):
    """Steps at the top, one primary button at the foot; `done` carries the import's change."""

    done = Signal(object)
    left = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.strip = ProgressStrip()
        self.work = TableWork(workplace, self.strip)
        self.work.setParent(self)
        self.title = label("", "heading")
        self.title.setFont(theme.font(scale=1.25, bold=True))
        self.again = label("", "warning")
        self.once_more = QCheckBox(_("Import it once more"))
        self.once_more.toggled.connect(lambda _on: self._refresh())
        self.place = PlaceStep(self.work)
        self.columns = ColumnsStep(self.work)
        self.rules = RulesStep(self.work)
        self.preview = PreviewStep(self.work)
        self.twins = TwinsStep(self.work)
        self.profiles = ProfileBar(self.work)
        self.steps: Sequence[tuple[str, QWidget]] = (
            (_("Table"), self.place),
            (_("Columns"), self.columns),
            (_("Defaults and names"), self.rules),
            (_("Preview"), self.preview),
            (_("On the desk already"), self.twins),
        )
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Steps"))
        self.tabs.setExpanding(False)
        self.stack = QStackedWidget()
        for words, step in self.steps:
            self.tabs.addTab(words)
            self.stack.addWidget(step)
        self.tabs.currentChanged.connect(self._enter)
        self.why = label("", "muted")
        self.why.setWordWrap(True)
        self.primary = button("", self.proceed, "primary")
        self.primary.setToolTip(tooltip("import rows"))
        self.back_button = button(_("Another file"), self.left.emit, "quiet")
        make("import rows", self, self.proceed)
        make("next step", self, lambda: self._step(1))
        make("previous step", self, lambda: self._step(-1))
        self._lay_out()
        self.setFocusProxy(self.place.view)
        for told in (self.work.chosen_anew, self.work.scanned, self.work.planned):
            told.connect(self._refresh)
        self.work.edited.connect(self._refresh)
        self.work.troubled.connect(lambda _why: self._refresh())
        self.work.written.connect(self.done)
        self._refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GROUP)
        head.addWidget(self.title)
        head.addWidget(self.again, 1)
        head.addWidget(self.once_more)
        head.addWidget(self.profiles)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GROUP)
        foot.addWidget(self.back_button)
        foot.addWidget(self.why, 1)
        foot.addWidget(self.primary)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.GROUP, theme.EDGE, theme.GROUP)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        column.addWidget(self.strip)
        column.addLayout(foot)

    def show_looked(self, looked: Looked) -> None:
        """Show a file that was looked into; what was said of the same one before stands still."""
        if looked is self.work.looked:
            self.setFocus()
            return
        self.title.setText(looked.path.name)
        self.once_more.setChecked(False)
        self.tabs.setCurrentIndex(0)
        self.work.begin(looked)
        self.setFocus()

    def stop(self) -> bool:
        """Stop what is being written; return whether anything was."""
        if not self.work.writing:
            return False
        self.work.stop()
        return True

    def let_go(self) -> None:
        """Forget the file and stop what is done with it."""
        self.work.let_go()

    def proceed(self) -> None:
        """Do what the primary button says: check all rows, decide on some, or take them in."""
        if not self.primary.isEnabled():
            return
        if self.work.plan is None:
            self.work.check()
        elif self.work.waiting:
            self.tabs.setCurrentIndex(self.stack.indexOf(self.twins))
            self.twins.go_to_waiting()
        else:
            self.work.accept()

    def _enter(self, at: int) -> None:
        """Show a step, with the focus where its work begins."""
        self.stack.setCurrentIndex(at)
        self.setFocusProxy(self._first(self.steps[at][1]))
        if not self.tabs.hasFocus():
            self.setFocus()

    def _first(self, step: QWidget) -> QWidget:
        fields: dict[QWidget, QWidget] = {
            self.place: self.place.view,
            self.columns: self.columns.table,
            self.rules: self.rules.first,
            self.preview: self.preview.table,
            self.twins: self.twins.table,
        }
        return fields[step]

    def _count_tabs(self) -> None:
        """Say in the steps' names how much waits there."""
        seen, plan = self.work.seen, self.work.plan
        unread = sum(seen.scan.unread_cells.values()) if seen else 0
        alike = 0 if plan is None else len(plan.alike)
        counts = (0, unread, self.rules.strangers.many, 0, alike)
        for at, ((words, _step), n) in enumerate(zip(self.steps, counts, strict=True)):
            self.tabs.setTabText(at, f"{words}  {n:,}" if n else words)
            self.tabs.setTabToolTip(at, _(_TAB_TIPS[at]).format(n=f"{n:,}") if n else "")
            self.tabs.setTabEnabled(at, not at or self.work.chosen is not None)

    def _step(self, by: int) -> None:
        if self.work.chosen is None:
            return
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _refresh(self) -> None:
        chosen, plan = self.work.chosen, self.work.plan
        coming = self.work.coming
        rows = coming.own + coming.joined
        if chosen is None:
            words = _("Import rows")
        elif plan is None:
            rows = chosen.height
            words = ngettext("Check {n} row", "Check {n} rows", rows)
        elif coming.waiting:
            rows = coming.waiting
            words = ngettext("Decide on {n} row", "Decide on {n} rows", rows)
        elif not rows and coming.left:
            rows = coming.left
            words = ngettext("Leave out {n} row", "Leave out {n} rows", rows)
        else:
            words = ngettext("Import {n} row", "Import {n} rows", rows)
        self._count_tabs()
        self._tell_again()
        self.primary.setText(words.format(n=f"{rows:,}"))
        why, role = self._why()
        self._say(why, role)
        ready = chosen is not None and not self.work.writing and rows > 0
        readable = self.work.seen is not None or plan is not None
        writes = plan is not None and not coming.waiting
        barred = self._workplace.desk.read_only or self._came_before()
        self.primary.setEnabled(ready and readable and not (writes and barred))

    def _came_before(self) -> bool:
        """Whether the very sheet stands in the desk, and nobody said that it comes once more."""
        again = self.work.again
        return again is not None and not again.undone and not self.once_more.isChecked()

    def _tell_again(self) -> None:
        again = self.work.again
        said = "" if again is None else sheet_before(again, self._workplace.desk.zone)
        self.again.setText(f"⚠ {said}" if said else "")
        self.once_more.setVisible(again is not None and not again.undone)

    def _why(self) -> tuple[str, str]:
        """Return why the button is as it is, and how the words are drawn."""
        plan = self.work.plan
        if self.work.trouble:
            return self.work.trouble, "error"
        if plan is None:
            return _("Nothing is written before all rows are checked."), "muted"
        if self._workplace.desk.read_only:
            return _("This desk can only be read; open it where it can be written."), "warning"
        if not plan.rows:
            return plan.nothing(), "error"
        if self._came_before():
            words = _("It came in already. To take its rows in again, tick “{tick}”.")
            return words.format(tick=self.once_more.text()), "warning"
        return self._summary(), "muted"

    def _summary(self) -> str:
        plan = self.work.plan
        assert plan is not None  # noqa: S101 - as the caller saw
        made = plan.made
        said = [
            ngettext("{n} incident", "{n} incidents", made["incident"]).format(
                n=f"{made['incident']:,}"
            ),
            ngettext("{n} figure", "{n} figures", made["figure"]).format(n=f"{made['figure']:,}"),
        ]
        if plan.refused_rows:
            n = plan.refused_rows
            said.append(ngettext("{n} row refused", "{n} rows refused", n).format(n=f"{n:,}"))
        if plan.refused_cells:
            n = plan.refused_cells
            said.append(ngettext("{n} cell refused", "{n} cells refused", n).format(n=f"{n:,}"))
        coming = self.work.coming
        if coming.joined:
            n = coming.joined
            said.append(ngettext("{n} further report", "{n} further reports", n).format(n=f"{n:,}"))
        if coming.left:
            said.append(_("{n} left out").format(n=f"{coming.left:,}"))
        if coming.waiting:
            n = coming.waiting
            said.append(
                ngettext(
                    "{n} that the desk seems to have waits for a decision",
                    "{n} that the desk seems to have wait for a decision",
                    n,
                ).format(n=f"{n:,}")
            )
        return " · ".join(said)

    def _say(self, words: str, role: str) -> None:
        self.why.setText(words)
        if self.why.property("role") != role:
            self.why.setProperty("role", role)
            self.why.style().unpolish(self.why)
            self.why.style().polish(self.why)
