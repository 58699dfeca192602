"""The last step of an import: what came in, and what can be done about it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.desk.desk import Desk
from desktop.records.delta import Change
from desktop.records.errors import Mendable
from desktop.records.merging import Refusal
from desktop.records.words import _, ngettext
from desktop.store import journal
from desktop.ui.imports.refused import RefusedView
from desktop.ui.kit import theme
from desktop.ui.kit.widgets import button, label
from desktop.ui.kit.workplace import Workplace

# Of a larger change only the number of its records is told.
TOLD = 5000


class DoneStep(QWidget):
    """Tells what a change brought; `another` begins again, `seen` goes to it in the history."""

    another = Signal()
    seen = Signal()
    rejects_wanted = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._change: Change | None = None
        self._refused = ""
        self.heading = label("", "heading")
        self.heading.setFont(theme.font(scale=1.25, bold=True))
        self.sentence = label("", "plain")
        self.refused = label("", "warning")
        self.saved = label("", "muted")
        self.problem = label("", "error")
        self.show_them = button(_("Show what came in"), self.seen.emit, "primary")
        self.undo = button(_("Undo import"), self._undo)
        self.save_refused = button(_("Save refused rows…"), self.rejects_wanted.emit)
        self.list = RefusedView()
        self.next = button(_("Import another file"), self.another.emit, "quiet")
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        for widget in (self.show_them, self.undo, self.save_refused, self.next):
            foot.addWidget(widget)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        column.setSpacing(theme.GAP)
        column.addWidget(self.heading)
        for one in (self.sentence, self.refused, self.saved, self.problem):
            one.setWordWrap(True)
            one.setMaximumWidth(theme.text_width(100))
            column.addWidget(one)
        column.addSpacing(theme.GAP)
        column.addLayout(foot)
        column.addSpacing(theme.GAP)
        column.addWidget(self.list, 1)
        column.addStretch(0)

    def show_change(
        self, change: Change, path: Path, refused: str = "", cells: Sequence[Refusal] = ()
    ) -> None:
        """Tell what a change brought from a file, and with `refused` what did not come in.

        `cells` are those that were refused.
        """
        self.list.show_refused(cells)
        self._change = change
        self._refused = refused
        self.heading.setText(_("Imported: {name}").format(name=path.name))
        self.refused.setText(f"⚠ {refused}")
        self.saved.setVisible(False)
        self.tell("")
        self.follow()

    def enter(self) -> None:
        """Put the focus where Enter shows what came in."""
        self.show_them.setFocus()

    def _undo(self) -> None:
        """Take the import back: the last step by undo, so that redo brings it again."""
        desk, change = self._workplace.desk, self._change
        if change is None:
            return
        last = desk.undoable()
        try:
            if last is not None and last.seq == change.seq:
                desk.undo()
            else:
                desk.take_back(change.seq)
        except Mendable as failure:
            self.tell(str(failure))
            return
        self.show_them.setFocus()

    def follow(self) -> None:
        """Say whether the import stands or was undone, here or by any other way."""
        if self._change is None:
            return
        desk = self._workplace.desk
        undone = journal.is_undone(desk.file.connection, self._change.seq)
        said = _("Undone: nothing of this file is in the desk any more.")
        self.sentence.setText(said if undone else _brought(desk, self._change))
        self.refused.setVisible(bool(self._refused) and not undone)
        self.save_refused.setVisible(bool(self._refused))
        self.list.setVisible(bool(self._refused) and not undone)
        self.undo.setEnabled(not undone)

    def tell_saved(self, path: Path) -> None:
        """Say where the refused rows are, and what to do with them."""
        self.tell("")
        words = _("Refused rows are in {path}: each reason is a comment. Mend them and import it.")
        self.saved.setText(words.format(path=path))
        self.saved.setVisible(True)

    def tell(self, problem: str) -> None:
        """Say what could not be done; "" takes it away."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))


def _brought(desk: Desk, change: Change) -> str:
    """Return how many records a change made, changed and removed."""
    n = journal.delta_count(desk.file.connection, change.seq)
    if n > TOLD:
        words = ngettext("{n} record came in or changed.", "{n} records came in or changed.", n)
        return words.format(n=f"{n:,}")
    sorts = Counter(
        "new" if one.before is None else "gone" if one.after is None else "changed"
        for one in journal.change(desk.file.connection, change.seq).deltas
    )
    told = (
        (sorts["changed"], ngettext("{n} record changed", "{n} records changed", sorts["changed"])),
        (sorts["new"], ngettext("{n} new record", "{n} new records", sorts["new"])),
        (sorts["gone"], ngettext("{n} went to the bin", "{n} went to the bin", sorts["gone"])),
    )
    return ", ".join(words.format(n=f"{n:,}") for n, words in told if n) + "."
