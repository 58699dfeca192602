"""Brings the list into its order in two steps, and keeps selection and cursor on their records."""

from array import array
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from desktop.desk.desk import Desk
from desktop.desk.tasks import PATIENCE_MS
from desktop.records.errors import Mendable
from desktop.store import firstids
from desktop.store.firstids import FIRST, First
from desktop.store.listing import Filter
from desktop.ui.incidents.query import Kept, Lane, Order, Question
from desktop.ui.kit import theme
from desktop.ui.kit.later import PAUSE_MS
from desktop.ui.kit.table import IdTable
from desktop.ui.kit.timers import after


class Ordering(QObject):
    """Asks for the ids that a filter and a sort mean, and places them into the table.

    `placed` tells that rows are shown, `settled` that it is known how many there are, `slow` that
    nothing is there yet after a while, `failed` why nothing can be read.
    """

    placed = Signal()
    settled = Signal()
    slow = Signal()
    failed = Signal(str)

    def __init__(
        self, desk: Desk, table: IdTable, wanted: Callable[[], Question], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lane = Lane(desk, self)
        self._table, self._wanted = table, wanted
        self.total = 0
        self._recount = True
        self.whole = False
        self.loading = False
        self.placing = False
        self._kept = Kept()
        self._keep_sight = self._to_top = False
        self._held = self._closed = False
        self._again = after(self, 0, self._ask_again)
        self._patience = after(self, PATIENCE_MS, self.slow.emit)
        self._rest = after(self, PAUSE_MS, self._ask_whole)

    def begin(self) -> None:
        """Show the first rows at once, as the window opens: unfiltered, an index has them ready."""
        wanted, sort = self._wanted()
        if wanted != Filter():
            self.ask()
            return
        self.loading = True
        first = firstids.first_ids(self._desk.file.connection, wanted, sort)
        if first.whole:
            self.total, self._recount = len(first.ids), False
        self._take_first(first, self._rest.start)

    def narrow(self) -> None:
        """Ask for other incidents; the cursor stays on its own only where it is near the top."""
        self.ask()
        self._to_top = True

    def ask(self) -> None:
        """Ask for the list anew: its first rows, then the whole of it."""
        self._remember()
        self._lane.stop()
        self._rest.stop()
        self._recount |= self._again.isActive()
        self._again.stop()
        self.whole, self.loading = False, True
        self._keep_sight = self._to_top = False
        self._patience.start()
        self._lane.first(
            self._wanted(), lambda first: self._take_first(first, self._ask_whole), self._fail
        )

    def again(self) -> None:
        """Ask for the whole list after a change, once for several; what is shown stands till then.

        While a cell is being typed in nothing moves.
        """
        self._again.start()

    def edited(self) -> None:
        """Go on once nothing is typed in a cell any more."""
        if self._held:
            self._held = False
            self._again.start()

    def selected(self) -> None:
        """Take note of what a person selects while the list is on its way: that counts."""
        if self.loading and not self.placing:
            self._kept = Kept(frozenset(self._table.selected_ids()), self._table.current_id())

    def close(self) -> None:
        """Stop the questions under way."""
        self._closed = True
        self._again.stop()
        self._patience.stop()
        self._rest.stop()
        self._lane.close()

    def go(self, row: int) -> None:
        """Put the cursor on a row, and select it."""
        self._table.setCurrentIndex(self._table.ids.index(row, self._table.first_column()))

    def _ask_again(self) -> None:
        self._recount = True
        if self.loading:
            self.ask()
            return
        self._remember()
        self.loading = True
        self._keep_sight = True
        self._ask_whole()

    def _ask_whole(self) -> None:
        total = None if self._recount else self.total
        self._lane.whole(self._wanted(), self._kept, total, self._take_whole, self._fail)

    def _take_first(self, first: First, go_on: Callable[[], object]) -> None:
        """Show the first rows; `go_on` asks for the rest, if there is any."""
        self._patience.stop()
        if self._closed or self._hold():
            return
        if not first.ids and not first.whole:
            # None was met in time; what is shown stands until the whole is there.
            self._patience.start()
            go_on()
            return
        known = {one: row for row, one in enumerate(first.ids)}
        rows = sorted(known[one] for one in self._kept.selected if one in known)
        current = -1 if self._kept.current is None else known.get(self._kept.current, -1)
        if first.whole:
            self._settle(first.ids, rows, current)
        else:
            self._place(first.ids, rows, current)
            self.placed.emit()
            if self._kept == Kept():
                self._start()
        if self._recount or not first.whole:
            self.loading = True
            go_on()

    def _take_whole(self, order: Order) -> None:
        self._patience.stop()
        if self._closed or self._hold():
            return
        self.total, self._recount = order.total, False
        if order.kept != self._kept:
            # Another selection was made meanwhile, and where that stands is not known yet.
            self._ask_whole()
            return
        self._settle(order.ids, order.selected, order.current)

    def _settle(self, ids: "array[int]", rows: Sequence[int], current: int) -> None:
        """Show the whole order."""
        self.whole, self.loading = True, False
        if self._kept.everything:
            rows = range(len(ids))
        if self._to_top and current >= FIRST:
            current = -1
        if ids != self._table.ids.ids:
            self._place(ids, rows, current)
        self._start()
        self.settled.emit()

    def _hold(self) -> bool:
        """Return whether a cell is being typed in: then the list waits, and asks again after."""
        self._held = self._table.state() == IdTable.State.EditingState
        if self._held:
            self.loading = False
        return self._held

    def _place(self, ids: "array[int]", rows: Sequence[int], current: int) -> None:
        """Show ids, with selection and cursor on the records they were on."""
        bar = self._table.verticalScrollBar()
        sight = bar.value()
        offset = self._table.currentIndex().row() - sight
        in_sight = 0 <= offset <= self._table.viewport().height() // max(1, theme.row_height())
        self.placing = True
        self._table.ids.set_ids(ids)
        self._table.select_rows(rows, current)
        self.placing = False
        if self._keep_sight:
            bar.setValue(max(0, current - offset if current >= 0 and in_sight else sight))

    def _remember(self) -> None:
        """Take note of what is selected by id, unless what was noted is still being placed."""
        if self.loading:
            return
        everything = self._table.all_selected()
        chosen = frozenset() if everything else frozenset(self._table.selected_ids())
        self._kept = Kept(chosen, self._table.current_id(), everything)

    def _start(self) -> None:
        """Put the cursor on the first row where it is on none."""
        if not self._table.currentIndex().isValid() and len(self._table.ids.ids):
            self.go(0)

    def _fail(self, failure: Mendable) -> None:
        self._patience.stop()
        self.loading = False
        self.failed.emit(str(failure))
