"""Two incidents that are one, one that is two: nothing is lost, and one undo takes it back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.desk import joining
from desktop.desk.desk import Desk
from desktop.records.errors import Invalid
from desktop.records.family import Family
from desktop.store import journal, read, verify
from tests.desk.reviewing import NIGHT, family

EVENING = "2025-0001"


def facts(one: Family) -> list[tuple[object, ...]]:
    """Return what reports and figures say, whichever incident they are in."""
    return sorted(
        (report["speaker"], str(report["when"]), figure["measure"], str(figure["count"]))
        for report, figure in one.all_figures()
    )


def test_reports_move_and_the_number_points_on(sample_desk: Desk) -> None:
    desk = sample_desk
    ours, theirs = family(desk), family(desk, EVENING)
    change = joining.join(desk, ours, theirs, "one night")
    assert change.subject == "2025-0002 + 2025-0001"
    joined, left = family(desk), family(desk, EVENING)
    assert facts(joined) == sorted(facts(ours) + facts(theirs))
    assert len({one["position"] for one in joined.reports}) == len(joined.reports)
    assert left.reports == []
    assert (left.incident["status"], left.incident["continued"]) == ("withdrawn", ours.incident.uid)
    named = {one.uid for one in joined.incident["where"]}
    assert named >= {one.uid for one in theirs.incident["where"]}
    connection = desk.file.connection
    for one in (ours, theirs):
        uids = read.family_uids(connection, one.incident.uid)
        assert change.seq in {it.seq for it in journal.history(connection, uids)}
    assert list(verify.faults(connection)) == []
    desk.undo()
    assert facts(family(desk)) == facts(ours)
    assert family(desk, EVENING).incident["status"] == theirs.incident["status"]


def test_an_approved_incident_that_takes_reports_in_goes_to_the_queue(sample_desk: Desk) -> None:
    desk = sample_desk
    assert family(desk, EVENING).incident["status"] == "approved"
    joining.join(desk, family(desk, EVENING), family(desk), "one night")
    assert family(desk, EVENING).incident["status"] == "submitted"


@pytest.mark.parametrize("why", ["", " "])
def test_a_reason_is_needed(sample_desk: Desk, why: str) -> None:
    desk = sample_desk
    with pytest.raises(Invalid, match="Say why"):
        joining.join(desk, family(desk), family(desk, EVENING), why)
    with pytest.raises(Invalid, match="Say why"):
        joining.split(desk, family(desk), {family(desk).reports[0].uid}, why)


def test_what_can_not_be_joined_or_split_is_said(sample_desk: Desk) -> None:
    desk = sample_desk
    with pytest.raises(Invalid, match="one incident already"):
        joining.join(desk, family(desk), family(desk), "so")
    everything = {one.uid for one in family(desk).reports}
    for some in (set(), everything):
        with pytest.raises(Invalid, match="not all"):
            joining.split(desk, family(desk), some, "so")
    joining.join(desk, family(desk), family(desk, EVENING), "so")
    with pytest.raises(Invalid, match="2025-0001 is withdrawn"):
        joining.join(desk, family(desk), family(desk, EVENING), "so")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sets(st.integers(0, 2), min_size=1, max_size=2))
def test_a_split_loses_nothing_and_undo_gives_it_all_back(
    sample_desk: Desk, which: set[int]
) -> None:
    desk = sample_desk
    before = family(desk)
    chosen = {before.reports[at].uid for at in which if at < len(before.reports)}
    change = joining.split(desk, before, chosen, "two nights")
    connection = desk.file.connection
    (new,) = (delta.uid for delta in change.deltas if delta.before is None)
    made, left = read.family(connection, new), family(desk)
    assert made is not None
    assert {one.uid for one in made.reports} == chosen
    assert made.incident["status"] == "draft"
    assert made.incident["number"] not in {"", NIGHT, EVENING}
    assert sorted(facts(made) + facts(left)) == facts(before)
    desk.undo()
    assert read.family(connection, new) is None
    assert [(one.uid, one.values) for one in family(desk).members()] == [
        (one.uid, one.values) for one in before.members()
    ]
