"""The steps of an import, one after another; Esc goes back one and loses nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import importing, rejecting
from desktop.desk.deciding import Deciding
from desktop.desk.importing import Looked
from desktop.desk.tabling import Chosen
from desktop.desk.tasks import Progress, Task
from desktop.records.delta import Change
from desktop.records.errors import Mendable
from desktop.records.merging import Refusal
from desktop.records.words import _
from desktop.store.errors import Moved
from desktop.ui.imports.done import DoneStep
from desktop.ui.imports.found import FoundStep
from desktop.ui.imports.merge import MergePage
from desktop.ui.imports.moved import moved_words
from desktop.ui.imports.start import StartStep
from desktop.ui.imports.table import TablePage
from desktop.ui.imports.wording import refused_words, what_it_is
from desktop.ui.kit.actions import make
from desktop.ui.kit.workplace import Workplace


class ImportPage(QWidget):
    """Chooses a file, says what it is, shows what it would do, takes it in.

    `left` goes back to where it was begun, `history_wanted` to the change that was written.
    """

    left = Signal()
    history_wanted = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._desk = workplace.desk
        self._looked: Looked | None = None
        self._task: Task | None = None
        self._own = False
        self._refused: Sequence[Refusal] = ()
        self._chosen: Chosen | None = None
        self.stack = QStackedWidget()
        self.start = StartStep(workplace)
        self.found = FoundStep()
        self.merge = MergePage(workplace)
        self.table = TablePage(workplace)
        self.done = DoneStep(workplace)
        self._steps = (self.start, self.found, self.merge, self.table, self.done)
        for one in self._steps:
            self.stack.addWidget(one)
        self.start.chosen.connect(self.begin)
        self.found.wanted.connect(self._go_on)
        self.found.other.connect(self._start_over)
        self.merge.plan_wanted.connect(self.plan)
        self.merge.accept_wanted.connect(self.accept)
        self.table.left.connect(lambda: self._enter(self.found))
        self.table.done.connect(self._table_done)
        self.done.another.connect(self._start_over)
        self.done.seen.connect(self.history_wanted)
        self.done.rejects_wanted.connect(self._ask_rejects)
        make("step back", self, self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    @property
    def step(self) -> QWidget:
        """The step that is shown."""
        return self._steps[self.stack.currentIndex()]

    def entered(self) -> None:
        """Go on where it was left."""
        self._enter(self.step)

    def refresh(self, change: Change) -> None:
        """Say that the desk is no longer what was compared, or that the import was undone."""
        del change
        if self.step is self.done:
            self.done.follow()
        if not self._own and self.merge.deciding is not None and self.step is self.merge:
            self.merge.tell(_("The desk has changed since this was compared."), again=True)

    def leave(self) -> None:
        """Let go of the file that was looked into, and stop what is done with it."""
        if self._task is not None:
            self._task.stop()
        self.table.let_go()
        if self._looked is not None:
            self._looked.close()
            self._looked = None

    def _enter(self, step: QWidget) -> None:
        self.stack.setCurrentWidget(step)
        if step is self.merge:
            self.merge.focus_list()
        elif isinstance(step, StartStep | FoundStep | DoneStep):
            step.enter()
        else:
            step.setFocus()

    def _run(
        self,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Mendable], None],
    ) -> Task:
        self._task = self._workplace.worker.run(work, done, failed)
        self._task.ended.connect(self._over)
        return self._task

    def _over(self) -> None:
        self._task = None

    def begin(self, path: Path) -> None:
        """Look into a file; what was looked into before is let go."""
        if self._task is not None:
            self._workplace.say(_("Wait for the work that is under way, or stop it."))
            return
        self._let_go()
        file = self._desk.file

        def work(progress: Progress) -> Looked:
            with file.reading() as connection:
                return importing.look(connection, path, progress)

        self._enter(self.start)
        task = self._run(work, self._found, lambda why: self.start.fail(str(why)))
        self.start.follow(task, path.name)

    def _found(self, looked: Looked) -> None:
        self._looked = looked
        start = _("In common") if looked.kind == "desk" else _("When exported")
        self.merge.begin(looked.path.name, what_it_is(looked, self._desk.zone), start)
        self.found.show_looked(looked, self._desk.zone)
        self._enter(self.found)

    def _go_on(self) -> None:
        """Go to what the file would do; what was decided there before stands there still."""
        if self._looked is None:
            return
        if self._looked.kind == "table":
            self._enter(self.table)
            self.table.show_looked(self._looked)
            return
        self._enter(self.merge)
        if self.merge.deciding is None:
            self.plan(removing=False)

    def plan(self, removing: bool) -> None:
        """Work out what merging the file would do; decisions stay where they still fit."""
        looked, desk = self._looked, self._desk
        if looked is None or self._task is not None:
            return
        file, finder, zone, before = desk.file, desk.finder, desk.zone, self.merge.deciding

        def work(progress: Progress) -> Deciding:
            with file.reading() as connection:
                plan = importing.plan_merge(
                    connection, file.path, finder, zone, looked,
                    removing=removing, progress=progress,
                )  # fmt: skip
            return before.replan(plan) if before is not None else Deciding(plan)

        def failed(why: Mendable) -> None:
            self.merge.tell(str(why), again=True)

        task = self._run(work, self.merge.show_plan, failed)
        self.merge.follow(task, _("Comparing with this desk"))

    def accept(self, why: str) -> None:
        """Write the import as one change."""
        looked, deciding, desk = self._looked, self.merge.deciding, self._desk
        if looked is None or deciding is None or self._task is not None:
            return
        file, person, choices = desk.file, desk.person, dict(deciding.choices)
        refused = deciding.plan.refused

        def work(progress: Progress) -> Change | None:
            return importing.accept_merge(
                file, person, looked, deciding.plan, choices, why=why, progress=progress
            )

        def done(change: Change | None) -> None:
            if change is None:
                self.merge.tell(_("Everything is kept as it is here, so nothing was written."))
                return
            self._own = True
            desk.announce(change)
            self._own = False
            self._refused, self._chosen = refused, None
            said = refused_words(len(refused), looked.kind)
            self._finish(change, said)

        task = self._run(work, done, self._refuse)
        self.merge.follow(task, _("Taking it in"))

    def _refuse(self, why: Mendable) -> None:
        """Say why nothing was written; where the desk has moved, what of it has."""
        said = [str(why)]
        if isinstance(why, Moved):
            said.append(moved_words(self._desk, why))
        self.merge.tell("\n".join(said), again=True)

    def _table_done(self, change: Change) -> None:
        """Tell what came of a table; what was refused of it can be saved from here."""
        plan = self.table.work.plan
        assert plan is not None  # noqa: S101 - it was just written
        self._refused, self._chosen = tuple(plan.refused), self.table.work.chosen
        self._finish(change, refused_words(plan.refused_cells, "table", plan.refused_rows))

    def _finish(self, change: Change, refused: str) -> None:
        assert self._looked is not None  # noqa: S101 - something of it was just taken in
        self.done.show_change(change, self._looked.path, refused, self._refused)
        self.merge.begin("", "", "")
        self._enter(self.done)

    def _ask_rejects(self) -> None:
        """Ask where to write the refused rows, and write them there."""
        if self._looked is None:
            return
        path = self._looked.path
        suggested = path.with_name(_("{name}, refused.xlsx").format(name=path.stem))
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save refused rows"), str(suggested), _("Workbooks (*.xlsx)")
        )
        if chosen:
            self.save_rejects(Path(chosen))

    def save_rejects(self, path: Path) -> None:
        """Write the rows of which a cell was refused, to be mended and imported."""
        looked, chosen, refused = self._looked, self._chosen, self._refused
        if looked is None or not rejecting.can_be_saved(looked) or self._task is not None:
            return

        def work(_progress: Progress) -> Path:
            return rejecting.save_rejects(path, looked, chosen, refused)

        self._run(work, self.done.tell_saved, lambda why: self.done.tell(str(why)))

    def _let_go(self) -> None:
        """Let go of the file when whatever still reads it on the worker is over."""
        looked, self._looked = self._looked, None
        if looked is not None:
            self._workplace.worker.run(
                lambda _progress: looked.close(), lambda _none: None, lambda _why: None
            )

    def _start_over(self) -> None:
        self._let_go()
        self._enter(self.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus on Enter too."""
        here = QApplication.focusWidget()
        pressed = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if pressed and isinstance(here, QPushButton) and self.isAncestorOf(here):
            here.click()
        else:
            super().keyPressEvent(event)

    def back(self) -> None:
        """Go back one step, or stop what is under way; from the first step, to where it began."""
        if self.step is self.merge and self.merge.stop():
            return
        if self.step is self.table and self.table.stop():
            return
        if self._task is not None:
            self._task.stop()
        elif self.step in (self.merge, self.table):
            self._enter(self.found)
        elif self.step in (self.found, self.done):
            self._start_over()
        else:
            self.left.emit()
