"""Makes the workbook that is read: 26 mixed columns, as Excel writes them, kept between runs."""

import zipfile
from pathlib import Path
from random import Random

from tests.bench.making import cache
from tests.sheets.reading.making import parts, sheet

COLUMNS = 26
FORMATS = ("yyyy\\-mm\\-dd\\ hh:mm", "yyyy\\-mm\\-dd")
_MOMENT, _DAY = 1, 2
_VERSION = 1
_PLACES = ("Bryansk Oblast", "Oryol", "Калужская область", "Смоленск", "Black Sea", "Белгород")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FIRST = 44_616
_DAYS = 1500


def book(rows: int) -> Path:
    """Return a workbook of so many rows; it is made where there is none yet."""
    path = cache() / f"read-v{_VERSION}-{rows}.xlsx"
    if not path.exists():
        partial = path.with_suffix(".partial")
        _write(partial, rows)
        partial.replace(path)
    return path


def _write(path: Path, rows: int) -> None:
    random = Random(18)
    texts: dict[str, int] = {}
    contents = parts({"Incidents": sheet("")}, formats=FORMATS)
    name = "xl/worksheets/sheet1.xml"
    start, end = contents.pop(name).split("</sheetData>")
    contents.pop("xl/sharedStrings.xml")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        with out.open(name, "w", force_zip64=True) as stream:
            stream.write(start.encode())
            for row in range(1, rows + 1):
                stream.write(_row(row, random, texts).encode())
            stream.write(f"</sheetData>{end}".encode())
        shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
        out.writestr("xl/sharedStrings.xml", parts({}, texts=shared)["xl/sharedStrings.xml"])
        for other, content in contents.items():
            out.writestr(other, content)


def _row(row: int, random: Random, texts: dict[str, int]) -> str:
    cells = (_cell(f"{letter}{row}", at, row, random, texts) for at, letter in enumerate(_LETTERS))
    return f'<row r="{row}">{"".join(cells)}</row>'


def _cell(place: str, column: int, row: int, random: Random, texts: dict[str, int]) -> str:
    """Return a cell: ids, places, counts, moments, notes, days with gaps, and positions in turn."""
    kind = column % 7
    if kind in {0, 1, 4}:
        if kind == 0:
            text = f"2025-{row:06}" if column == 0 else f"id-{random.randrange(100_000):08}"
        elif kind == 1:
            text = random.choice(_PLACES)
        else:
            text = f"note {random.randrange(50_000)}: drones downed over {random.choice(_PLACES)}"
        return f'<c r="{place}" t="s"><v>{texts.setdefault(text, len(texts))}</v></c>'
    if kind == 2:
        return f'<c r="{place}"><v>{random.randrange(100)}</v></c>'
    if kind == 3:
        value = _FIRST + random.randrange(_DAYS * 1440) / 1440
        return f'<c r="{place}" s="{_MOMENT}"><v>{value!r}</v></c>'
    if kind == 5:
        if random.random() < 0.3:
            return ""
        return f'<c r="{place}" s="{_DAY}"><v>{_FIRST + random.randrange(_DAYS)}</v></c>'
    return f'<c r="{place}"><v>{random.random() * 90!r}</v></c>'
