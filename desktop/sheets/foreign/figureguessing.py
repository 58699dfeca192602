"""Guesses which columns of numbers become figures: totals, what is added up, shares."""

from collections.abc import Collection, Mapping

from desktop.sheets.foreign.headings import Counted, words
from desktop.sheets.foreign.profile import FigureUse, Placing, Use
from desktop.sheets.foreign.table import Column
from desktop.sheets.foreign.targets import FIGURE


def figures(
    counts: Mapping[Column, Counted], splits: Collection[Column], placed: Collection[str]
) -> dict[Column, Use]:
    """Return what columns of numbers become; those that are not among it are left out.

    Of the columns that count one thing, a plain one ("Killed") or one whose words most others
    share is the total, and the others are breakdowns of it, left out; without a total all are
    added up.  `splits` hold dicts, whose entries are parts of the total; `placed` names the sets
    of columns of places that there are.
    """
    found: dict[Column, Use] = {}
    kinds: dict[tuple[str, str], list[Column]] = {}
    for column, told in counts.items():
        if column not in splits:
            kinds.setdefault((told.measure, told.munition), []).append(column)
    for columns in kinds.values():
        chosen = _totals(columns, counts)
        for column in chosen:
            told = counts[column]
            note = "" if told.plain or len(chosen) > 1 else column.heading
            found[column] = Use(
                FIGURE,
                FigureUse(
                    told.measure,
                    told.munition,
                    bound=told.bound,
                    placed=_placing(told.measure, placed),
                    note=note,
                ),
            )
    for column in splits:
        told = counts[column]
        total = _total_of(told, found)
        found[column] = Use(
            FIGURE,
            FigureUse(told.measure, of=total, relation="part" if total else "", split=True),
        )
    return found


def _placing(measure: str, placed: Collection[str]) -> Placing:
    if measure == "launched":
        return "from" if "from" in placed else ""
    return "where" if "where" in placed else ""


def _total_of(told: Counted, found: Mapping[Column, Use]) -> str:
    """Return the name of the column that has the total of a measure, or nothing."""
    names = [
        column.name
        for column, use in found.items()
        if use.figure
        and (use.figure.measure, use.figure.bound, use.figure.split)
        == (told.measure, "exact", False)
    ]
    return names[0] if len(names) == 1 else ""


def _totals(columns: list[Column], counts: Mapping[Column, Counted]) -> list[Column]:
    """Return the columns of one measure that stand for it."""
    plain = [column for column in columns if counts[column].plain]
    if plain:
        ends = [column for column in plain if counts[column].bound != "exact"]
        # Where both ends are there, they say more than the best guess between them.
        if {counts[column].bound for column in ends} == {"low", "high"}:
            return _first_of_each(ends, counts)
        exact = [column for column in plain if counts[column].bound == "exact"]
        return (exact or ends)[:1]
    once: dict[str, Column] = {}
    for column in columns:
        once.setdefault(words(column.heading), column)
    named = {column: _stems(column.heading) for column in once.values()}
    for column, own in named.items():
        others = [stems for other, stems in named.items() if other is not column]
        if len(others) > 1 and sum(own < stems for stems in others) >= 0.5 * len(others):
            return [column]
    return list(once.values())


def _first_of_each(ends: list[Column], counts: Mapping[Column, Counted]) -> list[Column]:
    first: dict[str, Column] = {}
    for column in ends:
        first.setdefault(counts[column].bound, column)
    return list(first.values())


def _stems(heading: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in words(heading).split())
