"""A colleague's desk file: what was done there since the copy, or all that differs."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.desk import importing
from desktop.desk.importing import Looked
from desktop.desk.making import make_desk
from desktop.desk.otherdesk import SameDesk, plan_of_desk
from desktop.records.delta import Delta, Person, created, edited, inverse, removed
from desktop.records.kinds_links import Placed
from desktop.records.merging import Keep, Plan, Take, all_for, deltas, undecided
from desktop.records.vocabularies import term_uid
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


def own_desk(path: Path, *made: Delta) -> Path:
    """Return a desk of its own, with some records."""
    path.parent.mkdir(exist_ok=True)
    make_desk(path)
    save(path, *made)
    return path


def a_night(side: str) -> list[Delta]:
    """Return what a desk makes of a night with a quarry, an eyewitness and a kind of drone."""
    quarry, dacha, witness, drone, incident, report, figure, measure = (
        changes.new_uid() for _one in range(8)
    )
    return [
        created("place", quarry, {"name": "Old Quarry", "kind": "other"}),
        created("place", dacha, {"name": "Dacha", "kind": "settlement", "parent": quarry}),
        created("speaker", witness, {"name": "An eyewitness", "note": f"Told {side}."}),
        created("term", drone, {"vocabulary": "munition", "code": "molniya", "name": "Molniya"}),
        created("term", measure, {"vocabulary": "measure", "code": "heard", "name": "Heard"}),
        created("incident", incident, {"title": side, "where": (Placed(dacha, "the dacha"),)}),
        created("report", report, {"incident": incident, "speaker": witness}),
        created("figure", figure, {"report": report, "measure": measure, "munition": drone,
                                   "places": (Placed(quarry, "quarry"),)}),
    ]  # fmt: skip


def test_what_each_desk_made_for_itself_is_one_and_all_points_at_it(tmp_path: Path) -> None:
    mine, theirs = a_night("mine"), a_night("theirs")
    ours_of = dict(zip((one.uid for one in theirs[:5]), (one.uid for one in mine[:5]), strict=True))
    desk = own_desk(tmp_path / "a" / "mine.desk", *mine)
    other = own_desk(tmp_path / "b" / "theirs.desk", *theirs)
    made = plan_of(desk, other)
    assert {uid: kept.uid for uid, kept in made.recognised.items()} == ours_of
    assert undecided(made, {}) == [(mine[2].uid, "note")]
    save(desk, *deltas(made, all_for(made, Take())))
    now = state(desk)
    for kind in ("place", "speaker", "term"):
        assert not {uid for uid, _values in now[kind]} & ours_of.keys()
    incidents = {values["title"]: values for _uid, values in now["incident"]}
    assert incidents["theirs"]["where"] == (Placed(mine[1].uid, "the dacha"),)
    figures = [values for _uid, values in now["figure"]]
    assert {one["munition"] for one in figures} == {mine[3].uid}
    assert {one["measure"] for one in figures} == {mine[4].uid}
    assert {one["places"] for one in figures} == {(Placed(mine[0].uid, "quarry"),)}
    assert {values["speaker"] for _uid, values in now["report"]} == {mine[2].uid}
    again = plan_of(desk, other)
    assert deltas(again) == []
    assert undecided(again, {}) == []


def test_both_made_the_same_after_the_copy(pair: tuple[Path, Path, Night]) -> None:
    desk, other, _night = pair
    mine, theirs = a_night("mine"), a_night("theirs")
    save(desk, *mine)
    save(other, *theirs)
    made = plan_of(desk, other)
    assert len(made.recognised) == 5
    save(desk, *deltas(made))
    names = [values["name"] for _uid, values in state(desk)["place"]]
    assert names.count("Old Quarry") == names.count("Dacha") == 1


RECORDS = ("place", "speaker", "term")


@settings(max_examples=15, deadline=None)
@given(
    mine=st.lists(st.tuples(st.sampled_from(RECORDS), st.sampled_from("abc")), unique=True),
    theirs=st.lists(st.tuples(st.sampled_from(RECORDS), st.sampled_from("abc")), unique=True),
)
def test_nothing_is_doubled_and_no_pointer_lost(
    empty: Path, mine: list[tuple[str, str]], theirs: list[tuple[str, str]]
) -> None:
    with TemporaryDirectory() as folder:
        desk, other = (
            Path(shutil.copy(empty, Path(folder) / name)) for name in ("mine.desk", "theirs.desk")
        )
        for path, some in ((desk, mine), (other, theirs)):
            save(path, *(delta for one in some for delta in pointed_at(*one)))
        there = links(other)
        made = plan_of(desk, other)
        assert undecided(made, {}) == []
        written = deltas(made)
        if written:
            save(desk, *written)
        assert links(desk) == {**links(desk), **there}
        for kind in RECORDS:
            named = (values["name"] for _uid, values in state(desk)[kind])
            called = [name for name in named if name.startswith("Quite new")]
            assert len(called) == len(set(called))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.desk"
    make_desk(path)
    return path


def pointed_at(record: str, name: str) -> list[Delta]:
    """Return a record of a name, and an incident that points at it and is called so."""
    uid, incident, report, figure = (changes.new_uid() for _one in range(4))
    extra = {"vocabulary": "munition", "code": name} if record == "term" else {}
    measure = term_uid("measure", "downed")
    return [
        created(record, uid, {"name": f"Quite new {name}"} | extra),
        created("incident", incident, {
            "title": f"{record} {name} {incident}",
            "where": (Placed(uid, name),) if record == "place" else (),
        }),
        created("report", report, {"incident": incident,
                                   "speaker": uid if record == "speaker" else None}),
        created("figure", figure, {"report": report, "measure": measure,
                                   "munition": uid if record == "term" else None}),
    ]  # fmt: skip


def links(desk: Path) -> dict[str, tuple[str, ...]]:
    """Return by each incident's title what all that it points at is called."""
    with _opened(desk) as file:
        uids = [row[0] for row in file.connection.execute("SELECT uid FROM incident")]
        found = {}
        for family in read.families(file.connection, uids):
            figures = [one for _report, one in family.all_figures()]
            pointed = [*(one.uid for one in family.incident["where"]),
                       *(one["speaker"] for one in family.reports),
                       *(one["munition"] for one in figures)]  # fmt: skip
            named = read.names(file.connection, [uid for uid in pointed if uid])
            found[family.incident["title"]] = tuple(sorted(named.values()))
        return found


@pytest.mark.parametrize("kept_out", range(5))
def test_what_points_at_a_record_that_is_kept_out_lets_go_of_it(
    tmp_path: Path, kept_out: int
) -> None:
    night = a_night("theirs")
    desk = own_desk(tmp_path / "a" / "mine.desk")
    other = own_desk(tmp_path / "b" / "theirs.desk", *night)
    made = plan_of(desk, other)
    save(desk, *deltas(made, {(night[kept_out].uid, ""): Keep()}))
    now = state(desk)
    uids = {uid for some in now.values() for uid, _values in some}
    assert night[kept_out].uid not in uids
    # A figure is nothing without its measure; all else comes in.
    gone = {night[kept_out].uid} | ({night[7].uid} if kept_out == 4 else set())
    assert {one.uid for one in night} - uids == gone
