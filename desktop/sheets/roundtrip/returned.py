"""Reads a workbook of ours that came back: untouched rows are counted, edited and new ones read.

A row whose mark still fits was not edited: nothing of it is read further.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from desktop.records.merging import Refusal, Theirs
from desktop.records.progress import Counting, silent
from desktop.records.words import _
from desktop.sheets.celltext import letters
from desktop.sheets.columns import NAMED
from desktop.sheets.mark import canonical, marker
from desktop.sheets.raw import Raw
from desktop.sheets.roundtrip.around import Around
from desktop.sheets.roundtrip.cells import Line, edits
from desktop.sheets.roundtrip.fresh import Fresh, says_something
from desktop.sheets.roundtrip.newnames import NewNames
from desktop.sheets.roundtrip.ours import Ours, Part

# So many edited rows are compared with their base at a time.
PORTION = 500


@dataclass(slots=True)
class Returned:
    """What a returned workbook holds: what was edited or added, and what was refused.

    `same` counts the records that nobody there touched; `there` holds every uid that stands in
    the book, by record type.
    """

    theirs: list[Theirs] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    same: int = 0
    there: dict[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Where a sheet's cells stand.

    `pick` takes the marked cells in their exported order out of a row, None where one of their
    columns is gone; `further` are those of them that go on: their place among them, the indexes.
    """

    width: int
    uid: int
    mark: int | None
    pick: Callable[[Sequence[Raw]], tuple[Raw, ...]] | None
    further: tuple[tuple[int, tuple[int, ...]], ...]
    letters: dict[str, str]

    @classmethod
    def of(cls, part: Part, uid: int) -> "_Cells":
        """Return where they stand in a sheet that has its uids."""
        record = part.table.record
        marked = [key for key in part.keys if key != f"{record}.mark"]
        mark = part.places.get(f"{record}.mark")
        whole = all(key in part.places for key in marked)
        return cls(
            max(at for places in part.places.values() for at in places) + 1,
            uid,
            mark[0] if mark else None,
            itemgetter(*(part.places[key][0] for key in marked)) if whole else None,
            tuple(
                (number, part.places[key])
                for number, key in enumerate(marked)
                if len(part.places.get(key, ())) > 1
            ),
            {key: letters(places[0]) for key, places in part.places.items()},
        )


def read(book: Ours, around: Around, progress: Counting = silent) -> Returned:
    """Return what came back; `progress(rows)` may raise to stop.

    Raises nothing for a cell that can't be understood: it is among what is refused.
    """
    names = NewNames(around.context)
    around = replace(around, context=names.known())
    reading = _Reading(around, marker(book.about.receipt), progress)
    fresh = Fresh(around, book.about.receipt)
    # What stands on its own comes first, so that other rows may name what is new of it.
    for named in (True, False):
        for part in book.parts:
            if (part.table.code in NAMED) == named:
                reading.take(part)
        reading.compare()
        for one in fresh.read(reading.fresh):
            if isinstance(one, Theirs):
                names.add(one)
                reading.result.theirs.append(one)
            else:
                reading.result.refused.append(one)
        reading.fresh.clear()
    reading.result.there = {record: seen.keys() for record, seen in reading.seen.items()}
    return reading.result


@dataclass(slots=True)
class _Reading:
    """What has been read so far: rows to compare with their base, and new ones.

    `seen` has the first row of each uid by record type, `touched` those that were not just counted.
    """

    around: Around
    mark: Callable[[Sequence[object]], str]
    progress: Counting
    result: Returned = field(default_factory=Returned)
    edited: list[tuple[Line, str]] = field(default_factory=list)
    fresh: list[tuple[Line, str]] = field(default_factory=list)
    seen: dict[str, dict[str, tuple[str, int]]] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    done: int = 0

    def take(self, part: Part) -> None:
        """Read one sheet."""
        record, title = part.table.record, part.sheet.title
        seen = self.seen.setdefault(record, {})
        uids = part.places.get(f"{record}.uid")
        if uids is None:
            why = _("The column uid is gone, so that no row can be told from another. Put it back.")
            self.result.refused.append(Refusal(title, part.first, "", "", why))
            return
        cells = _Cells.of(part, uids[0])
        for number, row in enumerate(part.sheet.rows(part.first), part.first + 1):
            self.done += 1
            if self.done % 1000 == 0:
                self.progress(self.done)
            if not row:
                continue
            if len(row) < cells.width:
                row = [*row, *[None] * (cells.width - len(row))]  # noqa: PLW2901
            uid = row[cells.uid]
            if self.around.common and isinstance(uid, str) and self._fits(cells, row):
                if uid not in seen:
                    seen[uid] = (title, number)
                    self.result.same += 1
                elif uid in self.touched:
                    self._untouched(record, uid, (title, number))
                continue
            self._differs(part, cells, row, number)

    def _fits(self, cells: _Cells, row: Sequence[Raw]) -> bool:
        """Return whether a row's mark is still that of its cells."""
        if cells.pick is None or cells.mark is None:
            return False
        picked: Sequence[Raw] = cells.pick(row)
        if cells.further:
            whole = list(picked)
            for at, places in cells.further:
                whole[at] = _joined(row, places)
            picked = whole
        return self.mark(picked) == row[cells.mark]

    def _differs(self, part: Part, cells: _Cells, row: Sequence[Raw], number: int) -> None:
        """Note a row that was edited, or is new."""
        record, title = part.table.record, part.sheet.title
        values = {key: _joined(row, places) for key, places in part.places.items()}
        line = Line(part.table, title, number, values, cells.letters)
        uid = line.text(f"{record}.uid")
        if not uid:
            if says_something(part.table, line):
                self.fresh.append((line, ""))
            return
        seen = self.seen[record]
        if uid in seen and uid not in self.touched:
            self.result.same -= 1
            self._untouched(record, uid, seen[uid])
        seen.setdefault(uid, (title, number))
        self.touched.add(uid)
        self.edited.append((line, uid))
        if len(self.edited) >= PORTION:
            self.compare()

    def _untouched(self, record: str, uid: str, at: tuple[str, int]) -> None:
        """Give an untouched row after all: another row has its uid and is edited."""
        self.result.theirs.append(Theirs(record, uid, {}, at=f"{at[0]}!A{at[1]}"))

    def compare(self) -> None:
        """Compare the edited rows so far with what the export had."""
        by_type: dict[str, list[tuple[Line, str]]] = {}
        for line, uid in self.edited:
            by_type.setdefault(line.table.record, []).append((line, uid))
        self.edited.clear()
        for record, some in by_type.items():
            rows = self.around.base(record, list(dict.fromkeys(uid for _line, uid in some)))
            for line, uid in some:
                base = rows.get(uid)
                if base is None:
                    self.fresh.append((line, uid))
                    continue
                values, refused = edits(line, base, self.around)
                self.result.theirs.append(Theirs(record, uid, values, at=line.at, refused=refused))


def _joined(row: Sequence[Raw], places: tuple[int, ...]) -> Raw:
    """Return a cell with what of its text goes on in further columns."""
    first = row[places[0]]
    if len(places) == 1 or all(row[at] is None for at in places[1:]):
        return first
    return "".join(canonical(row[at]) for at in places)
