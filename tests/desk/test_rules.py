"""The desk's rules of review and checking."""

from desktop.desk import ledger, review, ticking
from desktop.desk.checking import findings_of
from desktop.desk.desk import Desk
from desktop.desk.rules import Rules, keep, rules_of
from tests.desk.reviewing import family


def test_what_was_never_set_is_as_it_is_declared(sample_desk: Desk) -> None:
    assert rules_of(sample_desk) == Rules()
    assert keep(sample_desk, Rules()) is None


def test_rules_are_kept_as_one_change_that_undo_takes_back(sample_desk: Desk) -> None:
    desk = sample_desk
    wanted = Rules(True, False, False, "all", 24, {"reports_disagree": "off"})
    assert keep(desk, wanted) is not None
    assert rules_of(desk) == wanted
    assert keep(desk, wanted) is None
    desk.undo()
    assert rules_of(desk) == Rules()


def test_a_severity_as_it_is_declared_is_nothing_to_keep(sample_desk: Desk) -> None:
    assert keep(sample_desk, Rules(severities={"reports_disagree": "warning"})) is None


def test_what_is_not_checked_stands_in_nobodys_way(sample_desk: Desk) -> None:
    desk = sample_desk
    uid = family(desk).incident.uid
    found = {one.check for one in findings_of(desk.file.connection, uid)}
    keep(desk, Rules(severities=dict.fromkeys(found, "off"), ticks="figures"))
    assert ledger.judged(desk.file.connection, uid) == []
    ticking.tick_rest(desk, family(desk))
    review.take(desk, family(desk), "approve")
    assert family(desk).incident["status"] == "approved"
