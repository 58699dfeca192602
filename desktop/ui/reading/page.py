"""The page that reads a statement: its text, what is proposed of it, the desk's same night."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.desk import accepting, along, posts, radar, sweeping
from desktop.desk.along import Along, Asked, Found
from desktop.desk.entry import Entry
from desktop.desk.proposing import Proposal, Statement
from desktop.records.delta import Change
from desktop.records.errors import Mendable
from desktop.records.words import _, ngettext
from desktop.store import codes
from desktop.store.errors import SaveFailed
from desktop.ui.kit import actions, theme
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.splits import remember
from desktop.ui.kit.widgets import button, label
from desktop.ui.kit.workplace import Workplace
from desktop.ui.reading.pane import ProposalPane
from desktop.ui.reading.queue import QueueBar
from desktop.ui.reading.rows import Shown, shown
from desktop.ui.reading.statement import StatementPane


class ReadingPage(QWidget):
    """A statement on the left, what is read in it on the right, what the desk has beneath.

    `left` asks to go back, `accepted` brings an entry to be looked at and saved in the editor.
    """

    left = Signal()
    accepted = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.desk = workplace.desk
        self.along = Along(workplace.desk, workplace.worker)
        self.proposal: Proposal | None = None
        self._left: list[Found] = []
        self._refused: Entry | None = None
        self.pane = StatementPane(Offers(self.desk), workplace.settings, self.desk.zone)
        self.proposed = ProposalPane(workplace.settings)
        self.table, self.radar = self.proposed.table, self.proposed.radar
        self.queue = QueueBar()
        self.summary = label("", "muted")
        self.accept_button = button("", self.accept, "primary")
        self.accept_button.setToolTip(actions.tooltip("accept reading"))
        self.open_button = button(_("Open statements…"), self.choose_file)
        self.open_button.setToolTip(actions.tooltip("open statements"))
        self.notice = label("", "error")
        self.notice.setWordWrap(True)
        self.correct = button(_("Correct in the editor"), self.correct_in_editor)
        self._lay_out()
        self._act()
        self.pane.changed.connect(self.read)
        self.along.prepared.connect(self.read)
        self.pane.text.pointed.connect(self._point)
        self.table.accepted.connect(self.accept)
        self.table.pointed.connect(self._show_words)
        self.table.rows.chosen.connect(self._chosen)
        self.queue.turned.connect(self._turn)
        self.read()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(theme.EDGE, theme.GROUP, theme.EDGE, theme.GAP)
        head.setSpacing(theme.GAP)
        title = label(_("Read a statement"), "title")
        title.setFont(theme.font(scale=1.35, bold=True))
        head.addWidget(title)
        head.addWidget(self.summary, 1)
        head.addWidget(self.open_button)
        head.addWidget(self.accept_button)
        trouble = QHBoxLayout()
        trouble.setContentsMargins(theme.EDGE, 0, theme.EDGE, 0)
        trouble.addWidget(self.notice, 1)
        trouble.addWidget(self.correct)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setHandleWidth(1)
        both.addWidget(self.pane)
        both.addWidget(self.proposed)
        remember(both, self.workplace.settings, "reading columns", [480, 760])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.queue)
        layout.addLayout(trouble)
        layout.addWidget(both, 1)
        self._complain("")

    def _act(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            "accept reading": self.accept,
            "take all": self.table.rows.take_all,
            "add to incident": self.add_to_incident,
            "update report": self.update_report,
            "another incident": self.another,
            "open statements": self.choose_file,
            "next statement": lambda: self.queue.step(1),
            "previous statement": lambda: self.queue.step(-1),
            "go posted": lambda: self.pane.posted.editor.setFocus(Qt.FocusReason.OtherFocusReason),
            "go text": lambda: self.pane.text.setFocus(Qt.FocusReason.OtherFocusReason),
            "go proposal": lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason),
            "go radar": lambda: self.radar.tree.setFocus(Qt.FocusReason.OtherFocusReason),
        }
        for name, slot in slots.items():
            actions.make(name, self, slot)
        self.radar.add_wanted.connect(self.add_to_incident)
        self.radar.update_wanted.connect(self.update_report)
        self.radar.another_wanted.connect(self.another)

    def entered(self) -> None:
        """Begin in the text, and make ready for reading it."""
        if not self.along.ready:
            self.along.prepare()
        self.pane.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, change: Change) -> None:
        """Look again at what the desk has, once that is another."""
        if self.proposal is not None and self.isVisible():
            del change
            self._look()

    # What is read.

    def read(self) -> None:
        """Read the statement, and propose all that is in it."""
        if self.pane.text.text().strip() and not self.along.ready:
            self.summary.setText(_("Making the reader ready…"))
            self.along.prepare()
            return
        self._read()

    def _read(self) -> None:
        self._complain("")
        statement = self.pane.statement(self.desk.context())
        self.proposal = None
        found = Shown()
        if statement.text.strip():
            posted = along.posted_at(statement.published)
            reading = self.along.read(Asked(statement.text, posted, statement.zone))
            names = codes.term_names(self.desk.file.connection)
            self.proposal = Proposal(statement, reading)
            found = shown(reading.suggestion, statement.zone, names)
            if accepting.lacks_day(reading) and posted is None:
                self.pane.ask_when()
        self.table.rows.show(found)
        self.pane.tell_known(accepting.known(self.desk, statement))
        self._look()

    def _chosen(self) -> None:
        """Follow what is taken and what is left out."""
        rows = self.table.rows
        if self.proposal is not None:
            self.proposal = Proposal(
                self.proposal.statement, self.proposal.reading, frozenset(rows.taken)
            )
        out = [one for one in rows.shown.owners if rows.shown.owners[one] not in rows.taken]
        marks = [one for one in rows.shown.marks if one.number not in out]
        self._left = self.proposal.left() if self.proposal is not None else []
        glows = [(one.start, one.end) for one in self._left]
        self.pane.text.show_marks(marks, glows, self.pane.text.active)
        self._tell()

    def _tell(self) -> None:
        total = self.table.rows.shown.figures
        n, doubts = len(self.table.rows.taken), self._doubts()
        said = ngettext("{n} figure read", "{n} figures read", total).format(n=total)
        if n < total:
            said = _("{n} of {total} figures taken").format(n=n, total=total)
        if doubts:
            said += " · " + ngettext("{n} in doubt", "{n} in doubt", doubts).format(n=doubts)
        if self._left:
            said += " · " + _("not used: {what}").format(what=sweeping.told(self._left))
        there = self.proposal is not None
        self.summary.setText(said if there else "")
        self.proposed.show_what_is_read(there=there)
        self.accept_button.setEnabled(there and not self.desk.read_only)
        words = _("Save and go on") if self.queue.posts else _("Accept into a new incident")
        self.accept_button.setText(words)

    def _doubts(self) -> int:
        rows = self.table.rows
        return sum(bool(row.doubt) and row.id in rows.taken for row in rows.shown.rows)

    def _look(self) -> None:
        """Show the incidents that the statement may be about."""
        proposal = self.proposal
        found = radar.near(
            self.desk,
            proposal.statement.text,
            proposal.hours(),
            {one.uid for one in proposal.places()},
        ) if proposal is not None else []  # fmt: skip
        self.radar.show_near(found)

    def _show_words(self, number: int) -> None:
        text = self.pane.text
        text.show_marks(text.marks, text.glows, number)
        mark = next((one for one in text.marks if one.number == number), None)
        if mark is not None:
            text.reveal(mark.start)

    def _point(self, at: int) -> None:
        here = [one for one in self.pane.text.marks if one.start <= at <= one.end]
        if here:
            self.table.go_to(min(here, key=lambda one: one.end - one.start).number)

    # What becomes of it.

    def accept(self) -> None:
        """Take what is ticked into a new incident; of a file it is saved, and the next shown."""
        self._take(lambda proposal: accepting.new_incident(self.desk, proposal))

    def add_to_incident(self) -> None:
        """Take what is ticked as a further report of the incident at the radar's cursor."""
        self._settle()
        near = self.radar.current()
        if near is not None:
            self._take(lambda proposal: accepting.further_report(self.desk, near.uid, proposal))

    def update_report(self) -> None:
        """Take what is ticked as bringing the report at the radar's cursor up to date."""
        self._settle()
        near, report = self.radar.current(), self.radar.report()
        if near is None or report is None:
            self.workplace.say(_("Choose the report that it brings up to date."))
            return
        self._take(lambda proposal: accepting.update(self.desk, near.uid, report.uid, proposal))

    def another(self) -> None:
        """Remember that the statement is about another incident than the radar's."""
        self._settle()
        near = self.radar.current()
        if near is None or self.desk.read_only:
            return
        try:
            radar.remember_other(self.desk, near)
        except SaveFailed as error:
            self._complain(str(error))
            return
        self._look()

    def _take(self, make: Callable[[Proposal], Entry | None]) -> None:
        self._settle()
        if self.proposal is None or self.desk.read_only:
            return
        entry = make(self._stated(self.proposal))
        if entry is None:
            self.workplace.complain(_("This incident is in the bin; bring it back first."))
        elif self.queue.posts:
            self._save(entry)
        else:
            self.pane.begin()
            self.accepted.emit(entry)

    def _settle(self) -> None:
        """Read what was pasted or typed a moment ago, before anything is done with it."""
        if self.pane.settle() or not self.along.ready:
            self._read()

    def _stated(self, proposal: Proposal) -> Proposal:
        """Return the proposal with the speaker, title and URL as they stand now."""
        statement: Statement = self.pane.statement(self.desk.context())
        return Proposal(statement, proposal.reading, proposal.taken)

    def _save(self, entry: Entry) -> None:
        try:
            change = accepting.save(self.desk, entry)
        except Mendable as error:
            self._complain(_("Not saved: {why}").format(why=error), entry)
            return
        self.workplace.say(_("Saved {number}").format(number=change.subject if change else ""))
        if not self.queue.finish():
            self.workplace.say(_("All statements of the file are done."))
            self.queue.clear()

    def _complain(self, words: str, entry: Entry | None = None) -> None:
        self._refused = entry
        self.notice.setText(words)
        self.notice.setVisible(bool(words))
        self.correct.setVisible(entry is not None)

    def correct_in_editor(self) -> None:
        """Open in the editor what could not be saved as it was read."""
        if self._refused is not None:
            entry = self._refused
            self._complain("")
            self.queue.finish()
            self.accepted.emit(entry)

    # Several statements.

    def choose_file(self) -> None:
        """Ask for a file of statements and begin with the first."""
        wanted = _("Statements (*.txt *.csv *.tsv *.json *.jsonl);;All files (*)")
        path, _kind = QFileDialog.getOpenFileName(self, _("Open statements"), "", wanted)
        if path:
            self.open_file(Path(path))

    def open_file(self, path: Path) -> None:
        """Begin with the statements of a file, or say why it can't be read."""
        try:
            found = posts.read_posts(path, self.pane.zone.currentData())
        except Mendable as error:
            self._complain(str(error))
            return
        self.queue.load(found)

    def _turn(self) -> None:
        post = self.queue.current
        if post is None:
            self.pane.begin()
            return
        self.pane.begin(post.text, post.posted or None)
        for name in ("title", "url", "publisher"):
            self.pane.more_form.row(name).editor.set_text(getattr(post, name))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)
