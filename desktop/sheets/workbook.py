"""Writes a workbook: one sheet a table, the guide, the lists, and a hidden sheet that names it."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from xml.parsers import expat

from openpyxl import load_workbook

from desktop.records.models import VOCABULARIES
from desktop.records.progress import Progress
from desktop.records.words import _
from desktop.sheets import frame, guide, mark, packed
from desktop.sheets.batch import ABOUT, Material
from desktop.sheets.celltext import LAST_ROW
from desktop.sheets.columns import Column, Row, Table
from desktop.sheets.errors import ExportFailed
from desktop.sheets.place import failing_in_words, put, require_free
from desktop.sheets.receipt import Receipt
from desktop.sheets.rows import rows, tables
from desktop.sheets.sheetxml import Cell, SheetXml


class _Book:
    """The sheets that are being filled; a table that is full goes on in a further sheet."""

    def __init__(
        self,
        material: Material,
        folder: Path,
        receipt: Receipt,
        stack: ExitStack,
        last_row: int,
    ) -> None:
        self.book, self.styles = frame.new_frame()
        self.wanted = tables(material.origin.layout)
        self._folder = folder
        self._receipt = receipt
        self._stack = stack
        self._last_row = last_row
        self.parts: dict[str, list[SheetXml]] = {
            code: [self.sheet(one.title, [column.label for column in one.columns])]
            for code, one in self.wanted.items()
        }
        self._incident = ""
        self._family = ""
        self._mark = mark.marker(material.origin.receipt)
        self.incidents: list[bytes] = []

    def sheet(self, title: str, headings: Sequence[str]) -> SheetXml:
        """Return a new sheet whose temporary file is gone when the work is over."""
        made = SheetXml(
            title, headings, self.styles, self._folder, self._receipt, last_row=self._last_row
        )
        self._stack.callback(made.close)
        return made

    def add(self, table: Table, row: Row) -> None:
        """Write one record."""
        parts = self.parts[table.code]
        if parts[-1].full:
            title = f"{table.title} ({len(parts) + 1})"
            parts.append(self.sheet(title, [column.label for column in table.columns]))
            self._receipt.go_on(title)
        cells = [self._cell(column, row) for column in table.columns[:-1]]
        written = mark.as_written(cell.value for cell in cells)
        cells.append(Cell(self._mark(written), "key"))
        number = parts[-1].add(cells)
        self._note(row)
        self._receipt.rows[parts[-1].title] = number - 1
        if table.code == "incidents":
            self._incident = f"#'{parts[-1].title}'!A{number}"

    def _note(self, row: Row) -> None:
        """Note whose family a row is of, for the way back."""
        uid = row.incident.uid if row.incident else row.record.uid
        if uid != self._family and row.record.type != "source":
            self._family = uid
            self.incidents.append(packed.short(uid))

    def _cell(self, column: Column, row: Row) -> Cell:
        value = column.cell(row)
        link = ""
        if column.style == "link" and isinstance(value, str):
            link = value if column.key == "source.url" else self._incident
        style = "text" if column.style == "link" and not link else column.style
        return Cell(value, style, link)


def write_workbook(
    path: Path, material: Material, progress: Progress, *, last_row: int = LAST_ROW
) -> Receipt:
    """Write an .xlsx file and return what there is to tell of it.

    A table of more than `last_row` rows goes on in further sheets.

    Raises `ExportFailed`, and whatever `progress` raises to stop; then nothing is left behind, and
    a file that stood there is as it was.
    """
    path = require_free(path)
    origin = material.origin
    receipt = Receipt(path, origin.layout, origin.filter, origin.receipt)
    receipt.rows = {table.title: 0 for table in tables(material.origin.layout).values()}

    def write(partial: Path) -> None:
        with ExitStack() as stack:
            book = _Book(material, path.parent, receipt, stack, last_row)
            for table, row in rows(material, book.wanted, progress):
                book.add(table, row)
            frame.assemble(book.book, list(_finish(book, material)), partial)

    with failing_in_words(path):
        put(path, write, _check)
    return receipt


def _finish(book: _Book, material: Material) -> Iterator[SheetXml]:
    """Add guide, lists and the sheet about the desk, then every frame; yield sheets in order."""
    lists_sheet, lists = _lists(book, material)
    for code, parts in book.parts.items():
        columns = book.wanted[code].columns
        for part in parts:
            widths = [column.width for column in columns]
            made = frame.add_sheet(
                book.book, part, widths, frozen="A2" if code == "sources" else "B2"
            )
            frame.add_choices(made, columns, lists, part.row)
            frame.add_guards(made, columns, part.row)
            yield part
    guide_sheet = book.sheet(_("Guide"), guide.heading())
    for line in guide.lines(book.wanted.values(), material.terms, material.attribution):
        guide_sheet.add([Cell(text, "wrap") for text in line])
    frame.add_sheet(book.book, guide_sheet, (16, 26, 70, 60))
    yield guide_sheet
    frame.add_sheet(book.book, lists_sheet, [24] * len(VOCABULARIES), state="hidden")
    yield lists_sheet
    about = book.sheet(ABOUT, ("name", "value"))
    for name, value in _about(book, material):
        about.add([Cell(name), Cell(value)])
    frame.add_sheet(book.book, about, (30, 70), state="veryHidden")
    yield about


def _lists(book: _Book, material: Material) -> tuple[SheetXml, dict[str, str]]:
    """Return the sheet of the vocabularies' terms, and the formula of each one's range."""
    named = {
        code: [one["name"] for one in material.terms
               if one["vocabulary"] == code and not one["retired"]]
        for code, _label, _text in VOCABULARIES
    }  # fmt: skip
    title = _("Lists")
    sheet = book.sheet(title, [_(label) for _code, label, _text in VOCABULARIES])
    columns = list(named.values())
    for at in range(max(map(len, columns), default=0)):
        sheet.add([Cell(names[at] if at < len(names) else None) for names in columns])
    formulas = {
        code: f"'{title}'!${letter}$2:${letter}${len(names) + 1}"
        for letter, (code, names) in zip("ABCDEFGH", named.items(), strict=False)
        if names
    }
    return sheet, formulas


def _about(book: _Book, material: Material) -> Iterator[tuple[str, str]]:
    """Yield which desk this is and what each column holds, for the way back."""
    origin = material.origin
    yield from (
        ("desk", origin.desk),
        ("receipt", origin.receipt),
        ("journal count", str(origin.journal_count)),
        ("journal head", origin.journal_head),
        ("filter", origin.filter),
        ("layout", origin.layout),
        ("program", origin.program),
        ("made at", origin.made_at),
    )
    for code, parts in book.parts.items():
        for part in parts:
            columns = book.wanted[code].columns
            yield (f"columns {part.title}", " ".join(column.key for column in columns))
            yield (f"headings {part.title}", "\n".join(part.headings))
    for piece in packed.packed(book.incidents):
        yield ("incidents", piece)


def _check(path: Path) -> None:
    """Open the file anew; raise `ExportFailed` if it isn't what a spreadsheet can read."""
    try:
        with zipfile.ZipFile(path) as book:
            damaged = book.testzip()
            for name in book.namelist():
                if name.endswith((".xml", ".rels")) and damaged is None:
                    with book.open(name) as stream:
                        expat.ParserCreate().ParseFile(stream)
        opened = load_workbook(path, read_only=True)
        opened.close()
    except (zipfile.BadZipFile, expat.ExpatError, ValueError, KeyError) as error:
        raise ExportFailed(_unreadable(path)) from error
    if damaged is not None:
        raise ExportFailed(_unreadable(path))


def _unreadable(path: Path) -> str:
    return _(
        "{path} could not be read back after it was written, so it was not kept. "
        "Check the disk, or export to another one."
    ).format(path=path.parent)
