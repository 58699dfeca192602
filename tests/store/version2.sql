CREATE TABLE "term" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" VARCHAR(255) NOT NULL, "version"
    INTEGER NOT NULL, "removed" INTEGER NOT NULL, "vocabulary" TEXT NOT NULL, "code" TEXT NOT
    NULL, "name" TEXT NOT NULL, "name_ru" TEXT NOT NULL, "name_uk" TEXT NOT NULL, "aliases" TEXT
    NOT NULL, "meaning" TEXT NOT NULL, "retired" INTEGER NOT NULL, "position" INTEGER);
CREATE UNIQUE INDEX "term_uid" ON "term" ("uid");
CREATE TABLE "place" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" VARCHAR(255) NOT NULL, "version"
    INTEGER NOT NULL, "removed" INTEGER NOT NULL, "name" TEXT NOT NULL, "kind" TEXT NOT NULL,
    "parent" TEXT REFERENCES "place" ("uid") DEFERRABLE INITIALLY DEFERRED, "code" TEXT NOT
    NULL, "name_ru" TEXT NOT NULL, "name_uk" TEXT NOT NULL, "aliases" TEXT NOT NULL, "lat" REAL,
    "lon" REAL, "note" TEXT NOT NULL);
CREATE UNIQUE INDEX "place_uid" ON "place" ("uid");
CREATE INDEX "place_name" ON "place" ("name");
CREATE INDEX "place_parent" ON "place" ("parent");
CREATE INDEX "place_code" ON "place" ("code");
CREATE TABLE "speaker" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" VARCHAR(255) NOT NULL,
    "version" INTEGER NOT NULL, "removed" INTEGER NOT NULL, "name" TEXT NOT NULL, "role" TEXT
    NOT NULL, "organisation" TEXT NOT NULL, "aliases" TEXT NOT NULL, "note" TEXT NOT NULL);
CREATE UNIQUE INDEX "speaker_uid" ON "speaker" ("uid");
CREATE INDEX "speaker_name" ON "speaker" ("name");
CREATE TABLE "source" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" VARCHAR(255) NOT NULL, "version"
    INTEGER NOT NULL, "removed" INTEGER NOT NULL, "title" TEXT NOT NULL, "publisher" TEXT NOT
    NULL, "url" TEXT NOT NULL, "published" TEXT, "retrieved" TEXT, "language" TEXT NOT NULL,
    "text" TEXT NOT NULL, "sha256" TEXT, "note" TEXT NOT NULL, "published_start" INTEGER);
CREATE UNIQUE INDEX "source_uid" ON "source" ("uid");
CREATE INDEX "source_title" ON "source" ("title");
CREATE INDEX "source_publisher" ON "source" ("publisher");
CREATE TABLE "incident" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" VARCHAR(255) NOT NULL,
    "version" INTEGER NOT NULL, "removed" INTEGER NOT NULL, "number" TEXT NOT NULL, "title" TEXT
    NOT NULL, "kind" TEXT REFERENCES "term" ("uid") DEFERRABLE INITIALLY DEFERRED, "actor" TEXT
    REFERENCES "term" ("uid") DEFERRABLE INITIALLY DEFERRED, "when" TEXT, "where" TEXT NOT NULL,
    "summary" TEXT NOT NULL, "status" TEXT NOT NULL, "tags" TEXT NOT NULL, "confidence" TEXT NOT
    NULL, "when_start" INTEGER, "when_end" INTEGER, "title_key" TEXT, "kind_key" TEXT,
    "actor_key" TEXT, "where_key" TEXT, "launched" TEXT, "downed" TEXT, "killed" TEXT, "injured"
    TEXT, "launched_low" INTEGER, "downed_low" INTEGER, "killed_low" INTEGER, "injured_low"
    INTEGER, "reports" INTEGER, "disagree" INTEGER, "changed_at" INTEGER, "changed_by" TEXT);
