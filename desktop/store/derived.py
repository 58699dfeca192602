"""What is worked out from an incident's family: list columns, references, search text."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.records.delta import Delta
from desktop.records.family import Family
from desktop.records.fold import fold
from desktop.records.kinds import Stored
from desktop.records.published import claims, disagreements_of, headline_of
from desktop.store import rows, search

HEADLINES = ("launched", "downed", "killed", "injured")
_COLUMNS = (
    "kind_key",
    "actor_key",
    "where_key",
    *(name for measure in HEADLINES for name in (measure, f"{measure}_low")),
    "reports",
    "disagree",
)
_SET = ",".join(f"{name}=?" for name in _COLUMNS)
_BATCH = 2000
# Fields that the lists' worked-out columns depend on, and those that the search text does.
_LISTED = {
    "incident": frozenset({"kind", "actor", "where"}),
    "report": frozenset({"incident", "when"}),
    "figure": frozenset({"report", "measure", "munition", "count", "places", "relation", "rank"}),
}
_SEARCHED = {
    "incident": frozenset({"number", "title", "summary", "kind", "actor", "tags", "where"}),
    "report": frozenset({"incident", "speaker", "source", "carriers", "note"}),
    "figure": frozenset({"report", "places", "quote", "note"}),
}
Row = tuple[Stored, ...]


@dataclass(slots=True)
class _Around:
    """Names and parents of all that some families point at."""

    names: dict[str, str] = field(default_factory=dict)
    searched: dict[str, str] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    measures: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Scope:
    """The incidents that a change reaches.

    `changed` are those that it changed themselves, by their own record, a report or a figure;
    `listed` those whose worked-out columns may differ now, `searched` those whose search text or
    references may, `fresh` those that are new.
    """

    changed: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    searched: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)

    def take(
        self, connection: sqlite3.Connection, deltas: Sequence[Delta], stored: Mapping[str, Row]
    ) -> None:
        """Add what some deltas reach; `stored` are the rows before they are written."""
        by_type: dict[str, list[Delta]] = {}
        for delta in deltas:
            by_type.setdefault(delta.type, []).append(delta)
        for delta in by_type.get("incident", ()):
            self._reach(delta, {delta.uid})
            if delta.uid not in stored:
                self.fresh.add(delta.uid)
        incident_of: dict[str, str] = {}
        for delta in by_type.get("report", ()):
            owners = _owners(delta, stored, "incident")
            self._reach(delta, owners)
            incident_of.update((delta.uid, owner) for owner in owners)
        self._take_figures(connection, by_type.get("figure", ()), stored, incident_of)
        for kind in ("place", "speaker", "source"):
            self._take_pointed(connection, by_type.get(kind, ()))
        self._take_terms(connection, by_type.get("term", ()), stored)

    def _reach(self, delta: Delta, incidents: set[str]) -> None:
        self.changed |= incidents
        whole = delta.before is None or delta.after is None
        if whole or not _LISTED[delta.type].isdisjoint(delta.after or ()):
            self.listed |= incidents
        if whole or not _SEARCHED[delta.type].isdisjoint(delta.after or ()):
            self.searched |= incidents

    def _outdate(self, incidents: Iterable[Row]) -> None:
        uids = {str(row[0]) for row in incidents}
        self.listed |= uids
        self.searched |= uids

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
        for delta in figures:
            self._reach(
                delta, {incident_of[uid] for uid in owners[delta.uid] if uid in incident_of}
            )

    def _take_pointed(self, connection: sqlite3.Connection, deltas: Sequence[Delta]) -> None:
        known = [delta for delta in deltas if delta.before is not None]
        inside = [
            delta.uid
            for delta in known
            if delta.type == "place" and {"parent", "kind"} & set(delta.after or {})
        ]
        for some in rows.chunks({delta.uid for delta in known}):
            sql = (
                "SELECT uid FROM incident WHERE id IN "
                f"(SELECT incident FROM reference WHERE target IN {rows.marks(some)})"
            )
            self._outdate(connection.execute(sql, some))
        for some in rows.chunks(inside):
            marks = rows.marks(some)
            sql = (
                f"WITH RECURSIVE inside (uid) AS (SELECT uid FROM place WHERE uid IN {marks} UNION "
                "SELECT place.uid FROM place JOIN inside ON place.parent = inside.uid) "
                "SELECT incident.uid FROM inside JOIN reference ON reference.target = inside.uid "
                "JOIN incident ON incident.id = reference.incident"
            )
            self._outdate(connection.execute(sql, some))

    def _take_terms(
        self, connection: sqlite3.Connection, deltas: Sequence[Delta], stored: Mapping[str, Row]
    ) -> None:
        for delta in deltas:
            if delta.uid not in stored:
                continue
            sql = "SELECT uid FROM incident WHERE kind=?1 OR actor=?1 OR instr(tags, ?1) > 0"
            self._outdate(connection.execute(sql, (delta.uid,)))
            whole = delta.before is None or delta.after is None
            if whole or {"code", "vocabulary"} & set(delta.after or ()):
                sql = (
                    "SELECT report.incident FROM figure JOIN report ON report.uid = figure.report "
                    "WHERE figure.measure=?"
                )
                self._outdate(connection.execute(sql, (delta.uid,)))


def incidents_of(connection: sqlite3.Connection, deltas: Sequence[Delta]) -> set[str]:
    """Return the uids of the incidents that some deltas change, by a report or figure too."""
    stored: dict[str, Row] = {}
    for kind in ("report", "figure"):
        stored |= rows.load_raw(connection, kind, [one.uid for one in deltas if one.type == kind])
    scope = Scope()
    family = [one for one in deltas if one.type in {"incident", "report", "figure"}]
    scope.take(connection, family, stored)
    return scope.changed


def _owners(delta: Delta, stored: Mapping[str, Row], link: str) -> set[str]:
    """Return what a report or figure belongs to, before and after."""
    found = set()
    row = stored.get(delta.uid)
    if row is not None:
        found.add(str(row[rows.index(delta.type, link)]))
    if delta.after is not None and delta.after.get(link):
        found.add(str(delta.after[link]))
    return found


def families(connection: sqlite3.Connection, uids: Iterable[str]) -> list[Family]:
    """Return the live families of some incidents; their binned reports and figures are left out."""
    found: list[Family] = []
    for some in rows.chunks(uids):
        marks = rows.marks(some)
        incidents = rows.load_where(connection, "incident", f"uid IN {marks} AND removed=0", some)
        by_uid = {one.uid: Family(one) for one in incidents}
        reports = rows.load_where(
            connection, "report", f"incident IN {marks} AND removed=0 ORDER BY position, id", some
        )
        for report in reports:
            if report["incident"] in by_uid:
                by_uid[report["incident"]].reports.append(report)
        owners = {report.uid: report["incident"] for report in reports}
        for part in rows.chunks(owners):
            for figure in rows.load_where(
                connection,
                "figure",
                f"report IN {rows.marks(part)} AND removed=0 ORDER BY position, id",
                part,
            ):
                family = by_uid.get(owners[figure["report"]])
                if family is not None:
                    family.figures.setdefault(figure["report"], []).append(figure)
        found.extend(by_uid.values())
    return found


@dataclass(frozen=True, slots=True)
class _Derived:
    """What is worked out of one incident: its list columns, search text and what it points at."""

    columns: list[Stored]
    text: str
    targets: set[str]


def _work_out(connection: sqlite3.Connection, uids: Sequence[str]) -> dict[str, _Derived]:
    live = families(connection, uids)
    around = _around(connection, live)
    return {
        family.incident.uid: _Derived(
            _columns(family, around), fold(_text(family, around)), _targets(family)
        )
        for family in live
    }


def worked_out(
    connection: sqlite3.Connection, given: Sequence[Family]
) -> dict[str, dict[str, Stored]]:
    """Return the list columns of families that need not be as the desk holds them, by uid."""
    around = _around(connection, given, texts=False)
    return {
        one.incident.uid: dict(zip(_COLUMNS, _columns(one, around), strict=True)) for one in given
    }


def refresh(connection: sqlite3.Connection, scope: Scope, stamp: tuple[int, str]) -> None:
    """Work out anew what the lists, filters and the search know of the incidents of a change.

    New incidents get the `stamp` too: when they were saved, in seconds of the epoch, and by whom.
    """
    for some in _batches(scope.listed - scope.searched - scope.fresh):
        live = families(connection, some)
        around = _around(connection, live, texts=False)
        _set_columns(connection, {one.incident.uid: _columns(one, around) for one in live})
    for some in _batches(scope.searched - scope.fresh):
        _refresh(connection, some)
    for some in _batches(scope.searched & scope.fresh):
        _fill(connection, some, stamp)


def _batches(uids: Collection[str]) -> Iterator[list[str]]:
    listed = list(uids)
    for start in range(0, len(listed), _BATCH):
        yield listed[start : start + _BATCH]


def _ids(connection: sqlite3.Connection, uids: Sequence[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for some in rows.chunks(uids):
        sql = f"SELECT uid, id FROM incident WHERE uid IN {rows.marks(some)}"
        ids.update(connection.execute(sql, some))
    return ids


def _set_columns(connection: sqlite3.Connection, found: Mapping[str, Sequence[Stored]]) -> None:
    connection.executemany(
        f"UPDATE incident SET {_SET} WHERE uid=?",
        [(*columns, uid) for uid, columns in found.items()],
    )


def _refresh(connection: sqlite3.Connection, uids: Sequence[str]) -> None:
    ids = _ids(connection, uids)
    found = _work_out(connection, uids)
    _set_columns(connection, {uid: one.columns for uid, one in found.items()})
    texts: dict[int, str | None] = dict.fromkeys(ids.values())
    targets: dict[int, set[str]] = {key: set() for key in ids.values()}
    for uid, one in found.items():
        texts[ids[uid]], targets[ids[uid]] = one.text, one.targets
    search_some(connection, texts)
    _refer(connection, targets)


def _fill(connection: sqlite3.Connection, uids: Sequence[str], stamp: tuple[int, str]) -> None:
    """Write what is worked out of new incidents, of which nothing is known yet."""
    ids = _ids(connection, uids)
    found = _work_out(connection, uids)
    connection.executemany(
        f"UPDATE incident SET {_SET},changed_at=?,changed_by=? WHERE id=?",
        [(*one.columns, *stamp, ids[uid]) for uid, one in found.items()],
    )
    search.add(connection, [(ids[uid], one.text) for uid, one in found.items()])
    connection.executemany(
        "INSERT INTO reference VALUES (?, ?)",
        sorted((target, ids[uid]) for uid, one in found.items() for target in one.targets),
    )


def stale(connection: sqlite3.Connection, uids: Collection[str]) -> Iterator[str]:
    """Yield the numbers of the incidents of which something worked out is not up to date."""
    for some in _batches(uids):
        for uid, one in _work_out(connection, some).items():
            sql = f"SELECT id, number, {','.join(_COLUMNS)} FROM incident WHERE uid=?"
            key, number, *columns = connection.execute(sql, (uid,)).fetchone()
            text = connection.execute("SELECT text FROM searchdoc WHERE id=?", (key,)).fetchone()
            sql = "SELECT target FROM reference WHERE incident=?"
            targets = {row[0] for row in connection.execute(sql, (key,))}
            if (columns, text, targets) != (one.columns, (one.text,), one.targets):
                yield number


def search_some(connection: sqlite3.Connection, texts: dict[int, str | None]) -> None:
    """Update the search index in portions that fit into one statement."""
    keys = list(texts)
    for start in range(0, len(keys), rows.CHUNK):
        search.update(connection, {key: texts[key] for key in keys[start : start + rows.CHUNK]})


def _refer(connection: sqlite3.Connection, targets: dict[int, set[str]]) -> None:
    keys = list(targets)
    old: set[tuple[str, int]] = set()
    for start in range(0, len(keys), rows.CHUNK):
        some = keys[start : start + rows.CHUNK]
        sql = f"SELECT target, incident FROM reference WHERE incident IN {rows.marks(some)}"
        old.update(connection.execute(sql, some))
    new = {(target, key) for key, found in targets.items() for target in found}
    connection.executemany("DELETE FROM reference WHERE target=? AND incident=?", old - new)
    connection.executemany("INSERT INTO reference VALUES (?, ?)", new - old)


def _targets(family: Family) -> set[str]:
    """Return the places, speakers and sources that a family points at."""
    found = {one.uid for one in family.incident["where"]}
    for report in family.reports:
        found.update(uid for uid in (report["speaker"], report["source"]) if uid)
        found.update(report["carriers"])
    for _report, figure in family.all_figures():
        found.update(one.uid for one in figure["places"])
    return found


def _terms(family: Family) -> set[str]:
    found = {family.incident["kind"], family.incident["actor"], *family.incident["tags"]}
    return {uid for uid in found if uid}


def _around(
    connection: sqlite3.Connection, live: Sequence[Family], *, texts: bool = True
) -> _Around:
    """Return what surrounds some families; without `texts` only what their columns need."""
    around = _Around()
    targets: set[str] = set()
    for family in live:
        targets |= _targets(family)
    _add_terms(connection, around, {uid for family in live for uid in _terms(family)})
    _add_places(connection, around, targets)
    if not texts:
        return around
    for kind, shown in (
        ("speaker", "name, role, organisation, aliases"),
        ("source", "title, text"),
    ):
        for some in rows.chunks(targets):
            sql = f"SELECT uid, {shown} FROM {kind} WHERE uid IN {rows.marks(some)}"
            for uid, *pieces in connection.execute(sql, some):
                around.names[uid] = pieces[0]
                around.searched[uid] = "\n".join(pieces)
    return around


def _add_terms(connection: sqlite3.Connection, around: _Around, uids: set[str]) -> None:
    around.measures = dict(
        connection.execute(
            "SELECT code, uid FROM term WHERE vocabulary='measure' ORDER BY removed DESC, id DESC"
        )
    )
    for some in rows.chunks(uids):
        sql = f"SELECT uid, name FROM term WHERE uid IN {rows.marks(some)}"
        around.names.update(connection.execute(sql, some))


def _add_places(connection: sqlite3.Connection, around: _Around, uids: set[str]) -> None:
    wanted, parents, kinds = set(uids), {}, {}
    while wanted:
        found: set[str] = set()
        for some in rows.chunks(wanted):
            sql = (
                "SELECT uid, parent, kind, name, name_ru, name_uk, aliases "
                f"FROM place WHERE uid IN {rows.marks(some)}"
            )
            for uid, parent, kind, *names in connection.execute(sql, some):
                parents[uid], kinds[uid] = parent, kind
                around.names[uid] = names[0]
                around.searched[uid] = " ".join(name for name in names if name)
                if parent:
                    found.add(parent)
        wanted = found - parents.keys()
    for uid in uids & parents.keys():
        at: str | None = uid
        seen: set[str] = set()
        while at and kinds.get(at) != "region" and at not in seen:
            seen.add(at)
            at = parents.get(at)
        around.regions[uid] = at if at and kinds.get(at) == "region" else uid


def regions_of(connection: sqlite3.Connection, uids: Collection[str]) -> dict[str, str]:
    """Return the region that each place is in, or the place itself if it is in none."""
    around = _Around()
    _add_places(connection, around, set(uids))
    return around.regions


def _columns(family: Family, around: _Around) -> list[Stored]:
    incident = family.incident
    places = [around.names.get(one.uid, "") for one in incident["where"]]
    row: list[Stored] = [
        fold(around.names.get(incident["kind"] or "", "")) or None,
        fold(around.names.get(incident["actor"] or "", "")) or None,
        fold(", ".join(places)) or None,
    ]
    given = claims(family, around.regions)
    for code in HEADLINES:
        text, low = headline_of(given, around.measures.get(code, ""))
        row += [text or None, low]
    row.append(len(family.reports))
    row.append(1 if disagreements_of(given) else 0)
    return row


def _text(family: Family, around: _Around) -> str:
    incident = family.incident
    pieces = [incident["number"], incident["title"], incident["summary"]]
    pieces += [around.names.get(uid, "") for uid in sorted(_terms(family))]
    pieces += [report["note"] for report in family.reports]
    for _report, figure in family.all_figures():
        pieces += [figure["quote"], figure["note"]]
        pieces += [one.written for one in figure["places"]]
    pieces += [around.searched.get(uid, "") for uid in sorted(_targets(family))]
    return "\n".join(dict.fromkeys(piece for piece in pieces if piece))
