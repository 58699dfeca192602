"""What is worked out from an incident's family: list columns, references, search text."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.records.batches import batched
from desktop.records.family import Family
from desktop.records.fold import fold
from desktop.records.kinds import Stored
from desktop.records.published import Ground, Headline, claims, disagreements_of, headline_of
from desktop.store import rows, search
from desktop.store.scope import Scope

HEADLINES = ("launched", "downed", "killed", "injured")
COLUMNS = (
    "kind_key",
    "actor_key",
    "tags_key",
    "where_key",
    *(f"{measure}{part}" for measure in HEADLINES for part in ("", "_low", "_best", "_high")),
    "reports",
    "disagree",
)
_SET = ",".join(f"{name}=?" for name in COLUMNS)
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Derived:
    """What is worked out of one incident: its list columns, search text and what it points at."""

    columns: list[Stored]
    text: str
    targets: set[str]


@dataclass(slots=True)
class Around:
    """Names and regions of what families point at, fetched when first met.

    `missing` are the uids that were looked for and not there.
    """

    names: dict[str, str] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    measures: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str | None] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    officials: dict[str, str] = field(default_factory=dict)

    @property
    def ground(self) -> Ground:
        """What the rule of publishing looks up."""
        return Ground(self.regions, self.parents, self.officials)

    def meet(self, connection: sqlite3.Connection, live: Iterable[Family]) -> None:
        """Fetch what some families point at and was not met before."""
        if not self.measures:
            self.measures = dict(connection.execute(_MEASURES))
            self.officials = officials(connection)
        terms: set[str] = set()
        places: set[str] = set()
        for family in live:
            terms.update(_terms(family))
            places.update(_places(family))
        self._meet_terms(connection, terms - self.names.keys() - self.missing)
        self.meet_places(connection, places - self.regions.keys() - self.missing)

    def _meet_terms(self, connection: sqlite3.Connection, uids: set[str]) -> None:
        for some in rows.chunks(uids):
            sql = f"SELECT uid, name FROM term WHERE uid IN {rows.marks(some)}"
            self.names.update(connection.execute(sql, some))
        self.missing |= uids - self.names.keys()

    def meet_places(self, connection: sqlite3.Connection, uids: set[str]) -> None:
        """Fetch some places and all that they are in."""
        wanted = uids - self.parents.keys() - self.missing
        while wanted:
            found: set[str] = set()
            for some in rows.chunks(wanted):
                sql = f"SELECT uid, parent, kind, name FROM place WHERE uid IN {rows.marks(some)}"
                for uid, parent, kind, name in connection.execute(sql, some):
                    self.parents[uid], self.kinds[uid], self.names[uid] = parent, kind, name
                    if parent:
                        found.add(parent)
            self.missing |= wanted - self.parents.keys()
            wanted = found - self.parents.keys() - self.missing
        for uid in uids & self.parents.keys():
            self.regions[uid] = self._region(uid)

    def _region(self, uid: str) -> str:
        at: str | None = uid
        seen: set[str] = set()
        while at and self.kinds.get(at) != "region" and at not in seen:
            seen.add(at)
            at = self.parents.get(at)
        return at if at and self.kinds.get(at) == "region" else uid


# Of several terms of one code the first that is not in the bin counts.
_MEASURES = "SELECT code, uid FROM term WHERE vocabulary='measure' ORDER BY removed DESC, id DESC"


def officials(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the place that each official answers for."""
    sql = "SELECT uid, place FROM speaker WHERE official AND place IS NOT NULL"
    return dict(connection.execute(sql))


def regions_of(connection: sqlite3.Connection, uids: Collection[str]) -> dict[str, str]:
    """Return the region that each place is in, or the place itself if it is in none."""
    around = Around()
    around.meet_places(connection, set(uids))
    return around.regions


def work_out(family: Family, around: Around) -> Derived:
    """Return what is worked out of a family; `around` has met it."""
    return Derived(_columns(family, around), _text(family, around), _targets(family))


def worked_out(
    connection: sqlite3.Connection, given: Sequence[Family]
) -> dict[str, dict[str, Stored]]:
    """Return the list columns of families that need not be as the desk holds them, by uid."""
    around = Around()
    around.meet(connection, given)
    return {
        one.incident.uid: dict(zip(COLUMNS, _columns(one, around), strict=True)) for one in given
    }


def refresh(connection: sqlite3.Connection, reached: Scope) -> None:
    """Work out anew what the lists, filters and the search know of the incidents of a change."""
    around = Around()
    for some in batched(reached.listed - reached.searched, _BATCH):
        live = rows.families(connection, some)
        around.meet(connection, live)
        _set_columns(connection, {one.incident.uid: _columns(one, around) for one in live})
    for some in batched(reached.searched, _BATCH):
        _refresh(connection, some, around)


def _set_columns(connection: sqlite3.Connection, found: Mapping[str, Sequence[Stored]]) -> None:
    connection.executemany(
        f"UPDATE incident SET {_SET} WHERE uid=?",
        [(*columns, uid) for uid, columns in found.items()],
    )


def _refresh(connection: sqlite3.Connection, uids: Sequence[str], around: Around) -> None:
    ids = _ids(connection, uids)
    found = _work_out(connection, uids, around)
    _set_columns(connection, {uid: one.columns for uid, one in found.items()})
    texts: dict[int, str | None] = dict.fromkeys(ids.values())
    targets: dict[int, set[str]] = {key: set() for key in ids.values()}
    for uid, one in found.items():
        texts[ids[uid]], targets[ids[uid]] = one.text, one.targets
    search.update(connection, texts)
    _refer(connection, targets)


