"""Writes a workbook: one sheet a table, the guide, the lists, and a hidden sheet that names it."""

import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from openpyxl import load_workbook

from desktop.records.models import VOCABULARIES
from desktop.records.progress import Progress
from desktop.records.words import _
from desktop.sheets import corrections, frame, guide, packed
from desktop.sheets.batch import ABOUT, Batch
from desktop.sheets.celltext import LAST_ROW
from desktop.sheets.columns import NAMED
from desktop.sheets.errors import ExportFailed
from desktop.sheets.material import Material, Portion, followed
from desktop.sheets.place import failing_in_words, put, require_free
from desktop.sheets.readback import require_whole
from desktop.sheets.receipt import Receipt
from desktop.sheets.runs import Key, Remembered
from desktop.sheets.sheetxml import SheetXml
from desktop.sheets.tablexml import Cells, TableXml


class _Book:
    """The sheets that are being filled."""

    def __init__(
        self,
        material: Material,
        folder: Path,
        receipt: Receipt,
        stack: ExitStack,
        last_row: int,
    ) -> None:
        self.book, self.styles = frame.new_frame()
        self._folder = folder
        self._receipt = receipt
        self._stack = stack
        self._last_row = last_row
        # Deflating lets Python go, so that rows are made meanwhile.
        self._executor = stack.enter_context(ThreadPoolExecutor(1))
        remembered: Remembered[Cells] = {}
        self.tables = {
            code: TableXml(one, receipt, self.styles, self.sheet, remembered)
            for code, one in material.tables.items()
        }
        self.incidents: list[bytes] = []

    def sheet(self, title: str, headings: Sequence[str]) -> SheetXml:
        """Return a new sheet whose temporary file is gone when the work is over."""
        made = SheetXml(
            title, headings, self.styles, self._folder, self._executor,
            receipt=self._receipt, last_row=self._last_row,
        )  # fmt: skip
        self._stack.callback(made.close)
        return made

    def add(self, portion: Portion, around: Callable[[Collection[str]], Batch]) -> None:
        """Write some incidents' rows; reports and figures lead to their incident's."""
        # For the way back: an incident that is missing from the book may never have been in it.
        self.incidents += map(packed.short, portion.incidents)
        targets: dict[Key, str] = {}
        for code, made in self.tables.items():
            rows = portion.rows.get(code, ())
            found = made.add(rows, around, targets)
            if code == "incidents":
                targets = found


def write_workbook(
    path: Path, material: Material, progress: Progress, *, last_row: int = LAST_ROW
) -> Receipt:
    """Write an .xlsx file and return what there is to tell of it.

    A table of more than `last_row` rows goes on in further sheets.  `progress(done, total)` counts
    incidents.

    Raises `ExportFailed`, and whatever `progress` raises to stop; then nothing is left behind, and
    a file that stood there is as it was.
    """
    path = require_free(path)
    origin = material.origin
    receipt = Receipt.of(path, origin)

    def write(partial: Path) -> None:
        with ExitStack() as stack:
            book = _Book(material, path.parent, receipt, stack, last_row)
            for portion in followed(material, progress):
                book.add(portion, material.around)
            frame.assemble(book.book, list(_finish(book, material)), partial)

    with failing_in_words(path):
        put(path, write, _check)
    return receipt


def _finish(book: _Book, material: Material) -> Iterator[SheetXml]:
    """Add guide, lists and the sheet about the desk, then every frame; yield sheets in order."""
    if material.corrections is not None:
        told = book.sheet(_("Corrections"), corrections.heading())
        for one in material.corrections:
            told.add(one, "wrap")
        frame.add_sheet(book.book, told, corrections.WIDTHS)
        yield told
    lists_sheet, lists = _lists(book, material)
    for code, made in book.tables.items():
        columns = made.table.columns
        for part in made.sheets:
            widths = [column.width for column in columns]
            sheet = frame.add_sheet(book.book, part, widths, frozen="A2" if code in NAMED else "B2")
            frame.add_choices(sheet, columns, lists, part.row)
            frame.add_guards(sheet, columns, part.row)
            yield part
    guide_sheet = book.sheet(_("Guide"), guide.heading())
    for line in guide.lines(material.tables.values(), material.terms, material.attribution):
        guide_sheet.add(line, "wrap")
    frame.add_sheet(book.book, guide_sheet, (16, 26, 70, 60))
    yield guide_sheet
    frame.add_sheet(book.book, lists_sheet, [24] * len(VOCABULARIES), state="hidden")
    yield lists_sheet
    about = book.sheet(ABOUT, ("name", "value"))
    for name, value in _about(book, material):
        about.add((name, value))
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
        sheet.add([names[at] if at < len(names) else None for names in columns])
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
    for made in book.tables.values():
        columns = made.table.columns
        for part in made.sheets:
            yield (f"columns {part.title}", " ".join(column.key for column in columns))
            yield (f"headings {part.title}", "\n".join(part.headings))
    for piece in packed.packed(book.incidents):
        yield ("incidents", piece)


def _check(path: Path) -> None:
    """Read the file back; raise `ExportFailed` if it isn't what was written, or no workbook."""
    try:
        require_whole(path)
        opened = load_workbook(path, read_only=True)
        opened.close()
    except (zipfile.BadZipFile, EOFError, ValueError, KeyError) as error:
        raise ExportFailed(_unreadable(path)) from error


def _unreadable(path: Path) -> str:
    return _(
        "{path} could not be read back after it was written, so it was not kept. "
        "Check the disk, or export to another one."
    ).format(path=path.parent)
