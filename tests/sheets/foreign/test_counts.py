"""Counts as people write them: fault 35."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.records.count import LIMIT, NONE_REPORTED, NOT_STATED, Count
from desktop.records.errors import Invalid
from desktop.sheets.foreign.counts import added, between, read_count
from desktop.sheets.raw import Fault, Raw

moment = datetime.fromisoformat


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (93, "93"), (93.0, "93"), (0, "0"), ("6+", "6+"), ("5+ ", "5+"), ("2 or more", "2+"),
        ("1 – 2", "1-2"), ("1\u00a0000", "1000"), ("none", "none reported"),
        ("Unspecified", "not stated"), ("~40", "~40"), ("dozens", "dozens"),
    ],
)  # fmt: skip
def test_what_is_a_count_is_read(cell: Raw, count: str) -> None:
    assert str(read_count(cell)) == count


@pytest.mark.parametrize(
    "cell",
    [
        "1?", "87 + 88", '"some"', "Unspecifed", "31 or so dozen", -1, 1.5, True, False,
        LIMIT + 1, float("nan"), float("inf"), date(2025, 1, 2), moment("2025-01-02 00:00"),
        time(1, 2), Fault("#VALUE!", "an error"),
    ],
)  # fmt: skip
def test_what_is_none_is_refused_with_a_reason(cell: Raw) -> None:
    with pytest.raises(Invalid) as refused:
        read_count(cell)
    assert str(refused.value)


@pytest.mark.parametrize(
    ("low", "high", "both"),
    [
        ("3", "5", "3-5"), ("3", "3", "3"), ("3", None, "3+"), (None, "5", "<=5"),
        ("not stated", None, "not stated"), ("3", "5+", "3+"), ("none", "none", "none reported"),
        ("0", "<5", "0-4"),
    ],
)  # fmt: skip
def test_the_lowest_and_the_highest_make_one_count(
    low: str | None, high: str | None, both: str
) -> None:
    ends = [None if end is None else Count.read(end) for end in (low, high)]
    assert str(between(*ends)) == both


@pytest.mark.parametrize(("low", "high"), [("5", "3"), ("none", "3"), ("dozens", "40")])
def test_ends_that_contradict_each_other_are_refused(low: str, high: str) -> None:
    with pytest.raises(Invalid):
        between(Count.read(low), Count.read(high))


@pytest.mark.parametrize(
    ("counts", "total"),
    [
        (["1", "2"], "3"), (["6+", "2"], "8+"), (["1-2", "3"], "4-5"), (["none", "2"], "2"),
        (["none", "none"], "none reported"), (["~10", "5"], "~15"), (["<5", "2"], "2-6"),
        (["dozens", "2"], None), (["not stated", "2"], None), ([f"{LIMIT}", "1"], None),
        (["dozens", "dozens"], "dozens"),
    ],
)  # fmt: skip
def test_counts_of_one_thing_are_added_up(counts: list[str], total: str | None) -> None:
    made = added(Count.read(count) for count in counts)
    assert (None if made is None else str(made)) == total


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_exact_counts_add_up_exactly(numbers: list[int]) -> None:
    assert added(map(Count.exact, numbers)) == Count.exact(sum(numbers))


def test_a_stated_nothing_adds_nothing() -> None:
    assert added([NONE_REPORTED, Count.exact(4)]) == Count.exact(4)
    assert added([NOT_STATED]) == NOT_STATED
