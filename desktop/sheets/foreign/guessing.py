"""Guesses what the columns of somebody's table become, from their headings and their values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import islice

from desktop.records.context import Context
from desktop.records.errors import Invalid
from desktop.records.models import content
from desktop.sheets.foreign.cells import text
from desktop.sheets.foreign.counts import read_count
from desktop.sheets.foreign.figureguessing import figures
from desktop.sheets.foreign.finding import Sheet
from desktop.sheets.foreign.headings import Counted, counted, target, words
from desktop.sheets.foreign.meanings import meanings
from desktop.sheets.foreign.nothing import says_nothing
from desktop.sheets.foreign.profile import FigureUse, Profile, Use
from desktop.sheets.foreign.shapes import Seen, survey
from desktop.sheets.foreign.table import Column, Table
from desktop.sheets.foreign.targets import MUNITION, SHARED, TIMES
from desktop.sheets.foreign.whens import month_first
from desktop.sheets.raw import Fault, Raw

# Distinct values of a column that are tried, and the share that must be understood.
_TRIED = 200
_MOSTLY = 0.6
# Where the heading says that something is counted, so many counts are enough.
_SOME = 0.3
_WORDS = {"text", "count", "long", "list"}


@dataclass(frozen=True, slots=True)
class _Guessed:
    """A column, what was seen in it, and what it seems to become."""

    column: Column
    seen: Seen
    to: str
    counted: Counted | None = None


def guess(table: Table, sheet: Sheet, context: Context) -> Profile:
    """Return what a table seems to mean; `context` knows the desk's places and terms."""
    context = context.remembering()
    bounds = table.bounds
    rows = islice(sheet.rows(bounds.first), max(0, bounds.last - bounds.first + 1))
    seen = survey(rows, bounds.right + 1)
    guessed = [_by_heading(column, seen[column.index]) for column in table.columns]
    guessed = _unique(_by_values(guessed, context))
    placed = {one.to.partition(".")[0] for one in guessed} & {"where", "from"}
    counts = {one.column: one.counted for one in guessed if one.counted is not None}
    splits = {one.column for one in guessed if one.counted and one.seen.share("dict") > 0.5}
    found = figures(counts, splits, placed)
    uses = {
        one.column.name: replace(
            found.get(one.column, Use("" if one.counted else one.to)),
            whole_days=one.to in TIMES and _only_days(one.seen),
        )
        for one in guessed
    }
    return Profile(
        columns=uses,
        values=meanings(
            {one.column: (uses[one.column.name], one.seen) for one in guessed}, context
        ),
        each_row=_each_row(uses),
        zone=context.zone,
        year=context.year,
        month_first=any(one.to in TIMES and month_first(one.seen.values) for one in guessed),
        name=table.sheet,
        sheet=table.sheet,
    )


def _by_heading(column: Column, seen: Seen) -> _Guessed:
    """Return what the heading, or else the tag under it, says where the values agree."""
    if not seen.values:
        return _Guessed(column, seen, "")
    for heading in (column.heading, column.tag):
        told = counted(heading)
        if told is not None and (_are_counts(seen) or seen.share("dict") > 0.5):
            return _Guessed(column, seen, "", told)
        to = target(heading)
        if to is not None:
            return _Guessed(column, seen, _fitting(to, seen))
    return _Guessed(column, seen, "?")


def _are_counts(seen: Seen) -> bool:
    return _share_read(seen, read_count) >= _SOME


def _share_read(seen: Seen, read: Callable[[Raw], object]) -> float:
    """Return the share of the cells that can be read, words for nothing and errors aside."""
    good = tried = 0
    for value, times in seen.values.most_common(_TRIED):
        if says_nothing(text(value)) or isinstance(value, Fault):
            continue
        tried += times
        try:
            read(value)
        except Invalid:
            continue
        good += times
    return good / tried if tried else 0.0


def _fitting(to: str, seen: Seen) -> str:
    """Return the target that fits the values best among those that a heading may mean."""
    dates, clocks = seen.share("date"), seen.share("time")
    if to in {"when", "when.end", "when.time", "when.end_time"}:
        end = "end" in to
        if clocks > dates:
            return "when.end_time" if end else "when.time"
        years = seen.share("number") >= _MOSTLY and not to.endswith("time") and _are_years(seen)
        if dates >= 0.5 or years:
            return "when.end" if end else "when"
        return ""
    if to in {"source.url", "source.title", "note", "incident.summary"} and (
        seen.share("url") >= 0.5
    ):
        return "source.url"
    if to == "source.url":
        return "source.title" if seen.share("text", "long") >= 0.5 else ""
    return to if _FITS.get(to, _is_words)(seen) else ""


