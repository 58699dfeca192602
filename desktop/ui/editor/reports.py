"""The middle column: each report with its figures and the line that takes more."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.entered import Entered
from desktop.records.words import _
from desktop.ui.editor import dropping
from desktop.ui.editor.fields import Fields
from desktop.ui.editor.figures import FiguresTable
from desktop.ui.editor.line import LineBox
from desktop.ui.editor.trouble import Trouble
from desktop.ui.editor.work import Work
from desktop.ui.kit import actions, theme
from desktop.ui.kit.form import Form
from desktop.ui.kit.icons import icon
from desktop.ui.kit.widgets import button, label

# Table, body, section, list, column: a new height passes one of them a turn.
_LAYERS = 5
_MORE = ("carriers", "reliability", "credibility", "note")


class ReportSection(QFrame):
    """One report: who says so, for which hours, where; its figures; the line for more."""

    def __init__(self, work: Work, report: Entered) -> None:
        super().__init__()
        self._work, self.report = work, report
        self.folded_out = True
        self.head = self._heading()
        self.form = Form()
        self.fields = Fields(work, report, self.form)
        self.fields.add("speaker", "source")
        # A window is a span of two moments, so it is nearly twice as long.
        self.fields.add("when", "said_at", shares=(5, 3))
        self.more = QWidget()
        self.more_form = Form()
        self.more_fields = Fields(work, report, self.more_form)
        self.more_fields.add("carriers")
        self.more_fields.add("reliability", "credibility")
        self.more_fields.add("note")
        self.toggle = button("", self._show_more, "quiet")
        self.toggle.setStyleSheet("QPushButton { padding-left: 0; }")
        self.table = FiguresTable(work, report.uid, self)
        self.trouble = Trouble(work, self.table)
        self.line = LineBox(work, report, self)
        self._lay_out()
        self.table.left.connect(self.line.setFocus)
        self.table.pasted.connect(self.line.paste)
        self.line.added.connect(self._added)
        self._fold(any(work.text(report, name) for name in _MORE))
        self.setAcceptDrops(True)
        self.load()

    def _heading(self) -> QToolButton:
        head = QToolButton()
        head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        head.setIcon(icon("chevron-down", "muted"))
        head.setFont(theme.font(bold=True))
        # Its sign stands where the labels below begin.
        head.setStyleSheet("QToolButton { padding-left: 0; }")
        head.clicked.connect(lambda _on=False: self.unfold(not self.folded_out))
        return head

    def _lay_out(self) -> None:
        self.body = QWidget()
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.GRID)
        inner.addWidget(self.form)
        inner.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        rest = QVBoxLayout(self.more)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.addWidget(self.more_form)
        inner.addWidget(self.more)
        inner.addWidget(self.table)
        inner.addWidget(self.trouble)
        inner.addWidget(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, theme.GROUP)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.body)

    def event(self, event: QEvent) -> bool:
        """Make a figure of words that are dragged from the source onto the report."""
        if dropping.brings_words(event):
            if dropping.is_dropped(event):
                self._work.words_dropped.emit(self.report.uid, "figure")
            return True
        return super().event(event)

    def unfold(self, on: bool) -> None:
        """Show the report, or just its heading."""
        self.folded_out = on
        self.head.setIcon(icon("chevron-down" if on else "chevron-right", "muted"))
        self.body.setVisible(on)

    def _show_more(self) -> None:
        self._fold(not self.more.isVisibleTo(self.body))
        if self.more.isVisibleTo(self.body):
            self.more_form.row("carriers").editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _fold(self, shown: bool) -> None:
        self.more.setVisible(shown)
        self.toggle.setText(_("Less") if shown else _("Carried by, reliability, credibility, note"))
        self.toggle.setIcon(icon("chevron-down" if shown else "chevron-right", "link"))

    def load(self) -> None:
        """Show the report as it is now."""
        self.fields.load()
        self.more_fields.load()
        self.refresh()
        self.line.load()
        self.unfold(self.folded_out)

    def refresh(self) -> None:
        """Show what follows from what was typed: the heading, the table, what is wrong."""
        parts = [self._work.text(self.report, name) for name in ("speaker", "when")]
        said = " · ".join(part for part in parts if part)
        self.head.setText((said or _("New report")).replace("&", "&&"))
        self.head.setAccessibleName(_("Report: {said}").format(said=self.head.text()))
        self.fields.number(self._work.evidence())
        self.table.load()
        self.trouble.load()

    def _added(self, uid: str) -> None:
        self._work.choose(uid, self.report.uid)
        self._work.edited.emit(uid, "count")

    def judge(self) -> None:
        """Show every problem."""
        self.fields.judge()
        self.more_fields.judge()
        if any(row.problem for row in self.more_form.rows.values()):
            self._fold(True)
        self.trouble.load()
        self.line.complain()

    def go_to_problem(self) -> bool:
        """Put the cursor on the first thing that is wrong; return whether there is any."""
        if self.form.go_to_problem() or self.more_form.go_to_problem():
            self.unfold(True)
            return True
        for row, line in enumerate(self.table.rows.lines):
            wrong = [name for name, cell in line.cells.items() if cell.why is not None]
            if wrong and line.placing is None:
                self.unfold(True)
                self.table.go(self.table.rows.lines[row].figure.uid, wrong[0])
                return True
        if self.line.complain():
            self.line.setFocus()
            return True
        return False


class ReportsColumn(QScrollArea):
    """Every report of the incident, under each other."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self.sections: list[ReportSection] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add_button: QPushButton = button(
            _("Add report ({keys})").format(keys=actions.keys("add report")), self.add_report
        )
        self.add_button.setIcon(icon("plus"))
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        layout.setSpacing(theme.GAP)
        layout.addWidget(label(_("Figures"), "heading"))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GAP)
        layout.addLayout(self._list)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        layout.addLayout(foot)
        layout.addStretch(1)
        self.setWidget(body)
        work.edited.connect(self._follow)

    def load(self) -> None:
        """Show the reports of the entry, keeping the sections that are still right."""
        kept = {id(section.report): section for section in self.sections}
        wanted = self._work.entry.reports
        for section in self.sections:
            if not any(section.report is report for report in wanted):
                self._list.removeWidget(section)
                section.hide()
                section.deleteLater()
        self.sections = []
        for place, report in enumerate(wanted):
            if id(report) in kept:
                section = kept[id(report)]
                section.load()
            else:
                section = self._section(report)
            self._list.insertWidget(place, section)
            self.sections.append(section)
        self.add_button.setVisible(self._work.editable)
        self._order()
        self._lay_out()

    def _section(self, report: Entered) -> ReportSection:
        section = ReportSection(self._work, report)
        section.installEventFilter(self)
        for row in (*section.form.rows.values(), *section.more_form.rows.values()):
            row.editor.installEventFilter(self)
        section.line.edit.installEventFilter(self)
        section.table.removed.connect(self.remove_figure)
        section.line.told.connect(lambda: self._see(section.line))
        return section

    def _see(self, widget: QWidget) -> None:
        """Bring all of a widget into sight, with what has just appeared in it."""
        self._lay_out()
        self.ensureWidgetVisible(widget, theme.EDGE, theme.GAP)

    def _order(self) -> None:
        before: QWidget | None = None
        for section in self.sections:
            stops: list[QWidget] = [
                section.head,
                *(row.editor for row in section.form.rows.values()),
            ]
            stops += [section.toggle, *(row.editor for row in section.more_form.rows.values())]
            stops += [section.table, section.line.edit]
            for stop in stops:
                if before is not None:
                    QWidget.setTabOrder(before, stop)
                before = stop
        if before is not None:
            QWidget.setTabOrder(before, self.add_button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of which report the focus is in, and bring it into sight."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            section = self.around(watched)
            if section is not None and section.report.uid != self._work.report:
                self._work.choose("", section.report.uid)
            line = section is not None and watched is section.line.edit
            shown = section.line if section is not None and line else watched
            self.ensureWidgetVisible(shown, theme.EDGE, theme.EDGE)
        return super().eventFilter(watched, event)

    def around(self, widget: QWidget | None) -> ReportSection | None:
        """Return the section that a widget is in, or None."""
        found = [one for one in self.sections if widget and one.isAncestorOf(widget)]
        return found[0] if found else None

    def section(self) -> ReportSection | None:
        """Return the section of the current report."""
        found = [one for one in self.sections if one.report.uid == self._work.report]
        return found[0] if found else (self.sections[0] if self.sections else None)

    def _follow(self, uid: str, name: str) -> None:
        """Show what a change does elsewhere: colours, remainders, names of places."""
        if uid == self._work.entry.incident.uid and name not in ("when", "where"):
            return
        for section in self.sections:
            if uid in self._work.entry.sources and name == "title":
                section.fields.load()
                section.more_fields.load()
            elif name != "line":
                section.refresh()
        if name != "line":
            self._lay_out()

    @staticmethod
    def _lay_out() -> None:
        """Lay out at once, or new rows would be painted squeezed into the old heights first."""
        for _layer in range(_LAYERS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def add_report(self) -> None:
        """Add a report and go to its speaker."""
        if not self._work.editable:
            return
        report = self._work.entry.add_report()
        self._work.choose("", report.uid)
        self._work.reshaped.emit()
        section = self.sections[-1]
        section.form.row("speaker").editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_value(self, uid: str, name: str) -> QWidget | None:
        """Bring a figure, or a field of a report, into sight; return the widget that has it."""
        for section in self.sections:
            if section.table.rows.row_of(uid) >= 0:
                section.unfold(True)
                section.table.point(uid, name)
                self._see(section.table)
                return section.table
            if section.report.uid == uid and name in section.form.rows:
                section.unfold(True)
                self._work.choose("", uid)
                self._see(section.form.row(name))
                return section.form.row(name).editor
        return None

    def step(self, by: int) -> None:
        """Go to the figure line of the next report, or the one before."""
        section = self.section()
        if section is not None:
            at = self.sections.index(section) + by
            if 0 <= at < len(self.sections):
                self.go(self.sections[at])

    def go(self, section: ReportSection | None = None) -> None:
        """Put the cursor into a report: its speaker if it has none yet, else its figure line."""
        section = section or self.section()
        if section is None:
            self.add_button.setFocus()
            return
        section.unfold(True)
        speaker = section.form.row("speaker").editor
        empty = not speaker.text() or not self._work.editable
        (speaker if empty else section.line.edit).setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_current(self, focus: QWidget | None) -> None:
        """Remove the figure that the cursor is on, or else the report that it is in."""
        section = self.around(focus)
        if focus is None or section is None or not self._work.editable:
            return
        if focus is section.table and section.table.figure():
            self.remove_figure(section.table.figure())
        elif not section.table.isAncestorOf(focus):
            said = section.head.text().replace("&&", "&")
            put_back = self._work.entry.remove(section.report)
            self._work.reshaped.emit()
            self._work.removed(_("Removed the report: {said}").format(said=said), put_back)
            self.go()

    def remove_figure(self, uid: str) -> None:
        """Remove a figure; the cursor goes to the one after it."""
        figure = self._work.entry.find(uid)
        section = next((one for one in self.sections if one.table.rows.row_of(uid) >= 0), None)
        if figure is None or section is None or not self._work.editable:
            return
        row = section.table.rows.row_of(uid)
        said = " ".join(
            self._work.text(figure, name) for name in ("measure", "count", "places")
        ).strip()
        put_back = self._work.entry.remove(figure)
        self._work.edited.emit(uid, "count")
        self._work.removed(_("Removed the figure: {said}").format(said=said), put_back)
        left = [line for line in section.table.rows.lines[row:] if line.placing is None]
        left = left or [line for line in section.table.rows.lines if line.placing is None][-1:]
        if left:
            section.table.go(left[0].figure.uid)
        else:
            section.line.setFocus()

    def cycle_rank(self) -> None:
        """Give the current figure its next standing."""
        section = self.section()
        if section is not None:
            section.table.cycle_rank()

    def judge(self) -> None:
        """Show every problem."""
        for section in self.sections:
            section.judge()

    def go_to_problem(self) -> bool:
        """Put the cursor on the first thing that is wrong."""
        return any(section.go_to_problem() for section in self.sections)
