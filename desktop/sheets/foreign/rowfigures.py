"""The numbers of a row, on their way to figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.records.count import NOT_STATED, Count
from desktop.records.errors import Invalid
from desktop.records.fold import fold
from desktop.records.kinds_links import Placed
from desktop.records.words import _
from desktop.sheets.foreign.cells import text
from desktop.sheets.foreign.counts import between, read_count
from desktop.sheets.foreign.literal import Item, pairs
from desktop.sheets.foreign.nothing import says_nothing
from desktop.sheets.foreign.profile import FigureUse
from desktop.sheets.foreign.rowreading import Line, Remembered, RowRead, attempt, refusal
from desktop.sheets.foreign.table import Column
from desktop.sheets.foreign.targets import FIGURE, MUNITION
from desktop.sheets.foreign.weapons import munition_of
from desktop.sheets.foreign.work import ProfileUnfit, Work
from desktop.sheets.raw import Raw

# What a text names: the munition's uid or None, and the text itself where that tells more.
Munition = tuple[str | None, str]
_NO_MUNITION: Munition = (None, "")


@dataclass(frozen=True, slots=True)
class _Share:
    """One entry of a cell that holds a dict: whose share it is, and how many."""

    key: str
    count: Count
    munition: str | None = None
    places: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class _Counted:
    """A column of numbers, what they count, and what reads them."""

    column: Column
    use: FigureUse
    measure: str
    munition: str | None
    fixed: tuple[Placed, ...]
    read: Callable[[Raw], tuple[tuple[_Share, ...] | None, str]]


class RowFigures:
    """Reads the columns that become figures."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._munitions = [
            (column, Remembered(attempt(self._munition_reader(column))))
            for column in work.columns(MUNITION)
        ]
        self._counted = [
            self._prepared(column, use.figure)
            for column, use in work.used()
            if use.to == FIGURE and use.figure is not None
        ]
        each = work.profile.each_row
        self._each = None if each is None else self._prepared(work.table.columns[0], each)
        # Which columns are added up with which.
        self._alike: dict[FigureUse, list[_Counted]] = {}
        for one in self._counted:
            self._alike.setdefault(_sort(one.use), []).append(one)

    def read(
        self, cells: Sequence[Raw], row: RowRead, placed: Mapping[str, tuple[Placed, ...]]
    ) -> None:
        """Set the row's numbers; `placed` are its places by the name of their set."""
        munition = self._munition(cells, row)
        lines: list[Line] = []
        broken: list[_Counted] = []
        for one in self._counted:
            cell = cells[one.column.index]
            if cell is None:
                continue
            shares, why = one.read(cell)
            if why:
                broken.append(one)
                row.refused.append(
                    refusal(self._work.table.sheet, row.number, one.column, cell, why)
                )
            lines += [self._line(row, one, share, munition, placed) for share in shares or ()]
        if self._each is not None:
            share = _Share("", Count.exact(1))
            lines.append(self._line(row, self._each, share, munition, placed))
        if not lines and any(munition):
            told = munition[1] or self._work.context.name(munition[0] or "")
            row.notes.append(f"{self._munitions[0][0].name}: {told}")
        row.lines = self._paired(self._unbroken(lines, broken, row), row)

    def _line(
        self,
        row: RowRead,
        one: _Counted,
        share: _Share,
        munition: Munition,
        placed: Mapping[str, tuple[Placed, ...]],
    ) -> Line:
        own = share.munition or one.munition
        places = share.places or one.fixed
        if not places and not one.use.split:
            places = placed.get(one.use.placed, ())
        return Line(
            row=row.number,
            column=one.column,
            use=one.use,
            measure=one.measure,
            munition=own or munition[0],
            count=share.count,
            places=places,
            key=share.key,
            label="" if own else munition[1],
            note=one.use.note,
        )

    def _munition(self, cells: Sequence[Raw], row: RowRead) -> Munition:
        """Return the row's munition and the models that are named for it."""
        uid: str | None = None
        models: list[str] = []
        for column, read in self._munitions:
            cell = cells[column.index]
            if cell is None:
                continue
            found, why = read(cell)
            if why:
                row.refused.append(refusal(self._work.table.sheet, row.number, column, cell, why))
            elif found is not None:
                uid = uid or found[0]
                models.append(found[1])
        return uid, "; ".join(dict.fromkeys(model for model in models if model))

    def _munition_reader(self, column: Column) -> Callable[[Raw], Munition | None]:
        meaning = self._work.meanings(column)

        def read(cell: Raw) -> Munition | None:
            meant = meaning(cell)
            written = text(cell).strip()
            if meant is None or says_nothing(text(meant)):
                return None
            uid = self._work.names.uid("term", "munition", text(meant))
            named = uid is not None and fold(self._work.context.name(uid)) == fold(written)
            return uid, "" if named else written

        return read

    def _prepared(self, column: Column, use: FigureUse) -> _Counted:
        work = self._work
        meaning = work.meanings(column)

        def one(cell: Raw) -> tuple[_Share, ...] | None:
            meant = meaning(cell)
            return None if meant is None else (_Share("", read_count(meant)),)

        def several(cell: Raw) -> tuple[_Share, ...] | None:
            meant = meaning(cell)
            if meant is None:
                return None
            return tuple(self._share(key, item) for key, item in pairs(text(meant)))

        return _Counted(
            column,
            use,
            work.term("measure", use.measure),
            work.term("munition", use.munition) if use.munition else None,
            self._fixed(use.place) if use.place else (),
            Remembered(attempt(several if use.split else one)),
        )

    def _fixed(self, name: str) -> tuple[Placed, ...]:
        """Return the places that a profile names; raises ProfileUnfit where there are none."""
        found = self._work.placer.one(name)
        if not found.places:
            why = found.refused[0][1] if found.refused else _("“{name}” names no place.")
            raise ProfileUnfit(why.format(name=name))
        return found.places

    def _share(self, key: str, item: Item) -> _Share:
        """Return whose share an entry is: a munition's, a place's, or what only the note tells."""
        count = NOT_STATED if item is None else read_count(item)
        find = self._work.context.find
        known = find("term", "munition", key)
        code = munition_of(key, lambda code: len(find("term", "munition", code)) == 1)
        if len(known) == 1 or code:
            return _Share(key, count, known[0] if len(known) == 1 else self._code(code))
        found = self._work.placer.one(key)
        if found.refused:
            raise Invalid(found.refused[0][1])
        return _Share(key, count, None, found.places)

    def _code(self, code: str) -> str:
        return self._work.context.find("term", "munition", code)[0]

    def _unbroken(self, lines: list[Line], broken: list[_Counted], row: RowRead) -> list[Line]:
        """Refuse what would be added up with a refused cell: the sum would be too small."""
        for one in broken:
            for other in self._alike.get(_sort(one.use), ()):
                if other is one or not any(line.column is other.column for line in lines):
                    continue
                why = _("It is added up with {name}, which is refused in this row.").format(
                    name=one.column.name
                )
                cell = row.cells[other.column.index]
                row.refused.append(
                    refusal(self._work.table.sheet, row.number, other.column, cell, why)
                )
                lines = [line for line in lines if line.column is not other.column]
        return lines

    def _paired(self, lines: list[Line], row: RowRead) -> list[Line]:
        """Return the lines with each lowest and highest made one."""
        ends = [line for line in lines if line.use.bound != "exact"]
        if not ends:
            return lines
        whole = [line for line in lines if line.use.bound == "exact"]
        pairs_of: dict[FigureUse, dict[str, Line]] = {}
        for line in ends:
            pairs_of.setdefault(replace(_sort(line.use), bound="exact"), {})[line.use.bound] = line
        for both in pairs_of.values():
            low, high = both.get("low"), both.get("high")
            line = next(iter(both.values()))
            try:
                count = between(low.count if low else None, high.count if high else None)
            except Invalid as error:
                cell = row.cells[line.column.index]
                row.refused.append(
                    refusal(self._work.table.sheet, row.number, line.column, cell, str(error))
                )
                continue
            whole.append(replace(line, count=count))
        return whole


def _sort(use: FigureUse) -> FigureUse:
    """Return what tells apart the columns that are not added up."""
    return replace(use, note="")
