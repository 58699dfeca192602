"""Makes figures of the numbers of one report's rows: the same thing is added up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop.records.count import Count
from desktop.records.delta import Delta
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
    totals: dict[str, str] = {}
    sums = _sums(lines)
    for same in (one for one in sums if not one[0].use.of):
        for delta in _figures(same, {"report": report}, made, len(found.figures)):
            found.figures.append(delta)
            for line in same:
                totals.setdefault(line.column.name.casefold(), delta.uid)
    for same in (one for one in sums if one[0].use.of):
        first = same[0]
        owner = totals.get(first.use.of.casefold())
        values: Values = {"report": report}
        if owner is not None:
            values |= {"of": owner, "relation": first.use.relation or "part"}
        elif first.key and not first.places:
            # Without its total, a share of no known place would pass for a total itself.
            found.notes.append(f"{first.column.name}: {first.key} {first.count}")
            continue
        found.figures += _figures(same, values, made, len(found.figures))
    return found


def _sums(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines that count the same thing together, in the order of the first of each."""
    if len(lines) == 1:
        return [list(lines)]
    sums: dict[_Key, list[Line]] = {}
    for line in lines:
        places = tuple(one.uid for one in line.places)
        key = (line.measure, line.munition, places, line.use.of, line.use.relation, line.key)
        sums.setdefault(key, []).append(line)
    return list(sums.values())


def _figures(
    same: list[Line], values: Values, made: Callable[[str, Values], Delta], position: int
) -> list[Delta]:
    """Return one figure for all, or one each where they can't be added up."""
    count = added(line.count for line in same)
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
    """Return what was added up, or the one line's own words."""
    if len(same) == 1:
        line = same[0]
        told = ("" if line.places else line.key, line.label, line.note)
        return "; ".join(dict.fromkeys(part for part in told if part))
    columns = len({line.column.name for line in same}) > 1
    counts: dict[str, list[Count]] = {}
    for line in same:
        name = "; ".join(
            part
            for part in (
                "" if line.places else line.key,
                line.label,
                line.column.name if columns else line.note,
            )
            if part
        )
        counts.setdefault(name, []).append(line.count)
    if len(counts) == 1:
        return next(iter(counts))
    return "; ".join(f"{name}: {added(given)}" for name, given in counts.items())
