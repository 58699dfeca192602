"""Only origins count as independent."""

from desktop.records.family import Kept
from desktop.records.models import blank
from desktop.records.origins import independent


def report(source: str | None, *carriers: str) -> Kept:
    values = blank("report") | {"source": source, "carriers": carriers}
    return Kept("report", f"r{source}", 1, False, values)


def test_what_retells_is_no_second_origin() -> None:
    reports = [report("ministry"), report("story"), report("governor"), report(None)]
    assert independent(reports, {}) == {"ministry", "story", "governor"}
    assert independent(reports, {"story": "ministry"}) == {"ministry", "governor"}
    assert independent([report("a"), report("b")], {"a": "c", "b": "d", "d": "c"}) == {"c"}


def test_what_carries_a_report_goes_back_to_its_source() -> None:
    reports = [report("ministry", "story"), report("story")]
    assert independent(reports, {}) == {"ministry"}
    assert independent(reports, {"story": "agency"}) == {"ministry", "agency"}


def test_sources_that_carry_one_another_are_one() -> None:
    assert len(independent([report("a", "b"), report("b", "a"), report("b")], {})) == 1
