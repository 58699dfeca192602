"""Finds the sources that are one that is being entered, or that retell it or are retold in it."""

import sqlite3
from collections.abc import Iterable, Iterator

from desktop.records.alike import shingles, text_key, url_key
from desktop.records.family import Kept
from desktop.store import rows

# A run of words that so many sources share is a way of speaking, and tells none from another.
_COMMON = 40
_MOST = 20


def follow(connection: sqlite3.Connection, texts: Iterable[tuple[int, str, str]]) -> None:
    """Keep the shingles in line with sources' texts: each a source's id, old text and new one."""
    gone: list[tuple[int, int]] = []
    come: list[tuple[int, int]] = []
    for key, old, new in texts:
        before, after = shingles(old), shingles(new)
        gone += [(number, key) for number in before - after]
        come += [(number, key) for number in after - before]
    connection.executemany("DELETE FROM shingle WHERE hash=? AND source=?", gone)
    connection.executemany("INSERT INTO shingle VALUES (?, ?)", sorted(come))


def same_url(connection: sqlite3.Connection, url: str) -> list[Kept]:
    """Return the live sources that were found at a URL, however it is written."""
    return _with(connection, "url_key", url_key(url))


def same_text(connection: sqlite3.Connection, text: str) -> list[Kept]:
    """Return the live sources that say the same in the same words."""
    return _with(connection, "text_key", text_key(text))


def _with(connection: sqlite3.Connection, column: str, key: str) -> list[Kept]:
    if not key:
        return []
    where = f"{column}=? AND removed=0 ORDER BY id LIMIT {_MOST}"
    return rows.load_where(connection, "source", where, (key,))


def near(connection: sqlite3.Connection, text: str) -> list[Kept]:
    """Return the live sources that share most of their rarer runs of words with a text."""
    counts: dict[int, int] = {}
    for some in rows.chunks(str(number) for number in shingles(text)):
        sql = (
            "SELECT source FROM shingle AS one WHERE hash=? AND (SELECT count(*) FROM "
            f"(SELECT 1 FROM shingle WHERE hash=one.hash LIMIT {_COMMON})) < {_COMMON}"
        )
        for number in some:
            for (source,) in connection.execute(sql, (int(number),)):
                counts[source] = counts.get(source, 0) + 1
    best = sorted(counts, key=lambda source: (-counts[source], source))[:_MOST]
    where = f"id IN {rows.marks(best)} AND removed=0"
    return rows.load_where(connection, "source", where, best)


def stale(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the uids of the sources whose shingles are not those of their text."""
    held: dict[int, set[int]] = {}
    for number, source in connection.execute("SELECT hash, source FROM shingle"):
        held.setdefault(source, set()).add(number)
    for key, uid, text in connection.execute("SELECT id, uid, text FROM source"):
        if held.get(key, set()) != shingles(text):
            yield uid