def _is_words(seen: Seen) -> bool:
    return seen.share(*_WORDS) >= 0.5


def _are_years(seen: Seen) -> bool:
    return all(isinstance(one, int) and 1900 <= one < 2200 for one in seen.values)


def _are_numbers(seen: Seen) -> bool:
    return seen.share("number") >= 0.4


def _are_dates(seen: Seen) -> bool:
    return seen.share("date") >= 0.5


def _reads(record: str, name: str) -> Callable[[Seen], bool]:
    kind = content(record)[name]
    return lambda seen: _share_read(seen, lambda value: kind.read(text(value))) >= _MOSTLY


_FITS: Mapping[str, Callable[[Seen], bool]] = {
    "when.year": _are_numbers,
    "when.month": lambda seen: seen.share("number", "text", "date") >= 0.5,
    "when.day": _are_numbers,
    "where.lat": _are_numbers,
    "where.lon": _are_numbers,
    "from.lat": _are_numbers,
    "from.lon": _are_numbers,
    "source.published": _are_dates,
    "report.said_at": _are_dates,
    "incident.confidence": _reads("incident", "confidence"),
    "report.reliability": _reads("report", "reliability"),
    "report.credibility": _reads("report", "credibility"),
}


def _by_values(guessed: Sequence[_Guessed], context: Context) -> list[_Guessed]:
    """Guess by their values the columns whose headings say nothing, as far as something lacks."""
    taken = {one.to for one in guessed}
    found: list[_Guessed] = []
    for one in guessed:
        to = one.to
        if to == "?":
            to = _of_values(one.seen, taken, context)
            taken.add(to)
        if to == "where.region" and one.seen.share("list") > 0.5:
            to = "where"
        if to in {"when.month", "when.day"} and "when.year" not in taken:
            to = ""
        if to in {"when.year", "when.month", "when.day"} and "when" in taken:
            to = ""
        found.append(replace(one, to=to))
    if "when" not in taken and "when.year" not in taken:
        # An end alone is the time; so is a time of day with its date.
        return [replace(one, to="when") if one.to == "when.end" else one for one in found]
    return found


def _of_values(seen: Seen, taken: set[str], context: Context) -> str:
    if seen.share("date") >= 0.8 and not taken & {"when", "when.end", "when.year"}:
        return "when"
    if seen.share("url") >= 0.8 and "source.url" not in taken:
        return "source.url"
    if seen.share("long") >= 0.5 and "incident.summary" not in taken:
        return "incident.summary"
    if not any(to.startswith("where") for to in taken) and _are_places(seen, context):
        return "where"
    return ""


def _are_places(seen: Seen, context: Context) -> bool:
    tried = [text(value) for value in islice(seen.values, 60)]
    if seen.share("text") < 0.8 or not tried:
        return False
    return sum(bool(context.places(name, ())) for name in tried) >= _MOSTLY * len(tried)


def _unique(guessed: Sequence[_Guessed]) -> list[_Guessed]:
    """Let only the best column have a target that takes one; the others are left out."""
    best: dict[str, _Guessed] = {}
    for one in guessed:
        if one.to in SHARED:
            continue
        before = best.get(one.to)
        if before is None or _rank(one) > _rank(before):
            best[one.to] = one
    return [
        one if one.to in SHARED or best[one.to] is one else replace(one, to="") for one in guessed
    ]


def _rank(one: _Guessed) -> tuple[bool, float]:
    """Return how well a column fits its target: a name before a sort, more cells before fewer."""
    return "name" in words(one.column.heading).split(), one.seen.filled


def _only_days(seen: Seen) -> bool:
    """Tell whether no time of day stands in a column of dates."""
    return all(value.time() == time() for value in seen.values if isinstance(value, datetime))


def _each_row(uses: Mapping[str, Use]) -> FigureUse | None:
    """Return that each row is one launch, where a table names weapons and launch sites only."""
    taken = {use.to for use in uses.values()}
    if any(use.figure for use in uses.values()) or not {MUNITION, "from"} <= taken:
        return None
    return FigureUse("launched", placed="from")
