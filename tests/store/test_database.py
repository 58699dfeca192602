"""Opening a desk: what is refused and how, and that a refusal changes nothing."""

import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.store import changes, listing, read, schema, verify
from desktop.store.database import PRAGMAS, DeskFile, create_desk, open_desk
from desktop.store.errors import Damaged, InUse, OpenRefused, SaveFailed
from tests.store.night import EDITOR, Night, edit, prints, save_title, saved_night, title_of

PAGE = 4096


def refused(path: Path, kind: type[OpenRefused] = OpenRefused) -> str:
    """Return why a file is refused; its folder must be as it was."""
    before = prints(path.parent)
    with pytest.raises(kind) as failure:
        open_desk(path)
    assert prints(path.parent) == before
    return str(failure.value)


def test_a_desk_opens_with_every_setting_that_keeps_it_safe(desk_file: DeskFile) -> None:
    for name, value in PRAGMAS.items():
        found = desk_file.connection.execute(f"PRAGMA {name}").fetchone()[0]
        assert str(found) == str(value), name
    assert not desk_file.read_only
    assert desk_file.notice == ""


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


def test_a_desk_is_not_made_over_anything(desk_path: Path) -> None:
    before = desk_path.read_bytes()
    with pytest.raises(OpenRefused, match="exists"):
        create_desk(desk_path, lambda _desk: None)
    assert desk_path.read_bytes() == before


def test_a_desk_whose_filling_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(_desk: DeskFile) -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        create_desk(tmp_path / "half.desk", fail)
    assert list(tmp_path.iterdir()) == []


def test_a_write_from_another_thread_leaves_no_connection(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    delta = edit(desk_file, "incident", night.incident, {"title": "From a worker"})
    with ThreadPoolExecutor(1) as pool:
        pool.submit(changes.apply, desk_file, [delta], EDITOR, "edit").result()
        assert pool.submit(desk_file.db.is_closed).result()
    assert title_of(desk_file, night.incident) == "From a worker"
