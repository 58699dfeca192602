"""Approved incidents that are touched go back to the reviewer, whatever touches them."""

from pathlib import Path

from desktop.desk.requeue import all_requeued, requeued
from desktop.records.delta import Delta, created, removed
from desktop.store import changes
from desktop.store.changes import new_uid
from desktop.store.database import DeskFile
from tests.desk.tabled import ANNA, families, took, write_csv

ROWS = (
    ("2025-07-18", "Bryansk Oblast", 31, 0, ""),
    ("2025-07-19", "Oryol Oblast", 17, 2, ""),
    ("2025-07-20", "Kaluga Oblast", 3, "", ""),
)


def prepared(file: DeskFile, folder: Path) -> None:
    """Take three incidents in, of which the first two are approved."""
    took(file, write_csv(folder / "t.csv", *ROWS))
    approved = [
        Delta("incident", one.incident.uid, {"status": "draft"}, {"status": "approved"})
        for one in families(file)[:2]
    ]
    changes.apply(file, approved, ANNA, "approve")


def test_each_approved_incident_that_is_reached_is_put_back(
    desk_file: DeskFile, tmp_path: Path
) -> None:
    prepared(desk_file, tmp_path)
    first, second, third = families(desk_file)
    report = second.reports[0]
    deltas = [
        Delta("incident", first.incident.uid, {"title": ""}, {"title": "Edited"}),
        Delta("report", report.uid, {"note": report["note"]}, {"note": "Edited"}),
        Delta("incident", third.incident.uid, {"title": ""}, {"title": "Edited"}),
    ]
    made = all_requeued(desk_file.connection, deltas)
    statuses = {one.uid: (one.after or {}).get("status") for one in made}
    assert statuses == {
        first.incident.uid: "submitted", report.uid: None, third.incident.uid: None,
        second.incident.uid: "submitted",
    }  # fmt: skip
    assert (made[0].after or {})["title"] == "Edited"
    for family, some in ((first, deltas[:1]), (second, deltas[1:2]), (third, deltas[2:])):
        alone = all_requeued(desk_file.connection, some)
        key = lambda one: one.uid  # noqa: E731
        assert sorted(requeued(family, some), key=key) == sorted(alone, key=key)


def test_one_that_goes_to_the_bin_and_a_new_one_are_left_alone(
    desk_file: DeskFile, tmp_path: Path
) -> None:
    prepared(desk_file, tmp_path)
    first = families(desk_file)[0]
    gone = [removed(one.type, one.uid, one.values) for one in reversed([*first.members()])]
    assert all_requeued(desk_file.connection, gone) == gone
    new = [created("incident", new_uid(), {"title": "New"})]
    assert all_requeued(desk_file.connection, new) == new
