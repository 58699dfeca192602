"""Findings that stand in the way, and those that somebody let stand."""

import pytest

from desktop.desk import ledger, review
from desktop.desk.desk import Desk
from desktop.desk.ledger import ACCEPTED, OPEN, REOPENED, Judged
from desktop.desk.sample import EDITOR
from desktop.records.errors import Invalid
from tests.desk.reviewing import family, figure, write


def judged(desk: Desk) -> dict[str, Judged]:
    uid = family(desk).incident.uid
    return {one.finding.check: one for one in ledger.judged(desk.file.connection, uid)}


def accept_all(desk: Desk) -> None:
    for one in judged(desk).values():
        if one.standing != ACCEPTED:
            ledger.accept(desk, family(desk), one.finding, "both were said")


def test_an_accepted_finding_stays_so_while_its_inputs_stay(sample_desk: Desk) -> None:
    desk = sample_desk
    assert {one.standing for one in judged(desk).values()} == {OPEN}
    accept_all(desk)
    write(desk, family(desk).incident.uid, "title", "Another title")
    assert {one.standing for one in judged(desk).values()} == {ACCEPTED}
    desk.person = EDITOR
    write(desk, figure(desk, "3").uid, "note", "no input of any check")
    assert {one.standing for one in judged(desk).values()} == {ACCEPTED}


def test_it_opens_again_when_one_of_its_inputs_changes(sample_desk: Desk) -> None:
    desk = sample_desk
    accept_all(desk)
    before = judged(desk)["reports_disagree"]
    (governor,) = (
        one for _report, one in family(desk).all_figures() if one.uid in before.finding.uids
        and str(one["count"]) == "3"
    )  # fmt: skip
    write(desk, governor.uid, "count", "4")
    after = judged(desk)
    assert after["reports_disagree"].standing == REOPENED
    assert after["not_all_placed"].standing == ACCEPTED
    kept = after["reports_disagree"].acceptance
    assert kept is not None
    assert (kept["by"], kept["reason"]) == ("B. Reviewer", "both were said")
    accept_all(desk)
    assert judged(desk)["reports_disagree"].standing == ACCEPTED


def test_warnings_are_ended_or_accepted_before_an_approval(sample_desk: Desk) -> None:
    desk = sample_desk
    with pytest.raises(Invalid, match=r"\d findings of 2025-0002 are open"):
        review.take(desk, family(desk), "approve")
    accept_all(desk)
    review.take(desk, family(desk), "approve")
    assert family(desk).incident["status"] == "approved"


def test_errors_are_corrected_before_submitting_and_never_accepted(sample_desk: Desk) -> None:
    desk = sample_desk
    review.take(desk, family(desk), "return", "the parts")
    desk.person = EDITOR
    total = figure(desk, "73").uid
    write(desk, total, "count", "70")
    with pytest.raises(Invalid, match=r"2025-0002 has 1 error; .*make more than 70"):
        review.take(desk, family(desk), "submit")
    with pytest.raises(Invalid, match="can't be accepted"):
        ledger.accept(desk, family(desk), judged(desk)["parts_exceed_total"].finding, "well")
    write(desk, total, "count", "73")
    review.take(desk, family(desk), "submit")


def test_accepting_needs_a_reason_and_can_be_taken_back(sample_desk: Desk) -> None:
    desk = sample_desk
    finding = judged(desk)["reports_disagree"].finding
    with pytest.raises(Invalid, match="Say why"):
        ledger.accept(desk, family(desk), finding, " ")
    change = ledger.accept(desk, family(desk), finding, " two windows ")
    assert change.why == "two windows"
    with pytest.raises(Invalid, match="stands already"):
        ledger.accept(desk, family(desk), finding, "two windows")
    kept = judged(desk)["reports_disagree"].acceptance
    assert kept is not None
    ledger.reopen(desk, family(desk), kept)
    assert judged(desk)["reports_disagree"].standing == OPEN
    desk.undo()
    assert judged(desk)["reports_disagree"].standing == ACCEPTED
