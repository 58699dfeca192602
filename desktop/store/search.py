"""Search in everything: folded texts, indexed by trigrams.

Each incident has a text, and so has each place, speaker and source: an incident is found by a word
in its own text or in that of one that it points at.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence

from desktop.records.fold import fold
from desktop.records.kinds import Stored
from desktop.store import rows

# A trigram index finds nothing shorter; such texts are looked for in the folded texts themselves.
SHORTEST = 3
# More targets than this are read with each incident: such a word is soon found in one.
FEW_TARGETS = 3000
# What of a place, speaker or source is searched.
TARGETS: Mapping[str, tuple[str, ...]] = {
    "place": ("name", "name_ru", "name_uk", "aliases"),
    "speaker": ("name", "role", "organisation", "aliases"),
    "source": ("title", "text"),
}
# A part of a statement, and its values.
Condition = tuple[str, Sequence[Stored]]


def update(connection: sqlite3.Connection, texts: Mapping[int, str | None]) -> None:
    """Bring the index in line with the incidents' folded texts by id; None takes one out."""
    keys = list(texts)
    for start in range(0, len(keys), rows.CHUNK):
        some = keys[start : start + rows.CHUNK]
        sql = f"SELECT id, text FROM searchdoc WHERE id IN {rows.marks(some)}"
        old = dict(connection.execute(sql, some))
        differ = [key for key in some if old.get(key) != texts[key]]
        gone = [key for key in differ if key in old]
        _forget(connection, "search", [(key, old[key]) for key in gone])
        connection.executemany("DELETE FROM searchdoc WHERE id=?", [(key,) for key in gone])
        fresh = [(key, text) for key in differ if (text := texts[key]) is not None]
        add(connection, fresh)


def add(connection: sqlite3.Connection, texts: Sequence[tuple[int, str]]) -> None:
    """Take in incidents' folded texts by id that the index does not have yet."""
    connection.executemany("INSERT INTO searchdoc VALUES (?, ?)", texts)
    connection.executemany("INSERT INTO search (rowid, text) VALUES (?, ?)", texts)


def _forget(connection: sqlite3.Connection, index: str, texts: Sequence[tuple[int, str]]) -> None:
    sql = f"INSERT INTO {index} ({index}, rowid, text) VALUES ('delete', ?, ?)"
    connection.executemany(sql, texts)


def follow(connection: sqlite3.Connection, kind: str, uids: Collection[str]) -> None:
    """Bring the index in line with some places, speakers or sources as their rows are now."""
    for some in rows.chunks(uids):
        marks = rows.marks(some)
        new = dict(_target_texts(connection, kind, f"uid IN {marks}", some))
        sql = f"SELECT uid, id, text FROM targetdoc WHERE uid IN {marks}"
        old = {uid: (key, text) for uid, key, text in connection.execute(sql, some)}
        moved = [uid for uid in old if uid in new and old[uid][1] != new[uid]]
        _forget(connection, "targetsearch", [old[uid] for uid in moved])
        last = connection.execute("SELECT coalesce(max(id), 0) FROM targetdoc").fetchone()[0]
        fresh = [uid for uid in new if uid not in old]
        keys = {uid: old[uid][0] for uid in moved}
        keys |= {uid: last + at for at, uid in enumerate(fresh, start=1)}
        connection.executemany(
            "INSERT INTO targetdoc VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET text=?3",
            [(key, uid, new[uid]) for uid, key in keys.items()],
        )
        connection.executemany(
            "INSERT INTO targetsearch (rowid, text) VALUES (?, ?)",
            [(key, new[uid]) for uid, key in keys.items()],
        )


def _target_texts(
    connection: sqlite3.Connection, kind: str, where: str, values: Sequence[str] = ()
) -> list[tuple[str, str]]:
    sql = f"SELECT uid, {', '.join(TARGETS[kind])} FROM {kind} WHERE {where} ORDER BY id"
    return [
        (uid, fold("\n".join(filter(None, pieces))))
        for uid, *pieces in connection.execute(sql, values)
    ]


