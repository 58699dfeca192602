import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.checks import Usual, usual
from tests.checks.making import codes, family, figure, found, report

# What the ministry says of Kaluga on forty nights.
NIGHTS = [0, 1, 1, 2, 2, 3, 3, 4, 4, 5] * 4


def mostly(numbers: list[int]) -> dict[tuple[str, str, str], Usual]:
    one = usual(numbers)
    assert one is not None
    return {("ministry", "downed", "kaluga"): one}


def test_a_number_far_from_what_the_speaker_mostly_says() -> None:
    odd = family([report("r")], [figure("f", "r", "310", "tarussky")])
    (one,) = found(odd, usual=mostly(NIGHTS))
    assert one.check == "out_of_line"
    assert "of 40 such numbers from this speaker half lie between 1 and 4" in one.sentence


@pytest.mark.parametrize(
    ("count", "place"), [("9", "kaluga"), ("310", "oryol"), ("dozens", "kaluga")]
)
def test_what_is_usual_or_of_elsewhere_is_not_told(count: str, place: str) -> None:
    one = family([report("r")], [figure("f", "r", count, place)])
    assert codes(one, usual=mostly(NIGHTS)) == []


def test_few_numbers_tell_nothing() -> None:
    assert usual([1] * 11) is None


@given(st.lists(st.integers(0, 500), min_size=12, max_size=60))
def test_half_of_the_numbers_is_never_out_of_line(numbers: list[int]) -> None:
    one = usual(numbers)
    assert one is not None
    assert one.lower <= one.middle <= one.upper
    assert sum(one.is_far(number) for number in numbers) * 2 <= len(numbers)
