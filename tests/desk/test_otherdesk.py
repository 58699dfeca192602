"""A colleague's desk file: what was done there since the copy, or all that differs."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop.desk import importing
from desktop.desk.importing import Looked
from desktop.desk.making import make_desk
from desktop.desk.otherdesk import SameDesk, plan_of_desk
from desktop.records.delta import Delta, Person, created, edited, inverse, removed
from desktop.records.merging import Plan, Take, all_for, deltas, undecided
from desktop.store import blobs, changes, journal, read, verify
from desktop.store.connecting import connect_reader
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from desktop.store.errors import OpenRefused
from tests.store.night import Night, prints, saved_night

ANNA = Person("Anna", "both")


@pytest.fixture
def pair(desk_path: Path, tmp_path: Path) -> tuple[Path, Path, Night]:
    """Return a desk with a night, and a colleague's copy of it in a folder of its own."""
    file = open_desk(desk_path)
    night = saved_night(file)
    file.close()
    (tmp_path / "theirs").mkdir()
    return desk_path, Path(shutil.copy(desk_path, tmp_path / "theirs" / "copy.desk")), night


def plan_of(desk: Path, other: Path) -> Plan:
    with closing(connect_reader(desk)) as connection:
        return plan_of_desk(connection, desk, other)


def save(desk: Path, *wanted: Delta) -> None:
    with _opened(desk) as file:
        changes.apply(file, wanted, ANNA, "edit")


def _opened(desk: Path) -> "closing[DeskFile]":
    return closing(open_desk(desk))


def edit(desk: Path, record: str, uid: str, **values: Any) -> None:
    with _opened(desk) as file:
        kept = read.record(file.connection, record, uid)
        assert kept is not None
        delta = edited(record, uid, kept.values, values)
        assert delta is not None
        changes.apply(file, [delta], ANNA, "edit")


def state(desk: Path) -> dict[str, list[Any]]:
    """Return the live rows of every type."""
    with _opened(desk) as file:
        return {
            kind: [
                (one.uid, one.values)
                for one in sorted(_live(file, kind), key=lambda one: one.uid)
            ]
            for kind in ("incident", "report", "figure", "source", "speaker", "place", "term")
        }  # fmt: skip


def _live(file: DeskFile, kind: str) -> Iterator[Any]:
    uids = [row[0] for row in file.connection.execute(f"SELECT uid FROM {kind} WHERE removed=0")]
    return iter(read.records(file.connection, kind, uids).values())


def test_a_copy_in_which_nothing_was_done_plans_nothing(pair: tuple[Path, Path, Night]) -> None:
    desk, other, night = pair
    edit(desk, "incident", night.incident, title="Only here")
    made = plan_of(desk, other)
    assert made.records == ()
    assert deltas(made) == []


def test_what_was_done_there_since_the_copy_comes_in_as_one_change(
    pair: tuple[Path, Path, Night],
) -> None:
    desk, other, night = pair
    edit(desk, "incident", night.incident, summary="Ours.", title="Ours")
    edit(other, "incident", night.incident, title="Theirs", confidence="high")
    new = Night()
    save(other, *new.deltas())
    with _opened(other) as file:
        kept = read.record(file.connection, "figure", night.figures[2])
        assert kept is not None
        changes.apply(file, [removed("figure", kept.uid, kept.values)], ANNA, "bin")
    before = state(desk)
    files = prints(other.parent)
    made = plan_of(desk, other)
    assert prints(other.parent) == files
    assert undecided(made, {}) == [(night.incident, "title")]
    assert made.counts["new"] == len(new.deltas())
    assert made.counts["removed"] == 1
    wanted = deltas(made)
    save(desk, *wanted)
    with _opened(desk) as file:
        incident = read.record(file.connection, "incident", night.incident)
        came = read.family(file.connection, new.incident)
        gone = read.record(file.connection, "figure", night.figures[2])
    assert incident is not None
    assert (incident["title"], incident["summary"], incident["confidence"]) == (
        "Ours", "Ours.", "high",
    )  # fmt: skip
    assert came is not None
    assert came.incident["number"].endswith("-0002")
    assert len(came.figures[new.report]) == 3
    assert gone is not None
    assert gone.removed
    again = plan_of(desk, other)
    assert deltas(again) == []
    assert undecided(again, {}) == [(night.incident, "title")]
    with _opened(desk) as file:
        last = journal.change(file.connection, journal.head(file.connection).count)
        changes.apply(file, list(inverse(last.deltas)), ANNA, "undo", target=last.seq)
    assert state(desk) == before


def test_both_sides_take_each_other_in_and_are_alike(pair: tuple[Path, Path, Night]) -> None:
    desk, other, night = pair
    edit(desk, "report", night.report, note="Ours.")
    edit(other, "report", night.report, reliability="B")
    for one, two in ((desk, other), (other, desk)):
        wanted = deltas(plan_of(one, two))
        if wanted:
            save(one, *wanted)
    assert state(desk) == state(other)


def test_what_they_edited_of_a_record_in_our_bin_waits(pair: tuple[Path, Path, Night]) -> None:
    desk, other, night = pair
    with _opened(desk) as file:
        kept = read.record(file.connection, "figure", night.figures[1])
        assert kept is not None
    save(desk, removed("figure", kept.uid, kept.values))
    edit(other, "figure", kept.uid, note="Still true.")
    made = plan_of(desk, other)
    assert [one.standing for one in made.records] == ["binned"]
    assert deltas(made) == []
    (delta,) = deltas(made, all_for(made, Take()))
    assert delta.after is not None
    assert delta.after["note"] == "Still true."


def test_a_desk_of_their_own_is_matched_by_uid_and_every_difference_asked(
    pair: tuple[Path, Path, Night], tmp_path: Path
) -> None:
    desk, _other, _night = pair
    (tmp_path / "own").mkdir()
    own = tmp_path / "own" / "own.desk"
    make_desk(own)
    with _opened(own) as file:
        place = file.connection.execute("SELECT uid FROM place WHERE code='RU-BRY'").fetchone()[0]
    edit(own, "place", place, name_ru="Брянщина")
    speaker = changes.new_uid()
    save(own, created("speaker", speaker, {"name": "New there"}))
    files = prints(own.parent)
    made = plan_of(desk, own)
    assert prints(own.parent) == files
    assert undecided(made, {}) == [(place, "name_ru")]
    assert [delta.uid for delta in deltas(made)] == [speaker]


def test_the_desk_itself_or_no_desk_is_refused(
    pair: tuple[Path, Path, Night], tmp_path: Path
) -> None:
    desk, _other, _night = pair
    with pytest.raises(SameDesk):
        plan_of(desk, desk)
    with pytest.raises(OpenRefused):
        plan_of(desk, tmp_path / "nothing.desk")


def test_what_a_colleague_attached_comes_with_its_bytes(pair: tuple[Path, Path, Night]) -> None:
    desk, other, night = pair
    values = {"source": night.source, "name": "map.png", "sha256": blobs.fingerprint(b"map")}
    attached = created("attachment", changes.new_uid(), values)
    with _opened(other) as file:
        changes.apply(file, [attached], ANNA, "attach", blobs=[b"map"])
    made = plan_of(desk, other)
    assert [one.type for one in made.records] == ["attachment"]
    looked = Looked(other, "desk", "0" * 64)
    with _opened(desk) as file:
        importing.accept_merge(file, ANNA, looked, made, {})
        assert blobs.data(file.connection, blobs.fingerprint(b"map")) == b"map"
        assert list(verify.faults(file.connection)) == []
