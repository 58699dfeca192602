"""What programs print for dicts and lists."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.records.errors import Invalid
from desktop.sheets.foreign.literal import items, pairs


def test_a_dict_is_read_without_running_anything() -> None:
    assert pairs("{'Kyiv': 3.0, 'Odesa': nan}") == [("Kyiv", 3), ("Odesa", None)]
    assert pairs('{ "south" : 30,\n "north": None , }') == [("south", 30), ("north", None)]
    assert pairs("{'a': '2-3', 'b': 1.5}") == [("a", "2-3"), ("b", 1.5)]
    assert pairs("{}") == []


def test_a_list_is_read() -> None:
    assert items("['Kyiv oblast', \"Khmel'nyts'kyi\"]") == ["Kyiv oblast", "Khmel'nyts'kyi"]
    assert items("[]") == []


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "{'a'}", "{'a': 1,, 'b': 2}", "{'a': {'b': 1}}", "{a: 1}", "{'a': open('x')}",
        "{'a': 1} x", "[1]",
        "['a' 'b']", "['a',, 'b']", "{'a': }", "{" * 30_000, "{'a" + "a" * 40_000,
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    for read in (pairs, items):
        with pytest.raises(Invalid):
            read(text)


@settings(deadline=None)
@given(
    st.dictionaries(
        st.text(max_size=8), st.none() | st.integers(-(10**14), 10**14) | st.text(max_size=5)
    )
)
def test_what_python_prints_is_read_back(printed: dict[str, int | str | None]) -> None:
    assert dict(pairs(repr(printed))) == printed


@settings(deadline=None)
@given(st.text(alphabet="{}[]'\",: \\naN1.e+-", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (pairs, items):
        try:
            read(text)
        except Invalid:
            continue
