"""The right column: the sources of the entry, and the text that its figures quote."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTabBar, QVBoxLayout, QWidget

from desktop.desk import editing, evidence
from desktop.desk.entered import Entered
from desktop.records.words import _
from desktop.ui.editor.fields import Fields
from desktop.ui.editor.filling import Filling
from desktop.ui.editor.marking import Marking
from desktop.ui.editor.sweep import SweepLine
from desktop.ui.editor.work import Work
from desktop.ui.kit import actions, theme
from desktop.ui.kit.form import Form
from desktop.ui.kit.icons import icon
from desktop.ui.kit.known import KnownStrip
from desktop.ui.kit.markedtext import MarkedText
from desktop.ui.kit.widgets import button, label


class SourceColumn(QWidget):
    """A tab for each source; its title above, its other fields folded, its text below."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self.source: Entered | None = None
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(_("Sources of this record"))
        self.add_button: QPushButton = button(_("Add source"), self.add_source)
        self.add_button.setIcon(icon("plus"))
        self.add_button.setToolTip(actions.tooltip("add source"))
        self.form, self.more_form = Form(), Form()
        blank = Entered("source", "")
        self.fields = Fields(work, blank, self.form)
        self.more = Fields(work, blank, self.more_form)
        self.toggle = button("", self._toggle, "quiet")
        self.toggle.setStyleSheet("QPushButton { padding-left: 0; }")
        self.text = MarkedText()
        self.marking = Marking(work, self.text)
        self.filling = Filling(work, self.text, self.marking)
        self.sweep = SweepLine(work, self.marking)
        self.known = KnownStrip(work.desk)
        self.known.wanted.connect(self._use)
        self.known.retells.connect(self._retells)
        self.hint = label("", "muted")
        self.hint.setWordWrap(True)
        self.empty = self._empty()
        self.body = self._body()
        self._lay_out()
        self.tabs.currentChanged.connect(self._switch)
        self.text.edited.connect(self._typed)
        work.edited.connect(self._follow)
        work.current_changed.connect(self._turn)
        work.words_wanted.connect(self.show_words)
        work.words_dropped.connect(self.filling.drop)

    @staticmethod
    def _empty() -> QLabel:
        words = _(
            "No source yet. Press {keys} and paste the statement; then select words in it and "
            "press {quote} to quote them in a figure."
        ).format(keys=actions.keys("add source"), quote=actions.keys("next figure"))
        shown = label(words, "muted")
        shown.setWordWrap(True)
        return shown

    def _body(self) -> QWidget:
        self.fields.add("title")
        self.more.add("publisher")
        self.more.add("url")
        self.more.add("published")
        self.more.add("retrieved")
        self.more.add("language")
        self.more.add("note")
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.form)
        layout.addWidget(self.known)
        layout.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.more_form)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.sweep)
        layout.addWidget(self.hint)
        return body

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label(_("Source"), "heading"))
        top.addStretch(1)
        top.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GROUP, theme.GROUP, theme.EDGE, theme.GROUP)
        layout.setSpacing(theme.GAP)
        layout.addLayout(top)
        layout.addWidget(self.tabs)
        layout.addWidget(self.empty)
        layout.addWidget(self.body, 1)
        layout.addStretch(0)
        stops: list[QWidget] = [self.add_button, self.tabs, self.fields.fields["title"].row.editor]
        stops += [self.toggle, *(one.row.editor for one in self.more.fields.values()), self.text]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self._fold(False)

    def load(self) -> None:
        """Show the sources of the entry that is on the page now."""
        entry = self._work.entry
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for uid, source in entry.sources.items():
            self.tabs.setTabData(self.tabs.addTab(self._tab(source)), uid)
        if self.source is None or entry.sources.get(self.source.uid) is None:
            report = self._work.current_report()
            wanted = report.start("source") if report is not None else None
            self.source = entry.sources.get(wanted or "") or next(
                iter(entry.sources.values()), None
            )
        else:
            self.source = entry.sources[self.source.uid]
        if self.source is not None:
            self.tabs.setCurrentIndex(list(entry.sources).index(self.source.uid))
        self.tabs.blockSignals(False)
        self._show()

    def _tab(self, source: Entered) -> str:
        return self._work.entry.title(source).replace("&", "&&")

    def _show(self) -> None:
        there = self.source is not None
        self.tabs.setVisible(self.tabs.count() > 1)
        self.body.setVisible(there)
        self.empty.setVisible(not there and self._work.editable)
        self.add_button.setVisible(self._work.editable)
        new = there and self.source is not None and self.source.base is None
        self.known.bind(self.source if new and self._work.editable else None)
        if self.source is None:
            return
        self.fields.bind(self.source)
        self.more.bind(self.source)
        self.text.set_text(self._work.text(self.source, "text"))
        self.text.setReadOnly(not self._work.editable)
        self.marking.show(self.source)
        self._say()

    def _switch(self, index: int) -> None:
        if index >= 0:
            self.source = self._work.entry.sources.get(self.tabs.tabData(index))
            self._show()

    def _turn(self) -> None:
        """Show the source of the report that is being worked on now."""
        report = self._work.current_report()
        uid = report.safe("source", self._work.around(report)) if report is not None else None
        if uid in self._work.entry.sources and (self.source is None or self.source.uid != uid):
            self.tabs.setCurrentIndex(list(self._work.entry.sources).index(uid))
        self._say()

    def _toggle(self) -> None:
        self._fold(not self.more_form.isVisibleTo(self.body))
        if self.more_form.isVisibleTo(self.body):
            self.more.fields["publisher"].row.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _fold(self, shown: bool) -> None:
        self.more_form.setVisible(shown)
        self.toggle.setText(_("Less") if shown else _("Publisher, URL, dates, language, note"))
        self.toggle.setIcon(icon("chevron-down" if shown else "chevron-right", "link"))

    def add_source(self) -> None:
        """Add a source; a report that has none yet stands in it."""
        if not self._work.editable:
            return
        self.source = self._work.entry.add_source()
        report = self._work.current_report()
        if report is not None and not self._work.text(report, "source"):
            report.put("source", self.source.uid)
        self._work.reshaped.emit()
        self.fields.fields["title"].row.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self) -> None:
        """Put the cursor into the text, or where a source is added."""
        if self.source is None:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._work.entry.title(self.source) or not self.form.row("title").editor.text():
            self.form.row("title").editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_words(self, uid: str, name: str, *, select: bool = False) -> bool:
        """Show the words that a value stands on, in the source that has them."""
        use = self.marking.use(uid, name)
        if use is None:
            return False
        if self.source is None or self.source.uid != use.source:
            self.tabs.setCurrentIndex(list(self._work.entry.sources).index(use.source))
        return self.marking.show_words(uid, name, select=select)

    def _typed(self) -> None:
        if self.source is not None:
            old, new = evidence.text_of(self.source), self.text.text()
            context = self._work.desk.context()
            evidence.follow(self._work.entry, self.source.uid, old, new, context)
            self._work.write(self.source, "text", new)
            self.marking.typed()
            self.known.typed()

    def _use(self, uid: str) -> None:
        """Let the reports stand in the desk's own source instead of this new one."""
        if self.source is not None and editing.use_source(self._work.desk, self._work.entry,
                                                          self.source.uid, uid):  # fmt: skip
            self.source = self._work.entry.sources[uid]
            self._work.reshaped.emit()

    def _retells(self, uid: str, title: str) -> None:
        """Note that this source only retells another."""
        if self.source is not None:
            self.source.put("origin", uid)
            self._work.edited.emit(self.source.uid, "origin")
            self.known.typed()
            self._work.workplace.say(_("It retells “{title}”.").format(title=title))

    def _follow(self, uid: str, name: str) -> None:
        if self.source is not None and uid == self.source.uid and name == "title":
            index = self.tabs.currentIndex()
            self.tabs.setTabText(index, self._tab(self.source))
        if name in ("url", "published"):
            self.known.typed()
        if name in ("published", "zone"):
            self.marking.typed()
        elif name not in ("line", "text"):
            self.marking.mark()

    def _say(self) -> None:
        figure = self._work.entry.find(self._work.figure) if self._work.figure else None
        said = _(
            "Selected words: {n} figure, {w} window, {p} place, {s} speaker, {u} summary"
        ).format(
            n=actions.keys("fill figure"),
            w=actions.keys("fill window"),
            p=actions.keys("fill place"),
            s=actions.keys("fill speaker"),
            u=actions.keys("fill summary"),
        )
        if figure is not None:
            named = [self._work.text(figure, one) for one in ("measure", "count", "places")]
            quoted = _("{keys} quote of {figure}").format(
                keys=actions.keys("next figure"), figure=" ".join(named).strip()
            )
            said = f"{said}, {quoted}"
        self.hint.setText(said)

    def judge(self) -> None:
        """Show every problem of the source that is shown."""
        if self.source is not None:
            self.fields.judge()
            self.more.judge()

    def go_to_problem(self, uid: str) -> bool:
        """Show the source that has a problem, and put the cursor there."""
        if uid not in self._work.entry.sources:
            return False
        self.tabs.setCurrentIndex(list(self._work.entry.sources).index(uid))
        self.judge()
        if any(row.problem for row in self.more_form.rows.values()):
            self._fold(True)
        return self.form.go_to_problem() or self.more_form.go_to_problem()
