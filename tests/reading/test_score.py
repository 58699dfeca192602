"""How well the reader does on the real statements beside the checkout."""

import json
from datetime import datetime
from typing import Any

import pytest

from desktop.reading.read import Reader
from tests import shared_data
from tests.reading.judging import Tally, judge

# Just under what is reached.
FLOORS = {"ru": (0.98, 0.97, 0.97), "en": (0.97, 0.96, 0.88)}


def items() -> list[dict[str, Any]]:
    data = shared_data()
    path = data / "statements" / "dev.jsonl" if data else None
    if path is None or not path.exists():
        pytest.skip("the real statements are not here")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("language", FLOORS)
def test_real_statements_are_read(reader: Reader, language: str) -> None:
    tally = Tally()
    for item in items():
        if item["lang"] != language:
            continue
        posted = item["posted_at"] and datetime.fromisoformat(item["posted_at"])
        reading = reader.read(item["text"], posted=posted, zone=item["zone"]).as_document()
        judge(tally, item, reading)
        if not item["reports"]:
            assert reading["reports"] == []
    figures, links, windows = FLOORS[language]
    assert tally.f1 >= figures
    assert tally.link_share >= links
    assert tally.window_share >= windows
