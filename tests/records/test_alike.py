"""By what a source is known again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.alike import RETOLD, contained, shingles, text_key, url_key

NIGHT = (
    "В течение прошедшей ночи с 23.00 мск 17 июля до 7.00 мск 18 июля дежурными средствами ПВО "
    "уничтожены 73 украинских беспилотных летательных аппарата: 31 БПЛА – над территорией Брянской "
    "области, 17 – над территорией Орловской области, 10 – над территорией Московского региона."
)
NEXT = NIGHT.replace("17 июля", "18 июля").replace("7.00 мск 18", "7.00 мск 19")
NEXT = NEXT.replace("73", "26").replace("31 БПЛА", "12 БПЛА").replace("10 –", "4 –")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/a/", "http://example.org/a"),
        ("https://example.org/a?utm_source=x&id=7#top", "example.org/a?id=7"),
        ("https://t.me/s/mod_russia/54321", "https://telegram.me/mod_russia/54321?single"),
        ("HTTPS://EXAMPLE.ORG:443/a", "https://example.org/a"),
    ],
)
def test_one_page_has_one_key(one: str, other: str) -> None:
    assert url_key(one) == url_key(other) != ""


@pytest.mark.parametrize("other", ["https://example.org/b", "https://example.org/a?id=8", ""])
def test_other_pages_have_others(other: str) -> None:
    assert url_key("https://example.org/a?id=7") != url_key(other)


@given(st.text(max_size=60))
def test_whatever_is_typed_has_a_key(text: str) -> None:
    assert isinstance(url_key(text), str)
    assert text_key(text) == text_key(f"  {text}\n")
    assert shingles(text) == shingles(f"{text} !")


def test_the_same_words_are_the_same_text() -> None:
    assert text_key(NIGHT) == text_key(NIGHT.upper().replace("–", "-").replace(" ", "\u00a0\n"))
    assert text_key(NIGHT) != text_key(NEXT)
    assert text_key(" \n—") == ""


def test_a_story_that_holds_a_statement_contains_it() -> None:
    story = f"Россия снова отбила атаку, пишет газета. {NIGHT} Пострадавших нет, сообщил глава."
    assert contained(NIGHT, story) == contained(story, NIGHT) == 1.0
    assert len(shingles(NIGHT) & shingles(story)) == len(shingles(NIGHT)) > 0


def test_the_next_night_in_the_same_formula_is_another_text() -> None:
    assert contained(NIGHT, NEXT) < RETOLD
    assert contained("", NIGHT) == 0.0
