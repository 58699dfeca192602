"""Keeps what is typed into a catalogue's forms on disk, a draft a record."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from desktop.desk import cataloguing
from desktop.desk.cataloguing import MAIN
from desktop.desk.desk import Desk
from desktop.desk.entered import Entered
from desktop.records.words import _
from desktop.store import drafts
from desktop.store.errors import Busy, SaveFailed
from desktop.ui.kit.pace import Pace


class Drafting(QObject):
    """Brings the drafts on disk in line with `unsaved`, by uid; `told` says so quietly.

    `back` holds when the drafts that the page began with were written.
    """

    told = Signal(str)
    failed = Signal(str)

    def __init__(self, desk: Desk, record: str, unsaved: dict[str, Entered]) -> None:
        super().__init__()
        self._desk = desk
        self._unsaved: Mapping[str, Entered] = unsaved
        self._kept: dict[str, str] = {}
        self._pace = Pace(self)
        self._pace.due.connect(self._keep_when_free)
        self.back: dict[str, datetime] = {}
        for one in drafts.all_drafts(desk.file):
            if one.type != record:
                continue
            entered = Entered.from_plain(json.loads(one.body))
            cataloguing.follow(desk, entered, desk.context())
            self._kept[one.uid] = one.body
            if entered.typed:
                unsaved[one.uid] = entered
                self.back[one.uid] = one.at

    def typed(self) -> None:
        """Take note that something was typed."""
        self._pace.typed()

    def keep(self) -> bool:
        """Write what is not on disk yet and drop what was given up; return whether all is done."""
        try:
            self._write()
        except SaveFailed as error:
            self.failed.emit(str(error))
            return False
        return True

    def _keep_when_free(self) -> None:
        """Write the drafts, or wait with them while an import holds the desk."""
        try:
            self._write()
        except Busy:
            self._pace.again()
            self.told.emit(_("the draft waits until the desk is free"))
        except SaveFailed as error:
            self.failed.emit(str(error))

    def _write(self) -> None:
        self._pace.rest()
        if self._desk.read_only:
            return
        bodies = {
            uid: json.dumps(one.to_plain(), ensure_ascii=False)
            for uid, one in self._unsaved.items()
        }
        new = {uid: body for uid, body in bodies.items() if self._kept.get(uid) != body}
        gone = self._kept.keys() - bodies.keys()
        for uid, body in new.items():
            subject = self._subject(self._unsaved[uid])
            drafts.keep(self._desk.file, uid, self._desk.person.name, subject, body)
        for uid in gone:
            drafts.drop(self._desk.file, uid)
        self._kept = bodies
        if new:
            now = datetime.now(UTC).astimezone()
            self.told.emit(_("draft saved {time}").format(time=f"{now:%H:%M}"))
        elif gone:
            self.told.emit("")

    def saved(self, uid: str) -> None:
        """Take note that a save took a record's draft with it."""
        self._kept.pop(uid, None)
        self.told.emit("")

    def _subject(self, entered: Entered) -> str:
        name = MAIN[entered.type]
        return " ".join(entered.typed.get(name, str(entered.start(name))).split())
