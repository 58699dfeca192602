"""Figure lines in their places: totals, parts, "of which" and joint figures."""

import pytest

from desktop.desk import figurelines, shares
from desktop.desk.desk import Desk
from desktop.desk.entry import Entry
from desktop.desk.starting import new_entry
from desktop.records.count import Count
from desktop.records.errors import Ambiguous, Invalid
from desktop.records.figureline import read_line
from desktop.records.models import content
from tests.desk.entries import DOWNED, HEADED, KILLED, enter, ministry, names, shape


def test_the_ministrys_report_is_a_total_with_its_parts(desk: Desk) -> None:
    entry = ministry(desk)
    found = shape(desk, entry, entry.reports[0])
    assert found[:5] == [
        (0, "73", "", ""),
        (1, "31", "bryansk", "part"),
        (1, "17", "oryol", "part"),
        (1, "10", "moscow region", "part"),
        (2, "3", "moscow", "of which"),
    ]
    total, *parts = entry.figures[entry.reports[0].uid]
    placing = shares.placing(entry, total, desk.context())
    assert placing is not None
    assert placing.left == Count.exact(0)
    assert [one.start("measure") for one in parts] == [DOWNED] * 3 + [HEADED] + [DOWNED] * 8


def test_a_part_said_after_another_measure_goes_to_its_total(desk: Desk) -> None:
    entry = new_entry()
    report = entry.reports[0]
    enter(desk, entry, report, "downed 73", "31 bryansk", "killed none reported", "17 oryol")
    around = entry.context_of(report, desk.context())
    found = [(one.start("measure"), one.text("count", around)) for one in entry.figures[report.uid]]
    assert found == [(DOWNED, "73"), (DOWNED, "31"), (DOWNED, "17"), (KILLED, "none reported")]


def test_a_total_entered_last_takes_the_parts_before_it(desk: Desk) -> None:
    entry = new_entry()
    report = entry.reports[0]
    enter(desk, entry, report, "downed 10 bryansk", "12 crimea", "22")
    assert [row[3] for row in shape(desk, entry, report)] == ["part", "part", ""]


def test_of_which_needs_a_figure_above(desk: Desk) -> None:
    entry = new_entry()
    with pytest.raises(Invalid, match="needs a figure above"):
        enter(desk, entry, entry.reports[0], "3> moscow")
    assert entry.figures[entry.reports[0].uid] == []


def test_two_districts_are_one_joint_figure_and_the_choice_is_kept(desk: Desk) -> None:
    entry = new_entry()
    report = entry.reports[0]
    around = entry.context_of(report, desk.context())
    line = read_line("downed 3 zhukovsky, tarussky", names(desk, "measure"))
    with pytest.raises(Ambiguous) as asked:
        content("figure")["places"].read(line.places, around)
    kaluga = next(
        uid
        for uid in asked.value.uids
        if "Kaluga Oblast" in [around.name(one) for one in desk.finder.ancestors(uid)]
    )
    figure = figurelines.add_line(entry, report, line, around, HEADED, picks={"zhukovsky": kaluga})
    assert figure.value("joint", around) is True
    placed = figure.value("places", around)
    assert (placed[0].uid, placed[0].written) == (kaluga, "zhukovsky")
    again = Entry.from_json(entry.to_json()).figures[report.uid][0]
    assert again.value("places", around) == placed
