"""The right of the page: what is proposed, what is in doubt, and the same night beneath."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.desk.settings import Settings
from desktop.records.words import _
from desktop.ui.kit import actions, theme
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.splits import remember
from desktop.ui.kit.widgets import label
from desktop.ui.reading.proposal import ProposalTable
from desktop.ui.reading.radar import Radar


class ProposalPane(QWidget):
    """The table of what is proposed, or what stands in its place, over the radar."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.table = ProposalTable()
        self.radar = Radar()
        self.empty = EmptyState("quote", _("Nothing is read yet."))
        self.doubt = label("", "warning")
        self.hint = label(_hint(), "muted")
        for words in (self.doubt, self.hint):
            words.setWordWrap(True)
        split = QSplitter(Qt.Orientation.Vertical)
        for widget in (self.table, self.empty, self.radar):
            split.addWidget(widget)
        remember(split, settings, "reading rows", [460, 460, 220])
        for at, share in enumerate((3, 3, 1)):
            split.setStretchFactor(at, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, 0, theme.EDGE, theme.GROUP)
        column.setSpacing(theme.GAP)
        column.addWidget(label(_("Proposed"), "heading"))
        column.addWidget(split, 1)
        column.addWidget(self.doubt)
        column.addWidget(self.hint)
        self.table.pointed.connect(lambda _number: self._tell_doubt())

    def show_what_is_read(self, *, there: bool) -> None:
        """Show the figures that are read, or that there are none in the text, or no text."""
        some = bool(self.table.rows.shown.figures)
        self.table.setVisible(some)
        self.hint.setVisible(some)
        self.empty.setVisible(not some)
        if there:
            words = _("It can still be accepted as a source, its figures typed in the editor.")
            self.empty.say(_("No figure is read in this text."), words)
        else:
            words = _("Paste a statement on the left: a governor's post, a ministry's report.")
            self.empty.say(_("Nothing is read yet."), words)
        self._tell_doubt()

    def _tell_doubt(self) -> None:
        doubt = self.table.doubt()
        self.doubt.setText(_("In doubt: {why}").format(why=doubt) if doubt else "")
        self.doubt.setVisible(bool(doubt))


def _hint() -> str:
    return _(
        "Enter accepts, Space takes or leaves out, Del leaves out; {posted} when posted, "
        "{text} text, {proposal} here, {radar} same night."
    ).format(
        posted=actions.keys("go posted"),
        text=actions.keys("go text"),
        proposal=actions.keys("go proposal"),
        radar=actions.keys("go radar"),
    )
