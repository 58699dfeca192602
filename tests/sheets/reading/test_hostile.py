"""Files made to do harm, or damaged: refused in their own words, and soon."""

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop.sheets.errors import ImportRefused
from desktop.sheets.raw import Raw
from desktop.sheets.reading.read import read_book
from tests.sheets.reading.making import MAIN, one_sheet, parts, sheet, write, zip_of

MB = 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refused(path: Path) -> str:
    """Read a file that must be refused, and return why."""
    with pytest.raises(ImportRefused) as caught:
        read_book(path)
    sentence = str(caught.value)
    assert path.name in sentence
    return sentence


def only(path: Path) -> list[list[Raw]]:
    with read_book(path) as book:
        return list(book.sheets[0].rows())


def bomb(path: Path, start: bytes, piece: bytes, times: int, end: bytes) -> Path:
    """Write a workbook whose sheet is one piece repeated; small on disk, large unpacked."""
    made = zip_of(SHEET, [(start, 1), (piece, times), (end, 1)], parts({"S": sheet(ONE)}))
    path.write_bytes(made)
    assert len(made) < 3 * MB
    return path


HEAD = sheet("").partition("</sheetData>")[0].encode()
TAIL = b"</sheetData></worksheet>"


def test_a_size_bomb_is_refused_by_a_look(tmp_path: Path) -> None:
    cells = b"<row>" + b"<c><v>1</v></c>" * 1000 + b"</row>"
    path = bomb(tmp_path / "b.xlsx", HEAD, cells * 10, 1000, TAIL)
    assert "unpacks from" in refused(path)


def test_one_enormous_cell_is_refused_by_a_look(tmp_path: Path) -> None:
    start = HEAD + b'<row r="1"><c r="A1" t="inlineStr"><is><t>'
    path = bomb(tmp_path / "b.xlsx", start, b"x" * MB, 300, b"</t></is></c></row>" + TAIL)
    assert "unpacks from" in refused(path)


def test_blanks_without_end_are_refused_by_a_look(tmp_path: Path) -> None:
    path = bomb(tmp_path / "b.xlsx", HEAD, b" " * MB, 300, TAIL)
    assert "unpacks from" in refused(path)


def test_blanks_before_the_first_element_are_refused(tmp_path: Path) -> None:
    path = bomb(tmp_path / "b.xlsx", b"", b" " * MB, 20, sheet(ONE).partition("?>")[2].encode())
    assert "begins with blanks" in refused(path)


def test_blanks_in_a_cell_of_less_than_a_bomb_do_no_harm(tmp_path: Path) -> None:
    path = bomb(tmp_path / "b.xlsx", HEAD, b" " * MB, 20, ONE.encode() + TAIL)
    assert only(path) == [[1]]


def test_a_cell_of_many_millions_of_characters_is_refused(tmp_path: Path) -> None:
    start = HEAD + b'<row r="1"><c r="A1" t="e"><v>'
    path = bomb(tmp_path / "b.xlsx", start, b"x" * MB, 20, b"</v></c></row>" + TAIL)
    assert "million characters" in refused(path)


def test_one_long_text_in_very_many_cells_is_kept_once(tmp_path: Path) -> None:
    row = b"<row>" + b'<c t="s"><v>0</v></c>' * 500 + b"</row>"
    contents = parts({"S": sheet("")}, texts=f"<si><t>{'x' * 2_000_000}</t></si>")
    path = tmp_path / "b.xlsx"
    path.write_bytes(zip_of(SHEET, [(HEAD, 1), (row, 500), (TAIL, 1)], contents))
    with read_book(path) as book:
        assert (book.sheets[0].height, book.sheets[0].width) == (500, 500)
        assert {len(str(text)) for text in next(book.sheets[0].rows(499))} == {2_000_000}


