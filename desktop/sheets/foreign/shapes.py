"""What a column's values look like: dates, counts, links, long text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from itertools import islice

from desktop.records.count import Count
from desktop.records.errors import Invalid
from desktop.records.when_words import MONTHS
from desktop.sheets.raw import Raw

# Distinct values of one column that are looked at; past it the column is known well enough.
MOST = 3000
_PORTION = 1000
_LONG = 80
_MONTH_STARTS = {name[:3].casefold() for name in MONTHS} | {
    "янв", "фев", "мар", "апр", "мая", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
    "січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис", "гру",
}  # fmt: skip
_SHAPES = (
    ("url", re.compile(r"(https?://|www\.)\S.*", re.IGNORECASE | re.DOTALL)),
    ("dict", re.compile(r"\{.*\}", re.DOTALL)),
    ("list", re.compile(r"\[.*\]", re.DOTALL)),
    ("time", re.compile(r"\d{1,2}:\d{2}(:\d{2})?\s*([ap]\.?m\.?)?", re.IGNORECASE)),
    (
        "date",
        re.compile(
            r"(\d{4}-\d{1,2}(-\d{1,2})?|\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d{2}))([ T,].{0,40})?"
        ),
    ),
    ("number", re.compile(r"[~<>≈+-]?\s?\d[\d\s.,]*\+?")),
)


def shape(cell: Raw) -> str:
    """Return what a cell looks like.

    One of flag, number, date, time, url, dict, list, count (a count with words or signs, such as
    "6+" or "dozens"), long, text, fault, and "" for an empty cell.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _of_text(cell)
    if isinstance(cell, bool):
        return "flag"
    if isinstance(cell, int | float):
        return "number"
    if isinstance(cell, date):
        return "date"
    return "time" if isinstance(cell, time) else "fault"


@lru_cache(maxsize=20_000)
def _of_text(text: str) -> str:
    plain = text.strip()
    if not plain:
        return ""
    named = next((name for name, pattern in _SHAPES if pattern.fullmatch(plain)), "")
    return named or _of_words(plain)


def _of_words(plain: str) -> str:
    if len(plain) > _LONG:
        return "long"
    if _names_a_month(plain):
        return "date"
    try:
        Count.read(plain)
    except Invalid:
        return "text"
    return "count"


def _names_a_month(plain: str) -> bool:
    words = re.findall(r"[^\W\d_]+|\d+", plain.casefold())
    if len(words) > 6 or not any(word.isdecimal() for word in words):
        return False
    return any(word[:3] in _MONTH_STARTS for word in words if not word.isdecimal()) and all(
        word.isdecimal() or word[:3] in _MONTH_STARTS or len(word) <= 5 for word in words
    )


@dataclass(slots=True)
class Seen:
    """What was seen in one column: how often each distinct value stood there, up to `MOST`."""

    values: Counter[Raw] = field(default_factory=Counter)
    filled: int = 0

    @property
    def full(self) -> bool:
        """Whether there were more distinct values than were counted."""
        return len(self.values) > MOST

    def shares(self) -> Mapping[str, float]:
        """Return the share of each shape among the values that are not empty, by occurrence."""
        found: Counter[str] = Counter()
        for value, times in self.values.items():
            found[shape(value)] += times
        del found[""]
        total = sum(found.values()) or 1
        return {name: times / total for name, times in found.items()}

    def share(self, *names: str) -> float:
        """Return the share of some shapes together."""
        shares = self.shares()
        return sum(shares.get(name, 0.0) for name in names)


def survey(rows: Iterable[Sequence[Raw]], width: int) -> list[Seen]:
    """Return what stands in each of the first `width` columns of some rows."""
    seen = [Seen() for _ in range(width)]
    for portion in _portions(rows, width):
        for column, cells in zip(seen, zip(*portion, strict=True), strict=True):
            column.filled += len(cells) - cells.count(None)
            if not column.full:
                column.values.update(cells)
    for column in seen:
        del column.values[None]
    return seen


def _portions(rows: Iterable[Sequence[Raw]], width: int) -> Iterator[list[Sequence[Raw]]]:
    """Yield the rows by the thousand, each exactly `width` cells wide."""
    left = iter(rows)
    nothing = [None] * width
    while portion := [
        row if len(row) == width else [*row, *nothing][:width] for row in islice(left, _PORTION)
    ]:
        yield portion
