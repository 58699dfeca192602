"""Reads the cells of one row by a profile; what stood in a column before is not read again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Generic, TypeVar

from desktop.records.count import Count
from desktop.records.errors import Invalid
from desktop.records.fold import fold
from desktop.records.kinds import Values
from desktop.records.kinds_links import Placed
from desktop.records.merging import Refusal
from desktop.records.when import When
from desktop.records.words import _
from desktop.sheets.foreign.cells import is_blank, text
from desktop.sheets.foreign.profile import FigureUse
from desktop.sheets.foreign.table import Column
from desktop.sheets.raw import Raw

T = TypeVar("T")
# Distinct values of a column that are remembered before it is begun anew.
_REMEMBERED = 50_000


@dataclass(slots=True)
class Line:
    """One number of a row on its way to a figure.

    `use` says what it counts, `key` sets parts of one cell apart, `label` tells what it was where
    several are added up, `note` is kept with it anyway.
    """

    row: int
    column: Column
    use: FigureUse
    measure: str
    munition: str | None
    count: Count
    places: tuple[Placed, ...] = ()
    key: str = ""
    label: str = ""
    note: str = ""


@dataclass(slots=True)
class RowRead:
    """What was read in one row; a row that is `lost` becomes nothing."""

    number: int
    cells: Sequence[Raw]
    when: When | None = None
    where: tuple[Placed, ...] = ()
    incident: Values = field(default_factory=dict)
    report: Values = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    lost: bool = False


class Meanings:
    """What the texts of one column mean by the profile."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._exact = dict(values)
        self._folded = {fold(written): meaning for written, meaning in values.items()}

    def __call__(self, cell: Raw) -> Raw:
        """Return the cell, or what its text stands for; None where that is nothing."""
        if cell is None:
            return None
        if self._exact:
            written = text(cell)
            meaning = self._exact.get(written)
            if meaning is None:
                meaning = self._folded.get(fold(written))
            if meaning is not None:
                return meaning or None
        return None if is_blank(cell) else cell


class Remembered(Generic[T]):
    """Reads cells and remembers what each distinct content was read as."""

    def __init__(self, read: Callable[[Any], T]) -> None:
        self._read = read
        self._known: dict[Any, T] = {}

    def __call__(self, content: Any) -> T:
        """Return what the content is read as."""
        try:
            # One and True are the same key, but not the same cell.
            if content is not True and content is not False:
                return self._known[content]
        except KeyError:
            pass
        else:
            return self._read(content)
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        found = self._known[content] = self._read(content)
        return found


def picker(columns: Sequence[Column]) -> Callable[[Sequence[Raw]], tuple[Raw, ...]]:
    """Return what takes the cells of some columns out of a row that is wide enough."""
    if not columns:
        return lambda _cells: ()
    if len(columns) == 1:
        only = columns[0].index
        return lambda cells: (cells[only],)
    return itemgetter(*(column.index for column in columns))


def refusal(sheet: str, number: int, column: Column, cell: Raw, why: str) -> Refusal:
    """Return the refusal of one cell."""
    return Refusal(sheet, number, column.letter, text(cell), why, column.heading)


def attempt(read: Callable[[Raw], T]) -> Callable[[Raw], "tuple[T | None, str]"]:
    """Return a reader that returns the value and no reason, or None and the reason."""

    def tried(cell: Raw) -> tuple[T | None, str]:
        if cell is None:
            return None, ""
        try:
            return read(cell), ""
        except Invalid as error:
            return None, str(error) or _("This can't be understood; correct it.")

    return tried
