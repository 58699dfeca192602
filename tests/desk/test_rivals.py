"""The matrix of one incident's claims, and the standing of a figure."""

import pytest

from desktop.desk import ranking, rivals
from desktop.desk.desk import Desk
from desktop.desk.rivals import Row
from desktop.records.errors import Invalid
from desktop.store import read
from tests.desk.reviewing import family, figure, write


def row_of(desk: Desk, *places: str, measure: str = "Downed") -> Row:
    connection = desk.file.connection
    found = rivals.matrix(connection, family(desk))
    for row in found.rows:
        names = read.names(connection, {row.measure, *row.places})
        if names[row.measure] == measure and {names[uid] for uid in row.places} == set(places):
            return row
    raise AssertionError(places)


def test_every_figure_stands_in_its_reports_column(sample_desk: Desk) -> None:
    desk = sample_desk
    found = rivals.matrix(desk.file.connection, family(desk))
    assert [one.uid for one in found.reports] == [one.uid for one in family(desk).reports]
    shown = [one.uid for row in found.rows for some in row.figures.values() for one in some]
    assert sorted(shown) == sorted(one.uid for _report, one in family(desk).all_figures())
    places = [bool(row.places) for row in found.rows]
    assert places == sorted(places)


def test_two_reports_of_one_number_agree(sample_desk: Desk) -> None:
    row = row_of(sample_desk)
    assert len(row.figures) == 2
    assert rivals.chosen_text(row) == "73, all agree"
    assert not row.is_disputed


def test_what_differs_goes_by_the_official_until_somebody_prefers_one(sample_desk: Desk) -> None:
    desk = sample_desk
    at = next(
        one for report, one in family(desk).all_figures()
        if str(one["count"]) == "31" and report.uid == family(desk).reports[-1].uid
    )  # fmt: skip
    write(desk, at.uid, "count", "30")
    row = row_of(desk, "Bryansk Oblast")
    assert rivals.chosen_text(row) == "31 (30-31), the official nearest to the place"
    assert row.is_disputed
    with pytest.raises(Invalid, match="Say why"):
        ranking.rank(desk, family(desk), at.uid, "preferred", " ")
    change = ranking.rank(desk, family(desk), at.uid, "preferred", "counted on the spot")
    assert change.why == "counted on the spot"
    assert rivals.chosen_text(row_of(desk, "Bryansk Oblast")) == "30, preferred"
    with pytest.raises(Invalid, match="stands already"):
        ranking.rank(desk, family(desk), at.uid, "preferred", "again")


def test_a_standing_that_changes_puts_an_approved_incident_into_the_queue(
    sample_desk: Desk,
) -> None:
    desk = sample_desk
    uid = figure(desk, "22", "2025-0001").uid
    ranking.rank(desk, family(desk, "2025-0001"), uid, "deprecated", "not theirs")
    assert family(desk, "2025-0001").incident["status"] == "submitted"


def test_a_heading_says_who_when_out_of_what_and_how_good(sample_desk: Desk) -> None:
    desk = sample_desk
    first = family(desk).reports[0]
    lines = rivals.heading(first, desk.context()).split("\n")
    assert lines[0] == "Ministry of Defence of Russia"
    assert lines[1].startswith("17 Jul 2025 23:00")
    assert lines[3] == f"{first['reliability']}{first['credibility']}"
