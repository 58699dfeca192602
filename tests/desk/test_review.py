"""Who may do what with an incident, and what a review has to show."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.desk import difference, editing, review
from desktop.desk.desk import Desk
from desktop.desk.sample import EDITOR, REVIEWER, make_sample
from desktop.records.delta import Person
from desktop.records.errors import Invalid
from desktop.records.family import Family
from desktop.store import firstids, journal, listing, read
from desktop.store.database import open_desk


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.desk"
    make_sample(path)
    return path


@pytest.fixture
def desk(sample: Path, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "night.desk"
    path.write_bytes(sample.read_bytes())
    opened = Desk(open_desk(path), REVIEWER)
    opened.set_option(review.FINDINGS_BLOCK, "no")
    yield opened
    opened.close()


def family(desk: Desk, number: str) -> Family:
    table = read.table(desk.file.connection, "incident")
    uid = next(one.uid for one in table if one["number"] == number)
    found = read.family(desk.file.connection, uid)
    assert found is not None
    return found


def retitle(desk: Desk, number: str, title: str) -> None:
    entry = editing.entry_from(desk, family(desk, number))
    entry.incident.write("title", title, desk.context())
    editing.save_entry(desk, entry, desk.context())


@pytest.mark.parametrize(
    ("status", "role", "actions"),
    [
        ("draft", "editor", ["submit", "withdraw"]),
        ("submitted", "editor", ["withdraw"]),
        ("submitted", "reviewer", ["return", "approve", "withdraw"]),
        ("approved", "reviewer", ["return", "withdraw"]),
        ("returned", "both", ["submit", "withdraw"]),
        ("withdrawn", "editor", ["reopen"]),
    ],
)
def test_steps_go_by_status_and_role(status: str, role: str, actions: list[str]) -> None:
    assert [step.action for step in review.allowed(status, role)] == actions


def test_a_step_that_is_not_possible_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(Invalid, match=r"2025-0001 is approved; “Approve incident” is not possible"):
        review.take(desk, family(desk, "2025-0001"), "approve")


def test_returning_needs_a_reason(desk: Desk) -> None:
    with pytest.raises(Invalid, match="Say why"):
        review.take(desk, family(desk, "2025-0002"), "return", "  ")
    change = review.take(desk, family(desk, "2025-0002"), "return", " 15 are not placed ")
    assert change.why == "15 are not placed"
    assert family(desk, "2025-0002").incident["status"] == "returned"


def test_nobody_approves_what_they_entered_unless_the_desk_allows_it(desk: Desk) -> None:
    desk.person = Person(EDITOR.name, "both")
    with pytest.raises(Invalid, match="somebody else approves it"):
        review.take(desk, family(desk, "2025-0002"), "approve")
    desk.set_option(review.OWN_APPROVAL, "yes")
    review.take(desk, family(desk, "2025-0002"), "approve")
    assert family(desk, "2025-0002").incident["status"] == "approved"


def test_who_submitted_is_the_last_who_did(desk: Desk) -> None:
    uid = family(desk, "2025-0002").incident.uid
    review.take(desk, family(desk, "2025-0002"), "return", "look again")
    assert review.submissions(desk, [uid])[uid].by.name == EDITOR.name
    desk.person = Person("C. Editor", "editor")
    review.take(desk, family(desk, "2025-0002"), "submit")
    assert review.submissions(desk, [uid])[uid].by.name == "C. Editor"


def test_an_edit_of_an_approved_incident_puts_it_into_the_queue(desk: Desk) -> None:
    assert review.queue(desk) == [family(desk, "2025-0002").incident.uid]
    retitle(desk, "2025-0001", "Evening of 17 July")
    assert family(desk, "2025-0001").incident["status"] == "submitted"
    assert len(review.queue(desk)) == 2


def test_since_approval_is_only_what_differs_now(desk: Desk) -> None:
    assert review.since_approval(desk, family(desk, "2025-0002")) is None
    assert review.since_approval(desk, family(desk, "2025-0001")) == []
    title = family(desk, "2025-0001").incident["title"]
    retitle(desk, "2025-0001", "One")
    retitle(desk, "2025-0001", "Two")
    found = review.since_approval(desk, family(desk, "2025-0001"))
    assert found is not None
    assert [(one.before, one.after) for one in found] == [({"title": title}, {"title": "Two"})]
    retitle(desk, "2025-0001", title)
    assert review.since_approval(desk, family(desk, "2025-0001")) == []


def test_who_takes_a_return_back_has_not_submitted(desk: Desk) -> None:
    review.take(desk, family(desk, "2025-0002"), "return", "check Kaluga")
    desk.undo()
    assert review.authors(desk, family(desk, "2025-0002")) == {EDITOR.name}
    review.take(desk, family(desk, "2025-0002"), "approve")
    assert family(desk, "2025-0002").incident["status"] == "approved"


@pytest.mark.parametrize("text", ["шапша", "МИНОБОРОНЫ", "Kaluga Region", "подмосковье"])
def test_the_search_knows_what_speakers_and_places_are_also_called(desk: Desk, text: str) -> None:
    found = firstids.first_ids(desk.file.connection, listing.Filter(text=text), listing.Sort())
    assert listing.id_of(desk.file.connection, family(desk, "2025-0002").incident.uid) in found.ids


def test_history_tells_that_a_submitted_incident_was_a_draft(desk: Desk) -> None:
    uid = family(desk, "2025-0002").incident.uid
    (last, *_older) = journal.history(desk.file.connection, [uid])
    (line,) = difference.lines(last.deltas, desk.context())
    assert (line.label, line.old, line.new) == ("Status", "draft", "submitted")
