"""The desk as it was at an earlier change: records rolled back, their families and names."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from desktop.records.family import Family, Kept
from desktop.records.kinds import Values
from desktop.records.models import blank
from desktop.store import journal, read, rows


@dataclass(frozen=True, slots=True)
class Past:
    """What was otherwise at an earlier change.

    `moved` has by type and uid the fields that were, None for a record that was not there or in
    the bin.  Where `common` is False the desk never was in that state, and nothing is known of it.
    """

    connection: sqlite3.Connection
    moved: Mapping[journal.Key, Values | None]
    common: bool = True

    def then(self, kept: Kept) -> Kept | None:
        """Return a record as it was; None where it was not there, or nothing is known."""
        if not self.common:
            return None
        key = (kept.type, kept.uid)
        if key not in self.moved:
            return kept
        values = self.moved[key]
        return None if values is None else replace(kept, removed=False, values=kept.values | values)

    def shown(self, kept: Kept) -> Kept:
        """Return a record as it was, or as it is where it was not there or nothing is known."""
        return self.then(kept) or kept

    def moved_from(self, ours: Iterable[Kept]) -> dict[str, Kept | None]:
        """Return by uid what some records were, where that differs from what they are."""
        return {one.uid: then for one in ours if (then := self.then(one)) != one}


def at(connection: sqlite3.Connection, count: int, head: str) -> Past:
    """Return the desk's past at the change with this number, if its hash is this one."""
    if not head or journal.hash_at(connection, count) != head:
        return Past(connection, {}, common=False)
    return Past(connection, journal.base(connection, count))


def records(past: Past, kind: str, uids: Iterable[str]) -> dict[str, Kept]:
    """Return records as they were; those that were not there then as they are."""
    found = rows.load(past.connection, kind, uids)
    return {uid: past.shown(one) for uid, one in found.items()}


def attached(past: Past, sources: Iterable[str]) -> dict[str, str]:
    """Return the names of the files that sources had then, as an export writes them."""
    found: dict[str, list[str]] = {}
    for some in rows.chunks(sources):
        where = f"source IN {rows.marks(some)} ORDER BY id"
        for one in rows.load_where(past.connection, "attachment", where, some):
            then = past.then(one) if past.common else one
            if then is not None and not then.removed:
                found.setdefault(then["source"], []).append(then["name"])
    return {source: "; ".join(named) for source, named in found.items()}


def names(past: Past, uids: Collection[str]) -> dict[str, str]:
    """Return what people called some records then."""
    found = read.names(past.connection, uids)
    for kind, column in read.NAMES.items():
        for uid in uids:
            values = past.moved.get((kind, uid))
            if values and column in values:
                found[uid] = values[column]
    return found


def families(past: Past, incidents: Iterable[str], wanted: Collection[str]) -> list[Family]:
    """Return some incidents with their reports and figures as they were.

    A record among `wanted` is there in any case, as it is now where it was not there then.
    """

    def there(found: Iterable[Kept]) -> Iterator[Kept]:
        for one in found:
            then = past.then(one)
            if one.uid in wanted or (then is not None and not then.removed):
                yield past.shown(one)
            elif not past.common and not one.removed:
                yield one

    made: list[Family] = []
    for some in rows.chunks(incidents):
        by_uid = {
            one.uid: Family(past.shown(one))
            for one in rows.load(past.connection, "incident", some).values()
        }
        marks = rows.marks(some)
        reports = rows.load_where(
            past.connection, "report", f"incident IN {marks} ORDER BY position, id", some
        )
        owners = {one.uid: one for one in reports}
        for report in there(reports):
            by_uid[report["incident"]].reports.append(report)
        for part in rows.chunks(owners):
            figures = rows.load_where(
                past.connection, "figure", f"report IN {rows.marks(part)} ORDER BY position, id",
                part,
            )  # fmt: skip
            for figure in there(figures):
                family = by_uid[owners[figure["report"]]["incident"]]
                family.figures.setdefault(figure["report"], []).append(figure)
        made += by_uid.values()
    return made


def given(past: Past, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the uid and the incident's uid of each live record that was there then too."""
    sql = {
        "incident": "SELECT uid, uid FROM incident WHERE removed=0",
        "report": "SELECT uid, incident FROM report WHERE removed=0",
        "figure": (
            "SELECT figure.uid, report.incident FROM figure "
            "JOIN report ON report.uid = figure.report WHERE figure.removed=0"
        ),
    }[kind]
    for uid, incident in past.connection.execute(sql):
        if past.moved.get((kind, uid), blank) is not None:
            yield uid, incident


def has(connection: sqlite3.Connection, kind: str, uids: Iterable[str]) -> set[str]:
    """Return which uids the desk has, in the bin or not."""
    found: set[str] = set()
    for some in rows.chunks(uids):
        sql = f'SELECT uid FROM "{kind}" WHERE uid IN {rows.marks(some)}'
        found.update(row[0] for row in connection.execute(sql, some))
    return found


def portions(connection: sqlite3.Connection, kind: str, size: int) -> Iterator[list[str]]:
    """Yield the uids of all records of a type, so many at a time, in the order they came."""
    cursor = connection.execute(f'SELECT uid FROM "{kind}" ORDER BY id')
    while some := cursor.fetchmany(size):
        yield [row[0] for row in some]
