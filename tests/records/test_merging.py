"""Merging: no edit of one side is lost, nothing is taken twice, and a person decides the rest."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.records.count import Count
from desktop.records.delta import Delta, inverse
from desktop.records.family import Kept
from desktop.records.kinds import Values
from desktop.records.merging import (
    Keep,
    Plan,
    Take,
    Theirs,
    Typed,
    all_for,
    deltas,
    plan,
    undecided,
)
from desktop.records.models import blank, content

State = dict[str, Kept]
UIDS = "abc"
TEXTS = st.sampled_from(("", "a", "b", "c"))
FIELDS = ("name", "role", "note")


def speaker(uid: str, *, removed: bool = False, **values: str) -> Kept:
    return Kept("speaker", uid, 1, removed, blank("speaker") | values)


def figure(uid: str, *, removed: bool = False, **values: object) -> Kept:
    return Kept("figure", uid, 1, removed, blank("figure") | values)


def report(uid: str, *, removed: bool = False, **values: object) -> Kept:
    return Kept("report", uid, 1, removed, blank("report") | values)


def there(base: State, theirs: State) -> list[Theirs]:
    """Return what the other side did, as a desk that shares the base would tell it."""
    found: list[Theirs] = []
    for uid, kept in theirs.items():
        start = base.get(uid)
        if start is None:
            if not kept.removed:
                found.append(Theirs(kept.type, uid, kept.values, new=True))
        elif kept.removed or kept.values != start.values or start.removed:
            values = {name: value for name, value in kept.values.items() if value != start[name]}
            found.append(Theirs(kept.type, uid, values, removed=kept.removed))
    return found


def done(ours: State, wanted: list[Delta]) -> State:
    """Return a desk after deltas that must fit it exactly."""
    state = dict(ours)
    for delta in wanted:
        kept = state.get(delta.uid)
        if delta.before is None:
            assert kept is None or kept.removed
            values = (kept.values if kept else blank(delta.type)) | (delta.after or {})
            state[delta.uid] = Kept(delta.type, delta.uid, 1, removed=False, values=values)
            continue
        assert kept is not None
        assert not kept.removed
        assert all(kept[name] == value for name, value in delta.before.items())
        if delta.after is None:
            state[delta.uid] = replace(kept, removed=True)
        else:
            state[delta.uid] = replace(kept, values=kept.values | delta.after)
    return state


def live(state: State) -> dict[str, Values]:
    return {uid: kept.values for uid, kept in state.items() if not kept.removed}


def merged(base: State, ours: State, theirs: State) -> Plan:
    moved = {uid: kept for uid, kept in base.items() if ours.get(uid) != kept}
    return plan(moved, ours, there(base, theirs))


@st.composite
def sides(draw: st.DrawFn, *, removals: bool = True) -> tuple[State, State, State]:
    """Return a common state, and what each of two sides made of it."""
    fields = dict.fromkeys(FIELDS, TEXTS)
    base = {
        uid: speaker(uid, removed=removals and draw(st.booleans()),
                     **draw(st.fixed_dictionaries(fields)))
        for uid in draw(st.sets(st.sampled_from(UIDS)))
    }  # fmt: skip

    def side(own: str) -> State:
        state: State = {}
        for uid, kept in base.items():
            edits = draw(st.dictionaries(st.sampled_from(FIELDS), TEXTS))
            gone = kept.removed if not removals or draw(st.booleans()) else draw(st.booleans())
            if kept.removed and gone:
                edits = {}
            state[uid] = replace(kept, removed=gone, values=kept.values | edits)
        if draw(st.booleans()):
            state[own] = speaker(own, **draw(st.fixed_dictionaries(fields)))
        return state

    return base, side("our own"), side("their own")


@given(sides())
def test_no_edit_of_one_side_is_lost(given_: tuple[State, State, State]) -> None:
    base, ours, theirs = given_
    made = merged(base, ours, theirs)
    after = done(ours, deltas(made))
    waiting = {uid for uid, _field in undecided(made, {})}
    for uid, kept in after.items():
        start, mine, other = base.get(uid), ours.get(uid), theirs.get(uid)
        if mine is None or other is None or start is None:
            assert kept.values == (mine or other).values
            continue
        if kept.removed:
            assert mine.removed or (other.removed and mine.values == start.values)
            edited = not other.removed and other.values != start.values and not start.removed
            assert not edited or uid in waiting
            continue
        if other.removed and not start.removed and mine != start:
            assert uid in waiting
            continue
        for name in FIELDS:
            if mine[name] == start[name] and not other.removed:
                assert kept[name] == other[name]
            elif mine[name] != start[name]:
                assert kept[name] == mine[name]


@given(sides())
def test_what_both_changed_differently_waits_for_a_person(
    given_: tuple[State, State, State],
) -> None:
    base, ours, theirs = given_
    made = merged(base, ours, theirs)
    waiting = set(undecided(made, {}))
    for uid, start in base.items():
        mine, other = ours[uid], theirs[uid]
        if mine.removed or other.removed or start.removed:
            continue
        for name in FIELDS:
            differ = len({start[name], mine[name], other[name]}) == 3
            assert ((uid, name) in waiting) == differ


@given(sides(removals=False))
def test_order_does_not_matter_where_nothing_conflicts(given_: tuple[State, State, State]) -> None:
    base, ours, theirs = given_
    one, other = merged(base, ours, theirs), merged(base, theirs, ours)
    if undecided(one, {}):
        assert undecided(other, {})
        return
    assert live(done(ours, deltas(one))) == live(done(theirs, deltas(other)))


@given(sides(), st.sampled_from((None, Take(), Keep())))
def test_taking_the_merge_back_gives_the_old_state_bit_for_bit(
    given_: tuple[State, State, State], side: Take | Keep | None
) -> None:
    base, ours, theirs = given_
    made = merged(base, ours, theirs)
    wanted = deltas(made, all_for(made, side) if side else {})
    after = done(ours, wanted)
    assert live(done(after, list(inverse(wanted)))) == live(ours)
    assert len({delta.uid for delta in wanted}) == len(wanted)


@given(sides(), st.sampled_from((None, Take(), Keep())))
def test_merging_twice_is_merging_once(
    given_: tuple[State, State, State], side: Take | Keep | None
) -> None:
    base, ours, theirs = given_
    first = merged(base, ours, theirs)
    after = done(ours, deltas(first, all_for(first, side) if side else {}))
    again = merged(base, after, theirs)
    assert deltas(again) == []
    if isinstance(side, Take):
        assert undecided(again, {}) == []


@given(sides())
def test_taking_all_of_theirs_gives_what_they_have(given_: tuple[State, State, State]) -> None:
    base, ours, theirs = given_
    made = merged(base, ours, theirs)
    after = done(ours, deltas(made, all_for(made, Take())))
    for uid, start in base.items():
        other = theirs[uid]
        if other != start:
            assert after[uid].removed == other.removed
        for name in FIELDS:
            if other[name] != start[name] and not other.removed:
                assert after[uid][name] == other[name]


def test_without_a_common_state_every_difference_is_asked_for() -> None:
    ours = {"a": speaker("a", name="A", role="x")}
    made = plan({"a": None}, ours, [Theirs("speaker", "a", {"name": "B", "role": "x"})])
    assert undecided(made, {}) == [("a", "name")]
    assert deltas(made) == []
    assert deltas(made, {("a", "name"): Typed("C")})[0].after == {"name": "C"}


def test_a_uid_unknown_here_comes_in_only_when_taken() -> None:
    made = plan({}, {}, [Theirs("speaker", "a", {"name": "A"}, known=False)])
    assert made.records[0].standing == "unknown"
    assert deltas(made) == []
    (delta,) = deltas(made, {("a", ""): Take()})
    assert delta.after == blank("speaker") | {"name": "A"}


def test_one_uid_in_two_rows_is_shown_twice_and_identical_rows_are_one() -> None:
    ours = {"a": speaker("a", name="A")}
    rows = [Theirs("speaker", "a", {"name": "B"}, at="S!2"), Theirs("speaker", "a", {}, at="S!3")]
    made = plan({}, ours, rows)
    assert [(one.key, one.standing, one.at) for one in made.records] == [
        ("a#1", "twice", "S!2"), ("a#2", "twice", "S!3"),
    ]  # fmt: skip
    assert deltas(made) == []
    assert undecided(made, all_for(made, Take())) == [("a#1", ""), ("a#2", "")]
    assert deltas(made, {("a#1", ""): Take()})[0].after == {"name": "B"}
    assert deltas(made, {("a#1", "name"): Take()})[0].after == {"name": "B"}
    made = plan({}, ours, [rows[0], replace(rows[0], at="S!9")])
    assert [one.standing for one in made.records] == ["changed"]


def test_missing_rows_remove_nothing_unless_said() -> None:
    ours = {"a": speaker("a", name="A"), "b": speaker("b", name="B")}
    made = plan({}, ours, [], missing=[ours["a"]])
    assert made.counts["missing"] == 1
    assert deltas(made) == []
    assert undecided(made, {}) == []
    made = plan({}, ours, [], missing=[ours["a"]], removing=True)
    assert [(delta.uid, delta.after) for delta in deltas(made)] == [("a", None)]
    moved = {"a": speaker("a", name="before")}
    made = plan(moved, ours, [], missing=[ours["a"]], removing=True)
    assert deltas(made) == []
    assert undecided(made, {}) == [("a", "")]


def test_what_stands_beneath_a_removed_record_is_asked_for_and_goes_with_it() -> None:
    ours = {"r": report("r", incident="i"), "f": figure("f", report="r", measure="m")}
    made = plan({}, ours, [Theirs("report", "r", {}, removed=True)])
    assert undecided(made, {}) == [("r", "")]
    assert [delta.uid for delta in deltas(made, {("r", ""): Take()})] == ["f", "r"]
    both = [Theirs("report", "r", {}, removed=True), Theirs("figure", "f", {}, removed=True)]
    assert {delta.uid for delta in deltas(plan({}, ours, both))} == {"f", "r"}


def test_a_new_figure_of_a_report_in_our_bin_waits_for_the_report() -> None:
    ours = {"r": report("r", removed=True, incident="i")}
    new = Theirs("figure", "f", {"report": "r", "count": Count.read("3")}, new=True)
    made = plan({}, ours, [new])
    assert deltas(made) == []
    assert undecided(made, {}) == [("r", "")]
    assert [delta.uid for delta in deltas(made, {("r", ""): Take()})] == ["r", "f"]


def test_what_belongs_to_a_new_record_left_out_is_left_out() -> None:
    rows = [
        Theirs("figure", "g", {"report": "r", "of": "f"}, new=True),
        Theirs("figure", "f", {"report": "r"}, new=True),
        Theirs("report", "r", {"incident": "i"}, new=True),
        Theirs("incident", "i", {"title": "T"}, new=True),
    ]
    made = plan({}, {}, rows)
    assert [delta.uid for delta in deltas(made)] == ["i", "r", "g", "f"]
    assert deltas(made, {("i", ""): Keep()}) == []
    assert [delta.uid for delta in deltas(made, {("f", ""): Keep()})] == ["i", "r"]


def test_a_new_row_that_came_in_before_is_the_same_and_one_taken_back_comes_again() -> None:
    new = Theirs("incident", "i", {"title": "T"}, new=True)
    values = blank("incident") | {"title": "mended here", "number": "2025-0001"}
    here = {"i": Kept("incident", "i", 2, removed=False, values=values)}
    assert deltas(plan({}, here, [new])) == []
    (delta,) = deltas(plan({}, {"i": replace(here["i"], removed=True)}, [new]))
    assert delta.before is None
    assert delta.after == values | {"title": "T"}
    assert set(delta.after or {}) == set(content("incident"))
