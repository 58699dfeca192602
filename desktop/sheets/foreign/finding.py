"""Finds the table in somebody's sheet: under titles and pictures, above notes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from math import log
from statistics import median
from typing import Protocol

from desktop.records.fold import fold
from desktop.sheets.celltext import letters
from desktop.sheets.foreign.cells import text
from desktop.sheets.foreign.headings import is_known
from desktop.sheets.foreign.profile import Profile
from desktop.sheets.foreign.shapes import shape
from desktop.sheets.foreign.table import Bounds, Column, Table
from desktop.sheets.raw import Raw

# How far down the headings are looked for, and how long a heading may be.
_HEAD = 300
_LONGEST_HEADING = 200
_TAG = re.compile(r"#\s*[A-Za-z]\S*.*")
_TOTALS = {
    "total", "totals", "grand total", "sum", "итого", "всего", "итог", "усього", "разом", "всього",
}  # fmt: skip
_WIDE = 0.6
_NARROW = 0.25


class Sheet(Protocol):
    """A sheet as the raw reader gives it."""

    @property
    def title(self) -> str:
        """What stands on its tab."""

    @property
    def hidden(self) -> str:
        """One of visible, hidden and veryHidden."""

    def rows(self, first: int = 0) -> Iterator[Sequence[Raw]]:
        """Yield its rows from the one counted `first`, from 0."""


def best_sheet(sheets: Iterable[Sheet]) -> tuple[Sheet, Table] | None:
    """Return the sheet that looks most like data, and the table in it; None where none does."""
    found = [(sheet, table) for sheet in sheets if (table := find_table(sheet)) is not None]
    return max(found, key=lambda pair: _score(*pair), default=None)


def _score(sheet: Sheet, table: Table) -> float:
    """Return how much a sheet looks like somebody's data: long, wide, with headings we know."""
    rows = table.bounds.last - table.bounds.first + 1
    known = sum(is_known(column.heading) for column in table.columns)
    seen = 1.0 if sheet.hidden == "visible" else 0.1
    return seen * (1 + known) * log(1 + rows) * min(len(table.columns), 6)


def find_table(sheet: Sheet) -> Table | None:
    """Return the table of a sheet, None where it is empty.

    Its headings are the first row that is as wide as most rows below it and all text.  Title rows
    above it, notes and totals below it, and columns beside it that hold nothing are left outside.
    """
    start, rows = _from_first_filled(sheet.rows())
    head = [tuple(row) for row in islice(rows, _HEAD)]
    if not head:
        return None
    filled = [_filled(row) for row in head]
    typical = _typical(filled)
    header, headers = _headings(head, filled, typical)
    first = _first_wide(filled, typical) if header is None else header + headers
    extent = _Extent(typical)
    for number, row in enumerate(chain(head[first:], rows), first):
        extent.add(number, row)
    shown = [] if header is None else head[header : header + headers]
    left, right = extent.columns(shown)
    bounds = Bounds(
        header=None if header is None else header + start,
        headers=headers,
        first=first + start,
        last=max(extent.last(), first - 1) + start,
        left=left,
        right=right,
    )
    return Table(sheet.title, bounds, tuple(_columns(shown, left, right)))


def table_at(sheet: Sheet, bounds: Bounds) -> Table:
    """Return the table that a person says stands there."""
    shown: list[Sequence[Raw]] = []
    if bounds.header is not None and bounds.headers:
        shown = list(islice(sheet.rows(bounds.header), bounds.headers))
    return Table(sheet.title, bounds, tuple(_columns(shown, bounds.left, bounds.right)))


