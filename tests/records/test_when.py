"""Times as values: their texts, their stored form, EDTF, order and overlap."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.records.errors import Invalid
from desktop.records.when import ZONES, Kind, Precision, When

SOME_ZONES = st.sampled_from([*ZONES, "Asia/Kolkata", "America/Havana", "Asia/Beirut", "Etc/GMT-3"])
SPAN_KINDS = st.sampled_from([Kind.WITHIN, Kind.LASTED, Kind.PERIOD])
DAYS = st.dates(datetime(1970, 1, 1).date(), datetime(2199, 12, 29).date())  # noqa: DTZ001
SHORT = st.one_of(st.integers(1, 3000), st.integers(1, 3_000_000)).map(
    lambda n: timedelta(minutes=n)
)


@st.composite
def clock_times(draw: st.DrawFn) -> When:
    """A moment or a span known to the minute, in any zone, summer time's two turns included."""
    zone = draw(SOME_ZONES)
    turns = [datetime(2025, 3, 30, 0, 30), datetime(2025, 10, 26, 0, 30), datetime(2025, 11, 2, 4)]  # noqa: DTZ001
    anywhere = st.datetimes(datetime(1970, 1, 2), datetime(2190, 1, 1))  # noqa: DTZ001
    near = st.tuples(st.sampled_from(turns), st.integers(-300, 300)).map(
        lambda pair: pair[0] + timedelta(minutes=pair[1])
    )
    start = draw(st.one_of(anywhere, near)).replace(second=0, microsecond=0, tzinfo=UTC)
    approx = draw(st.booleans())
    if draw(st.booleans()):
        return When(start, start, zone, Precision.MINUTE, Kind.AT, approx)
    end = start + draw(st.one_of(st.integers(1, 600).map(lambda n: timedelta(minutes=n)), SHORT))
    # Clocks of before 1970's end may differ by seconds, which no clock time can write.
    assume(all(not t.astimezone(ZoneInfo(zone)).second for t in (start, end)))
    assume(end.year < 2199)
    return When(start, end, zone, Precision.MINUTE, draw(SPAN_KINDS), approx)


@st.composite
def dates(draw: st.DrawFn) -> When:
    """Nights, days, months and years, alone and as spans, with and without a year."""
    first = draw(DAYS)
    shape = draw(st.sampled_from(["night", "day", "days", "month", "months", "year", "years"]))
    last = min(first + timedelta(days=draw(st.integers(0, 800))), datetime(2199, 12, 30).date())  # noqa: DTZ001
    if shape == "night":
        last = first + timedelta(days=1)
    texts = {
        "night": f"night of {first:%d.%m.%Y} - {last:%d.%m.%Y}",
        "day": f"{first:%d.%m.%Y}",
        "days": f"{first:%d.%m.%Y} - {last:%d.%m.%Y}",
        "month": f"{first:%Y-%m}",
        "months": f"{first:%Y-%m} - {last:%Y-%m}",
        "year": f"{first:%Y}",
        "years": f"{first:%Y} - {last:%Y}",
    }
    about = "~" if draw(st.booleans()) else ""
    try:
        return When.read(about + texts[shape], draw(SOME_ZONES), kind=draw(SPAN_KINDS))
    except Invalid:
        assume(False)
        raise


@st.composite
def yearless(draw: st.DrawFn) -> When:
    """Times whose year nobody has said."""
    first, hours = draw(st.tuples(DAYS, st.tuples(st.times(), st.times())))
    opening, closing = (f"{hour:%H:%M}" for hour in hours)
    text = draw(
        st.sampled_from(
            [
                f"{first:%d.%m}",
                f"{first:%d.%m %H:%M}",
                f"{first:%d.%m} {opening}-{closing}",
                f"night of {first:%d.%m}",
                f"{first:%d.%m} - {draw(DAYS):%d.%m}",
                f"{first:%b}",
            ]
        )
    )
    try:
        return When.read(text, draw(SOME_ZONES))
    except Invalid:
        assume(False)
        raise