CREATE UNIQUE INDEX "incident_uid" ON "incident" ("uid");
CREATE UNIQUE INDEX "incident_number" ON "incident" ("number");
CREATE INDEX "incident_kind" ON "incident" ("kind");
CREATE INDEX "incident_actor" ON "incident" ("actor");
CREATE TABLE "report" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" VARCHAR(255) NOT NULL, "version"
    INTEGER NOT NULL, "removed" INTEGER NOT NULL, "incident" TEXT REFERENCES "incident" ("uid")
    DEFERRABLE INITIALLY DEFERRED, "speaker" TEXT REFERENCES "speaker" ("uid") DEFERRABLE
    INITIALLY DEFERRED, "said_at" TEXT, "when" TEXT, "source" TEXT REFERENCES "source" ("uid")
    DEFERRABLE INITIALLY DEFERRED, "carriers" TEXT NOT NULL, "reliability" TEXT NOT NULL,
    "credibility" TEXT NOT NULL, "note" TEXT NOT NULL, "position" INTEGER, "when_start" INTEGER,
    "when_end" INTEGER);
CREATE UNIQUE INDEX "report_uid" ON "report" ("uid");
CREATE INDEX "report_incident" ON "report" ("incident");
CREATE INDEX "report_speaker" ON "report" ("speaker");
CREATE INDEX "report_source" ON "report" ("source");
CREATE TABLE "figure" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" VARCHAR(255) NOT NULL, "version"
    INTEGER NOT NULL, "removed" INTEGER NOT NULL, "report" TEXT REFERENCES "report" ("uid")
    DEFERRABLE INITIALLY DEFERRED, "measure" TEXT REFERENCES "term" ("uid") DEFERRABLE INITIALLY
    DEFERRED, "munition" TEXT REFERENCES "term" ("uid") DEFERRABLE INITIALLY DEFERRED, "count"
    TEXT NOT NULL, "places" TEXT NOT NULL, "joint" INTEGER NOT NULL, "of" TEXT REFERENCES
    "figure" ("uid") DEFERRABLE INITIALLY DEFERRED, "relation" TEXT NOT NULL, "rank" TEXT NOT
    NULL, "quote" TEXT NOT NULL, "quote_start" INTEGER, "quote_end" INTEGER, "note" TEXT NOT
    NULL, "position" INTEGER, "count_low" INTEGER, "count_high" INTEGER);
CREATE UNIQUE INDEX "figure_uid" ON "figure" ("uid");
CREATE INDEX "figure_report" ON "figure" ("report");
CREATE INDEX "figure_measure" ON "figure" ("measure");
CREATE INDEX "figure_munition" ON "figure" ("munition");
CREATE INDEX "figure_of" ON "figure" ("of");
CREATE TABLE "setting" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" VARCHAR(255) NOT NULL,
    "version" INTEGER NOT NULL, "removed" INTEGER NOT NULL, "name" TEXT NOT NULL, "value" TEXT
    NOT NULL);
CREATE UNIQUE INDEX "setting_uid" ON "setting" ("uid");
CREATE UNIQUE INDEX "setting_name" ON "setting" ("name");
CREATE TABLE change ( seq INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, at TEXT
    NOT NULL, by TEXT NOT NULL, role TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
    why TEXT NOT NULL, target INTEGER REFERENCES change (seq), deltas INTEGER NOT NULL, hash
    TEXT NOT NULL );
CREATE TABLE delta ( id INTEGER PRIMARY KEY AUTOINCREMENT, change INTEGER NOT NULL REFERENCES
    change (seq) DEFERRABLE INITIALLY DEFERRED, type TEXT NOT NULL, uid TEXT NOT NULL, before
    TEXT, after TEXT );
CREATE INDEX delta_change ON delta (change);
CREATE INDEX delta_uid ON delta (uid);
CREATE TRIGGER change_no_update BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'the journal
    is append-only'); END;
CREATE TRIGGER change_no_delete BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the journal
    is append-only'); END;
