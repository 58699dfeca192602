"""The fifth step: rows whose incident the desk seems to have, and what becomes of each."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.desk.likeness import Likeness, Verdict
from desktop.desk.telling import Told
from desktop.records.words import N_, _, ngettext
from desktop.store import read
from desktop.ui.imports.work import TableWork
from desktop.ui.kit import theme
from desktop.ui.kit.actions import keys
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.icons import icon
from desktop.ui.kit.table import Head, IdModel, IdTable, Shown
from desktop.ui.kit.widgets import label

SIGN = 14
ROW, NUMBER, WHEN, TITLE, HOW, THEN = range(6)
VERDICTS: dict[Verdict, str] = {
    "import": N_("import anyway"),
    "merge": N_("a further report of it"),
    "leave": N_("leave out"),
}
_BY_KEY: dict[int, Verdict] = {Qt.Key.Key_I: "import", Qt.Key.Key_M: "merge", Qt.Key.Key_L: "leave"}
_HOW = {"same": N_("same time, place and counts"), "other counts": N_("other counts")}


class TwinsStep(QWidget):
    """The rows above; beneath, the counts of the one at the cursor beside those of the desk."""

    def __init__(self, work: TableWork) -> None:
        super().__init__()
        self._work = work
        self._counts: list[tuple[str, str, str]] = []
        self.words = label("")
        self.model = IdModel(
            [
                Head("row", _("Row"), numeric=True),
                Head("number", _("On the desk")),
                Head("when", _("When")),
                Head("title", _("Title")),
                Head("how", _("Alike")),
                Head("then", _("What is done")),
            ],
            self._fetch, self,
        )  # fmt: skip
        self.table = IdTable(self.model, _("Rows that the desk seems to have"))
        self.table.selectionModel().currentChanged.connect(lambda _new, _old: self._show())
        self.table.installEventFilter(self)
        self.side = IdModel(
            [
                Head("what", _("What is counted")),
                Head("row", _("In the row"), numeric=True),
                Head("desk", _("On the desk"), numeric=True),
            ],
            self._count_cells, self,
        )  # fmt: skip
        self.counts = IdTable(self.side, _("Counts side by side"))
        self.hint = label(
            _("On the selected rows: {m} further report, {i} import anyway, {l} leave out. "
              "With Ctrl on all that are alike so.").format(
                m=keys("alike merge"), i=keys("alike import"), l=keys("alike leave")
            ),
            "muted",
        )  # fmt: skip
        self.empty = EmptyState("done", "")
        self._lay_out()
        for told in (work.chosen_anew, work.edited, work.planned):
            told.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        for table, widths, rest in (
            (self.table, ((ROW, 8), (NUMBER, 12), (WHEN, 32), (HOW, 28), (THEN, 30)), TITLE),
            (self.counts, ((1, 16), (2, 16)), 0),
        ):
            heads = table.horizontalHeader()
            heads.setSectionsMovable(False)
            heads.setSectionResizeMode(rest, QHeaderView.ResizeMode.Stretch)
            for column, characters in widths:
                table.setColumnWidth(column, theme.text_width(characters))
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(self.counts)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        some = QWidget()
        inner = QVBoxLayout(some)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.GAP)
        inner.addWidget(self.words)
        inner.addWidget(splitter, 1)
        inner.addWidget(self.hint)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(some)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.GAP, 0, 0)
        layout.addWidget(self.stack)

    @property
    def alike(self) -> Sequence[Likeness]:
        """The rows that the desk seems to have."""
        return self._work.plan.alike if self._work.plan else ()

    def refresh(self) -> None:
        """Show the rows as they are known now."""
        n = len(self.alike)
        if n != len(self.model.ids):
            self.model.set_ids(array("q"))
            self.model.set_ids(array("q", range(n)))
            if n:
                self.table.setCurrentIndex(self.model.index(0, ROW))
        else:
            self.model.forget()
        if self._work.plan is None:
            self.empty.say(
                _("Whether the desk has any of the rows is seen when all are checked."),
                _("{keys} checks them.").format(keys=keys("import rows")),
            )
        else:
            self.empty.say(_("The desk seems to have none of the rows."))
        self.stack.setCurrentIndex(1 if n else 0)
        self._say()

    def _say(self) -> None:
        n = len(self.alike)
        open_ones = len(self._work.waiting)
        said = ngettext(
            "{n} row is of an incident that the desk seems to have",
            "{n} rows are of incidents that the desk seems to have",
            n,
        ).format(n=f"{n:,}")
        if open_ones:
            said = _("{said}; {open} not decided").format(said=said, open=f"{open_ones:,}")
        self.words.setText(said)

    def _fetch(self, ids: Sequence[int]) -> dict[int, list[Shown]]:
        found: dict[int, list[Shown]] = {}
        connection = self._work.workplace.desk.file.connection
        kept = read.records(connection, "incident", {self.alike[at].uid for at in ids})
        for at in ids:
            one = self.alike[at]
            when = kept[one.uid]["when"] if one.uid in kept else None
            verdict = self._work.verdicts.get(one.row)
            then = _(VERDICTS[verdict]) if verdict else _("undecided")
            waits = None if verdict else icon("warning", "warning").pixmap(SIGN, SIGN)
            if verdict and verdict == one.answer:
                then = _("{verdict} (as last time)").format(verdict=then)
            found[at] = [
                Shown(f"{one.row:,}"),
                Shown(one.number),
                Shown(when.understood(with_year=True) if when is not None else ""),
                Shown(one.title or _("(no title)")),
                Shown(_(_HOW.get(one.how, one.how))),
                Shown(then, waits),
            ]
        return found

    def go_to_waiting(self) -> None:
        """Put the cursor on the first row that waits for a verdict."""
        waiting = {one.row for one in self._work.waiting}
        at = next((at for at, one in enumerate(self.alike) if one.row in waiting), 0)
        self.table.setCurrentIndex(self.model.index(at, ROW))
        self.table.setFocus()

    def _show(self) -> None:
        at = self.table.currentIndex().row()
        self._fill(())
        if 0 <= at < len(self.alike):
            one = self.alike[at]
            self._work.tell_row(one.row, one.uid, lambda told, counts: self._take(at, told, counts))

    def _take(self, at: int, told: Told | None, counts: list[tuple[str, str, str]]) -> None:
        del told
        if at == self.table.currentIndex().row():
            self._fill(counts)

    def _fill(self, counts: Sequence[tuple[str, str, str]]) -> None:
        self._counts = list(counts)
        self.side.set_ids(array("q"))
        self.side.set_ids(array("q", range(len(counts))))

    def _count_cells(self, ids: Sequence[int]) -> dict[int, list[Shown]]:
        return {at: [Shown(cell) for cell in self._counts[at]] for at in ids}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the verdicts' keys, alone for the selected rows, with Ctrl for all alike."""
        if isinstance(event, QKeyEvent) and event.key() in _BY_KEY:
            held = event.modifiers()
            every = held == Qt.KeyboardModifier.ControlModifier
            if (every or not held) and self.alike:
                if event.type() == QEvent.Type.ShortcutOverride:
                    # Whatever the window itself does by these keys, here they decide.
                    event.accept()
                    return True
                if event.type() == QEvent.Type.KeyPress:
                    self._decide(_BY_KEY[event.key()], every=every)
                    return True
        return super().eventFilter(watched, event)

    def _decide(self, verdict: Verdict, *, every: bool) -> None:
        at = self.table.currentIndex().row()
        if not 0 <= at < len(self.alike):
            return
        if every:
            how = self.alike[at].how
            rows = [one.row for one in self.alike if one.how == how]
        else:
            chosen = self.table.selected_ids() or [at]
            rows = [self.alike[one].row for one in chosen]
        self._work.decide(rows, verdict)
        if not every and len(rows) == 1 and at + 1 < len(self.alike):
            self.table.setCurrentIndex(self.model.index(at + 1, ROW))
