"""The list's place: the table, or what stands there while it has nothing to show."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.records.words import _
from desktop.ui.kit.empty import EmptyState


class Place(QStackedWidget):
    """Shows the table or one sentence; each sentence is built when it is first shown.

    `create`, `widen` and `retry` are what their buttons do: enter an incident, clear the filters,
    ask for the list again.
    """

    def __init__(
        self,
        table: QWidget,
        create: Callable[[], object],
        widen: Callable[[], object],
        retry: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._create, self._widen, self._retry = create, widen, retry
        self.addWidget(table)

    @cached_property
    def nothing(self) -> EmptyState:
        """What stands where the desk has no incidents."""
        return self._added(
            EmptyState(
                "list",
                _("No incidents yet"),
                _(
                    "An incident is what happened; each report of it keeps its own figures and "
                    "words."
                ),
                action=_("Enter your first incident"),
                slot=self._create,
            )
        )

    @cached_property
    def nohits(self) -> EmptyState:
        """What stands where no incident passes the filter."""
        return self._added(
            EmptyState("search", _("Nothing matches"), action=_("Clear filters"), slot=self._widen)
        )

    @cached_property
    def loading(self) -> EmptyState:
        """What stands while nothing is found yet."""
        return self._added(EmptyState("search", _("Looking…")))

    @cached_property
    def failure(self) -> EmptyState:
        """What stands where the list can't be read."""
        return self._added(
            EmptyState(
                "error", _("The list can't be read"), action=_("Try again"), slot=self._retry
            )
        )

    def _added(self, made: EmptyState) -> EmptyState:
        self.addWidget(made)
        return made

    @property
    def has_table(self) -> bool:
        """Whether the table is shown."""
        return self.currentWidget() is self._table

    def show_table(self) -> None:
        """Show the table."""
        self._show(self._table)

    def show_nothing(self) -> None:
        """Say that there are no incidents, and how to enter the first."""
        self._show(self.nothing)

    def show_nohits(self, what: str) -> None:
        """Say that nothing matches; `what` is the search and the filters in words."""
        self.nohits.say(_("Nothing matches {what}").format(what=what))
        self._show(self.nohits)

    def show_loading(self) -> None:
        """Say that the list is being looked for."""
        self._show(self.loading)

    def show_failure(self, why: str) -> None:
        """Say that the list can't be read, and why."""
        self.failure.say(_("The list can't be read"), why)
        self._show(self.failure)

    def _show(self, widget: QWidget) -> None:
        if self.currentWidget() is not widget:
            self.setCurrentWidget(widget)

    def focus_button(self) -> None:
        """Put the keyboard's focus on the button of what stands in the table's place."""
        shown = self.currentWidget()
        if isinstance(shown, EmptyState) and shown.button is not None:
            shown.button.setFocus(Qt.FocusReason.OtherFocusReason)
