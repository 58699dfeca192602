"""Rows as records."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.records.models import content
from desktop.sheets.foreign.cells import is_blank
from desktop.sheets.foreign.converted import Converted
from desktop.sheets.foreign.profile import FigureUse, Profile, Use
from desktop.sheets.foreign.targets import FIGURE, TARGETS
from desktop.sheets.foreign.work import ProfileUnfit
from desktop.sheets.raw import Fault, Raw
from tests.sheets.foreign.making import context, converted, found, guessed, shown

DAY = date(2025, 7, 17)


def only(rows: list[list[Raw]], profile: Profile | None = None) -> Converted:
    (one,) = converted(rows, profile)
    return one


def report(one: Converted) -> dict[str, Any]:
    assert one.reports[0].after is not None
    return one.reports[0].after


def incident(one: Converted) -> dict[str, Any]:
    assert one.incident is not None
    assert one.incident.after is not None
    return one.incident.after


def refused(made: list[Converted]) -> list[tuple[int, str, str]]:
    return [(cell.row, cell.column, cell.value) for one in made for cell in one.refused]


def figure(measure: str, **parts: Any) -> Use:
    return Use(FIGURE, FigureUse(measure, **parts))


def test_a_row_is_an_incident_with_its_report_and_figures() -> None:
    rows: list[list[Raw]] = [
        ["Start", "End", "Region", "Launch place", "Launched", "Downed", "Description", "Source"],
        ["2025-07-17 21:00", "2025-07-18 07:50", "Bryansk Oblast", "Kursk oblast and Crimea",
         31, 30, "A night.", "https://t.me/a/1"],
        ["2025-07-18 21:00", "2025-07-19 07:50", "Oryol Oblast", None, 3, None, None, None],
    ]  # fmt: skip
    one, other = converted(rows)
    assert incident(one)["when"].show() == "17 Jul 2025 21:00 – 18 Jul 2025 07:50 Kyiv time"
    assert [context().name(place.uid) for place in incident(one)["where"]] == ["Bryansk Oblast"]
    assert incident(one)["summary"] == "A night."
    assert shown(one) == [
        ("Launched", "", "31", ["Kursk Oblast", "Crimea"]),
        ("Downed", "", "30", ["Bryansk Oblast"]),
    ]
    assert (one.figures[0].after or {})["joint"]
    assert report(one)["incident"] == one.uid
    assert report(one)["when"] == incident(one)["when"]
    (source,) = one.others
    assert report(one)["source"] == source.uid
    assert (source.after or {})["url"] == "https://t.me/a/1"
    assert shown(other) == [("Launched", "", "3", [])]
    assert list(one.rows) == [2]


def test_what_is_made_has_every_field_of_its_record() -> None:
    made = only([["Date", "Region", "Killed"], [DAY, "Idlib", 3]])
    for delta in made.deltas:
        assert set(delta.after or {}) == set(content(delta.type))


def test_a_source_is_made_once_for_all_rows_that_name_it() -> None:
    rows: list[list[Raw]] = [["Date", "Killed", "Source"]]
    rows += [[DAY, number, "https://t.me/a/1"] for number in range(3)]
    made = converted(rows)
    assert [len(one.others) for one in made] == [1, 0, 0]
    assert len({report(one)["source"] for one in made}) == 1


def test_several_addresses_in_a_cell_are_several_sources() -> None:
    cell = "https://a.org/1; http://b.org/2,c\nhttps://c.org/3"
    one = only([["Date", "Killed", "Source"], [DAY, 1, cell]])
    urls = [(delta.after or {})["url"] for delta in one.others]
    assert urls == ["https://a.org/1", "http://b.org/2,c", "https://c.org/3"]
    assert report(one)["source"] == one.others[0].uid
    assert report(one)["carriers"] == tuple(delta.uid for delta in one.others[1:])


@pytest.mark.parametrize("cell", ["1?", "87 + 88", '"some"', -3, 1.5, DAY])
def test_a_refused_count_leaves_the_rest_of_its_row(cell: Raw) -> None:
    rows: list[list[Raw]] = [
        ["Date", "Killed", "Injured"],
        [DAY, cell, 2],
        [DAY, 1, 2],
        [DAY, 0, 2],
    ]
    made = converted(rows)
    assert refused(made) == [(2, "B", str(cell))]
    assert made[0].refused[0].heading == "Killed"
    assert shown(made[0]) == [("Injured", "", "2", [])]


@pytest.mark.parametrize("column", [0, 1])
def test_an_error_of_the_spreadsheet_refuses_its_row(column: int) -> None:
    row: list[Raw] = [DAY, 3, "x"]
    row[column] = Fault("#VALUE!", "an error of the spreadsheet")
    made = converted([["Date", "Killed", "Note"], row, [DAY, 3, "y"]])
    assert [one.incident is None for one in made] == [True, False]
    assert refused(made) == [(2, "AB"[column], "#VALUE!")]
    assert list(made[0].rows.values()) == [row]


def test_an_error_in_a_note_leaves_its_row() -> None:
    head: list[Raw] = ["Date", "Killed", "Region", "Note", "x"]
    fault = Fault("#N/A", "an error")
    profile = guessed([head, [DAY, 3, "Oryol", "a", "b"]])
    one = only([head, [DAY, 3, fault, fault, fault]], profile)
    assert refused([one]) == [(2, "C", "#N/A"), (2, "D", "#N/A")]
    assert "an error" in one.refused[0].why
    assert incident(one)["where"] == ()
    assert report(one)["note"] == ""


def test_a_row_without_its_time_is_refused_whole() -> None:
    rows: list[list[Raw]] = [["Date", "Killed"], [DAY, 1], [None, 2], ["soon", 3], [DAY, 4]]
    made = converted(rows)
    assert [bool(one.incident) for one in made] == [True, False, False, True]
    assert refused(made) == [(3, "A", ""), (4, "A", "soon")]


def test_an_end_before_its_start_is_refused_at_its_own_cell() -> None:
    rows: list[list[Raw]] = [
        ["Start", "End", "Killed"],
        ["2025-07-17 21:00", "2025-07-17 07:50", 1],
        ["2025-07-17 21:00", "2025-07-18 07:50", 1],
    ]
    assert refused(converted(rows)) == [(2, "B", "2025-07-17 07:50")]


def test_dates_written_and_real_stand_in_one_column() -> None:
    rows: list[list[Raw]] = [["Date", "Killed"], [DAY, 1], ["17.07.2025", 2], ["2025-07", 3]]
    whens = [incident(one)["when"].show("Europe/Kyiv") for one in converted(rows)]
    assert whens == ["17 Jul 2025", "17 Jul 2025", "Jul 2025"]


def test_words_mean_what_the_profile_says() -> None:
    rows: list[list[Raw]] = [["Date", "Killed"], [DAY, "Unspecifed"], [DAY, "many"], [DAY, 3]]
    assert [shown(one)[0][2] for one in converted(rows)] == ["not checked", "many", "3"]
    profile = replace(guessed(rows), values={"killed": {"unspecifed": "", "MANY": "10+"}})
    assert [[line[2] for line in shown(one)] for one in converted(rows, profile)] == [
        [], ["10+"], ["3"],
    ]  # fmt: skip


def test_the_lowest_and_the_highest_become_one_figure() -> None:
    head: list[Raw] = ["Date", "Killed min", "Killed max"]
    rows = [head, [DAY, 3, 5], [DAY, None, 4], [DAY, 5, 3]]
    made = converted(rows)
    assert [[line[2] for line in shown(one)] for one in made] == [["3-5"], ["<=4"], []]
    assert [cell[:2] for cell in refused(made)] == [(4, "B")]


def test_columns_that_count_the_same_are_added_up_and_the_note_says_so() -> None:
    head: list[Raw] = ["Date", "Teachers killed", "Students killed"]
    one, other, third = converted([head, [DAY, 3, 6], [DAY, None, 2], [DAY, "1?", 2], [DAY, 1, 1]])[
        :3
    ]
    assert shown(one)[0][2] == "9"
    assert (one.figures[0].after or {})["note"] == "Teachers killed: 3; Students killed: 6"
    assert shown(other)[0][2] == "2"
    assert shown(third) == []
    assert refused([third]) == [(4, "B", "1?"), (4, "C", "2")]


def test_a_printed_dict_becomes_parts_of_the_total_of_its_row() -> None:
    printed = "{'Kyiv oblast': 3.0, 'Odesa oblast': nan, 'south': 2, 'Kalibr': 1}"
    rows: list[list[Raw]] = [
        ["Date", "destroyed", "destroyed_details"],
        [DAY, 6, printed],
        [DAY, None, "{'south': 2, 'Kyiv oblast': 3}"],
        [DAY, 3, "{'south': many}"],
        [DAY, 3, None],
    ]
    one, other, third, _last = converted(rows)
    assert shown(one) == [
        ("Downed", "", "6", []),
        ("Downed", "", "3", ["Kyiv Oblast"]),
        ("Downed", "", "not stated", ["Odesa Oblast"]),
        ("Downed", "", "2", []),
        ("Downed", "Cruise missile", "1", []),
    ]
    total, *parts = [delta.after or {} for delta in one.figures]
    assert {part["of"] for part in parts} == {one.figures[0].uid}
    assert {part["relation"] for part in parts} == {"part"}
    assert [part["note"] for part in parts] == ["", "", "south", "Kalibr"]
    assert total["of"] is None
    assert shown(other) == [("Downed", "", "3", ["Kyiv Oblast"])]
    assert report(other)["note"] == "destroyed_details: south 2"
    assert refused([third]) == [(4, "C", "{'south': many}")]


def test_the_munition_of_a_row_and_its_own_words() -> None:
    rows: list[list[Raw]] = [
        ["Date", "Model", "Launched"],
        [DAY, "Shahed-136/131", 3],
        [DAY, "Drone", 2],
        [DAY, "Kub", 1],
        [DAY, "Kub", None],
        [DAY, "Drone", None],
    ]
    made = converted(rows)
    assert [line[1] for one in made for line in shown(one)] == ["Shahed-type drone", "Drone", ""]
    assert [(one.figures[0].after or {})["note"] for one in made[:3]] == [
        "Shahed-136/131",
        "",
        "Kub",
    ]
    assert [report(one)["note"] for one in made[3:]] == ["Model: Kub", "Model: Drone"]
    assert [(one.target, one.name) for two in made for one in two.unknown] == [("term", "Kub")]


def test_what_names_nothing_on_the_desk_goes_to_the_note() -> None:
    rows: list[list[Raw]] = [["Date", "Killed", "Perpetrator", "Target", "Note"],
                             [DAY, 1, "Myanmar Armed Forces", "south", "as of noon"]]  # fmt: skip
    one = only(rows)
    assert report(one)["note"] == (
        "Target: south\nPerpetrator: Myanmar Armed Forces\nNote: as of noon"
    )
    assert incident(one)["actor"] is None


def test_unknown_terms_and_speakers_are_added_where_the_profile_says_so() -> None:
    rows: list[list[Raw]] = [["Date", "Killed", "Perpetrator", "Speaker"],
                             [DAY, 1, "Myanmar Armed Forces", "A governor"],
                             [DAY, 1, "myanmar armed forces", "A Governor"]]  # fmt: skip
    made = converted(rows, replace(guessed(rows), new_terms="add"))
    assert [delta.type for one in made for delta in one.others] == ["term", "speaker"]
    assert {incident(one)["actor"] for one in made} == {made[0].others[0].uid}
    assert {report(one)["speaker"] for one in made} == {made[0].others[1].uid}


def test_defaults_fill_what_no_column_gives() -> None:
    rows: list[list[Raw]] = [["Date", "Killed", "Type"], [DAY, 1, None], [DAY, 2, "explosion"]]
    defaults = {"incident.kind": "drone_attack", "report.speaker": "Air Force", "source.title": "T"}
    made = converted(rows, replace(guessed(rows), defaults=defaults))
    assert [context().name(incident(one)["kind"]) for one in made] == ["Drone attack", "Explosion"]
    assert len({report(one)["speaker"] for one in made}) == 1
    assert [delta.type for one in made for delta in one.others] == ["speaker", "source"]


def test_each_row_may_count_as_one() -> None:
    rows: list[list[Raw]] = [["Date", "Missile", "Launch site"], [DAY, "Kalibr", "Black Sea"]]
    assert shown(only(rows)) == [("Launched", "Cruise missile", "1", ["Black Sea"])]


def test_rows_of_a_group_are_one_incident_and_add_up() -> None:
    rows: list[list[Raw]] = [["Date", "Salvo", "Missile", "Launch site", "Target"]]
    rows += [[DAY, "a", "Kalibr", "Black Sea", "Kyiv"]] * 30
    rows += [[DAY, "a", "Onyx", "Crimea", "Odesa"], [DAY, "b", "Kalibr", "Black Sea", "Kyiv"]]
    first, second = converted(rows, replace(guessed(rows), group=("Date", "Salvo")))
    assert shown(first) == [
        ("Launched", "Cruise missile", "30", ["Black Sea"]),
        ("Launched", "Cruise missile", "1", ["Crimea"]),
    ]
    assert len(first.rows) == 31
    assert [context().name(one.uid) for one in incident(first)["where"]] == ["Kyiv", "Odesa Oblast"]
    assert len(second.rows) == 1


def test_rows_that_stand_apart_from_their_group_join_it() -> None:
    rows: list[list[Raw]] = [
        ["Date", "Case", "Killed"],
        [DAY, "a", 1],
        [DAY, "b", 2],
        [DAY, "a", 3],
    ]
    first, _second, third = converted(rows, replace(guessed(rows), group=("Case",)))
    assert third.incident is None
    assert third.joins == third.uid == first.uid
    assert report(third)["incident"] == first.uid


def test_a_group_spans_its_rows_and_its_reports_differ_by_window() -> None:
    rows: list[list[Raw]] = [["Date", "Case", "Killed", "Title"], [DAY, "a", 1, "One"],
                             [date(2025, 7, 19), "a", 2, "Two"], [None, "a", 3, "x"],
                             [DAY, None, 4, "y"], [DAY, None, 5, "z"]]  # fmt: skip
    made = converted(rows, replace(guessed(rows), group=("Case",)))
    assert sum(one.incident is not None for one in made) == 3
    group = next(one for one in made if len(one.rows) == 2)
    assert incident(group)["when"].show("Europe/Kyiv") == "17–19 Jul 2025"
    assert [str((delta.after or {})["count"]) for delta in group.figures] == ["1", "2"]
    assert incident(group)["title"] == "One"
    assert (group.reports[1].after or {})["note"] == "Title: Two"
    assert refused(made) == [(4, "A", "")]


def test_shares_of_a_group_belong_to_the_total_of_their_own_row() -> None:
    rows: list[list[Raw]] = [
        ["Date", "Model", "destroyed", "destroyed_details"],
        [DAY, "Shahed-136", 5, "{'Kyiv oblast': 5}"],
        [DAY, "Kalibr", 3, "{'Kyiv oblast': 3}"],
    ]
    one = only(rows, replace(guessed(rows), group=("Date",)))
    by_munition = {(d.after or {})["munition"]: d.uid for d in one.figures[:2]}
    assert [(d.after or {})["of"] for d in one.figures[2:]] == [
        by_munition[(d.after or {})["munition"]] for d in one.figures[2:]
    ]


def test_a_profile_with_terms_or_columns_that_are_not_there_is_refused() -> None:
    rows: list[list[Raw]] = [["Date", "Killed"], [DAY, 1]]
    for profile in (
        Profile({"Date": Use("when"), "Killed": figure("eaten")}),
        Profile({"Killed": figure("killed", munition="spoon")}),
        Profile({"Date": Use("when")}, group=("Case",)),
        Profile({"Killed": figure("killed", place="south")}),
        Profile({"Killed": figure("killed")}, defaults={"incident.kind": "picnic"}),
        Profile({"Killed": figure("killed")}, defaults={"report.reliability": "Z"}),
        Profile({"Killed": figure("killed")}, defaults={"source.published": "soon"}),
    ):
        with pytest.raises(ProfileUnfit):
            converted(rows, profile)


def test_a_figure_may_have_a_fixed_place_and_munition() -> None:
    uses = {"Date": Use("when"), "n": figure("downed", munition="drone", place="Kaluga Oblast")}
    assert shown(only([["Date", "n"], [DAY, 3]], Profile(uses))) == [
        ("Downed", "Drone", "3", ["Kaluga Oblast"])
    ]


def test_columns_are_known_in_any_case_and_order() -> None:
    profile = guessed([["Date", "Killed"], [DAY, 1]])
    assert shown(only([["x", "KILLED", "date"], ["y", 7, DAY]], profile))[0][2] == "7"


raw: st.SearchStrategy[Raw] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.times(),
    st.text(max_size=30), st.builds(Fault, st.text(max_size=5), st.text(max_size=5)),
    st.sampled_from(["6+", "Unspecified", "{'a': 1}", "['Kyiv']", "Crimea and Kursk oblast",
                     "south", "https://a.org; http://b.org",
                     "17.07.2025", "Zhukovsky", time(3), DAY]),
)  # fmt: skip
takes = st.one_of(
    st.sampled_from([to for to in TARGETS if to != FIGURE]).map(Use),
    st.builds(
        figure,
        st.sampled_from(["killed", "downed"]),
        bound=st.sampled_from(["exact", "low", "high"]),
        placed=st.sampled_from(["", "where", "from"]),
        of=st.sampled_from(["", "c1", "c2"]),
        split=st.booleans(),
    ),
)
NAMES = ["c1", "c2", "c3", "c4", "c5"]
profiles = st.builds(
    Profile,
    columns=st.fixed_dictionaries(dict.fromkeys(NAMES, takes)),
    values=st.dictionaries(
        st.sampled_from(NAMES), st.dictionaries(st.text(max_size=4), st.text(max_size=4))
    ),
    new_places=st.sampled_from(["add", "note"]),
    new_terms=st.sampled_from(["add", "note"]),
    each_row=st.none() | st.just(FigureUse("launched", placed="from")),
    group=st.sampled_from([(), ("c1",), ("c2", "c3")]),
    month_first=st.booleans(),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(raw, max_size=6), max_size=6), profiles)
def test_any_row_becomes_a_record_or_is_refused_and_none_is_lost(
    cells: list[list[Raw]], profile: Profile
) -> None:
    rows: list[list[Raw]] = [list(NAMES), *cells]
    table = replace(found([list(NAMES), [1, 2, 3, 4, 5]]), sheet="S")
    table = replace(table, bounds=replace(table.bounds, last=len(rows) - 1))
    made = converted(rows, profile, table)
    stood = sorted(number for one in made for number in one.rows)
    assert stood == [n for n, row in enumerate(rows, 1) if n > 1 and not all(map(is_blank, row))]
    uids = [delta.uid for one in made for delta in one.deltas]
    assert len(set(uids)) == len(uids)
    for one in made:
        assert one.uid or one.refused
        for cell in one.refused:
            assert cell.why
            assert cell.row in one.rows
        for delta in one.deltas:
            for name, kind in content(delta.type).items():
                value = (delta.after or {})[name]
                assert kind.from_json(kind.to_json(value)) == value


def test_a_datetime_is_no_whole_day_unless_the_profile_says_so() -> None:
    rows: list[list[Raw]] = [["Date", "Killed"], [datetime.fromisoformat("2025-07-17"), 1]]
    assert incident(only(rows))["when"].show("Europe/Kyiv") == "17 Jul 2025"
    profile = Profile({"Date": Use("when"), "Killed": figure("killed")}, zone="Europe/Kyiv")
    assert "00:00" in incident(only(rows, profile))["when"].show("Europe/Kyiv")


headings = st.sampled_from([
    "Date", "End", "Time", "Region", "Country", "Target", "Launch place", "Model", "Killed",
    "Killed max", "destroyed", "destroyed_details", "Source", "Note", "Latitude", "Year", None, "x",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(headings, min_size=1, max_size=6), st.lists(st.lists(raw, max_size=6), max_size=6))
def test_what_is_guessed_of_any_table_converts_all_its_rows(
    head: list[Raw], cells: list[list[Raw]]
) -> None:
    rows: list[list[Raw]] = [head, *cells]
    if not any(cell is not None for row in rows for cell in row):
        return
    table = found(rows)
    bounds = table.bounds
    made = converted(rows, None, table)
    stood = sorted(number for one in made for number in one.rows)
    assert stood == [
        n
        for n, row in enumerate(rows, 1)
        if bounds.first < n <= bounds.last + 1 and not all(map(is_blank, row))
    ]
