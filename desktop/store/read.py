"""Reading single records, names and lists of what a desk has; every query of a screen is here."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.records.context import Context, PlaceMatch
from desktop.records.family import Family, Kept
from desktop.records.fold import fold
from desktop.records.kinds import Stored
from desktop.store import rows

if TYPE_CHECKING:
    from desktop.records.finder import Candidate, PlaceFinder

# What a review leaves with an incident.
REVIEWED = ("tick", "query", "acceptance")
# What a person calls a record of each type: one column, or two where one does not tell.
NAMES = {
    "term": "name",
    "place": "name",
    "speaker": "name",
    "source": "title",
    "incident": "number",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A record that a picker offers: its uid, its name, and what tells it from its namesakes."""

    uid: str
    name: str
    detail: str = ""


def record(connection: sqlite3.Connection, kind: str, uid: str) -> Kept | None:
    """Return one record, in the bin or not, or None."""
    return rows.load(connection, kind, [uid]).get(uid)


def records(connection: sqlite3.Connection, kind: str, uids: Iterable[str]) -> dict[str, Kept]:
    """Return records by uid."""
    return rows.load(connection, kind, uids)


def family(connection: sqlite3.Connection, uid: str) -> Family | None:
    """Return a live incident with its reports and figures, or None."""
    found = rows.families(connection, [uid])
    return found[0] if found else None


def families(connection: sqlite3.Connection, uids: Sequence[str]) -> list[Family]:
    """Return several live families, in the order of the uids."""
    by_uid = {one.incident.uid: one for one in rows.families(connection, uids)}
    return [by_uid[uid] for uid in uids if uid in by_uid]


def with_windows(connection: sqlite3.Connection, windows: Collection[tuple[int, int]]) -> list[str]:
    """Return the uids of live incidents that span just one of some windows.

    Windows are seconds of the epoch, start and end.
    """
    wanted = set(windows)
    sql = (
        "SELECT uid, when_start, when_end FROM incident WHERE removed=0 "
        "AND when_start IN (SELECT value FROM json_each(?)) ORDER BY id"
    )
    starts = json.dumps(sorted({start for start, _end in wanted}))
    return [uid for uid, start, end in connection.execute(sql, (starts,)) if (start, end) in wanted]


def names(connection: sqlite3.Connection, uids: Collection[str]) -> dict[str, str]:
    """Return what people call some records of any type, those in the bin included."""
    found: dict[str, str] = {}
    for table, column in NAMES.items():
        for some in rows.chunks(uid for uid in uids if uid not in found):
            sql = f"SELECT uid, {column} FROM {table} WHERE uid IN {rows.marks(some)}"
            found.update(connection.execute(sql, some))
    return found


def terms(connection: sqlite3.Connection, vocabulary: str, *, retired: bool = False) -> list[Kept]:
    """Return a vocabulary's live terms in their order, retired ones only if asked for."""
    where = "vocabulary=? AND removed=0" + ("" if retired else " AND retired=0")
    return rows.load_where(connection, "term", f"{where} ORDER BY position, name", (vocabulary,))


def found_by_name(
    connection: sqlite3.Connection, target: str, vocabulary: str, text: str
) -> tuple[str, ...]:
    """Return the uids of the live records of a type that are called `text`, in any language."""
    key = fold(text)
    if target == "term":
        return tuple(one.uid for one in terms(connection, vocabulary) if key in term_names(one))
    if target == "incident":
        columns: tuple[str, ...] = ("number",)
    elif target == "speaker":
        columns = ("name", "aliases")
    elif target == "place":
        columns = ("name", "name_ru", "name_uk", "aliases")
    else:
        columns = (NAMES[target],)
    tests = " OR ".join(f"instr('|' || fold({name}) || '|', ?) > 0" for name in columns)
    sql = f"SELECT uid FROM {target} WHERE removed=0 AND ({tests})"
    bounded = f"|{key}|"
    return tuple(row[0] for row in connection.execute(sql, [bounded] * len(columns)))


def term_names(term: Kept) -> set[str]:
    """Return the folded words that name a term."""
    words = [term["code"], term["name"], term["name_ru"], term["name_uk"]]
    words += term["aliases"].split("|")
    return {fold(word) for word in words if word.strip()}


