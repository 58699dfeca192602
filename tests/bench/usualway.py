"""What an import is compared with: openpyxl, peewee's insert_many, triggers for all the rest.

Run in a process of its own as `python -m tests.bench.usualway BOOK FROM TO [--flat]`; prints the
milliseconds of the processor.  It writes the very records that the desk FROM holds into the desk
TO, their working out given for nothing; --flat instead writes the sheet's cells as they are into
one table.
"""

import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from openpyxl import load_workbook
from peewee import BareField, Model, SqliteDatabase

from desktop.store.connecting import add_functions

CHUNK = 1000
_RECORDS = ("source", "speaker", "incident", "report", "figure")
# What follows an incident without a journal of its own; the trigger on `searchdoc` fills `search`.
_BESIDE = ("reference", "searchdoc")


def main() -> None:
    """Read and write, and say how long the processor took."""
    book, source, target = map(Path, sys.argv[1:4])
    database = SqliteDatabase(str(target), pragmas={"journal_mode": "wal", "synchronous": "full"})
    with database:
        add_functions(database.connection())
        start = time.process_time()
        if "--flat" in sys.argv:
            _flat(database, book)
        else:
            for _row in _rows(book):
                pass
            # Fetching what is to be written is not counted.
            fetched = _same(database, source)
            start += fetched
    print((time.process_time() - start) * 1000)


def _rows(book: Path) -> Iterator[Sequence[object]]:
    opened = load_workbook(book, read_only=True)
    sheet = opened.worksheets[0]
    sheet.reset_dimensions()
    yield from sheet.iter_rows(values_only=True)
    opened.close()


def _flat(database: SqliteDatabase, book: Path) -> None:
    """Write the cells of each row, with a journal, a search and eight indexes."""
    names = [f"c{at}" for at in range(26)]
    listed = ",".join(names)
    given = "||' '||".join(f"coalesce(new.{name}, '')" for name in names)
    database.execute_sql(f"CREATE TABLE flat (id INTEGER PRIMARY KEY, {listed})")
    database.execute_sql("CREATE VIRTUAL TABLE flatsearch USING fts5 (text, tokenize='trigram')")
    for name in names[:8]:
        database.execute_sql(f"CREATE INDEX flat_{name} ON flat ({name})")
    pairs = ",".join(f"'{name}',new.{name}" for name in names)
    database.execute_sql(
        "CREATE TRIGGER flat_in AFTER INSERT ON flat BEGIN "
        "INSERT INTO delta (change,type,uid,before,after) "
        f"VALUES (99,'flat',new.id,NULL,json_object({pairs})); "
        f"INSERT INTO flatsearch (rowid, text) VALUES (new.id, lower({given})); END"
    )
    with database.atomic():
        _insert(_model(database, "flat", names), _rows(book))


def _same(database: SqliteDatabase, source: Path) -> float:
    """Write the records of a desk; return the seconds that fetching them took."""
    fetched = 0.0
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as reading:
        database.execute_sql(
            "CREATE TRIGGER search_in AFTER INSERT ON searchdoc BEGIN "
            "INSERT INTO search (rowid, text) VALUES (new.id, new.text); END"
        )
        with database.atomic():
            for name in (*_RECORDS, *_BESIDE):
                there = database.execute_sql(f"SELECT count(*) FROM {name}").fetchone()[0]
                # The new desk has some of them already, which came first.
                found = reading.execute(f"SELECT * FROM {name} LIMIT -1 OFFSET ?", (there,))
                columns = [one[0] for one in found.description]
                model = _model(database, name, columns)
                if name in _RECORDS:
                    _journal(database, name, columns)
                while True:
                    start = time.process_time()
                    rows = found.fetchmany(CHUNK)
                    fetched += time.process_time() - start
                    if not rows:
                        break
                    _insert(model, rows)
    return fetched


def _journal(database: SqliteDatabase, name: str, columns: Sequence[str]) -> None:
    pairs = ",".join(f"'{column}',new.\"{column}\"" for column in columns)
    database.execute_sql(
        f"CREATE TRIGGER {name}_in AFTER INSERT ON {name} BEGIN "
        "INSERT INTO delta (change,type,uid,before,after) "
        f"VALUES (99,'{name}',new.uid,NULL,json_object({pairs})); END"
    )


def _model(database: SqliteDatabase, name: str, columns: Sequence[str]) -> type[Model]:
    meta = type("Meta", (), {"database": database, "table_name": name, "primary_key": False})
    fields = {column: BareField(column_name=column) for column in columns}
    return type(name, (Model,), {"Meta": meta, **fields})


def _insert(model: type[Model], rows: Iterable[Sequence[object]]) -> None:
    # SQLite takes so many values in one statement.
    size = min(CHUNK, 30_000 // len(model._meta.sorted_field_names))
    left = iter(rows)
    while some := list(islice(left, size)):
        model.insert_many(some, model._meta.sorted_fields).execute()


if __name__ == "__main__":
    main()
