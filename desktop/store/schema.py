"""The tables of a desk, beside the records' own: journal, references, numbers, drafts, books."""

import re
import sqlite3

from peewee import SchemaManager, SqliteDatabase

from desktop.records.models import RECORDS

APPLICATION_ID = 0x49_4E_44_4B  # "INDK"
VERSION = 3

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
# The bytes of attachments, once each: kept as long as the journal, which names them for good.
BLOBS = """
CREATE TABLE blob (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TRIGGER blob_no_update BEFORE UPDATE ON blob
BEGIN SELECT RAISE(ABORT, 'what is attached stays as it is'); END;
CREATE TRIGGER blob_no_delete BEFORE DELETE ON blob
BEGIN SELECT RAISE(ABORT, 'what is attached stays as it is'); END;
"""
# Some of the runs of words that sources hold, as numbers, so that near-copies are found.
SHINGLES = """
CREATE TABLE shingle (
    hash INTEGER NOT NULL,
    source INTEGER NOT NULL,
    PRIMARY KEY (hash, source)
) WITHOUT ROWID;
"""
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
# What incidents point at has texts of its own, so that a long one stands and is changed once.
TARGETS = """
CREATE TABLE targetdoc (id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, text TEXT NOT NULL);
CREATE VIRTUAL TABLE targetsearch USING fts5 (
    text, content='targetdoc', content_rowid='id', tokenize='trigram', detail='full'
);
"""
# What came in from workbooks and went out in them; written with a change, not journaled.
SIDE = """
CREATE TABLE book (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    sheets TEXT NOT NULL,
    at TEXT NOT NULL,
    change INTEGER NOT NULL REFERENCES change (seq) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX book_sha256 ON book (sha256);
CREATE TABLE raw_row (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    book INTEGER NOT NULL REFERENCES book (id),
    sheet TEXT NOT NULL,
    row INTEGER NOT NULL,
    cells TEXT NOT NULL
);
CREATE INDEX raw_row_uid ON raw_row (uid);
CREATE TABLE receipt (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    recipient TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    journal_count INTEGER NOT NULL,
    journal_head TEXT NOT NULL,
    filter TEXT NOT NULL,
    layout TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL
);
CREATE TABLE answer (
    key TEXT PRIMARY KEY,
    answer TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL
) WITHOUT ROWID;
"""
SIDE_TABLES = ("book", "raw_row", "receipt", "answer", "blob")
# Each transaction writes the page that names the desk, so that a -wal tells whose it is.
MARK = "UPDATE meta SET value=value+1 WHERE name='saves'"
# Every column that the list sorts by; `removed` first makes each index cover the live ids.
SORTED = (
    "number",
    "title_key",
    "kind_key",
    "actor_key",
    "tags_key",
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
MEMBERS = """
CREATE INDEX figure_report_position ON figure (report, position);
CREATE INDEX report_incident_position ON report (incident, position);
"""
# Windows of so many seconds and more are few, and have an index of their own.
LONG = 7 * 24 * 3600
LONG_WINDOWS = f"""
CREATE INDEX incident_long ON incident (removed, when_end, when_start)
WHERE when_end - when_start >= {LONG};
"""
# The usual filters, each ending in the order by time that they are mostly seen in.
FILTERS = f"""{LONG_WINDOWS}
CREATE INDEX incident_status_when ON incident (removed, status, when_start);
CREATE INDEX incident_kind_when ON incident (removed, kind, when_start);
CREATE INDEX incident_disagree_when ON incident (removed, disagree, when_start);
CREATE INDEX incident_when_end ON incident (removed, when_end, when_start);
""" + "".join(
    f"CREATE INDEX incident_by_{column} ON incident (removed, {column});\n" for column in SORTED
)


def create(db: SqliteDatabase, desk_uid: str) -> None:
    """Make every table of an empty desk, inside the caller's transaction."""
    for model in RECORDS.values():
        SchemaManager(model, database=db).create_all(safe=False)
    connection: sqlite3.Connection = db.connection()
    for script in (JOURNAL, GUARDS, REST, TARGETS, SIDE, BLOBS, SHINGLES, MEMBERS, FILTERS):
        run(connection, script)
    connection.execute("INSERT INTO meta VALUES ('desk', ?), ('saves', '0')", (desk_uid,))
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={VERSION}")


def filter_indexes() -> list[str]:
    """Return the names of the indexes that only lists use."""
    return re.findall(r"CREATE INDEX (\w+)", FILTERS)


def mark_of(connection: sqlite3.Connection) -> tuple[str, int]:
    """Return the desk's uid and the number of the page that holds it."""
    uid = connection.execute("SELECT value FROM meta WHERE name='desk'").fetchone()[0]
    page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name='meta'").fetchone()[0]
    return str(uid), int(page)


def run(connection: sqlite3.Connection, script: str) -> None:
    """Run a script inside the caller's transaction; executescript would commit it."""
    for statement in _statements(script):
        connection.execute(statement)


def _statements(script: str) -> list[str]:
    found: list[str] = []
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            found.append(gathered)
            gathered = ""
    return found
