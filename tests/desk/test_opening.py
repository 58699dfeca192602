"""A document fills a source's form."""

import pytest

from desktop.desk import opening
from desktop.desk.desk import Desk
from desktop.desk.entered import Entered
from desktop.documents.document import Document
from desktop.records.errors import Mendable

PAGE = Document(
    "Сбиты 73 БПЛА.",
    title="Сводка",
    publisher="Газета",
    url="https://example.org/a",
    published="2025-07-18T09:10:00+03:00",
    language="ru",
)


def test_what_is_empty_is_filled_and_the_text_taken(desk: Desk) -> None:
    entered = Entered("source", "s")
    entered.typed["publisher"] = "Reuters"
    filled = opening.filling(PAGE, entered, desk.context(), "page")
    assert filled["text"] == "Сбиты 73 БПЛА."
    assert (filled["title"], filled["url"]) == ("Сводка", "https://example.org/a")
    assert "publisher" not in filled
    assert filled["language"] == "Russian"
    for name, text in filled.items():
        entered.write(name, text, desk.context())
    published = entered.value("published", desk.context())
    assert published.start.isoformat() == "2025-07-18T06:10:00+00:00"


def test_a_document_that_says_nothing_is_called_by_its_file(desk: Desk) -> None:
    entered = Entered("source", "s")
    filled = opening.filling(
        Document("Text", published="yesterday or so", language="de"),
        entered,
        desk.context(),
        "post 7",
    )
    assert filled == {"title": "post 7", "language": "other", "text": "Text"}


def test_html_is_told_from_text_and_read() -> None:
    assert opening.is_markup("<p>one</p><p>two</p>")
    assert not opening.is_markup("31 < 73, so they say")
    assert opening.read_pasted("<p>один</p><p>two</p>") == "один\n\ntwo"


def test_html_that_was_made_to_hang_a_reader_is_refused() -> None:
    with pytest.raises(Mendable, match="more time or memory"):
        opening.read_pasted("<p></p>" + "<a " * 200_000)
