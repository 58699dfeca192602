"""Workbooks, opened again by openpyxl and by LibreOffice."""

# ruff: noqa: DTZ001 - cells have no zone

import os
import resource
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.records.errors import Mendable
from desktop.records.when import When
from desktop.sheets.batch import ABOUT
from desktop.sheets.columns import table
from desktop.sheets.errors import ExportFailed
from desktop.sheets.layouts import LAYOUTS
from desktop.sheets.workbook import write_workbook
from tests.sheets.making import family, material, silent, source

ODD_TEXTS = (
    "=1+1", "+7 495 000", "-5", "@SUM(A1)", "#N/A", "1E5", "007", "1234567890123456", "MARCH1",
    "10-12", "TRUE", "'quoted", "  blank  ends  ", "two\nlines", "тире – и ёлка", "\U0001f6e9",
    "<b>&amp;</b>",
)  # fmt: skip


class Halt(Mendable):
    """Stops an export in a test."""


def column(sheet: Worksheet, heading: str) -> list[object]:
    headings = [cell.value for cell in sheet[1]]
    at = headings.index(heading) + 1
    return [sheet.cell(row, at).value for row in range(2, sheet.max_row + 1)]


def written(folder: Path, *texts: str) -> Path:
    path = folder / "book.xlsx"
    write_workbook(path, material(family(n, title=text) for n, text in enumerate(texts, 1)), silent)
    return path


def test_text_stays_text(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path, *ODD_TEXTS))["Incidents"]
    assert column(sheet, "Title") == list(ODD_TEXTS)
    assert {cell.data_type for cell in sheet["B"]} <= {"s", "inlineStr"}


