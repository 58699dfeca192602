"""Counts: bounds, one canonical text, order and arithmetic of bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.count import (
    LIMIT,
    NONE_REPORTED,
    NOT_CHECKED,
    NOT_STATED,
    Count,
    Qualifier,
    exceeds,
    remainder,
)
from desktop.records.count_words import WORDS

NUMBERS = st.integers(0, LIMIT)
SMALL = st.integers(0, 200)


def _ordered(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(numbers, numbers).map(lambda pair: (min(pair), max(pair)))


def _bounded(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[Count]:
    return st.one_of(
        numbers.map(Count.exact),
        _ordered(numbers)
        .filter(lambda pair: pair[0] < pair[1])
        .map(lambda pair: Count(*pair, Qualifier.RANGE)),
        numbers.map(lambda n: Count(None, n, Qualifier.AT_MOST)),
    )


COUNTS = st.one_of(
    _bounded(NUMBERS),
    _ordered(NUMBERS).map(lambda pair: Count(*pair, Qualifier.ABOUT)),
    NUMBERS.map(lambda n: Count(n, None, Qualifier.AT_LEAST)),
    st.integers(1, LIMIT).map(lambda n: Count(n, None, Qualifier.AT_LEAST, ">")),
    st.integers(0, LIMIT - 1).map(lambda n: Count(None, n, Qualifier.AT_MOST, "<")),
    st.sampled_from(sorted(WORDS)).map(lambda word: Count(None, None, Qualifier.WORDS, word)),
    st.sampled_from([NONE_REPORTED, NOT_STATED, NOT_CHECKED]),
)


@given(COUNTS)
def test_the_canonical_text_reads_back_as_the_same_count(count: Count) -> None:
    assert Count.read(str(count)) == count


@given(COUNTS, COUNTS)
def test_two_counts_are_one_exactly_when_their_texts_are(one: Count, other: Count) -> None:
    assert (one == other) == (str(one) == str(other))


@given(COUNTS)
def test_every_count_can_be_explained(count: Count) -> None:
    assert count.understood()
    assert "{" not in count.understood()


@given(COUNTS)
def test_only_numbers_have_a_least(count: Count) -> None:
    assert (count.lowest is not None) == count.is_number
    assert not (count.is_number and count.is_empty)


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("31", "31"),
        ("10-12", "10 to 12"),
        ("60+", "at least 60"),
        (">60", "more than 60"),
        ("<5", "fewer than 5"),
        ("<=12", "at most 12"),
        ("~40", "about 40"),
        ("~10-12", "about 10 to 12"),
        ("dozens", "dozens, no number given"),
        ("none reported", "none reported"),
    ],
)
def test_explanations(text: str, explained: str) -> None:
    assert Count.read(text).understood() == explained


def test_the_four_kinds_of_empty_stay_apart() -> None:
    empties = [NONE_REPORTED, NOT_STATED, NOT_CHECKED]
    kinds = {Count.exact(0), *empties}
    assert len(kinds) == 4
    assert all(count.is_empty for count in empties)
    assert not Count.exact(0).is_empty
    assert len({count.sort_key for count in kinds}) == 4


def test_sorting_goes_from_empties_over_words_to_numbers_as_they_rise() -> None:
    texts = [
        "not checked", "not stated", "none reported", "dozens", "<=0", "0", "<5", "4", "~4", "4+",
        "<=5", "5", "5-6", "5+", "6", ">5", "60",
    ]  # fmt: skip
    counts = [Count.read(text) for text in texts]
    assert [str(count) for count in sorted(set(counts), key=lambda c: c.sort_key)] == texts


@pytest.mark.parametrize(
    "parts",
    [
        (1, 2, Qualifier.EXACT),
        (2, 1, Qualifier.RANGE),
        (2, 2, Qualifier.RANGE),
        (-1, -1, Qualifier.EXACT),
        (1, LIMIT + 1, Qualifier.RANGE),
        (1, 2, Qualifier.AT_LEAST),
        (0, None, Qualifier.AT_LEAST, ">"),
        (1, 2, Qualifier.AT_MOST),
        (None, 2, Qualifier.AT_MOST, ">"),
        (None, LIMIT, Qualifier.AT_MOST, "<"),
        (None, None, Qualifier.WORDS),
        (None, None, Qualifier.WORDS, "lots and lots"),
        (0, 0, Qualifier.NONE_REPORTED),
        (None, None, Qualifier.NOT_STATED, "word"),
        (None, None, Qualifier.ABOUT),
    ],
)
def test_parts_that_contradict_one_another_are_no_count(parts: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match="no such count"):
        Count(*parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("total", "parts", "left"),
    [
        ("73", ["31", "17", "10"], "15"),
        ("73", ["31", "17", "10", "4", "3", "2", "2", "1", "1", "1", "1"], "0"),
        ("73", [], "73"),
        ("73", ["31", "none reported"], "42"),
        ("10-12", ["10"], "0-2"),
        ("73", ["10-12"], "61-63"),
        ("73", ["60+"], "0-13"),
        ("60+", ["31"], "29+"),
        (">60", ["31"], "30+"),
        ("<=12", ["10"], "0-2"),
        ("~40", ["31"], "~9"),
        ("40", ["~31"], "~9"),
        ("73", ["dozens"], None),
        ("73", ["not checked"], None),
        ("73", ["74"], None),
        ("dozens", ["3"], None),
        ("none reported", [], None),
        ("60+", ["70+"], None),
        ("60+", ["~31"], None),
    ],
)
def test_what_is_left_of_a_total(total: str, parts: list[str], left: str | None) -> None:
    found = remainder(Count.read(total), [Count.read(part) for part in parts])
    assert (None if found is None else str(found)) == left


@pytest.mark.parametrize(
    ("parts", "total", "surely"),
    [
        (["31", "43"], "73", True),
        (["31", "42"], "73", False),
        (["74+"], "73", True),
        (["70-80"], "73", False),
        (["<=80"], "73", False),
        (["70", "dozens", "not stated"], "73", False),
        (["5"], "<5", True),
        (["500"], "60+", False),
        (["500"], "dozens", False),
        (["45"], "~40", False),
        (["61"], "~40", True),
        (["~80"], "73", False),
        (["~200"], "73", True),
    ],
)
def test_parts_that_surely_exceed_their_total(
    parts: list[str], total: str, *, surely: bool
) -> None:
    assert exceeds([Count.read(part) for part in parts], Count.read(total)) is surely


@given(_bounded(SMALL), st.lists(_bounded(SMALL), max_size=4), st.data())
def test_a_remainder_holds_every_difference_that_is_possible(
    total: Count, parts: list[Count], data: st.DataObject
) -> None:
    def pick(count: Count) -> int:
        return data.draw(st.integers(count.lowest or 0, count.high or 0))

    difference = pick(total) - sum(pick(part) for part in parts)
    left = remainder(total, parts)
    if difference >= 0:
        assert left is not None
        assert (left.lowest or 0) <= difference <= (left.high or 0)
        assert not exceeds(parts, total)
    if exceeds(parts, total):
        assert left is None
