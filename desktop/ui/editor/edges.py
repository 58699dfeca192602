"""What stands above and below the columns: which incident it is, and how its saving goes."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.desk import review
from desktop.desk.entered import Entered
from desktop.records.models import STATUSES
from desktop.records.words import _, ngettext
from desktop.ui.kit import actions, theme
from desktop.ui.kit.widgets import button, label


class Head(QWidget):
    """The incident's number and status, and the buttons that save it and take it further."""

    def __init__(
        self,
        save: Callable[[], object],
        submit: Callable[[], object],
        ask: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.number = label("", "title")
        self.number.setFont(theme.font(scale=1.35, bold=True))
        self.status = label("", "muted")
        self.reasoned = {
            "withdraw": button(_("Withdraw incident…"), lambda: ask("withdraw"), "quiet"),
            "reopen": button(_("Reopen incident…"), lambda: ask("reopen")),
        }
        for one in self.reasoned.values():
            one.setToolTip(actions.tooltip("take out"))
        self.submit_button = button(_("Submit incident"), submit)
        self.submit_button.setToolTip(actions.tooltip("submit"))
        self.save_button = button(_("Save incident"), save, "primary")
        self.save_button.setToolTip(actions.tooltip("save"))
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.EDGE, theme.GROUP, theme.EDGE, theme.GAP)
        line.setSpacing(theme.GAP)
        line.addWidget(self.number)
        line.addWidget(self.status, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        for one in self.reasoned.values():
            line.addWidget(one)
        line.addWidget(self.submit_button)
        line.addWidget(self.save_button)

    def offers(self, action: str) -> bool:
        """Return whether a step that needs a reason may be taken now."""
        return self.reasoned[action].isVisibleTo(self) and self.reasoned[action].isEnabled()

    def load(self, incident: Entered, role: str, *, editable: bool) -> None:
        """Show an incident, and the steps that a person of this role may take with it."""
        number = incident.base["number"] if incident.base is not None else ""
        self.number.setText(number or _("New incident"))
        status = incident.start("status")
        words, meaning = next(
            (words, meaning) for code, words, meaning in STATUSES if code == status
        )
        self.status.setText(_(words) if number else "")
        self.status.setToolTip(_(meaning))
        steps = {step.action for step in review.allowed(status, role)}
        self.submit_button.setVisible("submit" in steps)
        for action, one in self.reasoned.items():
            one.setVisible(bool(number) and action in steps)
        for one in (*self.reasoned.values(), self.submit_button, self.save_button):
            one.setEnabled(editable)


class Foot(QWidget):
    """When the draft was kept, how many fields can't be saved, and the keys of the columns."""

    def __init__(self) -> None:
        super().__init__()
        self.draft_label = label("", "muted")
        self.problem_label = label("", "error")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.EDGE, theme.GRID, theme.EDGE, theme.GRID)
        line.addWidget(self.draft_label)
        line.addStretch(1)
        line.addWidget(self.problem_label)
        line.addStretch(1)
        line.addWidget(label(_keys(), "muted"))

    @property
    def telling(self) -> bool:
        """Whether it says that something can't be saved."""
        return bool(self.problem_label.text())

    def tell(self, n: int) -> None:
        """Say how many fields can't be saved as they are; nothing for none."""
        words = ngettext(
            "{n} problem keeps this from being saved", "{n} problems keep this from being saved", n
        )
        self.problem_label.setText(words.format(n=n) if n else "")


def _keys() -> str:
    return _("{what}, {figures}, {source}: columns · {shortcuts}: all keys").format(
        what=actions.keys("go what"),
        figures=actions.keys("go figures"),
        source=actions.keys("go source"),
        shortcuts=actions.keys("shortcuts"),
    )
