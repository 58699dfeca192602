"""What is known of a table in somebody's sheet: where its headings stand, where its rows are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.sheets.foreign.cells import is_blank
from desktop.sheets.raw import Raw


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a table stands, all counted from 0, ends included.

    `header` is the first row of headings, None where there are none; `headers` is how many rows
    of headings there are, tags and units included.  `first` to `last` are the rows of data, `left`
    to `right` the columns.
    """

    header: int | None
    headers: int
    first: int
    last: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    `name` is its heading, made unique: of several alike the second is "Killed (2)"; where there is
    no heading it is the column's letter in brackets.  `tag` is what a tag row says of it (HXL).
    """

    index: int
    letter: str
    name: str
    heading: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was found, or as a person says that it stands."""

    sheet: str
    bounds: Bounds
    columns: tuple[Column, ...]

    def numbered(self, rows: Iterable[Sequence[Raw]]) -> Iterator[tuple[int, Sequence[Raw]]]:
        """Yield the table's rows with the sheet's row numbers (from 1), blank ones left out.

        `rows` are the sheet's rows from `bounds.first` on.
        """
        for number, cells in enumerate(rows, self.bounds.first + 1):
            if number > self.bounds.last + 1:
                return
            if any(cell is not None and not is_blank(cell) for cell in cells):
                yield number, cells
