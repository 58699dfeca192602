"""Where records are kept: one SQLite file, one writer, one journal."""
