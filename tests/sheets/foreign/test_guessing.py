"""What columns are guessed to become."""

from datetime import date, datetime, time

import pytest

from desktop.sheets.foreign.headings import counted, target
from desktop.sheets.foreign.profile import FigureUse, Profile, Use
from desktop.sheets.raw import Raw
from tests.sheets.foreign.making import guessed

DAY = date(2025, 7, 17)
moment = datetime.fromisoformat


def column(heading: Raw, *cells: Raw) -> Profile:
    """Return what is guessed of one column beside a date and a number."""
    rows: list[list[Raw]] = [["Date", heading, "Killed"]]
    rows += [[date(2025, 7, 1 + number), cell, 0] for number, cell in enumerate(cells)]
    return guessed(rows)


def becomes(heading: str, *cells: Raw) -> str:
    return column(heading, *cells).columns[heading].to


@pytest.mark.parametrize(
    ("heading", "cells", "to"),
    [
        ("Region", ["Bryansk Oblast", "x"], "where.region"),
        ("Область", ["Брянская", "Орловская"], "where.region"),
        ("Район", ["Жуковский", "Тарусский"], "where.district"),
        ("Населений пункт", ["Київ", "Одеса"], "where"),
        ("Country", ["Ukraine", "Sudan"], "where.country"),
        ("Country ISO", ["UKR", "SDN"], ""),
        ("Широта", [55.1, "54,3"], "where.lat"),
        ("FacilityLongitude", ["47.1582", "Unknown"], "from.lon"),
        ("launch_place", ["Crimea", "Kursk oblast"], "from"),
        ("MissileName", ["Shahab-1", "Safir"], "munition"),
        ("Тип БПЛА", ["Герань", "Орлан"], "munition"),
        ("Reported Perpetrator Name", ["A", "B"], "incident.actor"),
        ("Event Description", ["Two drones fell.", "A fire."], "incident.summary"),
        ("Описание", ["Упали два беспилотника", "Пожар"], "incident.summary"),
        ("Примечание", ["уточняется", "см. выше"], "note"),
        ("Source", ["https://t.me/a/1", "https://t.me/a/2"], "source.url"),
        ("Источник", ["Минобороны", "Губернатор"], "source.title"),
        ("DateEntered", [DAY, DAY], ""),
        ("Кто сообщил", ["Губернатор", "Минобороны"], "report.speaker"),
        ("EventID", [1, 2], ""),
        ("Apogee", [200, 300], ""),
        ("Status", ["open", "closed"], ""),
        ("Region", [1, 2], ""),
        ("Confidence", ["high", "low"], "incident.confidence"),
        ("Confidence", ["3 of 5", "4 of 5"], ""),
        ("col", ["https://t.me/a/1", "https://t.me/a/2"], "source.url"),
        ("col", ["Bryansk", "Oryol Oblast", "Kaluga"], "where"),
        ("col", ["x", "y"], ""),
    ],
)
def test_headings_and_values_decide_together(heading: str, cells: list[Raw], to: str) -> None:
    assert becomes(heading, *cells) == to


@pytest.mark.parametrize(
    ("heading", "measure", "munition", "bound"),
    [
        ("Killed", "killed", "", "exact"), ("Погибло", "killed", "", "exact"),
        ("Загинуло (мін)", "killed", "", "low"), ("Deaths high", "killed", "", "high"),
        ("Number of wounded", "injured", "", "exact"), ("Сбито БПЛА", "downed", "drone", "exact"),
        ("destroyed", "downed", "", "exact"), ("Vehicles destroyed", "damaged", "", "exact"),
        ("Shaheds launched", "launched", "shahed", "exact"),
        ("Подавлено", "not_reached", "", "exact"),
        ("missiles intercepted", "downed", "missile", "exact"),
    ],
)  # fmt: skip
def test_headings_say_what_is_counted(
    heading: str, measure: str, munition: str, bound: str
) -> None:
    told = counted(heading)
    assert told is not None
    assert (told.measure, told.munition, told.bound) == (measure, munition, bound)
    assert target(heading) is None


def test_start_and_end_are_a_window() -> None:
    start, end = "2025-07-17 21:00", "2025-07-18 07:50"
    rows: list[list[Raw]] = [["time_start", "time_end", "Downed"], [start, end, 3], [start, end, 4]]
    uses = guessed(rows).columns
    assert (uses["time_start"].to, uses["time_end"].to) == ("when", "when.end")


def test_a_date_and_a_time_are_told_apart_by_their_values() -> None:
    rows: list[list[Raw]] = [
        ["Дата", "Время", "Время окончания", "Сбито"],
        [DAY, time(21), "07:50", 3],
        [DAY, time(22), "08:50", 3],
    ]
    uses = guessed(rows).columns
    assert [use.to for use in uses.values()] == ["when", "when.time", "when.end_time", "figure"]


def test_year_month_and_day_are_taken_where_there_is_no_date() -> None:
    rows: list[list[Raw]] = [["Year", "Month", "Day", "Killed"], [2024, 6, 5, 1], [2024, 7, 6, 2]]
    uses = guessed(rows).columns
    assert [use.to for use in uses.values()] == ["when.year", "when.month", "when.day", "figure"]
    rows = [["Date", "Year", "Killed"], [DAY, 2025, 1], [DAY, 2025, 2]]
    assert guessed(rows).columns["Year"].to == ""


