"""What a change reaches: the incidents of which something worked out may differ afterwards."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.records.delta import Delta
from desktop.records.kinds import Stored
from desktop.store import rows

# Fields that the lists' worked-out columns depend on, and those that the search text does.
_LISTED = {
    "incident": frozenset({"kind", "actor", "tags", "where"}),
    "report": frozenset({"incident", "when", "speaker", "reliability", "credibility"}),
    "figure": frozenset({"report", "measure", "munition", "count", "places", "relation", "rank"}),
}
_SEARCHED = {
    "incident": frozenset({"number", "title", "summary", "kind", "actor", "tags", "where"}),
    "report": frozenset({"incident", "speaker", "source", "carriers", "note"}),
    "figure": frozenset({"report", "places", "quote", "note"}),
}
Row = tuple[Stored, ...]


@dataclass(slots=True)
class Scope:
    """The incidents that a change reaches.

    `changed` are those that it changed themselves, by their own record, a report or a figure;
    `listed` those whose worked-out columns may differ now, `searched` those whose search text or
    references may.  `early` are reports that were not there yet when figures of theirs came.
    """

    changed: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    searched: set[str] = field(default_factory=set)
    early: set[str] = field(default_factory=set)

    def take(
        self, connection: sqlite3.Connection, deltas: Sequence[Delta], stored: Mapping[str, Row]
    ) -> None:
        """Add what some deltas reach; `stored` are the rows before they are written."""
        by_type: dict[str, list[Delta]] = {}
        for delta in deltas:
            by_type.setdefault(delta.type, []).append(delta)
        for delta in by_type.get("incident", ()):
            self._reach(delta, {delta.uid})
        incident_of: dict[str, str] = {}
        for delta in by_type.get("report", ()):
            owners = _owners(delta, stored, "incident")
            self._reach(delta, owners)
            incident_of.update((delta.uid, owner) for owner in owners)
        self._take_figures(connection, by_type.get("figure", ()), stored, incident_of)

    def take_pointed(
        self, connection: sqlite3.Connection, deltas: Sequence[Delta], known: Collection[str]
    ) -> None:
        """Add the incidents that point at places and terms, of those uids that are `known`."""
        self._take_places(
            connection, [one for one in deltas if one.type == "place" and one.uid in known]
        )
        for delta in deltas:
            if delta.type == "term" and delta.uid in known:
                self._take_term(connection, delta)
        self._take_speakers(
            connection, [one for one in deltas if one.type == "speaker" and one.uid in known]
        )

    def _reach(self, delta: Delta, incidents: set[str]) -> None:
        self.changed |= incidents
        whole = delta.before is None or delta.after is None
        if whole or not _LISTED[delta.type].isdisjoint(delta.after or ()):
            self.listed |= incidents
        if whole or not _SEARCHED[delta.type].isdisjoint(delta.after or ()):
            self.searched |= incidents

    def _take_figures(
        self,
        connection: sqlite3.Connection,
        figures: Sequence[Delta],
        stored: Mapping[str, Row],
        incident_of: dict[str, str],
    ) -> None:
        owners = {delta.uid: _owners(delta, stored, "report") for delta in figures}
        unknown = {uid for some in owners.values() for uid in some} - incident_of.keys()
        for some in rows.chunks(unknown):
            sql = f"SELECT uid, incident FROM report WHERE uid IN {rows.marks(some)}"
            incident_of.update(connection.execute(sql, some))
        self.early |= unknown - incident_of.keys()
        for delta in figures:
            self._reach(
                delta, {incident_of[uid] for uid in owners[delta.uid] if uid in incident_of}
            )

    def _take_places(self, connection: sqlite3.Connection, deltas: Sequence[Delta]) -> None:
        renamed = [delta.uid for delta in deltas if "name" in (delta.after or ())]
        moved = [delta.uid for delta in deltas if {"parent", "kind"} & set(delta.after or ())]
        self._list_pointing(connection, renamed)
        for some in rows.chunks(moved):
            marks = rows.marks(some)
            sql = (
                f"WITH RECURSIVE inside (uid) AS (SELECT uid FROM place WHERE uid IN {marks} UNION "
                "SELECT place.uid FROM place JOIN inside ON place.parent = inside.uid) "
                "SELECT incident.uid FROM inside JOIN reference ON reference.target = inside.uid "
                "JOIN incident ON incident.id = reference.incident"
            )
            self.listed |= _first(connection.execute(sql, some))

    def _take_speakers(self, connection: sqlite3.Connection, deltas: Sequence[Delta]) -> None:
        # Whose word counts for a place decides what is published.
        self._list_pointing(
            connection, [one.uid for one in deltas if {"official", "place"} & set(one.after or ())]
        )

    def _list_pointing(self, connection: sqlite3.Connection, targets: Sequence[str]) -> None:
        for some in rows.chunks(targets):
            sql = (
                "SELECT uid FROM incident WHERE id IN "
                f"(SELECT incident FROM reference WHERE target IN {rows.marks(some)})"
            )
            self.listed |= _first(connection.execute(sql, some))

    def _take_term(self, connection: sqlite3.Connection, delta: Delta) -> None:
        sql = "SELECT uid FROM incident WHERE kind=?1 OR actor=?1 OR instr(tags, ?1) > 0"
        found = _first(connection.execute(sql, (delta.uid,)))
        self.listed |= found
        self.searched |= found
        whole = delta.before is None or delta.after is None
        if whole or {"code", "vocabulary"} & set(delta.after or ()):
            sql = (
                "SELECT report.incident FROM figure JOIN report ON report.uid = figure.report "
                "WHERE figure.measure=?"
            )
            self.listed |= _first(connection.execute(sql, (delta.uid,)))


def _first(found: Iterable[Row]) -> set[str]:
    return {str(row[0]) for row in found}


def _owners(delta: Delta, stored: Mapping[str, Row], link: str) -> set[str]:
    """Return what a report or figure belongs to, before and after."""
    found = set()
    row = stored.get(delta.uid)
    if row is not None:
        found.add(str(row[rows.index(delta.type, link)]))
    if delta.after is not None and delta.after.get(link):
        found.add(str(delta.after[link]))
    return found


def incidents_of(connection: sqlite3.Connection, deltas: Sequence[Delta]) -> set[str]:
    """Return the uids of the incidents that some deltas change, by a report or figure too."""
    stored: dict[str, Row] = {}
    for kind in ("report", "figure"):
        stored |= rows.load_raw(connection, kind, [one.uid for one in deltas if one.type == kind])
    reached = Scope()
    reached.take(connection, deltas, stored)
    return reached.changed
