"""Deltas: what several do in order, one does; and the inverse takes each back."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.records.delta import Delta, composed, created, edited, inverse, removed
from desktop.records.kinds import Values
from desktop.records.models import blank

State = dict[str, Values]
TEXTS = ("", "a", "b")


def applied(state: State, binned: State, deltas: list[Delta]) -> None:
    """Do deltas to a model of a desk: live records, and those in the bin."""
    for delta in deltas:
        if delta.after is None:
            gone = state.pop(delta.uid)
            assert delta.before == gone
            binned[delta.uid] = gone
        elif delta.before is None:
            assert delta.uid not in state
            state[delta.uid] = binned.pop(delta.uid, blank(delta.type)) | delta.after
        else:
            assert all(state[delta.uid][name] == value for name, value in delta.before.items())
            state[delta.uid] = state[delta.uid] | delta.after


@st.composite
def sequences(draw: st.DrawFn) -> tuple[State, list[Delta]]:
    """Return a first state and deltas that fit one after the other."""
    speaker = st.fixed_dictionaries(
        {"name": st.sampled_from(TEXTS), "role": st.sampled_from(TEXTS)}
    )
    start = {uid: blank("speaker") | draw(speaker) for uid in draw(st.sets(st.sampled_from("xyz")))}
    state, binned = dict(start), {}
    deltas: list[Delta] = []
    for _ in range(draw(st.integers(0, 12))):
        uid = draw(st.sampled_from("xyz"))
        values = draw(speaker)
        if uid not in state:
            full = blank("speaker") | values
            delta: Delta | None = created("speaker", uid, binned.get(uid, full))
        elif draw(st.integers(0, 3)) == 0:
            delta = removed("speaker", uid, state[uid])
        else:
            delta = edited("speaker", uid, state[uid], values)
        if delta is not None:
            applied(state, binned, [delta])
            deltas.append(delta)
    return start, deltas


@given(sequences())
def test_the_composed_delta_does_what_each_does_in_turn(given_: tuple[State, list[Delta]]) -> None:
    start, deltas = given_
    one_by_one, at_once = dict(start), dict(start)
    applied(one_by_one, {}, deltas)
    net = list(composed(deltas))
    applied(at_once, {}, net)
    assert at_once == one_by_one
    assert len({delta.uid for delta in net}) == len(net)
    for delta in net:
        assert delta.before != delta.after


@given(sequences())
def test_the_inverse_of_all_leads_back(given_: tuple[State, list[Delta]]) -> None:
    start, deltas = given_
    state, binned = dict(start), {}
    applied(state, binned, deltas)
    applied(state, binned, list(inverse(deltas)))
    assert state == start
    assert tuple(inverse(inverse(deltas))) == tuple(deltas)
    assert composed([*deltas, *inverse(deltas)]) == ()


def test_an_edit_that_changes_nothing_is_none() -> None:
    old = blank("speaker") | {"name": "A"}
    assert edited("speaker", "x", old, {"name": "A"}) is None
    assert edited("speaker", "x", old, {"name": "B", "role": ""}) == Delta(
        "speaker", "x", {"name": "A"}, {"name": "B"}
    )


def test_fields_stand_in_the_order_of_declaration() -> None:
    delta = Delta("speaker", "x", {"role": "", "name": "A"}, {"role": "r", "name": "B"})
    assert delta.fields == ("name", "role")


def test_one_field_of_a_change() -> None:
    edit = Delta("speaker", "x", {"name": "A", "role": ""}, {"name": "B", "role": "r"})
    assert edit.only("role") == Delta("speaker", "x", {"role": ""}, {"role": "r"})
    made = created("speaker", "x", {"name": "A"})
    assert made.only("name") == Delta("speaker", "x", {"name": ""}, {"name": "A"})
    gone = removed("speaker", "x", blank("speaker"))
    assert gone.only("name") == gone
