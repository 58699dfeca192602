"""A tick belongs to its value: it falls when that changes, and only then."""

import pytest

from desktop.desk import review, ticking
from desktop.desk.desk import Desk
from desktop.desk.sample import EDITOR
from desktop.records.errors import Invalid
from desktop.records.ticks import FELL, OPEN, TICKED
from tests.desk.reviewing import NIGHT, family, figure, write


def standing(desk: Desk) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {TICKED: [], FELL: [], OPEN: []}
    for one in ticking.to_tick(desk.file.connection, family(desk)):
        found[one.standing].append(one.key)
    return found


def test_the_rest_is_ticked_at_once_and_a_correction_makes_one_tick_fall(
    sample_desk: Desk,
) -> None:
    desk = sample_desk
    ticking.tick(desk, family(desk), {(figure(desk, "73").uid, "")})
    assert len(standing(desk)[TICKED]) == 1
    change = ticking.tick_rest(desk, family(desk))
    assert change is not None
    assert change.subject == NIGHT
    after = standing(desk)
    assert not after[OPEN]
    assert not after[FELL]
    assert ticking.tick_rest(desk, family(desk)) is None
    desk.person = EDITOR
    at = figure(desk, "17")
    write(desk, at.uid, "count", "18")
    assert standing(desk)[FELL] == [(at.uid, "")]
    assert not standing(desk)[OPEN]


def test_what_is_no_value_of_the_figure_leaves_its_tick(sample_desk: Desk) -> None:
    desk = sample_desk
    ticking.tick_rest(desk, family(desk))
    desk.person = EDITOR
    write(desk, figure(desk, "17").uid, "note", "heard twice")
    assert not standing(desk)[FELL]


def test_a_value_that_is_as_it_was_ticked_again_holds_again(sample_desk: Desk) -> None:
    desk = sample_desk
    ticking.tick_rest(desk, family(desk))
    uid = family(desk).incident.uid
    title = family(desk).incident["title"]
    write(desk, uid, "title", "Another")
    assert standing(desk)[FELL] == [(uid, "title")]
    write(desk, uid, "title", title)
    assert not standing(desk)[FELL]


def test_a_tick_is_taken_back_and_says_who_and_when(sample_desk: Desk) -> None:
    desk = sample_desk
    key = (figure(desk, "73").uid, "")
    ticking.tick(desk, family(desk), {key})
    (kept,) = ticking.ticks_of(desk.file.connection, family(desk).incident.uid).values()
    assert kept["by"] == "B. Reviewer"
    assert kept["at"].endswith("+00:00")
    assert ticking.untick(desk, family(desk), {key}) is not None
    assert not standing(desk)[TICKED]
    assert ticking.untick(desk, family(desk), {key}) is None
    desk.undo()
    assert standing(desk)[TICKED] == [key]


def test_ticking_is_for_reviewers(sample_desk: Desk) -> None:
    desk = sample_desk
    desk.person = EDITOR
    with pytest.raises(Invalid, match="for reviewers"):
        ticking.tick_rest(desk, family(desk))


@pytest.mark.parametrize("required", ["figures", "all"])
def test_an_approval_may_need_ticks(sample_desk: Desk, required: str) -> None:
    desk = sample_desk
    desk.set_option(review.FINDINGS_BLOCK, "no")
    desk.set_option(ticking.REQUIRED, required)
    figures = len(list(family(desk).all_figures()))
    n = figures if required == "figures" else len(standing(desk)[OPEN])
    assert n >= figures
    with pytest.raises(Invalid, match=f"{n} values of 2025-0002 are not ticked yet"):
        review.take(desk, family(desk), "approve")
    ticking.tick_rest(desk, family(desk))
    review.take(desk, family(desk), "approve")
    assert family(desk).incident["status"] == "approved"


def test_ticks_and_queries_are_nothing_that_changed_since_the_approval(sample_desk: Desk) -> None:
    desk = sample_desk
    ticking.tick_rest(desk, family(desk, "2025-0001"))
    assert review.since_approval(desk, family(desk, "2025-0001")) == []
