"""Search in everything: one folded text an incident, indexed by trigrams."""

import sqlite3
from collections.abc import Mapping, Sequence

from desktop.records.fold import fold

# A trigram index finds nothing shorter; such texts are looked for in the folded texts themselves.
SHORTEST = 3


def update(connection: sqlite3.Connection, texts: Mapping[int, str | None]) -> None:
    """Bring the index in line with the incidents' folded texts by id; None takes one out."""
    old = {
        row[0]: row[1]
        for row in connection.execute(
            f"SELECT id, text FROM searchdoc WHERE id IN ({','.join('?' * len(texts))})",
            tuple(texts),
        )
    }
    new = {key: text for key, text in texts.items() if text is not None}
    gone = [key for key in old if old[key] != new.get(key)]
    fresh = [key for key in new if old.get(key) != new[key]]
    connection.executemany(
        "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)",
        [(key, old[key]) for key in gone],
    )
    connection.executemany("DELETE FROM searchdoc WHERE id=?", [(key,) for key in gone])
    add(connection, [(key, new[key]) for key in fresh])


def add(connection: sqlite3.Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Take in folded texts by id that the index does not have yet."""
    connection.executemany("INSERT INTO searchdoc VALUES (?, ?)", rows)
    connection.executemany("INSERT INTO search (rowid, text) VALUES (?, ?)", rows)


def words(text: str) -> list[str]:
    """Return the folded words that a search must find, each anywhere, inside words too."""
    return fold(text).split()


def match(text: str) -> str:
    """Return the FTS5 expression for the words long enough for the index; "" if there is none."""
    quoted = ['"' + word.replace('"', '""') + '"' for word in words(text) if len(word) >= SHORTEST]
    return " AND ".join(quoted)


def looked_for(text: str, *, all_words: bool) -> list[tuple[str, str]]:
    """Return the condition, with its value, that looks for a word in one incident's text.

    For the words too short for the index, or for all of them.
    """
    return [
        ("EXISTS (SELECT 1 FROM searchdoc WHERE id=incident.id AND instr(text, ?) > 0)", word)
        for word in words(text)
        if all_words or len(word) < SHORTEST
    ]


def condition(text: str, column: str = "incident.id") -> tuple[str, list[str]]:
    """Return the SQL condition, and its values, that an incident holds every word of `text`."""
    parts: list[str] = []
    values: list[str] = []
    expression = match(text)
    if expression:
        parts.append(f"{column} IN (SELECT rowid FROM search WHERE search MATCH ?)")
        values.append(expression)
    for word in words(text):
        if len(word) < SHORTEST:
            parts.append(f"{column} IN (SELECT id FROM searchdoc WHERE instr(text, ?) > 0)")
            values.append(word)
    return " AND ".join(parts), values