def test_a_size_that_lies_is_seen(tmp_path: Path) -> None:
    path = one_sheet(tmp_path / "b.xlsx", ONE * 50)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as book:
        real = book.getinfo(SHEET).file_size
    # The size stands in the part's own header and in the list at the end.
    for at in range(len(data) - 4):
        if data[at : at + 4] == real.to_bytes(4, "little"):
            data[at : at + 4] = (real // 2).to_bytes(4, "little")
    path.write_bytes(data)
    assert SHEET in refused(path)


def test_parts_that_lie_over_one_another_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    contents = parts({"S": sheet(ONE)})
    contents["xl/media/image1.png"] = os.urandom(50_000).hex()
    write(path, contents)
    with zipfile.ZipFile(path) as book:
        entry = book.getinfo("xl/media/image1.png")
    data = bytearray(path.read_bytes())
    # The list at the end is made to name one part many times over.
    end = data.rindex(b"PK\5\6")
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    at = data.rindex(b"PK\1\2", start, data.index(entry.filename.encode(), start))
    size = 46 + len(entry.filename)
    listed = bytes(data[at : at + size])
    copies = b"".join(
        listed.replace(b"image1", b"imag%02d" % number) for number in range(10, 40)
    )  # fmt: skip
    count = int.from_bytes(data[end + 10 : end + 12], "little") + 30
    tail = bytearray(data[end:])
    tail[8:10] = tail[10:12] = count.to_bytes(2, "little")
    tail[12:16] = (end - start + len(copies)).to_bytes(4, "little")
    path.write_bytes(bytes(data[:end]) + copies + bytes(tail))
    assert "over one another" in refused(path)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", SHEET,
             "docProps/core.xml", "[Content_Types].xml", "_rels/.rels"],
)  # fmt: skip
@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x">%p;]>',
    ],
)
def test_a_document_type_in_any_part_is_refused(tmp_path: Path, part: str, dtd: str) -> None:
    contents = {"docProps/core.xml": "<p/>"} | parts({"S": sheet(ONE)})
    contents[part] = (
        f'<?xml version="1.0"?>\n{dtd}{contents[part].partition("?>")[2]}'
        if (contents[part].startswith("<?xml"))
        else dtd + contents[part]
    )
    assert "document type" in refused(write(tmp_path / "b.xlsx", contents))


def test_a_document_type_in_utf_16_is_refused(tmp_path: Path) -> None:
    contents: dict[str, bytes] = {
        part: xml.encode() for part, xml in parts({"S": sheet(ONE)}).items()
    }
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]>'
    contents[SHEET] = (xml + sheet(ONE).partition("?>")[2]).encode("utf-16")
    assert "document type" in refused(write(tmp_path / "b.xlsx", contents))


