"""Queries between an editor and a reviewer."""

import pytest

from desktop.desk import asking, review
from desktop.desk.desk import Desk
from desktop.desk.sample import EDITOR, REVIEWER
from desktop.records.errors import Invalid
from desktop.records.family import Kept
from tests.desk.reviewing import family, figure


def waiting(desk: Desk, person: str = "") -> list[Kept]:
    return asking.waiting_for(desk.file.connection, person)


def ask(desk: Desk, to: str = "") -> Kept:
    asking.ask(desk, family(desk), (figure(desk, "17").uid, ""), "Oryol 17 or 18?", to)
    return waiting(desk)[-1]


def test_a_question_is_answered_and_closed(sample_desk: Desk) -> None:
    desk = sample_desk
    query = ask(desk, EDITOR.name)
    assert waiting(desk, EDITOR.name) == [query]
    assert waiting(desk, REVIEWER.name) == []
    desk.person = EDITOR
    asking.answer(desk, family(desk), query, " 17, see the quote ")
    (query,) = waiting(desk)
    assert (query["state"], query["answer"]) == ("answered", "17, see the quote")
    assert waiting(desk, EDITOR.name) == []
    assert waiting(desk, REVIEWER.name) == [query]
    desk.person = REVIEWER
    asking.close(desk, family(desk), query)
    assert waiting(desk) == []
    (closed,) = asking.queries_of(desk.file.connection, family(desk).incident.uid)
    assert closed["state"] == "closed"
    for step in (lambda: asking.close(desk, family(desk), closed),
                 lambda: asking.answer(desk, family(desk), closed, "late")):  # fmt: skip
        with pytest.raises(Invalid, match="is closed"):
            step()


def test_what_nobody_is_asked_waits_for_anybody_else(sample_desk: Desk) -> None:
    query = ask(sample_desk)
    assert waiting(sample_desk, EDITOR.name) == [query]
    assert waiting(sample_desk, REVIEWER.name) == []


def test_a_return_carries_its_open_queries_to_who_submitted(sample_desk: Desk) -> None:
    desk = sample_desk
    ask(desk)
    asked = ask(desk, "C. Third")
    change = review.take(desk, family(desk), "return", "two questions")
    assert len(change.deltas) == 2
    assert [one["asked"] for one in waiting(desk)] == [EDITOR.name, "C. Third"]
    assert asked["asked"] == "C. Third"
    desk.undo()
    assert family(desk).incident["status"] == "submitted"
    assert waiting(desk)[0]["asked"] == ""


@pytest.mark.parametrize("text", ["", " \n"])
def test_nothing_is_no_question_and_no_answer(sample_desk: Desk, text: str) -> None:
    desk = sample_desk
    query = ask(desk)
    with pytest.raises(Invalid, match="Write what"):
        asking.ask(desk, family(desk), (query["record"], ""), text)
    with pytest.raises(Invalid, match="Write the answer"):
        asking.answer(desk, family(desk), query, text)
