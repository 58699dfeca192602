"""Exports a desk, or what a filter shows of it, to a workbook or CSV."""

import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from desktop import __version__
from desktop.desk.around import in_batches, in_portions, place_uids, pointed_at
from desktop.desk.filtering import in_words
from desktop.records.batches import batched
from desktop.records.family import Family
from desktop.records.kinds import Stored
from desktop.records.models import VOCABULARIES
from desktop.records.progress import Progress, silent
from desktop.records.resources import resource
from desktop.records.words import _
from desktop.sheets.batch import Batch, Material, Origin
from desktop.sheets.errors import ExportFailed
from desktop.sheets.receipt import Receipt
from desktop.sheets.rows import LAYOUTS
from desktop.store import journal, listing, read
from desktop.store.connecting import connect_steady

__all__ = ["LAYOUTS", "SUFFIXES", "export", "suffix_of"]

SUFFIXES = (".xlsx", ".csv", ".zip")
_COLUMNS = (
    "launched", "launched_low", "downed", "downed_low", "killed", "killed_low", "injured",
    "injured_low", "reports", "disagree",
)  # fmt: skip


def suffix_of(path: Path) -> str:
    """Return the ending that says what to write; raise `ExportFailed` for another one."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ExportFailed(
            _("{name} must end in .xlsx for a workbook, .csv or .zip for CSV.").format(
                name=path.name
            )
        )
    return suffix


def export(
    desk: Path,
    target: Path,
    *,
    wanted: listing.Filter | None = None,
    uids: Sequence[str] | None = None,
    layout: str = "full",
    progress: Progress = silent,
) -> Receipt:
    """Write what a filter shows, or the incidents chosen, in one consistent state of the desk.

    Safe on a worker thread: it reads on a connection of its own.  `progress(done, total)` counts
    incidents and may raise `Stopped`; then nothing is left behind.  Raises `ExportFailed`.
    """
    suffix = suffix_of(target)
    wanted = wanted or listing.Filter()
    with closing(connect_steady(desk)) as connection:
        connection.execute("BEGIN")
        ids = _ids(connection, wanted, uids)
        material = _material(connection, ids, wanted, layout, chosen=uids is not None)
        # Excel's library takes 0.2 s to import, which nobody who doesn't export should wait for.
        if suffix == ".xlsx":
            from desktop.sheets.workbook import write_workbook  # noqa: PLC0415

            return write_workbook(target, material, progress)
        from desktop.sheets.csvfiles import write_csv  # noqa: PLC0415

        return write_csv(target, material, progress)


def _ids(
    connection: sqlite3.Connection, wanted: listing.Filter, uids: Sequence[str] | None
) -> list[int]:
    if uids is None:
        return list(listing.all_ids(connection, wanted, listing.Sort("number", descending=False)))
    found = (listing.id_of(connection, uid) for uid in uids)
    return [one for one in found if one is not None]


def _material(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    wanted: listing.Filter,
    layout: str,
    *,
    chosen: bool,
) -> Material:
    head = journal.head(connection)
    said = in_words(connection, wanted)
    origin = Origin(
        desk=read.meta(connection, "desk"),
        journal_count=head.count,
        journal_head=head.hash,
        filter=_("{n} chosen incidents").format(n=len(ids)) if chosen else said,
        layout=layout,
        program=f"incident-desk {__version__}",
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        receipt=uuid.uuid4().hex,
    )
    terms = [
        term for code, _l, _t in VOCABULARIES for term in read.terms(connection, code, retired=True)
    ]
    return Material(
        origin,
        len(ids),
        _batches(connection, ids),
        lambda uids: in_portions(connection, uids),
        tuple(terms),
        resource("ATTRIBUTION.md").read_text(encoding="utf-8"),
    )


def _batches(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Batch]:
    size = 500
    for some in batched(ids, size):
        by_id = listing.uids(connection, some)
        rows = listing.page(connection, some, _COLUMNS)
        for families in in_batches(connection, [by_id[one] for one in some], size):
            yield _batch(connection, families, rows)


def _batch(
    connection: sqlite3.Connection,
    families: tuple[Family, ...],
    rows: dict[int, tuple[Stored, ...]],
) -> Batch:
    worked_out = {
        str(uid): dict(zip(_COLUMNS, values, strict=True)) for uid, *values in rows.values()
    }
    places = place_uids(families)
    return Batch(
        families,
        read.names(connection, pointed_at(families)),
        read.records(connection, "place", places),
        worked_out,
    )
