"""Exports a desk, or what a filter shows of it, to a workbook or CSV."""

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import __version__
from desktop.desk.filtering import in_words
from desktop.records.batches import batched
from desktop.records.context import DEFAULT_ZONE
from desktop.records.delta import Person
from desktop.records.family import Kept
from desktop.records.kinds import Stored
from desktop.records.models import VOCABULARIES
from desktop.records.progress import Progress, silent
from desktop.records.resources import resource
from desktop.records.words import _
from desktop.sheets.batch import Batch, Origin
from desktop.sheets.columns import Input, Table
from desktop.sheets.errors import ExportFailed
from desktop.sheets.layouts import LAYOUTS, tables
from desktop.sheets.material import Material, Portion
from desktop.sheets.receipt import Receipt
from desktop.store import journal, listing, read, receipts, wide
from desktop.store.connecting import connect_steady
from desktop.store.deskfile import DeskFile
from desktop.store.receipts import Issued

if TYPE_CHECKING:
    from desktop.desk.since import Since

__all__ = ["LAYOUTS", "SUFFIXES", "export", "suffix_of"]

SUFFIXES = (".xlsx", ".csv", ".zip")
# So many incidents, or sources with their texts, are in memory at a time.
_PORTION, _SOURCES = 500, 50
# Names are remembered until there are so many.
_REMEMBERED = 10_000


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
    sources: bool = True,
    since: str = "",
    zone: str = DEFAULT_ZONE,
    progress: Progress = silent,
) -> Receipt:
    """Write what a filter shows, or the incidents chosen, in one consistent state of the desk.

    Without `sources` nothing of it says where something was read: no source, quote or URL.
    With `since`, a receipt's uid or a recipient's name, it writes what changed since that export:
    the changed incidents, and a sheet that says what; its filter counts, in the clock of `zone`.
    Safe on a worker thread: it reads on a connection of its own.  `progress(done, total)` counts
    incidents and may raise `Stopped`; then nothing is left behind.  Raises `ExportFailed`.
    """
    suffix = suffix_of(target)
    wanted = wanted or listing.Filter()
    with closing(connect_steady(desk)) as connection:
        connection.execute("BEGIN")
        told = _since(connection, since, zone)
        if told is not None:
            uids = told.incidents
        ids = _ids(connection, wanted, uids)
        origin = _origin(connection, ids, wanted, layout, chosen=uids is not None)
        material = _material(connection, ids, origin, tables(layout, sources=sources))
        if told is not None:
            # Whoever gets it still has what the first export's filter showed.
            origin = replace(origin, filter=told.filter)
            material = replace(material, origin=origin, corrections=told.corrections)
        # Excel's library takes 0.2 s to import, which nobody who doesn't export should wait for.
        if suffix == ".xlsx":
            from desktop.sheets.workbook import write_workbook  # noqa: PLC0415

            return write_workbook(target, material, progress)
        from desktop.sheets.csvfiles import write_csv  # noqa: PLC0415

        return write_csv(target, material, progress)


def _since(connection: sqlite3.Connection, since: str, zone: str) -> "Since | None":
    if not since:
        return None
    # The command line's other exports need nothing of it.
    from desktop.desk import since as changed  # noqa: PLC0415

    return changed.since(connection, changed.issued(connection, since), zone)


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def issue(file: DeskFile, person: Person, receipt: Receipt, recipient: str, sha256: str) -> Issued:
    """Keep who got an export, so that the next one can say what is new; raises `SaveFailed`.

    `sha256` is the file's fingerprint.
    """
    issued = Issued(
        receipt.uid,
        recipient,
        datetime.now(UTC),
        person.name,
        receipt.journal_count,
        receipt.journal_head,
        receipt.filter,
        receipt.layout,
        receipt.path.name,
        sha256,
    )
    return receipts.keep(file, issued)


def _ids(
    connection: sqlite3.Connection, wanted: listing.Filter, uids: Sequence[str] | None
) -> list[int]:
    if uids is None:
        return list(listing.all_ids(connection, wanted, listing.Sort("number", descending=False)))
    found = (listing.id_of(connection, uid) for uid in uids)
    return [one for one in found if one is not None]


def _origin(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    wanted: listing.Filter,
    layout: str,
    *,
    chosen: bool,
) -> Origin:
    head = journal.head(connection)
    said = in_words(connection, wanted)
    return Origin(
        desk=read.meta(connection, "desk"),
        journal_count=head.count,
        journal_head=head.hash,
        filter=_("{n} chosen incidents").format(n=len(ids)) if chosen else said,
        layout=layout,
        program=f"incident-desk {__version__}",
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        receipt=uuid.uuid4().hex,
    )


def _material(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    origin: Origin,
    wanted: Mapping[str, Table],
) -> Material:
    terms = [
        term for code, _l, _t in VOCABULARIES for term in read.terms(connection, code, retired=True)
    ]
    return Material(
        origin,
        wanted,
        len(ids),
        _portions(connection, ids, wanted),
        _Around(connection).batch,
        tuple(terms),
        resource("ATTRIBUTION.md").read_text(encoding="utf-8"),
    )


def _portions(
    connection: sqlite3.Connection, ids: Sequence[int], wanted: Mapping[str, Table]
) -> Iterator[Portion]:
    """Yield the incidents' rows, then the sources that their reports name, and their origins."""
    sources: dict[str, None] = {}
    for some in batched(ids, _PORTION):
        rows = {
            code: wide.rows(connection, one.record, one.inputs, some)
            for code, one in wanted.items()
            if code != "sources"
        }
        if "sources" in wanted:
            sources.update(dict.fromkeys(_named(rows["reports"], wanted["reports"].inputs)))
        yield Portion(list(listing.uids(connection, some).values()), rows)
    if sources:
        sources |= dict.fromkeys(read.origins(connection, sources).values())
    for named in batched(sources, _SOURCES):
        one = wanted["sources"]
        yield Portion((), {"sources": wide.rows(connection, "source", one.inputs, named)})


def _named(rows: Iterable[Sequence[Stored]], inputs: Sequence[Input]) -> Iterator[str]:
    """Yield the sources that reports were read in, and those that carry them."""
    source = inputs.index(Input("report", "source"))
    carriers = inputs.index(Input("report", "carriers"))
    for row in rows:
        if row[source]:
            yield str(row[source])
        if row[carriers] != "[]":
            yield from json.loads(str(row[carriers] or "[]"))


class _Around:
    """The names and places that rows point at, asked of the desk once while they are remembered."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: dict[str, str] = {}
        self._places: dict[str, Kept] = {}

    def batch(self, uids: Collection[str]) -> Batch:
        """Return what stands around rows that point at these."""
        if len(self._names) > _REMEMBERED:
            self._names.clear()
            self._places.clear()
        missing = [uid for uid in uids if uid not in self._names]
        if missing:
            self._names.update(read.names(self._connection, missing))
            self._places.update(read.records(self._connection, "place", missing))
        return Batch(self._names, self._places)
