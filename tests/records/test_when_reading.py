"""What people type and paste for a time."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.records.errors import Invalid
from desktop.records.when import When
from tests import shared_data

NIGHT_SPAN = "17 Jul 2025 21:00 – 18 Jul 2025 07:50 MSK"
NIGHT = "night of 17–18 Jul 2025"
MINISTRY = "17 Jul 2025 23:00 – 18 Jul 2025 07:00 MSK"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("17.07.2025 21:00-07:50", NIGHT_SPAN),
        ("17.07.2025 21:00 – 7:50", NIGHT_SPAN),
        ("17.07.2025 21.00-7.50", NIGHT_SPAN),
        ("17.07.2025 21:00 - 18.07.2025 07:50", NIGHT_SPAN),
        ("2025-07-17 21:00 - 2025-07-18 07:50", NIGHT_SPAN),
        ("2025-07-17T21:00/2025-07-18T07:50", NIGHT_SPAN),
        ("17-18 July 2025 21:00-07:50", NIGHT_SPAN),
        ("17th July 2025 9 pm - 7:50 a.m.", NIGHT_SPAN),
        ("July 17, 2025 21:00 to July 18 07:50", NIGHT_SPAN),
        ("Thu 17 Jul 2025 21:00 – Fri 18 Jul 2025 07:50", NIGHT_SPAN),
        ("17.07.2025 21:00-07:50 мск", NIGHT_SPAN),
        ("17.07.2025 21:00 MSK - 07:50 MSK", NIGHT_SPAN),
        ("17.07.2025 21:00 мск-07:50 мск", NIGHT_SPAN),
        ("17.07.2025 21:00-07:50 по московскому времени", NIGHT_SPAN),
        ("reporting period: 17.07.2025 21:00-07:50", NIGHT_SPAN),
        ("17.07.2025 21:00-07:50 (lasted)", f"{NIGHT_SPAN} (lasted)"),
        ("17.07.2025 21:00-07:50 (LASTED)", f"{NIGHT_SPAN} (lasted)"),
        ("within 17.07.2025 21:00-07:50", f"{NIGHT_SPAN} (within)"),
        ("с 23.00 17 июля до 7.00 18 июля 2025", MINISTRY),
        ("в период с 23.00 мск 17 июля до 7.00 мск 18 июля 2025 года", MINISTRY),
        ("з 23:00 17 липня до 07:00 18 липня 2025 року МСК", MINISTRY),
        ("с 21.00 до 23.00 17 июля 2025 г.", "17 Jul 2025 21:00–23:00 MSK"),
        ("21:00-23:00 17.07.2025", "17 Jul 2025 21:00–23:00 MSK"),
        ("17.07.2025 21 ч - 23 ч", "17 Jul 2025 21:00–23:00 MSK"),
        ("17.07.2025 21:00-24:00", "17 Jul 2025 21:00 – 18 Jul 2025 00:00 MSK"),
        ("17.07 21:00-7:50", "17 Jul 21:00 – 18 Jul 07:50 MSK"),
        ("17.07 21.00-7.50", "17 Jul 21:00 – 18 Jul 07:50 MSK"),
        ("17.07 21.00 - 18.07 7.50", "17 Jul 21:00 – 18 Jul 07:50 MSK"),
        ("31.12 21:00-07:50", "31 Dec 21:00 – 1 Jan 07:50 MSK"),
        ("XXXX-07-17T21:00:00/XXXX-07-18T07:50:00", "17 Jul 21:00 – 18 Jul 07:50 MSK"),
        ("17 Jul 2025 13:40", "17 Jul 2025 13:40 MSK"),
        ("at 13:40 on 17 July 2025", "17 Jul 2025 13:40 MSK"),
        ("17 июля 2025 в 13:40", "17 Jul 2025 13:40 MSK"),
        ("17 июля 2025 около 13:40", "~17 Jul 2025 13:40 MSK"),
        ("~17.07.2025 13:40", "~17 Jul 2025 13:40 MSK"),
        ("2025-07-17T13:40:00Z", "17 Jul 2025 13:40 UTC"),
        ("2025-07-17T13:40:00-05:00", "17 Jul 2025 13:40 UTC-05:00"),
        ("17.07.2025 13:40 +03:00", "17 Jul 2025 13:40 UTC+03:00"),
        ("17.07.2025 13:40 MSK+4", "17 Jul 2025 13:40 UTC+07:00"),
        ("17.07.2025 13:40 Kyiv time", "17 Jul 2025 13:40 Kyiv time"),
        ("17.07.2025 13:40 Europe/Kiev", "17 Jul 2025 13:40 Kyiv time"),
        ("17.07.2025 13:40 за київським часом", "17 Jul 2025 13:40 Kyiv time"),
        ("17.07.2025 13:40 asia/ust-nera", "17 Jul 2025 13:40 Ust-Nera time"),
        ("17.07.2025 13:40 Asia/Kolkata", "17 Jul 2025 13:40 Asia/Kolkata"),
        ("17 July 2025", "17 Jul 2025"),
        ("17-Jul-2025", "17 Jul 2025"),
        ("17 июля 2025 года", "17 Jul 2025"),
        ("17 липня 2025 року", "17 Jul 2025"),
        ("17/07/2025", "17 Jul 2025"),
        ("07/08/2025", "7 Aug 2025"),
        ("2025/07/17", "17 Jul 2025"),
        ("2025-7-17", "17 Jul 2025"),
        ("17.07.25", "17 Jul 2025"),
        ("17.07.69", "17 Jul 2069"),
        ("17.07.70", "17 Jul 1970"),
        ("2025-07-17~", "~17 Jul 2025"),
        ("July 17", "17 Jul"),
        ("17.07", "17 Jul"),
        ("29 Feb", "29 Feb"),
        ("17-18 July 2025", "17–18 Jul 2025"),
        ("17/18 July 2025", "17–18 Jul 2025"),
        ("17-18.07.2025", "17–18 Jul 2025"),
        ("17.07-18.07.2025", "17–18 Jul 2025"),
        ("17.07-18.07", "17–18 Jul"),
        ("31 December - 1 January 2026", "31 Dec 2025 – 1 Jan 2026"),
        ("31 December 2025 - 1 January", "31 Dec 2025 – 1 Jan 2026"),
        ("night of 17-18 July 2025", NIGHT),
        ("night of 17/18.07.2025", NIGHT),
        ("night of 17 July 2025", NIGHT),
        ("overnight into 18 July 2025", NIGHT),
        ("ночь на 18 июля 2025", NIGHT),
        ("в ночь на 18 июля 2025 г.", NIGHT),
        ("в ночь с 17 на 18 июля 2025 года", NIGHT),
        ("у ніч на 18 липня 2025", NIGHT),
        ("night of 31 December 2025 - 1 January 2026", "night of 31 Dec 2025 – 1 Jan 2026"),
        ("ночь на 1 января 2026", "night of 31 Dec 2025 – 1 Jan 2026"),
        ("ночь на 1 января", "night of 31 Dec – 1 Jan"),
        ("2025-07", "Jul 2025"),
        ("July 2025", "Jul 2025"),
        ("июль 2025", "Jul 2025"),
        ("2025-07/2025-08", "Jul 2025 – Aug 2025"),
        ("July - August 2025", "Jul 2025 – Aug 2025"),
        ("XXXX-07", "Jul"),
        ("2025", "2025"),
        ("2024-2025", "2024 – 2025"),
    ],
)
def test_what_is_understood(text: str, shown: str) -> None:
    assert When.read(text).show() == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("17.07 21:00-7:50", NIGHT_SPAN),
        ("31.12 21:00-07:50", "31 Dec 2025 21:00 – 1 Jan 2026 07:50 MSK"),
        ("31 Dec - 1 Jan", "31 Dec 2025 – 1 Jan 2026"),
        ("17 July 2024", "17 Jul 2024"),
        ("ночь на 18 июля", NIGHT),
    ],
)
def test_a_given_year_is_used_where_the_text_has_none(text: str, shown: str) -> None:
    assert When.read(text, year=2025).show() == shown


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("  ", "is empty"),
        ("yesterday", "“yesterday” in “yesterday” is not understood"),
        ("31 June 2025", "Jun has 30 days"),
        ("0 June 2025", "the day 0"),
        ("29 Feb 2025", "2025 is no leap year"),
        ("07/18/2025", "the day comes first"),
        ("13.13.2025", "no month 13"),
        ("2025-13", "no month 13"),
        ("17 July 25000", "write the year with 4 digits"),
        ("17 July 1066", "the year 1066"),
        ("31.12.2199 21:00-07:50", "the year 2200"),
        ("ночь на 1 января 1900", "the year 1899"),
        ("17.07.2025 25:00", "“25:00” in “17.07.2025 25:00” is no clock time"),
        ("17.07.2025 24:01", "is no clock time"),
        ("17.07.2025 21:60", "is no clock time"),
        ("17.07.2025 13 pm", "is no clock time"),
        ("17.07.2025 21:00:30", "seconds, which are not kept"),
        ("21:00-07:50", "has no date"),
        ("July 2025 21:00", "without its day"),
        ("17", "without its month"),
        ("17.07.2025 (second)", "belongs after"),
        ("17.07.2025 21:00-21:00", "at the same time"),
        ("18.07.2025 - 17.07.2025", "ends before it starts"),
        ("17.07.2025 21:00 - 17.07.2025 20:00", "ends before it starts"),
        ("31 July - 1", "ends before it starts"),
        ("21:00-07:50 17.07.2025", "put the date before the times"),
        ("17 July 2025 21:00 - 18 July 2025", "two kinds"),
        ("17.07.2025 -", "is not one span"),
        ("1 - 2 - 3", "is not one span"),
        ("17.07.2025 18.07.2025", "two dates for one time"),
        ("17.07.2025 21:00 22:00", "two clock times together"),
        ("Fri 17 Jul 2025", "says Fri, but that day is Thu"),
        ("night of 17-19 July 2025", "is not one night"),
        ("night of 17 July 21:00", "is not one night"),
        ("17.07.2025 21:00 Europe/Nowhere", "is not a time zone"),
        ("17.07.2025 21:00 UTC+3:30", "not an offset of whole hours"),
        ("17.07.2025 21:00 +15:00", "not an offset of whole hours"),
        ("17.07.2025 21:00 MSK - 22:00 UTC", "two time zones"),
        ("17.07.2025 21:00+03:00 UTC", "two time zones"),
        ("17.07.2025\x00", "invisible character (U+0000)"),
        ("\u202e17.07.2025", "invisible character (U+202E)"),
        ("17.07.2025\n18.07.2025", "invisible character (U+000A)"),
        ("9" * 150, "neither a day nor a year"),
    ],
)
def test_what_is_refused_and_why(text: str, why: str) -> None:
    with pytest.raises(Invalid) as refused:
        When.read(text)
    assert why in str(refused.value)


def test_a_pasted_megabyte_is_refused_before_it_is_looked_at() -> None:
    for text in ("17.07.2025 " * 100_000, " " * 1_000_000, "-" * 1_000_000):
        with pytest.raises(Invalid, match="too long") as refused:
            When.read(text)
        assert len(str(refused.value)) < 200


@given(st.text(max_size=210))
@example("{text}")
@example("utc+99999999999")
@example("a/b/c")
@example("europe/.")
def test_any_text_is_a_time_or_refused_with_a_sentence(text: str) -> None:
    try:
        when = When.read(text)
    except Invalid as refused:
        sentence = str(refused)
    else:
        sentence = when.understood() + "."
        assert When.read(when.show()) == when
    assert sentence.endswith((".", "?"))


PIECES = st.sampled_from(
    ["17", "18", "31", "0", "2025", "1900", "2199", "17.07", "17.07.2025", "2025-07-17", "2025-07",
     "21:00", "07:50", "24:00", "21.00", "9 pm", "July", "июля", "лютого", "Feb", "29", "night",
     "ночь", "на", "of", "-", "–", "/", "to", "до", "с", "t", "~", "about", "lasted", "(within)",
     "at", "MSK", "UTC", "Kyiv time", "+03:00", "-05:00", "z", "Thu", "(second)", ",", ".",
     "Asia/Beirut", "30.03.2025", "26.10.2025", "03:30", "xxxx-07-17"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=9), st.sampled_from([" ", "", " - "]))
def test_pieces_of_times_in_any_order_do_no_harm(pieces: list[str], joint: str) -> None:
    try:
        when = When.read(joint.join(pieces), "Europe/Kyiv")
    except Invalid:
        return
    assert when.start <= when.end
    assert When.read(when.show()) == when
    assert When.load(when.store()) == when


def test_every_time_in_a_real_table_of_nights_is_read() -> None:
    data = shared_data()
    if data is None:
        pytest.skip("the folder of real data is absent")
    lines = (data / "incidents" / "air-force-missile-attacks.csv").read_text("utf-8").splitlines()
    times = [time for line in lines[1:] for time in line.split(",")[:2] if time.startswith("20")]
    assert len(times) > 5000
    for time in set(times):
        when = When.read(time, "Europe/Kyiv")
        assert When.read(when.show()) == when
