"""Random work on a desk against a plain model of it; undoing all of it leaves no trace."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.records.count import Count
from desktop.records.delta import Delta, composed, created, edited, inverse, removed
from desktop.records.kinds import Values
from desktop.records.models import blank
from desktop.records.when import When
from desktop.store import changes, journal, rows, verify
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from tests.store.night import BRYANSK, DOWNED, EDITOR, MOSCOW_REGION

Model = dict[tuple[str, str], tuple[bool, Values]]
KINDS: dict[str, dict[str, tuple[Any, ...]]] = {
    "incident": {
        "title": ("", "Night", "Ночь"),
        "where": ((), (BRYANSK,), (BRYANSK, MOSCOW_REGION)),
        "when": (None, When.read("17.07.2025 21:00-23:00"), When.read("2025-07")),
        "status": ("draft", "submitted", "approved"),
    },
    "report": {
        "incident": ("incident1", "incident2"),
        "speaker": (None, "speaker1", "speaker2"),
        "when": (None, When.read("17.07.2025 23:00-07:00")),
    },
    "figure": {
        "report": ("report1", "report2"),
        "measure": (DOWNED,),
        "count": (Count.exact(3), Count.read("10-12"), Count.read("none reported")),
        "places": ((), (BRYANSK,)),
        "quote": ("", "31 БПЛА"),
    },
    "speaker": {"name": ("Ministry", "Governor"), "role": ("", "acting")},
}
UIDS = [(kind, f"{kind}{number}") for kind in KINDS for number in (1, 2)]

LISTED = "uid,kind_key,where_key,downed,reports,disagree"


def content_of(desk: DeskFile) -> dict[str, list[tuple[object, ...]]]:
    """Return every table's content columns, what lists and search derive from them included."""
    found = {
        kind: desk.connection.execute(
            f"SELECT uid,{','.join(_quoted(kind))} FROM {kind} WHERE removed=0 ORDER BY uid"
        ).fetchall()
        for kind in KINDS
    }
    derived = (
        f"SELECT {LISTED} FROM incident WHERE removed=0 ORDER BY uid",
        "SELECT target,incident FROM reference ORDER BY 1,2",
        "SELECT id,text FROM searchdoc ORDER BY id",
    )
    for number, sql in enumerate(derived):
        found[f"derived {number}"] = desk.connection.execute(sql).fetchall()
    return found


def _quoted(kind: str) -> list[str]:
    return [f'"{name}"' for name in rows.written(kind)]


def a_delta(draw: Callable[..., Any], model: Model, key: tuple[str, str]) -> Delta | None:
    kind, uid = key
    values = {name: draw(st.sampled_from(options)) for name, options in KINDS[kind].items()}
    if key not in model:
        return created(kind, uid, values)
    live, held = model[key]
    if not live:
        return Delta(kind, uid, None, held)
    if draw(st.integers(0, 4)) == 0:
        return removed(kind, uid, held)
    wanted = draw(st.sets(st.sampled_from(sorted(values))))
    return edited(kind, uid, held, {name: values[name] for name in wanted})


def done(model: Model, deltas: tuple[Delta, ...]) -> Model:
    after = dict(model)
    for delta in deltas:
        key = (delta.type, delta.uid)
        _live, held = after.get(key, (False, blank(delta.type)))
        after[key] = (delta.after is not None, held | (delta.after or {}))
    return after


def agree(desk: DeskFile, model: Model) -> None:
    for kind in KINDS:
        found = rows.load_where(desk.connection, kind, "1")
        assert {one.uid: (not one.removed, one.values) for one in found} == {
            uid: state for (record, uid), state in model.items() if record == kind
        }


def worked(desk: DeskFile, data: st.DataObject) -> None:
    first = content_of(desk)
    # Links are kept from the start: everything is made once, in one change.
    made = [
        created(kind, uid, {name: options[-1] for name, options in KINDS[kind].items()})
        for kind, uid in UIDS
    ]
    models: list[Model] = [{}]
    change = changes.apply(desk, made, EDITOR, "create")
    models.append(done(models[-1], change.deltas))
    states = [first, content_of(desk)]
    seqs = [change.seq]
    for _ in range(data.draw(st.integers(1, 6))):
        keys = data.draw(st.lists(st.sampled_from(UIDS), min_size=1, max_size=4, unique=True))
        deltas = [one for key in keys if (one := a_delta(data.draw, models[-1], key)) is not None]
        if not deltas:
            continue
        change = changes.apply(desk, deltas, EDITOR, "edit")
        seqs.append(change.seq)
        models.append(done(models[-1], change.deltas))
        agree(desk, models[-1])
        states.append(content_of(desk))
    undone(desk, seqs, states)
    net = composed([one for seq in seqs for one in journal.change(desk.connection, seq).deltas])
    changes.apply(desk, net, EDITOR, "at once")
    assert content_of(desk) == states[-1]
    assert list(verify.faults(desk.connection)) == []


def undone(desk: DeskFile, seqs: list[int], states: list[dict[str, Any]]) -> None:
    """Undo all, redo all, undo all, and compare the whole state at each step."""
    undos = [_inverted(desk, seq, "undo") for seq in reversed(seqs)]
    assert content_of(desk) == states[0]
    redos = []
    for seq, expected in zip(reversed(undos), states[1:], strict=True):
        redos.append(_inverted(desk, seq, "redo"))
        assert content_of(desk) == expected
    for seq, expected in zip(reversed(redos), reversed(states[:-1]), strict=True):
        _inverted(desk, seq, "undo")
        assert content_of(desk) == expected


def _inverted(desk: DeskFile, seq: int, action: str) -> int:
    deltas = inverse(journal.change(desk.connection, seq).deltas)
    return changes.apply(desk, deltas, EDITOR, action, target=seq).seq


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_random_work_agrees_with_a_model_and_undo_leaves_no_trace(
    made_desk: Path, tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / "random.desk"
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    shutil.copy(made_desk, path)
    desk = open_desk(path)
    try:
        worked(desk, data)
    finally:
        desk.close()
