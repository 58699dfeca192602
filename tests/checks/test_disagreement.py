import pytest

from tests.checks.making import codes, family, figure, found, report


@pytest.mark.parametrize(
    ("window", "words"),
    [
        ("17.07.2025 21:00-07:50", "within the other's"),
        ("17.07.2025 23:00-07:00", "the same hours"),
        ("17.07.2025 21:00-02:00", "the hours overlap"),
        ("", "not all say for which hours"),
    ],
)
def test_reports_that_disagree_are_told_with_place_counts_speakers_and_windows(
    window: str, words: str
) -> None:
    one = family(
        [report("a"), report("b", "governor", window)],
        [figure("f", "a", "1", "kaluga"), figure("g", "b", "3", "tarussky")],
    )
    (told,) = found(one)
    assert told.check == "reports_disagree"
    assert set(told.uids) == {"f", "g"}
    assert told.actions[0] == "prefer"
    for said in ("Kaluga Oblast", "Downed", "1 (Ministry", "3 (Governor", "23:00", "07:00 MSK"):
        assert said in told.sentence
    assert words in told.sentence


def test_hours_apart_are_no_disagreement() -> None:
    one = family(
        [report("a", when="17.07.2025 21:00-23:00"), report("b", when="17.07.2025 23:00-07:00")],
        [figure("f", "a", "1", "kaluga"), figure("g", "b", "3", "kaluga")],
    )
    assert "reports_disagree" not in codes(one)


def test_a_preferred_figure_settles_a_disagreement() -> None:
    one = family(
        [report("a"), report("b", "governor")],
        [figure("f", "a", "1", "kaluga"), figure("g", "b", "3", "kaluga", rank="preferred")],
    )
    assert found(one) == []
