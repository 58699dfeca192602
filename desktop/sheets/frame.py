"""The workbook around the rows, made by openpyxl: styles, widths, filter, lists, properties."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from xml.parsers import expat

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from desktop.records.words import _
from desktop.sheets.celltext import LAST_ROW
from desktop.sheets.columns import Column
from desktop.sheets.deflated import write_part
from desktop.sheets.sheetxml import SheetXml

_SPARE_ROWS = 1000
# The font of a workbook's other cells; one without a name is a serif in LibreOffice.
_FONT = "Calibri"
# What the button of the filter covers of a heading, in characters.
_BUTTON = 3
# So many characters stand side by side on a page.
_PAGE = 200
_LIST_FORMULA = 255
_DATA = re.compile(rb"<sheetData\s*/>|<sheetData>.*?</sheetData>", re.DOTALL)
_RELATIONS = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def new_frame() -> tuple[Workbook, dict[str, int]]:
    """Return an empty workbook and the index of each style in it."""
    book = Workbook()
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    book.properties = DocumentProperties(creator=None, created=now, modified=now)
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
    top = Alignment(vertical="top")
    made: dict[str, Cell] = {}
    for at, name in enumerate(("text", "long", "wrap", "number", "date", "link", "key", "heading")):
        cell = sheet.cell(1, at + 1)
        assert isinstance(cell, Cell)  # noqa: S101 - nothing is merged
        cell.alignment = top
        cell.number_format = "@"
        # Counts where somebody protects the sheet: a protected one can't be sorted, so we don't.
        cell.protection = Protection(locked=name in {"key", "heading"})
        made[name] = cell
    made["wrap"].alignment = Alignment(vertical="top", wrap_text=True)
    made["number"].number_format = "General"
    made["date"].number_format = "yyyy-mm-dd hh:mm"
    made["link"].font = Font(name=_FONT, size=11, color="FF0563C1", underline="single")
    made["key"].font = Font(name=_FONT, size=11, color="FF767676")
    made["key"].fill = PatternFill("solid", fgColor="FFF1F3F4")
    made["heading"].font = Font(name=_FONT, size=11, bold=True)
    made["heading"].fill = PatternFill("solid", fgColor="FFE8EAED")
    styles = {name: cell.style_id for name, cell in made.items()}
    book.remove(sheet)
    return book, styles


def add_sheet(
    book: Workbook,
    sheet: SheetXml,
    widths: Sequence[int],
    *,
    state: Literal["visible", "hidden", "veryHidden"] = "visible",
    frozen: str = "A2",
) -> Worksheet:
    """Add the frame of one sheet, whose rows are all written."""
    made: Worksheet = book.create_sheet(sheet.title)
    made.sheet_state = state
    made.freeze_panes = frozen
    _set_page(made, sum(widths))
    for at in range(len(sheet.headings)):
        width = widths[at] if at < len(widths) else 40
        width = max(width, len(sheet.headings[at]) + _BUTTON)
        made.column_dimensions[get_column_letter(at + 1)].width = width
    if state == "visible":
        made.auto_filter.ref = f"A1:{sheet.last_cell}"
    return made


def _set_page(sheet: Worksheet, width: int) -> None:
    """Have it printed landscape on A4, on as many pages side by side as can be read.

    `width` is in characters; the heading and the first column stand on every page.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = -(-width // _PAGE)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    sheet.print_title_cols = "A:A"


def add_choices(
    sheet: Worksheet, columns: Iterable[Column], lists: dict[str, str], last: int
) -> None:
    """Offer the allowed words of each column; a word of one's own is questioned, not refused."""
    until = min(last + _SPARE_ROWS, LAST_ROW)
    for at, column in enumerate(columns, 1):
        formula = _formula(column, lists)
        if formula:
            letter = get_column_letter(at)
            rule = DataValidation(
                type="list", formula1=formula, allow_blank=True, errorStyle="warning",
                showErrorMessage=True,
            )  # fmt: skip
            rule.add(f"{letter}2:{letter}{until}")
            sheet.add_data_validation(rule)


def add_guards(sheet: Worksheet, columns: Sequence[Column], last: int) -> None:
    """Have typing over a row's keys refused, and over what is worked out questioned.

    The sheet is not protected: Excel would neither sort nor delete rows that have a locked cell.
    """
    stop = _guard("stop", _("It tells which record the row is. Leave it as it is."))
    warn = _guard("warning", _("It is worked out from other cells; an import would refuse it."))
    own = columns[-1].key.partition(".")[0]
    keys = {f"{own}.{name}" for name in ("uid", "version", "mark")}
    for at, column in enumerate(columns, 1):
        cells = f"{get_column_letter(at)}2:{get_column_letter(at)}{max(last, 2)}"
        if column.key in keys:
            stop.add(cells)
        elif column.role == "shown":
            warn.add(cells)
    for rule in (stop, warn):
        if rule.sqref:
            sheet.add_data_validation(rule)


def _guard(style: Literal["stop", "warning"], text: str) -> DataValidation:
    return DataValidation(
        type="custom", formula1="FALSE", allow_blank=False, errorStyle=style,
        showErrorMessage=True, error=text,
    )  # fmt: skip


def _formula(column: Column, lists: dict[str, str]) -> str:
    if column.vocabulary and not column.several:
        return lists.get(column.vocabulary, "")
    words = [word for word, _meaning in column.options]
    joined = ",".join(words)
    if not words or len(joined) > _LIST_FORMULA or any(set(word) & set(',"') for word in words):
        return ""
    return f'"{joined}"'


def assemble(book: Workbook, sheets: Sequence[SheetXml], path: Path) -> None:
    """Write the workbook: the frame's parts as openpyxl makes them, the rows deflated already."""
    frame = io.BytesIO()
    # `book.save` would leave its archive open where the disk is full.
    with zipfile.ZipFile(frame, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    by_name = {f"xl/worksheets/sheet{at}.xml": sheet for at, sheet in enumerate(sheets, 1)}
    with (
        zipfile.ZipFile(frame) as made,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for part in made.infolist():
            sheet = by_name.get(part.filename)
            if sheet is None:
                out.writestr(part, made.read(part), zipfile.ZIP_DEFLATED)
            else:
                _write_sheet(out, part.filename, made.read(part), sheet)


def _write_sheet(out: zipfile.ZipFile, name: str, frame: bytes, sheet: SheetXml) -> None:
    found = _DATA.search(frame)
    assert found is not None  # noqa: S101 - every sheet that openpyxl writes has it
    before, after = frame[: found.start()], frame[found.end() :]
    before = before.replace(b"<worksheet ", b"<worksheet " + _RELATIONS + b" ", 1)
    before = re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="A1:{sheet.last_cell}"'.encode(),
                    before, count=1)  # fmt: skip
    links = sheet.links_xml().encode()
    after = after.replace(b"<pageMargins", links + b"<pageMargins", 1)
    quiet = (
        f'<ignoredErrors><ignoredError sqref="A1:{sheet.last_cell}" numberStoredAsText="1"/>'
        "</ignoredErrors>"
    )
    after = after.replace(b"</worksheet>", quiet.encode() + b"</worksheet>", 1)
    before += b"<sheetData>" + sheet.heading_xml().encode()
    after = b"</sheetData>" + after
    expat.ParserCreate().Parse(before + after, True)
    write_part(out, name, before, sheet.rows, after)
    relations = sheet.relations_xml()
    if relations:
        folder, _slash, file = name.rpartition("/")
        out.writestr(f"{folder}/_rels/{file}.rels", relations)
