"""Keeps what is typed into the editor on disk, and says so."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from desktop.records.words import _
from desktop.store import drafts
from desktop.store.errors import SaveFailed
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
        self._pace = Pace(self)
        self._pace.due.connect(self.keep)
        work.edited.connect(lambda _uid, _name: self.typed())
        work.reshaped.connect(self.typed)

    def typed(self) -> None:
        """Take note that something was typed."""
        if self._work.editable:
            self._pace.typed()

    def keep(self) -> bool:
        """Write the draft now, if anything is unsaved; return whether all is on disk."""
        self.rest()
        desk = self._work.desk
        if not self._work.editable or not self._dirty():
            return True
        body = self._work.entry.to_json()
        if body == self._kept:
            return True
        incident = self._work.entry.incident
        number = incident.base["number"] if incident.base is not None else ""
        subject = number or self._work.text(incident, "title") or _("new incident")
        try:
            drafts.keep(desk.file, self._work.entry.uid, desk.person.name, subject, body)
        except SaveFailed as error:
            self.failed.emit(str(error))
            return False
        self._kept = body
        now = datetime.now(UTC).astimezone()
        self.told.emit(_("draft saved {time}").format(time=f"{now:%H:%M}"))
        return True

    def rest(self) -> None:
        """Forget what waits to be written."""
        self._pace.rest()

    def drop(self) -> None:
        """Forget the draft that the person gave up."""
        self.rest()
        self._kept = ""
        drafts.drop(self._work.desk.file, self._work.entry.uid)
        self.told.emit("")

    def start(self, body: str = "") -> None:
        """Begin with another entry, whose draft on disk is `body`."""
        self.rest()
        self._kept = body
        self.told.emit("")
