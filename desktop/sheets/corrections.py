"""The sheet of what changed since an earlier export, in words that a correction can quote."""

from typing import NamedTuple

from desktop.records.words import _

WIDTHS = (12, 34, 34, 12, 18, 40, 40, 40, 16, 20)


class Correction(NamedTuple):
    """One row: a record that came or went, or one of its fields from what to what.

    `number` and `title` are the incident's, "" of what belongs to none; `record` says which of its
    records, `what` happened; `why`, `by` and `at` are those of the changes that did it.
    """

    number: str
    title: str
    record: str
    what: str
    label: str
    old: str
    new: str
    why: str
    by: str
    at: str


def heading() -> tuple[str, ...]:
    """Return the sheet's own column headings."""
    return (
        _("No."), _("Incident"), _("Record"), _("What"), _("Field"), _("Was"), _("Is"),
        _("Reason"), _("By"), _("At"),
    )  # fmt: skip
