"""What quotes a source, brought in line with a text of it that a change corrects."""

import sqlite3
from collections.abc import Mapping, Sequence

from desktop.records.delta import Delta
from desktop.records.family import Kept
from desktop.records.kinds import Values
from desktop.records.models import blank
from desktop.records.requoting import QUOTES, Quote, follow, placed
from desktop.store import rows


def followed(
    connection: sqlite3.Connection, deltas: Sequence[Delta], *, back: bool = False
) -> list[Delta]:
    """Return deltas with those that move the quotes of each text that is corrected among them.

    A quote that stands in its text no longer keeps its words and has no offsets afterwards.  With
    `back`, an earlier state comes back: quotes that the deltas have are left as they are.
    """
    texts = {
        delta.uid: (str(delta.before["text"]), str(delta.after["text"]))
        for delta in deltas
        if delta.type == "source" and delta.before and delta.after and "text" in delta.after
    }
    if not texts:
        return list(deltas)
    given = {delta.uid: delta for delta in deltas}
    for source, some in _quoting(connection, texts, given).items():
        _follow(given, some, *texts[source], back=back)
    return list(given.values())


def _quoting(
    connection: sqlite3.Connection, texts: Mapping[str, object], given: Mapping[str, Delta]
) -> dict[str, list[Kept]]:
    """Return what quotes some sources once all is saved, with the values that it has then."""
    found: dict[str, list[Kept]] = {source: [] for source in texts}
    reports = _after(connection, "report", "source", found, given)
    for record in (*reports, *_after(connection, "aside", "source", found, given)):
        found[record["source"]].append(record)
    owners = {report.uid: report["source"] for report in reports}
    for figure in _after(connection, "figure", "report", owners, given):
        found[owners[figure["report"]]].append(figure)
    return found


def _after(
    connection: sqlite3.Connection,
    record: str,
    link: str,
    wanted: Mapping[str, object],
    given: Mapping[str, Delta],
) -> list[Kept]:
    """Return the live records of a type that point at what is wanted once all is saved."""
    mine = {uid: delta for uid, delta in given.items() if delta.type == record}
    found = rows.load(connection, record, mine)
    for some in rows.chunks(wanted):
        where = f"{link} IN {rows.marks(some)} AND removed=0"
        found |= {one.uid: one for one in rows.load_where(connection, record, where, some)}
    for uid, delta in mine.items():
        if delta.after is None:
            found.pop(uid, None)
        else:
            old = found[uid].values if uid in found else blank(record)
            found[uid] = Kept(record, uid, 0, False, old | delta.after)
    return [one for one in found.values() if one[link] in wanted]


def _follow(
    given: dict[str, Delta], quoting: Sequence[Kept], old: str, new: str, *, back: bool
) -> None:
    """Add to the deltas what moves the quotes of one source's text."""
    fields = [(one, names) for one in quoting for names in _names(one.type)]
    quotes = [Quote(*(one[name] for name in names)) for one, names in fields]
    values: dict[str, Values] = {}
    for (one, names), quote, along in zip(fields, quotes, follow(old, new, quotes), strict=True):
        delta = given.get(one.uid)
        chosen = delta is not None and not set(names).isdisjoint(delta.after or ())
        if not quote.words or (chosen and (back or quote.stands_in(new))):
            continue
        # What was chosen while the text was being corrected may stand a little further on.
        moved = placed(quote, new) if chosen and not quote.stands_in(old) else along
        found = zip(names, (moved.words, moved.start, moved.end), strict=True)
        values.setdefault(one.uid, {}).update(found)
    for one in quoting:
        moves = values.get(one.uid, {})
        changed = {name: value for name, value in moves.items() if value != one[name]}
        if changed:
            given[one.uid] = _extended(given.get(one.uid), one, changed)


def _names(record: str) -> list[tuple[str, str, str]]:
    """Return the fields of each quote that records of a type have: its words and its offsets."""
    return [(name, f"{name}_start", f"{name}_end") for name in QUOTES[record]]


def _extended(delta: Delta | None, one: Kept, changed: Values) -> Delta:
    before = {name: one[name] for name in changed}
    if delta is None:
        return Delta(one.type, one.uid, before, changed)
    whole = None if delta.before is None else before | delta.before
    return Delta(one.type, one.uid, whole, (delta.after or {}) | changed)