def test_elements_nested_without_end_are_refused(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>' + "<x>" * 100_000 + "</x>" * 100_000
    assert "nested too deep" in refused(one_sheet(tmp_path / "b.xlsx", rows))


def test_millions_of_styles_are_refused(tmp_path: Path) -> None:
    contents = parts({"S": sheet(ONE)})
    contents["xl/styles.xml"] = (
        f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf numFmtId=" + chr(34) + "14" + chr(34) + "/>"}'
        + '<xf numFmtId="14"/>' * 400_000
        + "</cellXfs></styleSheet>"
    )
    assert "styles" in refused(write(tmp_path / "b.xlsx", contents))


def test_the_last_cell_of_a_sheet_is_read(tmp_path: Path) -> None:
    rows = ONE + '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    with read_book(one_sheet(tmp_path / "b.xlsx", rows)) as book:
        (found,) = book.sheets
        assert (found.height, found.width) == (1_048_576, 16_384)
        assert next(found.rows())[0] == 1
        (last,) = found.rows(1_048_575)
        assert last[-1] == 2
        assert sum(1 for row in found.rows() if row) == 2


def test_a_cell_that_the_fast_reader_dies_of_is_read_by_the_other(tmp_path: Path) -> None:
    """The far cell comes late in a large sheet, when the fast reader has begun."""
    near = "".join(
        f'<row r="{row}"><c r="A{row}" t="str"><v>{os.urandom(40).hex()}</v></c></row>'
        for row in range(1, 15_001)
    )
    far = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    with read_book(one_sheet(tmp_path / "b.xlsx", near + far)) as book:
        (found,) = book.sheets
        assert sum(1 for row in found.rows() if row) == 15_001
        assert next(found.rows(1_048_575))[16_383] == 2


@pytest.mark.parametrize("row", ["99999999999", "1048577", "0", "-1", "x"])
def test_a_row_that_no_sheet_has_is_refused(tmp_path: Path, row: str) -> None:
    rows = f'<row r="{row}"><c r="A{row}" t="e"><v>#N/A</v></c></row>'
    assert row in refused(one_sheet(tmp_path / "b.xlsx", rows))


def test_a_column_that_no_sheet_has_is_refused(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="ZZZZ1" t="e"><v>#N/A</v></c></row>'
    assert "columns" in refused(one_sheet(tmp_path / "b.xlsx", rows))


def test_a_merge_over_the_whole_sheet_does_no_harm(tmp_path: Path) -> None:
    merged = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    contents = parts({"S": sheet(ONE, after=merged)})
    assert only(write(tmp_path / "b.xlsx", contents)) == [[1]]


@pytest.mark.parametrize("claimed", ["A1", "A1:XFD1048576", "nonsense", "B7:C3"])
@pytest.mark.parametrize("other", ["<v>2</v>", "<f>1+1</f>"])
def test_a_dimension_that_lies_is_not_believed(tmp_path: Path, claimed: str, other: str) -> None:
    rows = "".join(
        f'<row r="{at}"><c r="A{at}"><v>{at}</v></c><c r="B{at}">{other}</c></row>'
        for at in range(1, 51)
    )
    contents = parts({"S": sheet(rows, before=f'<dimension ref="{claimed}"/>')})
    found = only(write(tmp_path / "b.xlsx", contents))
    assert [row[0] for row in found] == list(range(1, 51))


@pytest.mark.parametrize("error", ["", ' t="e"'])
def test_rows_and_cells_out_of_order_or_without_numbers_are_put_in_their_places(
    tmp_path: Path, error: str
) -> None:
    rows = (
        '<row r="3"><c r="B3"><v>5</v></c><c r="A3"><v>4</v></c></row>'
        '<row r="1"><c><v>1</v></c><c><v>2</v></c></row>'
        f'<row><c{error}><v>#N/A</v></c><c r="C2"><v>3</v></c></row>'
    )
    found = only(one_sheet(tmp_path / "b.xlsx", rows))
    assert found[0] == [1, 2, None]
    assert found[1][2] == 3
    assert found[2] == [4, 5, None]


def test_strict_ooxml_is_read(tmp_path: Path) -> None:
    strict = {
        part: xml.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for part, xml in parts({"S": sheet(ONE)}).items()
    }
    assert only(write(tmp_path / "b.xlsx", strict)) == [[1]]
    strict[SHEET] = strict[SHEET].replace("<v>1</v>", "<f>2</f>")
    assert len(only(write(tmp_path / "b.xlsx", strict))) == 1


PDF, PNG = b"%PDF-1.7\n...", b"\x89PNG\r\n\x1a\n0000"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"No.,When\r\n1,2\r\n", "plain text"),
        ("№;Когда\r\n1;2\r\n".encode("cp1251"), "plain text"),
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "web page"),
        (b'<?xml version="1.0"?><Workbook/>', "XML file"),
        (PDF, "PDF"),
        (PNG, "picture"),
        (b"SQLite format 3\0" + b"\0" * 100, "database"),
        (b"\0\1\2\3" * 50, "not a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"),
            "old workbook",
        ),
    ],
)
def test_what_is_only_named_a_workbook_is_refused_for_what_it_is(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(content)
    assert words in refused(path)


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        ({"word/document.xml": "<w/>", "[Content_Types].xml": "<t/>"}, "Word"),
        ({"ppt/presentation.xml": "<p/>", "[Content_Types].xml": "<t/>"}, "PowerPoint"),
        ({"photo.jpg": "x", "notes.txt": "y"}, "zip archive"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "no spreadsheet"),
    ],
)
def test_other_zips_are_refused_for_what_they_are(
    tmp_path: Path, contents: dict[str, str], words: str
) -> None:
    assert words in refused(write(tmp_path / "b.xlsx", contents))


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_that_is_cut_off_is_refused(tmp_path: Path, part: float) -> None:
    path = one_sheet(tmp_path / "b.xlsx", ONE)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    assert "cut off" in refused(path)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_a_part_that_does_not_fit_its_checksum_is_refused(tmp_path: Path, part: str) -> None:
    path = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as out:
        for name, xml in parts({"S": sheet(ONE)}).items():
            out.writestr(name, xml)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as book:
        entry = book.getinfo(part)
    data[entry.header_offset + 30 + len(part) + entry.file_size - 3] ^= 1
    path.write_bytes(data)
    assert part in refused(path)


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    path = one_sheet(tmp_path / "b.xlsx", ONE)
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    path.write_bytes(data)
    assert "password" in refused(path)


