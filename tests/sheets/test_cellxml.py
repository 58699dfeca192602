"""Many cells are written at once as each would be alone."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from desktop.sheets.celltext import all_plain, plain
from desktop.sheets.cellxml import CellXml
from desktop.sheets.columns import Value

STYLES = {"text": 1, "number": 2, "date": 3}
# What needs something done to it, among what does not.
TEXTS = st.text(
    st.one_of(
        st.sampled_from("&<>_x\r\n\t\x00\x0b\x7f\ud800\udfff\ufffe\uffff\ufffdёЯ–\U0001f6e9"),
        st.characters(),
    ),
    max_size=12,
)
VALUES = st.one_of(
    st.lists(st.none() | TEXTS | st.just("plain"), min_size=1, max_size=8),
    st.lists(st.none() | st.integers(-(10**15), 10**15), min_size=1, max_size=8),
    st.lists(
        st.none() | TEXTS | st.integers() | st.booleans() | st.floats(allow_nan=False)
        | st.datetimes(datetime(1800, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001 - cells have none
        min_size=1,
        max_size=8,
    ),
)  # fmt: skip


@given(VALUES, st.sampled_from(sorted(STYLES)))
def test_some_cells_are_what_each_is_alone(values: list[Value], style: str) -> None:
    found = CellXml(STYLES).some(values, style, 4)
    for at, value in enumerate(values):
        alone = CellXml(STYLES)
        assert (found.xml[at], found.marked[at]) == alone.cell(value, style, 4)
        assert ([found.odd[at]] if at in found.odd else []) == alone.odd


@given(st.lists(st.none() | TEXTS | st.just("plain"), min_size=1, max_size=8))
def test_texts_that_need_nothing_are_written_as_each_alone(values: list[str | None]) -> None:
    parts = CellXml(STYLES).texts(values, "text")
    filled = [one for one in values if one]
    assert (parts is not None) == all(map(plain, filled)) or "_x" in "".join(filled)
    if parts is not None:
        cells = ["".join(row) for row in zip(*parts, strict=True)]
        assert cells == [CellXml(STYLES).cell(one, "text", 0)[0] for one in values]


@given(st.lists(TEXTS, max_size=6))
def test_texts_are_all_plain_only_where_each_is(texts: list[str]) -> None:
    assert not all_plain(texts) or all(map(plain, texts))
    # Put together, two may seem to hold what neither does; that costs only time.
    assert all_plain(texts) == all(map(plain, texts)) or "_x" in "".join(texts)