def table_by(profile: Profile, sheets: Sequence[Sheet]) -> tuple[Sheet, Table] | None:
    """Return the sheet and the table that a profile speaks of, None where nothing looks like one.

    The sheet is the one of its name, else the one that looks most like data.  Where the profile
    says how the table stands, its rows still go on to the end of the data: a later file is longer.
    """
    named = [sheet for sheet in sheets if sheet.title == profile.sheet]
    chosen = best_sheet(named) or best_sheet(sheets)
    if chosen is None or profile.bounds is None:
        return chosen
    sheet, bounds = chosen[0], profile.bounds
    if not profile.to_end:
        return sheet, table_at(sheet, bounds)
    head = [tuple(row) for row in islice(sheet.rows(bounds.first), _HEAD)]
    extent = _Extent(_typical([_filled(row) for row in head]))
    for number, row in enumerate(sheet.rows(bounds.first), bounds.first):
        extent.add(number, row)
    last = max(extent.last(), bounds.first - 1)
    return sheet, table_at(sheet, replace(bounds, last=last))


def missing(profile: Profile, table: Table) -> tuple[str, ...]:
    """Return the columns that a profile takes and the table does not have."""
    there = {fold(column.name) for column in table.columns}
    taken = [name for name, use in profile.columns.items() if use.to]
    return tuple(name for name in (*taken, *profile.group) if fold(name) not in there)


def _filled(row: Sequence[Raw]) -> int:
    return len(row) - row.count(None)


def _from_first_filled(rows: Iterator[Sequence[Raw]]) -> tuple[int, Iterator[Sequence[Raw]]]:
    """Return how many empty rows come first, and the rows after them."""
    for number, row in enumerate(rows):
        if _filled(row):
            return number, chain([row], rows)
    return 0, iter(())


def _typical(filled: Sequence[int]) -> float:
    """Return how many cells the rows of the table usually fill."""
    several = [count for count in filled if count > 1]
    return median(several) if several else 1.0


def _first_wide(filled: Sequence[int], typical: float) -> int:
    return next(
        (number for number, count in enumerate(filled) if count >= max(1, _WIDE * typical)), 0
    )


def _headings(
    head: Sequence[Sequence[Raw]], filled: Sequence[int], typical: float
) -> tuple[int | None, int]:
    """Return the first row of headings and how many there are; None and 0 where there are none."""
    found = _first_wide(filled, typical)
    below = head[found + 1 : found + 51]
    if not _is_heading(head[found], below):
        return None, 0
    if found and _is_tier(head[found - 1], head[found]):
        return found - 1, 2 + _is_second(head[found], below)
    return found, 1 + _is_second(head[found], below)


def _is_heading(row: Sequence[Raw], below: Sequence[Sequence[Raw]]) -> bool:
    """Tell whether a row reads like headings, not like the first row of data."""
    cells = [cell for cell in row if cell is not None]
    texts = [cell for cell in cells if isinstance(cell, str) and shape(cell) in {"text", "long"}]
    if len(texts) < 0.8 * len(cells) or any(len(cell) > _LONGEST_HEADING for cell in texts):
        return False
    if not below or sum(is_known(cell) for cell in texts) >= max(1, 0.3 * len(texts)):
        return True
    for index, cell in enumerate(row):
        column = [other[index] for other in below if index < len(other)]
        if cell is not None and cell in column:
            return False
    return True


def _is_tier(above: Sequence[Raw], row: Sequence[Raw]) -> bool:
    """Tell whether a row holds the merged headings over those of `row`."""
    cells = [cell for cell in above if cell is not None]
    return 2 <= len(cells) < _filled(row) and all(shape(cell) == "text" for cell in cells)


def _is_second(row: Sequence[Raw], below: Sequence[Sequence[Raw]]) -> bool:
    """Tell whether the row under the headings is one of tags, of units or of parts of them."""
    if not below:
        return False
    second, rest = below[0], below[1:]
    cells = [cell for cell in second if cell is not None]
    if not cells:
        return False
    if all(isinstance(cell, str) and _TAG.fullmatch(cell.strip()) for cell in cells):
        return True
    if not rest or any(shape(cell) not in {"text", "long"} for cell in cells):
        return False
    gaps = [index for index, cell in enumerate(row) if cell is None]
    fills = any(index < len(second) and second[index] is not None for index in gaps)
    typed = [index for index in range(len(second)) if _is_typed(rest, index)]
    named = [index for index in typed if second[index] is not None]
    return len(named) >= (1 if fills else 2) and len(named) >= 0.5 * len(typed)


