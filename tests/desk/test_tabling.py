"""Somebody's table: what it would bring, what the desk has already, and what becomes of that."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.desk.tabling import Verdict, preview
from desktop.records.delta import edited
from desktop.store import changes, verify
from desktop.store.database import DeskFile
from tests.desk.tabled import ANNA, families, state, taking, took, undo, write_csv

NIGHT = ("2025-07-18", "Bryansk Oblast", 31, 0, "https://example.org/1")
DAY = ("2025-07-19", "Oryol Oblast", 17, 2, "https://example.org/2")
EVENING = ("2025-07-20", "Kaluga Oblast", 3, "", "https://example.org/3")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "nights.csv", NIGHT, DAY)


def approve(file: DeskFile) -> None:
    deltas = [
        edited("incident", one.incident.uid, one.incident.values, {"status": "approved"})
        for one in families(file)
    ]
    changes.apply(file, [one for one in deltas if one], ANNA, "approve")


def counts(file: DeskFile) -> list[list[str]]:
    """Return the counts of each incident, its reports' one after another."""
    return [[str(fig["count"]) for _report, fig in one.all_figures()] for one in families(file)]


def test_a_plan_counts_and_writes_nothing(desk_file: DeskFile, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", NIGHT, ("no day", "Oryol Oblast", 1, 0, ""), DAY)
    before = state(desk_file)
    with taking(desk_file, path) as intake:
        plan = intake.plan
        assert (plan.rows, plan.refused_rows) == (2, 1)
        assert (plan.made["incident"], plan.made["report"], plan.made["figure"]) == (2, 2, 4)
        assert [(one.row, one.column, one.value) for one in plan.refused] == [(3, "A", "no day")]
        assert plan.alike == []
        rows = [list(one.rows) for one in preview(intake.chosen, intake.context, 2)]
        assert rows == [[2], [3]]
    assert state(desk_file) == before


def test_what_the_desk_has_already_is_shown_with_how_alike_it_is(
    desk_file: DeskFile, table: Path, tmp_path: Path
) -> None:
    took(desk_file, table)
    again = write_csv(tmp_path / "again.csv", DAY, ("2025-07-18", "Bryansk Oblast", 30, 0, ""),
                      EVENING)  # fmt: skip
    with taking(desk_file, again) as intake:
        shown = [(one.row, one.number[-4:], one.how, one.answer) for one in intake.plan.alike]
    assert shown == [(2, "0002", "same", ""), (3, "0001", "other counts", "")]


def test_left_out_it_adds_nothing_and_the_answer_is_remembered(
    desk_file: DeskFile, table: Path, tmp_path: Path
) -> None:
    took(desk_file, table)
    before = state(desk_file)
    path = write_csv(tmp_path / "again.csv", NIGHT, DAY)
    took(desk_file, path, {2: "leave", 3: "leave"})
    assert state(desk_file) == before
    with taking(desk_file, write_csv(tmp_path / "third.csv", EVENING, NIGHT)) as intake:
        assert [(one.row, one.answer) for one in intake.plan.alike] == [(3, "leave")]
    assert list(verify.faults(desk_file.connection)) == []


def test_merged_it_is_a_further_report_and_an_approved_incident_is_reviewed_again(
    desk_file: DeskFile, table: Path, tmp_path: Path
) -> None:
    took(desk_file, table)
    approve(desk_file)
    before = state(desk_file)
    path = write_csv(tmp_path / "o.csv", ("2025-07-18", "Bryansk Oblast", 30, 0, ""), EVENING)
    change = took(desk_file, path, {2: "merge"})
    night, day, evening = families(desk_file)
    assert [one["position"] for one in night.reports] == [0, 1]
    assert counts(desk_file) == [["31", "0", "30", "0"], ["17", "2"], ["3"]]
    statuses = [one.incident["status"] for one in (night, day, evening)]
    assert statuses == ["submitted", "approved", "draft"]
    assert list(verify.faults(desk_file.connection)) == []
    assert undo(desk_file).target == change.seq
    assert state(desk_file) == before


def test_two_rows_may_become_further_reports_of_one_incident(
    desk_file: DeskFile, table: Path, tmp_path: Path
) -> None:
    took(desk_file, table)
    approve(desk_file)
    before = state(desk_file)
    others = [("2025-07-18", "Bryansk Oblast", n, 0, f"https://example.org/{n}") for n in (30, 29)]
    took(desk_file, write_csv(tmp_path / "o.csv", *others), {2: "merge", 3: "merge"})
    assert counts(desk_file)[0] == ["31", "0", "30", "0", "29", "0"]
    assert [one["position"] for one in families(desk_file)[0].reports] == [0, 1, 2]
    assert families(desk_file)[0].incident["status"] == "submitted"
    assert list(verify.faults(desk_file.connection)) == []
    undo(desk_file)
    assert state(desk_file) == before


@pytest.mark.parametrize(
    ("verdict", "reports"), [("merge", [3, 1]), ("leave", [1, 1]), ("import", [1, 1, 2])]
)
def test_a_group_whose_rows_stand_apart_stays_together(
    desk_file: DeskFile, table: Path, tmp_path: Path, verdict: Verdict, reports: list[int]
) -> None:
    took(desk_file, table)
    other = ("2025-07-18", "Bryansk Oblast", 5, 0, "https://example.org/9")
    path = write_csv(tmp_path / "o.csv", NIGHT, ("2025-07-19", "Oryol Oblast", 17, 2, ""), other)
    with taking(desk_file, path) as intake:
        profile = replace(intake.chosen.profile, group=("Date", "Region"))
    took(desk_file, path, {2: verdict, 3: "leave"}, profile)
    assert [len(one.reports) for one in families(desk_file)] == reports
    assert list(verify.faults(desk_file.connection)) == []


ROW = st.tuples(
    st.sampled_from(("2025-07-18", "2025-07-19", "18.07.2025", "", "no day")),
    st.sampled_from(("Bryansk Oblast", "Oryol Oblast", "Nowhereville", "")),
    st.sampled_from(("31", "30", "10-12", "60+", "none reported", "some", "")),
    st.sampled_from(("0", "2", "")),
    st.sampled_from(("https://example.org/1", "Telegram", "")),
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_comes_in_one_undo_takes_it_back(
    desk_file: DeskFile, tmp_path: Path, data: st.DataObject
) -> None:
    before = state(desk_file)
    first, second = (data.draw(st.lists(ROW, max_size=5)) for _time in range(2))
    took(desk_file, write_csv(tmp_path / "first.csv", NIGHT, *first))
    approve(desk_file)
    between = state(desk_file)
    with taking(desk_file, write_csv(tmp_path / "second.csv", NIGHT, *second)) as intake:
        verdict = st.sampled_from(("import", "merge", "leave"))
        verdicts: dict[int, Verdict] = {one.row: data.draw(verdict) for one in intake.plan.alike}
        intake.accept(verdicts)
        assert list(verify.faults(desk_file.connection)) == []
    undo(desk_file)
    assert state(desk_file) == between
    undo(desk_file)
    undo(desk_file)
    assert state(desk_file) == before
