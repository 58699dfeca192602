"""Whole rows for an export: a record's columns beside those of what it belongs to, as stored."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from desktop.records.kinds import Stored

_INCIDENT = "JOIN incident ON incident.id = wanted.value AND incident.removed=0"
_REPORT = f"{_INCIDENT} JOIN report ON report.incident = incident.uid AND report.removed=0"
_JOINS = {
    "incident": _INCIDENT,
    "report": _REPORT,
    "figure": (
        f"{_REPORT} JOIN figure ON figure.report = report.uid AND figure.removed=0 "
        "LEFT JOIN figure AS owner ON owner.uid = figure.of AND owner.report = report.uid "
        "AND owner.removed=0"
    ),
    "source": "JOIN source ON source.uid = wanted.value",
}
# What is no column of its table but belongs to it.
_BELONGING = {
    ("source", "attachments"): (
        "(SELECT group_concat(name, '; ') FROM (SELECT name FROM attachment "
        "WHERE attachment.source = source.uid AND attachment.removed=0 ORDER BY attachment.id))"
    )
}
_ORDERS = {
    "report": ", report.position, report.id",
    "figure": ", report.position, report.id, figure.position, figure.id",
}


def rows(
    connection: sqlite3.Connection,
    record: str,
    inputs: Iterable[tuple[str, str]],
    wanted: Sequence[int | str],
) -> list[tuple[Stored, ...]]:
    """Return the rows of some live incidents by id, or of sources by uid, in their order.

    Each row has the `inputs`, which are (whose, column): of the record itself, of the incident or
    report that it belongs to, or of the figure that a figure is a share of ("owner").  Of a source
    "attachments" gives the names of its files.
    """
    selected = ",".join(
        _BELONGING.get((whose, column), f'"{whose}"."{column}"') for whose, column in inputs
    )
    sql = (
        f"SELECT {selected} FROM json_each(?) AS wanted {_JOINS[record]} "
        f"ORDER BY wanted.key{_ORDERS.get(record, '')}"
    )
    return connection.execute(sql, (json.dumps(list(wanted)),)).fetchall()
