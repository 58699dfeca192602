"""The places of a row: where it was, and where it was launched from."""

from collections.abc import Mapping, Sequence

from desktop.records.kinds_links import Placed
from desktop.sheets.foreign.placing import Resolved
from desktop.sheets.foreign.rowreading import Remembered, RowRead, picker, refusal
from desktop.sheets.foreign.table import Column
from desktop.sheets.foreign.work import Work
from desktop.sheets.raw import Raw


class RowPlaces:
    """Reads one set of columns of places; several columns of one level are read one by one.

    The first column of a level stands with the wider ones and the position; what another one of
    the same level names lies in the same wider places.
    """

    def __init__(self, work: Work, of: str) -> None:
        self._work = work
        groups: list[dict[str, Column]] = [{}]
        for column, use in work.used():
            name, _dot, level = use.to.partition(".")
            if name == of:
                if level in groups[0]:
                    groups.append({level: column})
                else:
                    groups[0][level] = column
        wider = {level: column for level, column in groups[0].items() if level == "country"}
        self._readers = [
            _Group(work, group if number == 0 else wider | group)
            for number, group in enumerate(groups)
            if group
        ]

    def read(self, cells: Sequence[Raw], row: RowRead) -> tuple[Placed, ...]:
        """Return the places; what names none goes to the notes, what can't be read is refused."""
        found: dict[str, Placed] = {}
        for reader in self._readers:
            for one in reader.read(cells, row):
                found.setdefault(one.uid, one)
        return tuple(found.values())


class _Group:
    """Columns that are resolved together, at most one of each level."""

    def __init__(self, work: Work, columns: Mapping[str, Column]) -> None:
        self._placer = work.placer
        self._sheet = work.table.sheet
        self._columns = columns
        self._levels = tuple(columns)
        self._meanings = [work.meanings(column) for column in columns.values()]
        self._pick = picker(list(columns.values()))
        self._read = Remembered(self._resolved)

    def read(self, cells: Sequence[Raw], row: RowRead) -> tuple[Placed, ...]:
        """Return the places that the cells name."""
        found = self._read(self._pick(cells))
        for level, written in found.noted:
            row.notes.append(f"{self._columns[level].name}: {written}")
        for level, why in found.refused:
            column = self._columns[level]
            row.refused.append(refusal(self._sheet, row.number, column, cells[column.index], why))
        return found.places

    def _resolved(self, cells: tuple[Raw, ...]) -> Resolved:
        meant = [meaning(cell) for meaning, cell in zip(self._meanings, cells, strict=True)]
        return self._placer.resolve(dict(zip(self._levels, meant, strict=True)))
