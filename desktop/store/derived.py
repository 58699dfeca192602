"""What is worked out from an incident's family: list columns, references, search text."""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from desktop.records.family import Family, Kept
from desktop.records.fold import fold
from desktop.records.kinds import Stored
from desktop.records.published import disagreements, headline
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


@dataclass(slots=True)
class _Around:
    """Names and parents of all that some families point at."""

    names: dict[str, str] = field(default_factory=dict)
    searched: dict[str, str] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    measures: dict[str, str] = field(default_factory=dict)


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


def refresh(connection: sqlite3.Connection, uids: Collection[str]) -> None:
    """Work out anew what the lists, filters and the search know of some incidents."""
    listed = list(uids)
    for start in range(0, len(listed), _BATCH):
        _refresh(connection, listed[start : start + _BATCH])


def _refresh(connection: sqlite3.Connection, uids: list[str]) -> None:
    ids: dict[str, int] = {}
    for some in rows.chunks(uids):
        marks = rows.marks(some)
        sql = f"SELECT uid, id FROM incident WHERE uid IN {marks}"
        ids.update(connection.execute(sql, some))
    live = families(connection, uids)
    around = _around(connection, live)
    updates = [(*_columns(family, around), family.incident.uid) for family in live]
    connection.executemany(f"UPDATE incident SET {_SET} WHERE uid=?", updates)
    texts: dict[int, str | None] = dict.fromkeys(ids.values())
    targets: dict[int, set[str]] = {key: set() for key in ids.values()}
    for family in live:
        key = ids[family.incident.uid]
        texts[key] = _text(family, around)
        targets[key] = _targets(family)
    search_some(connection, texts)
    _refer(connection, targets)


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


def _around(connection: sqlite3.Connection, live: list[Family]) -> _Around:
    around = _Around()
    targets: set[str] = set()
    for family in live:
        targets |= _targets(family)
    _add_terms(connection, around, {uid for family in live for uid in _terms(family)})
    _add_places(connection, around, targets)
    for kind, shown in (("speaker", "name, role, organisation"), ("source", "title, text")):
        for some in rows.chunks(targets):
            sql = f"SELECT uid, {shown} FROM {kind} WHERE uid IN {rows.marks(some)}"
            for uid, *texts in connection.execute(sql, some):
                around.names[uid] = texts[0]
                around.searched[uid] = "\n".join(texts)
    return around


def _add_terms(connection: sqlite3.Connection, around: _Around, uids: set[str]) -> None:
    around.measures = dict(
        connection.execute("SELECT code, uid FROM term WHERE vocabulary='measure'")
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
                "SELECT uid, parent, kind, name, name_ru, name_uk "
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
    for code in HEADLINES:
        text, low = headline(family, around.measures.get(code, ""), around.regions)
        row += [text or None, low]
    row.append(len(family.reports))
    row.append(1 if disagreements(family, around.regions) else 0)
    return row


def _text(family: Family, around: _Around) -> str:
    incident = family.incident
    pieces = [incident["number"], incident["title"], incident["summary"]]
    pieces += [around.names.get(uid, "") for uid in _terms(family)]
    pieces += [report["note"] for report in family.reports]
    for _report, figure in family.all_figures():
        pieces += [figure["quote"], figure["note"]]
        pieces += [one.written for one in figure["places"]]
    pieces += [around.searched.get(uid, "") for uid in sorted(_targets(family))]
    return "\n".join(dict.fromkeys(piece for piece in pieces if piece))


def affected(connection: sqlite3.Connection, records: Collection[Kept]) -> set[str]:
    """Return the uids of the incidents whose lists or search text some records appear in."""
    found = {one.uid for one in records if one.type == "incident"}
    found |= {one["incident"] for one in records if one.type == "report"}
    reports = {one["report"] for one in records if one.type == "figure"}
    for some in rows.chunks(reports):
        sql = f"SELECT incident FROM report WHERE uid IN {rows.marks(some)}"
        found |= {row[0] for row in connection.execute(sql, some)}
    pointed = {one.uid for one in records if one.type in {"place", "speaker", "source"}}
    for some in rows.chunks(pointed):
        sql = (
            "SELECT uid FROM incident WHERE id IN "
            f"(SELECT incident FROM reference WHERE target IN {rows.marks(some)})"
        )
        found |= {row[0] for row in connection.execute(sql, some)}
    terms = {one.uid for one in records if one.type == "term"}
    for some in rows.chunks(terms):
        marks = rows.marks(some)
        sql = f"SELECT uid FROM incident WHERE kind IN {marks} OR actor IN {marks}"
        found |= {row[0] for row in connection.execute(sql, (*some, *some))}
    return found
