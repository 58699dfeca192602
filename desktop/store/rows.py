"""Between a record's values and its row: SQL text made once from the declarations."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from desktop.records.batches import batched
from desktop.records.family import Family, Kept
from desktop.records.kinds import Stored, Values
from desktop.records.models import content, parts

CHUNK = 500


@cache
def columns(record: str) -> tuple[str, ...]:
    """Return the content columns of a record's table."""
    return tuple(content(record))


@cache
def written(record: str) -> tuple[str, ...]:
    """Return the columns that a save writes: content, then the parts of it."""
    return (*content(record), *parts(record))


@cache
def insert_sql(record: str, more: tuple[str, ...] = ()) -> str:
    """Return the statement that adds one row: its uid, what is written of it, then `more`."""
    names = ("uid", *written(record), *more)
    marks = ",".join("?" * len(names))
    quoted = ",".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{record}" ({quoted},version,removed) VALUES ({marks},1,0)'


@cache
def update_sql(record: str, names: tuple[str, ...]) -> str:
    """Return the statement that sets some columns of one row, and `removed`, by uid."""
    sets = ",".join(f'"{name}"=?' for name in (*names, "removed"))
    return f'UPDATE "{record}" SET {sets},version=version+1 WHERE uid=?'


@cache
def select_sql(record: str) -> str:
    """Return the start of the statement that reads rows."""
    quoted = ",".join(f'"{name}"' for name in columns(record))
    return f'SELECT uid,version,removed,{quoted} FROM "{record}"'


@cache
def _converters(record: str) -> tuple[tuple[str, Callable[[Any], Stored] | None], ...]:
    return tuple(
        (name, None if kind.plain else kind.to_json) for name, kind in content(record).items()
    )


def cells_of(record: str, values: Values) -> tuple[Stored, ...]:
    """Return what the content columns hold of a whole record."""
    return tuple(
        [
            values[name] if convert is None else convert(values[name])
            for name, convert in _converters(record)
        ]
    )


def parts_of(record: str, values: Values) -> list[Stored]:
    """Return what the columns hold that are parts of other fields."""
    return [part.part(values[part.source.name]) for part in parts(record).values()]


@cache
def touched(record: str, names: frozenset[str]) -> tuple[str, ...]:
    """Return the columns to write when some fields change: theirs and their parts."""
    return tuple(
        column
        for column in written(record)
        if column in names
        or (column in parts(record) and parts(record)[column].source.name in names)
    )


def stored(record: str, values: Values, names: tuple[str, ...]) -> list[Stored]:
    """Return what the columns `names` hold for `values`."""
    declared, of_parts = content(record), parts(record)
    return [
        of_parts[name].of(values) if name in of_parts else declared[name].to_json(values[name])
        for name in names
    ]


def kept(record: str, row: Sequence[Stored]) -> Kept:
    """Return the record of one selected row."""
    declared = content(record)
    values = {
        name: declared[name].from_json(cell)
        for name, cell in zip(columns(record), row[3:], strict=True)
    }
    return Kept(record, str(row[0]), int(row[1] or 0), bool(row[2]), values)


def chunks(uids: Iterable[str]) -> Iterator[list[str]]:
    """Yield the uids in lists that fit into one statement."""
    return batched(dict.fromkeys(uids), CHUNK)


def marks(values: Sequence[object]) -> str:
    """Return a bracketed list of as many question marks as there are values."""
    return "(" + ",".join("?" * len(values)) + ")"


def load(connection: sqlite3.Connection, record: str, uids: Iterable[str]) -> dict[str, Kept]:
    """Return the records with these uids, those in the bin included."""
    found: dict[str, Kept] = {}
    for some in chunks(uids):
        sql = f"{select_sql(record)} WHERE uid IN {marks(some)}"
        for row in connection.execute(sql, some):
            found[row[0]] = kept(record, row)
    return found


def load_raw(
    connection: sqlite3.Connection, record: str, uids: Iterable[str]
) -> dict[str, tuple[Stored, ...]]:
    """Return the rows of some uids as they are stored: uid, version, removed, then the columns."""
    found: dict[str, tuple[Stored, ...]] = {}
    for some in chunks(uids):
        sql = f"{select_sql(record)} WHERE uid IN {marks(some)}"
        found.update((row[0], row) for row in connection.execute(sql, some))
    return found


@cache
def index(record: str, name: str) -> int:
    """Return where in a selected row a content column stands."""
    return 3 + columns(record).index(name)


def load_where(
    connection: sqlite3.Connection, record: str, where: str, values: Sequence[Stored] = ()
) -> list[Kept]:
    """Return the records that meet a condition written by us; values are always parameters."""
    return [
        kept(record, row)
        for row in connection.execute(f"{select_sql(record)} WHERE {where}", values)
    ]


def families(connection: sqlite3.Connection, uids: Iterable[str]) -> list[Family]:
    """Return the live families of some incidents; their binned reports and figures are left out."""
    found: list[Family] = []
    for some in chunks(uids):
        wanted = marks(some)
        incidents = load_where(connection, "incident", f"uid IN {wanted} AND removed=0", some)
        by_uid = {one.uid: Family(one) for one in incidents}
        reports = load_where(
            connection,
            "report",
            f"incident IN {wanted} AND removed=0 ORDER BY position, id",
            some,
        )
        for report in reports:
            if report["incident"] in by_uid:
                by_uid[report["incident"]].reports.append(report)
        owners = {report.uid: report["incident"] for report in reports}
        for part in chunks(owners):
            for figure in load_where(
                connection,
                "figure",
                f"report IN {marks(part)} AND removed=0 ORDER BY position, id",
                part,
            ):
                family = by_uid.get(owners[figure["report"]])
                if family is not None:
                    family.figures.setdefault(figure["report"], []).append(figure)
        found.extend(by_uid.values())
    return found
