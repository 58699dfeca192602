"""The one door: what is saved is announced, undone, redone, and taken back alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from desktop.desk import desk as desk_module
from desktop.desk import editing, review, saving
from desktop.desk.desk import Desk, Standing
from desktop.desk.starting import new_entry
from desktop.records.count import Count
from desktop.records.delta import Change, Person, created, removed
from desktop.records.errors import Invalid
from desktop.records.models import RECORDS
from desktop.store import changes, journal, read, rows, verify
from desktop.store.books import NewBook
from desktop.store.changes import new_uid
from desktop.store.database import open_desk
from tests.store.night import EDITOR, Night, edit, title_of


@pytest.fixture
def desk(desk_path: Path, qapp: QCoreApplication) -> Iterator[Desk]:
    """Return an open desk with an editor at it."""
    made = Desk(open_desk(desk_path), EDITOR)
    yield made
    made.close()


@pytest.fixture
def night(desk: Desk) -> Night:
    """Return a night that is saved on the desk."""
    made = Night()
    desk.save(made.deltas(), "create", subject="night")
    return made


def state(desk: Desk) -> dict[str, dict[str, tuple[object, ...]]]:
    """Return every live record's stored values; what was undone is in the bin, not gone."""
    return {record: _live(desk, record) for record in RECORDS}


def _live(desk: Desk, record: str) -> dict[str, tuple[object, ...]]:
    names = ",".join(f'"{name}"' for name in ("uid", *rows.written(record)))
    found = desk.file.connection.execute(f'SELECT {names} FROM "{record}" WHERE removed=0')
    return {row[0]: row[1:] for row in found}


def sound(desk: Desk) -> bool:
    return list(verify.faults(desk.file.connection)) == []


def set_title(desk: Desk, night: Night, title: str) -> Change:
    return desk.save([edit(desk.file, "incident", night.incident, {"title": title})], "edit")


def test_each_save_is_announced_once(desk: Desk, night: Night, qtbot: QtBot) -> None:
    heard: list[Change] = []
    desk.changed.connect(heard.append)
    saved = set_title(desk, night, "Heard")
    assert heard == [saved]
    assert saved.by == EDITOR


def test_undo_gives_back_the_whole_state_and_redo_the_next(desk: Desk, night: Night) -> None:
    figure = read.record(desk.file.connection, "figure", night.figures[2])
    assert figure is not None
    steps = [
        lambda: set_title(desk, night, "Second"),
        lambda: desk.save([removed("figure", figure.uid, figure.values)], "remove"),
        lambda: desk.save(Night().deltas(), "create"),
        lambda: desk.set_option("approve own records", "yes"),
        lambda: desk.save(
            [edit(desk.file, "figure", night.figures[0], {"count": Count.exact(74)})], "edit"
        ),
    ]
    states = [state(desk)]
    for step in steps:
        step()
        states.append(state(desk))
    for expected in reversed(states[:-1]):
        assert desk.undo() is not None
        assert state(desk) == expected
    for expected in states[1:]:
        assert desk.redo() is not None
        assert state(desk) == expected
    assert desk.redo() is None
    assert sound(desk)


def test_a_large_change_is_undone_and_redone_in_portions(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "LARGE", 10)
    monkeypatch.setattr(changes, "PORTION", 4)
    before = state(desk)
    nights = [Night() for _ in range(3)]
    portions = (changes.Portion(one.deltas()) for one in nights)
    book = NewBook("0" * 64, "nights.xlsx")
    changes.apply_many(desk.file, portions, EDITOR, "import", subject="nights.xlsx", book=book)
    after = state(desk)
    heard: list[Change] = []
    desk.changed.connect(heard.append)
    undone = desk.undo()
    assert undone is not None
    assert (undone.action, undone.subject, undone.deltas) == ("undo", "nights.xlsx", ())
    assert heard == [undone]
    assert state(desk) == before
    assert desk.redo() is not None
    assert state(desk) == after
    assert sound(desk)


def test_undo_survives_a_restart(desk: Desk, night: Night) -> None:
    before = state(desk)
    set_title(desk, night, "Second")
    set_title(desk, night, "Third")
    desk.undo()
    desk.close()
    again = Desk(open_desk(desk.path), Person("B. Reviewer", "reviewer"))
    last = again.undoable()
    assert last is not None
    assert title_of(again.file, night.incident) == "Second"
    undone = again.undo()
    assert undone is not None
    assert (undone.by.name, undone.target) == ("B. Reviewer", last.seq)
    assert state(again) == before
    again.redo()
    again.redo()
    assert title_of(again.file, night.incident) == "Third"
    again.close()


def test_a_new_change_ends_what_can_be_redone(desk: Desk, night: Night) -> None:
    set_title(desk, night, "Second")
    desk.undo()
    assert desk.redoable() is not None
    set_title(desk, night, "Other")
    assert desk.redoable() is None
    assert desk.redo() is None


def test_making_the_desk_is_not_undone(desk: Desk) -> None:
    assert desk.undoable() is None
    assert desk.undo() is None
    assert read.terms(desk.file.connection, "kind")


def test_a_change_is_taken_back_from_the_middle(desk: Desk, night: Night) -> None:
    summary = desk.save([edit(desk.file, "incident", night.incident, {"summary": "Words"})], "edit")
    set_title(desk, night, "Later")
    taken = desk.take_back(summary.seq, why="never said")
    assert (taken.target, taken.why) == (summary.seq, "never said")
    kept = read.record(desk.file.connection, "incident", night.incident)
    assert kept is not None
    assert (kept["summary"], kept["title"]) == ("", "Later")
    # It is itself a change that undo takes back.
    desk.undo()
    kept = read.record(desk.file.connection, "incident", night.incident)
    assert kept is not None
    assert kept["summary"] == "Words"


