"""The kinds of field that hold a number, a count or a time."""

import re
from functools import lru_cache

from desktop.records.context import PLAIN, Context
from desktop.records.count import NOT_CHECKED, Count
from desktop.records.errors import Invalid
from desktop.records.kinds import Cell, Kind, Stored
from desktop.records.when import When
from desktop.records.words import _


@lru_cache(maxsize=4096)
def _count(stored: str) -> Count:
    return Count.read(stored)


@lru_cache(maxsize=4096)
def _when(stored: str) -> When:
    return When.load(stored)


class Whole(Kind[int | None]):
    """A whole number that people do not type as a count, such as an offset."""

    field_type = "INTEGER"
    empty = None
    numeric = True

    def read(self, raw: str, context: Context = PLAIN) -> int | None:
        """Return the number, or None for an empty text; raise `Invalid` for anything else."""
        del context
        text = raw.strip()
        if not text:
            return None
        if not re.fullmatch(r"-?\d{1,12}", text, re.ASCII):
            raise Invalid(
                _("“{raw}” is not a whole number; write digits only.").format(raw=text[:40])
            )
        return int(text)

    def to_cell(self, value: int | None, context: Context = PLAIN) -> Cell:
        """Return the number itself."""
        del context
        return value


class Degrees(Kind[float | None]):
    """A latitude or longitude in decimal degrees, WGS 84, between -`limit` and `limit`."""

    field_type = "REAL"
    empty = None
    numeric = True

    def __init__(self, label: str, description: str, *, limit: float) -> None:
        super().__init__(label, description)
        self.limit = limit

    def read(self, raw: str, context: Context = PLAIN) -> float | None:
        """Return the degrees, or None for an empty text; a comma is a decimal point.

        Raises `Invalid` for what is no number, or beyond `limit`.
        """
        del context
        text = raw.strip().replace(",", ".").replace("\u2212", "-").rstrip("°")
        if not text:
            return None
        if not re.fullmatch(r"-?\d{1,3}(\.\d{1,12})?", text, re.ASCII) or (
            abs(float(text)) > self.limit
        ):
            raise Invalid(
                _("“{raw}” is not a position; write degrees from -{limit} to {limit}.").format(
                    raw=raw.strip()[:40], limit=f"{self.limit:g}"
                )
            )
        return float(text)

    def show(self, value: float | None, context: Context = PLAIN) -> str:
        """Return the degrees with as many decimals as were given."""
        del context
        return "" if value is None else f"{value:.12f}".rstrip("0").rstrip(".")

    def to_cell(self, value: float | None, context: Context = PLAIN) -> Cell:
        """Return the number itself."""
        del context
        return value


class CountField(Kind[Count]):
    """How many, with its doubt and its four kinds of empty; see `Count`."""

    empty = NOT_CHECKED
    numeric = True

    def read(self, raw: str, context: Context = PLAIN) -> Count:
        """Return the count that `raw` says."""
        del context
        return Count.read(raw)

    def to_cell(self, value: Count, context: Context = PLAIN) -> Cell:
        """Return a number where the count is one exact number, else its text."""
        del context
        exact = value.low is not None and str(value) == str(value.low)
        return value.low if exact else str(value)

    def db_value(self, value: Count | None) -> str:
        """Return the canonical text."""
        return str(NOT_CHECKED if value is None else value)

    def python_value(self, value: Stored) -> Count:
        """Return the count of a canonical text."""
        return _count(str(value or ""))


class WhenField(Kind[When | None]):
    """When something happened, with its zone, precision and kind; see `When`."""

    empty = None

    def read(self, raw: str, context: Context = PLAIN) -> When | None:
        """Return the window that `raw` says, in the context's zone unless it names one."""
        if not raw.strip():
            return None
        return When.read(raw, zone=context.zone, year=context.year)

    def show(self, value: When | None, context: Context = PLAIN) -> str:
        """Return the text that `read` takes back."""
        return "" if value is None else value.show(context.zone)

    def db_value(self, value: When | None) -> str | None:
        """Return the compact text."""
        return None if value is None else value.store()

    def python_value(self, value: Stored) -> When | None:
        """Return the window of a compact text."""
        return None if value is None else _when(str(value))