def stale_targets(connection: sqlite3.Connection, kind: str) -> Iterator[str]:
    """Yield the uids of the places, speakers or sources whose text is not up to date."""
    for some in rows.chunks(row[0] for row in connection.execute(f"SELECT uid FROM {kind}")):
        marks = rows.marks(some)
        sql = f"SELECT uid, text FROM targetdoc WHERE uid IN {marks}"
        kept = dict(connection.execute(sql, some))
        texts = _target_texts(connection, kind, f"uid IN {marks}", some)
        yield from (uid for uid, text in texts if kept.get(uid) != text)


def words(text: str) -> list[str]:
    """Return the folded words that a search must find, each anywhere, inside words too."""
    return fold(text).split()


def is_indexed(word: str) -> bool:
    """Return whether a word is long enough for the index."""
    return len(word) >= SHORTEST


# The expansion of what a target's text matches is begun from the matches, never from all rows.
_POINTING = "CROSS JOIN reference ON reference.target = targetdoc.uid"
_INDEXED = (
    "SELECT rowid FROM search WHERE search MATCH ? UNION ALL SELECT reference.incident "
    "FROM targetsearch CROSS JOIN targetdoc ON targetdoc.id = targetsearch.rowid "
    f"{_POINTING} WHERE targetsearch MATCH ?"
)
_LOOKED_THROUGH = (
    "SELECT id FROM searchdoc WHERE instr(text, ?) > 0 UNION ALL "
    f"SELECT reference.incident FROM targetdoc {_POINTING} WHERE instr(targetdoc.text, ?) > 0"
)
_HOLDS = "EXISTS (SELECT 1 FROM searchdoc WHERE searchdoc.id=asked.id AND instr(text, ?) > 0)"
# The plus keeps an incident's few references from being sought by each of very many targets.
_POINTS_AT = (
    "EXISTS (SELECT 1 FROM reference WHERE reference.incident=asked.id "
    "AND +target IN (SELECT value FROM json_each(?)))"
)
_POINTS_AT_TEXT = (
    "EXISTS (SELECT 1 FROM reference CROSS JOIN targetdoc ON targetdoc.uid=reference.target "
    "WHERE reference.incident=asked.id AND instr(targetdoc.text, ?) > 0)"
)
_TARGETS = (
    "SELECT count(*), json_group_array(uid) FROM (SELECT uid FROM targetsearch CROSS JOIN "
    "targetdoc ON targetdoc.id = targetsearch.rowid WHERE targetsearch MATCH ? LIMIT ?)"
)


def hits(word: str) -> Condition:
    """Return the statement, and its values, that gives the ids of the incidents with a word.

    An id may come more than once.
    """
    if is_indexed(word):
        return _INDEXED, [_quoted(word)] * 2
    return _LOOKED_THROUGH, [word, word]


def holds(word: str, connection: sqlite3.Connection) -> Condition:
    """Return the condition, and its values, that the incident `asked.id` has a word.

    The targets that have it are looked up once where they are few, else each incident's are read.
    """
    pointing: Condition = _POINTS_AT_TEXT, [word]
    if is_indexed(word):
        found = connection.execute(_TARGETS, (_quoted(word), FEW_TARGETS))
        count, targets = found.fetchone()
        if count < FEW_TARGETS:
            pointing = points_at(targets)
    return f"({_HOLDS} OR {pointing[0]})", [word, *pointing[1]]


def points_at(targets: str) -> Condition:
    """Return the condition, and its values, that `asked.id` points at one of a JSON of uids."""
    return _POINTS_AT, [targets]


def _quoted(word: str) -> str:
    """Return a word as FTS5 takes it for text, whatever is in it."""
    return '"' + word.replace('"', '""') + '"'
