"""Every odd workbook and every table of incidents comes in whole, or is refused in its own words.

What is in a workbook is counted here from its XML by ElementTree, not by a reader under test.
"""

import csv
import io
import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from desktop.sheets.errors import ImportRefused
from desktop.sheets.raw import Raw
from desktop.sheets.reading import frames
from desktop.sheets.reading.package import Package
from desktop.sheets.reading.read import read_book
from desktop.sheets.reading.send import Sender
from desktop.sheets.reading.xlsx import read_xlsx
from tests import shared_data

REFUSED = {
    "calamine__issue252.xlsx": "xl/_rels/workbook.xml.rels",
    "calamine__pass_protected.xlsb": "password",
    "calamine__too_small.xls": "plain text",
    "closedxml__~$LoadPivotTables.xlsx": "the mark that a workbook is open",
    "excelize__encryptSHA512.xlsx": "password",
    "openpyxl__null_file.xlsx": "empty",
    "poi__60320-protected.xlsx": "password",
    "poi__clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5542865479270400.xlsx": "cut off",
    "poi__clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-6504225896792064.xlsx": "list of parts",
    "poi__extenxls_pwd123.xlsx": "password",
    "poi__invalid.xlsx": "zip archive",
    "poi__poc-xmlbomb.xlsx": "document type",
    "poi__protected_passtika.xlsb": "password",
}  # fmt: skip


def files(folder: str, *patterns: str) -> list[Path]:
    data = shared_data()
    if data is None:
        return []
    return sorted(path for pattern in patterns for path in (data / folder).glob(pattern))


def odd_books() -> list[Path]:
    return files("odd-workbooks", "*.xl*", "*.ods")


def sound_books() -> list[Path]:
    return [
        path
        for path in odd_books() + files("incidents", "*.xlsx")
        if path.name not in REFUSED and path.suffix != ".ods"
    ]


def name(path: Path) -> str:
    return path.name[:60]


def local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def texts_of(element: ET.Element) -> str:
    if local(element) == "rPh":
        return ""
    own = (element.text or "") if local(element) == "t" else ""
    return own + "".join(texts_of(child) for child in element)


def has_value(cell: ET.Element, shared: list[str]) -> bool:
    inside = {local(child): child for child in cell}
    value = inside["v"].text or "" if "v" in inside else ""
    kind = cell.get("t")
    if kind == "s" and value:
        return shared[int(value)] != ""
    if value or texts_of(cell):
        return True
    # A formula's empty text is a value; a formula without any is a cell that can't be used.
    return "f" in inside and not (kind == "str" and "v" in inside)


def counted(path: Path) -> int:
    """Count the cells that hold something, straight from the XML of the sheets."""
    with zipfile.ZipFile(path) as book:
        parts = {one.replace("\\", "/"): one for one in reversed(book.namelist())}
        parts |= {one.lower(): real for one, real in parts.items() if one.lower() not in parts}

        def read(part: str) -> ET.Element:
            return ET.fromstring(book.read(parts.get(part) or parts[part.lower()]))

        shared: list[str] = []
        sheets = []
        for relation in read("xl/_rels/workbook.xml.rels"):
            kind = relation.attrib["Type"].rpartition("/")[2]
            target = posixpath.normpath(
                posixpath.join("xl", relation.attrib["Target"].replace("\\", "/"))
            ).lstrip("/")
            if kind == "worksheet":
                sheets.append(target)
            elif kind == "sharedStrings" and target.lower() in {one.lower() for one in parts}:
                shared = [texts_of(one) for one in read(target)]
        return sum(
            has_value(cell, shared)
            for sheet in sheets
            for cell in read(sheet).iter()
            if local(cell) == "c"
        )


def cells(path: Path) -> int:
    with read_book(path) as book:
        return sum(value is not None for one in book.sheets for row in one.rows() for value in row)


@pytest.mark.skipif(not odd_books(), reason="the folder of real data is absent")
def test_the_folder_is_as_it_was_when_this_was_written() -> None:
    assert len(odd_books()) == 95
    assert {path.name for path in odd_books()} >= set(REFUSED)


@pytest.mark.parametrize("path", sound_books(), ids=name)
def test_every_cell_of_a_sound_book_comes_in(path: Path) -> None:
    assert cells(path) == counted(path)


@pytest.mark.parametrize("path", [one for one in odd_books() if one.name in REFUSED], ids=name)
def test_what_can_not_be_read_is_refused_in_its_own_words(path: Path) -> None:
    with pytest.raises(ImportRefused, match=REFUSED[path.name]):
        read_book(path)


@pytest.mark.parametrize("path", files("odd-workbooks", "*.ods"), ids=name)
def test_every_cell_of_an_ods_comes_in(path: Path) -> None:
    with zipfile.ZipFile(path) as book:
        content = ET.fromstring(book.read("content.xml"))
    expected = sum(
        local(cell) == "table-cell" and any(key.endswith("}value-type") for key in cell.attrib)
        for cell in content.iter()
    )
    assert cells(path) == expected > 0


@pytest.mark.parametrize("path", files("incidents", "*.csv"), ids=name)
def test_every_cell_of_a_csv_comes_in_as_it_stands(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        expected = [[cell or None for cell in row] for row in csv.reader(stream)]
    with read_book(path) as book:
        assert list(book.sheets[0].rows()) == expected


def read_here(path: Path, *, careful: bool) -> dict[tuple[int, int, int], Raw]:
    """Read a workbook in this process; its values by sheet, row and column."""
    stream = io.BytesIO()
    data = path.read_bytes()
    read_xlsx(Package(path, data), data, Sender(stream), careful=careful)
    stream.seek(0)
    return dict(values(stream))


def values(stream: io.BytesIO) -> Iterator[tuple[tuple[int, int, int], Raw]]:
    sent: dict[int, list[bytes]] = {}
    while (message := frames.receive(stream)) is not None:
        kind, payload = message
        if kind == b"P":
            sent.setdefault(frames.portion_header(payload)[0], []).append(payload)
        elif kind == b"R":
            sent[frames.plain(payload)] = []
    for payload in (one for portions in sent.values() for one in portions):
        sheet, first, _count, width = frames.portion_header(payload)
        for row, found in enumerate(frames.decode(frames.body(payload), width), first):
            for column, value in enumerate(found):
                if value is not None:
                    yield (sheet, row, column), value


def with_kinds(found: dict[tuple[int, int, int], Raw]) -> dict[tuple[int, int, int], object]:
    """Return values with their types: 1, 1.0 and True are not the same."""
    return {place: (type(value), value) for place, value in found.items()}


@pytest.mark.parametrize("path", sound_books(), ids=name)
def test_both_readers_give_the_same(path: Path) -> None:
    exactly = read_here(path, careful=True)
    assert with_kinds(read_here(path, careful=False)) == with_kinds(exactly)
