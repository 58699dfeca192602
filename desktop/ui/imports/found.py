"""The second step of an import: what the chosen file is, before anything is compared."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.desk.importing import Looked
from desktop.records.words import _
from desktop.ui.imports.wording import seen_before, what_it_is
from desktop.ui.kit import theme
from desktop.ui.kit.widgets import button, label


class FoundStep(QWidget):
    """Says what a file is; `wanted` goes on to what it would do, `other` to another file."""

    wanted = Signal()
    other = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("", "heading")
        self.heading.setFont(theme.font(scale=1.25, bold=True))
        self.sentence = label("", "plain")
        self.again = label("", "warning")
        self.notes = label("", "muted")
        self.go_on = button("", self.wanted.emit, "primary")
        self.go_on.setDefault(True)
        self.another = button(_("Choose another file"), self.other.emit, "quiet")
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addWidget(self.go_on)
        foot.addWidget(self.another)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        column.setSpacing(theme.GAP)
        column.addWidget(self.heading)
        for one in (self.sentence, self.again, self.notes):
            one.setWordWrap(True)
            one.setMaximumWidth(theme.text_width(100))
            column.addWidget(one)
        column.addSpacing(theme.GAP)
        column.addLayout(foot)
        column.addStretch(1)

    def show_looked(self, looked: Looked, zone: str) -> None:
        """Say what a file is, when it came in before, and what its reader noticed."""
        self.heading.setText(looked.path.name)
        self.sentence.setText(what_it_is(looked, zone))
        before = seen_before(looked, zone)
        self.again.setText(f"⚠ {before}" if before else "")
        self.again.setVisible(bool(before))
        self.notes.setText("\n".join(looked.notes))
        self.notes.setVisible(bool(looked.notes))
        merged = looked.kind != "table"
        self.go_on.setText(_("Compare with this desk") if merged else _("Choose the columns"))

    def enter(self) -> None:
        """Put the focus where Enter goes on."""
        self.go_on.setFocus()
