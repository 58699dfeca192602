"""A desk and a workbook of it that somebody edits; the raw cells as openpyxl sees them."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.desk.exporting import export
from desktop.desk.returning import plan_of
from desktop.records.finder import PlaceFinder
from desktop.records.merging import Plan
from desktop.sheets.raw import Raw
from desktop.sheets.reading.read import read_book
from desktop.sheets.roundtrip.ours import Ours, recognise
from desktop.store import read
from desktop.store.connecting import connect_reader


@dataclass(slots=True)
class RawSheet:
    """A sheet's cells in a list."""

    title: str
    cells: list[list[Raw]] = field(default_factory=list)

    def rows(self, first: int = 0) -> Iterator[list[Raw]]:
        yield from self.cells[first:]


def raw_sheets(path: Path) -> list[RawSheet]:
    """Return the sheets of a workbook as raw cells; empty texts are None."""
    with closing(load_workbook(path)) as book:
        return [
            RawSheet(
                sheet.title,
                [[cell if cell != "" else None for cell in row] for row in sheet.values],
            )
            for sheet in book.worksheets
        ]


def ours(path: Path) -> Ours:
    book = recognise(raw_sheets(path))
    assert book is not None
    return book


def plan_book(desk: Path, path: Path, *, removing: bool = False, by_reader: bool = False) -> Plan:
    """Return what merging a workbook into a desk would do.

    The cells come from openpyxl, or from the program's own reader, which takes a process.
    """
    with closing(connect_reader(desk)) as connection, ExitStack() as stack:
        if by_reader:
            recognised = recognise(stack.enter_context(read_book(path)).sheets)
        else:
            recognised = ours(path)
        assert recognised is not None
        finder = PlaceFinder(read.candidates(connection))
        return plan_of(connection, finder, "Europe/Moscow", recognised, removing=removing)


@dataclass(slots=True)
class Edited:
    """A workbook that is being edited: cells are named by sheet, row and heading."""

    path: Path
    book: Workbook

    @classmethod
    def of(cls, desk: Path, path: Path, layout: str = "full") -> "Edited":
        export(desk, path, layout=layout)
        return cls(path, load_workbook(path))

    def sheet(self, title: str) -> Worksheet:
        found = self.book[title]
        assert isinstance(found, Worksheet)
        return found

    def column(self, title: str, heading: str) -> int:
        return [cell.value for cell in self.sheet(title)[1]].index(heading) + 1

    def put(self, title: str, row: int, heading: str, value: object) -> None:
        self.sheet(title).cell(row, self.column(title, heading)).value = value  # type: ignore[assignment]

    def get(self, title: str, row: int, heading: str) -> object:
        return self.sheet(title).cell(row, self.column(title, heading)).value

    def add(self, title: str, **values: object) -> int:
        """Add a row, headings with underscores for blanks; return its number."""
        row = self.sheet(title).max_row + 1
        for heading, value in values.items():
            self.put(title, row, heading.replace("__", ", ").replace("_", " "), value)
        return row

    def copy(self, title: str, row: int) -> int:
        """Copy a row to the end; return its number."""
        sheet = self.sheet(title)
        to = sheet.max_row + 1
        for at in range(1, sheet.max_column + 1):
            sheet.cell(to, at).value = sheet.cell(row, at).value
        return to

    def row(self, title: str, heading: str, value: object) -> int:
        """Return the first row that has a value under a heading."""
        rows = range(2, self.sheet(title).max_row + 1)
        return next(row for row in rows if self.get(title, row, heading) == value)

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def resaved(path: Path, folder: Path) -> Path:
    """Return a workbook as LibreOffice opens and saves it; skip where there is none."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    out = folder / "resaved"
    subprocess.run(
        [program, f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", "xlsx", "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    return out / path.name
