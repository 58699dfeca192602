"""The tables of a desk, beside the records' own: journal, references, numbers, drafts."""

import sqlite3

from peewee import SchemaManager, SqliteDatabase

from desktop.records.models import RECORDS

APPLICATION_ID = 0x49_4E_44_4B  # "INDK"
VERSION = 1

JOURNAL = """
CREATE TABLE change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    role TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    why TEXT NOT NULL,
    target INTEGER REFERENCES change (seq),
    deltas INTEGER NOT NULL,
    hash TEXT NOT NULL
);
CREATE TABLE delta (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    change INTEGER NOT NULL REFERENCES change (seq) DEFERRABLE INITIALLY DEFERRED,
    type TEXT NOT NULL,
    uid TEXT NOT NULL,
    before TEXT,
    after TEXT
);
CREATE INDEX delta_change ON delta (change);
CREATE INDEX delta_uid ON delta (uid);
"""
GUARDS = "".join(
    f"""
CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table}
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""
    for table in ("change", "delta")
    for verb in ("update", "delete")
)
REST = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE draft (
    uid TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE reference (
    target TEXT NOT NULL,
    incident INTEGER NOT NULL,
    PRIMARY KEY (target, incident)
) WITHOUT ROWID;
CREATE INDEX reference_incident ON reference (incident, target);
CREATE TABLE searchdoc (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5 (
    text, content='searchdoc', content_rowid='id', tokenize='trigram', detail='full'
);
"""
# Each transaction writes the page that names the desk, so that a -wal tells whose it is.
MARK = "UPDATE meta SET value=value+1 WHERE name='saves'"
# Every column that the list sorts by; `removed` first makes each index cover the live ids.
SORTED = (
    "number",
    "title_key",
    "kind_key",
    "actor_key",
    "when_start",
    "where_key",
    "status",
    "confidence",
    "launched_low",
    "downed_low",
    "killed_low",
    "injured_low",
    "reports",
    "disagree",
    "changed_at",
    "changed_by",
)
# Windows of so many seconds and more are few, and have an index of their own.
LONG = 7 * 24 * 3600
# The usual filters, each ending in the order by time that they are mostly seen in.
FILTERS = f"""
CREATE INDEX incident_status_when ON incident (removed, status, when_start);
CREATE INDEX incident_kind_when ON incident (removed, kind, when_start);
CREATE INDEX incident_disagree_when ON incident (removed, disagree, when_start);
CREATE INDEX incident_when_end ON incident (removed, when_end, when_start);
CREATE INDEX incident_long ON incident (removed, when_end, when_start)
WHERE when_end - when_start >= {LONG};
CREATE INDEX figure_report_position ON figure (report, position);
CREATE INDEX report_incident_position ON report (incident, position);
""" + "".join(
    f"CREATE INDEX incident_by_{column} ON incident (removed, {column});\n" for column in SORTED
)


def create(db: SqliteDatabase, desk_uid: str) -> None:
    """Make every table of an empty desk, inside the caller's transaction."""
    for model in RECORDS.values():
        SchemaManager(model, database=db).create_all(safe=False)
    connection: sqlite3.Connection = db.connection()
    for script in (JOURNAL, GUARDS, REST, FILTERS):
        for statement in _statements(script):
            connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('desk', ?), ('saves', '0')", (desk_uid,))
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={VERSION}")


def mark_of(connection: sqlite3.Connection) -> tuple[str, int]:
    """Return the desk's uid and the number of the page that holds it."""
    uid = connection.execute("SELECT value FROM meta WHERE name='desk'").fetchone()[0]
    page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name='meta'").fetchone()[0]
    return str(uid), int(page)


def _statements(script: str) -> list[str]:
    """Split a script; executescript would commit the open transaction."""
    found: list[str] = []
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            found.append(gathered)
            gathered = ""
    return found
