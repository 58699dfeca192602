from desktop.records.family import Family, Kept
from tests.checks.making import codes, family, found, kept, report


def test_approved_by_who_entered_it() -> None:
    one = family([], [], status="approved")
    (told,) = found(one, entered={"i": "A"}, approved={"i": "A"})
    assert told.check == "own_approval"
    assert "2025-0001 was approved by A, who entered it" in told.sentence
    assert codes(one, entered={"i": "A"}, approved={"i": "B"}) == []
    draft = family([], [], status="draft")
    assert codes(draft, entered={"i": "A"}, approved={"i": "A"}) == []


def test_a_speaker_without_role_is_told_once() -> None:
    two = family([report("a"), report("b")], [])
    (told,) = found(two, roles={"ministry": ""})
    assert told.check == "no_role"
    assert "Ministry has no role" in told.sentence
    assert codes(two, roles={"ministry": "ministry of defence"}) == []


def test_an_empty_incident_has_no_findings() -> None:
    bare: list[Kept] = [kept("report", "r", source="post")]
    assert found(Family(kept("incident", "i"), bare, {})) == []
