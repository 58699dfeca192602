"""However a change is cut into portions, the desk is the same, and so is what is worked out."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.records.count import Count
from desktop.records.delta import Delta, created
from desktop.records.kinds_links import Placed
from desktop.records.models import RECORDS
from desktop.store import bulk, changes, listing, verify
from desktop.store.changes import Portion, new_uid
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from desktop.store.errors import Busy
from tests.store.night import BRYANSK, DOWNED, EDITOR, Night, edit, saved_night
from tests.store.test_undo import KINDS, UIDS, Model, a_delta, done

# What tells one run from another: when it was, and the chain over that.
MOMENTS = {"change": "1 AS uid,2 AS at,3 AS hash,seq,by,role,action,subject,deltas"}
TABLES = (
    *RECORDS, "change", "delta", "counter", "reference", "searchdoc", "targetdoc", "raw_row",
    "shingle",
)  # fmt: skip


def dump(desk: DeskFile) -> dict[str, list[tuple[object, ...]]]:
    """Return all that a desk holds but the moments at which it was written."""
    found = {}
    for table in TABLES:
        columns = MOMENTS.get(table, "*")
        rows = desk.connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1,2").fetchall()
        found[table] = rows
    names = [row[1] for row in desk.connection.execute("PRAGMA table_info(incident)")]
    moment = names.index("changed_at")
    found["incident"] = [(*row[:moment], *row[moment + 1 :]) for row in found["incident"]]
    sql = "SELECT name, sql FROM sqlite_schema WHERE type='index' ORDER BY name"
    found["indexes"] = desk.connection.execute(sql).fetchall()
    for index in ("search", "targetsearch"):
        found[index] = [_matches(desk.connection, index, word) for word in ("бпла", "night", "bry")]
    return found


def _matches(connection: sqlite3.Connection, index: str, word: str) -> tuple[object, ...]:
    sql = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY 1"
    return tuple(row[0] for row in connection.execute(sql, (word,)))


def some_work(desk: DeskFile, data: st.DataObject) -> list[Delta]:
    """Save some records, and return deltas that make the rest and edit some of them."""
    first = data.draw(st.sampled_from([0, 3, len(UIDS)]))
    made = {
        key: created(key[0], key[1], {name: some[-1] for name, some in KINDS[key[0]].items()})
        for key in UIDS
    }
    # What others point at comes first, so that every link holds.
    order = sorted(UIDS, key=lambda key: ("speaker", "incident", "report", "figure").index(key[0]))
    model: Model = {}
    if first:
        change = changes.apply(desk, [made[key] for key in order[:first]], EDITOR, "create")
        model = done({}, change.deltas)
    deltas = [made[key] for key in order[first:]]
    chosen = [key for key in order[:first] if data.draw(st.booleans())]
    edits = [a_delta(data.draw, model, key) for key in chosen]
    deltas += [delta for delta in edits if delta is not None]
    if data.draw(st.booleans()):
        deltas.append(edit(desk, "place", BRYANSK.uid, {"name": "Brjansk", "kind": "other"}))
    if data.draw(st.booleans()):
        deltas.append(edit(desk, "term", DOWNED, {"code": "shot"}))
    if data.draw(st.booleans()):
        return list(data.draw(st.permutations(deltas)))
    return deltas


def copied(path: Path, to: Path) -> DeskFile:
    """Return an open copy of a closed desk, in the place of an earlier one."""
    for ending in ("-wal", "-shm"):
        Path(f"{to}{ending}").unlink(missing_ok=True)
    shutil.copy(path, to)
    return open_desk(to)


Way = Callable[[DeskFile, Sequence[Delta]], None]


def at_once(desk: DeskFile, deltas: Sequence[Delta]) -> None:
    changes.apply(desk, deltas, EDITOR, "import")


def one_by_one(desk: DeskFile, deltas: Sequence[Delta]) -> None:
    changes.apply_many(desk, (Portion([delta]) for delta in deltas), EDITOR, "import")


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_portions_make_no_difference(
    made_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    start = tmp_path / "start.desk"
    desk = copied(made_desk, start)
    try:
        deltas = some_work(desk, data)
    finally:
        desk.close()
    cut = data.draw(st.integers(0, len(deltas)))

    def in_two(desk: DeskFile, deltas: Sequence[Delta]) -> None:
        portions = [Portion(deltas[:cut]), Portion(deltas[cut:])]
        changes.apply_many(desk, portions, EDITOR, "import")

    def as_many(desk: DeskFile, deltas: Sequence[Delta]) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(bulk, "LARGE", 1)
            in_two(desk, deltas)

    ways: list[Way] = [at_once, one_by_one, in_two, as_many]
    found = []
    for number, way in enumerate(ways):
        desk = copied(start, tmp_path / f"{number}.desk")
        try:
            way(desk, deltas)
            # All are the same, so one tells whether what is worked out is up to date.
            assert way is not as_many or list(verify.faults(desk.connection)) == []
            found.append(dump(desk))
        finally:
            desk.close()
    assert found[1:] == found[:1] * 3


def test_a_stream_of_families_is_as_if_they_were_saved_one_by_one(
    made_desk: Path, tmp_path: Path
) -> None:
    nights = [Night() for _ in range(5)]
    found = []
    for name in ("single", "many"):
        path = Path(shutil.copy(made_desk, tmp_path / f"{name}.desk"))
        desk = open_desk(path)
        if name == "single":
            for night in nights:
                changes.apply(desk, night.deltas(), EDITOR, "import")
        else:
            changes.apply_many(desk, (Portion(one.deltas()) for one in nights), EDITOR, "import")
        held = dump(desk)
        del held["change"]
        held["delta"] = [(row[0], *row[2:]) for row in held["delta"]]
        found.append(held)
        assert list(verify.faults(desk.connection)) == []
        desk.close()
    assert found[0] == found[1]


def test_a_connection_is_as_it_was_after_many_rows(
    desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "LARGE", 1)
    sql = "SELECT name, sql FROM sqlite_schema WHERE type='index' ORDER BY name"
    indexes = desk_file.connection.execute(sql).fetchall()
    before = desk_file.connection.execute("PRAGMA cache_size").fetchone()
    saved_night(desk_file)
    assert desk_file.connection.execute("PRAGMA cache_size").fetchone() == before

    def portions() -> list[Portion]:
        return [Portion(Night().deltas()), Portion([created("report", "r", {"incident": "none"})])]

    with pytest.raises(sqlite3.IntegrityError):
        changes.apply_many(desk_file, portions(), EDITOR, "import")
    assert desk_file.connection.execute("PRAGMA cache_size").fetchone() == before
    assert desk_file.connection.execute(sql).fetchall() == indexes
    saved_night(desk_file)
    assert desk_file.connection.execute(sql).fetchall() == indexes
    assert list(verify.faults(desk_file.connection)) == []


def test_what_comes_after_those_that_point_at_it_is_taken_in(desk_file: DeskFile) -> None:
    night, place, kind = Night(), new_uid(), new_uid()
    named = {night.incident: {"kind": kind, "where": (Placed(place, "Elsewhere"),)}}
    deltas = [
        Delta(one.type, one.uid, None, (one.after or {}) | named.get(one.uid, {}))
        for one in night.deltas()
    ]
    late = [
        created("place", place, {"name": "Elsewhere-on-Sea", "kind": "settlement"}),
        created("term", kind, {"vocabulary": "kind", "code": "later", "name": "named later"}),
    ]
    portions = [Portion(deltas), Portion(late)]
    changes.apply_many(desk_file, portions, EDITOR, "import")
    sql = "SELECT where_key, kind_key FROM incident"
    assert desk_file.connection.execute(sql).fetchall() == [("elsewhere-on-sea", "named later")]
    assert list(verify.faults(desk_file.connection)) == []


def test_a_region_that_comes_last_is_known_to_be_around_its_places(desk_file: DeskFile) -> None:
    """More in a district than in its region is a contradiction, once it is known whose it is."""
    incident, district, region = "incident", "district", "region"

    def said(report: str, place: str, count: int) -> list[Delta]:
        values = {"report": report, "measure": DOWNED, "count": Count.exact(count)}
        return [
            created("report", report, {"incident": incident}),
            created("figure", f"of {report}", values | {"places": (Placed(place, ""),)}),
        ]

    portions = [
        Portion([created("place", district, {"name": "D", "kind": "district", "parent": region})]),
        Portion([
            created("incident", incident, {"title": "Two speak of it"}),
            *said("wide", region, 3),
            *said("narrow", district, 5),
        ]),
        Portion([created("term", new_uid(), {"vocabulary": "tag", "code": "t", "name": "T"})]),
        Portion([created("place", region, {"name": "R", "kind": "region"})]),
    ]  # fmt: skip
    changes.apply_many(desk_file, portions, EDITOR, "import")
    assert desk_file.connection.execute("SELECT disagree FROM incident").fetchall() == [(1,)]
    assert list(verify.faults(desk_file.connection)) == []


def test_others_are_told_at_once_while_an_import_is_written(desk_file: DeskFile) -> None:
    told: list[str] = []

    def portions() -> Iterator[Portion]:
        yield Portion(Night().deltas())
        thread = Thread(target=meanwhile)
        thread.start()
        thread.join()

    def meanwhile() -> None:
        try:
            changes.apply(desk_file, Night().deltas(), EDITOR, "create")
        except Busy as error:
            told.append(str(error))

    changes.apply_many(desk_file, portions(), EDITOR, "import")
    assert told == ["The desk is still saving something else. Try again in a moment."]
    saved_night(desk_file)


def test_what_comes_before_its_owner_is_worked_out_too(desk_file: DeskFile) -> None:
    one_by_one(desk_file, list(reversed(Night().deltas())))
    incident = listing.all_ids(desk_file.connection, listing.Filter(text="31 БПЛА"), listing.Sort())
    assert len(incident) == 1
    assert list(verify.faults(desk_file.connection)) == []


def test_figures_in_an_earlier_portion_than_their_report_count(desk_file: DeskFile) -> None:
    deltas = Night().deltas()
    figures = [one for one in deltas if one.type == "figure"]
    others = [one for one in deltas if one.type != "figure"]
    portions = [Portion(figures), Portion(others)]
    changes.apply_many(desk_file, portions, EDITOR, "import")
    assert list(verify.faults(desk_file.connection)) == []
