"""Numbers, counts and times: what is read is shown, kept and read again as it was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.context import PLAIN
from desktop.records.count import Count
from desktop.records.errors import Invalid
from desktop.records.models import content
from desktop.records.when import When

INCIDENT, FIGURE, PLACE = content("incident"), content("figure"), content("place")


@given(st.none() | st.integers(-(10**11), 10**11))
def test_a_whole_number_reads_what_it_shows(value: int | None) -> None:
    position = FIGURE["position"]
    assert position.read(position.show(value)) == value


@given(st.integers(-90 * 10**7, 90 * 10**7))
def test_degrees_read_what_they_show(ten_millionths: int) -> None:
    lat = PLACE["lat"]
    value = ten_millionths / 10**7
    assert lat.read(lat.show(value)) == value


@pytest.mark.parametrize("raw", ["91", "-90.1", "1e5", "nan", "50.5 N", "1.2.3"])
def test_what_is_no_latitude_is_refused(raw: str) -> None:
    with pytest.raises(Invalid, match="not a position"):
        PLACE["lat"].read(raw)


@pytest.mark.parametrize("zone", ["Europe/Moscow", "Europe/Kyiv", "UTC"])
@pytest.mark.parametrize("text", ["17.07.2025", "2025-07", "17.07.2025 21:00-07:50", "July 17"])
@pytest.mark.parametrize("shown_in", ["Europe/Moscow", "Europe/Kyiv", "UTC"])
def test_a_time_is_shown_so_that_it_is_read_back_in_any_zone(
    zone: str, text: str, shown_in: str
) -> None:
    when = INCIDENT["when"]
    value = When.read(text, zone=zone)
    around = replace(PLAIN, zone=shown_in)
    assert when.read(when.show(value, around), around) == value
    assert when.from_json(when.to_json(value)) == value


@given(st.sampled_from(["31", "10-12", "60+", "<5", "~40", "dozens", "none reported", "0", ""]))
def test_a_count_is_kept_as_its_text(text: str) -> None:
    count = FIGURE["count"]
    value = count.read(text)
    assert count.from_json(count.to_json(value)) == value
    assert count.read(count.show(value)) == value


def test_only_an_exact_count_is_a_number_in_a_cell() -> None:
    count = FIGURE["count"]
    cells = [count.to_cell(Count.read(text)) for text in ("31", "0", "60+", "none reported")]
    assert cells == [31, 0, "60+", "none reported"]