def matching(
    connection: sqlite3.Connection, target: str, text: str, limit: int = 50
) -> list[Named]:
    """Return speakers, sources or incidents whose name holds `text`, in order of name."""
    speaker = (
        "role || CASE WHEN organisation != '' AND role != '' THEN ', ' ELSE '' END || organisation"
    )
    shown = {
        "speaker": ("name", speaker),
        "source": ("title", "publisher"),
        "incident": ("number || ' ' || title", "status"),
        "place": ("name", "code"),
    }
    name, detail = shown[target]
    sql = (
        f"SELECT uid, {name}, {detail} FROM {target} WHERE removed=0 "
        f"AND instr(fold({name} || ' ' || {detail}), ?) > 0 ORDER BY 2 LIMIT ?"
    )
    return [Named(*row) for row in connection.execute(sql, (fold(text), limit))]


def last_change(connection: sqlite3.Connection) -> int:
    """Return the sequence number of the last saved change, 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0])


def candidates(connection: sqlite3.Connection) -> "list[Candidate]":
    """Return every live place as the finder wants it."""
    from desktop.records.finder import Candidate  # noqa: PLC0415 - a start finds no place

    sql = "SELECT uid,name,kind,parent,name_ru,name_uk,aliases FROM place WHERE removed=0"
    return [
        Candidate(
            uid,
            name,
            kind,
            parent or "",
            tuple(one for one in (name, name_ru, name_uk, *aliases.split("|")) if one),
        )
        for uid, name, kind, parent, name_ru, name_uk, aliases in connection.execute(sql)
    ]


def context(
    connection: sqlite3.Connection, finder: "PlaceFinder", zone: str, year: int | None = None
) -> Context:
    """Return what reading and showing values needs of this desk."""

    def find(target: str, vocabulary: str, text: str) -> tuple[str, ...]:
        return found_by_name(connection, target, vocabulary, text)

    def places(text: str, near: Collection[str]) -> tuple[PlaceMatch, ...]:
        return tuple(finder.exact(text, near))

    def name(uid: str) -> str:
        return names(connection, [uid]).get(uid, uid)

    return Context(zone=zone, year=year, find=find, places=places, name=name)


def setting(connection: sqlite3.Connection, name: str, *, binned: bool = False) -> Kept | None:
    """Return one of the desk's settings, or None where it was never set.

    One whose setting was undone is in the bin, and is given only where `binned` asks for it.
    """
    found = rows.load_where(connection, "setting", "name=? AND removed<=?", (name, int(binned)))
    return found[0] if found else None


def meta(connection: sqlite3.Connection, name: str) -> str:
    """Return a fact about the file, such as the desk's uid."""
    row = connection.execute("SELECT value FROM meta WHERE name=?", (name,)).fetchone()
    return str(row[0]) if row else ""


def used_by(connection: sqlite3.Connection, uid: str) -> int:
    """Return how many incidents point at a place, speaker or source."""
    row = connection.execute("SELECT count(*) FROM reference WHERE target=?", (uid,)).fetchone()
    return int(row[0])


