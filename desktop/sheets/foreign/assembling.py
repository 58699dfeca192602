"""Makes figures of the numbers of one report's rows: the same thing is added up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.records.count import Count
from desktop.records.delta import Delta
from desktop.records.fold import fold
from desktop.records.kinds import Values
from desktop.sheets.foreign.counts import added
from desktop.sheets.foreign.rowreading import Line

_Key = tuple[str, str | None, tuple[str, ...], str, str, str]


@dataclass(slots=True)
class Assembled:
    """The figures of a report, totals before their shares, and what only its note can tell."""

    figures: list[Delta] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def assemble(lines: Sequence[Line], report: str, made: Callable[[str, Values], Delta]) -> Assembled:
    """Return the figures of some numbers, `report` being the uid of their report."""
    found = Assembled()
    shares = [line for line in lines if line.use.of]
    roots = [line for line in lines if not line.use.of] if shares else lines
    # The figure of each row's number, by row and column; a share belongs to its own row's total.
    totals: dict[tuple[int, str], str] = {}
    for same in _sums(roots, totals):
        figures = _figures(same, {"report": report}, made, len(found.figures))
        found.figures += figures
        for number, line in enumerate(same if shares else ()):
            delta = figures[min(number, len(figures) - 1)]
            totals.setdefault((line.row, fold(line.column.name)), delta.uid)
    for same in _sums(shares, totals):
        first = same[0]
        owner = _owner(first, totals)
        values: Values = {"report": report}
        if owner:
            values |= {"of": owner, "relation": first.use.relation or "part"}
        elif first.key and not first.places:
            # Without its total, a share of no known place would pass for a total itself.
            found.notes.append(f"{first.column.name}: {first.key} {first.count}")
            continue
        found.figures += _figures(same, values, made, len(found.figures))
    return found


def _owner(line: Line, totals: Mapping[tuple[int, str], str]) -> str:
    """Return the uid of the figure that a line is a share of, or nothing."""
    return totals.get((line.row, fold(line.use.of)), "") if line.use.of else ""


def _sums(lines: Sequence[Line], totals: Mapping[tuple[int, str], str]) -> list[list[Line]]:
    """Return the lines that count the same thing together, in the order of the first of each."""
    if len({(line.measure, line.munition, line.use.of, line.key) for line in lines}) == len(lines):
        return [[line] for line in lines]
    sums: dict[_Key, list[Line]] = {}
    for line in lines:
        places = tuple(one.uid for one in line.places)
        owner = _owner(line, totals)
        key = (line.measure, line.munition, places, owner, line.use.relation, line.key)
        sums.setdefault(key, []).append(line)
    return list(sums.values())


def _figures(
    same: list[Line], values: Values, made: Callable[[str, Values], Delta], position: int
) -> list[Delta]:
    """Return one figure for all, or one each where they can't be added up."""
    count = same[0].count if len(same) == 1 else added(line.count for line in same)
    if count is None:
        return [
            delta
            for number, line in enumerate(same)
            for delta in _figures([line], values, made, position + number)
        ]
    first = same[0]
    values = values | {
        "measure": first.measure,
        "munition": first.munition,
        "count": count,
        "places": first.places,
        "joint": len(first.places) > 1,
        "note": _note(same),
        "position": position,
    }
    return [made("figure", values)]


def _note(same: list[Line]) -> str:
    """Return the words that belong to a figure, and what was added up where that is several."""
    if len(same) == 1:
        line = same[0]
        if not (line.key or line.label or line.note):
            return ""
        return "; ".join(part for part in (_key(line), line.label, line.note) if part)
    labels = dict.fromkeys(
        label for line in same if (label := "; ".join(filter(None, (_key(line), line.label))))
    )
    columns = dict.fromkeys(line.column.name for line in same)
    if len(columns) > 1:
        parts = _parts(same, lambda line: line.column.name)
        return "; ".join([*labels, *parts])
    if len(labels) > 1:
        return "; ".join(_parts(same, lambda line: line.label or _key(line)))
    notes = dict.fromkeys(line.note for line in same if line.note)
    return "; ".join([*labels, *notes])


def _key(line: Line) -> str:
    """Return the key of a share that only the note can tell."""
    return "" if line.places else line.key


def _parts(same: list[Line], name: Callable[[Line], str]) -> list[str]:
    """Return what was added up by name, zeros left out where there is more."""
    counts: dict[str, list[Count]] = {}
    for line in same:
        counts.setdefault(name(line), []).append(line.count)
    sums = {named: added(given) for named, given in counts.items()}
    zero = Count.exact(0)
    more = {named: count for named, count in sums.items() if count != zero} or sums
    return [f"{named}: {count}".removeprefix(": ") for named, count in more.items()]
