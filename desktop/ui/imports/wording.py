"""What an import's pages call things: standings, outcomes, files, and what waits."""

from datetime import datetime
from zoneinfo import ZoneInfo

from desktop.desk.deciding import Outcome
from desktop.desk.importing import Kind, Looked
from desktop.records.merging import RecordPlan, RecordStanding
from desktop.records.words import N_, _, ngettext
from desktop.records.zones import label as zone_label
from desktop.store.books import Book

# Each standing's icon with its colour, its short words, and the sentence that explains it.
STANDINGS: dict[RecordStanding, tuple[str, str, str, str]] = {
    "changed": ("pencil", "muted", N_("changed"),
        N_("Changed there. What was changed here since stays.")),
    "conflict": ("warning", "warning", N_("conflict"),
        N_("Changed here and there to different values since it was exported.")),
    "same": ("info", "muted", N_("nothing to take"),
        N_("Nothing of it is taken: it is the same, or only changed here, or was refused.")),
    "new": ("plus", "muted", N_("new"), N_("New there.")),
    "missing": ("info", "muted", N_("not in the file"),
        N_("It was exported, and its row is gone from the file. It stays unless it is taken.")),
    "removed": ("bin", "warning", N_("removed there"),
        N_("Removed there; it goes to the bin here, from where it can be brought back.")),
    "unknown": ("warning", "warning", N_("unknown here"),
        N_("Its row has a uid that this desk never gave out. Taken, it comes in as a new record.")),
    "twice": ("warning", "warning", N_("several rows"),
        N_("Several rows have this uid and differ. Take the one that is meant; keep the others "
           "out.")),
    "binned": ("warning", "warning", N_("in our bin"),
        N_("Changed there, and in the bin here. Taken, it comes back out of the bin.")),
}  # fmt: skip
_GONE = N_("Removed there, but changed here since, or something of it is still in use here.")
_SIDES = {
    "theirs": N_("theirs"),
    "ours": N_("ours"),
    "same": N_("the same"),
    "waits": N_("undecided"),
    "removed": N_("to the bin"),
}


def explained(one: RecordPlan) -> str:
    """Return the sentence that says how a record stands."""
    if one.standing == "conflict" and one.removing:
        return _(_GONE)
    said = _stands(one)
    if one.lost:
        said += " " + _("The quote that comes in is not in its source's text.")
    return said


def _stands(one: RecordPlan) -> str:
    if one.apart:
        return _("Both desks made it, and it is held to be the same; only what differs is asked.")
    return _(STANDINGS[one.standing][3])


def became(outcome: Outcome, shown: str = "") -> str:
    """Return an outcome in a word or two; `shown` is the text of a value that was typed."""
    if outcome.side == "typed":
        return _("typed: {value}").format(value=shown or _("empty"))
    return _(_SIDES[outcome.side])


def sign(outcome: Outcome) -> tuple[str, str]:
    """Return the icon and its colour beside an outcome, or two empty words."""
    if outcome.side == "waits":
        return "warning", "warning"
    return ("done", "done") if outcome.decided else ("", "")


def waiting(fields: int, records: int) -> str:
    """Return what still waits, as "3 fields wait", or "" where nothing does."""
    if fields and records:
        return _("{fields} and {records} wait").format(
            fields=ngettext("{n} field", "{n} fields", fields).format(n=f"{fields:,}"),
            records=ngettext("{n} record", "{n} records", records).format(n=f"{records:,}"),
        )
    if fields:
        return ngettext("{n} field waits", "{n} fields wait", fields).format(n=f"{fields:,}")
    if records:
        return ngettext("{n} record waits", "{n} records wait", records).format(n=f"{records:,}")
    return ""


def refused_words(cells: int, kind: Kind, rows: int = 0) -> str:
    """Return what was refused of a file and what came of it; "" where nothing was.

    `rows` are those of a table of which nothing came in.
    """
    if not cells and not rows:
        return ""
    stays = ngettext(
        "{n} cell was refused; its field stays as it was.",
        "{n} cells were refused; their fields stay as they were.",
        cells,
    )
    if kind == "table":
        stays = ngettext(
            "{n} cell was refused; its field is empty.",
            "{n} cells were refused; their fields are empty.",
            cells,
        )
    said = stays.format(n=f"{cells:,}")
    if rows:
        gone = ngettext("{n} row did not come in at all.", "{n} rows did not come in at all.", rows)
        said += " " + gone.format(n=f"{rows:,}")
    return said


def what_it_is(looked: Looked, zone: str) -> str:
    """Return in one sentence what a file is."""
    if looked.ours is not None:
        about = looked.ours.about
        return _("Workbook exported from this desk on {when}, filter: {filter}.").format(
            when=_moment(about.made_at, zone), filter=about.filter or _("none")
        )
    if looked.kind == "desk":
        return _("A desk; what a colleague changed in a copy of this one can be merged.")
    seen = [one for one in looked.sheets if one.hidden == "visible"] or looked.sheets
    sheet = max(seen, key=lambda one: one.height, default=None)
    if sheet is None:
        return _("A file without a sheet.")
    said = _("A table: {rows} rows, {columns} columns, sheet {sheet}.").format(
        rows=f"{sheet.height:,}", columns=f"{sheet.width:,}", sheet=sheet.title
    )
    more = len(looked.sheets) - 1
    if more:
        said += " " + ngettext(
            "The file has {n} other sheet.", "The file has {n} other sheets.", more
        ).format(n=more)
    return said


def seen_before(looked: Looked, zone: str) -> str:
    """Return when the very same bytes came in before, or ""."""
    again = looked.again()
    if again is None:
        return ""
    when = _moment(again.at.isoformat(), zone)
    said = _("This very file came in on {when} as change {change}.")
    if again.undone:
        said = _("This very file came in on {when} as change {change}, and was taken back since.")
        if looked.kind == "table":
            said += " " + _("Imported again, its rows become new records.")
    elif looked.kind != "table":
        said += " " + _("Importing it again changes only what was changed here since.")
    else:
        said += " " + _("Nothing of it comes in a second time unless that is said.")
    return said.format(when=when, change=again.change)


def sheet_before(again: Book, zone: str) -> str:
    """Return when a sheet of the very same bytes came in before, in a few words."""
    said = _("This very file came in on {when} as change {change}.")
    if again.undone:
        said = _("Imported on {when} and taken back since; its rows become new records.")
    return said.format(when=_moment(again.at.isoformat(), zone), change=again.change)


def _moment(iso: str, zone: str) -> str:
    """Return a moment as people write it, with its zone; a text that is none as it is."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    if moment.tzinfo is None:
        return f"{moment:%d %b %Y, %H:%M}"
    return f"{moment.astimezone(ZoneInfo(zone)):%d %b %Y, %H:%M} {zone_label(zone)}"