TIMES = st.one_of(clock_times(), dates(), yearless())


@given(TIMES, SOME_ZONES)
def test_the_canonical_text_reads_back_as_the_same_time(when: When, zone: str) -> None:
    assert When.read(when.show()) == when
    assert When.read(when.show(zone), zone) == when
    assert When.read(str(when)) == when


@given(TIMES)
def test_the_stored_text_loads_as_the_same_time(when: When) -> None:
    assert When.load(when.store()) == when


@given(TIMES)
def test_a_time_never_ends_before_it_starts(when: When) -> None:
    assert when.start <= when.end
    assert when.duration >= timedelta(0)
    if when.start_key is not None and when.end_key is not None:
        assert when.start_key < when.end_key


@given(TIMES)
def test_every_time_can_be_explained_and_exported(when: When) -> None:
    assert "{" not in when.understood() + when.understood(with_year=True)
    assert when.edtf().count("/") <= 1
    assert ("XXXX" in when.edtf()) is not when.year_known


@given(TIMES, TIMES)
def test_overlap_is_mutual_and_agrees_with_the_keys(one: When, other: When) -> None:
    assert one.overlaps(other) is other.overlaps(one)
    assert one.overlaps(one) is one.year_known


@given(TIMES)
def test_what_has_no_year_has_no_place_in_an_order(when: When) -> None:
    assert (when.start_key is None) is (when.end_key is None) is not when.year_known


@given(yearless(), st.integers(1970, 2190))
def test_a_year_can_be_given_later(when: When, year: int) -> None:
    try:
        given_one = when.in_year(year)
    except Invalid:
        return
    assert given_one.year_known
    assert given_one.start.astimezone(ZoneInfo(given_one.zone)).year == year
    assert (given_one.precision, given_one.kind, given_one.zone) == (
        when.precision, when.kind, when.zone,
    )  # fmt: skip


def test_an_end_before_its_start_is_of_the_next_day() -> None:
    when = When.read("17.07.2025 21:00-07:50")
    assert when == When(
        datetime(2025, 7, 17, 18, tzinfo=UTC),
        datetime(2025, 7, 18, 4, 50, tzinfo=UTC),
        "Europe/Moscow",
        Precision.MINUTE,
        Kind.PERIOD,
    )
    assert when.understood() == "Thu 17 Jul 21:00 – Fri 18 Jul 07:50 MSK, 10 h 50 min"
    assert when.show() == "17 Jul 2025 21:00 – 18 Jul 2025 07:50 MSK"
    assert when.edtf() == "2025-07-17T21:00:00+03:00/2025-07-18T07:50:00+03:00"
    assert when.store() == "2025-07-17T18:00:00Z/2025-07-18T04:50:00Z Europe/Moscow minute period"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("17.07.2025 13:40", "2025-07-17T13:40:00+03:00"),
        ("17.07.2025 13:40 UTC", "2025-07-17T13:40:00Z"),
        ("17.07.2025 13:40 New York time", "2025-07-17T13:40:00-04:00"),
        ("~17.07.2025 13:40", "2025-07-17T13:40:00+03:00~"),
        ("17 July 2025", "2025-07-17"),
        ("17-18 July 2025", "2025-07-17/2025-07-18"),
        ("night of 17-18 July 2025", "2025-07-17/2025-07-18"),
        ("about night of 17-18 July 2025", "2025-07-17~/2025-07-18~"),
        ("July 2025", "2025-07"),
        ("July - August 2025", "2025-07/2025-08"),
        ("2025", "2025"),
        ("~2024 - 2025", "2024~/2025~"),
        ("17 July", "XXXX-07-17"),
        ("July", "XXXX-07"),
        ("17.07 21:00-07:50", "XXXX-07-17T21:00:00/XXXX-07-18T07:50:00"),
    ],
)
def test_edtf(text: str, edtf: str) -> None:
    assert When.read(text).edtf() == edtf


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("17 Jul 2025 13:40", "Thu 17 Jul 13:40 MSK"),
        ("~17 Jul 2025 13:40 Kyiv time", "about Thu 17 Jul 13:40 Kyiv time"),
        ("17.07.2025 21:00-23:00", "Thu 17 Jul 21:00 – 23:00 MSK, 2 h"),
        ("17.07.2025 21:00-21:20", "Thu 17 Jul 21:00 – 21:20 MSK, 20 min"),
        (
            "17.07.2025 21:00 - 20.07.2025 22:05",
            "Thu 17 Jul 21:00 – Sun 20 Jul 22:05 MSK, 3 d 1 h 5 min",
        ),
        (
            "within 17.07.2025 21:00-23:00",
            "Thu 17 Jul 21:00 – 23:00 MSK, 2 h; a moment within it",
        ),
        (
            "31.12.2025 21:00-07:50",
            "Wed 31 Dec 2025 21:00 – Thu 1 Jan 2026 07:50 MSK, 10 h 50 min",
        ),
        ("night of 17-18 July 2025", "night of Thu 17 Jul – Fri 18 Jul, noon to noon MSK"),
        ("17 July 2025", "Thu 17 Jul MSK, 1 day"),
        ("17-18 July 2025", "Thu 17 Jul – Fri 18 Jul MSK, 2 days"),
        ("July 2025", "Jul 2025 MSK"),
        ("2025", "2025 MSK"),
        (
            "17.07 21:00-7:50",
            "17 Jul 21:00 – 18 Jul 07:50 MSK, 10 h 50 min; the year is not known",
        ),
    ],
)
def test_the_line_under_the_field(text: str, sentence: str) -> None:
    assert When.read(text).understood() == sentence


