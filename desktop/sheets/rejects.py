"""Writes what was refused as the same workbook with those rows only, each reason in a comment."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from desktop.records.merging import Refusal
from desktop.records.words import _
from desktop.sheets.batch import ABOUT
from desktop.sheets.celltext import CELL_UNITS, pieces, sound
from desktop.sheets.errors import ExportFailed
from desktop.sheets.place import failing_in_words, put, require_free
from desktop.sheets.raw import Fault, Raw
from desktop.sheets.reading.book import Sheet
from desktop.sheets.roundtrip.ours import Ours

_MARKED = PatternFill("solid", fgColor="FFF2CC")
_AUTHOR = "Incident Desk"


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of what was refused: how many of its first rows are kept as they are."""

    sheet: Sheet
    heading: int


def pages_of(ours: Ours, sheets: Sequence[Sheet]) -> list[Page]:
    """Return the sheets of a workbook of ours, with the hidden one by which it is known."""
    by_title = {one.title: one for one in sheets}
    pages = [Page(by_title[part.sheet.title], part.first) for part in ours.parts]
    return [*pages, *(Page(one, one.height) for one in sheets if one.title == ABOUT)]


def write_rejects(path: Path, pages: Iterable[Page], refused: Sequence[Refusal]) -> Path:
    """Write an .xlsx file of the refused rows and return where it is; raise `ExportFailed`.

    Each sheet keeps its name and the rows above its data, so that the file can be mended and
    imported as the first one was.
    """
    path = require_free(path)
    by_sheet: dict[str, dict[int, list[Refusal]]] = {}
    for one in refused:
        by_sheet.setdefault(one.sheet, {}).setdefault(one.row, []).append(one)

    def write(partial: Path) -> None:
        book = Workbook()
        book.remove(book.worksheets[0])
        for page in pages:
            _fill(book.create_sheet(page.sheet.title), page, by_sheet.get(page.sheet.title, {}))
        book.properties.creator = ""
        book.save(partial)

    with failing_in_words(path):
        put(path, write, _check)
    return path


def _fill(made: Worksheet, page: Page, refused: dict[int, list[Refusal]]) -> None:
    if page.sheet.hidden == "veryHidden":
        made.sheet_state = "veryHidden"
    for number, row in enumerate(islice(page.sheet.rows(), page.heading), 1):
        _write(made, number, row)
    written = page.heading
    for number, row in _rows(page.sheet, page.heading, refused):
        written += 1
        _write(made, written, row)
        for one in refused[number]:
            cell = made.cell(written, column_index_from_string(one.column or "A"))
            said = f"{cell.comment.text}\n{one.why}" if cell.comment else one.why
            cell.comment = Comment(said, _AUTHOR, height=120, width=320)
            cell.fill = _MARKED
    if page.heading:
        made.freeze_panes = f"A{page.heading + 1}"


def _rows(sheet: Sheet, heading: int, wanted: dict[int, Any]) -> Iterator[tuple[int, list[Raw]]]:
    """Yield the wanted rows below the headings, with their numbers from 1."""
    last = max(wanted, default=0)
    for number, row in enumerate(sheet.rows(heading), heading + 1):
        if number > last:
            return
        if number in wanted:
            yield number, row


def _write(made: Worksheet, number: int, row: Sequence[Raw]) -> None:
    for column, raw in enumerate(row, 1):
        if raw is None:
            continue
        cell = made.cell(number, column)
        if isinstance(raw, str | Fault):
            text, _codes = sound(raw.text if isinstance(raw, Fault) else raw)
            first, *rest = pieces(text, CELL_UNITS)
            cell.value = first
            # A text is never a formula, whatever it begins with.
            cell.data_type = "s"
            if rest:
                cell.comment = Comment(_("The text goes on in the file it came from."), _AUTHOR)
        else:
            cell.value = raw


def _check(path: Path) -> None:
    """Open the file anew; raise `ExportFailed` if it can't be read."""
    try:
        load_workbook(path, read_only=True).close()
    except (zipfile.BadZipFile, ValueError, KeyError) as error:
        raise ExportFailed(
            _("{path} could not be read back after it was written, so it was not kept.").format(
                path=path
            )
        ) from error
