"""Batches hold each thing once, in order, and none is larger than asked for."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.records.batches import batched


@given(st.lists(st.integers(), max_size=40), st.integers(1, 12))
def test_batches_are_full_but_the_last(things: list[int], size: int) -> None:
    found = list(batched(iter(things), size))
    assert [one for some in found for one in some] == things
    assert all(len(some) == size for some in found[:-1])
    assert all(found)
