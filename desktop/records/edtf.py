"""Writes a time as EDTF (ISO 8601-2:2019, the Library of Congress's levels 0 to 2)."""

from datetime import datetime

from desktop.records.when_words import Precision


def write(
    start: datetime, end: datetime, precision: Precision, *, approx: bool, year_known: bool
) -> str:
    """Return local bounds, both inclusive, as one EDTF date or an interval of two.

    A night is the interval of its two days. An unknown year is XXXX, and has no offset: whether
    there was summer time isn't known. "~" after each end says that it is approximate.
    """
    ends = [_one(bound, precision, year_known=year_known) for bound in (start, end)]
    if approx:
        ends = [f"{bound}~" for bound in ends]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def _one(moment: datetime, precision: Precision, *, year_known: bool) -> str:
    year = f"{moment.year:04}" if year_known else "XXXX"
    match precision:
        case Precision.YEAR:
            return year
        case Precision.MONTH:
            return f"{year}-{moment:%m}"
        case Precision.MINUTE:
            return f"{year}-{moment:%m-%dT%H:%M}:00{_offset(moment) if year_known else ''}"
        case _:
            return f"{year}-{moment:%m-%d}"


def _offset(moment: datetime) -> str:
    offset = f"{moment:%z}"
    return f"{offset[:3]}:{offset[3:5]}" if int(offset) else "Z"
