"""A desk as an earlier version made it, from the SQL of that time."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from desktop.records.fold import fold
from desktop.store import journal, schema

FOLDER = Path(__file__).parent
_TABLES = (
    "term", "place", "speaker", "source", "incident", "report", "figure", "setting", "meta",
    "counter", "draft", "reference",
)  # fmt: skip
_HEADER = "seq,uid,at,by,role,action,subject,why,target"
# One text an incident; that of its sources was part of it.
_TEXTS = """
INSERT INTO searchdoc SELECT id, fold(number || ' ' || title || ' ' || summary || ' ' || coalesce(
    (SELECT group_concat(source.title || ' ' || source.text, ' ') FROM reference
    JOIN source ON source.uid = reference.target WHERE reference.incident = incident.id), ''))
FROM incident WHERE removed=0;
"""


def make(path: Path, like: sqlite3.Connection, version: int) -> None:
    """Make a desk of a version that holds what a present one does, as far as it had room for it."""
    with closing(sqlite3.connect(path)) as old:
        old.executescript((FOLDER / f"version{version}.sql").read_text(encoding="utf-8"))
        old.create_function("fold", 1, fold)
        for table in _TABLES:
            _copy(old, like, table)
        _journal(old, like)
        if version == 1:
            old.executescript(_TEXTS)
        else:
            for table in ("searchdoc", "targetdoc"):
                _copy(old, like, table)
            old.execute("INSERT INTO targetsearch (targetsearch) VALUES ('rebuild')")
        old.execute("INSERT INTO search (search) VALUES ('rebuild')")
        old.commit()
        old.execute("PRAGMA journal_mode=WAL").fetchall()
        old.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
        old.execute(f"PRAGMA user_version={version}")


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _copy(old: sqlite3.Connection, like: sqlite3.Connection, table: str) -> None:
    names = _columns(old, table)
    quoted = ",".join(f'"{name}"' for name in names)
    marks = ",".join("?" * len(names))
    found = like.execute(f"SELECT {quoted} FROM {table}")
    old.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", found)


def _journal(old: sqlite3.Connection, like: sqlite3.Connection) -> None:
    """Write the journal without the fields that records did not have yet."""
    previous = journal.GENESIS
    for header in like.execute(f"SELECT {_HEADER} FROM change ORDER BY seq"):
        sql = "SELECT type,uid,before,after FROM delta WHERE change=? ORDER BY id"
        deltas = [
            (kind, uid, *(_known(old, kind, values) for values in (before, after)))
            for kind, uid, before, after in like.execute(sql, header[:1])
        ]
        previous = journal.link_hash(previous, header, deltas)
        old.executemany(
            f"INSERT INTO delta (change,type,uid,before,after) VALUES ({header[0]},?,?,?,?)", deltas
        )
        old.execute(
            f"INSERT INTO change ({_HEADER},deltas,hash) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (*header, len(deltas), previous),
        )


def _known(old: sqlite3.Connection, kind: str, values: str | None) -> str | None:
    if values is None:
        return None
    names = _columns(old, kind)
    kept = {name: value for name, value in json.loads(values).items() if name in names}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
