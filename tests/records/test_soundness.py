"""Fields that contradict one another."""

from typing import Any

import pytest

from desktop.records.models import blank
from desktop.records.soundness import contradictions


def figure(**values: Any) -> dict[str, Any]:
    return blank("figure") | values


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        (figure(), []),
        (figure(of="a", relation="part"), []),
        (figure(of="a"), ["relation"]),
        (figure(relation="subset"), ["relation"]),
        (figure(quote_start=4, quote_end=2), ["quote_end"]),
        (figure(quote_start=4, quote_end=6), []),
        (figure(quote_end=6), []),
    ],
)
def test_a_share_has_a_total_and_a_quote_an_end(values: dict[str, Any], fields: list[str]) -> None:
    assert [name for name, _why in contradictions("figure", values)] == fields


def test_what_was_wrong_before_is_not_held_against_another_edit() -> None:
    before = figure(of="a")
    assert list(contradictions("figure", before | {"note": "Seen."}, before)) == []
