"""A backup is put in the place of a desk that can't be opened, and nothing is thrown away."""

import os
import shlex
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop.store import backup, looking, rescue, verify
from desktop.store.backup import BackupFailed, RestoreRefused
from desktop.store.creating import create_desk
from desktop.store.database import open_desk
from desktop.store.errors import Broken, Damaged, InUse
from tests.store.night import Night, prints, save_title, saved_night, title_of
from tests.store.test_backup import damage
from tests.store.test_database import unwritable


@pytest.fixture
def night(desk_path: Path) -> Night:
    """Return a night that a desk and its one backup hold; the desk has a later title."""
    desk = open_desk(desk_path)
    night = saved_night(desk)
    backup.make(desk.path, desk.connection)
    save_title(desk, night.incident, "Later")
    desk.close()
    return night


@pytest.fixture
def locks(tmp_path: Path) -> Path:
    return tmp_path / "locks"


def only_backup(desk: Path) -> Path:
    (one,) = backup.listed(desk)
    return one.path


def half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)


def hollow(path: Path) -> None:
    """Zero a page that neither opening nor the list of incidents needs."""
    with closing(sqlite3.connect(path)) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name='searchdoc'"
        (page,) = connection.execute(sql).fetchone()
    with path.open("r+b") as stream:
        stream.seek((page - 1) * 4096)
        stream.write(bytes(4096))


def zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [damage, hollow, half, zero, empty])
def test_a_broken_desk_is_replaced_and_kept_beside(
    desk_path: Path, night: Night, locks: Path, harm: Callable[[Path], None]
) -> None:
    harm(desk_path)
    broken = prints(desk_path.parent)["night.desk"]
    with pytest.raises(Broken) as refused:
        open_desk(desk_path)
    source = only_backup(desk_path)
    assert shlex.join(["restore", str(source), str(desk_path)]) in str(refused.value)
    kept = rescue.put_back(source, desk_path, locks)
    assert kept.name.startswith("night.damaged-")
    found = prints(desk_path.parent)
    assert found[kept.name] == broken
    assert set(found) == {"night.desk", kept.name}
    desk = open_desk(desk_path)
    assert title_of(desk, night.incident) == "Night of 17-18 July"
    assert list(verify.faults(desk.connection)) == []
    desk.close()


def test_what_stood_beside_the_broken_file_goes_with_it(
    desk_path: Path, night: Night, locks: Path
) -> None:
    desk = open_desk(desk_path)
    saved_night(desk)
    log = Path(f"{desk_path}-wal").read_bytes()
    desk.close()
    half(desk_path)
    desk_path.with_name("night.desk-journal").write_bytes(b"left over")
    Path(f"{desk_path}-wal").write_bytes(log[:-8192])
    kept = rescue.replace(only_backup(desk_path), desk_path, locks)
    assert Path(f"{kept}-wal").read_bytes() == log[:-8192]
    assert Path(f"{kept}-journal").read_bytes() == b"left over"
    desk = open_desk(desk_path)
    assert title_of(desk, night.incident) == "Night of 17-18 July"
    desk.close()


def test_pages_damaged_in_a_large_desk_are_seen_before_it_is_restored_over(
    desk_path: Path, night: Night, locks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hollow(desk_path)
    monkeypatch.setattr(looking, "CHECKED_AT_OPEN", 0)
    open_desk(desk_path).close()
    kept = rescue.put_back(only_backup(desk_path), desk_path, locks)
    assert kept.name.startswith("night.damaged-")
    desk = open_desk(desk_path)
    assert title_of(desk, night.incident) == "Night of 17-18 July"
    desk.close()


def test_a_sound_desk_is_backed_up_and_stays_one_file(
    desk_path: Path, night: Night, locks: Path
) -> None:
    kept = rescue.put_back(only_backup(desk_path), desk_path, locks)
    assert kept.parent == backup.folder_of(desk_path)
    desk = open_desk(kept, write=False)
    assert title_of(desk, night.incident) == "Later"
    desk.close()


def test_a_bad_backup_or_one_of_another_desk_replaces_nothing(
    desk_path: Path, night: Night, locks: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.desk"
    create_desk(other, lambda _desk: None)
    bad = Path(shutil.copy(only_backup(desk_path), tmp_path / "bad.desk"))
    damage(bad)
    half(desk_path)
    before = prints(tmp_path)
    for source in (other, bad, tmp_path / "gone.desk"):
        with pytest.raises(RestoreRefused):
            rescue.put_back(source, desk_path, locks)
    assert prints(tmp_path) == before


def test_a_picture_is_not_replaced_by_a_backup_of_something_else(
    desk_path: Path, night: Night, locks: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    with pytest.raises(RestoreRefused, match="shows that"):
        rescue.put_back(only_backup(desk_path), picture, locks)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_desk_in_use_is_not_replaced(desk_path: Path, night: Night, locks: Path) -> None:
    desk = open_desk(desk_path, locks=locks)
    with pytest.raises(InUse):
        rescue.replace(only_backup(desk_path), desk_path, locks)
    assert title_of(desk, night.incident) == "Later"
    desk.close()


def test_where_nothing_can_be_written_the_broken_file_stays(
    desk_path: Path, night: Night, locks: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "medium"
    folder.mkdir()
    path = desk_path.rename(folder / "night.desk")
    backup.folder_of(desk_path).rename(backup.folder_of(path))
    half(path)
    before = prints(folder)
    with unwritable(folder), pytest.raises(BackupFailed):
        rescue.replace(only_backup(path), path, locks)
    assert prints(folder) == before


def test_without_a_backup_the_folder_of_them_is_named(desk_path: Path) -> None:
    half(desk_path)
    with pytest.raises(Damaged, match=r"no backup in .*night\.desk\.backups"):
        open_desk(desk_path)


def test_a_damaged_backup_is_not_offered(desk_path: Path, night: Night) -> None:
    damage(only_backup(desk_path))
    half(desk_path)
    with pytest.raises(Damaged, match="no backup"):
        open_desk(desk_path)
