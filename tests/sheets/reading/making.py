"""Makes .xlsx files of chosen XML, as no writer would write them."""

import io
import zipfile
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """Return a sheet's XML around its rows."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def parts(
    sheets: dict[str, str], *, formats: tuple[str, ...] = (), texts: str = "", book: str = ""
) -> dict[str, str]:
    """Return the parts of a workbook by name.

    `sheets` is title -> XML; style 0 is General, style n the nth of `formats`; `texts` are `<si>`.
    """
    listed = "".join(
        f'<sheet name="{title}" sheetId="{at}" r:id="s{at}"/>'
        for at, title in enumerate(sheets, start=1)
    )
    related = "".join(
        f'<Relationship Id="s{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    related += f'<Relationship Id="t" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    related += f'<Relationship Id="f" Type="{OFFICE}/styles" Target="styles.xml"/>'
    codes = "".join(
        f'<numFmt numFmtId="{at}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for at, code in enumerate(formats, start=164)
    )
    styles = '<xf numFmtId="0"/>' + "".join(
        f'<xf numFmtId="{at}"/>' for at in range(164, 164 + len(formats))
    )
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}'
            f"<sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>'
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
            f"<cellXfs>{styles}</cellXfs></styleSheet>"
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        **{f"xl/worksheets/sheet{at}.xml": xml for at, xml in enumerate(sheets.values(), start=1)},
    }


def write(path: Path, contents: dict[str, str] | dict[str, bytes]) -> Path:
    """Write parts as a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in contents.items():
            out.writestr(name, content)
    return path


def one_sheet(path: Path, rows: str, *formats: str, texts: str = "", book: str = "") -> Path:
    """Write a workbook of one sheet."""
    return write(path, parts({"S": sheet(rows)}, formats=formats, texts=texts, book=book))


def zip_of(name: str, pieces: list[tuple[bytes, int]], contents: dict[str, str]) -> bytes:
    """Return a zip in which one more part is made of pieces, each repeated so often."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for other, content in contents.items():
            if other != name:
                out.writestr(other, content)
        with out.open(name, "w", force_zip64=True) as stream:
            for piece, times in pieces:
                for _time in range(times):
                    stream.write(piece)
    return made.getvalue()
