"""The findings of the incident that is reviewed, each with how it stands."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.desk.ledger import ACCEPTED, REOPENED, Judged
from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.icons import icon

# So many lines are in sight before the list scrolls.
_LINES = 7
# The icon, and what is left free beside a sentence, in pixels.
_BESIDE = 40


class Doubts(QListWidget):
    """The findings in their order; open ones first, accepted ones below them."""

    def __init__(self) -> None:
        super().__init__()
        self._judged: list[Judged] = []
        self.setAccessibleName(_("Findings"))
        self.setProperty("role", "pane")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setIconSize(QSize(16, 16))
        self.setStyleSheet("QListView::item { padding: 3px 4px; border: none; }")

    def show_findings(self, judged: Sequence[Judged]) -> None:
        """Show the findings of an incident; the cursor stays on the one that it was on."""
        before = self.current()
        self._judged = sorted(judged, key=lambda one: one.standing == ACCEPTED)
        self.clear()
        for one in self._judged:
            item = QListWidgetItem(_icon(one), _words(one))
            item.setToolTip(_words(one))
            if one.standing == ACCEPTED:
                item.setForeground(theme.colour("muted"))
            self.addItem(item)
        keys = [one.finding.key for one in self._judged]
        at = keys.index(before.finding.key) if before and before.finding.key in keys else 0
        self.setCurrentRow(min(at, self.count() - 1))
        self.setVisible(bool(self._judged))
        self._fit()

    def shown(self) -> list[Judged]:
        """Return the findings in the order in which they stand."""
        return list(self._judged)

    def current(self) -> Judged | None:
        """Return the finding that the cursor is on."""
        row = self.currentRow()
        return self._judged[row] if 0 <= row < len(self._judged) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the sentences need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        room = QRect(0, 0, max(self.viewport().width() - _BESIDE, 1), 10_000)
        wrapped = Qt.TextFlag.TextWordWrap
        needed = sum(
            metrics.boundingRect(room, wrapped, self.item(row).text()).height() + theme.GAP
            for row in range(self.count())
        )
        most = _LINES * theme.row_height()
        self.setFixedHeight(min(needed, most) + 2 * self.frameWidth())


def _icon(one: Judged) -> QIcon:
    if one.standing == ACCEPTED:
        return icon("done", "done")
    error = one.finding.severity == "error"
    return icon("error" if error else "warning", "error" if error else "warning")


def _words(one: Judged) -> str:
    sentence = one.finding.sentence
    kept = one.acceptance
    if kept is None or one.standing not in {ACCEPTED, REOPENED}:
        return sentence
    form = (
        _("{sentence}\nAccepted by {who}: {reason}")
        if one.standing == ACCEPTED
        else _("{sentence}\nOpen again; it has changed since {who} accepted it: {reason}")
    )
    return form.format(sentence=sentence, who=kept["by"], reason=kept["reason"])
