"""Quotes found anew in a text."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.records.quoting import found_anew


def test_of_several_places_the_nearest_is_meant() -> None:
    text = "10 here, 10 there, 10 everywhere"
    assert found_anew("10", text, 8) == (9, 11)
    assert found_anew("10", text, None) == (0, 2)
    assert found_anew("10", text, 400) == (19, 21)
    assert found_anew("11", text, 9) is None
    assert found_anew("", text, 9) is None


@given(st.text("ab "), st.text("ab ", min_size=1), st.text("ab "), st.integers(0, 30))
def test_what_is_in_the_text_is_found_where_it_stands(
    before: str, quote: str, after: str, near: int
) -> None:
    text = before + quote + after
    found = found_anew(quote, text, near)
    assert found is not None
    start, end = found
    assert text[start:end] == quote
    assert abs(start - near) <= abs(len(before) - near)
