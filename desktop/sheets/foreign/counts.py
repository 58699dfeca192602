"""Counts out of raw cells, and out of several cells together."""

from collections.abc import Iterable
from datetime import date, time

from desktop.records.count import LIMIT, NONE_REPORTED, Count, Qualifier
from desktop.records.errors import Invalid
from desktop.records.typed import quoted
from desktop.records.words import _
from desktop.sheets.foreign.cells import text
from desktop.sheets.raw import Raw


def read_count(cell: Raw) -> Count:
    """Return the count in a cell that is not empty; raises Invalid with the reason."""
    if isinstance(cell, str):
        return Count.read(cell)
    if isinstance(cell, bool):
        raise Invalid(_("{text} is yes or no, not a count.").format(text=quoted(text(cell))))
    if isinstance(cell, date | time):
        raise Invalid(
            _(
                "{text} is a date: a spreadsheet makes one of “1-2” or “3/4”; write the count anew."
            ).format(text=quoted(text(cell)))
        )
    if not isinstance(cell, int | float):
        raise Invalid(text(cell))
    if not 0 <= cell <= LIMIT or int(cell) != cell:
        raise Invalid(
            _("{text} is no count: counts are whole numbers from 0 to {most}.").format(
                text=quoted(text(cell)), most=LIMIT
            )
        )
    return Count.exact(int(cell))


def between(low: Count | None, high: Count | None) -> Count:
    """Return the count whose lowest and highest stand in two cells; raises Invalid."""
    if low is None or high is None:
        known = low if high is None else high
        assert known is not None  # noqa: S101 - one of them is given
        if known.qualifier is not Qualifier.EXACT:
            return known
        if high is None:
            return Count(known.low, None, Qualifier.AT_LEAST)
        return Count(None, known.high, Qualifier.AT_MOST)
    if not (low.is_number and high.is_number):
        if low == high:
            return low
        raise Invalid(_("the lowest is {low}, the highest {high}").format(low=low, high=high))
    least, most = low.lowest or 0, high.highest
    if most is None:
        return Count(least, None, Qualifier.AT_LEAST)
    if least > most:
        raise Invalid(
            _("the lowest, {low}, is more than the highest, {high}: check the two.").format(
                low=low, high=high
            )
        )
    return Count(least, most, Qualifier.EXACT if least == most else Qualifier.RANGE)


def added(counts: Iterable[Count]) -> Count | None:
    """Return several counts of one thing added up; None where one can't be added."""
    given = list(counts)
    if len(given) == 1 or (len(set(given)) == 1 and not given[0].is_number):
        return given[0]
    taken = [one for one in given if one != NONE_REPORTED]
    if not taken or not all(one.is_number for one in taken):
        return None
    low = sum(one.lowest or 0 for one in taken)
    highs = [one.highest for one in taken]
    high = None if None in highs else sum(most for most in highs if most is not None)
    if low > LIMIT or (high or 0) > LIMIT:
        return None
    about = any(one.qualifier is Qualifier.ABOUT for one in taken)
    if high is None:
        return None if about else Count(low, None, Qualifier.AT_LEAST)
    if about:
        return Count(low, high, Qualifier.ABOUT)
    return Count(low, high, Qualifier.EXACT if low == high else Qualifier.RANGE)
