"""The journal: it can't be rewritten unseen, and undo and history read from it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop.store import journal, verify
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from tests.store.night import save_title, saved_night


@pytest.fixture
def written(desk_path: Path) -> Path:
    """Return a closed desk of four changes."""
    desk = open_desk(desk_path)
    night = saved_night(desk)
    for title in ("Second", "Third"):
        save_title(desk, night.incident, title)
    desk.close()
    return desk_path


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE change SET by='B' WHERE seq=2",
        "DELETE FROM change WHERE seq=4",
        "REPLACE INTO change SELECT * FROM change WHERE seq=2",
        "UPDATE delta SET after='{}' WHERE id=1",
        "DELETE FROM delta WHERE change=3",
        "REPLACE INTO delta SELECT id,change,type,uid,before,'{}' FROM delta WHERE change=3",
    ],
)
def test_a_journal_row_is_not_changed_or_deleted(desk_file: DeskFile, sql: str) -> None:
    night = saved_night(desk_file)
    save_title(desk_file, night.incident, "Second")
    save_title(desk_file, night.incident, "Third")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        desk_file.connection.execute(sql)
    assert list(verify.faults(desk_file.connection)) == []


def lines_after(path: Path, *statements: str) -> Iterator[str]:
    """Yield what verify says when somebody has taken the triggers away and written."""
    with closing(sqlite3.connect(path)) as vandal:
        for name in ("change", "delta"):
            for verb in ("update", "delete"):
                vandal.execute(f"DROP TRIGGER {name}_no_{verb}")
        for statement in statements:
            vandal.execute(statement)
        vandal.commit()
    desk = open_desk(path, write=False)
    try:
        yield from verify.faults(desk.connection)
    finally:
        desk.close()


def test_verify_names_a_change_that_was_rewritten(written: Path) -> None:
    found = list(lines_after(written, "UPDATE change SET by='B' WHERE seq=3"))
    assert found == ["journal: change 3: its contents are not what was written"]


def test_verify_names_a_change_whose_delta_was_rewritten(written: Path) -> None:
    sql = 'UPDATE delta SET after=\'{"title":"Other"}\' WHERE change=4'
    found = list(lines_after(written, sql))
    assert found[0] == "journal: change 4: its contents are not what was written"
    assert found[1].endswith(": title is not what the journal says")


def test_verify_names_a_change_whose_delta_is_unreadable(written: Path) -> None:
    found = list(lines_after(written, "UPDATE delta SET after='{' WHERE change=4"))
    assert found[0] == "journal: change 4: its contents are not what was written"


def test_verify_names_a_change_that_was_taken_out(written: Path) -> None:
    sql = ("DELETE FROM delta WHERE change=3", "DELETE FROM change WHERE seq=3")
    found = list(lines_after(written, *sql))
    assert "journal: change 3: missing" in found
    assert "journal: change 4: its contents are not what was written" in found


def test_verify_names_a_tail_that_was_cut(written: Path) -> None:
    sql = ("DELETE FROM delta WHERE change>=3", "DELETE FROM change WHERE seq>=3")
    found = list(lines_after(written, *sql))
    assert found[0] == "journal: changes 3 to 4: missing: cut from the journal's end"


def test_verify_sees_a_cut_tail_in_the_rows_too(written: Path) -> None:
    sql = (
        "DELETE FROM delta WHERE change>=3",
        "DELETE FROM change WHERE seq>=3",
        "UPDATE sqlite_sequence SET seq=2 WHERE name='change'",
    )
    found = list(lines_after(written, *sql))
    assert any(line.endswith(": title is not what the journal says") for line in found)


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE incident SET summary='forged'", "summary is not what the journal says"),
        ("UPDATE incident SET when_start=1", "when_start is not what the journal says"),
        ("UPDATE figure SET count_low=99 WHERE count='73'", "count_low is not what the journal"),
        ("UPDATE incident SET downed='99'", "don't show what it holds"),
        ("UPDATE searchdoc SET text='nothing'", "don't show what it holds"),
        ("DELETE FROM reference", "don't show what it holds"),
        ("UPDATE speaker SET removed=1", "in the bin on one side only"),
        ("DELETE FROM setting", ""),
        ("INSERT INTO setting (uid,version,removed,name,value) VALUES ('u',1,0,'a','b')", "not in"),
    ],
)
def test_verify_names_a_row_written_past_the_journal(written: Path, sql: str, told: str) -> None:
    found = list(lines_after(written, sql))
    assert all(told in line for line in found)
    assert bool(found) == bool(told)


def test_undo_and_redo_are_read_from_the_journal(desk_file: DeskFile) -> None:
    assert journal.stacks(desk_file.connection) == ([], [])
    saved_night(desk_file)
    assert journal.stacks(desk_file.connection) == ([2], [])


def test_a_history_of_very_many_records_is_read(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    uids = [night.incident, *(f"{number:032x}" for number in range(40_000))]
    assert [one.seq for one in journal.history(desk_file.connection, uids)] == [2]
