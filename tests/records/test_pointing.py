"""What records point at, pointed elsewhere or let go of."""

from desktop.records.delta import Delta, created
from desktop.records.kinds_links import Placed
from desktop.records.pointing import pointing, without


def test_what_points_at_theirs_points_at_ours_once() -> None:
    same = {"t1": "o1", "t2": "o1"}
    assert pointing("report", {"speaker": "t1", "carriers": ("t1", "x", "t2")}, same) == {
        "speaker": "o1", "carriers": ("o1", "x"),
    }  # fmt: skip
    where = (Placed("t1", "the quarry"), Placed("x", ""), Placed("t2", "there"))
    moved = (Placed("o1", "the quarry"), Placed("x", ""))
    assert pointing("incident", {"where": where, "title": "t1"}, same) == {
        "where": moved, "title": "t1",
    }  # fmt: skip


def test_what_stays_out_is_let_go_of() -> None:
    places = (Placed("x", "there"), Placed("y", ""))
    values = {"report": "r", "measure": "m", "munition": "x", "places": places}
    figure = created("figure", "f", values)
    less = without(figure, {"x"})
    assert less is not None
    assert less.after is not None
    assert (less.after["munition"], less.after["places"]) == (None, (Placed("y", ""),))
    assert without(figure, {"z"}) == figure


def test_nothing_is_left_of_what_can_t_be_without() -> None:
    figure = created("figure", "f", {"report": "r", "measure": "m"})
    assert without(figure, {"m"}) is None
    edit = Delta("figure", "f", {"measure": "n", "note": ""}, {"measure": "m", "note": "Seen."})
    assert without(edit, {"m"}) == Delta("figure", "f", {"note": ""}, {"note": "Seen."})
