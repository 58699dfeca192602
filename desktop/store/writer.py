"""Writes the portions of one change: rows, journal lines, and what is worked out of new incidents.

What is worked out of a new incident comes from the deltas themselves where its reports and figures
stand in the same portion; all else is worked out from the rows when every portion is written.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.records.delta import Change, Delta
from desktop.records.family import Family, Kept
from desktop.records.kinds import Stored, Values
from desktop.records.models import RECORDS, blank, content
from desktop.records.words import ngettext
from desktop.store import derived, journal, rows, search
from desktop.store.bulk import Load
from desktop.store.derived import Around, Derived
from desktop.store.errors import Clash, Moved
from desktop.store.numbers import numbered
from desktop.store.scope import Scope

Row = tuple[Stored, ...]
# After so many records in one change SQLite looks anew at what its indexes hold.
MANY = 5000
_MORE = (*derived.COLUMNS, "changed_at", "changed_by", "id")
_NOTHING: list[Stored] = [None] * len(derived.COLUMNS)


@dataclass(frozen=True, slots=True)
class _New:
    """A record that was not there: its values, and its content columns."""

    uid: str
    values: Values
    cells: list[Stored]


@dataclass(slots=True)
class Writer:
    """What is known while a change is written, portion by portion, and then finished."""

    connection: sqlite3.Connection
    entry: journal.Entry
    reached: Scope = field(default_factory=Scope)
    around: Around = field(default_factory=Around)
    load: Load = field(default_factory=Load)

    def write(self, deltas: Sequence[Delta]) -> list[Delta]:
        """Write a portion's rows and journal; return it with the numbers that were given.

        Raises `Moved` where a record is no longer what `before` says.
        """
        if len({delta.uid for delta in deltas}) < len(deltas):
            raise ValueError("a change has two deltas for one record")
        deltas = numbered(self.connection, deltas)
        stored = _stored(self.connection, deltas)
        _require_unmoved(deltas, stored)
        families = _families(deltas, stored, self.reached.changed)
        self.reached.take(self.connection, deltas, stored)
        self._take_pointed(deltas, stored)
        self._write_rows(deltas, stored, families)
        return deltas

    def finish(self, written: Sequence[Delta] = ()) -> Change:
        """Close the journal's change, work out what the portions left open, and return it."""
        change = journal.close(self.connection, self.entry, written)
        self.load.end(self.connection)
        derived.refresh(self.connection, self.reached)
        self.connection.executemany(
            "UPDATE incident SET changed_at=?, changed_by=? WHERE uid=?",
            ((*self._stamp, uid) for uid in self.reached.changed),
        )
        if self.entry.count > MANY:
            self.connection.execute("PRAGMA analysis_limit=1000")
            self.connection.execute("ANALYZE")
        return change

    @property
    def _stamp(self) -> tuple[int, Stored]:
        return int(self.entry.at.timestamp()), self.entry.by

    def _take_pointed(self, deltas: Sequence[Delta], stored: Mapping[str, Row]) -> None:
        pointed = [delta for delta in deltas if delta.type in {"place", "term"}]
        known = {one.uid for one in pointed if one.uid in stored or one.uid in self.around.missing}
        if known or any(one.type == "term" for one in pointed):
            self.reached.take_pointed(self.connection, pointed, known)
            self.around = Around()

    def _write_rows(
        self, deltas: Sequence[Delta], stored: Mapping[str, Row], families: Mapping[str, Family]
    ) -> None:
        fresh: dict[str, list[_New]] = {record: [] for record in RECORDS}
        lines: list[journal.Line] = []
        for delta in deltas:
            if delta.uid in stored or delta.after is None:
                lines.append(journal.line(delta))
                continue
            one = _new(delta.type, delta.uid, delta.after)
            fresh[delta.type].append(one)
            # What is not given is blank in the row, but not in the journal.
            whole = one.values is delta.after
            lines.append(
                journal.made(delta.type, delta.uid, one.cells) if whole else journal.line(delta)
            )
        for record, some in fresh.items():
            if record != "incident":
                self._insert(record, some)
        self._update(deltas, stored)
        _follow(self.connection, deltas)
        self._insert_incidents(fresh["incident"], families)
        journal.add(self.connection, self.entry, lines)

    def _insert(self, record: str, some: Sequence[_New]) -> None:
        self.connection.executemany(
            rows.insert_sql(record),
            ((one.uid, *one.cells, *rows.parts_of(record, one.values)) for one in some),
        )

    def _insert_incidents(self, some: Sequence[_New], families: Mapping[str, Family]) -> None:
        """Write new incidents with what is worked out of those whose families are whole."""
        if not some:
            return
        self.load.grow(self.connection, len(some))
        self.around.meet(self.connection, families.values())
        found = {uid: derived.work_out(one, self.around) for uid, one in families.items()}
        last = self.connection.execute("SELECT coalesce(max(id), 0) FROM incident").fetchone()[0]
        ids = {one.uid: key for key, one in enumerate(some, start=last + 1)}
        self.connection.executemany(
            rows.insert_sql("incident", _MORE),
            (
                (
                    one.uid,
                    *one.cells,
                    *rows.parts_of("incident", one.values),
                    *(found[one.uid].columns if one.uid in found else _NOTHING),
                    *self._stamp,
                    ids[one.uid],
                )
                for one in some
            ),
        )
        settled: list[tuple[int, Derived]] = [(ids[uid], one) for uid, one in found.items()]
        derived.add(self.connection, settled)
        self.reached.settle(found.keys())

    def _update(self, deltas: Sequence[Delta], stored: Mapping[str, Row]) -> None:
        updates: dict[tuple[str, tuple[str, ...]], list[list[Stored]]] = {}
        for delta in deltas:
            if delta.uid not in stored:
                continue
            after = delta.after or {}
            names = rows.touched(delta.type, frozenset(after))
            row = [*rows.stored(delta.type, after, names), int(delta.after is None), delta.uid]
            updates.setdefault((delta.type, names), []).append(row)
        for (record, names), some in updates.items():
            self.connection.executemany(rows.update_sql(record, names), some)


