"""The left of the page: a statement's text, when it was posted, and in which zone its times are."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.desk.proposing import Statement
from desktop.desk.settings import Settings
from desktop.records.context import Context
from desktop.records.errors import Invalid
from desktop.records.models import content
from desktop.records.when import When
from desktop.records.words import _
from desktop.records.zones import ZONES
from desktop.ui.kit import theme
from desktop.ui.kit.editors import editor
from desktop.ui.kit.form import Form
from desktop.ui.kit.icons import icon
from desktop.ui.kit.markedtext import MarkedText
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.timers import after
from desktop.ui.kit.widgets import button, label

PAUSE_MS = 250
ZONE = "reading zone"


class StatementPane(QWidget):
    """What is read; `changed` tells that it is another text, or to be read in another way."""

    changed = Signal()

    def __init__(self, offers: Offers, settings: Settings, zone: str) -> None:
        super().__init__()
        self._settings = settings
        source, report = content("source"), content("report")
        self.form, self.more_form = Form(), Form()
        self.posted = self.form.add(
            "published", source["published"], editor(source["published"], offers), label=_("Posted")
        )
        self.zone = _zones(str(settings.places.get(ZONE) or zone))
        self.speaker = self.more_form.add(
            "speaker", report["speaker"], editor(report["speaker"], offers),
            label=_("Speaker, where the text names none"),
        )  # fmt: skip
        for name in ("title", "publisher", "url"):
            self.more_form.add(name, source[name], editor(source[name], offers))
        self.toggle = button("", self._toggle, "quiet")
        self.toggle.setStyleSheet("QPushButton { padding-left: 0; }")
        self.text = MarkedText()
        self.text.setAccessibleName(_("Statement to be read"))
        self.known = label("", "warning")
        self.known.setWordWrap(True)
        self.known.hide()
        self._pause = after(self, PAUSE_MS, self.changed.emit)
        self._lay_out()
        self.text.edited.connect(self._typed)
        self.posted.editor.edited.connect(self._pause.start)
        self.zone.activated.connect(self._choose_zone)

    def _lay_out(self) -> None:
        zone = QWidget()
        line = QVBoxLayout(zone)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GRID)
        line.addWidget(label(_("Times are in")))
        line.addWidget(self.zone)
        line.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(theme.GROUP)
        top.addWidget(self.form, 1)
        top.addWidget(zone)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.EDGE, 0, theme.GROUP, theme.GROUP)
        layout.setSpacing(theme.GRID)
        layout.addLayout(top)
        layout.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.more_form)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.known)
        stops = [self.posted.editor, self.zone, self.toggle]
        stops += [row.editor for row in self.more_form.rows.values()]
        for before, then in zip(stops, [*stops[1:], self.text], strict=True):
            QWidget.setTabOrder(before, then)
        self._fold(False)

    def _toggle(self) -> None:
        self._fold(not self.more_form.isVisibleTo(self))
        if self.more_form.isVisibleTo(self):
            self.speaker.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _fold(self, shown: bool) -> None:
        self.more_form.setVisible(shown)
        self.toggle.setText(_("Less") if shown else _("Speaker, title, publisher, URL"))
        self.toggle.setIcon(icon("chevron-down" if shown else "chevron-right", "link"))

    def _typed(self) -> None:
        self.text.show_marks(())
        self._pause.start()

    def _choose_zone(self, _row: int) -> None:
        self._settings.remember(ZONE, self.zone.currentData())
        self.changed.emit()

    def settle(self) -> bool:
        """Return whether something waited to be read; it does no longer."""
        waited = self._pause.isActive()
        self._pause.stop()
        return waited

    def statement(self, context: Context) -> Statement:
        """Return the statement as it stands; what was posted when is told beside the field."""
        more = {name: row.editor.text().strip() for name, row in self.more_form.rows.items()}
        return Statement(self.text.text(), self._posted(context), self.zone.currentData(), **more)

    def _posted(self, context: Context) -> When | None:
        text = self.posted.editor.text()
        self.posted.set_hint("")
        if not text.strip():
            return None
        try:
            when = When.read(text, self.zone.currentData(), context.year)
        except Invalid as error:
            self.posted.set_error(error)
            return None
        self.posted.set_hint(when.understood(with_year=True))
        return when

    def ask_when(self) -> None:
        """Say that the day is known only with the time of posting."""
        if not self.posted.problem and not self.posted.editor.text().strip():
            words = _("The text leaves a day or a year out; say when it was posted.")
            self.posted.set_hint(words, "warning")

    def tell_known(self, sentences: Sequence[str]) -> None:
        """Say what the desk has of the text already."""
        self.known.setText("\n".join(sentences))
        self.known.setVisible(bool(sentences))

    def begin(self, text: str = "", posted: str | None = None) -> None:
        """Show another statement; without `posted` that of the last one stays."""
        self.text.show_marks(())
        self.text.set_text(text)
        if posted is not None:
            self.posted.editor.set_text(posted)
        for name in ("title", "url"):
            self.more_form.row(name).editor.set_text("")
        self.settle()
        self.changed.emit()


def _zones(zone: str) -> QComboBox:
    picker = QComboBox()
    for name, shown in ZONES.items():
        picker.addItem(shown, name)
    if picker.findData(zone) < 0:
        picker.addItem(zone, zone)
    picker.setCurrentIndex(picker.findData(zone))
    picker.setAccessibleName(_("Time zone"))
    picker.setToolTip(_("The zone of times that name none."))
    return picker
