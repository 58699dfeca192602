"""Takes a statement that was read into the desk: as a new incident, or into one that is there."""

from desktop.desk import along, editing, knowing, proposing, saving
from desktop.desk.along import Reading
from desktop.desk.desk import Desk
from desktop.desk.entered import Entered
from desktop.desk.entry import Entry
from desktop.desk.proposing import Proposal, Statement, Taking
from desktop.records.delta import Change
from desktop.records.errors import Invalid
from desktop.records.words import _
from desktop.store import codes, likeness
from desktop.store.changes import new_uid


def new_incident(desk: Desk, proposal: Proposal) -> Entry:
    """Return a new incident that is not saved yet, filled with what is taken of a statement."""
    entry = Entry(Entered("incident", new_uid()), zone=proposal.statement.zone)
    proposing.fill_incident(_taking(desk, entry, proposal))
    return entry


def further_report(desk: Desk, uid: str, proposal: Proposal) -> Entry | None:
    """Return an incident with a statement as its further report, not saved; None without it."""
    entry = editing.open_entry(desk, uid)
    if entry is not None:
        proposing.add(_taking(desk, entry, proposal))
    return entry


def update(desk: Desk, uid: str, report: str, proposal: Proposal) -> Entry | None:
    """Return an incident with a statement that brings one of its reports up to date, not saved."""
    entry = editing.open_entry(desk, uid)
    if entry is not None:
        proposing.add_update(_taking(desk, entry, proposal), report)
    return entry


def _taking(desk: Desk, entry: Entry, proposal: Proposal) -> Taking:
    connection, text = desk.file.connection, proposal.statement.text
    had = next((one for one in likeness.same_text(connection, text) if one["text"] == text), None)
    return Taking(entry, proposal, codes.term_codes(connection), desk.context(), had)


def known(desk: Desk, statement: Statement) -> list[str]:
    """Return what a person should know of a statement's text, a sentence each.

    That is what the desk has of it already, and that not all of it is read.
    """
    published = statement.published.start_key if statement.published is not None else None
    found = knowing.known(
        desk.file.connection, "", statement.url, statement.text, published=published
    )
    told = [one.words for one in found]
    if len(statement.text) > along.LONGEST:
        words = _("Of so long a text only the first {n} characters are read.")
        told.append(words.format(n=f"{along.LONGEST:,}"))
    return told


def save(desk: Desk, entry: Entry) -> Change | None:
    """Save an entry by the checks of the form; raise `Invalid` with the first thing in the way."""
    context = desk.context()
    problems = saving.problems(entry, context)
    if problems:
        first = problems[0]
        record = entry.find(first.uid)
        label = record.kind(first.field).label if record is not None else ""
        said = str(first.error)
        raise Invalid(said if label in said else _("{field}: {why}").format(field=label, why=said))
    return editing.save_entry(desk, entry, context)


def lacks_day(reading: Reading) -> bool:
    """Return whether a time of a text can't be placed, since it leaves its day or year out."""
    for report in reading.suggestion.reports:
        when = along.when_of(report, reading.asked.zone)
        if report.moment is not None and (when is None or not when.year_known):
            return True
    return False