def test_the_line_names_the_year_where_the_text_does_not() -> None:
    when = When.read("17.07 21:00-7:50", year=2025)
    assert when.understood(with_year=True) == (
        "Thu 17 Jul 2025 21:00 – Fri 18 Jul 2025 07:50 MSK, 10 h 50 min"
    )


def test_the_text_says_kind_and_zone_where_they_are_not_the_usual_ones() -> None:
    assert When.read("17 July 2025").show() == "17 Jul 2025"
    assert When.read("17 July 2025", "Europe/Kyiv").show() == "17 Jul 2025 Kyiv time"
    assert When.read("17 July 2025", "Europe/Kyiv").show("Europe/Kyiv") == "17 Jul 2025"
    assert When.read("17 July 2025").show("Europe/Kyiv") == "17 Jul 2025 MSK"
    assert When.read("lasted 17 July 2025").show() == "17 Jul 2025 (lasted)"
    assert When.read("17.07.2025 21:00 +03:00").show() == "17 Jul 2025 21:00 UTC+03:00"


def test_a_night_is_the_widest_that_anyone_means_by_it() -> None:
    night = When.read("night of 17-18 July 2025")
    assert night.start == datetime(2025, 7, 17, 9, tzinfo=UTC)
    assert night.end == datetime(2025, 7, 18, 9, tzinfo=UTC)
    assert night.overlaps(When.read("17.07.2025 21:00-07:50"))
    assert not night.overlaps(When.read("17.07.2025 11:59"))


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("17.07.2025 21:00-23:00", "17.07.2025 23:00-07:00", False),
        ("17.07.2025 21:00-07:50", "17.07.2025 23:00-07:00", True),
        ("17.07.2025 23:00", "17.07.2025 23:00-07:00", True),
        ("17.07.2025 23:00", "17.07.2025 21:00-23:00", False),
        ("17.07.2025 23:00", "17.07.2025 23:00", True),
        ("17.07.2025 23:00", "17.07.2025 23:01", False),
        ("17.07.2025 23:00 MSK", "17.07.2025 20:00 UTC", True),
        ("17 July 2025", "18 July 2025", False),
        ("2025-07", "17 July 2025", True),
        ("2024", "2025-01", False),
        ("17 July", "17 July 2025", False),
    ],
)
def test_overlap(one: str, other: str, *, meet: bool) -> None:
    assert When.read(one).overlaps(When.read(other)) is meet


