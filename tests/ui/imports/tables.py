"""Tables that somebody else might have made, for tests and the gallery."""

import csv
from collections.abc import Sequence
from pathlib import Path

HEADINGS = ["Date", "Region", "Weapon", "Launched", "Destroyed", "Killed", "Reported by", "Link"]
STRIKES: Sequence[Sequence[str]] = (
    ["Strikes of the week, compiled by hand"],
    [],
    HEADINGS,
    ["2025-07-17", "Bryansk Oblast", "Shahed", "40", "31", "0", "Ministry of Defence",
     "https://example.org/17a"],
    ["2025-07-17", "Kaluga Oblast", "UAV", "3", "3", "Unspecified", "V. Shapsha", ""],
    ["2025-07-18", "Oryol Oblast", "UAV", "about a dozen", "17", "2", "Ministry of Defence", ""],
    ["2025-07-18", "Port of Nowhere", "Missile X-99", "4", "#VALUE!", "", "An eyewitness", ""],
    ["the night before", "Smolensk Oblast", "UAV", "2", "2", "", "Ministry of Defence", ""],
    ["2025-07-19", "Crimea", "UAV", "10", "10-12", "lots", "Ministry of Defence", ""],
    ["2025-07-19", "Belgorod Oblast", "Rocket", "7", "5", "1", "Belgorod's governor", ""],
    ["2025-07-20", "Old Quarry", "UAV", "1", "1", "", "An eyewitness", "https://example.org/20"],
    [],
    ["Note: preliminary figures"],
)  # fmt: skip
CYRILLIC: Sequence[Sequence[str]] = (
    ["Дата", "Область", "Сбито беспилотных летательных аппаратов над территорией", "Погибло",
     "Комментарий"],
    *(
        [f"{day:02}.07.2025", "Брянская область", str(day), "не указано",
         "Массированная ночная атака беспилотных летательных аппаратов на Брянскую область" * 3]
        for day in range(1, 29)
    ),
    ["29.07.2025", "Урочище Дальнее-Предальнее за рекою", "очень много", "один", "без комментария"],
)  # fmt: skip


def table(folder: Path, rows: Sequence[Sequence[str]], name: str = "strikes.csv") -> Path:
    """Write rows as a CSV file and return its path."""
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path
