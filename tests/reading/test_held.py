"""How well the reader does on statements that it was not built on (see held/README.md)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.reading.read import Reader
from tests.reading.judging import Tally, judge

HELD = Path(__file__).parent / "held"


@dataclass(frozen=True)
class Floor:
    """The least that is wanted of one lot of texts: just under what is reached."""

    lot: str
    language: str
    figures: float
    links: float
    windows: float


FLOORS = (
    Floor("ru", "ru", 0.96, 0.98, 0.95),
    Floor("uk", "uk", 0.98, 0.96, 0.97),
    Floor("en", "en", 0.95, 0.93, 0.94),
    Floor("third", "ru", 0.98, 0.98, 0.98),
    Floor("third", "uk", 0.97, 0.95, 0.98),
    Floor("third", "en", 0.94, 0.98, 0.93),
    Floor("sixth", "ru", 0.98, 0.98, 0.98),
    Floor("sixth", "uk", 0.91, 0.98, 0.86),
    Floor("sixth", "en", 0.96, 0.98, 0.98),
    Floor("news", "ru", 0.94, 0.98, 0.87),
    Floor("news", "uk", 0.96, 0.8, 0.92),
    Floor("news", "en", 0.92, 0.88, 0.95),
    Floor("fourth", "ru", 0.95, 0.79, 0.87),
    Floor("fourth", "uk", 0.96, 0.92, 0.98),
    Floor("fourth", "en", 0.96, 0.89, 0.84),
    Floor("fifth", "ru", 0.95, 0.98, 0.75),
    Floor("fifth", "uk", 0.9, 0.98, 0.8),
    Floor("fifth", "en", 0.95, 0.78, 0.98),
    Floor("second", "ru", 0.73, 0.8, 0.87),
    Floor("second", "uk", 0.83, 0.55, 0.98),
    Floor("second", "en", 0.71, 0.98, 0.83),
)


def items(lot: str) -> Iterator[dict[str, Any]]:
    with (HELD / f"{lot}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read(reader: Reader, item: dict[str, Any]) -> dict[str, Any]:
    posted = item["posted_at"] and datetime.fromisoformat(item["posted_at"])
    return reader.read(item["text"], posted=posted, zone=item["zone"]).as_document()


@pytest.mark.parametrize("floor", FLOORS, ids=lambda one: f"{one.lot}-{one.language}")
def test_figures_links_and_windows_are_read(reader: Reader, floor: Floor) -> None:
    tally = Tally()
    for item in items(floor.lot):
        if item["lang"] == floor.language:
            judge(tally, item, read(reader, item))
    assert tally.gold > 0
    assert tally.f1 >= floor.figures
    assert tally.link_share >= floor.links
    assert tally.window_share >= floor.windows


@pytest.mark.parametrize(
    "item",
    [
        one
        for path in sorted(HELD.glob("*.jsonl"))
        for one in items(path.stem)
        if not one["reports"]
    ],
    ids=lambda one: one["id"],
)
def test_a_text_without_figures_gets_none(reader: Reader, item: dict[str, Any]) -> None:
    assert read(reader, item)["reports"] == []