CREATE TRIGGER delta_no_update BEFORE UPDATE ON delta BEGIN SELECT RAISE(ABORT, 'the journal is
    append-only'); END;
CREATE TRIGGER delta_no_delete BEFORE DELETE ON delta BEGIN SELECT RAISE(ABORT, 'the journal is
    append-only'); END;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE draft ( uid TEXT PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, subject TEXT NOT
    NULL, body TEXT NOT NULL ) WITHOUT ROWID;
CREATE TABLE reference ( target TEXT NOT NULL, incident INTEGER NOT NULL, PRIMARY KEY (target,
    incident) ) WITHOUT ROWID;
CREATE INDEX reference_incident ON reference (incident, target);
CREATE TABLE searchdoc (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5 ( text, content='searchdoc', content_rowid='id',
    tokenize='trigram', detail='full' );
CREATE TABLE targetdoc (id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, text TEXT NOT NULL);
CREATE VIRTUAL TABLE targetsearch USING fts5 ( text, content='targetdoc', content_rowid='id',
    tokenize='trigram', detail='full' );
CREATE TABLE book ( id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, name TEXT NOT NULL, sheets
    TEXT NOT NULL, at TEXT NOT NULL, change INTEGER NOT NULL REFERENCES change (seq) DEFERRABLE
    INITIALLY DEFERRED );
CREATE INDEX book_sha256 ON book (sha256);
CREATE TABLE raw_row ( id INTEGER PRIMARY KEY, uid TEXT NOT NULL, book INTEGER NOT NULL
    REFERENCES book (id), sheet TEXT NOT NULL, row INTEGER NOT NULL, cells TEXT NOT NULL );
CREATE INDEX raw_row_uid ON raw_row (uid);
CREATE TABLE receipt ( id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, recipient TEXT NOT
    NULL, at TEXT NOT NULL, by TEXT NOT NULL, journal_count INTEGER NOT NULL, journal_head TEXT
    NOT NULL, filter TEXT NOT NULL, layout TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT
    NULL );
CREATE TABLE answer ( key TEXT PRIMARY KEY, answer TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT
    NULL ) WITHOUT ROWID;
CREATE INDEX figure_report_position ON figure (report, position);
CREATE INDEX report_incident_position ON report (incident, position);
CREATE INDEX incident_long ON incident (removed, when_end, when_start) WHERE when_end -
    when_start >= 604800;
CREATE INDEX incident_status_when ON incident (removed, status, when_start);
CREATE INDEX incident_kind_when ON incident (removed, kind, when_start);
CREATE INDEX incident_disagree_when ON incident (removed, disagree, when_start);
CREATE INDEX incident_when_end ON incident (removed, when_end, when_start);
CREATE INDEX incident_by_number ON incident (removed, number);
CREATE INDEX incident_by_title_key ON incident (removed, title_key);
CREATE INDEX incident_by_kind_key ON incident (removed, kind_key);
CREATE INDEX incident_by_actor_key ON incident (removed, actor_key);
CREATE INDEX incident_by_when_start ON incident (removed, when_start);
CREATE INDEX incident_by_where_key ON incident (removed, where_key);
CREATE INDEX incident_by_status ON incident (removed, status);
CREATE INDEX incident_by_confidence ON incident (removed, confidence);
CREATE INDEX incident_by_launched_low ON incident (removed, launched_low);
CREATE INDEX incident_by_downed_low ON incident (removed, downed_low);
CREATE INDEX incident_by_killed_low ON incident (removed, killed_low);
CREATE INDEX incident_by_injured_low ON incident (removed, injured_low);
CREATE INDEX incident_by_reports ON incident (removed, reports);
CREATE INDEX incident_by_disagree ON incident (removed, disagree);
CREATE INDEX incident_by_changed_at ON incident (removed, changed_at);
CREATE INDEX incident_by_changed_by ON incident (removed, changed_by);