def _new(record: str, uid: str, after: Values) -> _New:
    values = after if len(after) == len(content(record)) else blank(record) | after
    return _New(uid, values, rows.cells_of(record, values))


def _families(
    deltas: Sequence[Delta], stored: Mapping[str, Row], reached: Collection[str]
) -> dict[str, Family]:
    """Return the families of the new incidents of which everything stands in these deltas.

    Not of those that earlier deltas reached, or into which a report or figure is moved.
    """
    there = [delta for delta in deltas if delta.after is not None]
    fresh: dict[str, list[Kept]] = {"incident": [], "report": [], "figure": []}
    for delta in there:
        if delta.type in fresh and delta.uid not in stored:
            fresh[delta.type].append(_kept(delta))
    found = {one.uid: Family(one) for one in fresh["incident"] if one.uid not in reached}
    family_of: dict[str, Family] = {}
    for report in sorted(fresh["report"], key=_position):
        family = found.get(report["incident"])
        if family is not None:
            family.reports.append(report)
            family_of[report.uid] = family
    for figure in sorted(fresh["figure"], key=_position):
        family = family_of.get(figure["report"])
        if family is not None:
            family.figures.setdefault(figure["report"], []).append(figure)
    for delta in there:
        if delta.type in {"report", "figure"} and delta.uid in stored:
            _give_up(found, family_of, delta)
    return found


def _give_up(found: dict[str, Family], family_of: Mapping[str, Family], moved: Delta) -> None:
    """Take out the family that a report or figure is moved into: it has what stands elsewhere."""
    after = moved.after or {}
    family = family_of.get(after.get("report", ""))
    found.pop(after.get("incident", ""), None)
    if family is not None:
        found.pop(family.incident.uid, None)


def _kept(delta: Delta) -> Kept:
    after = delta.after or {}
    values = after if len(after) == len(content(delta.type)) else blank(delta.type) | after
    return Kept(delta.type, delta.uid, 1, False, values)


def _position(kept: Kept) -> tuple[bool, int]:
    """Return what sorts as SQL does, which puts those without a position first."""
    position = kept["position"]
    return position is not None, position or 0


def _follow(connection: sqlite3.Connection, deltas: Iterable[Delta]) -> None:
    """Bring the searched texts and fingerprints in line with the records that others point at."""
    touched: dict[str, list[str]] = {}
    texts: list[tuple[str | None, str]] = []
    for delta in deltas:
        if delta.type not in search.TARGETS or delta.after is None:
            continue
        if delta.before is None or not delta.after.keys().isdisjoint(search.TARGETS[delta.type]):
            touched.setdefault(delta.type, []).append(delta.uid)
        if delta.type == "source" and "text" in delta.after:
            text = delta.after["text"]
            print_ = hashlib.sha256(text.encode()).hexdigest() if text else None
            texts.append((print_, delta.uid))
    connection.executemany("UPDATE source SET sha256=? WHERE uid=?", texts)
    for kind, uids in touched.items():
        search.follow(connection, kind, uids)


def _stored(connection: sqlite3.Connection, deltas: Sequence[Delta]) -> dict[str, Row]:
    by_type: dict[str, list[str]] = {}
    for delta in deltas:
        by_type.setdefault(delta.type, []).append(delta.uid)
    stored: dict[str, Row] = {}
    for record, uids in by_type.items():
        stored |= rows.load_raw(connection, record, uids)
    return stored


def _require_unmoved(deltas: Sequence[Delta], stored: Mapping[str, Row]) -> None:
    clashes = [clash for delta in deltas for clash in _clashes(delta, stored.get(delta.uid))]
    if clashes:
        n = len(clashes)
        raise Moved(
            ngettext(
                "The record was changed meanwhile: {n} field differs from what you started with.",
                "The record was changed meanwhile: {n} fields differ from what you started with.",
                n,
            ).format(n=n),
            clashes,
        )


def _clashes(delta: Delta, row: Row | None) -> Iterator[Clash]:
    there = row is not None and not row[2]
    if delta.before is None:
        if row is not None and there:
            kept = rows.kept(delta.type, row)
            yield Clash(delta.type, delta.uid, "", None, kept)
        return
    if row is None or not there:
        yield Clash(delta.type, delta.uid, "", delta.before, None)
        return
    declared = content(delta.type)
    for name, value in delta.before.items():
        found = row[rows.index(delta.type, name)]
        if declared[name].to_json(value) != found:
            yield Clash(delta.type, delta.uid, name, value, declared[name].from_json(found))
