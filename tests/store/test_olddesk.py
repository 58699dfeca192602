"""A desk of an earlier version opens: backed up before, with every row, and what is new works."""

from contextlib import closing
from pathlib import Path

import pytest

from desktop.records.delta import Change
from desktop.store import backup, books, journal, listing, receipts, schema, verify
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from tests.store import olddesk
from tests.store.night import Night, save_title, saved_night, title_of
from tests.store.test_books import BOOK, issued, night_imported


@pytest.fixture(params=range(1, schema.VERSION))
def old(desk_file: DeskFile, tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Path, Night]:
    night = saved_night(desk_file)
    save_title(desk_file, night.incident, "Kept from earlier")
    path = tmp_path / "old" / "old.desk"
    path.parent.mkdir()
    olddesk.make(path, desk_file.connection, request.param)
    return path, night


def test_it_opens_with_a_backup_before_and_is_sound(old: tuple[Path, Night]) -> None:
    path, night = old
    before = backup.check(path)
    with closing(open_desk(path)) as desk:
        assert desk.connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        assert title_of(desk, night.incident) == "Kept from earlier"
        assert list(verify.faults(desk.connection)) == []
        (kept,) = backup.listed(path)
        assert backup.check(kept.path) == before
        after = backup.facts(desk.connection)
        assert (after.desk, after.head) == (before.desk, before.head)
        assert {name: after.counts[name] for name in before.counts} == before.counts


def test_what_its_source_says_is_still_found(old: tuple[Path, Night]) -> None:
    path, _night = old
    with closing(open_desk(path)) as desk:
        for text in ("сбиты", "earlier сбиты", "bryansk", "defence"):
            wanted = listing.Filter(text=text)
            assert len(listing.all_ids(desk.connection, wanted, listing.Sort())) == 1, text


def test_books_and_receipts_are_kept_in_it(old: tuple[Path, Night]) -> None:
    path, _night = old
    with closing(open_desk(path)) as desk:
        change: Change = night_imported(desk)
        found = books.book_of(desk.connection, BOOK.sha256)
        assert found is not None
        assert found.change == change.seq
        receipts.keep(desk, issued(desk, "Reuters"))
        assert list(verify.faults(desk.connection)) == []


def test_it_is_made_alike(old: tuple[Path, Night], desk_path: Path) -> None:
    """A desk brought up to date has the tables of one that is made now."""
    path, _night = old
    sql = "SELECT type,name,sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1,2"
    with closing(open_desk(path)) as brought, closing(open_desk(desk_path)) as made:
        alike = [
            [(kind, name, " ".join(str(text).split())) for kind, name, text in rows]
            for rows in (brought.connection.execute(sql), made.connection.execute(sql))
        ]
    assert alike[0] == alike[1]


def test_its_backup_is_brought_up_to_date_too(old: tuple[Path, Night]) -> None:
    path, night = old
    open_desk(path).close()
    (kept,) = backup.listed(path)
    head = backup.check(kept.path).head
    with closing(open_desk(path)) as desk:
        save_title(desk, night.incident, "Later")
        backup.restore(kept.path, path, desk.connection)
    with closing(open_desk(path)) as desk:
        assert title_of(desk, night.incident) == "Kept from earlier"
        assert journal.head(desk.connection) == head
        assert list(verify.faults(desk.connection)) == []