def _is_typed(rows: Sequence[Sequence[Raw]], index: int) -> bool:
    """Tell whether most of what stands in a column is a number or a date."""
    found = Counter(shape(row[index]) for row in rows if index < len(row))
    del found[""]
    return found["number"] + found["date"] + found["time"] > 0.5 * (found.total() or 1)


class _Extent:
    """Where the rows of data end, and which columns they fill."""

    def __init__(self, typical: float) -> None:
        self._narrow = _NARROW * typical if typical >= 4 else (1 if typical >= 2 else 0)
        self._end = -1
        # Whether something stood below the last wide row that is no data: blank, a note, a total.
        self._ended = False
        self._right = -1
        self._left: int | None = None

    def add(self, number: int, row: Sequence[Raw]) -> None:
        """Take one more row, blank ones too."""
        if _filled(row) > self._narrow and not _is_total(row):
            self._ended = False
            self._end = number
            self._widen(row)
        elif not self._ended:
            self._ended = not _filled(row) or _is_note(row)
            if not self._ended:
                self._end = number

    def _widen(self, row: Sequence[Raw]) -> None:
        if any(cell is not None for cell in row[self._right + 1 :]):
            self._right = max(n for n, cell in enumerate(row) if cell is not None)
        if self._left != 0:
            first = next(n for n, cell in enumerate(row) if cell is not None)
            self._left = first if self._left is None else min(self._left, first)

    def last(self) -> int:
        """Return the last row of data: what follows is blank, notes or totals."""
        return self._end

    def columns(self, headings: Sequence[Sequence[Raw]]) -> tuple[int, int]:
        """Return the first and last column that a heading or a row of data fills."""
        shown = [n for row in headings for n, cell in enumerate(row) if cell is not None]
        left = [self._left] if self._left is not None else []
        return min([*left, *shown], default=0), max([self._right, *shown], default=0)


def _is_total(row: Sequence[Raw]) -> bool:
    first = next((cell for cell in row if cell is not None), None)
    return isinstance(first, str) and fold(first).rstrip(":") in _TOTALS


def _is_note(row: Sequence[Raw]) -> bool:
    """Tell whether a narrow row below the data only says something."""
    return _is_total(row) or all(shape(cell) in {"", "text", "long", "url"} for cell in row)


def _columns(shown: Sequence[Sequence[Raw]], left: int, right: int) -> Iterator[Column]:
    """Yield the columns under their headings, with names that are unique."""
    tiers = [_texts(row, right) for row in shown]
    tags = [""] * (right + 1)
    if len(tiers) > 1 and all(not cell or _TAG.fullmatch(cell) for cell in tiers[-1]):
        tags = tiers.pop()
    if len(tiers) > 1:
        tiers[:-1] = [_spread(tier, tiers[-1]) for tier in tiers[:-1]]
    taken: set[str] = set()
    for index in range(left, right + 1):
        parts = dict.fromkeys(tier[index] for tier in tiers if tier[index])
        heading = " ".join(parts)
        first = name = heading or f"({letters(index)})"
        times = 1
        while fold(name) in taken:
            times += 1
            name = f"{first} ({times})"
        taken.add(fold(name))
        yield Column(index, letters(index), name, heading, tags[index])


def _texts(row: Sequence[Raw], right: int) -> list[str]:
    cells = [" ".join(text(cell).split()) for cell in row[: right + 1]]
    return cells + [""] * (right + 1 - len(cells))


def _spread(tier: Sequence[str], beneath: Sequence[str]) -> list[str]:
    """Return merged headings in every column that they stand over."""
    spread: list[str] = []
    for cell, under in zip(tier, beneath, strict=True):
        spread.append(cell or (spread[-1] if spread and under else ""))
    return spread
