"""Recognises a workbook of ours by its hidden sheet, and finds each table's columns in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import islice
from typing import Protocol

from desktop.sheets.batch import ABOUT
from desktop.sheets.columns import RECORD_OF, Table, table
from desktop.sheets.mark import canonical
from desktop.sheets.packed import unpacked
from desktop.sheets.raw import Raw

# The heading is looked for so far down, since people put titles above it.
_HEADING_WITHIN = 30


class Sheet(Protocol):
    """One sheet's raw cells; row 0 is the sheet's row 1, and index 0 of a row its column A."""

    @property
    def title(self) -> str:
        """The sheet's name."""

    def rows(self, first: int = 0) -> Iterator[list[Raw]]:
        """Yield the rows from `first` on; one without cells may be empty."""


@dataclass(frozen=True, slots=True)
class About:
    """What the hidden sheet says: which desk, in what state, and what each sheet was given.

    `columns` and `headings` are by sheet; `incidents` holds the short hash of each incident's uid.
    """

    desk: str
    receipt: str
    journal_count: int
    journal_head: str
    filter: str
    layout: str
    made_at: str
    columns: Mapping[str, tuple[str, ...]]
    headings: Mapping[str, tuple[str, ...]]
    incidents: frozenset[bytes]


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet that holds a table: where each column stands now, and the first row of data.

    `places` gives the indexes of a column's cells, several where its texts go on in further
    columns; a column that is gone is not in it.  `keys` are the columns as they were exported.
    """

    sheet: Sheet
    table: Table
    keys: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    first: int


@dataclass(frozen=True, slots=True)
class Ours:
    """A workbook of ours."""

    about: About
    parts: tuple[Part, ...] = field(default=())


def recognise(sheets: Sequence[Sheet]) -> Ours | None:
    """Return what is ours of a workbook, or None where it is somebody else's."""
    hidden = next((one for one in sheets if one.title == ABOUT), None)
    about = None if hidden is None else _about(hidden)
    if about is None:
        return None
    parts = (_part(one, about) for one in sheets if one is not hidden)
    return Ours(about, tuple(one for one in parts if one is not None))


def _about(sheet: Sheet) -> About | None:
    told: dict[str, list[str]] = {}
    for row in sheet.rows():
        if len(row) >= 2 and row[0] is not None:
            told.setdefault(canonical(row[0]), []).append(canonical(row[1]))
    one = {name: values[0] for name, values in told.items()}
    count = one.get("journal count", "")
    if not one.get("desk") or not count.isdecimal():
        return None
    return About(
        one["desk"],
        one.get("receipt", ""),
        int(count),
        one.get("journal head", ""),
        one.get("filter", ""),
        one.get("layout", ""),
        one.get("made at", ""),
        {
            name.removeprefix("columns "): tuple(value.split())
            for name, value in one.items()
            if name.startswith("columns ")
        },
        {
            name.removeprefix("headings "): tuple(value.split("\n"))
            for name, value in one.items()
            if name.startswith("headings ")
        },
        unpacked(told.get("incidents", ())),
    )


def _part(sheet: Sheet, about: About) -> Part | None:
    """Return a sheet's table: the one that its name says, else the one whose headings it has."""
    top = list(islice(sheet.rows(), _HEADING_WITHIN))
    for title in sorted(about.columns, key=lambda title: title != sheet.title):
        code = _code(about.columns[title])
        headings = about.headings.get(title, ())
        if code is None:
            continue
        keys = _keys(about.columns[title], headings)
        at, found = _heading(top, headings)
        # A sheet of one's own may share a word or two with ours.
        if len(found) * 2 > len(headings):
            places = _places(keys, headings, [canonical(cell) for cell in top[at]])
            return Part(sheet, table(code), about.columns[title], places, at + 1)
    return None


def _code(keys: Sequence[str]) -> str | None:
    """Return the code of the table with these columns: the one whose own mark is the last."""
    record = keys[-1].partition(".")[0] if keys else ""
    return next((code for code, one in RECORD_OF.items() if one == record), None)


def _keys(keys: Sequence[str], headings: Sequence[str]) -> list[str]:
    """Return the key of each heading, those of further columns ("Text (2)") included."""
    by_heading = dict(zip(headings, keys, strict=False))
    further = [by_heading.get(heading.rpartition(" (")[0], "") for heading in headings[len(keys) :]]
    return [*keys, *further][: len(headings)]


def _heading(top: Sequence[Sequence[Raw]], headings: Sequence[str]) -> tuple[int, set[str]]:
    """Return the row that has the most of the headings, and those that it has."""
    wanted = set(headings)
    best: tuple[int, set[str]] = (0, set())
    for at, row in enumerate(top):
        found = wanted & {canonical(cell) for cell in row}
        if len(found) > len(best[1]):
            best = (at, found)
    return best


def _places(
    keys: Sequence[str], headings: Sequence[str], row: Sequence[str]
) -> dict[str, tuple[int, ...]]:
    """Return where each column stands: by its heading, or between its neighbours if renamed."""
    where: dict[int, int] = {}
    first = {heading: at for at, heading in reversed(list(enumerate(row)))}
    for number, heading in enumerate(headings):
        if heading in first:
            where[number] = first[heading]
    for number, at in _renamed(headings, row):
        where.setdefault(number, at)
    found: dict[str, tuple[int, ...]] = {}
    for number, key in enumerate(keys):
        if number in where and key:
            found[key] = (*found.get(key, ()), where[number])
    return found


def _renamed(headings: Sequence[str], row: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield columns that got another heading: as many unknown as missing, at the same place."""
    known = set(headings)
    for tag, start, end, first, last in SequenceMatcher(
        None, headings, row, autojunk=False
    ).get_opcodes():
        strange = all(text not in known for text in row[first:last])
        if tag == "replace" and end - start == last - first and strange:
            yield from zip(range(start, end), range(first, last), strict=True)
