from desktop.checks import run
from desktop.records.when import When
from tests.checks.making import AROUND, codes, family, found, report


def test_a_window_in_the_future() -> None:
    one = family([report("r", when="17.07.2035 23:00-07:00")], [], "17.07.2035 21:00-07:50")
    assert codes(one) == ["window_in_future"] * 2
    assert "2035" in found(one)[0].sentence


def test_a_window_longer_than_the_desk_allows() -> None:
    one = family([report("r")], [], "2025-07")
    assert codes(one) == ["window_too_long"]
    assert "longer than 72 hours" in found(one)[0].sentence
    assert codes(one, longest=24 * 31) == []


def test_a_statement_made_before_the_hours_that_it_speaks_of() -> None:
    said = report("r", said_at=When.read("17.07.2025 20:00"))
    (one,) = found(family([said], []))
    assert one.check == "said_early"
    assert "before 17 Jul 2025 23:00" in one.sentence
    assert one.sentence.endswith("began.")


def test_a_statement_made_before_its_hours_were_over() -> None:
    (one,) = found(family([report("r", said_at=When.read("18.07.2025 06:00"))], []))
    assert one.sentence.endswith("was over.")
    for later in ("18.07.2025 07:00", "18.07.2025"):
        assert codes(family([report("r", said_at=When.read(later))], [])) == []


def test_a_window_outside_the_incident() -> None:
    (one,) = found(family([report("r", when="15.07.2025 23:00-23:30")], []))
    assert one.check == "window_outside_incident"
    assert one.severity == "warning"


def test_reports_whose_hours_never_meet() -> None:
    two = [report("a", when="17.07.2025 21:00-22:00"), report("b", when="18.07.2025 05:00-06:00")]
    (one,) = found(family(two, []))
    assert one.check == "windows_apart"
    assert set(one.uids) == {"a", "b"}
    # A third that spans both hours joins them.
    assert codes(family([*two, report("c", when="17.07.2025 21:00-07:50")], [])) == []


def test_the_desk_says_how_grave_a_finding_is() -> None:
    one = family([report("r", when="15.07.2025 23:00-23:30")], [])
    (told,) = run([one], AROUND, {"window_outside_incident": "error"})
    assert told.severity == "error"
    assert not list(run([one], AROUND, {"window_outside_incident": "off"}))
