"""Deciding on a merge: what waits is what the plan says, and what is written is what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.desk.deciding import Deciding
from desktop.records.family import Kept
from desktop.records.merging import (
    Choice,
    Keep,
    Plan,
    RecordPlan,
    Take,
    Theirs,
    Typed,
    deltas,
    plan,
    undecided,
)
from desktop.records.models import blank

TEXTS = st.sampled_from(("", "a", "b", "c"))
FIELDS = ("name", "role", "note")
CHOICES: st.SearchStrategy[Choice | None] = st.one_of(
    st.just(Take()), st.just(Keep()), st.just(Typed("typed")), st.none()
)


def speaker(uid: str, *, removed: bool = False, **values: str) -> Kept:
    return Kept("speaker", uid, 1, removed, blank("speaker") | values)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Return a plan of a few speakers of every standing."""
    base: dict[str, Kept | None] = {}
    ours: dict[str, Kept] = {}
    theirs: list[Theirs] = []
    for uid in "abcd":
        start, here, there = (
            {name: draw(TEXTS) for name in FIELDS} for _side in range(3)
        )  # fmt: skip
        base[uid] = speaker(uid, **start)
        ours[uid] = speaker(uid, removed=draw(st.booleans()) and uid == "c", **here)
        gone = uid == "d" and draw(st.booleans())
        values = {name: value for name, value in there.items() if value != start[name]}
        theirs.append(Theirs("speaker", uid, {} if gone else values, removed=gone))
    theirs.append(Theirs("speaker", "new", {"name": "n"}, new=True))
    theirs.append(Theirs("speaker", "nobody", {"name": "n"}, known=draw(st.booleans())))
    theirs.append(Theirs("speaker", "b", {"name": draw(TEXTS)}))
    missing = [speaker("e", name="e")]
    return plan(base, ours | {"e": missing[0]}, theirs, missing=missing)


@given(plans(), st.data())
def test_what_waits_is_what_the_plan_says_and_what_is_shown_is_written(
    made: Plan, data: st.DataObject
) -> None:
    deciding = Deciding(made)
    for _step in range(data.draw(st.integers(0, 6))):
        one = data.draw(st.sampled_from(deciding.order))
        names = ["", *(part.name for part in one.fields)]
        field = data.draw(st.sampled_from(names))
        choice = data.draw(CHOICES)
        if isinstance(choice, Typed) and (not field or one.removing):
            continue
        deciding.decide(one, field, choice)
    left = undecided(made, deciding.choices)
    assert sum(deciding.waiting) == len(left)
    written = {delta.uid: delta for delta in deltas(made, deciding.choices)}
    for one in made.records:
        if one.standing != "twice":
            _agrees(deciding, one, written.get(one.uid))


def _agrees(deciding: Deciding, one: RecordPlan, delta: object) -> None:
    """Compare a record's outcomes with what is written of it."""
    after = getattr(delta, "after", None)
    if deciding.whole(one).side == "removed":
        assert delta is not None
        assert after is None
        return
    for part in one.fields:
        outcome = deciding.outcome(one, part)
        became = part.ours
        if delta is not None:
            assert after is not None
            became = after.get(part.name, part.ours)
        wanted = {
            "theirs": part.theirs, "typed": outcome.value, "same": part.theirs
        }.get(outcome.side, part.ours)  # fmt: skip
        assert became == wanted, (one.standing, part, outcome)


@given(plans())
def test_settling_leaves_only_twins_to_a_person(made: Plan) -> None:
    deciding = Deciding(made)
    deciding.settle(Take())
    assert {one.standing for one in deciding.undecided()} <= {"twice"}
    deciding.settle(Keep())
    assert deciding.waiting == (0, 0)


@given(plans())
def test_decisions_stand_in_another_plan_of_the_same_file(made: Plan) -> None:
    deciding = Deciding(made)
    deciding.settle(Keep())
    again = deciding.replan(made)
    assert again.choices == deciding.choices
    assert again.waiting == (0, 0)


@given(plans())
def test_whatever_waits_stands_first(made: Plan) -> None:
    waits = [one.waits for one in Deciding(made).order]
    assert waits == sorted(waits, reverse=True)
