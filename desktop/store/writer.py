"""Writes the portions of one change: rows, journal lines, and what is worked out of new incidents.

What is worked out of a new incident comes from the deltas themselves where its reports and figures
stand in the same portion; all else is worked out from the rows when every portion is written.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.records.delta import Change, Delta
from desktop.records.family import Family, Kept
from desktop.records.kinds import Stored
from desktop.records.models import RECORDS, blank, content
from desktop.records.words import ngettext
from desktop.store import derived, journal, likeness, rows, search
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
        made = _made(deltas, stored)
        families = _families(made, self.reached)
        for delta in deltas:
            if delta.uid in stored and delta.after is not None:
                _give_up(families, made, delta)
        settled = {one.uid for family in families.values() for one in family.members()}
        others = [delta for delta in deltas if delta.uid not in settled]
        self.reached.take(self.connection, others, stored)
        known = self._known(others, stored)
        self._write_rows(deltas, stored, made, families)
        self.reached.take_pointed(self.connection, others, known)
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

    def _known(self, deltas: Sequence[Delta], stored: Mapping[str, Row]) -> set[str]:
        """Return what incidents may point at already of places, terms and speakers; forget it."""
        pointed = [delta for delta in deltas if delta.type in {"place", "term", "speaker"}]
        known = {
            one.uid
            for one in pointed
            if one.uid in stored
            or one.uid in self.around.missing
            # Reports may be there before the speaker is, and a new official counts at once.
            or (one.type == "speaker" and (one.after or {}).get("official"))
        }
        if known or any(one.type == "term" for one in pointed):
            self.around = Around(missing=self.around.missing - known)
        return known

    def _write_rows(
        self,
        deltas: Sequence[Delta],
        stored: Mapping[str, Row],
        made: Mapping[str, Kept],
        families: Mapping[str, Family],
    ) -> None:
        fresh: dict[str, list[tuple[Kept, Row]]] = {record: [] for record in RECORDS}
        lines: list[journal.Line] = []
        for delta in deltas:
            one = made.get(delta.uid)
            if one is None:
                lines.append(journal.line(delta))
                continue
            cells = rows.cells_of(one.type, one.values)
            fresh[one.type].append((one, cells))
            # What is not given is blank in the row, but not in the journal.
            whole = one.values is delta.after
            lines.append(journal.made(one.type, one.uid, cells) if whole else journal.line(delta))
        for record, some in fresh.items():
            if record != "incident":
                self._insert(record, some)
        self._update(deltas, stored)
        _follow(self.connection, deltas, stored)
        self._insert_incidents(fresh["incident"], families)
        journal.add(self.connection, self.entry, lines)

    def _insert(self, record: str, some: Sequence[tuple[Kept, Row]]) -> None:
        self.connection.executemany(
            rows.insert_sql(record),
            ((one.uid, *cells, *rows.parts_of(record, one.values)) for one, cells in some),
        )

    def _insert_incidents(
        self, some: Sequence[tuple[Kept, Row]], families: Mapping[str, Family]
    ) -> None:
        """Write new incidents with what is worked out of those whose families are whole."""
        if not some:
            return
        self.load.grow(self.connection, len(some))
        self.around.meet(self.connection, families.values())
        found = {uid: derived.work_out(one, self.around) for uid, one in families.items()}
        last = self.connection.execute("SELECT coalesce(max(id), 0) FROM incident").fetchone()[0]
        ids = {one.uid: key for key, (one, _cells) in enumerate(some, start=last + 1)}
        stamp = self._stamp
        self.connection.executemany(
            rows.insert_sql("incident", _MORE),
            (
                (
                    one.uid,
                    *cells,
                    *rows.parts_of("incident", one.values),
                    *(found[one.uid].columns if one.uid in found else _NOTHING),
                    *stamp,
                    ids[one.uid],
                )
                for one, cells in some
            ),
        )
        settled: list[tuple[int, Derived]] = [(ids[uid], one) for uid, one in found.items()]
        derived.add(self.connection, settled)

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


def _made(deltas: Sequence[Delta], stored: Mapping[str, Row]) -> dict[str, Kept]:
    """Return the records that some deltas make; what is not given is blank."""
    found: dict[str, Kept] = {}
    for delta in deltas:
        after = delta.after
        if after is not None and delta.uid not in stored:
            # An import gives every field; a blank record of each would cost more than the row.
            values = after if len(after) == len(content(delta.type)) else blank(delta.type) | after
            found[delta.uid] = Kept(delta.type, delta.uid, 1, False, values)
    return found


def _families(made: Mapping[str, Kept], reached: Scope) -> dict[str, Family]:
    """Return the families of new incidents, but of those that earlier deltas reached."""
    fresh: dict[str, list[Kept]] = {"incident": [], "report": [], "figure": []}
    for one in made.values():
        if one.type in fresh:
            fresh[one.type].append(one)
    found = {one.uid: Family(one) for one in fresh["incident"] if one.uid not in reached.changed}
    family_of: dict[str, Family] = {}
    for report in sorted(fresh["report"], key=_position):
        if report.uid in reached.early:
            found.pop(report["incident"], None)
        family = found.get(report["incident"])
        if family is not None:
            family.reports.append(report)
            family_of[report.uid] = family
    for figure in sorted(fresh["figure"], key=_position):
        family = family_of.get(figure["report"])
        if family is not None:
            family.figures.setdefault(figure["report"], []).append(figure)
    return found


def _give_up(found: dict[str, Family], made: Mapping[str, Kept], moved: Delta) -> None:
    """Take out the family that a report or figure is moved into: it has what stands elsewhere."""
    after = moved.after or {}
    if moved.type == "report":
        found.pop(after.get("incident", ""), None)
    elif moved.type == "figure" and after.get("report") in made:
        found.pop(made[after["report"]]["incident"], None)


def _position(kept: Kept) -> tuple[bool, int]:
    """Return what sorts as SQL does, which puts those without a position first."""
    position = kept["position"]
    return position is not None, position or 0


def _follow(
    connection: sqlite3.Connection, deltas: Iterable[Delta], stored: Mapping[str, Row]
) -> None:
    """Bring the searched texts and fingerprints in line with the records that others point at.

    `stored` are the rows as they were before.
    """
    touched: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for delta in deltas:
        if delta.type not in search.TARGETS or delta.after is None:
            continue
        if delta.before is None or not delta.after.keys().isdisjoint(search.TARGETS[delta.type]):
            touched.setdefault(delta.type, []).append(delta.uid)
        if delta.type == "source" and "text" in delta.after:
            texts[delta.uid] = delta.after["text"]
    connection.executemany(
        "UPDATE source SET sha256=? WHERE uid=?",
        [
            (hashlib.sha256(text.encode()).hexdigest() if text else None, uid)
            for uid, text in texts.items()
        ],
    )
    _know(connection, texts, stored)
    for kind, uids in touched.items():
        search.follow(connection, kind, uids)


def _know(
    connection: sqlite3.Connection, texts: Mapping[str, str], stored: Mapping[str, Row]
) -> None:
    """Bring the shingles in line with the new texts of sources."""
    at = rows.index("source", "text")
    for some in rows.chunks(texts):
        sql = f"SELECT id, uid FROM source WHERE uid IN {rows.marks(some)}"
        likeness.follow(
            connection,
            [
                (key, str(stored[uid][at]) if uid in stored else "", texts[uid])
                for key, uid in connection.execute(sql, some)
            ],
        )


def _stored(connection: sqlite3.Connection, deltas: Sequence[Delta]) -> dict[str, Row]:
    by_type: dict[str, list[str]] = {}
    for delta in deltas:
        by_type.setdefault(delta.type, []).append(delta.uid)
    stored: dict[str, Row] = {}
    for record, uids in by_type.items():
        stored |= rows.load_raw(connection, record, uids)
    return stored


def _require_unmoved(deltas: Sequence[Delta], stored: Mapping[str, Row]) -> None:
    clashes = [
        clash
        for delta in deltas
        if delta.before is not None or delta.uid in stored
        for clash in _clashes(delta, stored.get(delta.uid))
    ]
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
