"""By what an incoming incident is known."""

from datetime import date
from typing import Any

from desktop.sheets.foreign.duplicates import Key, alike, key
from desktop.sheets.raw import Raw
from tests.sheets.foreign.making import converted

HEAD: list[Raw] = ["Date", "Region", "Launched", "Downed"]


def keyed(*cells: Raw, head: list[Raw] = HEAD) -> Key:
    usual: list[Raw] = [date(2025, 7, 1), "Oryol Oblast", 9, 9]
    one = converted([head, list(cells), usual, usual])[0]
    assert one.incident is not None
    found = key(one.incident, one.figures)
    assert found is not None
    return found


DAY: Any = date(2025, 7, 17)


def test_the_same_time_places_and_counts_are_the_same() -> None:
    ours = keyed(DAY, "Bryansk Oblast", 31, 30)
    assert alike(ours, keyed("17.07.2025", "Брянская область", 31, 30)) == "same"


def test_other_counts_are_said() -> None:
    assert alike(keyed(DAY, "Bryansk Oblast", 31, 30), keyed(DAY, "Bryansk Oblast", 31, 29)) == (
        "other counts"
    )


def test_what_only_one_counted_says_nothing() -> None:
    assert alike(keyed(DAY, "Bryansk Oblast", 31, 30), keyed(DAY, "Bryansk Oblast", None, 30)) == (
        "same"
    )


def test_another_time_or_place_is_another_incident() -> None:
    one = keyed(DAY, "Bryansk Oblast", 31, 30)
    assert alike(one, keyed(date(2025, 7, 18), "Bryansk Oblast", 31, 30)) == ""
    assert alike(one, keyed(DAY, "Oryol Oblast", 31, 30)) == ""


def test_without_places_only_equal_counts_are_the_same() -> None:
    one = keyed(DAY, None, 31, 30)
    assert alike(one, keyed(DAY, None, 31, 30)) == "same"
    assert alike(one, keyed(DAY, None, 31, 29)) == ""
    assert alike(one, keyed(DAY, "Bryansk Oblast", 31, 30)) == "same"


def test_the_order_does_not_matter() -> None:
    keys = [
        keyed(DAY, region, launched, downed)
        for region in ("Bryansk Oblast", None)
        for launched in (31, None)
        for downed in (30, 29, None)
    ]
    assert all(alike(one, other) == alike(other, one) for one in keys for other in keys)
    assert all(alike(one, one) == "same" for one in keys if one.counts)


def test_the_window_is_what_is_looked_up() -> None:
    start, end = keyed(DAY, "Bryansk Oblast", 31, 30).window
    assert end - start == 24 * 3600
