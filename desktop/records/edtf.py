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
    # strftime would take five times as long, and an export writes many.
    year = f"{moment.year:04}" if year_known else "XXXX"
    month = f"{year}-{moment.month:02}"
    match precision:
        case Precision.YEAR:
            return year
        case Precision.MONTH:
            return month
        case Precision.MINUTE:
            clock = f"T{moment.hour:02}:{moment.minute:02}:00"
            return f"{month}-{moment.day:02}{clock}{_offset(moment) if year_known else ''}"
        case _:
            return f"{month}-{moment.day:02}"


def _offset(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")[16:22] if moment.utcoffset() else "Z"
