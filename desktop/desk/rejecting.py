"""What of a file was refused, as a workbook of those rows alone, to be mended and imported."""

from collections.abc import Sequence
from pathlib import Path

from desktop.desk.importing import Looked
from desktop.desk.tabling import Chosen
from desktop.records.merging import Refusal


def can_be_saved(looked: Looked) -> bool:
    """Return whether refused rows of a file can be written; another desk has none."""
    return looked.kind != "desk"


def save_rejects(
    path: Path, looked: Looked, chosen: Chosen | None, refused: Sequence[Refusal]
) -> Path:
    """Write the rows of a file of which a cell was refused, and return where they are.

    `chosen` is the table that was taken of somebody's file; a workbook of ours needs none.  Raises
    `ExportFailed`.
    """
    # Excel's library takes 0.2 s to import, which nobody else should wait for.
    from desktop.sheets.rejects import Page, pages_of, write_rejects  # noqa: PLC0415

    if looked.ours is not None:
        return write_rejects(path, pages_of(looked.ours, looked.sheets), refused)
    assert chosen is not None  # noqa: S101 - a table comes in only by what was chosen of it
    sheets = [one for one in looked.sheets if one.title == chosen.sheet.title]
    return write_rejects(path, [Page(one, chosen.table.bounds.first) for one in sheets], refused)
