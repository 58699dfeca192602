"""The columns of a catalogue's list, and the cells of its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.desk.cataloguing import MAIN
from desktop.desk.desk import Desk
from desktop.desk.entered import Entered
from desktop.records.family import Kept
from desktop.records.kinds_links import Link
from desktop.records.kinds_values import WhenField
from desktop.records.models import content
from desktop.records.words import N_, _
from desktop.store import read
from desktop.ui.kit.icons import icon
from desktop.ui.kit.table import Head, IdModel, Shown

SIGN = 14
USED = "used"
# Field and width in characters; 0 takes the width that is left.
COLUMNS: Mapping[str, tuple[tuple[str, int], ...]] = {
    "source": (("title", 0), ("publisher", 15), ("published", 13), ("language", 11), (USED, 6)),
    "place": (("name", 0), ("name_ru", 18), ("kind", 10), ("parent", 16), ("code", 16)),
    "speaker": (("name", 0), ("role", 18), ("organisation", 18), (USED, 6)),
    "term": (("name", 20), ("code", 16), ("meaning", 0), ("retired", 8)),
}
NEW = {
    "source": N_("New source"),
    "place": N_("New place"),
    "speaker": N_("New speaker"),
    "term": N_("New term"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list: a record that the desk keeps, or only one that is being entered."""

    uid: str
    kept: Kept | None


class Lines:
    """The rows of the list; names and numbers of use are asked for a page at a time."""

    def __init__(self, desk: Desk, record: str, unsaved: Mapping[str, Entered]) -> None:
        self._desk = desk
        self._record = record
        self._unsaved = unsaved
        self.lines: Sequence[Line] = ()
        self.model = IdModel([_head(record, name) for name, _width in COLUMNS[record]], self._fetch)

    def _fetch(self, ids: Sequence[int]) -> dict[int, list[Shown]]:
        listed = {key: self.lines[key] for key in ids if key < len(self.lines)}
        connection = self._desk.file.connection
        names: dict[str, str] = {}
        parents = {
            one.kept[name]
            for one in listed.values()
            if one.kept is not None
            for name, kind in content(self._record).items()
            if isinstance(kind, Link)
        }
        if parents - {None}:
            names = read.names(connection, parents - {None})
        counted = any(name == USED for name, _width in COLUMNS[self._record])
        uses = read.uses(connection, [one.uid for one in listed.values()]) if counted else {}
        return {key: self._cells(one, names, uses) for key, one in listed.items()}

    def _cells(self, line: Line, names: Mapping[str, str], uses: Mapping[str, int]) -> list[Shown]:
        cells = [
            Shown(self._text(line, name, names, uses)) for name, _width in COLUMNS[self._record]
        ]
        if line.uid in self._unsaved:
            sign = icon("pencil", "warning").pixmap(SIGN, SIGN)
            tip = _("{name} – not saved yet").format(name=cells[0].text)
            cells[0] = Shown(cells[0].text, sign, tip)
        return cells

    def _text(
        self, line: Line, name: str, names: Mapping[str, str], uses: Mapping[str, int]
    ) -> str:
        if name == USED:
            return f"{uses[line.uid]:,}" if line.uid in uses else ""
        if line.kept is None:
            return self._typed(line.uid, name)
        kind, value = content(self._record)[name], line.kept[name]
        if isinstance(kind, Link):
            return names.get(value, "")
        if isinstance(kind, WhenField):
            return value.show() if value is not None else ""
        return kind.show(value).replace("\n", " ")

    def _typed(self, uid: str, name: str) -> str:
        """Return what stands in a new record so far."""
        entered = self._unsaved.get(uid)
        text = entered.typed.get(name, "") if entered is not None else ""
        if not text and name == MAIN[self._record]:
            return _(NEW[self._record])
        return " ".join(text.split())


def _head(record: str, name: str) -> Head:
    if name == USED:
        return Head(name, _("Used"), _("How many incidents use it."), numeric=True)
    kind: Any = content(record)[name]
    return Head(name, kind.label, kind.description)
