"""Quotes that came in edited: each is found anew in its source's text, or that is told."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.records import merging
from desktop.records.delta import Delta, edited
from desktop.records.family import Kept
from desktop.records.kinds import Values
from desktop.records.merging import Plan, RecordPlan, Take, all_for
from desktop.records.quoting import found_anew
from desktop.store import read

_QUOTED = frozenset({"quote", "quote_start", "quote_end"})


def requoted(
    connection: sqlite3.Connection, deltas: Sequence[Delta]
) -> tuple[list[Delta], set[str]]:
    """Return deltas with the offsets of edited quotes found anew, and the figures not found.

    A quote whose source has no text has no offsets, and there is nothing to tell.
    """
    by_uid = {one.uid: one for one in deltas}
    touched = {uid for uid, one in by_uid.items()
               if one.type == "figure" and not _QUOTED.isdisjoint(one.after or ())}  # fmt: skip
    kept = read.records(connection, "figure", touched)
    figures = {uid: _now(kept.get(uid), by_uid[uid]) for uid in touched}
    texts = _texts(connection, figures.values(), by_uid)
    found: list[Delta] = []
    lost: set[str] = set()
    for one in deltas:
        if one.uid not in touched:
            found.append(one)
            continue
        figure, text = figures[one.uid], texts.get(figures[one.uid]["report"], "")
        made = _placed(one, kept.get(one.uid), figure, text)
        if made is not None:
            found.append(made)
        if text and figure["quote"] and _offsets(figure, text) is None:
            lost.add(one.uid)
    return found, lost


def _now(kept: Kept | None, delta: Delta | None) -> Values:
    """Return what a record will hold."""
    return (kept.values if kept else {}) | ((delta.after if delta else None) or {})


def _texts(
    connection: sqlite3.Connection, figures: Iterable[Values], by_uid: dict[str, Delta]
) -> dict[str, str]:
    """Return the text of each report's source, by the report's uid."""
    reports = {one["report"] for one in figures}
    known = read.records(connection, "report", reports)
    source_of = {uid: _now(known.get(uid), by_uid.get(uid)).get("source") for uid in reports}
    wanted = {uid for uid in source_of.values() if uid}
    sources = read.records(connection, "source", wanted)
    text_of = {uid: _now(sources.get(uid), by_uid.get(uid)).get("text", "") for uid in wanted}
    return {report: text_of[source] for report, source in source_of.items() if source}


def _offsets(figure: Values, text: str) -> tuple[int, int] | None:
    start, end, quote = figure["quote_start"], figure["quote_end"], figure["quote"]
    if quote and start is not None and text[start:end] == quote:
        return start, end
    return found_anew(quote, text, start)


def _placed(delta: Delta, kept: Kept | None, figure: Values, text: str) -> Delta | None:
    """Return a figure's delta with its quote's offsets; None where nothing is left of it."""
    after = delta.after or {}
    if not text and "quote" not in after:
        return delta
    start, end = _offsets(figure, text) or (None, None)
    values = {**after, "quote_start": start, "quote_end": end}
    if delta.before is None or kept is None:
        return replace(delta, after=values)
    return edited(delta.type, delta.uid, kept.values, values)


def _matters(one: RecordPlan) -> bool:
    """Return whether a quote that comes in may depend on what becomes of a record."""
    names = {part.name for part in one.fields}
    wanted = {"figure": _QUOTED, "report": {"source"}, "source": {"text"}}.get(one.type, set())
    return not names.isdisjoint(wanted)


def told(connection: sqlite3.Connection, plan: Plan) -> Plan:
    """Return a plan that says of each quote coming in if it is not in its source's text."""
    some = Plan(tuple(one for one in plan.records if _matters(one)))
    _deltas, lost = requoted(connection, merging.deltas(some, all_for(some, Take())))
    if not lost:
        return plan
    records = tuple(replace(one, lost=True) if one.uid in lost else one for one in plan.records)
    return replace(plan, records=records)
