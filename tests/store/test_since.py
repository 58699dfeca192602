"""What was, and what became of it since: read from the journal, compared with states kept."""

import shutil
from datetime import UTC
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.records.delta import created, inverse, removed
from desktop.records.kinds import Values
from desktop.store import changes, journal, read
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from tests.store.night import EDITOR, edit, save_title, saved_night
from tests.store.test_undo import KINDS, UIDS, Model, a_delta, done

State = dict[tuple[str, str], Values | None]


def states_of(desk: DeskFile, data: st.DataObject) -> dict[int, Model]:
    """Do random work; return what the desk held after each change, by its number."""
    made = [
        created(kind, uid, {name: options[-1] for name, options in KINDS[kind].items()})
        for kind, uid in UIDS
    ]
    start = journal.head(desk.connection).count
    change = changes.apply(desk, made, EDITOR, "create")
    models: dict[int, Model] = {start: {}, change.seq: done({}, change.deltas)}
    for number in range(data.draw(st.integers(1, 6))):
        last = models[max(models)]
        if number % 3 == 2:
            seq = max(models)
            deltas: Any = inverse(journal.change(desk.connection, seq).deltas)
        else:
            keys = data.draw(st.lists(st.sampled_from(UIDS), min_size=1, max_size=4, unique=True))
            deltas = [one for key in keys if (one := a_delta(data.draw, last, key)) is not None]
        if deltas:
            change = changes.apply(desk, deltas, EDITOR, "edit")
            models[change.seq] = done(last, change.deltas)
    return models


def live(model: Model, key: tuple[str, str]) -> Values | None:
    there, values = model.get(key, (False, {}))
    return values if there else None


def compared(desk: DeskFile, models: dict[int, Model]) -> None:
    now = models[max(models)]
    for count, then in models.items():
        base = journal.base(desk.connection, count)
        for key in now:
            was = live(then, key)
            if key not in base:
                assert live(now, key) == was
            elif was is None:
                assert base[key] is None
            else:
                found = base[key]
                assert found is not None
                assert found == {name: was[name] for name in found}
                is_now = now[key][1]
                assert set(found) >= {name for name in was if was[name] != is_now[name]}
        since = {
            (one.delta.type, one.delta.uid): one for one in journal.since(desk.connection, count)
        }
        for key in now:
            was, is_now_live = live(then, key), live(now, key)
            one = since.pop(key, None)
            if one is None:
                assert was == is_now_live
                continue
            assert was != is_now_live
            assert all(change.seq > count for change in one.changes)
            if was is None:
                assert one.delta.before is None
                assert one.delta.after == is_now_live
            elif is_now_live is None:
                assert one.delta.after is None
                assert one.delta.before == was
            else:
                differing = {name for name in was if was[name] != is_now_live[name]}
                assert one.delta.before == {name: was[name] for name in differing}
                assert one.delta.after == {name: is_now_live[name] for name in differing}
                assert all(one.by_field[name] for name in differing)
        assert since == {}


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_base_and_since_agree_with_the_states_that_were(
    made_desk: Path, tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / "random.desk"
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    shutil.copy(made_desk, path)
    desk = open_desk(path)
    try:
        compared(desk, states_of(desk, data))
    finally:
        desk.close()


def test_since_says_who_changed_each_field_when_and_why(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    count = journal.head(desk_file.connection).count
    mend = edit(desk_file, "incident", night.incident, {"title": "Mended", "status": "submitted"})
    changes.apply(desk_file, [mend], EDITOR, "edit", why="the ministry corrected itself")
    save_title(desk_file, night.incident, "Mended again")
    gone = read.record(desk_file.connection, "figure", night.figures[2])
    assert gone is not None
    changes.apply(desk_file, [removed("figure", gone.uid, gone.values)], EDITOR, "remove")
    found = {one.delta.uid: one for one in journal.since(desk_file.connection, count)}
    incident = found.pop(night.incident)
    assert incident.delta.before == {"title": "Night of 17-18 July", "status": "draft"}
    assert incident.delta.after == {"title": "Mended again", "status": "submitted"}
    assert [one.why for one in incident.by_field["title"]] == ["the ministry corrected itself", ""]
    (submitted,) = incident.by_field["status"]
    assert (submitted.by, submitted.at.tzinfo) == (EDITOR, UTC)
    assert found.pop(night.figures[2]).delta.after is None
    assert found == {}


def test_what_was_changed_and_changed_back_is_left_out(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    count = journal.head(desk_file.connection).count
    save_title(desk_file, night.incident, "Other")
    save_title(desk_file, night.incident, "Night of 17-18 July")
    assert list(journal.since(desk_file.connection, count)) == []
    assert journal.base(desk_file.connection, count) == {
        ("incident", night.incident): {"title": "Night of 17-18 July"}
    }
