"""A statement's window as the desk's own time."""

import pytest

from desktop.reading.suggestion import Window
from desktop.reading.windows import when_of

ZONE = "Europe/Moscow"


@pytest.mark.parametrize(
    ("start", "end", "kind", "shown"),
    [
        (
            "2025-07-17T23:00",
            "2025-07-18T07:00",
            "period",
            "17 Jul 2025 23:00 – 18 Jul 2025 07:00 MSK",
        ),
        ("2025-07-17T13:40", "2025-07-17T13:40", "at", "17 Jul 2025 13:40 MSK"),
        ("2025-07-17", "2025-07-17", "within", "17 Jul 2025"),
        ("2025-07-17", "2025-07-18", "within", "17–18 Jul 2025"),
        ("2025-07-14", "2025-07-20", "period", "14–20 Jul 2025 (reporting period)"),
        ("--07-17", "--07-17", "within", "17 Jul"),
        ("--07-17T21:00", "--07-18T07:50", "period", "17 Jul 21:00 – 18 Jul 07:50 MSK"),
    ],
)
def test_a_whole_window_becomes_a_time(start: str, end: str, kind: str, shown: str) -> None:
    """Its kind and its precision stay."""
    when = when_of(Window(start, end, kind), ZONE)
    assert when is not None
    assert when.show() == shown


def test_a_night_becomes_a_night() -> None:
    """Two days that are one night's are told from two days."""
    when = when_of(Window("2025-07-17", "2025-07-18", "within"), ZONE, night=True)
    assert when is not None
    assert when.show() == "night of 17–18 Jul 2025"


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        (None, None, "unknown"),
        (None, None, "within"),
        ("T21:00", "T07:50", "period"),
        ("2025-07-17T18:30", None, "period"),
        (None, "2025-07-17T18:30", "period"),
        ("2025-03-30T02:30", "2025-03-30T02:30", "at"),
    ],
)
def test_what_is_no_whole_time_becomes_none(start: str | None, end: str | None, kind: str) -> None:
    """An open end, a clock time without its day, and one that the clocks skipped."""
    zone = "Europe/Berlin" if kind == "at" else ZONE
    assert when_of(Window(start, end, kind), zone) is None