def test_one_field_of_a_change_is_taken_back_alone(desk: Desk, night: Night) -> None:
    both = desk.save(
        [edit(desk.file, "incident", night.incident, {"title": "New", "summary": "Words"})], "edit"
    )
    desk.take_back(both.seq, uid=night.incident, field="title")
    kept = read.record(desk.file.connection, "incident", night.incident)
    assert kept is not None
    assert (kept["title"], kept["summary"]) == ("Night of 17-18 July", "Words")


def test_one_field_of_what_was_made_becomes_empty_and_the_record_stays(
    desk: Desk, night: Night
) -> None:
    made = journal.history(desk.file.connection, [night.incident])[0]
    desk.take_back(made.seq, uid=night.incident, field="title")
    kept = read.record(desk.file.connection, "incident", night.incident)
    assert kept is not None
    assert (kept["title"], kept.removed) == ("", False)


def test_one_record_of_a_change_is_taken_back_alone(desk: Desk, night: Night) -> None:
    made = journal.history(desk.file.connection, [night.incident])[0]
    desk.take_back(made.seq, uid=night.figures[2])
    family = read.family(desk.file.connection, night.incident)
    assert family is not None
    assert [one.uid for one in family.figures[night.report]] == night.figures[:2]


def test_what_stands_in_the_way_is_named(desk: Desk, night: Night) -> None:
    second = set_title(desk, night, "Second")
    desk.person = Person("B. Reviewer", "reviewer")
    set_title(desk, night, "Third")
    with pytest.raises(Standing, match=r"B\. Reviewer changed the same"):
        desk.take_back(second.seq)
    assert title_of(desk.file, night.incident) == "Third"


def test_nothing_to_take_back_is_said(desk: Desk, night: Night) -> None:
    second = set_title(desk, night, "Second")
    with pytest.raises(Standing, match="nothing in that change"):
        desk.take_back(second.seq, field="summary")
    with pytest.raises(Standing, match="nothing in that change"):
        desk.take_back(second.seq, uid=night.report)


def test_taking_back_under_an_approved_record_puts_it_into_the_queue(
    desk: Desk, night: Night
) -> None:
    made = desk.save(
        [edit(desk.file, "figure", night.figures[1], {"note": "seen on radar"})], "edit"
    )
    desk.set_option(review.FINDINGS_BLOCK, "no")
    for who, step in (("A. Editor", "submit"), ("B. Reviewer", "approve")):
        desk.person = Person(who)
        family = read.family(desk.file.connection, night.incident)
        assert family is not None
        review.take(desk, family, step)
    assert review.queue(desk) == []
    desk.take_back(made.seq)
    assert review.queue(desk) == [night.incident]
    family = read.family(desk.file.connection, night.incident)
    assert family is not None
    newer = review.since_approval(desk, family)
    assert newer is not None
    assert [(delta.uid, delta.after) for delta in newer] == [(night.figures[1], {"note": ""})]


def test_an_option_is_set_again_after_its_setting_was_undone(desk: Desk) -> None:
    desk.set_option("approve own records", "yes")
    assert desk.set_option("approve own records", "yes") is None
    desk.undo()
    assert desk.option("approve own records") == ""
    desk.set_option("approve own records", "no")
    assert desk.option("approve own records") == "no"
    assert sound(desk)


def test_the_finder_follows_the_places(desk: Desk) -> None:
    assert desk.finder.exact("Newtown") == []
    uid = new_uid()
    desk.save([created("place", uid, {"name": "Newtown", "kind": "settlement"})], "create")
    assert [match.uid for match in desk.finder.exact("newtown")] == [uid]
    desk.save([edit(desk.file, "place", uid, {"name": "Oldtown"})], "edit")
    assert desk.finder.exact("Newtown") == []
    desk.undo()
    assert [match.uid for match in desk.finder.exact("newtown")] == [uid]
    desk.undo()
    assert desk.finder.exact("Newtown") == []


def test_a_submitted_figure_is_undone_across_people(desk: Desk, night: Night) -> None:
    before = state(desk)
    family = read.family(desk.file.connection, night.incident)
    assert family is not None
    review.take(desk, family, "submit")
    desk.person = Person("B. Reviewer", "reviewer")
    desk.undo()
    assert state(desk) == before


def test_a_report_is_not_brought_back_without_its_incident(desk: Desk, night: Night) -> None:
    report = read.record(desk.file.connection, "report", night.report)
    assert report is not None
    figures = [read.record(desk.file.connection, "figure", uid) for uid in reversed(night.figures)]
    gone = [removed("figure", one.uid, one.values) for one in figures if one is not None]
    first = desk.save([*gone, removed("report", report.uid, report.values)], "remove")
    assert editing.remove_incidents(desk, [night.incident]) is not None
    with pytest.raises(Invalid, match="bring that back first"):
        editing.restore(desk, first.seq, night.report)
    desk.undo()
    editing.restore(desk, first.seq, night.report)
    family = read.family(desk.file.connection, night.incident)
    assert family is not None
    assert len(family.figures[night.report]) == 3
    with pytest.raises(Invalid, match="not in the bin"):
        editing.restore(desk, first.seq, night.report)
    assert sound(desk)


def test_a_source_that_a_report_needs_is_asked_for_its_title(desk: Desk) -> None:
    entry = new_entry()
    source = entry.add_source()
    entry.reports[0].put("source", source.uid)
    problems = saving.problems(entry, desk.context())
    assert [(one.type, one.field) for one in problems] == [("source", "title")]
