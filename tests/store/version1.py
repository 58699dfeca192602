"""A desk as the first version made it, from the SQL of that time."""

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop.store import schema

SQL = Path(__file__).with_name("version1.sql")
_TABLES = (
    "term", "place", "speaker", "source", "incident", "report", "figure", "setting", "change",
    "delta", "meta", "counter", "draft", "reference",
)  # fmt: skip
# One text an incident; that of its sources was part of it.
_TEXTS = """
INSERT INTO searchdoc SELECT id, fold(number || ' ' || title || ' ' || summary || ' ' || coalesce(
    (SELECT group_concat(source.title || ' ' || source.text, ' ') FROM reference
    JOIN source ON source.uid = reference.target WHERE reference.incident = incident.id), ''))
FROM incident WHERE removed=0;
"""


def make(path: Path, like: sqlite3.Connection) -> None:
    """Make a desk of version 1 that holds what a present one does."""
    with closing(sqlite3.connect(path)) as old:
        old.executescript(SQL.read_text(encoding="utf-8"))
        old.create_function("fold", 1, str.lower)
        for table in _TABLES:
            names = [row[1] for row in old.execute(f"PRAGMA table_info({table})")]
            quoted = ",".join(f'"{name}"' for name in names)
            marks = ",".join("?" * len(names))
            found = like.execute(f"SELECT {quoted} FROM {table}")
            old.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", found)
        old.executescript(_TEXTS)
        old.execute("INSERT INTO search (search) VALUES ('rebuild')")
        old.commit()
        old.execute("PRAGMA journal_mode=WAL").fetchall()
        old.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
        old.execute("PRAGMA user_version=1")
