"""Opening a desk: how it is opened, by what name, and who else may."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.store import changes, listing, read, schema, verify
from desktop.store.connecting import PRAGMAS
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from desktop.store.errors import InUse, OpenRefused, SaveFailed
from tests.store.night import EDITOR, Night, prints, save_title, saved_night, title_of


def test_a_desk_opens_with_every_setting_that_keeps_it_safe(desk_file: DeskFile) -> None:
    for name, value in PRAGMAS.items():
        found = desk_file.connection.execute(f"PRAGMA {name}").fetchone()[0]
        assert str(found) == str(value), name
    assert not desk_file.read_only
    assert desk_file.notice == ""


def test_a_newer_version_opens_to_read_only(desk_path: Path) -> None:
    with sqlite3.connect(desk_path) as newer:
        newer.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    newer.close()
    before = desk_path.read_bytes()
    desk = open_desk(desk_path)
    try:
        assert desk.read_only
        assert "newer version" in desk.notice
        assert read.terms(desk.connection, "measure")
        with pytest.raises(SaveFailed):
            changes.apply(desk, Night().deltas(), EDITOR, "create")
    finally:
        desk.close()
    assert desk_path.read_bytes() == before


def test_verify_names_the_record_in_which_a_bit_flipped(desk_path: Path) -> None:
    desk = open_desk(desk_path)
    night = saved_night(desk)
    save_title(desk, night.incident, "Quiet over Oryol")
    desk.close()
    content = desk_path.read_bytes()
    at = content.rindex(b"Quiet over Oryol")
    # The title also stands in the journal and in the search; the table's page is the one meant.
    spots = [i for i in range(len(content)) if content.startswith(b"Quiet over Oryol", i)]
    assert at in spots
    found: set[str] = set()
    for spot in spots:
        with desk_path.open("r+b") as stream:
            stream.seek(spot)
            stream.write(bytes([content[spot] ^ 1]))
        desk = open_desk(desk_path)
        lines = list(verify.faults(desk.connection))
        desk.close()
        assert lines
        found.update(lines)
        desk_path.write_bytes(content)
    number = read_number(desk_path, night)
    assert any(f"incident {number}: title" in line for line in found)


def read_number(path: Path, night: Night) -> str:
    desk = open_desk(path, write=False)
    try:
        kept = read.record(desk.connection, "incident", night.incident)
        assert kept is not None
        return str(kept["number"])
    finally:
        desk.close()


@contextmanager
def unwritable(path: Path) -> Iterator[None]:
    """Make a file or a folder one that this process can't write, or skip."""
    if os.geteuid() != 0:
        mode = path.stat().st_mode
        path.chmod(0o500 if path.is_dir() else 0o400)
        try:
            yield
        finally:
            path.chmod(mode)
        return
    # Root writes whatever the mode says; a mount that is read-only stops it.
    mounted = subprocess.run(["mount", "--bind", path, path], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("root can write everywhere here, and may not mount")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", path], check=True)
        yield
    finally:
        subprocess.run(["umount", path], check=True)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_cant_be_written_opens_to_read_and_says_so(desk_path: Path, what: str) -> None:
    folder = desk_path.parent / "medium"
    folder.mkdir()
    path = Path(shutil.move(desk_path, folder))
    before = prints(folder)
    with unwritable(folder if what == "folder" else path):
        desk = open_desk(path)
        assert desk.read_only
        assert "reading only" in desk.notice
        assert read.terms(desk.connection, "kind")
        with desk.reading() as connection:
            assert listing.count(connection) == 0
        with pytest.raises(SaveFailed, match="reading only"):
            saved_night(desk)
        desk.close()
    assert prints(folder)["night.desk"] == before["night.desk"]
    if what == "folder":
        assert prints(folder) == before


@pytest.mark.parametrize("name", ["Ночь 17–18 июля.desk", "what? #1 100%.desk", "a'b\"c.desk"])
def test_cyrillic_blanks_and_signs_in_a_path_work(desk_path: Path, name: str) -> None:
    folder = desk_path.parent / "Мои документы"
    folder.mkdir()
    path = desk_path.rename(folder / name)
    desk = open_desk(path)
    night = saved_night(desk)
    with desk.reading() as connection:
        assert listing.count(connection) == 1
    desk.close()
    assert sorted(one.name for one in folder.iterdir()) == [name]
    assert read_number(path, night).endswith("-0001")


def test_a_name_that_is_no_utf8_works(desk_path: Path) -> None:
    path = desk_path.rename(desk_path.parent / os.fsdecode(b"caf\xe9.desk"))
    desk = open_desk(path)
    saved_night(desk)
    desk.close()


def test_through_a_symlink_the_file_itself_is_opened(desk_path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.desk"
    link.symlink_to(desk_path)
    desk = open_desk(link)
    night = saved_night(desk)
    assert not Path(f"{link}-wal").exists()
    desk.close()
    assert link.is_symlink()
    assert read_number(desk_path, night)


def test_a_symlink_to_itself_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "loop.desk"
    link.symlink_to(link)
    with pytest.raises(OpenRefused):
        open_desk(link)


HOLD = """
import sys
from pathlib import Path
from desktop.store.database import open_desk
desk = open_desk(Path(sys.argv[1]), locks=Path(sys.argv[2]))
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_window_is_kept_out_by_a_lock_of_the_system(desk_path: Path) -> None:
    locks = desk_path.parent / "locks"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, desk_path, locks],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "open\n"
        with pytest.raises(InUse):
            open_desk(desk_path, locks=locks)
        # Reading beside it needs no lock.
        reader = open_desk(desk_path, locks=locks, write=False)
        reader.close()
        first.kill()
        first.wait()
    # The lock's file is still there, and holds nobody back.
    desk = open_desk(desk_path, locks=locks)
    with pytest.raises(InUse):
        open_desk(desk_path, locks=locks)
    night = saved_night(desk)
    desk.close()
    again = open_desk(desk_path, locks=locks)
    assert title_of(again, night.incident)
    again.close()
