"""What a reading gives: counts, and the time of posting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.desk import along
from desktop.records.count import Count
from desktop.records.when import When

bounds = st.none() | st.integers(0, 999)


@given(bounds, bounds, st.booleans())
def test_any_bounds_are_a_count_that_holds_them(
    low: int | None, high: int | None, approx: bool
) -> None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    count = along.count_of(low, high, approx=approx)
    assert (count.low, count.high) == (low, high)
    assert Count.read(str(count)) == count


@pytest.mark.parametrize(
    ("typed", "noon"),
    [
        ("18.07.2025", "2025-07-18 09:00"),
        ("18.07.2025 08:15", "2025-07-18 05:15"),
        ("night of 17-18 July 2025", "2025-07-17 21:00"),
    ],
)
def test_a_day_of_posting_is_taken_at_its_noon(typed: str, noon: str) -> None:
    posted = along.posted_at(When.read(typed))
    assert posted is not None
    assert f"{posted:%Y-%m-%d %H:%M}" == noon


def test_a_time_of_posting_without_its_year_is_none() -> None:
    assert along.posted_at(When.read("18 July")) is None
    assert along.posted_at(None) is None


@pytest.mark.parametrize(
    ("words", "shown"),
    [("Брянской\nобласти", "Брянской области"), ("Брянск, область", ""), ("a;b", "")],
)
def test_the_words_of_a_place_fit_a_field_of_places(words: str, shown: str) -> None:
    assert along.written(words) == shown
