"""What is refused and how before it is opened, and that a refusal changes nothing."""

import os
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.store import verify
from desktop.store.creating import create_desk
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from desktop.store.errors import Damaged, OpenRefused
from tests.store.night import prints, save_title, saved_night, title_of

PAGE = 4096


def refused(path: Path, kind: type[OpenRefused] = OpenRefused) -> str:
    """Return why a file is refused; its folder must be as it was."""
    before = prints(path.parent)
    with pytest.raises(kind) as failure:
        open_desk(path)
    assert prints(path.parent) == before
    return str(failure.value)


def test_a_path_without_a_file_is_refused_and_not_created(tmp_path: Path) -> None:
    assert "There is no file" in refused(tmp_path / "none.desk")
    assert list(tmp_path.iterdir()) == []


def test_each_other_kind_of_file_is_named_for_what_it_is(tmp_path: Path) -> None:
    contents = {
        "empty (0 bytes)": b"",
        "a text file": "Ночь на 18 июля".encode(),
        "a picture (PNG)": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "a file of another program": b"\x7fELF\0\0\0",
    }
    for told, content in contents.items():
        path = tmp_path / "file.desk"
        path.write_bytes(content)
        assert told in refused(path)
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    assert "a workbook or another zip archive" in refused(path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.desk"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (a)")
    other.close()
    assert "another program's database" in refused(path)


@pytest.mark.parametrize("size", [50, 100, PAGE, 3 * PAGE + 17, 100 * PAGE])
def test_a_truncated_desk_is_refused(desk_path: Path, size: int) -> None:
    os.truncate(desk_path, size)
    assert refused(desk_path)
    if size > PAGE:
        assert "backups" in refused(desk_path, Damaged)


def test_a_desk_with_a_zeroed_page_is_refused(desk_path: Path) -> None:
    with sqlite3.connect(desk_path) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name='place'"
        ).fetchone()
    connection.close()
    with desk_path.open("r+b") as stream:
        stream.seek((page - 1) * PAGE)
        stream.write(bytes(PAGE))
    assert "damaged" in refused(desk_path, Damaged)


@contextmanager
def crashed(desk: DeskFile, folder: Path) -> Iterator[Path]:
    """Give a copy of an open desk as a crash would leave it, its -wal with the last saves."""
    copy = folder / desk.path.name
    for ending in ("", "-wal"):
        shutil.copy(f"{desk.path}{ending}", f"{copy}{ending}")
    yield copy


def test_our_own_wal_is_recovered_after_a_crash(desk_file: DeskFile, tmp_path: Path) -> None:
    night = saved_night(desk_file)
    save_title(desk_file, night.incident, "Saved before the crash")
    folder = tmp_path / "after"
    folder.mkdir()
    with crashed(desk_file, folder) as copy:
        desk = open_desk(copy)
        assert title_of(desk, night.incident) == "Saved before the crash"
        assert list(verify.faults(desk.connection)) == []
        desk.close()


@pytest.mark.parametrize("drafted", [True, False])
def test_another_desks_wal_is_refused(desk_file: DeskFile, tmp_path: Path, drafted: bool) -> None:
    other_path = tmp_path / "other.desk"
    create_desk(other_path, lambda _desk: None)
    saved_night(desk_file)
    if not drafted:
        desk_file.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        save_title(desk_file, saved_night(desk_file).incident, "Of the first desk")
    folder = tmp_path / "mixed"
    folder.mkdir()
    mixed = folder / "other.desk"
    shutil.copy(other_path, mixed)
    shutil.copy(f"{desk_file.path}-wal", f"{mixed}-wal")
    assert "last saves of another desk" in refused(mixed)
    Path(f"{mixed}-wal").unlink()
    desk = open_desk(mixed)
    assert list(verify.faults(desk.connection)) == []
    desk.close()


def test_a_wal_of_no_use_is_ignored(desk_path: Path) -> None:
    Path(f"{desk_path}-wal").write_bytes(b"not a log at all" * 500)
    desk = open_desk(desk_path)
    night = saved_night(desk)
    assert list(verify.faults(desk.connection)) == []
    desk.close()
    desk = open_desk(desk_path)
    assert title_of(desk, night.incident)
    desk.close()


def test_a_crash_amid_a_checkpoint_is_recovered(desk_file: DeskFile, tmp_path: Path) -> None:
    # A checkpoint writes the first page, with the new size in it, before the file has grown.
    night = saved_night(desk_file)
    for number in range(40):
        save_title(desk_file, night.incident, f"Title {number} " + "x" * 400)
    folder = tmp_path / "after"
    folder.mkdir()
    with crashed(desk_file, folder) as copy:
        pages = copy.stat().st_size // PAGE
        with copy.open("r+b") as stream:
            stream.seek(28)
            stream.write((pages + 50).to_bytes(4))
        desk = open_desk(copy)
        assert title_of(desk, night.incident).startswith("Title 39")
        desk.close()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.desk"
    os.mkfifo(path)
    with pytest.raises(OpenRefused, match="is not a file"):
        open_desk(path)


def test_a_hard_link_is_refused(desk_path: Path) -> None:
    desk_path.with_name("second.desk").hardlink_to(desk_path)
    assert "hard links" in refused(desk_path)


def test_a_path_over_the_systems_length_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OpenRefused, match="longer than this system allows"):
        open_desk(tmp_path / ("n" * 300))
    with pytest.raises(OpenRefused, match="longer than this system allows"):
        open_desk(tmp_path.joinpath(*["folder"] * 800))
