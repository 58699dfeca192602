"""The one door: screens ask here for every change, and hear here of every change."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.records.context import Context
from desktop.records.delta import Change, Delta, Person, created, edited, inverse
from desktop.records.errors import Mendable
from desktop.records.words import _
from desktop.records.zones import shown_moment
from desktop.store import read
from desktop.store.deskfile import DeskFile
from desktop.store.errors import Moved

if TYPE_CHECKING:
    from desktop.desk.scanner import Scanner
    from desktop.records.finder import Candidate, PlaceFinder

# What writes or looks back is imported where that is done: a start only reads.

# From so many records on, undo takes a change back without having all of it in memory.
LARGE = 20_000


class Standing(Mendable):
    """A change that can't be taken back, because later ones stand in the way."""


class Desk(QObject):
    """An open desk and the person at it.

    `changed` carries each saved change to every screen, `person_changed` tells that another person
    sits at the desk, or the same one in another role.
    """

    changed = Signal(object)
    person_changed = Signal()

    def __init__(self, file: DeskFile, person: Person, zone: str = "Europe/Moscow") -> None:
        super().__init__()
        self.file = file
        self._person = person
        self.zone = zone
        self._finder: PlaceFinder | None = None
        self._scanner: Scanner | None = None

    @property
    def person(self) -> Person:
        """Who is at the desk, and in what role."""
        return self._person

    @person.setter
    def person(self, person: Person) -> None:
        self._person = person
        self.person_changed.emit()

    @property
    def path(self) -> Path:
        """Where the desk's file is."""
        return self.file.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved."""
        return self.file.read_only

    @property
    def finder(self) -> "PlaceFinder":
        """The desk's places, found by name; made when first needed."""
        if self._finder is None:
            from desktop.records.finder import PlaceFinder  # noqa: PLC0415

            self._finder = PlaceFinder(read.candidates(self.file.connection))
        return self._finder

    @property
    def scanner(self) -> "Scanner | None":
        """What reads texts with the desk's places, once `make_scanner` has made it."""
        return self._scanner

    def make_scanner(self) -> "Scanner":
        """Make what reads texts, which takes about a second; on any thread."""
        from desktop.desk.scanner import Scanner  # noqa: PLC0415

        with self.file.reading() as connection:
            self._scanner = made = Scanner(connection)
        return made

    def context(self, *, zone: str = "", year: int | None = None) -> Context:
        """Return what reading and showing values needs of this desk."""
        return read.context(self.file.connection, self.finder, zone or self.zone, year)

    def save(
        self,
        deltas: Sequence[Delta],
        action: str,
        *,
        subject: str = "",
        why: str = "",
        target: int | None = None,
        drafts: Iterable[str] = (),
        blobs: Iterable[bytes] = (),
    ) -> Change:
        """Write a change and tell every screen; raise `SaveFailed`, and `Moved` among it."""
        from desktop.store import changes  # noqa: PLC0415

        change = changes.apply(
            self.file,
            deltas,
            self.person,
            action,
            subject=subject,
            why=why,
            target=target,
            drafts=drafts,
            blobs=blobs,
        )
        self.announce(change)
        return change

    def write(
        self,
        deltas: Sequence[Delta],
        action: str,
        *,
        subject: str = "",
        why: str = "",
        blobs: Iterable[bytes] = (),
    ) -> Change:
        """Write a change, on any thread; who asked for it calls `announce` on the main thread."""
        from desktop.store import changes  # noqa: PLC0415

        return changes.apply(
            self.file, deltas, self.person, action, subject=subject, why=why, blobs=blobs
        )

    def announce(self, change: Change) -> None:
        """Tell every screen of a change that is written."""
        self._follow(change)
        self.changed.emit(change)

    def _follow(self, change: Change) -> None:
        """Keep the finder in line with the places that a change made, edited or binned."""
        if not change.deltas:
            # What a large change touched is not told; these are made anew when needed.
            self._finder = self._scanner = None
        if any(delta.type == "place" for delta in change.deltas):
            self._scanner = None
        if self._finder is None or not any(delta.type == "place" for delta in change.deltas):
            return
        uids = [delta.uid for delta in change.deltas if delta.type == "place"]
        for uid, place in read.records(self.file.connection, "place", uids).items():
            self._finder.remove(uid)
            if not place.removed:
                self._finder.add(_candidate(uid, place.values))

    def undoable(self) -> Change | None:
        """Return the change that undo would take back, without its deltas."""
        return self._nearest(0)

    def redoable(self) -> Change | None:
        """Return the undoing that redo would take back, without its deltas."""
        return self._nearest(1)

    def _nearest(self, which: int) -> Change | None:
        from desktop.store import journal  # noqa: PLC0415

        stack = journal.stacks(self.file.connection)[which]
        if not stack:
            return None
        return journal.headers(self.file.connection, before=stack[-1] + 1, limit=1)[0]

    def undo(self) -> Change | None:
        """Take back the last change that stands; raise `Standing` if something is in the way."""
        last = self.undoable()
        return self._invert(last.seq, "undo") if last else None

    def redo(self) -> Change | None:
        """Do again what was last undone."""
        last = self.redoable()
        return self._invert(last.seq, "redo") if last else None

    def take_back(self, seq: int, *, uid: str = "", field: str = "", why: str = "") -> Change:
        """Take one change back from the middle of history, or one record or field of it.

        Raises `Standing` if what it touched has moved since.
        """
        return self._invert(seq, "take back", uid=uid, field=field, why=why)

    def _invert(
        self, seq: int, action: str, *, uid: str = "", field: str = "", why: str = ""
    ) -> Change:
        from desktop.desk.requeue import all_requeued  # noqa: PLC0415
        from desktop.store import journal  # noqa: PLC0415

        if action != "take back" and journal.delta_count(self.file.connection, seq) > LARGE:
            return self._invert_large(journal.change(self.file.connection, seq, limit=0), action)
        change = journal.change(self.file.connection, seq)
        wanted = [delta for delta in change.deltas if not uid or delta.uid == uid]
        if field:
            wanted = [delta.only(field) for delta in wanted if field in delta.fields]
        if not wanted:
            raise Standing(_("There is nothing in that change to take back."))
        deltas = list(inverse(wanted))
        if action == "take back":
            # Undo and redo need none of it: they pass the approval itself on their way.
            deltas = all_requeued(self.file.connection, deltas)
        try:
            return self.save(deltas, action, subject=change.subject, why=why, target=seq)
        except Moved as moved:
            raise Standing(self._obstacle(seq, moved)) from moved

    def _invert_large(self, change: Change, action: str) -> Change:
        try:
            made = self.invert_large(change, action)
        except Moved as moved:
            raise self.standing(change, moved) from moved
        self.announce(made)
        return made

    def is_large(self, change: Change) -> bool:
        """Return whether a change is too large to be undone while the window waits."""
        from desktop.store import journal  # noqa: PLC0415

        return journal.delta_count(self.file.connection, change.seq) > LARGE

    def invert_large(self, change: Change, action: str) -> Change:
        """Undo or redo a change of any size, on any thread; raise `Moved` if that can't be.

        Who asked for it calls `announce` on the main thread.
        """
        from desktop.store import changes  # noqa: PLC0415

        return changes.invert(self.file, change.seq, self.person, action, subject=change.subject)

    def standing(self, change: Change, moved: Moved) -> Standing:
        """Return what stands in the way of taking a change back."""
        return Standing(self._obstacle(change.seq, moved))

    def _obstacle(self, seq: int, moved: Moved) -> str:
        from desktop.store import journal  # noqa: PLC0415

        uids = list(dict.fromkeys(clash.uid for clash in moved.clashes))
        fields = {clash.field for clash in moved.clashes}
        for later in journal.history(self.file.connection, uids):
            touched = {name for delta in later.deltas for name in delta.fields}
            if later.seq > seq and (not any(fields) or touched & fields):
                return _(
                    "It can't be taken back alone: {who} changed the same on {when}. "
                    "Take that back first."
                ).format(
                    who=later.by.name,
                    when=shown_moment(int(later.at.timestamp()), self.zone),
                )
        return _("It can't be taken back alone: what it touched is not there any more.")

    def set_option(self, name: str, value: str) -> Change | None:
        """Set one of the desk's own rules; return None where it is so already."""
        return self.set_options({name: value})

    def set_options(self, wanted: Mapping[str, str]) -> Change | None:
        """Set some of the desk's own rules as one change; return None where all are so already."""
        deltas = [self._option_delta(name, value) for name, value in wanted.items()]
        found = [one for one in deltas if one is not None]
        return self.save(found, "settings") if found else None

    def _option_delta(self, name: str, value: str) -> Delta | None:
        from desktop.store import changes  # noqa: PLC0415

        kept = read.setting(self.file.connection, name, binned=True)
        if kept is None or kept.removed:
            uid = kept.uid if kept else changes.new_uid()
            return created("setting", uid, {"name": name, "value": value})
        return edited("setting", kept.uid, kept.values, {"value": value})

    def option(self, name: str) -> str:
        """Return one of the desk's own rules; "" where it was never set."""
        kept = read.setting(self.file.connection, name)
        return str(kept["value"]) if kept else ""

    def close(self) -> None:
        """Close the desk's file."""
        self.file.close()


def _candidate(uid: str, values: dict[str, object]) -> "Candidate":
    from desktop.records.finder import Candidate  # noqa: PLC0415

    names = [values["name"], values["name_ru"], values["name_uk"]]
    names += str(values["aliases"]).split("|")
    return Candidate(
        uid,
        str(values["name"]),
        str(values["kind"]),
        str(values["parent"] or ""),
        tuple(str(name) for name in names if name),
    )
