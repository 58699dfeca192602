"""CSV files, read again."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from desktop.sheets.csvfiles import write_csv
from desktop.sheets.errors import ExportFailed
from tests.sheets.making import family, material, silent, source


def read(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_zip_has_every_table_and_the_guide(tmp_path: Path) -> None:
    path = tmp_path / "book.zip"
    given = material([family(title='Ночь, "17"\nиюля')], [source("s1", title="=1+1")])
    receipt = write_csv(path, given, silent)
    with zipfile.ZipFile(path) as book:
        assert book.namelist() == [
            "incidents.csv", "reports.csv", "figures.csv", "sources.csv", "places.csv",
            "speakers.csv", "guide.csv",
        ]  # fmt: skip
        incidents, sources = (read(book.read(f"{name}.csv")) for name in ("incidents", "sources"))
    assert incidents[0]["Title"] == 'Ночь, "17"\nиюля'
    assert sources[0]["Title"] == "'=1+1"
    assert receipt.guarded == 1
    assert receipt.rows == {"Incidents": 1, "Reports": 1, "Figures": 1, "Sources": 1, "Places": 0,
                            "Speakers": 0}  # fmt: skip


def test_one_table_is_one_file_with_numbers_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    write_csv(path, material([family()], layout="figures"), silent)
    row = read(path.read_bytes())[0]
    assert (row["Count"], row["Count, least"], row["Count, most"]) == ("10-12", "10", "12")
    assert row["No."] == "2025-0001"


def test_several_tables_do_not_go_into_one_csv(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="one table"):
        write_csv(tmp_path / "book.csv", material([]), silent)
    assert list(tmp_path.iterdir()) == []
