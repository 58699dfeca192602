"""Makes the table that is taken in: 26 columns as people's tables of incidents have them."""

import zipfile
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from tests.bench.making import cache
from tests.bench.prose import sentences
from tests.sheets.reading.making import parts, sheet

HEADINGS = (
    "Case", "Date", "End date", "Region", "Type", "Actor", "Title", "Description", "Launched",
    "Downed", "Killed", "Injured", "Damaged", "Speaker", "Source", "URL", "Publisher", "Published",
    "Reliability", "Confidence", "Tags", "Notes", "Latitude", "Longitude", "Entered by", "Checked",
)  # fmt: skip
FORMATS = ("yyyy\\-mm\\-dd\\ hh:mm", "yyyy\\-mm\\-dd")
_TYPES = "".join(
    f'<Override PartName="/xl/{part}.xml" '
    f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
    for part, kind in (("sharedStrings", "sharedStrings"), ("styles", "styles"))
)
_MOMENT, _DAY = 1, 2
_VERSION = 1
_REGIONS = (
    "Bryansk Oblast", "Oryol Oblast", "Kursk Oblast", "Belgorod Oblast", "Rostov Oblast",
    "Kaluga Oblast", "Тульская область", "Смоленская область", "Voronezh Oblast", "Tver Oblast",
)  # fmt: skip
_KINDS = ("Drone attack", "Missile strike", "Explosion", "Fire")
_ACTORS = ("Ukraine", "Russia", "Unknown")
_TAGS = ("energy", "fuel", "industry", "residential", "transport")
_SPEAKERS = ("Ministry of Defence", "Governor", "Air Force", "Mayor", "Оперативный штаб")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FIRST = 44_616
# A source is retold in so many rows.
_SHARED = 8


def intake_book(rows: int) -> Path:
    """Return a table of so many rows; it is made where there is none yet."""
    path = cache() / f"intake-v{_VERSION}-{rows}.xlsx"
    if not path.exists():
        partial = path.with_suffix(".partial")
        _write(partial, rows)
        partial.replace(path)
    return path


def _write(path: Path, rows: int) -> None:
    random = Random(2607)
    texts: dict[str, int] = {}
    contents = parts({"Incidents": sheet("")}, formats=FORMATS)
    name = "xl/worksheets/sheet1.xml"
    start, end = contents.pop(name).split("</sheetData>")
    contents.pop("xl/sharedStrings.xml")
    types = contents["[Content_Types].xml"]
    # openpyxl goes by these, where others go by the relations.
    contents["[Content_Types].xml"] = types.replace("</Types>", f"{_TYPES}</Types>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        with out.open(name, "w", force_zip64=True) as stream:
            stream.write(start.encode())
            stream.write(_row(1, [*HEADINGS], texts).encode())
            for row in range(2, rows + 2):
                stream.write(_row(row, _values(row - 1, random), texts).encode())
            stream.write(f"</sheetData>{end}".encode())
        shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        out.writestr("xl/sharedStrings.xml", parts({}, texts=shared)["xl/sharedStrings.xml"])
        for other, content in contents.items():
            out.writestr(other, content)


def _values(number: int, random: Random) -> list[str | int | float | None]:
    start = _FIRST + random.randrange(1500 * 1440) / 1440
    region = random.choice(_REGIONS)
    source = random.randrange(1 + number // _SHARED)
    return [
        f"C-{number:06}",
        start,
        start + random.randrange(600) / 1440,
        region,
        random.choice(_KINDS),
        random.choice(_ACTORS),
        f"{random.choice(_KINDS)} in {region}, {number}",
        sentences(random, 1, 3),
        random.randrange(90),
        random.randrange(90),
        random.randrange(4) or None,
        random.randrange(9) or None,
        random.randrange(3) or None,
        random.choice(_SPEAKERS),
        f"Report of the night, {source}",
        f"https://example.org/{source}",
        "Example",
        _FIRST + source % 1500,
        random.choice("ABC"),
        random.choice(("high", "medium", "low")),
        random.choice(_TAGS),
        sentences(random, 1, 1) if random.random() < 0.3 else None,
        None,
        None,
        random.choice(("ab", "cd", "ef")),
        random.choice(("yes", "no")),
    ]


def _row(row: int, values: list[str | int | float | None], texts: dict[str, int]) -> str:
    cells = (
        _cell(f"{letter}{row}", at, value, texts)
        for at, (letter, value) in enumerate(zip(_LETTERS, values, strict=True))
    )
    return f'<row r="{row}">{"".join(cells)}</row>'


def _cell(place: str, column: int, value: str | float | None, texts: dict[str, int]) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
    style = {1: _MOMENT, 2: _MOMENT, 17: _DAY}.get(column, 0)
    return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'
