"""The list of what waits for a reviewer, the longest waiting first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.desk import review
from desktop.desk.desk import Desk
from desktop.records.words import _
from desktop.store import read
from desktop.ui.review.case import moment

_UID = Qt.ItemDataRole.UserRole
# The queue shows so many, and as many more each time that one comes to its end.
PORTION = 200


class Queue(QListWidget):
    """The incidents that wait; `chosen` tells that the cursor is on another one."""

    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._waiting: list[str] = []
        self.setAccessibleName(_("Waiting for review"))
        self.setProperty("role", "pane")
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(
            "QListView::item { padding: 4px 6px; border: none; }"
            "QListView::item:selected { background: palette(highlight);"
            " color: palette(highlighted-text); }"
        )
        self.currentItemChanged.connect(lambda _new, _old: self._moved())
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def fill(self) -> int:
        """Show what waits now, the cursor where it was; return how many incidents wait."""
        before = self.uid()
        row = max(self.currentRow(), 0)
        self._waiting = review.queue(self._desk)
        listed = self._waiting[: max(PORTION, self.count())]
        self.blockSignals(True)
        self.clear()
        self._add(listed)
        row = listed.index(before) if before in listed else min(row, len(listed) - 1)
        self.setCurrentRow(row)
        self.blockSignals(False)
        return len(self._waiting)

    def _add(self, uids: Sequence[str]) -> None:
        """Put incidents at the queue's end."""
        kept = read.records(self._desk.file.connection, "incident", uids)
        given = review.submissions(self._desk, uids)
        for uid in uids:
            one = kept[uid]
            words = [one["number"], one["title"] or _("(no title)")]
            if uid in given:
                words.append(f"{given[uid].by.name} · {moment(self._desk, given[uid])}")
            item = QListWidgetItem("\n".join(words))
            item.setData(_UID, uid)
            item.setToolTip("\n".join(words[1:]))
            self.addItem(item)

    def _add_more(self) -> None:
        at = self.count()
        self._add(self._waiting[at : at + PORTION])

    def _moved(self) -> None:
        if self.currentRow() == self.count() - 1:
            self._add_more()
        self.chosen.emit()

    def _scrolled(self, value: int) -> None:
        at_end = 0 < value == self.verticalScrollBar().maximum()
        # While the queue is filled anew nobody scrolls.
        if at_end and not self.signalsBlocked():
            self._add_more()

    def uid(self) -> str:
        """Return the uid of the incident that the cursor is on, or ""."""
        item = self.currentItem()
        return str(item.data(_UID)) if item is not None else ""

    def go(self, by: int) -> None:
        """Put the cursor so many rows further."""
        row = self.currentRow() + by
        if row == self.count():
            self._add_more()
        if 0 <= row < self.count():
            self.setCurrentRow(row)
