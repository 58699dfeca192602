"""Documents read in a process of their own: their text, or why it can't be had."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.documents import MOST
from desktop.documents.read import read_document
from desktop.sheets.errors import ImportRefused, ReadingStopped
from tests.documents.making import docx, pdf

TEXT = "Сбиты 73 БПЛА:\n31 – над Брянской областью."


def refusal(path: Path) -> str:
    with pytest.raises(ImportRefused) as refused:
        read_document(path)
    assert path.name in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_a_text_is_read_in_whatever_letters_it_is_written(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "пост.txt"
    words = (TEXT + "\nПострадавших нет, сообщил губернатор области.\n" * 4).replace("–", "-")
    path.write_bytes(words.replace("\n", "\r\n").encode(encoding))
    found = read_document(path)
    assert found.text == words.strip("\n")
    assert bool(found.notes) is (encoding in {"cp1251", "koi8-r"})


def test_a_page_is_read_in_the_letters_that_it_says(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    page = '<meta charset="koi8-r"><title>Да</title><p>Сбит</p>'
    path.write_bytes(page.encode("koi8-r"))
    found = read_document(path)
    assert (found.title, found.text) == ("Да", "Сбит")


def test_a_word_document_gives_its_paragraphs_without_what_was_struck_out(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Сбиты 73</w:t></w:r><w:del><w:r><w:delText> 74</w:delText></w:r></w:del>"
        '<w:r><w:t xml:space="preserve"> БПЛА</w:t></w:r></w:p><w:p><w:r><w:t>31</w:t><w:tab/>'
        "<w:t>Брянск</w:t></w:r></w:p><w:p><w:r><w:instrText>DATE</w:instrText></w:r></w:p>"
    )
    core = (
        '<cp:p xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Сводка</dc:title>'
        "</cp:p>"
    )
    found = read_document(docx(tmp_path / "a.docx", body, core=core))
    assert found.text == "Сбиты 73 БПЛА\n31\tБрянск"
    assert found.title == "Сводка"


def test_a_pdf_gives_the_text_of_its_pages(tmp_path: Path, qapp: QApplication) -> None:
    path = pdf(tmp_path / "a.pdf", "73 drones were downed", "", "31 over Bryansk", title="Night")
    found = read_document(path)
    assert found.text.split("\n\n") == ["73 drones were downed", "31 over Bryansk"]
    assert found.title == "Night"
    assert found.notes == ("1 page holds no text; it may be a picture.",)


def test_a_scan_is_to_be_attached_instead(tmp_path: Path, qapp: QApplication) -> None:
    assert "no text. Attach it" in refusal(pdf(tmp_path / "scan.pdf", ""))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n", "is a picture"),
        ("a.rtf", b"{\\rtf1 x}", "save it as .docx"),
        ("a.pdf", b"%PDF-1.7\n%%EOF", "is damaged"),
        ("a.pdf", b"%PDF-1.7\n" + b"1 0 obj<</Type/Catalog/Pages 1 0 R>>" * 9, "is damaged"),
        ("a.docx", b"PK\x03\x04 cut", "cut off"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office file"),
        ("a.txt", bytes(range(8)) * 100, "neither a text"),
        ("a.html", b"<html><script>x</script></html>", "no text"),
        ("a.txt", b"", "is empty"),
    ],
)
def test_what_holds_no_text_is_refused_by_name(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert words in refusal(path)


def test_a_document_with_a_dtd_is_refused(tmp_path: Path) -> None:
    entity = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    body = "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
    assert "document type (DTD)" in refusal(docx(tmp_path / "a.docx", body, head=entity))


def test_a_text_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    body = f"<w:p><w:r><w:t>{'a' * 6_000_000}</w:t></w:r></w:p>"
    assert "more text than a desk keeps" in refusal(docx(tmp_path / "a.docx", body))


def test_a_missing_file_and_a_stop_say_so(tmp_path: Path) -> None:
    assert "not there any more" in refusal(tmp_path / "gone.txt")
    (tmp_path / "a.txt").write_text("text")
    with pytest.raises(ReadingStopped):
        read_document(tmp_path / "a.txt", lambda: True)


def test_a_document_over_the_limit_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as made:
        made.truncate(MOST + 1)
    assert "at most 64 are read" in refusal(path)
