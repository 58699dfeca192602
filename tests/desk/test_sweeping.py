"""What of a text is left over."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.desk import sweeping
from desktop.desk.along import Found
from desktop.desk.evidence import Use

FOUND = [
    Found("time", 2, 16),
    Found("number", 23, 24),
    Found("speaker", 30, 40),
    Found("place", 43, 60),
    Found("number", 62, 63),
]


def test_what_is_used_or_set_aside_is_not_left() -> None:
    uses = [Use("s", 0, 16, "r", "when"), Use("s", 20, 60, "f", "quote")]
    left = sweeping.leftovers(FOUND, uses, [])
    assert [one.start for one in left] == [62]
    assert sweeping.leftovers(FOUND, uses, [(62, 63)]) == []


def test_a_speaker_is_never_left_over() -> None:
    assert {one.kind for one in sweeping.leftovers(FOUND, [], [])} == {"time", "number", "place"}


def test_it_says_how_much_is_left_of_what() -> None:
    assert sweeping.told(sweeping.leftovers(FOUND, [], [])) == "2 numbers, 1 time, 1 place"
    assert sweeping.told([]) == ""


@given(st.integers(0, 70))
def test_the_next_one_goes_round(at: int) -> None:
    left = sweeping.leftovers(FOUND, [], [])
    one = sweeping.after(left, at)
    assert one is not None
    assert one.start >= at or one is left[0]
    before = sweeping.after(left, at, forward=False)
    assert before is not None
    assert before.end < at or before is left[-1]
    assert sweeping.after([], at) is None
