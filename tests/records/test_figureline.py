"""A figure in one line: what the words of it are taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.errors import Invalid
from desktop.records.figureline import LONGEST, FigureLine, read_line
from desktop.records.fold import fold

MEASURES = {fold(name): name for name in ("killed", "downed", "headed for", "сбито")}
MUNITIONS = {fold(name): name for name in ("drones", "cruise missiles", "БПЛА")}


def read(text: str) -> FigureLine:
    return read_line(text, MEASURES, MUNITIONS)


@pytest.mark.parametrize(
    ("text", "count", "places"),
    [
        ("31 bryansk", "31", "bryansk"),
        ("10 moscow region", "10", "moscow region"),
        ("3 zhukovsky, tarussky", "3", "zhukovsky, tarussky"),
        ("31\tbryansk", "31", "bryansk"),
        ("  31 \t  bryansk oblast ", "31", "bryansk oblast"),
        (">60 belgorod", ">60", "belgorod"),
        ("> 60 belgorod", ">60", "belgorod"),
        (">=60 belgorod", "60+", "belgorod"),
        ("=>60 belgorod", "60+", "belgorod"),
        ("60+ belgorod", "60+", "belgorod"),
        ("<5 sumy", "<5", "sumy"),
        ("~40 odesa", "~40", "odesa"),
        ("10-12 kursk", "10-12", "kursk"),
        ("10 - 12 kursk", "10-12", "kursk"),
        ("more than 60 belgorod", ">60", "belgorod"),
        ("not less than 60 belgorod", "60+", "belgorod"),
        ("dozens crimea", "dozens", "crimea"),
        ("none reported kaluga", "none reported", "kaluga"),
        ("1 200 kyiv", "1200", "kyiv"),
        ("73", "73", ""),
        ("73 total", "73", ""),
        ("73 всего", "73", ""),
        ("не менее 60 Белгород", "60+", "Белгород"),
    ],
)
def test_a_count_and_its_places(text: str, count: str, places: str) -> None:
    line = read(text)
    assert (str(line.count), line.places) == (count, places)
    assert (line.measure, line.munition, line.subset, line.quote) == ("", "", False, "")


@pytest.mark.parametrize(
    ("text", "count", "places"),
    [
        ("3> moscow", "3", "moscow"),
        ("3 > moscow", "3", "moscow"),
        ("3>moscow", "3", "moscow"),
        ("10-12> moscow", "10-12", "moscow"),
        ("3>", "3", ""),
    ],
)
def test_of_which(text: str, count: str, places: str) -> None:
    line = read(text)
    assert line.subset
    assert (str(line.count), line.places) == (count, places)


@pytest.mark.parametrize(
    ("text", "measure", "count", "munition", "places"),
    [
        ("killed none reported", "killed", "none reported", "", ""),
        ("none reported killed", "killed", "none reported", "", ""),
        ("Killed\t0\tkursk", "killed", "0", "", "kursk"),
        ("headed for 3 moscow", "headed for", "3", "", "moscow"),
        ("3 headed for moscow", "headed for", "3", "", "moscow"),
        ("31 downed drones bryansk", "downed", "31", "drones", "bryansk"),
        ("31 cruise missiles bryansk", "", "31", "cruise missiles", "bryansk"),
        ("сбито 31 БПЛА Брянская область", "сбито", "31", "БПЛА", "Брянская область"),
    ],
)
def test_measure_and_munition(
    text: str, measure: str, count: str, munition: str, places: str
) -> None:
    line = read(text)
    assert (line.measure, str(line.count)) == (measure, count)
    assert (line.munition, line.places) == (munition, places)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ('31 bryansk "31 drone over Bryansk"', "31 drone over Bryansk"),
        ("31 bryansk “31 drone”", "31 drone"),
        ("31 bryansk «31 БПЛА»", "31 БПЛА"),
        ("31\tbryansk\t«31 БПЛА,\n3 к Москве» ", "31 БПЛА,\n3 к Москве"),
    ],
)
def test_the_quote_stands_last_in_quotation_marks(text: str, quote: str) -> None:
    line = read(text)
    assert (line.quote, line.places, str(line.count)) == (quote, "bryansk", "31")


@pytest.mark.parametrize("text", ["", "   ", "bryansk", "bryansk 31", "«31 БПЛА»", "killed", "> x"])
def test_a_line_without_a_count_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read(text)


def test_a_line_that_is_too_long_is_refused() -> None:
    with pytest.raises(Invalid, match=str(LONGEST)):
        read("1 " + "x" * LONGEST)


@given(
    st.text(max_size=60) | st.lists(st.sampled_from(["3", ">", "10", "-", "a", "\t"])).map("".join)
)
def test_any_line_is_understood_or_refused(text: str) -> None:
    try:
        told = str(read(text).count)
    except Invalid as error:
        told = str(error)
    assert told


@given(st.integers(0, 10**9), st.sampled_from(["bryansk", "moscow region", "a, b"]))
def test_what_a_line_says_can_be_said_again(number: int, places: str) -> None:
    line = read(f"{number} {places}")
    assert read(f"{line.count} {line.places}") == line
