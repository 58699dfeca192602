"""The editor's page: one incident with its evidence beside it, saved as one."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import editing, requoted, review, saving
from desktop.desk.entry import Entry
from desktop.desk.starting import copied, new_entry
from desktop.records.delta import Change
from desktop.records.errors import Invalid
from desktop.records.words import _
from desktop.store import drafts, read
from desktop.store.drafts import Draft
from desktop.store.errors import Clash, Moved, SaveFailed
from desktop.ui.editor.columns import Columns
from desktop.ui.editor.doubting import Doubting
from desktop.ui.editor.drafting import Drafting
from desktop.ui.editor.edges import Foot, Head
from desktop.ui.editor.leaving import Answer, ask
from desktop.ui.editor.notices import Clashes, Notice, PutBack
from desktop.ui.editor.work import Work
from desktop.ui.kit import actions, theme
from desktop.ui.kit.reason import Reason
from desktop.ui.kit.workplace import Workplace

LAST_RECORD = "last record"


class EditorPage(QWidget):
    """One incident on three columns; `closed` asks to go back to where it was opened from."""

    closed = Signal()
    saved = Signal(object)
    history_wanted = Signal(str)
    field_history_wanted = Signal(str, str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.desk = workplace.desk
        self.work = Work(workplace)
        self.drafting = Drafting(self.work, self.dirty)
        self._saving = False
        # The entry as it was when the person chose to leave it as a draft.
        self._left = ""
        self.head = Head(self.save, self.submit, self._ask_why)
        self.foot = Foot()
        self.notice, self.undo_notice = Notice(), PutBack(self.work)
        self.clashes = Clashes()
        self.reason = Reason()
        self.reason.setContentsMargins(theme.EDGE, 0, theme.EDGE, theme.GAP)
        self.reason.given.connect(self._take)
        self.reason.dropped.connect(self._drop_reason)
        self.columns = Columns(self.work)
        self.what = self.columns.what
        self.reports = self.columns.reports
        self.source = self.columns.source
        self.doubting = Doubting(self.work)
        self._lay_out()
        self._act()
        self.work.replaced.connect(self._load)
        self.work.reshaped.connect(self._reload)
        self.work.edited.connect(lambda _uid, _name: self._count())
        self.clashes.answered.connect(self._settle)
        self.clashes.settled.connect(self._settled)
        self.drafting.told.connect(self.foot.draft_label.setText)
        self.drafting.failed.connect(self._draft_failed)
        self._start(new_entry())

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        for bar in (self.notice, self.undo_notice, self.clashes, self.reason):
            layout.addWidget(bar)
        layout.addWidget(self.columns, 1)
        layout.addWidget(self.doubting)
        layout.addWidget(self.foot)
        QWidget.setTabOrder(self.source.text, self.source.sweep.next)
        QWidget.setTabOrder(self.source.sweep.next, self.head.submit_button)
        QWidget.setTabOrder(self.head.submit_button, self.head.save_button)

    def _act(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            "save": self.save,
            "submit": self.submit,
            "take out": self._take_out,
            "add report": self.reports.add_report,
            "add source": self.source.add_source,
            "next report": lambda: self.reports.step(1),
            "previous report": lambda: self.reports.step(-1),
            "remove row": lambda: self.reports.remove_current(QApplication.focusWidget()),
            "put back": self.work.restore,
            "rank": self.reports.cycle_rank,
            "next figure": self._quote,
            "fill figure": lambda: self._fill("figure"),
            "fill window": lambda: self._fill("when"),
            "fill place": lambda: self._fill("places"),
            "fill speaker": lambda: self._fill("speaker"),
            "fill summary": lambda: self._fill("summary"),
            "next left": self.source.sweep.step,
            "previous left": lambda: self.source.sweep.step(forward=False),
            "counterpart": self.columns.cross,
            "field history": self._field_history,
            "copy last": self.copy_last,
            "repeat": self.columns.repeat,
            "findings": self.doubting.toggle,
            "go what": self.what.go,
            "go figures": self.reports.go,
            "go source": self.source.go,
            "record history": lambda: self.history_wanted.emit(self.work.entry.uid),
        }
        for name, slot in slots.items():
            actions.make(name, self, slot)
        # Elsewhere F4 opens the list of a field.
        text, filling = self.source.text, self.source.filling
        actions.make("take words", text, lambda: self._and_next(filling.take()))
        actions.make("set aside", text, lambda: self._and_next(filling.set_aside()))

    def open(self, uid: str) -> None:
        """Show an incident; what was typed in it and not saved comes back."""
        draft = drafts.draft(self.desk.file, uid)
        if draft is not None:
            self.resume(draft)
            return
        entry = editing.open_entry(self.desk, uid)
        if entry is None:
            self.workplace.complain(_("This incident is in the bin; bring it back first."))
            return
        self.workplace.settings.remember(LAST_RECORD, uid)
        self._start(entry)

    def new(self, copy_of: str | None = None) -> None:
        """Show an empty incident, or one that starts as a copy of another."""
        entry = editing.open_entry(self.desk, copy_of) if copy_of else None
        self._start(copied(entry, self.desk.context()) if entry is not None else new_entry())

    def take(self, entry: Entry) -> None:
        """Show an incident that something else filled; it is not saved, but kept as a draft.

        Of one that the desk has already, the first report that is new is gone to.
        """
        self._start(entry)
        self.drafting.typed()
        fresh = [report for report in entry.reports if report.base is None]
        if entry.incident.base is not None and fresh:
            self.work.choose("", fresh[0].uid)
            self.reports.go()

    def resume(self, draft: Draft) -> None:
        """Go on with what was typed and not saved."""
        self._start(Entry.from_json(draft.body), draft.body)
        self.notice.say(
            _("Unsaved work from {time} is back.").format(
                time=f"{draft.at.astimezone():%d.%m.%Y %H:%M}"
            ),
            "info",
            [(_("Discard"), self.discard)],
        )

    def _start(self, entry: Entry, body: str = "") -> None:
        self.work.editable = not self.desk.read_only
        self.drafting.start(body)
        self._left = ""
        for bar in (self.notice, self.undo_notice, self.clashes):
            bar.clear()
        self.reason.hide()
        self.work.show(entry)
        self._advise()
        self.what.go()

    def _advise(self) -> None:
        incident = self.work.entry.incident
        status = incident.start("status")
        if self.desk.read_only:
            words = _("This desk is open for reading only; nothing can be changed here.")
            self.notice.say(words, "info")
        elif incident.base is not None and status == "approved":
            words = _("This incident is approved; saving puts it back into the queue.")
            self.notice.say(words, "info")

    def _load(self) -> None:
        self.columns.load()
        self._head()
        self._count()

    def _reload(self) -> None:
        self.columns.reload()
        self._count()

    def _head(self) -> None:
        role = self.desk.person.role
        self.head.load(self.work.entry.incident, role, editable=self.work.editable)

    def _count(self) -> None:
        """Say at the foot how many fields can't be saved as they are, once a save has shown it."""
        if self.foot.telling:
            self.foot.tell(len(saving.problems(self.work.entry, self.desk.context())))

    def dirty(self) -> bool:
        """Return whether there is anything that is not saved."""
        return self.work.editable and self.work.entry.changed()

    def keep_draft(self) -> bool:
        """Write what is typed to disk now; return whether it is there."""
        return self.drafting.keep()

    def can_leave(self) -> bool:
        """Return whether the page may be left; a dirty form asks first."""
        if self._left and self._left == self.work.entry.to_json():
            return True
        if not self.dirty():
            self.drafting.rest()
            if self.work.editable and self.work.entry.incident.base is not None:
                self._drop_idle_draft()
            return True
        match ask(self, self.head.number.text()):
            case Answer.SAVE:
                return self.save()
            case Answer.KEEP:
                kept = self.keep_draft()
                self._left = self.work.entry.to_json() if kept else ""
                return kept
            case Answer.DISCARD:
                self.drafting.drop()
                self._forget()
                return True
            case _:
                return False

    def _drop_idle_draft(self) -> None:
        if drafts.draft(self.desk.file, self.work.entry.uid) is not None:
            self.drafting.drop()

    def _forget(self) -> None:
        """Go back to what the desk holds."""
        uid = self.work.entry.uid
        family = read.family(self.desk.file.connection, uid)
        entry = editing.entry_from(self.desk, family) if family is not None else new_entry()
        self._start(entry)

    def discard(self) -> None:
        """Give up the draft, and show what the desk holds."""
        self.drafting.drop()
        self._forget()

    def save(self) -> bool:
        """Save all of it as one change; return whether it is saved."""
        if not self.work.editable:
            return False
        entry, context = self.work.entry, self.desk.context()
        if entry.incident.base is None and not entry.changed():
            self.workplace.say(_("Nothing is filled in yet."))
            return False
        problems = saving.problems(entry, context)
        waiting = any(text.strip() for text in entry.lines.values())
        if problems or waiting:
            self.foot.tell(len(problems) + waiting)
            self.columns.show_problems(problems)
            return False
        self.foot.tell(0)
        self.drafting.rest()
        try:
            self._saving = True
            change = editing.save_entry(self.desk, entry, context)
        except Moved as moved:
            self._ask_about(moved)
            return False
        except (Invalid, SaveFailed) as error:
            self.notice.say(str(error), "error", [(_("Try again"), self.save)])
            return False
        finally:
            self._saving = False
        self._after_save(change)
        return True

    def _after_save(self, change: Change | None) -> None:
        self.work.remember()
        self.workplace.settings.remember(LAST_RECORD, self.work.entry.uid)
        self.notice.clear()
        self.clashes.clear()
        self.work.settled()
        self._rebase()
        self.drafting.start()
        if change is None:
            self.workplace.say(_("Nothing had changed."))
            return
        along, lost = requoted.told(self.desk, change)
        saved = _("Saved {number}").format(number=self.head.number.text())
        self.workplace.say(" · ".join(filter(None, (saved, along))))
        if lost:
            self.notice.say(lost, "warning")
        self.saved.emit(change)

    def _rebase(self) -> None:
        family = read.family(self.desk.file.connection, self.work.entry.uid)
        if family is not None:
            saving.settle(self.work.entry, editing.entry_from(self.desk, family))
        self._reload()
        self._head()
        self._advise()

    def submit(self) -> None:
        """Save, and give the incident to a reviewer."""
        self._take("submit", "")

    def _ask_why(self, action: str) -> None:
        """Ask for the reason of a step that needs one."""
        self.reason.ask(action, self.work.entry.uid)

    def _take_out(self) -> None:
        """Withdraw the incident or reopen it, whichever is offered."""
        for action in filter(self.head.offers, ("withdraw", "reopen")):
            self._ask_why(action)

    def _drop_reason(self) -> None:
        self.reason.hide()
        self.what.go()

    def _take(self, action: str, why: str) -> None:
        """Save, and take a step; where that is refused, what was typed stays."""
        if not self.work.editable or not self.save():
            return
        family = read.family(self.desk.file.connection, self.work.entry.uid)
        if family is None:
            return
        try:
            self._saving = True
            change = review.take(self.desk, family, action, why)
        except (Invalid, SaveFailed) as error:
            self.notice.say(str(error), "error")
            return
        finally:
            self._saving = False
        if self.reason.isVisible():
            self.reason.edit.clear()
            self._drop_reason()
        self._rebase()
        self.workplace.say(
            _("Done: {step}, {number}").format(
                step=_(review.STEPS[action].label), number=self.head.number.text()
            )
        )
        self.saved.emit(change)

    def refresh(self, change: Change) -> None:
        """Follow a change that was saved elsewhere; what is being typed is left alone."""
        self.doubting.refresh(change)
        if self._saving:
            return
        entry = self.work.entry
        touched = {delta.uid for delta in change.deltas}
        ours = {record.uid for record in entry.records()}
        new_ones = {
            delta.uid
            for delta in change.deltas
            if delta.after and entry.uid in (delta.after.get("incident"), delta.uid)
        }
        # What a very large change touched is not told.
        unknown = not change.deltas and not self.dirty()
        if touched & ours or new_ones or unknown:
            if self.dirty():
                self.notice.say(
                    _("This record was changed elsewhere; saving will show both texts."), "warning"
                )
                return
            if entry.incident.base is not None:
                family = read.family(self.desk.file.connection, entry.uid)
                if family is None:
                    self.notice.say(_("This incident is in the bin now."), "warning")
                    return
                self.work.adopt(editing.entry_from(self.desk, family))
                self._load()
                self.notice.clear()
                self._advise()
        elif change.reaches("place", "speaker", "term", "source"):
            self._reload()

    def _ask_about(self, moved: Moved) -> None:
        context = self.work.entry.within(self.desk.context())
        mine: dict[int, str] = {}
        for place, clash in enumerate(moved.clashes):
            record = self.work.entry.find(clash.uid)
            if record is None:
                mine[place] = _("removed")
            else:
                mine[place] = record.text(clash.field, context) if clash.field else _("kept")
        self.clashes.ask(str(moved), moved.clashes, mine, context)

    def _settle(self, clash: Clash, keep: bool) -> None:
        if keep:
            saving.keep_mine(self.work.entry, clash)
        else:
            saving.take_theirs(self.work.entry, clash)
        self._reload()

    def _settled(self) -> None:
        self.notice.say(
            _("All is settled; save again to keep it."), "info", [(_("Save incident"), self.save)]
        )

    def _draft_failed(self, why: str) -> None:
        self.notice.say(_("The draft could not be kept: {why}").format(why=why), "error")

    def _fill(self, what: str) -> None:
        self._selected(self.source.filling.fill(what))

    def _and_next(self, taken: bool) -> None:
        """Go on to the next words that are left over, once these are done with."""
        self._selected(taken)
        if taken and self.source.marking.left:
            self.source.sweep.step()

    def _selected(self, taken: bool) -> None:
        if not taken and self.source.text.selected() is None:
            self.workplace.say(_("Select words in the source first."))

    def _quote(self) -> None:
        if not self.source.filling.quote():
            self.workplace.say(
                _("Select words of its source first, and have a figure to quote them in.")
            )

    def _field_history(self) -> None:
        found = self.columns.saved_field()
        if found is not None:
            self.field_history_wanted.emit(*found)

    def copy_last(self) -> None:
        """Start this new incident as a copy of the one that was saved or opened last."""
        last = self.workplace.settings.places.get(LAST_RECORD)
        family = read.family(self.desk.file.connection, last) if isinstance(last, str) else None
        if family is None:
            self.workplace.say(_("There is no last record to copy from yet."))
            return
        if self.work.entry.uid == family.incident.uid:
            if self.can_leave():
                self.new(copy_of=family.incident.uid)
            return
        if self.dirty():
            self.workplace.say(
                _("This record has been begun already; copying is for an empty one.")
            )
            return
        self._start(copied(editing.entry_from(self.desk, family), self.desk.context()))
        self.drafting.typed()

    def leave(self) -> None:
        """Stop what looks into the desk beside the form, before its file is closed."""
        self.source.known.leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field."""
        super().showEvent(event)
        if not self.isAncestorOf(self.focusWidget() or self):
            self.what.go()

    def event(self, event: QEvent) -> bool:
        """Undo a removal that is not saved before the window undoes what is."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and self.work.removals
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put back a removal with Ctrl+Z; go back with Esc, where a dirty form asks first."""
        if event.matches(QKeySequence.StandardKey.Undo) and self.work.removals:
            self.work.restore()
        elif event.key() == Qt.Key.Key_Escape and not event.modifiers():
            if self.can_leave():
                self.closed.emit()
        else:
            super().keyPressEvent(event)
