"""Keeps what is typed into the editor on disk, and says so."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from desktop.records.words import _
from desktop.store import drafts
from desktop.store.errors import Busy, SaveFailed
from desktop.ui.editor.work import Work
from desktop.ui.kit.pace import Pace


class Drafting(QObject):
    """Writes the entry's draft while the person types; `told` says so quietly."""

    told = Signal(str)
    failed = Signal(str)

    def __init__(self, work: Work, dirty: Callable[[], bool]) -> None:
        super().__init__()
        self._work, self._dirty = work, dirty
        self._kept = ""
        self._given_up: set[str] = set()
        self._pace = Pace(self)
        self._pace.due.connect(self._keep_when_free)
        work.edited.connect(lambda _uid, _name: self.typed())
        work.reshaped.connect(self.typed)

    def typed(self) -> None:
        """Take note that something was typed."""
        if self._work.editable:
            self._pace.typed()

    def keep(self) -> bool:
        """Write the draft now, if anything is unsaved; return whether all is on disk."""
        try:
            self._write()
        except SaveFailed as error:
            self.failed.emit(str(error))
            return False
        return True

    def _keep_when_free(self) -> None:
        """Write the draft, or wait with it while an import holds the desk."""
        try:
            self._write()
        except Busy:
            self._pace.again()
            self.told.emit(_("the draft waits until the desk is free"))
        except SaveFailed as error:
            self.failed.emit(str(error))

    def _write(self) -> None:
        self.rest()
        desk = self._work.desk
        self._drop_given_up()
        if not self._work.editable or not self._dirty():
            return
        body = self._work.entry.to_json()
        if body == self._kept:
            return
        incident = self._work.entry.incident
        number = incident.base["number"] if incident.base is not None else ""
        subject = number or self._work.text(incident, "title") or _("new incident")
        drafts.keep(desk.file, self._work.entry.uid, desk.person.name, subject, body)
        self._kept = body
        now = datetime.now(UTC).astimezone()
        self.told.emit(_("draft saved {time}").format(time=f"{now:%H:%M}"))

    def _drop_given_up(self) -> None:
        for uid in sorted(self._given_up):
            drafts.drop(self._work.desk.file, uid)
            self._given_up.discard(uid)

    def rest(self) -> None:
        """Forget what waits to be written."""
        self._pace.rest()

    def drop(self) -> None:
        """Forget the draft that the person gave up."""
        self.rest()
        self._kept = ""
        self._given_up.add(self._work.entry.uid)
        self.told.emit("")
        try:
            self._drop_given_up()
        except Busy:
            self._pace.again()

    def start(self, body: str = "") -> None:
        """Begin with another entry, whose draft on disk is `body`."""
        self.rest()
        self._kept = body
        self.told.emit("")
