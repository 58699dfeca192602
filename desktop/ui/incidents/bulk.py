"""A change to many incidents at once: fields, a preview of what it does, one undo step."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import difference, editing
from desktop.desk.editing import BulkPlan
from desktop.desk.tasks import MANY, Progress, Task
from desktop.records.context import Context
from desktop.records.delta import Change
from desktop.records.errors import Invalid, Mendable
from desktop.records.kinds import Kind
from desktop.records.models import content
from desktop.records.words import _, ngettext
from desktop.ui.kit import actions, theme
from desktop.ui.kit.delta import DeltaView
from desktop.ui.kit.editors import Editor, editor
from desktop.ui.kit.form import Row
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.progress import ProgressStrip
from desktop.ui.kit.quickadd import add_on_the_spot
from desktop.ui.kit.timers import after
from desktop.ui.kit.widgets import button, label
from desktop.ui.kit.workplace import Workplace

FIELDS = ("title", "kind", "actor", "when", "where", "confidence", "tags", "summary")
# The view shows so many records of a plan; the rest is counted.
SHOWN = 200
_PAUSE = 250


class BulkDialog(QDialog):
    """Sets the same fields of several incidents; what it would do stands beside them."""

    def __init__(
        self,
        workplace: Workplace,
        offers: Offers,
        uids: list[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workplace, self._offers, self._uids = workplace, offers, uids
        self._plan: BulkPlan | None = None
        self._planning: Task | None = None
        self._picks: dict[str, dict[str, str]] = {}
        self.rows: dict[str, Row] = {}
        self.ticks: dict[str, QCheckBox] = {}
        n = len(uids)
        words = ngettext("Change {n} incident", "Change {n} incidents", n).format(n=f"{n:,}")
        self.setWindowTitle(words)
        self._words = words
        self._pause = after(self, _PAUSE, self.plan)
        self._build()
        self._judge()

    def _build(self) -> None:
        self.told = label(_("Tick a field and type what it is to be."), "muted")
        self.told.setWordWrap(True)
        self.view = DeltaView(self)
        self.strip = ProgressStrip(self)
        self.apply_button = button(self._words, self.apply, "primary")
        self.cancel_button = button(_("Cancel"), self.reject)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.GROUP, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.told)
        column.addWidget(self.view, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self._fields())
        split.addWidget(right)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 1)
        ends = QHBoxLayout()
        ends.addWidget(self.strip, 1)
        ends.addStretch(0)
        ends.addWidget(self.cancel_button)
        ends.addWidget(self.apply_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.EDGE, theme.GROUP, theme.EDGE, theme.GROUP)
        layout.setSpacing(theme.GROUP)
        layout.addWidget(split, 1)
        layout.addLayout(ends)
        self.resize(theme.text_width(130), theme.row_height() * 26)

    def _fields(self) -> QWidget:
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, theme.GROUP, 0)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.GRID)
        declared = content("incident")
        for at, name in enumerate(FIELDS):
            tick = QCheckBox(holder)
            tick.setAccessibleName(_("Change {field}").format(field=declared[name].label))
            tick.toggled.connect(lambda *_on: self._judge())
            edit = editor(declared[name], self._offers)
            row = Row(name, declared[name], edit, declared[name].label)
            edit.edited.connect(self._editing(name))
            edit.chosen.connect(self._choosing(name))
            edit.wanted.connect(self._wanting(declared[name], edit, name))
            self.rows[name], self.ticks[name] = row, tick
            grid.addWidget(tick, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(row, at, 1)
            self._picks[name] = {}
        grid.setRowStretch(len(FIELDS), 1)
        grid.setColumnStretch(1, 1)
        return holder

    def _editing(self, name: str) -> Any:
        def edited() -> None:
            self.ticks[name].setChecked(True)
            self._judge()

        return edited

    def _choosing(self, name: str) -> Any:
        def chosen(written: str, uid: str) -> None:
            self._picks[name][written] = uid

        return chosen

    def _wanting(self, kind: Kind[Any], edit: Editor, name: str) -> Any:
        def wanted(target: str, text: str) -> None:
            vocabulary = getattr(kind, "vocabulary", "")
            made = add_on_the_spot(
                self._workplace.desk, self._offers, target, text, vocabulary=vocabulary, parent=self
            )
            if made is not None:
                self._picks[name][text] = made.uid
                self._judge()
            edit.setFocus()

        return wanted

    def _context(self) -> Context:
        chosen = {
            written: uid for name in self._typed() for written, uid in self._picks[name].items()
        }
        return self._workplace.desk.context().picked(chosen)

    def _typed(self) -> dict[str, str]:
        return {
            name: self.rows[name].editor.text() for name in FIELDS if self.ticks[name].isChecked()
        }

    def _judge(self) -> None:
        """Read every ticked field; what can be read is planned after a pause."""
        self._plan = None
        self._stop()
        self.apply_button.setEnabled(False)
        typed, wrong = self._typed(), False
        context = self._context()
        declared = content("incident")
        for name, row in self.rows.items():
            try:
                if name in typed:
                    declared[name].read(typed[name], context)
                row.set_error(None)
            except Invalid as error:
                row.set_error(error)
                wrong = True
        if typed and not wrong:
            self._pause.start()
        else:
            self._pause.stop()
            self.view.show_lines([])
            self.told.setText(
                _("Mend what is marked.") if wrong else _("Tick a field and type what it is to be.")
            )

    def plan(self) -> None:
        """Work out what the change would do."""
        self._pause.stop()
        desk, uids, typed, context = (
            self._workplace.desk,
            self._uids,
            self._typed(),
            self._context(),
        )
        if not typed:
            return
        if len(uids) <= MANY:
            try:
                self._take(editing.plan_bulk(desk, uids, typed, context))
            except Mendable as failure:
                self._refuse(failure)
            return

        # Names are looked up here: the context has this thread's connection.
        values = editing.read_bulk(typed, context)

        def work(_progress: Progress) -> BulkPlan:
            with desk.file.db.connection_context():
                return editing.plan_values(desk, uids, values)

        self._planning = self._workplace.worker.run(work, self._take, self._refuse)
        self.strip.follow(self._planning, _("Working out what changes…"))

    def _take(self, plan: BulkPlan) -> None:
        self._plan = plan
        self._planning = None
        desk = self._workplace.desk
        uids = list(dict.fromkeys(delta.uid for delta in plan.deltas))
        n = len(uids)
        first = set(uids[:SHOWN])
        some = [delta for delta in plan.deltas if delta.uid in first]
        self.view.show_lines(
            difference.lines(some, desk.context(), difference.names_of(desk, some))
        )
        words = [ngettext("{n} incident changes", "{n} incidents change", n).format(n=f"{n:,}")]
        if plan.same:
            words.append(_("{n} have it already").format(n=f"{plan.same:,}"))
        if plan.refused:
            words.append(_("{n} are in the bin and stay as they are").format(n=len(plan.refused)))
        if n > SHOWN:
            words.append(_("the first {n} are shown").format(n=SHOWN))
        self.told.setText(" · ".join(words))
        self.apply_button.setEnabled(n > 0)
        said = ngettext("Change {n} incident", "Change {n} incidents", n).format(n=f"{n:,}")
        self.apply_button.setText(said)

    def apply(self) -> None:
        """Do it, as one change."""
        plan, desk = self._plan, self._workplace.desk
        if plan is None or not plan.deltas:
            return
        if len(plan.deltas) <= MANY:
            try:
                change = editing.save_bulk(desk, plan)
            except Mendable as failure:
                self._refuse(failure)
                return
            self._done(change)
            return

        def work(_progress: Progress) -> Change:
            return desk.write(plan.deltas, "bulk edit", subject=editing.bulk_subject(plan))

        def done(change: Change) -> None:
            desk.announce(change)
            self._done(change)

        self.apply_button.setEnabled(False)
        self.cancel_button.setEnabled(False)
        self.strip.follow(
            self._workplace.worker.run(work, done, self._refuse), _("Saving the changes…")
        )

    def reject(self) -> None:
        """Leave all as it is; while the change is being saved, wait."""
        if self.cancel_button.isEnabled():
            self._stop()
            super().reject()

    def _done(self, change: Change | None) -> None:
        if change is not None:
            self._workplace.say(
                _("{what} changed. Undo: {key}").format(
                    what=change.subject, key=actions.keys("undo")
                )
            )
        self.cancel_button.setEnabled(True)
        self.accept()

    def _refuse(self, failure: Mendable) -> None:
        self.cancel_button.setEnabled(True)
        self.told.setText(str(failure))

    def _stop(self) -> None:
        if self._planning is not None:
            self._planning.stop()
            self._planning = None