def codes(connection: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """Return the live places that have a code or an uid."""
    sql = "SELECT uid FROM place WHERE removed=0 AND (code=?1 OR uid=?1)"
    return tuple(row[0] for row in connection.execute(sql, (text,))) if text else ()


def numbered(connection: sqlite3.Connection, numbers: Iterable[str]) -> dict[str, str]:
    """Return the uids of the live incidents with some numbers, by number."""
    found: dict[str, str] = {}
    for some in rows.chunks(numbers):
        sql = f"SELECT number, uid FROM incident WHERE removed=0 AND number IN {rows.marks(some)}"
        found.update(connection.execute(sql, some))
    return found


def number_of(connection: sqlite3.Connection, kind: str, uid: str) -> str:
    """Return the number of the incident that a report or figure is of; "" for other records."""
    sql = {
        "report": (
            "SELECT number FROM report JOIN incident ON incident.uid = report.incident "
            "WHERE report.uid=?"
        ),
        "figure": (
            "SELECT number FROM figure JOIN report ON report.uid = figure.report "
            "JOIN incident ON incident.uid = report.incident WHERE figure.uid=?"
        ),
    }.get(kind)
    row = connection.execute(sql, (uid,)).fetchone() if sql else None
    return str(row[0]) if row else ""


def beneath(
    connection: sqlite3.Connection, owner: str, uids: Iterable[str]
) -> dict[str, list[Kept]]:
    """Return the live reports of some incidents, or figures of some reports, by their owner."""
    record, link = {"incident": ("report", "incident"), "report": ("figure", "report")}[owner]
    found: dict[str, list[Kept]] = {}
    for some in rows.chunks(uids):
        where = f"{link} IN {rows.marks(some)} AND removed=0 ORDER BY position, id"
        for one in rows.load_where(connection, record, where, some):
            found.setdefault(one[link], []).append(one)
    return found


def asides(connection: sqlite3.Connection, sources: Iterable[str]) -> list[Kept]:
    """Return the words of some sources that were set aside."""
    found: list[Kept] = []
    for some in rows.chunks(sources):
        where = f"source IN {rows.marks(some)} AND removed=0 ORDER BY id"
        found += rows.load_where(connection, "aside", where, some)
    return found


def uses(connection: sqlite3.Connection, uids: Collection[str]) -> dict[str, int]:
    """Return how many incidents point at each of some records; those without any are left out."""
    found: dict[str, int] = {}
    for some in rows.chunks(uids):
        sql = (
            f"SELECT target, count(*) FROM reference WHERE target IN {rows.marks(some)} GROUP BY 1"
        )
        found.update(connection.execute(sql, some))
    return found


def places_within(connection: sqlite3.Connection, uid: str) -> int:
    """Return how many live places have a place as their parent."""
    sql = "SELECT count(*) FROM place WHERE parent=? AND removed=0"
    return int(connection.execute(sql, (uid,)).fetchone()[0])


def attachments(connection: sqlite3.Connection, source: str) -> list[Kept]:
    """Return the live attachments of a source, in the order in which they came."""
    return rows.load_where(
        connection, "attachment", "source=? AND removed=0 ORDER BY id", (source,)
    )


def origins(connection: sqlite3.Connection, uids: Iterable[str]) -> dict[str, str]:
    """Return by uid what some sources only retell, and what that retells in turn."""
    found: dict[str, str] = {}
    asked = set(uids)
    while asked:
        fresh: dict[str, str] = {}
        for some in rows.chunks(asked):
            marks = rows.marks(some)
            sql = f"SELECT uid, origin FROM source WHERE origin IS NOT NULL AND uid IN {marks}"
            fresh.update(connection.execute(sql, some))
        found |= fresh
        asked = set(fresh.values()) - found.keys()
    return found


def retold_in(connection: sqlite3.Connection, uids: Iterable[str]) -> dict[str, list[Named]]:
    """Return by uid the live sources that only retell some sources, in order of title."""
    found: dict[str, list[Named]] = {}
    for some in rows.chunks(uids):
        sql = (
            f"SELECT origin, uid, title, publisher FROM source WHERE origin IN {rows.marks(some)} "
            "AND removed=0 ORDER BY title"
        )
        for origin, *named in connection.execute(sql, some):
            found.setdefault(origin, []).append(Named(*named))
    return found


def retellings(connection: sqlite3.Connection, uid: str) -> int:
    """Return how many live sources only retell a source."""
    sql = "SELECT count(*) FROM source WHERE origin=? AND removed=0"
    return int(connection.execute(sql, (uid,)).fetchone()[0])


def computed(connection: sqlite3.Connection, kind: str, uid: str, name: str) -> Stored:
    """Return what is worked out of a record in one of its computed columns, None if nothing is."""
    sql = f'SELECT "{name}" FROM "{kind}" WHERE uid=?'
    row = connection.execute(sql, (uid,)).fetchone()
    found: Stored = row[0] if row else None
    return found


def table(
    connection: sqlite3.Connection, kind: str, text: str = "", limit: int = 2000
) -> list[Kept]:
    """Return live sources, places, speakers or terms whose texts hold `text`, by name."""
    column = NAMES[kind]
    searched = {
        "source": "title || ' ' || publisher || ' ' || url || ' ' || text",
        "place": "name || ' ' || name_ru || ' ' || name_uk || ' ' || aliases || ' ' || code",
        "speaker": "name || ' ' || role || ' ' || organisation || ' ' || aliases",
        "term": "name || ' ' || name_ru || ' ' || name_uk || ' ' || aliases",
        "incident": "number || ' ' || title",
    }[kind]
    key = fold(text)
    # Without words to look for, no text is folded and the index by name gives the first rows.
    test = f" AND instr(fold({searched}), ?) > 0" if key else ""
    where = f"removed=0{test} ORDER BY {column} LIMIT {int(limit)}"
    return rows.load_where(connection, kind, where, (key,) if key else ())


def parent_of(connection: sqlite3.Connection, uid: str) -> str | None:
    """Return the uid of the place that another lies in; None where it lies in none."""
    row = connection.execute("SELECT parent FROM place WHERE uid=?", (uid,)).fetchone()
    return row[0] if row else None


def all_of(connection: sqlite3.Connection, kind: str) -> list[Kept]:
    """Return all live records of a type, in the order in which they came."""
    return rows.load_where(connection, kind, "removed=0 ORDER BY id", ())


def bin_of(connection: sqlite3.Connection) -> list[tuple[Kept, int]]:
    """Return what is in the bin, latest first, each with the change that put it there.

    Reports and figures that went together with their incident are not listed of their own.
    """
    found: list[tuple[Kept, int]] = []
    for kind in (
        "incident", "report", "figure", "source", "attachment", "speaker", "place", "term",
    ):  # fmt: skip
        for one in rows.load_where(connection, kind, "removed=1"):
            sql = "SELECT max(change) FROM delta WHERE uid=? AND after IS NULL"
            found.append((one, int(connection.execute(sql, (one.uid,)).fetchone()[0] or 0)))
    incidents = {change for one, change in found if one.type == "incident"}
    reports = {change for one, change in found if one.type == "report"}
    listed = [
        (one, change)
        for one, change in found
        if not (one.type in {"report", "figure"} and change in incidents)
        and not (one.type == "figure" and change in reports)
    ]
    return sorted(listed, key=lambda pair: pair[1], reverse=True)


def family_uids(connection: sqlite3.Connection, uid: str) -> list[str]:
    """Return an incident's uid and those of all that belongs to it, binned ones included.

    Those are its reports and figures, and what was ticked, asked and accepted in its review.
    """
    sql = (
        "SELECT uid FROM report WHERE incident=?1 UNION ALL SELECT figure.uid FROM figure "
        "JOIN report ON figure.report = report.uid WHERE report.incident=?1"
    ) + "".join(f" UNION ALL SELECT uid FROM {one} WHERE incident=?1" for one in REVIEWED)
    return [uid, *(row[0] for row in connection.execute(sql, (uid,)))]


def reviewed(connection: sqlite3.Connection, kind: str, incident: str) -> list[Kept]:
    """Return the ticks, queries or acceptances of an incident, in the order in which they came."""
    return rows.load_where(connection, kind, "incident=? AND removed=0 ORDER BY id", (incident,))


# Asked for each query, of which there are few, and not listed for all incidents at once.
_LIVE = "(SELECT 1 - removed FROM incident WHERE uid = query.incident)"


def asked_count(connection: sqlite3.Connection, person: str) -> int:
    """Return how many queries wait for a person: to answer, or to read the answer."""
    sql = (
        f"SELECT count(*) FROM query WHERE removed=0 AND {_LIVE} AND (state='answered' AND "
        "asker=?1 OR state='open' AND (asked=?1 OR asked='' AND asker<>?1))"
    )
    return int(connection.execute(sql, (person,)).fetchone()[0])


def queries(connection: sqlite3.Connection) -> list[Kept]:
    """Return every query of a live incident that is not closed, the oldest first."""
    where = f"state<>'closed' AND removed=0 AND {_LIVE} ORDER BY id"
    return rows.load_where(connection, "query", where)


def waiting(connection: sqlite3.Connection) -> list[str]:
    """Return the uids of the submitted incidents, those that wait longest first."""
    sql = "SELECT uid FROM incident WHERE removed=0 AND status='submitted' ORDER BY changed_at, id"
    return [row[0] for row in connection.execute(sql)]


def binned_with(connection: sqlite3.Connection, change: int, uid: str) -> list[Kept]:
    """Return a binned record, first, and what the same change put into the bin with it.

    Of a bin change over many incidents only the one asked for, its reports and figures come back.
    """
    rows_ = connection.execute(
        "SELECT type, uid FROM delta WHERE change=? AND after IS NULL", (change,)
    ).fetchall()
    by_type: dict[str, list[str]] = {}
    for kind, one in rows_:
        by_type.setdefault(kind, []).append(one)
    found = {
        one.uid: one
        for kind, uids in by_type.items()
        for one in rows.load(connection, kind, uids).values()
        if one.removed
    }
    wanted = [found[uid]] if uid in found else []
    for record_ in wanted:
        wanted.extend(
            one
            for one in found.values()
            if one.values.get("incident") == record_.uid or one.values.get("report") == record_.uid
        )
    return wanted


def waiting_count(connection: sqlite3.Connection) -> int:
    """Return how many incidents are submitted."""
    sql = "SELECT count(*) FROM incident WHERE removed=0 AND status='submitted'"
    return int(connection.execute(sql).fetchone()[0])
