from dataclasses import replace
from pathlib import Path

from desktop.checks import CHECKS
from tests.checks.making import family, figure, found, report


def test_a_finding_is_the_same_while_its_inputs_are() -> None:
    def told(count: str, note: str = "") -> tuple[str, str]:
        figures = [
            figure("f", "r", count, note=note),
            figure("p", "r", "9", of="f", relation="part"),
        ]
        (one,) = found(family([report("r")], figures))
        return one.key, one.digest

    key, state = told("10")
    assert told("10", "a note") == (key, state)
    later, changed = told("11")
    assert later == key
    assert changed != state


def test_order_of_records_is_nothing_to_a_key() -> None:
    (one,) = found(family([report("r", source=None)], []))
    turned = replace(one, uids=("b", "a"))
    assert turned.key == replace(one, uids=("a", "b")).key


def test_every_check_has_its_own_code_title_and_sentence() -> None:
    assert len({one.code for one in CHECKS}) == len(CHECKS)
    for one in CHECKS:
        assert one.title
        assert one.meaning.endswith(".")
        assert one.severity in {"error", "warning"}


def test_the_guide_explains_every_check() -> None:
    guide = Path(__file__).parents[2] / "docs" / "guide.md"
    told = guide.read_text(encoding="utf-8")
    for one in CHECKS:
        assert f"| {one.title} | {one.severity} | {one.meaning} |" in told
