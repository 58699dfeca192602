"""One name among several in a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.kit.spans import one_line, others, span


@pytest.mark.parametrize(
    ("text", "at", "separators", "name"),
    [
        ("31 bryansk", 10, "", "31 bryansk"),
        ("Oryol, Bryansk ; Kursk", 3, ",;", "Oryol"),
        ("Oryol, Bryansk ; Kursk", 6, ",;", "Bryansk"),
        ("Oryol, Bryansk ; Kursk", 15, ",;", "Bryansk"),
        ("Oryol, Bryansk ; Kursk", 22, ",;", "Kursk"),
        ("Oryol,  ", 8, ",;", ""),
        ("", 0, ",;", ""),
    ],
)
def test_the_name_around_the_cursor_is_found(
    text: str, at: int, separators: str, name: str
) -> None:
    start, end = span(text, at, separators)
    assert text[start:end] == name


@given(st.text("aб ,;", max_size=20), st.integers(0, 20))
def test_a_name_never_holds_a_separator_or_blanks_at_its_ends(text: str, at: int) -> None:
    start, end = span(text, min(at, len(text)), ",;")
    name = text[start:end]
    assert not set(name) & set(",;")
    assert name == name.strip()


def test_what_stands_beside_is_known_and_a_name_is_one_line() -> None:
    text = "Zhukovsky, Tarussky  District; Zhu"
    assert others(text, span(text, len(text), ",;"), ",;") >= {"Zhukovsky", "Tarussky District"}
    assert "Zhu" not in others(text, span(text, len(text), ",;"), ",;")
    assert one_line("Black\nSea; coast, north", ",;") == "Black Sea coast north"
