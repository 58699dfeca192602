"""Exports a desk, or what a filter shows of it, to a workbook or CSV."""

import json
import sqlite3
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from desktop import __version__
from desktop.desk.filtering import in_words
from desktop.records.family import Kept
from desktop.records.kinds import Stored
from desktop.records.models import VOCABULARIES
from desktop.records.resources import resource
from desktop.records.words import _
from desktop.sheets.batch import Batch, Origin
from desktop.sheets.columns import Input, Table
from desktop.sheets.errors import ExportFailed
from desktop.sheets.layouts import LAYOUTS, tables
from desktop.sheets.material import Material, Portion
from desktop.sheets.receipt import Receipt
from desktop.store import journal, listing, read, wide
from desktop.store.connecting import connect_steady

__all__ = ["LAYOUTS", "SUFFIXES", "export", "suffix_of"]

SUFFIXES = (".xlsx", ".csv", ".zip")
# So many incidents, or sources with their texts, are in memory at a time.
_PORTION, _SOURCES = 500, 50
# Names are remembered until there are so many.
_REMEMBERED = 50_000


def _silent(_done: int, _total: int) -> None:
    return


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
    progress: Callable[[int, int], None] = _silent,
) -> Receipt:
    """Write what a filter shows, or the incidents chosen, in one consistent state of the desk.

    Without `sources` nothing of it says where something was read: no source, quote or URL.
    Safe on a worker thread: it reads on a connection of its own.  `progress(done, total)` counts
    incidents and may raise `Stopped`; then nothing is left behind.  Raises `ExportFailed`.
    """
    suffix = suffix_of(target)
    wanted = wanted or listing.Filter()
    with closing(connect_steady(desk)) as connection:
        connection.execute("BEGIN")
        ids = _ids(connection, wanted, uids)
        origin = _origin(connection, ids, wanted, layout, chosen=uids is not None)
        material = _material(connection, ids, origin, tables(layout, sources=sources))
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
    """Yield the incidents' rows, then those of the sources that their reports name."""
    sources: dict[str, None] = {}
    for start in range(0, len(ids), _PORTION):
        some = ids[start : start + _PORTION]
        rows = {
            code: wide.rows(connection, one.record, one.inputs, some)
            for code, one in wanted.items()
            if code != "sources"
        }
        if "sources" in wanted:
            sources.update(dict.fromkeys(_named(rows["reports"], wanted["reports"].inputs)))
        yield Portion(list(listing.uids(connection, some).values()), rows)
    named = list(sources)
    for start in range(0, len(named), _SOURCES):
        one = wanted["sources"]
        found = wide.rows(connection, "source", one.inputs, named[start : start + _SOURCES])
        yield Portion((), {"sources": found})


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