def test_text_stays_text_after_libreoffice_has_saved_it(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    path = written(tmp_path, *ODD_TEXTS)
    out = tmp_path / "out"
    subprocess.run(
        [program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "xlsx", "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    book = load_workbook(out / path.name)
    assert column(book["Incidents"], "Title") == list(ODD_TEXTS)
    assert column(book["Figures"], "Count") == ["10-12"] * len(ODD_TEXTS)
    assert book[ABOUT].sheet_state != "visible"


def test_forbidden_characters_are_replaced_and_listed(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    receipt = write_workbook(path, material([family(summary="a\x00b\ufffe\ud800")]), silent)
    assert receipt.replaced_count == 1
    assert receipt.replaced == ["Incidents!M2: U+0000, U+FFFE, U+D800"]
    assert column(load_workbook(path)["Incidents"], "Summary") == ["a\ufffdb\ufffd\ufffd"]


def test_a_text_too_long_for_a_cell_goes_on_in_further_columns(tmp_path: Path) -> None:
    text = "\U0001f6e9я" * 25_000
    path = tmp_path / "book.xlsx"
    given = material([family()], [source("s1", title="Long", text=text)])
    receipt = write_workbook(path, given, silent)
    sheet = load_workbook(path)["Sources"]
    found = [str(column(sheet, name)[0]) for name in ("Text", "Text (2)", "Text (3)")]
    assert "".join(found) == text
    assert receipt.continued_count == 1
    assert receipt.continued[0].startswith("Sources!")


def test_more_rows_than_a_sheet_holds_go_on_in_another(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    given = material(family(n) for n in range(1, 6))
    receipt = write_workbook(path, given, silent, last_row=3)
    book = load_workbook(path)
    numbers = [
        name for title in ("Incidents", "Incidents (2)", "Incidents (3)")
        for name in column(book[title], "No.")
    ]  # fmt: skip
    assert numbers == [f"2025-{n:04d}" for n in range(1, 6)]
    assert "Incidents (2)" in receipt.continued
    assert sum(n for title, n in receipt.rows.items() if title.startswith("Inc")) == 5


def test_times_are_real_dates_in_their_zone_and_old_ones_text(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    modern = When.read("17.07.2025 21:00-07:50")
    old = When.read("25 Jan 1900 11:00", zone="UTC")
    write_workbook(path, material([family(1, when=modern), family(2, when=old)]), silent)
    sheet = load_workbook(path)["Incidents"]
    starts = column(sheet, "When, start")
    assert starts == [datetime(2025, 7, 17, 21), "1900-01-25 11:00"]
    assert column(sheet, "When, end")[0] == datetime(2025, 7, 18, 7, 50)
    assert column(sheet, "When, zone") == ["MSK", "UTC"]
    assert column(sheet, "When, EDTF")[0] == "2025-07-17T21:00:00+03:00/2025-07-18T07:50:00+03:00"
    assert When.read(str(column(sheet, "When")[0])) == modern


def test_counts_are_text_with_bounds_beside_them(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path, "a"))["Figures"]
    found = [column(sheet, name)[0] for name in ("Count", "Count, least", "Count, most")]
    assert found == ["10-12", 10, 12]


def test_figures_lead_to_their_incident_and_sources_to_their_url(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    sources = [
        source("s1", title="One", url="https://example.org/ж?q=1#top"),
        source("s2", title="Two", url="javascript:alert(1)"),
    ]
    write_workbook(path, material([family(1), family(2)], sources), silent)
    book = load_workbook(path)
    links = [book["Figures"][f"A{row}"].hyperlink for row in (2, 3)]
    assert [link.location for link in links] == ["'Incidents'!A2", "'Incidents'!A3"]
    first, second = book["Sources"]["C2"], book["Sources"]["C3"]
    assert first.hyperlink.target == "https://example.org/%D0%B6?q=1#top"
    assert second.hyperlink is None


def test_frame_has_filter_frozen_heading_lists_and_no_author(tmp_path: Path) -> None:
    path = written(tmp_path, "a", "b")
    sheet = load_workbook(path)["Incidents"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.auto_filter.ref.endswith("3")
    assert any("approved" in (one.formula1 or "") for one in sheet.data_validations.dataValidation)
    with zipfile.ZipFile(path) as book:
        properties = book.read("docProps/core.xml").decode()
    assert "creator" not in properties
    assert "lastModifiedBy" not in properties


def test_it_prints_landscape_with_its_heading_on_every_page(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path, "a"))["Figures"]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (3, 0)
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_row_has_its_uid_and_version_and_every_column_its_meaning(
    tmp_path: Path, layout: str
) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(path, material([family()], [source("s1", title="t")], layout), silent)
    book = load_workbook(path)
    guide = list(book["Guide"].iter_rows(min_row=2, max_col=2, values_only=True))
    for code in LAYOUTS[layout]:
        one = table(code)
        sheet = book[one.title]
        if code not in {"places", "speakers"}:
            assert column(sheet, "version") == [1]
            assert len(str(column(sheet, "uid")[0])) >= 2
        headings = [cell.value for cell in sheet[1]]
        assert len(set(headings)) == len(headings)
        assert [(one.title, heading) for heading in headings] == [
            line for line in guide if line[0] == one.title
        ]


def test_guide_tells_of_crimea_and_of_the_names_origin(tmp_path: Path) -> None:
    guide = load_workbook(written(tmp_path, "a"))["Guide"]
    text = " ".join(str(cell.value) for row in guide for cell in row)
    assert "UA-43" in text
    assert "UA-40" in text
    assert "GeoNames" in text


def test_hidden_sheet_says_which_desk_and_which_part_of_it(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path, "a"))[ABOUT]
    assert sheet.sheet_state == "veryHidden"
    told = dict(sheet.iter_rows(min_row=2, values_only=True))
    assert (told["desk"], told["journal count"], told["journal head"]) == ("d" * 32, "3", "h" * 64)
    assert told["filter"] == "status=approved"
    assert "incident.when.edtf" in str(told["columns Incidents"]).split()


def full_disk(done: int, _total: int) -> None:
    """Let no file grow from here on, as on a full disk."""
    if done:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.getrlimit(1)[1]))


def halt(done: int, _total: int) -> None:
    if done:
        raise Halt("stopped")


@pytest.mark.parametrize(
    ("progress", "error"), [(halt, Halt), (full_disk, ExportFailed)], ids=["stop", "full disk"]
)
def test_what_fails_or_is_stopped_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, progress: Callable[[int, int], None], error: type[Mendable]
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"what was there")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        with pytest.raises(error):
            write_workbook(path, material([family(1), family(2)]), progress)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == b"what was there"
    assert [one.name for one in tmp_path.iterdir()] == ["book.xlsx"]


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        with pytest.raises(ExportFailed, match="Make room"):
            write_workbook(tmp_path / "book.xlsx", material([family(1)]), full_disk)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_workbook_that_is_open_elsewhere_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".~lock.book.xlsx#").touch()
    with pytest.raises(ExportFailed, match="open in another program"):
        write_workbook(tmp_path / "book.xlsx", material([]), silent)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_workbook_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.touch(mode=0o400)
    with pytest.raises(ExportFailed, match="read-only"):
        write_workbook(path, material([]), silent)


@pytest.mark.parametrize(("name", "words"), [("", "is a folder"), ("no/book.xlsx", "no folder")])
def test_a_path_that_can_hold_no_file_is_refused(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(ExportFailed, match=words):
        write_workbook(tmp_path / name, material([]), silent)


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.xlsx", tmp_path / "link.xlsx"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_workbook(link, material([family()]), silent)
    assert link.is_symlink()
    assert zipfile.is_zipfile(real)
