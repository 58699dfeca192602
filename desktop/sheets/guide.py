"""The guide: what every column means, what it may hold, and where the names come from."""

import re
from collections.abc import Iterable, Iterator

from desktop.records.family import Kept
from desktop.records.models import VOCABULARIES
from desktop.records.words import _
from desktop.sheets.columns import Column, Table


def heading() -> tuple[str, ...]:
    """Return the guide's own column headings."""
    return (_("Sheet"), _("Column"), _("Meaning"), _("Values"))


def lines(
    tables: Iterable[Table], terms: Iterable[Kept], attribution: str
) -> Iterator[tuple[str, ...]]:
    """Yield the guide's rows: every column, every term, then notes and attribution."""
    terms = tuple(terms)
    for one in tables:
        for column in one.columns:
            yield (one.title, column.label, column.meaning, _values(column, terms))
    for code, label, _text in VOCABULARIES:
        for term in terms:
            if term["vocabulary"] == code:
                note = _("retired") if term["retired"] else ""
                yield (_(label), term["name"], term["meaning"], note)
    for title, text in _notes():
        yield (_("Notes"), title, text, "")
    for paragraph in _plain(attribution):
        yield (_("Attribution"), "", paragraph, "")


def _values(column: Column, terms: tuple[Kept, ...]) -> str:
    if column.options:
        return "\n".join(f"{word}: {why}" if why else word for word, why in column.options)
    if column.vocabulary:
        return ", ".join(one["name"] for one in terms if one["vocabulary"] == column.vocabulary)
    return ""


def _notes() -> Iterator[tuple[str, str]]:
    yield (
        _("Counts"),
        _(
            "31 is exact, 10-12 a range, 60+ at least, <5 fewer than, ~40 about; words such as "
            "dozens stay words. 0 is a stated zero. Three empties never become one another: "
            "“none reported” (the report says that none are known), “not stated” (it was read and "
            "doesn't say), “not checked” (nobody has looked yet)."
        ),
    )
    yield (
        _("Parts and “of which”"),
        _(
            "A part adds up with the other parts to the figure named under Of; “of which” singles "
            "some out and never adds. To add up figures, leave both kinds out or take them alone."
        ),
    )
    yield (
        _("Published figures"),
        _(
            "Launched, downed, killed and injured of an incident are worked out: the preferred "
            "figure if there is one, else the range over the normal ones; what speaks of other "
            "hours or places is joined with +."
        ),
    )
    yield (
        _("Crimea and Sevastopol"),
        _(
            "They stand under ISO's codes UA-43 and UA-40, as ISO 3166-2 lists them. The codes say "
            "where a place is found in that standard and nothing else."
        ),
    )
    yield (
        _("Sending it back"),
        _(
            "Edit the cells, sort and filter as you like, insert columns and sheets of your own; "
            "the desk takes in what differs. Leave grey columns as they are. A new row has no uid: "
            "a new incident may have any word as its number, by which new reports and figures "
            "name it; those of an incident of the desk have its number, and a figure the speaker "
            "of its report or the report's uid. A new part or “of which” names its total under Of "
            "by measure and count, as in “Downed 73”. New incidents begin as drafts. A row that is "
            "deleted removes nothing unless the desk is told so."
        ),
    )
    yield (
        _("Links"),
        _("Links from row to row hold as long as the rows are not sorted."),
    )
    yield (
        _("CSV"),
        _(
            "In CSV files a text that begins with = + - @ or a tab has an apostrophe before it, so "
            "that no spreadsheet runs it as a formula; take it off when you read them by program."
        ),
    )
    yield (
        _("Long texts"),
        _(
            "A cell holds 32,767 characters. A longer text goes on in columns at the end of the "
            "sheet, headed with (2), (3) and so on; put them together without anything between."
        ),
    )


def _plain(markdown: str) -> Iterator[str]:
    """Yield the paragraphs and table rows of the attribution without its marks."""
    text = re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r"\1 (\2)", markdown).replace("`", "")
    for paragraph in re.split(r"\n\s*\n", text):
        kept = [line.strip() for line in paragraph.splitlines()]
        kept = [line for line in kept if line and not re.fullmatch(r"[|\s-]+", line)]
        if not kept or kept[0].startswith("#"):
            continue
        if kept[0].startswith("|"):
            for line in kept[1:]:
                yield " – ".join(cell.strip() for cell in line.strip("|").split("|"))
        else:
            yield " ".join(kept)
