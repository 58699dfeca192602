"""What an export tells about itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

# The first so many odd cells are named; all are counted.
NAMED = 200


@dataclass(slots=True)
class Receipt:
    """What was written, and where a cell is not just what the desk holds.

    `uid` stands in the workbook too. `rows` counts by sheet. `replaced` names cells in which
    characters that no cell may hold were replaced,
    `continued` those that go on in further columns or sheets, `guarded` counts texts
    that got an apostrophe in CSV, `unlinked` links left out for Excel's limit.
    """

    path: Path
    layout: str
    filter: str = ""
    uid: str = ""
    rows: dict[str, int] = field(default_factory=dict)
    replaced: list[str] = field(default_factory=list)
    continued: list[str] = field(default_factory=list)
    replaced_count: int = 0
    continued_count: int = 0
    guarded: int = 0
    unlinked: int = 0

    def replace(self, cell: str, codes: Sequence[int]) -> None:
        """Note that characters of a cell were replaced."""
        self.replaced_count += 1
        if len(self.replaced) < NAMED:
            self.replaced.append(f"{cell}: " + ", ".join(f"U+{code:04X}" for code in codes[:8]))

    def go_on(self, cell: str) -> None:
        """Note that a text goes on elsewhere."""
        self.continued_count += 1
        if len(self.continued) < NAMED:
            self.continued.append(cell)
