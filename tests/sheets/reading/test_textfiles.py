"""Tables of text: encodings, separators, quotes over lines; every cell stays the text it is."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.sheets.errors import ImportRefused
from desktop.sheets.raw import Raw
from desktop.sheets.reading.read import read_book
from desktop.sheets.reading.send import Sender
from desktop.sheets.reading.textfiles import encoding_of, read_text, separator
from tests.sheets.reading.test_real_files import values

TEXT = (
    "№;Когда;Где;Сбито\r\n007;17.07.2025;Брянская область;31\r\n"
    "008;18.07.2025;Калужская область, Жуковский район;3\r\n"
    "009;18.07.2025;Смоленская область и Москва;1E5\r\n"
)
ROWS = [line.split(";") for line in TEXT.splitlines()]


def rows(path: Path, **options: str) -> list[list[Raw]]:
    with read_book(path, **options) as book:  # type: ignore[arg-type]
        return list(book.sheets[0].rows())


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"]
)
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert rows(path) == ROWS


def test_a_guessed_encoding_is_said_and_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(TEXT.encode("koi8_r", "replace"))
    assert rows(path, encoding="koi8_r")[1] == ROWS[1]
    path.write_bytes("name;place\r\ncafé;Besançon, là-bas, à côté\r\n".encode("cp1252"))
    with read_book(path) as book:
        assert any("guessed" in note for note in book.notes)
        assert list(book.sheets[0].rows())[1] == ["café", "Besançon, là-bas, à côté"]


def test_an_encoding_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(TEXT.encode("cp1251"))
    with pytest.raises(ImportRefused, match="not text in utf-8"):
        rows(path, encoding="utf-8")
    with pytest.raises(ImportRefused, match="no encoding klingon"):
        rows(path, encoding="klingon")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "t.csv"
    table = [["a", "b", "c"], ["1", "2, 3; 4", None], ["5", None, "x | y"]]
    with path.open("w", newline="") as stream:
        csv.writer(stream, delimiter=sign).writerows(table)
    assert rows(path) == table


@pytest.mark.parametrize("line", ["sep=|", '"sep=|"', "SEP=|"])
def test_a_line_may_say_the_separator(tmp_path: Path, line: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"{line}\r\na,b|c\r\n1,5|2\r\n", newline="")
    assert rows(path) == [["a,b", "c"], ["1,5", "2"]]


def test_the_suffix_decides_where_nothing_else_does(tmp_path: Path) -> None:
    assert separator("one\ntwo\n", Path("x.tsv")) == (0, "\t")
    assert separator("one\ntwo\n", Path("x.csv")) == (0, ",")


def test_text_that_looks_like_something_stays_text(tmp_path: Path) -> None:
    cells = ["007", "1E5", "MARCH1", "=1+1", "1234567890123456", " x ", "6+", "87 + 88",
             '"some"', "Unspecified", "1 – 2", "5\N{NO-BREAK SPACE}+", "TRUE", "#N/A"]  # fmt: skip
    path = tmp_path / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerow(cells)
    assert rows(path) == [cells]


def test_a_quote_that_never_closes_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a,b\n1,"two\n' + "3,four and more of it\n" * 500_000)
    with pytest.raises(ImportRefused, match="line 2"):
        rows(path)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8),
            min_size=2, max_size=5,
        ),
        min_size=1, max_size=8,
    ),
    st.sampled_from(",;\t|"),
)  # fmt: skip
def test_what_csv_writes_comes_back(table: list[list[str]], sign: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(table)
    sent = io.BytesIO()
    read_text(
        Path("t.csv"), io.BytesIO(text.getvalue().encode()), Sender(sent), "utf-8", sign
    )  # fmt: skip
    sent.seek(0)
    expected = {
        (0, row, column): cell
        for row, cells in enumerate(table)
        for column, cell in enumerate(cells)
        if cell
    }
    assert dict(values(sent)) == expected


def test_utf_8_is_told_from_a_guess_at_its_very_end() -> None:
    data = b"a,b\n" * 200_000
    assert encoding_of(io.BytesIO(data), len(data), Path("x")) == "utf-8"
    data += "Калуга\n".encode("cp1251") * 20
    assert encoding_of(io.BytesIO(data), len(data), Path("x")) != "utf-8"
