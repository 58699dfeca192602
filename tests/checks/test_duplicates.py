import pytest

from desktop.checks import Brief
from desktop.records.when import When
from tests.checks.making import codes, family, figure, found, report, where

NIGHT = When.read("17.07.2025 21:00-07:50")
FIGURES = [figure("f", "r", "73")]


def other(when: When = NIGHT, downed: str = "73", title: str = "", place: str = "kaluga") -> Brief:
    start, end = when.start_key, when.end_key
    assert start is not None
    assert end is not None
    return Brief("o", "2025-0009", title, start, end, frozenset({place}), {"downed": downed})


def told(brief: Brief, title: str = "") -> list[str]:
    one = family([report("r")], FIGURES, title=title, where=where("kaluga"))
    return codes(one, nearby={"i": [brief]})


def test_the_same_night_place_and_number() -> None:
    one = family([report("r")], FIGURES, where=where("tarussky"))
    (finding,) = found(one, nearby={"i": [other(When.read("17.07.2025 23:00-07:00"))]})
    assert finding.check == "likely_duplicate"
    assert "2025-0001 may be 2025-0009 again" in finding.sentence
    assert finding.actions == ("merge", "not the same")
    assert finding.key == "likely_duplicate:i+o"


def test_a_title_in_another_order() -> None:
    night = When.read("17.07.2025 23:00-07:00")
    close = other(night, downed="31", title="Drones over Kaluga and Bryansk at night")
    assert told(close, "At night drones over Bryansk and Kaluga") == ["likely_duplicate"]
    assert told(close, "A fire in a depot") == []


@pytest.mark.parametrize(
    "brief",
    [
        other(When.read("18.07.2025 21:00-23:00")),
        other(place="oryol"),
        other(downed="31"),
        other(When.read("17.07.2025 23:00-07:00"), downed=""),
    ],
)
def test_another_night_place_or_number_is_another_incident(brief: Brief) -> None:
    assert told(brief) == []
