"""Reading a file in a child: what comes back, progress, stop, and what is left of it."""
# ruff: noqa: DTZ001 - cells have no zone

import hashlib
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook

from desktop.sheets.reading.read import read_book


def workbook(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Nights"
    sheet.append(["No.", "When", "Day", "Downed", "Id"])
    sheet.append(["007", datetime(2025, 7, 17, 21, 30), date(2025, 7, 17), 73, "1E5"])
    sheet["B2"].number_format = "yyyy-mm-dd hh:mm"
    hidden = book.create_sheet("_notes")
    hidden.sheet_state = "veryHidden"
    hidden["C3"] = 2.5
    book.save(path)
    return path


def test_a_workbook_comes_back_as_raw_values(tmp_path: Path) -> None:
    path = workbook(tmp_path / "night.xlsx")
    with read_book(path) as book:
        nights, notes = book.sheets
        assert (book.format, book.size) == ("xlsx", path.stat().st_size)
        assert book.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert (nights.title, nights.hidden, nights.height, nights.width) == (
            "Nights", "visible", 2, 5,
        )  # fmt: skip
        expected = ["007", datetime(2025, 7, 17, 21, 30), date(2025, 7, 17), 73, "1E5"]
        assert list(nights.rows(1)) == [expected]
        assert list(nights.rows())[1] == expected
        assert notes.hidden == "veryHidden"
        assert list(notes.rows()) == [[], [], [None, None, 2.5]]


def test_a_csv_file_comes_back_as_text(tmp_path: Path) -> None:
    path = tmp_path / "night.csv"
    path.write_bytes('sep=;\r\nNo.;Where\r\n007;"Bryansk\nand Oryol"\r\n\r\n;Калуга \r\n'.encode())
    with read_book(path) as book:
        (sheet,) = book.sheets
        assert (book.format, sheet.title) == ("csv", "night")
        assert list(sheet.rows()) == [
            ["No.", "Where"], ["007", "Bryansk\nand Oryol"], [], [None, "Калуга "],
        ]  # fmt: skip
