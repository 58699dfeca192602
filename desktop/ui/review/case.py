"""The incident to check: its figures or what changed since it was approved, and its findings."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.checks.finding import Finding
from desktop.desk import difference, review
from desktop.desk.checking import findings_of
from desktop.desk.desk import Desk
from desktop.records.delta import Change
from desktop.records.family import Family
from desktop.records.words import _, ngettext
from desktop.records.zones import shown_moment
from desktop.store import journal
from desktop.ui.kit import theme
from desktop.ui.kit.delta import DeltaView
from desktop.ui.kit.preview import Preview
from desktop.ui.kit.widgets import label
from desktop.ui.kit.workplace import Workplace

_FINDINGS = 5


class Case(QWidget):
    """One incident as a reviewer reads it."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._desk = workplace.desk
        self.title = label("", "heading")
        self.title.setFont(theme.font(scale=1.25, bold=True))
        self.facts = label("", "muted")
        self.findings = label("", "warning")
        self.since = label("", "warning")
        self.changes = DeltaView()
        self.preview = Preview(workplace, bare=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.GROUP, 0)
        column.setSpacing(theme.GAP)
        for words in (self.title, self.facts, self.findings, self.since):
            words.setWordWrap(True)
            words.setContentsMargins(theme.GRID, 0, 0, 0)
            column.addWidget(words)
        column.addWidget(self.changes, 1)
        column.addWidget(self.preview, 2)

    def show_family(self, family: Family) -> None:
        """Show an incident: all of it, or what changed since it was approved."""
        incident = family.incident
        self.title.setText(f"{incident['number']} {incident['title']}".strip())
        self.preview.show_incident(incident.uid)
        self._show_findings(findings_of(self._desk.file.connection, incident.uid))
        self._show_changes(family)

    def _show_findings(self, found: Sequence[Finding]) -> None:
        said = [f"⚠ {one.sentence}" for one in found[:_FINDINGS]]
        if len(found) > _FINDINGS:
            n = len(found) - _FINDINGS
            said.append(ngettext("{n} more finding", "{n} more findings", n).format(n=f"{n:,}"))
        self.findings.setText("\n".join(said))
        self.findings.setToolTip("\n".join(one.sentence for one in found))
        self.findings.setVisible(bool(found))

    def _show_changes(self, family: Family) -> None:
        deltas = review.since_approval(self._desk, family)
        again = deltas is not None
        for one in (self.facts, self.since, self.changes):
            one.setVisible(again)
        self.preview.setVisible(not again)
        if deltas is None:
            return
        approved = next(
            change
            for change in journal.history(self._desk.file.connection, [family.incident.uid])
            if any((delta.after or {}).get("status") == "approved" for delta in change.deltas)
        )
        incident, context = family.incident, self._desk.context()
        places = ", ".join(context.name(one.uid) for one in incident["where"])
        when = incident["when"].understood(with_year=True) if incident["when"] else ""
        self.facts.setText(" · ".join(one for one in (when, places) if one))
        self.since.setText(
            _("{number} was approved by {who} on {when}. Only what changed since is shown.").format(
                number=family.incident["number"],
                who=approved.by.name,
                when=moment(self._desk, approved),
            )
        )
        names = difference.names_of(self._desk, deltas)
        self.changes.show_lines(difference.lines(deltas, context, names))


def moment(desk: Desk, change: Change) -> str:
    """Return when a change was made, in the desk's zone."""
    return shown_moment(int(change.at.timestamp()), desk.zone)