def test_dates_without_any_time_of_day_are_whole_days() -> None:
    assert column("x", "a").columns["Date"] == Use("when", whole_days=True)
    rows: list[list[Raw]] = [["When", "Killed"], [moment("2025-07-17 00:00"), 1]]
    assert guessed(rows).columns["When"].whole_days
    assert not guessed([*rows, [moment("2025-07-18 21:30"), 2]]).columns["When"].whole_days


def test_american_dates_are_seen() -> None:
    rows: list[list[Raw]] = [["Date", "Killed"], ["7/4/2025", 1], ["7/24/2025", 2]]
    assert guessed(rows).month_first


def test_a_breakdown_of_a_total_is_left_out() -> None:
    head: list[Raw] = ["Date", "Killed", "Women killed", "Children killed"]
    uses = guessed([head, [DAY, 3, 1, 1], [DAY, 4, 2, 1]]).columns
    assert [name for name, use in uses.items() if use.figure] == ["Killed"]
    head = ["Date", "Workers killed", "Female workers killed", "Male workers killed"]
    uses = guessed([head, [DAY, 3, 1, 2], [DAY, 4, 2, 2]]).columns
    assert [name for name, use in uses.items() if use.figure] == ["Workers killed"]


def test_a_repeated_column_counts_once() -> None:
    uses = guessed([["Date", "Killed", "Killed"], [DAY, 3, 3], [DAY, 4, 4]]).columns
    assert [name for name, use in uses.items() if use.figure] == ["Killed"]


def test_kinds_of_people_without_a_total_are_added_up() -> None:
    head: list[Raw] = ["Date", "Teachers killed", "Students killed"]
    uses = guessed([head, [DAY, 3, 1], [DAY, 4, 2]]).columns
    assert [name for name, use in uses.items() if use.figure] == head[1:]


def test_the_lowest_and_the_highest_are_taken_rather_than_the_best() -> None:
    head: list[Raw] = ["Date", "Deaths best", "Deaths low", "Deaths high"]
    uses = guessed([head, [DAY, 3, 1, 5], [DAY, 4, 2, 6]]).columns
    assert {name: use.figure.bound for name, use in uses.items() if use.figure} == {
        "Deaths low": "low", "Deaths high": "high",
    }  # fmt: skip


def test_what_a_program_printed_is_split_into_parts_of_the_total() -> None:
    head: list[Raw] = ["Date", "destroyed", "destroyed_details"]
    rows: list[list[Raw]] = [head, [DAY, 3, "{'Kyiv oblast': 3.0}"], [DAY, 4, None]]
    figure = guessed(rows).columns["destroyed_details"].figure
    assert figure == FigureUse("downed", of="destroyed", relation="part", split=True)


def test_a_table_of_launches_counts_each_row() -> None:
    rows: list[list[Raw]] = [["Date", "Missile", "Launch site"], [DAY, "Shahab-1", "Semnan"]]
    assert guessed(rows).each_row == FigureUse("launched", placed="from")
    rows = [["Date", "Missile", "Launch site", "Launched"], [DAY, "Shahab-1", "Semnan", 2]]
    assert guessed(rows).each_row is None


def test_tags_tell_what_headings_do_not() -> None:
    rows: list[list[Raw]] = [["Quand", "Morts", "x"], ["#date", "#affected +killed", None],
                             [DAY, 3, 1], [DAY, 4, 1]]  # fmt: skip
    uses = guessed(rows).columns
    assert uses["Quand"].to == "when"
    assert uses["Morts"].figure == FigureUse("killed", note="Morts")


def test_words_in_a_column_of_counts_are_given_a_meaning() -> None:
    rows: list[list[Raw]] = [["Date", "Killed"]]
    cells = (3, "Unspecified", "Unspecifed", "unspecified ", "none", "6+", "No information", 2, 4)
    rows += [[DAY, cell] for cell in cells]
    assert guessed(rows).values["Killed"] == {
        "Unspecified": "not checked", "Unspecifed": "not checked", "unspecified": "not checked",
        "No information": "not stated",
    }  # fmt: skip


def test_models_are_given_their_munition_and_forces_their_state() -> None:
    values = column(
        "Model", "Shahed-136/131", "X-101/X-555", "C-300 and Iskander-M", "Arson"
    ).values
    assert values["Model"] == {
        "Shahed-136/131": "shahed", "X-101/X-555": "cruise_missile",
        "C-300 and Iskander-M": "missile",
    }  # fmt: skip
    values = column(
        "Perpetrator", "Armed Forces of the Russian Federation", "Syrian or Russian Forces", "Mob"
    ).values
    assert values["Perpetrator"] == {"Armed Forces of the Russian Federation": "russia"}


def test_only_one_column_is_the_actor() -> None:
    head: list[Raw] = ["Date", "Reported Perpetrator", "Reported Perpetrator Name", "Killed"]
    uses = guessed([head, [DAY, "Police", "Sudan Police Force", 1]]).columns
    assert uses["Reported Perpetrator"].to == ""
    assert uses["Reported Perpetrator Name"].to == "incident.actor"


def test_a_table_without_headings_is_guessed_by_its_values() -> None:
    rows: list[list[Raw]] = [
        [DAY, "Bryansk", "https://t.me/a/1", 31],
        [DAY, "Oryol", "https://t.me/a/2", 3],
    ]
    uses = guessed(rows).columns
    assert [use.to for use in uses.values()] == ["when", "where", "source.url", ""]
