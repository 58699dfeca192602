"""One table's rows as XML: portions of stored rows in, finished rows out."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

from desktop.records.kinds import Stored
from desktop.sheets.batch import Batch
from desktop.sheets.cellxml import CellXml, Odd
from desktop.sheets.columns import Table, Value
from desktop.sheets.mark import joined, joined_marker
from desktop.sheets.receipt import Receipt
from desktop.sheets.runs import Key, Remembered, Run, Runs, make
from desktop.sheets.sheetxml import SheetXml

URL = "source.url"


class Cells(NamedTuple):
    """The finished cells of one run: their XML, their part of the mark, what is odd in them.

    An `odd` cell's column is counted from the run's first.  `unlinked` is the XML of a cell that
    leads somewhere, as it is where it can't.
    """

    xml: str
    marked: str
    odd: tuple[Odd, ...]
    unlinked: str


# Taken out of each cell of each row, which C does in a third of the time.
_XML, _MARKED, _ODD = itemgetter(0), itemgetter(1), itemgetter(2)


class TableXml:
    """A table that is being written; a sheet that is full goes on in a further one.

    `new_sheet(title, headings)` makes the sheets; `remembered` is what the tables of a book share.
    """

    def __init__(
        self,
        table: Table,
        receipt: Receipt,
        styles: Mapping[str, int],
        new_sheet: Callable[[str, Sequence[str]], SheetXml],
        remembered: Remembered[Cells],
    ) -> None:
        self.table = table
        self._receipt = receipt
        self._cells = CellXml(styles)
        self._new_sheet = new_sheet
        self._mark = joined_marker(receipt.uid)
        self._runs = Runs(table, self._finish, remembered)
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
        # What each row is put together of, in its order.
        xml: list[Iterable[str]] = []
        marked: list[Iterable[str]] = []
        for run, keys in keyed:
            quick = texts[run.first]
            if quick is not None:
                xml += quick
                marked.append([key or "" for key in keys] if None in keys else keys)
                continue
            cells = list(map(run.made.__getitem__, keys))
            marked.append(map(_MARKED, cells))
            if run.columns[0].style == "link":
                xml.append(self._linked(run, keys, cells, targets))
            else:
                xml.append(map(_XML, cells))
            if any(map(_ODD, cells)):
                for at, one in enumerate(cells):
                    if one.odd:
                        odd.setdefault(at, []).extend(each.moved(run.first) for each in one.odd)
        marks = list(map(self._mark, zip(*marked, strict=True)))
        xml += self._cells.texts(marks, "key") or ()
        sheet.add_rows(xml, len(rows), odd)
        self._receipt.rows[sheet.title] += len(rows)
        return {key: f"#'{sheet.title}'!A{row}" for row, key in enumerate(keyed[0][1], first)}

    def _texts(self, run: Run[Cells], keys: Sequence[Key]) -> list[Sequence[str]] | None:
        """Return a column of texts that need nothing done to them, as most uids, titles and notes.

        None where it is no such column, or one of the texts is none.
        """
        column = run.columns[0]
        if len(run.columns) > 1 or not column.as_stored or column.style == "link":
            return None
        return self._cells.texts(keys, column.style)

    def _linked(
        self,
        run: Run[Cells],
        keys: Sequence[Key],
        cells: Sequence[Cells],
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

    def _finish(self, run: Run[Cells], values: Sequence[Sequence[Value]]) -> Iterator[Cells]:
        """Return a run's cells as they stand in every row that has these values."""
        some = [
            self._cells.some(column_values, column.style, at)
            for at, (column, column_values) in enumerate(zip(run.columns, values, strict=True))
        ]
        xml = map("".join, zip(*(one.xml for one in some), strict=True))
        marked = map(joined, zip(*(one.marked for one in some), strict=True))
        odd = (
            [tuple(one.odd[at] for one in some if at in one.odd) for at in range(len(values[0]))]
            if any(one.odd for one in some)
            else repeat(())
        )
        unlinked: Iterable[str] = repeat("")
        if run.columns[0].style == "link":
            unlinked = self._cells.some(values[0], "text", 0).xml
        return map(Cells, xml, marked, odd, unlinked)
