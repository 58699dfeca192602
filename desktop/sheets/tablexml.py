"""One table's rows as XML: portions of stored rows in, finished rows out."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from desktop.records.kinds import Stored
from desktop.sheets.batch import Batch
from desktop.sheets.cellxml import CellXml, Odd
from desktop.sheets.columns import Table, Value
from desktop.sheets.mark import joined, joined_marker
from desktop.sheets.receipt import Receipt
from desktop.sheets.runs import Key, Run, Runs, make
from desktop.sheets.sheetxml import SheetXml

URL = "source.url"


class _Cells(NamedTuple):
    """The finished cells of one run: their XML, their part of the mark, what is odd in them.

    `unlinked` is the XML of a cell that leads somewhere, as it is where it can't.
    """

    xml: str
    marked: str
    odd: tuple[Odd, ...] = ()
    unlinked: str = ""


# Taken out of each cell of each row, which C does in a third of the time.
_XML, _MARKED = itemgetter(0), itemgetter(1)


class TableXml:
    """A table that is being written; a sheet that is full goes on in a further one.

    `new_sheet(title, headings)` makes the sheets.
    """

    def __init__(
        self,
        table: Table,
        receipt: Receipt,
        styles: Mapping[str, int],
        new_sheet: Callable[[str, Sequence[str]], SheetXml],
    ) -> None:
        self.table = table
        self._receipt = receipt
        self._cells = CellXml(styles)
        self._new_sheet = new_sheet
        self._mark = joined_marker(receipt.uid)
        self._runs = Runs(table, self._finish)
        # The runs in which something odd was ever met; most have nothing to look for.
        self._odd: set[int] = set()
        self.sheets: list[SheetXml] = []
        self._begin(table.title)

    def _begin(self, title: str) -> None:
        self.sheets.append(self._new_sheet(title, [one.label for one in self.table.columns]))
        self._receipt.rows[title] = 0

    def add(
        self,
        rows: Sequence[Sequence[Stored]],
        around: Callable[[Collection[str]], Batch],
        targets: Mapping[Key, str],
    ) -> dict[Key, str]:
        """Write rows; return where each is, by the key of its first run, for links.

        `targets` are the places that the rows' own first cells lead to.
        """
        found: dict[Key, str] = {}
        while rows:
            if not self.sheets[-1].room:
                self._begin(f"{self.table.title} ({len(self.sheets) + 1})")
                self._receipt.go_on(self.sheets[-1].title)
            room = self.sheets[-1].room
            found |= self._write(rows[:room], around, targets)
            rows = rows[room:]
        return found

    def _write(
        self,
        rows: Sequence[Sequence[Stored]],
        around: Callable[[Collection[str]], Batch],
        targets: Mapping[Key, str],
    ) -> dict[Key, str]:
        sheet = self.sheets[-1]
        first = sheet.row + 1
        odd: dict[int, list[Odd]] = {}
        keyed = self._runs.keyed(rows)
        texts = {run.first: self._texts(run, keys) for run, keys in keyed}
        make([(run, keys) for run, keys in keyed if texts[run.first] is None], around)
        xml: list[Iterable[str]] = []
        marked: list[Iterable[str]] = []
        for run, keys in keyed:
            quick = texts[run.first]
            if quick is not None:
                xml.append(quick)
                marked.append([key or "" for key in keys] if None in keys else keys)
                continue
            cells = list(map(run.made.__getitem__, keys))
            marked.append(map(_MARKED, cells))
            if run.columns[0].style == "link":
                xml.append(self._linked(run, keys, cells, targets))
            else:
                xml.append(map(_XML, cells))
            if run.first in self._odd:
                for at, one in enumerate(cells):
                    if one.odd:
                        odd.setdefault(at, []).extend(one.odd)
        marks = [self._mark(texts) for texts in zip(*marked, strict=True)]
        xml.append(self._cells.texts(marks, "key") or ())
        sheet.add_rows(map("".join, zip(*xml, strict=True)), odd)
        self._receipt.rows[sheet.title] += len(rows)
        return {key: f"#'{sheet.title}'!A{row}" for row, key in enumerate(keyed[0][1], first)}

    def _texts(self, run: Run[_Cells], keys: Sequence[Key]) -> list[str] | None:
        """Return a column of texts that need nothing done to them, as most uids, titles and notes.

        None where it is no such column, or one of the texts is none.
        """
        column = run.columns[0]
        if len(run.columns) > 1 or not column.as_stored or column.style == "link":
            return None
        return self._cells.texts(keys, column.style)

    def _linked(
        self,
        run: Run[_Cells],
        keys: Sequence[Key],
        cells: Sequence[_Cells],
        targets: Mapping[Key, str],
    ) -> list[str]:
        """Return the cells of a column that leads somewhere, and note the links."""
        sheet, own = self.sheets[-1], run.columns[0].key == URL
        found = []
        for row, (key, one) in enumerate(zip(keys, cells, strict=True), sheet.row + 1):
            target = str(key or "") if own else targets.get(key, "")
            linked = bool(target) and sheet.link(run.first, row, target)
            found.append(one.xml if linked else one.unlinked)
        return found

    def _finish(self, run: Run[_Cells], values: Sequence[Value]) -> _Cells:
        """Return a run's cells as they stand in every row that has these values."""
        written = [
            self._cells.cell(value, column.style, run.first + at)
            for at, (column, value) in enumerate(zip(run.columns, values, strict=True))
        ]
        xml, marked = zip(*written, strict=True)
        odd = tuple(self._cells.odd)
        if odd:
            self._odd.add(run.first)
        self._cells.odd.clear()
        unlinked = ""
        if run.columns[0].style == "link":
            unlinked = self._cells.cell(values[0], "text", run.first)[0]
            self._cells.odd.clear()
        return _Cells("".join(xml), joined(marked), odd, unlinked)
