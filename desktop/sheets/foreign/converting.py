"""Turns the rows of somebody's table into records, a row or a group of rows at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from desktop.records.context import Context
from desktop.records.delta import Delta
from desktop.records.errors import Invalid
from desktop.records.fold import fold
from desktop.records.kinds import Values
from desktop.records.kinds_links import Placed
from desktop.records.models import content
from desktop.records.when import When
from desktop.records.words import _
from desktop.sheets.foreign.assembling import assemble
from desktop.sheets.foreign.cells import text
from desktop.sheets.foreign.converted import Converted
from desktop.sheets.foreign.profile import Profile
from desktop.sheets.foreign.rowfields import RowFields
from desktop.sheets.foreign.rowfigures import RowFigures
from desktop.sheets.foreign.rowplaces import RowPlaces
from desktop.sheets.foreign.rowreading import RowRead, refusal
from desktop.sheets.foreign.rowsources import RowSources
from desktop.sheets.foreign.rowtimes import RowTimes
from desktop.sheets.foreign.table import Table
from desktop.sheets.foreign.targets import FIGURE, TIMES
from desktop.sheets.foreign.whens import joined
from desktop.sheets.foreign.work import Work
from desktop.sheets.raw import Fault, Raw


def convert(
    table: Table,
    rows: Iterable[Sequence[Raw]],
    profile: Profile,
    context: Context,
    new_uid: Callable[[], str],
) -> Iterator[Converted]:
    """Yield what the rows of a table become; `rows` are the sheet's from `bounds.first` on.

    Each row that is not blank stands in exactly one of what is yielded.  A cell that can't be
    understood is refused by itself; a row without its time, or with a cell that the spreadsheet
    itself calls an error where a time or a number belongs, is refused as a whole.

    Raises ProfileUnfit if the profile names terms or columns that are not there.
    """
    reader = _Reader(Work(table, profile, context.remembering(), new_uid))
    return reader.convert(table.numbered(rows))


# Rows of a group that are held at once; what goes beyond joins the same incident.
_LARGEST = 10_000
# Of these a group's incident takes what every row says.
_JOINED = {"summary", "tags"}


class _Reader:
    def __init__(self, work: Work) -> None:
        self._work = work
        self._width = max((column.index for column in work.table.columns), default=0) + 1
        self._times = RowTimes(work)
        self._where = RowPlaces(work, "where")
        self._from = RowPlaces(work, "from")
        self._fields = RowFields(work)
        self._sources = RowSources(work)
        self._figures = RowFigures(work)
        self._used = list(work.used())
        self._group = [work.column(name) for name in work.profile.group]
        self._joined: dict[tuple[str, ...], str] = {}

    def convert(self, rows: Iterable[tuple[int, Sequence[Raw]]]) -> Iterator[Converted]:
        if not self._group:
            for number, cells in rows:
                yield self._one(self._read(number, cells))
            return
        for key, group in groupby((self._read(*row) for row in rows), self._key):
            standing: list[RowRead] = []
            for row in group:
                if row.lost or not any(key):
                    yield self._one(row)
                else:
                    standing.append(row)
                if len(standing) == _LARGEST:
                    yield self._of_group(key, standing)
                    standing = []
            if standing:
                yield self._of_group(key, standing)

    def _one(self, row: RowRead) -> Converted:
        return self._refused(row) if row.lost else self._made([row], "")

    def _of_group(self, key: tuple[str, ...], group: list[RowRead]) -> Converted:
        """Return the incident of a group; where it was met before, what joins that one."""
        made = self._made(group, self._joined.get(key, ""))
        self._joined.setdefault(key, made.uid)
        return made

    def _key(self, row: RowRead) -> tuple[str, ...]:
        return tuple(fold(text(row.cells[column.index])) for column in self._group)

    def _read(self, number: int, cells: Sequence[Raw]) -> RowRead:
        missing = self._width - len(cells)
        if missing > 0:
            cells = [*cells, *[None] * missing]
        row = RowRead(number, cells)
        if Fault in map(type, cells):
            cells = self._without_faults(row)
        if row.lost or not self._times.read(cells, row):
            row.lost = True
            return row
        row.where = self._where.read(cells, row)
        placed = {"where": row.where, "from": self._from.read(cells, row)}
        self._fields.read(cells, row)
        self._sources.read(cells, row)
        self._figures.read(cells, row, placed)
        if not (row.when or row.where or row.incident or row.lines or row.sources or row.notes):
            row.lost = True
            if not row.refused:
                why = _("Nothing in this row stands in a column that is taken.")
                column = self._work.table.columns[0]
                cell = cells[column.index]
                row.refused.append(refusal(self._work.table.sheet, number, column, cell, why))
        return row

    def _without_faults(self, row: RowRead) -> Sequence[Raw]:
        """Refuse the cells that are errors of the spreadsheet, and return the others.

        Without a time, or one of its numbers, the row is lost.
        """
        cells = list(row.cells)
        for column, use in self._used:
            cell = cells[column.index]
            if isinstance(cell, Fault):
                cells[column.index] = None
                row.lost = row.lost or use.to in TIMES or use.to == FIGURE
                why = _("The cell holds {text}: {why}.").format(text=cell.text, why=cell.why)
                row.refused.append(refusal(self._work.table.sheet, row.number, column, cell, why))
        return cells

    def _refused(self, row: RowRead) -> Converted:
        new, unknown = self._work.met.drained()
        return Converted(
            {row.number: row.cells}, others=new, unknown=unknown, refused=tuple(row.refused)
        )

    def _made(self, rows: list[RowRead], joins: str) -> Converted:
        """Return the incident of some rows, or what joins one that was made before."""
        work = self._work
        values = self._incident(rows)
        incident = None if joins else work.made("incident", values)
        uid = incident.uid if incident else joins
        reports: list[Delta] = []
        figures: list[Delta] = []
        for same in _by_report(rows):
            first = same[0]
            lines = [line for row in same for line in row.lines]
            notes = [note for row in same for note in row.notes]
            notes += [note for row in same for note in self._beside(row, values)]
            if not (lines or notes or first.sources or first.report.keys() - {"when"} or joins):
                continue
            made = first.report | {"incident": uid, "position": len(reports)}
            if first.sources:
                made |= {"source": first.sources[0], "carriers": first.sources[1:]}
            report = work.made("report", made)
            found = assemble(lines, report.uid, work.made)
            assert report.after is not None  # noqa: S101 - it was just made
            report.after["note"] = "\n".join(dict.fromkeys([*notes, *found.notes]))
            reports.append(report)
            figures += found.figures
        new, unknown = work.met.drained()
        return Converted(
            rows={row.number: row.cells for row in rows},
            incident=incident,
            joins=joins,
            reports=tuple(reports),
            figures=tuple(figures),
            others=new,
            unknown=unknown,
            refused=tuple(cell for row in rows for cell in row.refused),
        )

    def _beside(self, row: RowRead, values: Values) -> Iterator[str]:
        """Yield for the note what a row says otherwise than the incident of its group does."""
        for name, value in row.incident.items():
            taken = values[name]
            if taken is not value and taken != value and name not in _JOINED:
                kind = content("incident")[name]
                yield f"{kind.label}: {kind.show(value, self._work.context)}"

    def _incident(self, rows: list[RowRead]) -> Values:
        """Return the incident's values: of several rows the widest time, all places, all texts."""
        if len(rows) == 1:
            return rows[0].incident | {"when": rows[0].when, "where": rows[0].where}
        said: dict[str, dict[Any, None]] = {}
        for row in rows:
            for name, value in row.incident.items():
                said.setdefault(name, {})[value] = None
        values = {name: _together(name, list(given)) for name, given in said.items()}
        places: dict[str, Placed] = {one.uid: one for row in rows for one in row.where}
        whens = [row.when for row in rows if row.when is not None]
        return values | {"when": _widest(whens), "where": tuple(places.values())}


def _together(name: str, given: list[Any]) -> Any:
    """Return a field of a group: all summaries and tags, of anything else the first."""
    if name == "summary":
        return "\n".join(given)
    if name == "tags":
        return tuple(dict.fromkeys(uid for uids in given for uid in uids))
    return given[0]


def _widest(whens: list[When]) -> When | None:
    """Return the time from the first start to the last end."""
    if not whens:
        return None
    first = min(whens, key=lambda when: when.start)
    last = max(whens, key=lambda when: when.end)
    if first == last:
        return first
    try:
        return joined(first, last)
    except Invalid:
        return first


def _by_report(rows: list[RowRead]) -> list[list[RowRead]]:
    """Return the rows by what they report of: one speaker, window and source are one report."""
    found: dict[Any, list[RowRead]] = {}
    for row in rows:
        found.setdefault((tuple(row.report.items()), row.sources), []).append(row)
    return list(found.values())
