"""A room for sources, places, speakers or terms: the list at the left, one record at the right."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import cataloguing, requoted
from desktop.desk.cataloguing import MAIN
from desktop.desk.entered import Entered
from desktop.records.delta import Change
from desktop.records.errors import Invalid
from desktop.records.models import content
from desktop.records.words import N_, _, ngettext
from desktop.store import read
from desktop.store.errors import Clash, Moved, SaveFailed
from desktop.ui.catalogue.drafting import Drafting
from desktop.ui.catalogue.fields import RecordForm
from desktop.ui.catalogue.notice import Notice
from desktop.ui.catalogue.panel import Panel
from desktop.ui.catalogue.rows import NEW
from desktop.ui.catalogue.sourcetools import SourceTools
from desktop.ui.kit import actions, theme
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.icons import icon
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.splits import remember
from desktop.ui.kit.widgets import button, label
from desktop.ui.kit.workplace import Workplace

_SAVE = {
    "source": N_("Save source"),
    "place": N_("Save place"),
    "speaker": N_("Save speaker"),
    "term": N_("Save term"),
}
_CHOOSE = {
    "source": N_("Choose a source to see all of it"),
    "place": N_("Choose a place to see all of it"),
    "speaker": N_("Choose a speaker to see all of it"),
    "term": N_("Choose a term to see all of it"),
}
_SHOWN = 60


class CataloguePage(QWidget):
    """One room for each of four types of record; what is typed is kept until saved or discarded."""

    def __init__(self, workplace: Workplace, record: str) -> None:
        super().__init__()
        self._workplace = workplace
        self._desk = workplace.desk
        self._record = record
        self.unsaved: dict[str, Entered] = {}
        self.drafting = Drafting(self._desk, record, self.unsaved)
        self._shown: Entered | None = None
        self.offers = Offers(workplace.desk)
        self.panel = Panel(self._desk, record, self.unsaved)
        self.fields = RecordForm(self._desk, record, self.offers)
        self.heading = label("", "heading")
        self.heading.setFont(theme.font(scale=1.2, bold=True))
        self.heading.setWordWrap(True)
        self.use = label("", "muted")
        self.notice = Notice()
        self.tools = self._tools() if record == "source" else None
        self.save_button = button(_(_SAVE[record]), self.save, "primary")
        self.save_button.setToolTip(f"{_(_SAVE[record])} ({actions.keys('save')})")
        self.discard_button = button(_("Discard changes"), self.discard)
        self.draft_label = label("", "muted")
        self.remove_button = self._remover()
        self._choose = EmptyState(
            "pencil", _(_CHOOSE[record]), _("The arrow keys go through the list.")
        )
        self._right = QStackedWidget()
        self._right.addWidget(self._choose)
        self._right.addWidget(self._form_side())
        self._lay_out()
        self._connect()
        self._bind(None)
        self.panel.load()

    def _remover(self) -> QPushButton:
        if self._record == "term":
            return button("", self.retire)
        made = button(_("Move to bin"), self.remove)
        made.setIcon(icon("bin"))
        made.setToolTip(actions.tooltip("remove"))
        return made

    def _tools(self) -> SourceTools:
        return SourceTools(self._workplace, self.fields, self.notice, self._stands, self)

    def _stands(self) -> bool:
        """Save the record in the form; return whether it stands on the desk."""
        self.save()
        return self._shown is not None and self._shown.base is not None

    def _fill(self, entered: Entered, texts: dict[str, str]) -> None:
        """Write texts into a record's fields as if they had been typed."""
        if self._shown is entered:
            for name, text in texts.items():
                self.fields.fill(name, text)
            return
        context = self._desk.context()
        for name, text in texts.items():
            entered.write(name, text, context)
        self.unsaved[entered.uid] = entered
        self.drafting.typed()
        self.panel.arrange()

    def _form_side(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.GROUP, theme.GROUP, theme.EDGE, theme.GROUP)
        column.setSpacing(theme.GRID)
        column.addWidget(self.heading)
        column.addWidget(self.use)
        column.addSpacing(theme.GAP)
        if self.tools is not None:
            column.addWidget(self.tools.head)
            column.addSpacing(theme.GAP)
        column.addWidget(self.fields)
        if self.tools is not None:
            column.addWidget(self.tools.attachments)
        column.addStretch(1)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        if self.tools is not None:
            layout.addWidget(self.tools.known)
        layout.addWidget(self.notice)
        layout.addWidget(self._buttons())
        return side

    def _buttons(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.GROUP, theme.GAP, theme.EDGE, theme.GROUP)
        row.setSpacing(theme.GAP)
        row.addWidget(self.save_button)
        row.addWidget(self.discard_button)
        row.addWidget(self.draft_label)
        row.addStretch(1)
        row.addWidget(self.remove_button)
        return bar

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.panel)
        self.splitter.addWidget(self._right)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        place = f"{self._record} list and form"
        remember(self.splitter, self._workplace.settings, place, (640, 480))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        self.panel.turned.connect(self.show_record)
        self.panel.opened.connect(self._into_form)
        self.panel.wanted.connect(self.new)
        self.panel.failed.connect(self.notice.fail)
        self.panel.shelved.connect(lambda: self._bind(None))
        self.panel.loaded.connect(self._show_nearest)
        self.fields.edited.connect(self._edited)
        self.drafting.told.connect(self.draft_label.setText)
        self.drafting.failed.connect(
            lambda why: self.notice.fail(_("The draft could not be kept: {why}").format(why=why))
        )
        if self.tools is not None:
            self.tools.known.wanted.connect(self._go_to)
            self.tools.known.retold.connect(self._set_retelling)
            self.tools.filled.connect(self._fill)
        save = actions.make("save", self, self.save)
        save.setText(_(_SAVE[self._record]))
        actions.make("new entry", self, self.new).setText(_(NEW[self._record]))
        if self._record != "term":
            actions.make("remove", self.panel.table, self.remove)

    @property
    def shown(self) -> Entered | None:
        """The record in the form, or None."""
        return self._shown

    def entered(self) -> None:
        """Put the cursor into the list as the room is entered."""
        self.panel.go()

    def keep_draft(self) -> bool:
        """Write what is typed to disk now; return whether it is there."""
        return self.drafting.keep()

    def leave(self) -> None:
        """Stop whatever is under way, before the desk's file is closed."""
        self.panel.leave()
        if self.tools is not None:
            self.tools.leave()

    def refresh(self, change: Change) -> None:
        """Show what a change made of the records here."""
        if self.tools is not None and change.reaches("attachment"):
            self.tools.refresh()
        if not change.reaches(self._record, "incident", "report", "figure"):
            return
        touched = {delta.uid for delta in change.deltas if delta.type == self._record}
        if not change.deltas:
            touched = {*self.unsaved, *([self._shown.uid] if self._shown is not None else [])}
        context = self._desk.context()
        for uid in touched & self.unsaved.keys():
            cataloguing.follow(self._desk, self.unsaved[uid], context)
            if not self.unsaved[uid].typed:
                del self.unsaved[uid]
                self.drafting.typed()
        if self._shown is not None and self._shown.uid in touched:
            self._reread(self._shown)
        self._tell_use()
        self.panel.load()

    def _reread(self, shown: Entered) -> None:
        kept = read.record(self._desk.file.connection, self._record, shown.uid)
        gone = kept is None or kept.removed
        if gone and shown.uid not in self.unsaved:
            self._bind(None)
            return
        cataloguing.follow(self._desk, shown, self._desk.context())
        self._bind(shown)

    def new(self) -> None:
        """Put an empty record into the form."""
        if self._desk.read_only:
            return
        self._bind(cataloguing.new_record(self._desk, self._record, self.panel.vocabulary))
        self.panel.point_at("")
        self.fields.focus()

    def show_record(self, uid: str) -> None:
        """Put a record into the form, with what was typed into it and not saved."""
        if self._shown is not None and self._shown.uid == uid:
            return
        entered = self.unsaved.get(uid)
        if entered is None:
            kept = read.record(self._desk.file.connection, self._record, uid)
            if kept is None or kept.removed:
                self._bind(None)
                return
            entered = Entered(self._record, uid, dict(kept.values))
        self._bind(entered)
        self.panel.point_at(uid)

    def resume(self, uid: str) -> None:
        """Go on with what was typed into a record and not saved."""
        entered = self.unsaved.get(uid)
        if entered is None:
            return
        self.panel.turn_to(str(entered.start("vocabulary")) if entered.type == "term" else "")
        self.show_record(uid)
        self.fields.focus()

    def _show_nearest(self) -> None:
        uid = self.panel.nearest()
        if self._shown is None and uid:
            self.show_record(uid)
        # An empty list says by itself what to do first.
        self._right.setVisible(self._shown is not None)

    def _bind(self, entered: Entered | None) -> None:
        if entered is None or self._shown is None or entered.uid != self._shown.uid:
            self._area.verticalScrollBar().setValue(0)
        self._shown = entered
        self.notice.clear()
        self._right.setCurrentIndex(0 if entered is None else 1)
        if entered is not None:
            self._right.show()
            self.fields.bind(entered, editable=not self._desk.read_only)
            self._tell_back(entered.uid)
        if self.tools is not None:
            self.tools.bind(entered)
        self._tell()
        self._tell_use()

    def _tell_back(self, uid: str) -> None:
        """Say once that what was typed before the program was started came back."""
        at = self.drafting.back.pop(uid, None)
        if at is not None and uid in self.unsaved:
            words = _("Unsaved work from {time} is back.")
            self.notice.tell(words.format(time=f"{at.astimezone():%d.%m.%Y %H:%M}"))

    def _tell(self) -> None:
        """Bring heading and buttons in line with the form."""
        entered = self._shown
        if entered is None:
            return
        dirty = entered.uid in self.unsaved
        name = entered.text(MAIN[self._record], self._desk.context()).strip()
        self.heading.setText(name or _(NEW[self._record]))
        writable = not self._desk.read_only
        self.save_button.setEnabled(writable and dirty)
        self.discard_button.setVisible(writable and dirty)
        self.remove_button.setVisible(writable and entered.base is not None)
        if self._record == "term":
            self._tell_retired(retired=bool(entered.start("retired")))

    def _tell_retired(self, *, retired: bool) -> None:
        self.remove_button.setText(_("Use again") if retired else _("Retire"))
        self.remove_button.setIcon(icon("undo" if retired else "withdraw"))
        self.remove_button.setToolTip(
            _("Offer this term again")
            if retired
            else _("Offer this term no longer; records that have it keep it")
        )

    def _tell_use(self) -> None:
        entered = self._shown
        if entered is None:
            return
        if self._record == "term":
            words = _("Retired: kept where it was used, no longer offered")
            self.use.setText(words if entered.start("retired") else _("Offered in forms"))
            return
        if entered.base is None:
            self.use.setText(_("Not saved yet"))
            return
        n = read.used_by(self._desk.file.connection, entered.uid)
        words = ngettext("Used by {n} incident", "Used by {n} incidents", n).format(n=f"{n:,}")
        self.use.setText(words if n else _("Used by no incident"))

    def _edited(self) -> None:
        entered = self._shown
        if entered is None:
            return
        was = entered.uid in self.unsaved
        if entered.typed:
            self.unsaved[entered.uid] = entered
        else:
            self.unsaved.pop(entered.uid, None)
        self.drafting.typed()
        if self.tools is not None:
            self.tools.typed()
        self.notice.clear()
        self._tell()
        if was != (entered.uid in self.unsaved):
            self.panel.arrange()
            self.panel.point_at(entered.uid)
        elif entered.base is None:
            self.panel.repaint_rows()

    def save(self) -> None:
        """Save the record in the form, or show beside its fields why it can't be."""
        entered = self._shown
        if entered is None or self._desk.read_only or not entered.typed:
            return
        if not self.fields.judge():
            return
        name = entered.text(MAIN[self._record], self._desk.context())
        made: list[Change | None] = []
        if self._try(
            lambda: made.append(cataloguing.save_record(self._desk, entered, self._desk.context()))
        ):
            self.unsaved.pop(entered.uid, None)
            cataloguing.follow(self._desk, entered, self._desk.context())
            self.drafting.saved(entered.uid)
            self.panel.arrange()
            self.panel.point_at(entered.uid)
            self._tell()
            self._say_saved(_("Saved {name}").format(name=_short(name)), made[0])

    def _say_saved(self, words: str, change: Change | None) -> None:
        """Say that something was saved, and what became of the quotes of a corrected text."""
        along, lost = requoted.told(self._desk, change) if change is not None else ("", "")
        self._workplace.say(" · ".join(filter(None, (words, along))))
        if lost:
            self.notice.fail(lost)

    def _go_to(self, uid: str) -> None:
        """Show another record of the list, and put the cursor there."""
        self.panel.search.clear()
        self.show_record(uid)
        self.panel.point_at(uid)
        self.panel.go()

    def _set_retelling(self, uid: str) -> None:
        """Say that another source retells the one in the form."""
        entered = self._shown
        if entered is not None and self._try(
            lambda: cataloguing.set_origin(self._desk, uid, entered.uid)
        ):
            self._workplace.say(_("It retells this source now"))
            if self.tools is not None:
                self.tools.known.bind(entered)

    def _try(self, do: Callable[[], object]) -> bool:
        """Do what changes the desk; show on the page why it could not be done."""
        try:
            do()
        except Moved as moved:
            self._ask_about(moved)
        except (SaveFailed, Invalid) as failure:
            self.notice.fail(str(failure))
        else:
            return True
        return False

    def _ask_about(self, moved: Moved) -> None:
        lines = [str(moved), *(self._clash(one) for one in moved.clashes)]
        self.notice.fail(
            "\n".join(lines),
            (_("Save mine over it"), self._keep_mine),
            (_("Take what is there"), self._take_theirs),
        )

    def _clash(self, clash: Clash) -> str:
        if not clash.field:
            return _("It is in the bin now.")
        kind, context = content(self._record)[clash.field], self._desk.context()
        return _("{label}: “{expected}” became “{found}”.").format(
            label=kind.label,
            expected=_short(kind.show(clash.expected, context)),
            found=_short(kind.show(clash.found, context)),
        )

    def _keep_mine(self) -> None:
        if self._shown is not None:
            cataloguing.keep_mine(self._desk, self._shown)
            self.notice.clear()
            self.save()

    def _take_theirs(self) -> None:
        entered = self._shown
        if entered is None:
            return
        self.unsaved.pop(entered.uid, None)
        self.drafting.keep()
        kept = read.record(self._desk.file.connection, self._record, entered.uid)
        if kept is None or kept.removed:
            self._bind(None)
        else:
            entered.settle(kept.values)
            self._bind(entered)
        self.panel.load()

    def discard(self) -> None:
        """Take back what was typed into the form; it can be brought back until another is shown."""
        entered = self._shown
        if entered is None or entered.uid not in self.unsaved:
            return
        typed, picks = dict(entered.typed), dict(entered.picks)
        del self.unsaved[entered.uid]
        entered.typed.clear()
        entered.picks.clear()
        self.drafting.keep()
        self._bind(entered)
        self.panel.arrange()

        def bring_back() -> None:
            entered.typed.update(typed)
            entered.picks.update(picks)
            self.unsaved[entered.uid] = entered
            self.drafting.keep()
            self._bind(entered)
            self.panel.arrange()
            self.fields.focus()

        self.notice.tell(_("The changes are discarded."), (_("Bring them back"), bring_back))
        self.fields.focus()

    def remove(self) -> None:
        """Put the record into the bin, or say what still uses it."""
        entered = self._shown
        if entered is None or entered.base is None or self._desk.read_only:
            return
        if entered.uid in self.unsaved:
            self.notice.fail(_("It has changes that are not saved; save or discard them first."))
            return
        name = entered.text(MAIN[self._record], self._desk.context())
        if self._try(lambda: cataloguing.remove_record(self._desk, self._record, entered.uid)):
            self._workplace.say(_("{name} is in the bin").format(name=_short(name)))

    def retire(self) -> None:
        """Stop offering the term in the form, or offer it again."""
        entered = self._shown
        if entered is None or entered.base is None or self._desk.read_only:
            return
        retired = not entered.start("retired")
        name = entered.text(MAIN[self._record], self._desk.context())
        if self._try(lambda: cataloguing.retire(self._desk, entered.uid, retired=retired)):
            words = _("{name} is offered no longer") if retired else _("{name} is offered again")
            self._workplace.say(words.format(name=_short(name)))

    def _into_form(self) -> None:
        if self._shown is not None:
            self.fields.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back from the form to the list on Esc; what was typed stays."""
        if event.key() == Qt.Key.Key_Escape and self._right.isAncestorOf(
            self.focusWidget() or self
        ):
            self.panel.go()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the heading's size in line with the program's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.heading.setFont(theme.font(scale=1.2, bold=True))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
