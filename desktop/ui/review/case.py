"""The incident to check: its findings, what there is to tick, and what changed since it passed."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.desk import asking, difference, ledger, review, ticking
from desktop.desk.desk import Desk
from desktop.desk.ledger import Judged
from desktop.records.delta import Change
from desktop.records.family import Family, Kept
from desktop.records.ticks import TICKED
from desktop.records.words import _, ngettext
from desktop.records.zones import shown_moment
from desktop.store import journal
from desktop.ui.kit import actions, theme
from desktop.ui.kit.delta import DeltaView
from desktop.ui.kit.doubts import Doubts
from desktop.ui.kit.shown import family_context
from desktop.ui.kit.widgets import label
from desktop.ui.kit.workplace import Workplace
from desktop.ui.review.checklist import Checklist


class Case(QWidget):
    """One incident as a reviewer reads it."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._desk = workplace.desk
        self._family: Family | None = None
        self._everything = False
        self.title = label("", "heading")
        self.title.setFont(theme.font(scale=1.25, bold=True))
        self.facts = label("", "muted")
        self.doubts = Doubts()
        self.since = label("", "warning")
        self.changes = DeltaView()
        self.count = label("", "muted")
        self.checklist = Checklist()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.GROUP, 0)
        column.setSpacing(theme.GAP)
        for words in (self.title, self.facts, self.since, self.count):
            words.setWordWrap(True)
            words.setContentsMargins(theme.GRID, 0, 0, 0)
        for one in (self.title, self.facts, self.doubts, self.since):
            column.addWidget(one)
        column.addWidget(self.changes, 1)
        line = QHBoxLayout()
        line.addWidget(self.count, 1)
        line.addWidget(label(_keys(), "muted"))
        column.addLayout(line)
        column.addWidget(self.checklist, 2)

    def show_family(self, family: Family) -> None:
        """Show an incident; one that was reviewed before shows only what is not ticked."""
        if self._family is None or self._family.incident.uid != family.incident.uid:
            self._everything = False
        self._family = family
        self.title.setText(f"{family.incident['number']} {family.incident['title']}".strip())
        self._show_facts(family)
        connection = self._desk.file.connection
        self.doubts.show_findings(ledger.judged(connection, family.incident.uid))
        self._show_changes(family)
        self._show_checklist(family)

    def show_everything(self) -> None:
        """Show what is ticked, too, or leave it out again."""
        self._everything = not self._everything
        if self._family is not None:
            self._show_checklist(self._family)

    def finding(self) -> Judged | None:
        """Return the finding that the cursor is on."""
        return self.doubts.current()

    def figure(self) -> Kept | None:
        """Return the figure that the cursor is on."""
        uid = self.checklist.record()
        every = self._family.all_figures() if self._family is not None else ()
        return next((figure for _report, figure in every if figure.uid == uid), None)

    def report(self) -> Kept | None:
        """Return the report that the cursor is on, or that its figure is in."""
        uid, figure = self.checklist.record(), self.figure()
        wanted = figure["report"] if figure is not None else uid
        every = self._family.reports if self._family is not None else ()
        return next((one for one in every if one.uid == wanted), None)

    def queries(self) -> list[Kept]:
        """Return the queries about what the cursor is on that are not closed, oldest first."""
        key = self.checklist.key()
        return self._asked().get(key, []) if key else []

    def _asked(self) -> dict[tuple[str, str], list[Kept]]:
        found: dict[tuple[str, str], list[Kept]] = {}
        if self._family is not None:
            uid = self._family.incident.uid
            for one in asking.queries_of(self._desk.file.connection, uid):
                if one["state"] != "closed":
                    found.setdefault((one["record"], one["field"]), []).append(one)
        return found

    def _show_checklist(self, family: Family) -> None:
        standings = ticking.to_tick(self._desk.file.connection, family)
        done = sum(one.standing == TICKED for one in standings)
        again = 0 < done < len(standings) and not self._everything
        self.checklist.show_family(
            family,
            standings,
            self._asked(),
            family_context(self._desk, family),
            unticked_only=again,
        )
        words = ngettext("{done} of {n} ticked", "{done} of {n} ticked", len(standings))
        told = words.format(done=done, n=len(standings))
        self.count.setText(_("{told}; those are not shown").format(told=told) if again else told)

    def _show_facts(self, family: Family) -> None:
        incident, context = family.incident, self._desk.context()
        places = ", ".join(context.name(one.uid) for one in incident["where"])
        when = incident["when"].understood(with_year=True) if incident["when"] else ""
        self.facts.setText(" · ".join(one for one in (when, places) if one))
        self.facts.setVisible(bool(self.facts.text()))

    def _show_changes(self, family: Family) -> None:
        deltas = review.since_approval(self._desk, family)
        for one in (self.since, self.changes):
            one.setVisible(deltas is not None)
        if deltas is None:
            return
        approved = next(
            change
            for change in journal.history(self._desk.file.connection, [family.incident.uid])
            if any((delta.after or {}).get("status") == "approved" for delta in change.deltas)
        )
        self.since.setText(
            _("{number} was approved by {who} on {when}. What changed since:").format(
                number=family.incident["number"],
                who=approved.by.name,
                when=moment(self._desk, approved),
            )
        )
        names = difference.names_of(self._desk, deltas)
        self.changes.show_lines(difference.lines(deltas, self._desk.context(), names))


def _keys() -> str:
    return _("{tick} ticks · {rest} the rest · {ask} asks · {findings} findings").format(
        tick=actions.keys("tick"),
        rest=actions.keys("tick rest"),
        ask=actions.keys("ask"),
        findings=actions.keys("go findings"),
    )


def moment(desk: Desk, change: Change) -> str:
    """Return when a change was made, in the desk's zone."""
    return shown_moment(int(change.at.timestamp()), desk.zone)
