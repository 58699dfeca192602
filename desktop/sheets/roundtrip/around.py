"""What reading a returned workbook asks of the desk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop.records.context import Context
from desktop.records.family import Kept
from desktop.sheets.columns import Row


@dataclass(frozen=True, slots=True)
class Around:
    """The desk around a returned workbook.

    `common` says whether the desk was once in the state that was exported; else no mark counts.
    `base(type, uids)` gives records as the export had them, with the names of that time; those
    that the desk and the book have no common state of as they are now; none that the desk has
    never had.  `known(type, uids)` gives records as they are now, `beneath(type, uids)` the live
    reports of incidents or figures of reports by owner, `numbered(numbers)` the live incidents with
    some numbers, `coded(text)` the live places that have a code or uid, `above(uid)` the place that
    one lies in.
    """

    context: Context
    common: bool
    base: Callable[[str, Sequence[str]], Mapping[str, Row]]
    known: Callable[[str, Sequence[str]], Mapping[str, Kept]]
    beneath: Callable[[str, Sequence[str]], Mapping[str, Sequence[Kept]]]
    numbered: Callable[[Sequence[str]], Mapping[str, str]]
    coded: Callable[[str], tuple[str, ...]]
    above: Callable[[str], str | None]
