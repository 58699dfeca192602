"""Bringing an older desk up to date: as it was, or whole; a backup stands first."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.store import backup, schema, verify
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from desktop.store.errors import OpenRefused
from desktop.store.migrate import Steps
from tests.store.night import Night, saved_night, title_of
from tests.store.test_changes import small_disk

NEXT = schema.VERSION + 1
FAR = NEXT + 1


def add_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE speaker ADD COLUMN phone TEXT NOT NULL DEFAULT ''")


def rebuild(connection: sqlite3.Connection) -> None:
    """Rebuild a table that others point at, as SQLite's manual says to."""
    table, *indexes = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE tbl_name='report' AND sql IS NOT NULL "
        "ORDER BY type='index'"
    ).fetchall()
    connection.execute(table[0].replace('"report"', '"fresh"', 1))
    connection.execute("INSERT INTO fresh SELECT * FROM report")
    connection.execute("DROP TABLE report")
    connection.execute("ALTER TABLE fresh RENAME TO report")
    for (index,) in indexes:
        connection.execute(index)


def fail(_connection: sqlite3.Connection) -> None:
    raise sqlite3.OperationalError("halfway")


def lose(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM figure")


def dangle(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE report SET speaker='nobody'")


@pytest.fixture
def old(desk_path: Path) -> tuple[Path, Night]:
    """Return a closed desk with a night in it, and the night."""
    desk = open_desk(desk_path)
    night = saved_night(desk)
    desk.close()
    return desk_path, night


def upgraded(path: Path, steps: Steps, version: int) -> DeskFile:
    return open_desk(path, steps=steps, version=version)


def test_steps_lead_from_version_to_version_and_keep_every_row(old: tuple[Path, Night]) -> None:
    path, night = old
    before = path.read_bytes()
    desk = upgraded(path, {schema.VERSION: add_column, NEXT: rebuild}, FAR)
    assert desk.connection.execute("PRAGMA user_version").fetchone() == (FAR,)
    assert desk.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert title_of(desk, night.incident)
    assert desk.connection.execute("SELECT count(*) FROM figure").fetchone() == (3,)
    assert desk.connection.execute("SELECT phone FROM speaker").fetchone() == ("",)
    assert list(verify.faults(desk.connection)) == []
    (kept,) = backup.listed(path)
    desk.close()
    assert backup.check(kept.path).version == schema.VERSION
    assert kept.path.stat().st_size <= len(before)


def test_a_desk_of_this_version_is_left_alone(old: tuple[Path, Night]) -> None:
    path, _night = old
    upgraded(path, {schema.VERSION: fail}, schema.VERSION).close()
    assert backup.listed(path) == []


@pytest.mark.parametrize("last", [fail, lose, dangle])
def test_a_step_that_fails_leaves_the_old_version(old: tuple[Path, Night], last: object) -> None:
    path, night = old
    before = backup.check(path)
    steps = {schema.VERSION: add_column, NEXT: last}
    with pytest.raises(OpenRefused, match="is as it was") as failure:
        upgraded(path, steps, FAR)  # type: ignore[arg-type]
    (kept,) = backup.listed(path)
    assert str(kept.path) in str(failure.value)
    desk = open_desk(path)
    assert backup.facts(desk.connection) == before
    assert title_of(desk, night.incident)
    assert list(verify.faults(desk.connection)) == []
    desk.close()


def test_a_bug_in_a_step_leaves_the_old_version(old: tuple[Path, Night]) -> None:
    path, night = old

    def bug(connection: sqlite3.Connection) -> None:
        add_column(connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        upgraded(path, {schema.VERSION: bug}, NEXT)
    desk = open_desk(path)
    assert title_of(desk, night.incident)
    desk.close()


def test_a_version_from_which_no_step_leads_is_refused(old: tuple[Path, Night]) -> None:
    path, _night = old
    before = path.read_bytes()
    with pytest.raises(OpenRefused, match="no way leads"):
        upgraded(path, {NEXT: add_column}, FAR)
    assert path.read_bytes() == before
    assert backup.listed(path) == []


def test_an_older_desk_is_not_read_with_the_new_eyes(old: tuple[Path, Night]) -> None:
    path, _night = old
    with pytest.raises(OpenRefused, match="older version"):
        open_desk(path, write=False, steps={schema.VERSION: add_column}, version=NEXT)


def test_no_step_is_taken_without_room_for_it(old: tuple[Path, Night], tmp_path: Path) -> None:
    path, night = old
    size = 2 * path.stat().st_size // 1024
    with small_disk(tmp_path / "disk", f"{size}k") as disk:
        copy = Path(shutil.copy(path, disk))
        with pytest.raises(OpenRefused, match="Make room"):
            upgraded(copy, {schema.VERSION: add_column}, NEXT)
        assert backup.listed(copy) == []
        desk = open_desk(copy)
        assert title_of(desk, night.incident)
        desk.close()


def test_a_disk_that_fills_midway_leaves_the_old_version(
    old: tuple[Path, Night], tmp_path: Path
) -> None:
    path, night = old

    def grow(connection: sqlite3.Connection) -> None:
        add_column(connection)
        connection.execute("CREATE TABLE big (blob)")
        while True:
            connection.execute("INSERT INTO big VALUES (zeroblob(1000000))")

    size = 5 * path.stat().st_size // 1024
    with small_disk(tmp_path / "disk", f"{size}k") as disk:
        copy = Path(shutil.copy(path, disk))
        with pytest.raises(OpenRefused, match="disk is full"):
            upgraded(copy, {schema.VERSION: grow}, NEXT)
        desk = open_desk(copy)
        assert title_of(desk, night.incident)
        assert list(verify.faults(desk.connection)) == []
        desk.close()


CLIMB = """
import sys
from pathlib import Path
from desktop.store import schema
from desktop.store.database import open_desk
def step(connection):
    connection.execute("PRAGMA cache_size=5")
    for number in range(10**6):
        connection.execute(f"CREATE TABLE t{number} AS SELECT * FROM place")
        print(number, flush=True)
open_desk(Path(sys.argv[1]), steps={schema.VERSION: step}, version=schema.VERSION + 1)
"""


@pytest.mark.parametrize("after", [1, 5, 12])
def test_a_kill_midway_leaves_the_old_version(old: tuple[Path, Night], after: int) -> None:
    path, night = old
    with subprocess.Popen(
        [sys.executable, "-c", CLIMB, path], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for _ in range(after):
            assert child.stdout.readline()
        child.send_signal(signal.SIGKILL)
    desk = open_desk(path)
    assert title_of(desk, night.incident)
    assert desk.connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    assert list(verify.faults(desk.connection)) == []
    desk.close()
    assert len(backup.listed(path)) == 1