def test_the_mark_of_an_open_workbook_is_no_workbook(tmp_path: Path) -> None:
    name = b"A. Editor"
    content = bytes([len(name)]) + name.ljust(54) + bytes([len(name), 0])
    path = tmp_path / "~$night.xlsx"
    path.write_bytes((content + name.decode().encode("utf-16-le")).ljust(165, b" "))
    assert "mark that a workbook is open" in refused(path)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    assert "folder" in refused(tmp_path / "folder.xlsx")
    assert "not there" in refused(tmp_path / "gone.xlsx")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_unread(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert "pipe" in refused(tmp_path / "pipe.xlsx")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with path.open("wb") as stream:
        stream.write(b"PK\3\4")
        stream.truncate(300 * MB)
    assert "300 MB" in refused(path)


def test_a_workbook_that_is_open_elsewhere_is_read_and_said_so(tmp_path: Path) -> None:
    path = one_sheet(tmp_path / "b.xlsx", ONE)
    (tmp_path / "~$b.xlsx").write_bytes(b"x")
    with read_book(path) as book:
        assert any("open in another program" in note for note in book.notes)


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = one_sheet(tmp_path / "b.xlsx", ONE)
    path.chmod(0)
    assert "may not be read" in refused(path)


def old_workbook(path: Path, suffix: str) -> Path:
    """Have LibreOffice save a small workbook in another format."""
    book = Workbook()
    assert book.active is not None
    for row in (["No.", "Downed"], ["007", 73], [" x ", 2.5]):
        book.active.append(row)
    source = path / "old.xlsx"
    book.save(source)
    ran = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{path}/profile", "--headless",
         "--convert-to", suffix, "--outdir", str(path / "out"), str(source)],
        capture_output=True, check=False, timeout=100,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return path / "out" / f"old.{suffix}"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_other_formats_give_the_same_values(tmp_path: Path, suffix: str) -> None:
    path = old_workbook(tmp_path, suffix)
    with read_book(path) as book:
        assert book.format == suffix
        assert list(book.sheets[0].rows()) == [["No.", "Downed"], ["007", 73], [" x ", 2.5]]
    renamed = path.rename(tmp_path / "renamed.xlsx")
    assert only(renamed)[1] == ["007", 73]


def test_the_reading_of_a_stream_of_nothing_but_a_zips_end_is_refused(tmp_path: Path) -> None:
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    path = tmp_path / "b.xlsx"
    path.write_bytes(empty.getvalue())
    assert "zip archive" in refused(path)