def test_the_day_the_clocks_go_back_has_25_hours() -> None:
    assert When.read("26.10.2025 Kyiv time").duration == timedelta(hours=25)
    assert When.read("30.03.2025 Kyiv time").duration == timedelta(hours=23)
    assert When.read("26.10.2025 03:30-03:15 (second) Kyiv time").duration == timedelta(minutes=45)


def test_the_same_clock_time_twice_is_two_instants() -> None:
    first = When.read("26.10.2025 03:30 Kyiv time")
    second = When.read("26.10.2025 03:30 (second) Kyiv time")
    assert second.start - first.start == timedelta(hours=1)
    assert second.show() == "26 Oct 2025 03:30 (second) Kyiv time"


@pytest.mark.parametrize("text", ["30.03.2025 03:30 Kyiv time", "30.03.2025 03.30 Kyiv time"])
def test_a_clock_time_that_was_skipped_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="put forward over 03:30"):
        When.read(text)


def test_a_day_whose_midnight_was_skipped_is_still_that_day() -> None:
    # Lebanon's clocks go forward at midnight.
    when = When.read("30.03.2025", "Asia/Beirut")
    assert when.show("Asia/Beirut") == "30 Mar 2025"
    assert when.duration == timedelta(hours=23)


def test_a_day_that_was_left_out_of_the_calendar_is_refused() -> None:
    with pytest.raises(Invalid):
        When.read("30.12.2011", "Pacific/Apia")


def test_a_kind_that_is_chosen_holds_where_the_text_has_no_word_for_it() -> None:
    assert When.read("17.07.2025 21:00-23:00", kind=Kind.LASTED).kind is Kind.LASTED
    assert When.read("within 17.07.2025 21:00-23:00", kind=Kind.LASTED).kind is Kind.WITHIN
    with pytest.raises(Invalid, match="is a span"):
        When.read("17.07.2025 21:00-23:00", kind=Kind.AT)
    with pytest.raises(Invalid, match="is one moment"):
        When.read("17.07.2025 21:00", kind=Kind.LASTED)


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "2025",
        "x" * 1_000_000,
        "2025-07-17T18:00:00Z/2025-07-18T04:50:00Z Europe/Moscow minute",
        "2025-07-17T18:00:00Z/2025-07-18T04:50:00Z Europe/Nowhere minute period",
        "2025-07-17T18:00:00Z/2025-07-18T04:50:00Z ../../etc/passwd minute period",
        "2025-07-17T18:00:00Z/2025-07-18T04:50:00Z Europe/Moscow minute at",
        "2025-07-17T18:00:00Z/2025-07-16T04:50:00Z Europe/Moscow minute period",
        "2025-17-17T18:00:00Z/2025-07-18T04:50:00Z Europe/Moscow minute period",
        "2025-07-17T18:00:00Z/2025-07-18T04:50:00Z Europe/Moscow second period",
    ],
)
def test_a_damaged_stored_time_is_refused(stored: str) -> None:
    with pytest.raises(Invalid, match="not a stored time"):
        When.load(stored)


def test_parts_that_contradict_one_another_are_no_time() -> None:
    start = datetime(2025, 7, 17, 18, tzinfo=UTC)
    later = start + timedelta(hours=1)
    moscow = "Europe/Moscow"
    for parts in (
        (later, start, moscow, Precision.MINUTE, Kind.PERIOD),
        (start, start, moscow, Precision.MINUTE, Kind.PERIOD),
        (start, later, moscow, Precision.MINUTE, Kind.AT),
        (start, start, moscow, Precision.DAY, Kind.AT),
        (start.replace(tzinfo=None), later, moscow, Precision.MINUTE, Kind.PERIOD),
        (start, later.astimezone(ZoneInfo(moscow)), moscow, Precision.MINUTE, Kind.PERIOD),
    ):
        with pytest.raises(ValueError, match=r"bounds|moment"):
            When(*parts)
