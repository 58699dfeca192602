"""How an entry starts: empty, from what the desk holds, or as a copy of another."""

from collections.abc import Callable

from desktop.desk.entered import Entered
from desktop.desk.entry import Entry
from desktop.records.context import Context
from desktop.records.family import Family, Kept
from desktop.store.changes import new_uid


def new_entry() -> Entry:
    """Return an empty incident with one empty report."""
    entry = Entry(Entered("incident", new_uid()))
    entry.add_report()
    return entry


def entry_of(family: Family, sources: Callable[[list[str]], dict[str, Kept]]) -> Entry:
    """Return an entry that starts from what the desk holds; `sources` loads records by uid."""
    wanted = [
        uid for report in family.reports for uid in (report["source"], *report["carriers"]) if uid
    ]
    loaded = sources(list(dict.fromkeys(wanted)))
    return Entry(
        _start(family.incident),
        [_start(report) for report in family.reports],
        {
            report.uid: [_start(one) for one in family.figures.get(report.uid, ())]
            for report in family.reports
        },
        {uid: _start(loaded[uid]) for uid in dict.fromkeys(wanted) if uid in loaded},
    )


def _start(kept: Kept) -> Entered:
    return Entered(kept.type, kept.uid, dict(kept.values))


def copied(entry: Entry, context: Context) -> Entry:
    """Return a new entry that starts with what one record of a night shares with the next.

    The incident's kind, actor, places and tags; each report's speaker, window, reliability and
    credibility.  Titles, counts, quotes and sources differ, so they are left out.
    """
    fresh = Entry(Entered("incident", new_uid()), zone=entry.zone)
    around = entry.within(context)
    for name in ("kind", "actor", "when", "where", "tags"):
        fresh.incident.put(name, entry.incident.safe(name, around))
    for report in entry.reports:
        other = fresh.add_report()
        for name in ("speaker", "when", "reliability", "credibility"):
            other.put(name, report.safe(name, entry.context_of(report, context)))
    return fresh
