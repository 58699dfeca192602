"""Times as tables write them: fault 33."""

from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.records.errors import Invalid
from desktop.sheets.foreign.whens import Manner, PartInvalid, month_first, read_when, window
from desktop.sheets.raw import Fault, Raw

moment = datetime.fromisoformat
KYIV = Manner("Europe/Kyiv")
DAYS = Manner("Europe/Kyiv", whole_days=True)


@pytest.mark.parametrize(
    ("cell", "when"),
    [
        (date(2024, 6, 1), "1 Jun 2024"),
        (moment("2024-06-01 19:30:12"), "1 Jun 2024 19:30 Kyiv time"),
        (moment("2024-06-01 00:00"), "1 Jun 2024 00:00 Kyiv time"),
        ("2024-06-01", "1 Jun 2024"),
        ("2024-06-01 9:05", "1 Jun 2024 09:05 Kyiv time"),
        ("2024-06-01 19:00 ", "1 Jun 2024 19:00 Kyiv time"),
        ("2024-06-01T19:00:59.5", "1 Jun 2024 19:00 Kyiv time"),
        ("01.06.2024 19:00:00", "1 Jun 2024 19:00 Kyiv time"),
        ("1 June 2024", "1 Jun 2024"),
        ("17.07.2025 21:00-07:50", "17 Jul 2025 21:00 – 18 Jul 2025 07:50 Kyiv time"),
        ("2025-07", "Jul 2025"),
        ("May 2021", "May 2021"),
        (2021, "2021"),
    ],
)  # fmt: skip
def test_dates_real_and_written_are_read(cell: Raw, when: str) -> None:
    assert read_when(cell, KYIV).show("Europe/Kyiv") == when


def test_a_midnight_is_a_day_where_no_cell_has_a_time() -> None:
    assert read_when(moment("2024-06-01 00:00"), DAYS).show("Europe/Kyiv") == "1 Jun 2024"
    assert read_when("2024-06-01 00:00:00", DAYS).show("Europe/Kyiv") == "1 Jun 2024"


@pytest.mark.parametrize(
    "cell",
    [44341, 1, -1, 60, 45000.5, True, time(9, 30), "soon", "2024-13-01", "2024-02-30", "31.06.2024",
     date(1850, 1, 1), moment("2300-01-01 00:00"), moment("2024-03-31 03:30"), "2024-06-01 25:00",
     Fault("60", "no such date")],
)  # fmt: skip
def test_what_is_no_date_is_refused_and_never_shifted(cell: Raw) -> None:
    with pytest.raises(Invalid) as refused:
        read_when(cell, KYIV)
    assert str(refused.value)


def test_the_month_comes_first_where_a_table_writes_it_so() -> None:
    manner = Manner("Europe/Kyiv", month_first=True)
    assert read_when("7/4/2025", manner).show("Europe/Kyiv") == "4 Jul 2025"
    assert read_when("7/4/2025", KYIV).show("Europe/Kyiv") == "7 Apr 2025"
    assert month_first(["7/4/2025", "7/24/2025"])
    assert not month_first(["7/4/2025", "24/7/2025"])
    assert not month_first(["7/4/2025"])
    assert not month_first(["7/24/2025", "24/7/2025"])


def told(**parts: Raw) -> str:
    named = {"when" if name == "when" else f"when.{name}": cell for name, cell in parts.items()}
    when = window(named, KYIV)
    return "" if when is None else when.show("Europe/Kyiv")


def test_a_start_and_an_end_are_one_window() -> None:
    assert told(when="2024-06-01 19:00", end="2024-06-02 08:30") == (
        "1 Jun 2024 19:00 – 2 Jun 2024 08:30 Kyiv time"
    )
    assert told(when="2024-06-01", end="2024-06-03") == "1–3 Jun 2024"
    assert told(when="2024-06-01", end="2024-06-01") == "1 Jun 2024"
    assert told(when="2024-06-01 19:00", end="2024-06-01 19:00") == "1 Jun 2024 19:00 Kyiv time"
    assert told(when="2024-06-01 19:00", end=None) == "1 Jun 2024 19:00 Kyiv time"


def test_a_day_beside_a_clock_time_counts_whole() -> None:
    assert told(when="2024-06-01", end="2024-06-01 08:30") == "1 Jun 2024 00:00–08:30 Kyiv time"
    assert told(when="2024-06-01 19:00", end="2024-06-01") == (
        "1 Jun 2024 19:00 – 2 Jun 2024 00:00 Kyiv time"
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024-06-01 19:00", "2024-06-01 08:30"),
        ("2024-06-05", "2024-06-04"),
        ("2024-06-05", "2024-06-04 23:00"),
        (date(2024, 6, 5), "04.06.2024"),
    ],
)
def test_an_end_before_its_start_is_refused_at_the_end(start: Raw, end: Raw) -> None:
    with pytest.raises(PartInvalid) as refused:
        window({"when": start, "when.end": end}, KYIV)
    assert refused.value.part == "when.end"


def test_a_date_and_a_time_beside_it_are_one() -> None:
    assert told(when=date(2024, 6, 1), time=time(21, 0)) == "1 Jun 2024 21:00 Kyiv time"
    assert told(when=moment("2024-06-01 00:00"), time="21:00:00") == "1 Jun 2024 21:00 Kyiv time"
    assert told(when="01.06.2024", time="21:00-07:50") == (
        "1 Jun 2024 21:00 – 2 Jun 2024 07:50 Kyiv time"
    )
    assert told(when="01.06.2024", time="21:00", end_time=time(7, 50)) == (
        "1 Jun 2024 21:00 – 2 Jun 2024 07:50 Kyiv time"
    )
    assert told(when=date(2024, 6, 1), time=time(21), end=date(2024, 6, 2), end_time="07:50") == (
        "1 Jun 2024 21:00 – 2 Jun 2024 07:50 Kyiv time"
    )


def test_year_month_and_day_may_stand_apart() -> None:
    assert told(year=2024, month=6, day=0) == "Jun 2024"
    assert told(year=2024, month=6, day=5) == "5 Jun 2024"
    assert told(year=2024, month="June", day=5) == "5 Jun 2024"
    assert told(year=2024, month=None, day=None) == "2024"


def test_an_end_or_a_time_alone_blames_its_own_cell() -> None:
    for part in ("when.end", "when.time"):
        with pytest.raises(PartInvalid) as refused:
            window({part: "08:00"}, KYIV)
        assert refused.value.part == part
    assert told(when=None, end=None) == ""


raw = st.one_of(
    st.none(), st.booleans(), st.integers(-10, 3000), st.floats(), st.dates(), st.datetimes(),
    st.times(), st.text(max_size=20), st.builds(Fault, st.text(max_size=5), st.text(max_size=5)),
)  # fmt: skip


@settings(deadline=None)
@given(st.dictionaries(
    st.sampled_from(["when", "when.end", "when.time", "when.end_time", "when.year", "when.month",
                     "when.day"]), raw
))  # fmt: skip
def test_any_cells_give_a_time_or_the_reason_why_not(parts: dict[str, Raw]) -> None:
    with suppress(PartInvalid):
        when = window(parts, KYIV)
        assert when is None or when.start <= when.end
