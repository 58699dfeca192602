"""The same-night radar: incidents of the desk that a statement may be about."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.radar import Near, NearReport
from desktop.records.when import When
from desktop.records.words import _, ngettext
from desktop.ui.kit import actions, theme
from desktop.ui.kit.widgets import button, label

_NEAR, _REPORT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class Radar(QWidget):
    """The incidents that overlap in hours and places, each with its reports beneath.

    Each of the signals asks for what its button says, for the one that the cursor is on.
    """

    add_wanted = Signal()
    update_wanted = Signal()
    another_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.near: tuple[Near, ...] = ()
        self.words = label(_("Same night"), "heading")
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([_("Incident or report"), _("When"), _("Also there")])
        self.tree.setAccessibleName(_("Incidents of the same hours and places"))
        self.tree.setUniformRowHeights(True)
        self.tree.setTabKeyNavigation(False)
        head = self.tree.header()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setStretchLastSection(False)
        self.tree.setColumnWidth(1, theme.text_width(34))
        self.tree.setColumnWidth(2, theme.text_width(20))
        self.add = button(_("Add as a report"), self.add_wanted.emit)
        self.update_ = button(_("Update of the report"), self.update_wanted.emit)
        self.another = button(_("Another incident"), self.another_wanted.emit, "quiet")
        self._lay_out()
        self.tree.currentItemChanged.connect(lambda _now, _then: self._follow())
        self.show_near(())

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        named = (
            (self.add, "add to incident"),
            (self.update_, "update report"),
            (self.another, "another incident"),
        )
        for one, name in named:
            one.setToolTip(actions.tooltip(name))
            buttons.addWidget(one)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.GAP, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.words)
        layout.addWidget(self.tree, 1)
        layout.addLayout(buttons)

    def show_near(self, near: Sequence[Near]) -> None:
        """Show what is near; what was said to be another incident stands last, struck out."""
        self.near = tuple(near)
        self.tree.clear()
        for one in self.near:
            self.tree.addTopLevelItem(_incident(one))
        self.tree.expandAll()
        open_ones = [one for one in self.near if not one.other]
        self.setVisible(bool(self.near))
        words = ngettext(
            "Same night: {n} incident may be this one", "Same night: {n} incidents may be this one",
            len(open_ones),
        )  # fmt: skip
        self.words.setText(words.format(n=len(open_ones)))
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self._follow()

    def current(self) -> Near | None:
        """Return the incident that the cursor is on, or on a report of."""
        item = self.tree.currentItem()
        return item.data(0, _NEAR) if item is not None else None

    def report(self) -> NearReport | None:
        """Return the report that the cursor is on, else the only one of its incident."""
        item, near = self.tree.currentItem(), self.current()
        if item is None or near is None:
            return None
        chosen: NearReport | None = item.data(0, _REPORT)
        return chosen or (near.reports[0] if len(near.reports) == 1 else None)

    def _follow(self) -> None:
        near = self.current()
        for one in (self.add, self.another):
            one.setEnabled(near is not None and not near.other)
        self.update_.setEnabled(self.report() is not None)
        named = f" {near.number}" if near is not None else ""
        self.add.setText(_("Add as a report of{number}").format(number=named))


def _incident(near: Near) -> QTreeWidgetItem:
    title = near.title or _("(no title)")
    shared = ", ".join(near.shared)
    if near.has_text:
        shared = _("has this text")
    elif near.other:
        shared = _("said to be another")
    item = QTreeWidgetItem([f"{near.number}  {title}", _when(near.when), shared])
    item.setData(0, _NEAR, near)
    item.setFont(0, theme.font(bold=not near.other))
    for column in range(3):
        item.setToolTip(column, item.text(column))
        if near.other:
            item.setForeground(column, theme.colour("muted"))
    for report in near.reports:
        said = [report.speaker or _("speaker not named"), ", ".join(report.counts[:4])]
        words = " · ".join(one for one in said if one)
        child = QTreeWidgetItem([words, _when(report.when), ""])
        child.setData(0, _NEAR, near)
        child.setData(0, _REPORT, report)
        child.setToolTip(0, ", ".join(report.counts))
        item.addChild(child)
    return item


def _when(when: When | None) -> str:
    return when.understood() if when is not None else ""
