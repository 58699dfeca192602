"""Files that come in: what they are, whether they came before, and taken in as one change."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desktop.desk import importing
from desktop.desk.importing import Looked
from desktop.desk.making import make_desk
from desktop.desk.sample import make_sample
from desktop.desk.tasks import Stopped
from desktop.records.delta import created, edited
from desktop.records.finder import PlaceFinder
from desktop.records.merging import Keep, Plan, Take, all_for, undecided
from desktop.sheets.errors import ImportRefused
from desktop.sheets.foreign.profilefile import dumped, loaded
from desktop.store import backup, books, changes, read, verify
from desktop.store.database import DeskFile, open_desk
from desktop.store.errors import Moved
from tests.desk.booked import Edited
from tests.desk.tabled import ANNA, HEADS, families, state, taking, took, undo, write_csv

NIGHT = ("2025-07-18", "Bryansk Oblast", 31, 0, "https://example.org/1")
DAY = ("2025-07-19", "Oryol Oblast", 17, 2, "https://example.org/2")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("importing") / "sample.desk"
    make_sample(path)
    return path


@pytest.fixture
def file(sample: Path, tmp_path: Path) -> Iterator[DeskFile]:
    made = open_desk(Path(shutil.copy(sample, tmp_path / "mine.desk")))
    yield made
    made.close()


@contextmanager
def merging(file: DeskFile, path: Path) -> Iterator[tuple[Looked, Plan]]:
    with file.reading() as connection:
        looked = importing.look(connection, path)
        try:
            finder = PlaceFinder(read.candidates(connection))
            plan = importing.plan_merge(connection, file.path, finder, "Europe/Moscow", looked)
            yield looked, plan
        finally:
            looked.close()


def incident(file: DeskFile, number: str) -> Any:
    return next(one.incident for one in families(file) if one.incident["number"] == number)


def edit(file: DeskFile, number: str, **values: Any) -> None:
    kept = incident(file, number)
    delta = edited("incident", kept.uid, kept.values, values)
    assert delta is not None
    changes.apply(file, [delta], ANNA, "edit")


def test_a_table_is_one_change_that_one_undo_takes_back(
    desk_file: DeskFile, tmp_path: Path
) -> None:
    before = state(desk_file)
    path = write_csv(tmp_path / "ночи.csv", NIGHT, DAY)
    with taking(desk_file, path) as intake:
        change = intake.accept()
    assert (change.action, change.subject, change.by) == ("import", "ночи.csv", ANNA)
    assert len(families(desk_file)) == 2
    assert list(verify.faults(desk_file.connection)) == []
    (kept,) = backup.listed(desk_file.path)
    assert backup.check(kept.path).counts["incident"] == 0
    undo(desk_file)
    assert state(desk_file) == before


def test_the_row_that_a_record_came_of_is_kept_with_it(desk_file: DeskFile, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [*NIGHT, "over the river"], heads=(
        "Date", "Region", "Downed", "Killed", "Source", "My own words"))  # fmt: skip
    took(desk_file, path)
    (family,) = families(desk_file)
    ((book, row),) = books.raw_of(desk_file.connection, family.incident.uid)
    assert (book.name, row.row, row.cells["F"]) == ("t.csv", 2, "over the river")
    assert row.cells["A"] == "2025-07-18"


def test_the_same_file_is_seen_by_its_bytes_whatever_its_name_and_after_undo(
    desk_file: DeskFile, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "t.csv", NIGHT)
    with taking(desk_file, path) as intake:
        assert intake.looked.again() is None
        seq = intake.accept().seq
    other = Path(shutil.copy(path, tmp_path / "renamed.csv"))
    with taking(desk_file, other) as intake:
        again = intake.looked.again()
        assert again is not None
        assert (again.change, again.name, again.undone) == (seq, "t.csv", False)
        assert [one.how for one in intake.plan.alike] == ["same"]
    undo(desk_file)
    with taking(desk_file, other) as intake:
        again = intake.looked.again(intake.chosen.sheet.title)
        assert again is not None
        assert again.undone
        assert intake.plan.alike == []
        intake.accept()
    assert len(families(desk_file)) == 1


def test_another_sheet_of_the_same_file_did_not_come_in_before(
    desk_file: DeskFile, tmp_path: Path
) -> None:
    book = Workbook()
    for title, row in (("July", NIGHT), ("August", DAY)):
        sheet = book.create_sheet(title)
        sheet.append(HEADS)
        sheet.append(row)
    book.save(tmp_path / "nights.xlsx")
    with taking(desk_file, tmp_path / "nights.xlsx", sheet="July") as intake:
        intake.accept()
    with taking(desk_file, tmp_path / "nights.xlsx", sheet="August") as intake:
        assert intake.looked.again("July") is not None
        assert intake.looked.again("August") is None


def test_stopped_in_the_middle_nothing_is_there_and_it_can_be_done_again(
    desk_file: DeskFile, tmp_path: Path
) -> None:
    before = state(desk_file)
    lines = [(f"2025-0{1 + n // 700}-{1 + n // 28 % 25:02}", "Oryol Oblast", n, 0, "")
             for n in range(1500)]  # fmt: skip

    def stop(done: int, _total: int) -> None:
        raise Stopped(str(done))

    with taking(desk_file, write_csv(tmp_path / "t.csv", *lines)) as intake:
        with pytest.raises(Stopped, match="1000"):
            intake.accept(progress=stop)
        assert state(desk_file) == before
        assert books.books(desk_file.connection) == []
        intake.accept()
    assert len(families(desk_file)) == 1500


def test_next_months_longer_table_comes_in_by_this_months_profile(
    desk_file: DeskFile, tmp_path: Path
) -> None:
    with taking(desk_file, write_csv(tmp_path / "july.csv", NIGHT)) as intake:
        profile = loaded(dumped(intake.chosen.profile))
        bounds = intake.chosen.table.bounds
    longer = write_csv(tmp_path / "august.csv", NIGHT, DAY, DAY, DAY)
    for wanted in (profile, loaded(dumped(profile))):
        with taking(desk_file, longer, wanted) as intake:
            assert intake.plan.rows == 4
            assert intake.chosen.table.bounds.first == bounds.first


def test_what_is_no_table_or_has_no_such_sheet_is_refused_in_words(
    desk_file: DeskFile, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "t.csv", NIGHT)
    told = pytest.raises(ImportRefused, match="no sheet “Losses”; it has: t")
    with told, taking(desk_file, path, sheet="Losses"):
        pass
    (tmp_path / "e.csv").write_text("\n\n")
    with pytest.raises(ImportRefused), taking(desk_file, tmp_path / "e.csv"):
        pass


def test_a_returned_workbook_with_edits_on_both_sides_is_one_change(
    file: DeskFile, tmp_path: Path
) -> None:
    book = Edited.of(file.path, tmp_path / "book.xlsx")
    book.put("Incidents", 2, "Title", "Theirs")
    book.put("Incidents", 2, "Confidence", "high")
    book.put("Incidents", 3, "Summary", "Taken.")
    edit(file, "2025-0001", title="Ours", status="approved")
    edit(file, "2025-0002", confidence="low")
    before = state(file)
    with merging(file, book.save()) as (looked, plan):
        assert (looked.kind, looked.again()) == ("returned", None)
        assert [name for _uid, name in undecided(plan, {})] == ["title"]
        change = importing.accept_merge(file, ANNA, looked, plan, all_for(plan, Keep()))
    assert change is not None
    assert (change.action, change.subject) == ("import", "book.xlsx")
    first, second = (incident(file, number) for number in ("2025-0001", "2025-0002"))
    assert (first["title"], first["confidence"], first["status"]) == ("Ours", "high", "submitted")
    assert (second["summary"], second["confidence"]) == ("Taken.", "low")
    assert list(verify.faults(file.connection)) == []
    with merging(file, book.path) as (looked, plan):
        again = looked.again()
        assert again is not None
        assert again.change == change.seq
        assert importing.accept_merge(file, ANNA, looked, plan, {}) is None
    undo(file)
    assert state(file) == before


def test_a_merge_planned_on_an_older_state_overwrites_nothing(
    file: DeskFile, tmp_path: Path
) -> None:
    book = Edited.of(file.path, tmp_path / "book.xlsx")
    book.put("Incidents", 2, "Title", "Theirs")
    with merging(file, book.save()) as (looked, plan):
        edit(file, "2025-0001", title="Ours")
        before = state(file)
        with pytest.raises(Moved):
            importing.accept_merge(file, ANNA, looked, plan, {})
    assert state(file) == before


def test_what_was_one_stays_one_when_it_is_renamed(file: DeskFile, tmp_path: Path) -> None:
    make_desk(tmp_path / "theirs.desk")
    theirs = open_desk(tmp_path / "theirs.desk")
    for one in (file, theirs):
        made = created("speaker", changes.new_uid(), {"name": "An eyewitness", "note": ""})
        changes.apply(one, [made], ANNA, "create")
    theirs_edit = read.found_by_name(theirs.connection, "speaker", "", "An eyewitness")[0]
    for name, note in (("An eyewitness", "Heard it."), ("Somebody else", "Saw it.")):
        kept = read.record(theirs.connection, "speaker", theirs_edit)
        assert kept is not None
        delta = edited("speaker", theirs_edit, kept.values, {"name": name, "note": note})
        assert delta is not None
        changes.apply(theirs, [delta], ANNA, "edit")
        with merging(file, theirs.path) as (looked, plan):
            assert list(plan.recognised) == [theirs_edit]
            importing.accept_merge(file, ANNA, looked, plan, all_for(plan, Take()))
    theirs.close()
    assert read.found_by_name(file.connection, "speaker", "", "An eyewitness") == ()
    (uid,) = read.found_by_name(file.connection, "speaker", "", "Somebody else")
    kept = read.record(file.connection, "speaker", uid)
    assert kept is not None
    assert kept["note"] == "Saw it."


def test_another_desk_comes_in_as_one_change(file: DeskFile, tmp_path: Path) -> None:
    other = Path(tmp_path / "theirs.desk")
    backup.make(file.path, file.connection, other)
    theirs = open_desk(other)
    edit(theirs, "2025-0001", title="Theirs", summary="Added.")
    theirs.close()
    edit(file, "2025-0001", title="Ours")
    before = state(file)
    with merging(file, other) as (looked, plan):
        assert looked.kind == "desk"
        change = importing.accept_merge(file, ANNA, looked, plan, all_for(plan, Take()))
    assert change is not None
    kept = incident(file, "2025-0001")
    assert (kept["title"], kept["summary"]) == ("Theirs", "Added.")
    undo(file)
    assert state(file) == before
