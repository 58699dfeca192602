"""A first look into somebody's table: what its first rows become, what its cells look like."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from desktop.desk.tabling import Chosen, TablePlan
from desktop.records.context import Context
from desktop.records.fold import fold
from desktop.records.merging import Refusal
from desktop.sheets.foreign.cells import text
from desktop.sheets.foreign.converted import Converted, Unknown
from desktop.sheets.foreign.finding import table_at
from desktop.sheets.foreign.guessing import guess
from desktop.sheets.foreign.profile import Profile
from desktop.sheets.foreign.table import Bounds, Table

# So many rows show what a table becomes; so many of them are kept to be shown.
ROWS = 500
SHOWN = 100
SAMPLES = 4
# More distinct values of a column than these nobody says a meaning of.
MOST_VALUES = 1000


@dataclass(slots=True)
class Unread:
    """A value that a column does not read: why, how often, and the first of its rows."""

    value: str
    why: str
    row: int
    times: int = 1


@dataclass(slots=True)
class Scan:
    """What was seen of a table: `whole` says whether of all its rows.

    `samples` holds some of the texts of each column, `unread` the values that it does not read, by
    its letters; `unread_cells` how many cells that are; `refused` the refused cells by their row;
    `first` what the first rows become.
    """

    rows: int = 0
    whole: bool = False
    first: list[Converted] = field(default_factory=list)
    samples: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unread: dict[str, dict[str, Unread]] = field(default_factory=dict)
    unread_cells: dict[str, int] = field(default_factory=dict)
    refused: dict[int, list[Refusal]] = field(default_factory=dict)
    unknown: dict[tuple[str, str], Unknown] = field(default_factory=dict)

    def refuse(self, refused: Iterable[Refusal]) -> None:
        """Count refused cells by their column and value."""
        for one in refused:
            self.refused.setdefault(one.row, []).append(one)
            self.unread_cells[one.column] = self.unread_cells.get(one.column, 0) + 1
            values = self.unread.setdefault(one.column, {})
            if one.value in values:
                values[one.value].times += 1
            elif len(values) < MOST_VALUES:
                values[one.value] = Unread(one.value, one.why, one.row)

    def meet(self, unknown: Iterable[Unknown]) -> None:
        """Keep each unknown name once."""
        for one in unknown:
            self.unknown.setdefault((one.target, fold(one.name)), one)


def scan(
    chosen: Chosen, context: Context, told: Callable[[int, int], None], most: int = ROWS
) -> Scan:
    """Return what the first rows of a table become; `told` may raise to stop.

    Raises ProfileUnfit.
    """
    found = Scan(samples=samples(chosen))
    for one in chosen.converted(context):
        if found.rows >= most:
            break
        found.rows += len(one.rows)
        found.refuse(one.refused)
        found.meet(one.unknown)
        if len(found.first) < SHOWN:
            found.first.append(one)
        told(found.rows, min(most, chosen.height))
    else:
        found.whole = True
    return found


def of_plan(before: Scan, plan: TablePlan) -> Scan:
    """Return what was seen when the whole table was planned."""
    found = Scan(plan.rows + plan.refused_rows, True, before.first, before.samples)
    found.refuse(plan.refused)
    found.meet(plan.unknown)
    return found


def samples(chosen: Chosen) -> dict[str, list[str]]:
    """Return the first distinct texts of each column, by its letters."""
    table = chosen.table
    found: dict[str, dict[str, None]] = {one.letter: {} for one in table.columns}
    for _number, cells in islice(table.numbered(chosen.sheet.rows(table.bounds.first)), ROWS):
        for column in table.columns:
            seen = found[column.letter]
            if len(seen) < SAMPLES and column.index < len(cells):
                said = " ".join(text(cells[column.index]).split())[:80]
                if said:
                    seen[said] = None
    return {letter: list(seen) for letter, seen in found.items()}


def moved(chosen: Chosen, bounds: Bounds, context: Context) -> Chosen:
    """Return the table where a person says that it stands; what they said of its columns stays.

    Columns that were not there before are guessed.
    """
    table = table_at(chosen.sheet, bounds)
    before = {one.name for one in chosen.table.columns}
    profile = chosen.profile
    if not {one.name for one in table.columns} <= before:
        guessed = guess(table, chosen.sheet, context)
        kept = {name: use for name, use in profile.columns.items() if name in before}
        profile = replace(
            profile,
            columns={**guessed.columns, **kept},
            values={**guessed.values, **profile.values},
        )
    to_end = profile.to_end and bounds.last == chosen.table.bounds.last
    placed = replace(profile, bounds=bounds, to_end=to_end, group=_there(profile, table))
    return Chosen(chosen.sheet, table, placed)


def _there(profile: Profile, table: Table) -> tuple[str, ...]:
    """Return the grouping columns that a table has."""
    names = {fold(one.name) for one in table.columns}
    return tuple(name for name in profile.group if fold(name) in names)


def row_of(chosen: Chosen, row: int, context: Context) -> Converted | None:
    """Return what one row becomes alone, by its number in the sheet; None where it is blank."""
    bounds = replace(chosen.table.bounds, first=row - 1, last=row - 1)
    one = Chosen(chosen.sheet, replace(chosen.table, bounds=bounds), chosen.profile)
    return next(one.converted(context), None)
