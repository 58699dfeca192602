"""Quotes follow a text that is corrected, or are told apart as not standing in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.requoting import Quote, follow

TEXT = (
    "Сбиты 73 БПЛА: 31 БПЛА – над Брянской областью, один БПЛА – над Крымом, один БПЛА – над морем."
)
WORDS = st.lists(
    st.sampled_from(["31", "один", "БПЛА", "–", "над", "морем", ",", "\n"]), max_size=30
)


def quoted(words: str, at: int = 0) -> Quote:
    start = TEXT.index(words, at)
    return Quote(words, start, start + len(words))


def one(new: str, quote: Quote) -> Quote:
    (found,) = follow(TEXT, new, [quote])
    return found


def test_what_stands_behind_a_correction_moves_with_it() -> None:
    new = TEXT.replace("73 БПЛА", "73 вражеских БПЛА")
    moved = one(new, quoted("31 БПЛА"))
    assert moved == Quote("31 БПЛА", quoted("31 БПЛА").start + 10, quoted("31 БПЛА").end + 10)  # type: ignore[operator]
    assert one(new, quoted("Сбиты 73")) == quoted("Сбиты 73")


def test_a_quote_in_which_a_word_was_changed_stands_no_longer() -> None:
    assert one(TEXT.replace("31 БПЛА", "32 БПЛА"), quoted("31 БПЛА")) == Quote("31 БПЛА")
    assert one("", quoted("31 БПЛА")) == Quote("31 БПЛА")


def test_words_that_stand_elsewhere_too_are_not_taken_for_those_that_went() -> None:
    last = quoted("один БПЛА", TEXT.index("Крымом"))
    assert one(TEXT.replace(", один БПЛА – над морем", ""), last) == Quote("один БПЛА")


def test_a_stretch_that_was_moved_takes_its_quotes_along() -> None:
    new = "31 БПЛА – над Брянской областью. " + TEXT.replace(
        "31 БПЛА – над Брянской областью, ", ""
    )
    assert one(new, quoted("31 БПЛА")) == Quote("31 БПЛА", 0, 7)


def test_corrected_marks_and_blanks_are_quoted_as_they_are_now() -> None:
    new = TEXT.replace("31 БПЛА – над", "31\u00a0БПЛА - над")
    moved = one(new, quoted("31 БПЛА – над Брянской"))
    assert moved.words == "31\u00a0БПЛА - над Брянской"
    assert moved.stands_in(new)


def test_what_never_stood_there_has_no_place() -> None:
    assert one(TEXT + ".", Quote("73 дрона", 3, 11)) == Quote("73 дрона")
    assert one(TEXT + " 73 дрона", Quote("73 дрона")) == Quote("73 дрона")


def test_a_text_that_is_quite_another_is_not_compared_for_long() -> None:
    old = " ".join(f"word{n}" for n in range(9000))
    new = " ".join(f"other{n}" for n in range(9000)) + " word7 word8 word9"
    start = old.index("word7 word8")
    (found,) = follow(old, new, [Quote("word7 word8", start, start + 11)])
    assert found.stands_in(new)


@given(WORDS, WORDS, st.data())
def test_whatever_is_corrected_no_quote_points_at_other_words(
    left: list[str], right: list[str], data: st.DataObject
) -> None:
    old, new = " ".join(left), " ".join(right)
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    quote = Quote(old[start:end], start, end)
    (moved,) = follow(old, new, [quote])
    assert moved.stands_in(new) or moved == Quote(quote.words)


@given(WORDS, WORDS, WORDS, st.text("xyz ", max_size=20))
def test_what_is_written_around_a_quote_never_loses_it(
    left: list[str], words: list[str], right: list[str], more: str
) -> None:
    before, quote, after = (" ".join(some) for some in (left, words, right))
    old, new = f"{before}{quote}{after}", f"{more}{before}{quote}{after}{more}"
    start = len(before)
    (moved,) = follow(old, new, [Quote(quote, start, start + len(quote))])
    assert moved.stands_in(new) or not quote


@pytest.mark.parametrize("cut", [0, 5, 30])
def test_undoing_a_correction_brings_every_quote_back(cut: int) -> None:
    new = TEXT[:cut] + "[так в тексте] " + TEXT[cut:]
    quotes = [quoted("73 БПЛА"), quoted("над Крымом")]
    there = follow(TEXT, new, quotes)
    assert follow(new, TEXT, there) == quotes
