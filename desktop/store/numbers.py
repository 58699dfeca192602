"""Incidents' numbers: given once, counted by year, never given again."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from desktop.records.delta import Delta
from desktop.records.kinds import Values
from desktop.records.words import _
from desktop.store.errors import SaveFailed
from desktop.store.rows import chunks, marks

_NUMBER = re.compile(r"(\d{4})-(\d{1,9})", re.ASCII)


@dataclass(slots=True)
class _Counters:
    """The last number of each year, and the numbers that a portion brings along."""

    connection: sqlite3.Connection
    last: dict[int, int] = field(default_factory=dict)

    def at(self, year: int) -> int:
        """Return the last number of a year."""
        if year not in self.last:
            sql = "SELECT last FROM counter WHERE year=?"
            row = self.connection.execute(sql, (year,)).fetchone()
            self.last[year] = row[0] if row else 0
        return self.last[year]

    def write(self) -> None:
        """Keep what was counted."""
        self.connection.executemany(
            "INSERT INTO counter VALUES (?1, ?2) ON CONFLICT (year) DO UPDATE SET last=?2",
            self.last.items(),
        )


def numbered(connection: sqlite3.Connection, deltas: Sequence[Delta]) -> list[Delta]:
    """Return the deltas with a number for each new incident that has none, in order.

    A number that came from elsewhere is not given again; raise `SaveFailed` for one that is taken.
    """
    given = [
        delta
        for delta in deltas
        if delta.type == "incident" and delta.after is not None and delta.after.get("number")
    ]
    owners = _owners(connection, [str((delta.after or {})["number"]) for delta in given])
    counters = _Counters(connection)
    found: list[Delta] = []
    for delta in deltas:
        after = delta.after
        if delta.type != "incident" or after is None:
            found.append(delta)
        elif after.get("number"):
            _take(counters, owners, str(after["number"]), delta.uid)
            found.append(delta)
        elif delta.before is None:
            number = _next(counters, after)
            owners.setdefault(number, delta.uid)
            found.append(Delta(delta.type, delta.uid, None, after | {"number": number}))
        else:
            found.append(delta)
    counters.write()
    return found


def _owners(connection: sqlite3.Connection, given: Sequence[str]) -> dict[str, str]:
    owners: dict[str, str] = {}
    for some in chunks(given):
        sql = f"SELECT number, uid FROM incident WHERE number IN {marks(some)}"
        owners.update(connection.execute(sql, some))
    return owners


def _take(counters: _Counters, owners: dict[str, str], number: str, uid: str) -> None:
    if owners.setdefault(number, uid) != uid:
        raise SaveFailed(
            _("Another incident has the number {number}. Leave it empty to get a new one.").format(
                number=number
            )
        )
    parts = _NUMBER.fullmatch(number)
    if parts:
        year = int(parts[1])
        counters.last[year] = max(counters.at(year), int(parts[2]))


def _next(counters: _Counters, values: Values) -> str:
    when = values.get("when")
    year = (when.year if when is not None else None) or datetime.now(UTC).year
    counters.last[year] = counters.at(year) + 1
    return f"{year}-{counters.last[year]:04d}"