def _ids(connection: sqlite3.Connection, uids: Sequence[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for some in rows.chunks(uids):
        sql = f"SELECT uid, id FROM incident WHERE uid IN {rows.marks(some)}"
        ids.update(connection.execute(sql, some))
    return ids


def _work_out(
    connection: sqlite3.Connection, uids: Sequence[str], around: Around
) -> dict[str, Derived]:
    live = rows.families(connection, uids)
    around.meet(connection, live)
    return {family.incident.uid: work_out(family, around) for family in live}


def add(connection: sqlite3.Connection, found: Sequence[tuple[int, Derived]]) -> None:
    """Write the search text and references of new incidents by id."""
    search.add(connection, [(key, one.text) for key, one in found])
    connection.executemany(
        "INSERT INTO reference VALUES (?, ?)",
        sorted((target, key) for key, one in found for target in one.targets),
    )


def _refer(connection: sqlite3.Connection, targets: dict[int, set[str]]) -> None:
    old: set[tuple[str, int]] = set()
    for some in batched(targets, rows.CHUNK):
        sql = f"SELECT target, incident FROM reference WHERE incident IN {rows.marks(some)}"
        old.update(connection.execute(sql, some))
    new = {(target, key) for key, found in targets.items() for target in found}
    connection.executemany("DELETE FROM reference WHERE target=? AND incident=?", old - new)
    connection.executemany("INSERT INTO reference VALUES (?, ?)", new - old)


def list_anew(connection: sqlite3.Connection) -> None:
    """Work out the list columns of every live incident anew."""
    around = Around()
    every = [row[0] for row in connection.execute("SELECT uid FROM incident WHERE removed=0")]
    for some in batched(every, _BATCH):
        live = rows.families(connection, some)
        around.meet(connection, live)
        _set_columns(connection, {one.incident.uid: _columns(one, around) for one in live})


def search_anew(connection: sqlite3.Connection) -> None:
    """Write every searched text anew, of incidents and of what they point at."""
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    connection.execute("DELETE FROM searchdoc")
    for kind in search.TARGETS:
        uids = [row[0] for row in connection.execute(f"SELECT uid FROM {kind}")]
        search.follow(connection, kind, uids)
    around = Around()
    live = [row[0] for row in connection.execute("SELECT uid FROM incident WHERE removed=0")]
    for some in batched(live, _BATCH):
        ids = _ids(connection, some)
        found = _work_out(connection, some, around)
        search.add(connection, [(ids[uid], one.text) for uid, one in found.items()])


def stale(connection: sqlite3.Connection, uids: Collection[str]) -> Iterator[str]:
    """Yield the numbers of the incidents of which something worked out is not up to date."""
    around = Around()
    for some in batched(uids, _BATCH):
        for uid, one in _work_out(connection, some, around).items():
            sql = f"SELECT id, number, {','.join(COLUMNS)} FROM incident WHERE uid=?"
            key, number, *columns = connection.execute(sql, (uid,)).fetchone()
            text = connection.execute("SELECT text FROM searchdoc WHERE id=?", (key,)).fetchone()
            sql = "SELECT target FROM reference WHERE incident=?"
            targets = {row[0] for row in connection.execute(sql, (key,))}
            if (columns, text, targets) != (one.columns, (one.text,), one.targets):
                yield number


def _targets(family: Family) -> set[str]:
    """Return the places, speakers and sources that a family points at."""
    found = _places(family)
    for report in family.reports:
        found.update(uid for uid in (report["speaker"], report["source"]) if uid)
        found.update(report["carriers"])
    return found


def _places(family: Family) -> set[str]:
    found = {one.uid for one in family.incident["where"]}
    for _report, figure in family.all_figures():
        found.update(one.uid for one in figure["places"])
    return found


def _terms(family: Family) -> set[str]:
    found = {family.incident["kind"], family.incident["actor"], *family.incident["tags"]}
    return {uid for uid in found if uid}


def _columns(family: Family, around: Around) -> list[Stored]:
    incident = family.incident.values
    places = [around.names.get(one.uid, "") for one in incident["where"]]
    row: list[Stored] = [
        fold(around.names.get(incident["kind"] or "", "")) or None,
        fold(around.names.get(incident["actor"] or "", "")) or None,
        fold("; ".join(around.names.get(uid, "") for uid in incident["tags"])) or None,
        fold(", ".join(places)) or None,
    ]
    given = claims(family, around.regions)
    counted = {claim.figure["measure"] for claim in given}
    for code in HEADLINES:
        measure = around.measures.get(code, "")
        said = headline_of(given, measure, around.ground) if measure in counted else Headline()
        row += [said.text or None, said.low, said.best, said.high]
    row.append(len(family.reports))
    row.append(1 if disagreements_of(given) else 0)
    return row


def _text(family: Family, around: Around) -> str:
    """Return the folded text of the family's own; what it points at has texts of its own."""
    incident = family.incident.values
    pieces = [incident["number"], incident["title"], incident["summary"]]
    pieces += [around.names.get(uid, "") for uid in sorted(_terms(family))]
    pieces += [report.values["note"] for report in family.reports]
    for _report, figure in family.all_figures():
        values = figure.values
        pieces += [values["quote"], values["note"]]
        pieces += [one.written for one in values["places"]]
    return " ".join(filter(None, map(fold, dict.fromkeys(filter(None, pieces)))))
