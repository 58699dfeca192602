import pytest

from tests.checks.making import codes, family, figure, found, report


@pytest.mark.parametrize("places", [((), ("kaluga",)), (("kaluga",), ("tarussky",)), ((), ())])
def test_none_reported_beside_a_number(places: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    none, some = places
    figures = [figure("f", "r", "none reported", *none), figure("g", "r", "3", *some)]
    (one,) = found(family([report("r")], figures))
    assert (one.check, one.severity) == ("none_beside_number", "error")
    assert "Downed is none reported and 3 at once" in one.sentence


@pytest.mark.parametrize("count", ["0", "not stated", "<5", "dozens"])
def test_what_may_be_none_goes_with_none(count: str) -> None:
    figures = [figure("f", "r", "none reported"), figure("g", "r", count, "kaluga")]
    assert codes(family([report("r")], figures)) == []


def test_none_in_one_place_says_nothing_of_another() -> None:
    figures = [figure("f", "r", "none reported", "oryol"), figure("g", "r", "3", "kaluga")]
    assert codes(family([report("r")], figures)) == []
