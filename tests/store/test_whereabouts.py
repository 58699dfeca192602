"""Where a desk lies: network disks and copied folders are recognised, and kept safe from."""

import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from desktop.desk.exporting import export
from desktop.store import backup, listing, verify
from desktop.store.connecting import PRAGMAS, SHARED, connect_steady
from desktop.store.creating import create_desk
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from desktop.store.errors import Broken, OpenRefused, SaveFailed
from desktop.store.whereabouts import (
    NETWORK,
    Whereabouts,
    danger,
    in_short,
    look,
    mounted_as,
    sharer,
)
from tests.store.night import prints, save_title, saved_night, title_of

MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:21 / /proc rw - proc proc rw
30 22 0:40 / /mnt/desk rw - nfs4 server:/desk rw
31 22 0:41 / /mnt/shared\040disk rw shared:7 master:2 - cifs //server/share rw
32 22 0:42 / /home/user/remote rw - fuse.sshfs user@host: rw
33 32 8:2 / /home/user/remote/local rw - ext4 /dev/sdb1 rw
34 22 0:43 / /mnt/twice rw - nfs4 server:/x rw
35 22 8:3 / /mnt/twice rw - xfs /dev/sdc1 rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/user/night.desk", "ext4"),
        ("/mnt/desk/night.desk", "nfs4"),
        ("/mnt/desk2/night.desk", "ext4"),
        ("/mnt/shared disk/2025/night.desk", "cifs"),
        ("/home/user/remote/night.desk", "fuse.sshfs"),
        ("/home/user/remote/local/night.desk", "ext4"),
        ("/mnt/twice/night.desk", "xfs"),
    ],
)
def test_the_nearest_mount_tells_the_file_system(path: str, kind: str) -> None:
    found = mounted_as(PurePosixPath(path), MOUNTS)
    assert found == ("" if kind == "ext4" and "local" not in path else kind)


def test_what_the_system_stands_on_is_no_network_disk() -> None:
    container = "1 0 0:1 / / rw - 9p none rw\n2 1 0:2 / /host rw - 9p none rw\n"
    assert mounted_as(PurePosixPath("/home/night.desk"), container) == ""
    assert mounted_as(PurePosixPath("/host/night.desk"), container) == "9p"


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.rclone", "afs"]
)
def test_network_disks(kind: str) -> None:
    assert sharer(Whereabouts(PurePosixPath("/mnt/night.desk"), kind)) == NETWORK


@pytest.mark.parametrize("kind", ["", "ext4", "btrfs", "fuse.ntfs-3g", "fuseblk", "tmpfs"])
def test_disks_of_the_machine(kind: str) -> None:
    assert sharer(Whereabouts(PurePosixPath("/mnt/night.desk"), kind)) == ""


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (r"\\server\share\night.desk", NETWORK),
        (r"\\?\UNC\server\share\night.desk", NETWORK),
        (r"\\?\C:\desks\night.desk", ""),
        (r"C:\desks\night.desk", ""),
        (r"C:\Users\u\OneDrive - Редакция\night.desk", "OneDrive"),
        (r"G:\Мой диск\night.desk", "Google Drive"),
        (r"C:\Users\u\iCloudDrive\desks\night.desk", "iCloud"),
    ],
)
def test_windows_paths(path: str, found: str) -> None:
    assert sharer(Whereabouts(PureWindowsPath(path))) == found


def test_a_mapped_drive_is_a_network_disk() -> None:
    assert sharer(Whereabouts(PureWindowsPath(r"Z:\night.desk"), remote=True)) == NETWORK


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("/home/u/Dropbox", "Dropbox"),
        ("/home/u/Dropbox (Work)/desks", "Dropbox"),
        ("/home/u/onedrive", "OneDrive"),
        ("/home/u/Nextcloud/2025", "Nextcloud"),
        ("/home/u/Яндекс.Диск", "Yandex.Disk"),
        ("/home/u/Yandex.Disk", "Yandex.Disk"),
        ("/home/u/Облако Mail.ru", "Mail.ru Cloud"),
        ("/Users/u/Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("/Users/u/Library/CloudStorage/GoogleDrive-u@example.org/x", "Google Drive"),
        ("/Users/u/Library/CloudStorage/Other-u", "A cloud service"),
        ("/home/u/box-office", ""),
        ("/home/u/my-dropbox-notes", ""),
        ("/home/u/desks", ""),
    ],
)
def test_folders_by_their_names(folder: str, found: str) -> None:
    assert sharer(Whereabouts(PurePosixPath(folder) / "night.desk")) == found


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
        (".sync_4f0a9bc7d2e1.db", "Nextcloud"),
        ("._sync_4f0a9bc7d2e1.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".tmp.drivedownload", "Google Drive"),
        (".sync", "Yandex.Disk or Resilio Sync"),
        (".syncing", ""),
        (".git", ""),
    ],
)
def test_folders_by_what_is_in_them(mark: str, found: str) -> None:
    path = PurePosixPath("/srv/work/2025/night.desk")
    hidden: dict[PurePath, frozenset[str]] = {path.parents[1]: frozenset({".x", mark})}
    assert sharer(Whereabouts(path, hidden=hidden)) == found


def test_what_a_person_is_told() -> None:
    assert "one machine at a time" in danger(NETWORK)
    assert danger("Dropbox").startswith("Dropbox copies this desk")
    assert in_short(NETWORK) == "On a network disk"
    assert in_short("iCloud") == "Copied by iCloud"
    assert danger("") == in_short("") == ""


def test_the_folders_above_a_file_are_really_looked_at(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    assert sharer(look(folder / "not there yet.desk")) == "Syncthing"


@pytest.fixture
def copied(desk_path: Path, tmp_path: Path) -> Path:
    """Return the path of a desk, with a -wal of its own, in a folder that Syncthing copies."""
    folder = tmp_path / "copied"
    (folder / ".stfolder").mkdir(parents=True)
    return desk_path.rename(folder / "night.desk")


@pytest.fixture
def shared(copied: Path) -> Iterator[DeskFile]:
    desk = open_desk(copied)
    yield desk
    desk.close()


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()}


def test_a_copied_desk_has_no_wal_and_syncs_the_folder(shared: DeskFile) -> None:
    assert shared.sharer == "Syncthing"
    wanted = PRAGMAS | SHARED
    assert (wanted["journal_mode"], wanted["synchronous"]) == ("delete", 3)
    for name, value in wanted.items():
        found = shared.connection.execute(f"PRAGMA {name}").fetchone()[0]
        assert str(found) == str(value), name
    saved_night(shared)
    assert files(shared.path.parent) == {"night.desk"}
    assert list(verify.faults(shared.connection)) == []


def test_a_desk_is_made_without_a_wal_there(tmp_path: Path) -> None:
    path = tmp_path / "Dropbox" / "night.desk"
    path.parent.mkdir()
    create_desk(path, lambda _desk: None)
    assert path.read_bytes()[18:20] == b"\1\1"
    assert files(path.parent) == {"night.desk"}


def test_a_desk_moved_to_a_local_folder_has_a_wal_again(copied: Path, tmp_path: Path) -> None:
    desk = open_desk(copied)
    night = saved_night(desk)
    desk.close()
    desk = open_desk(copied.rename(tmp_path / "night.desk"))
    assert desk.sharer == ""
    assert desk.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert title_of(desk, night.incident)
    desk.close()


def test_the_wal_of_a_crash_elsewhere_is_brought_in(desk_file: DeskFile, tmp_path: Path) -> None:
    night = saved_night(desk_file)
    folder = tmp_path / "Nextcloud"
    folder.mkdir()
    for ending in ("", "-wal"):
        (folder / f"night.desk{ending}").write_bytes(Path(f"{desk_file.path}{ending}").read_bytes())
    desk = open_desk(folder / "night.desk")
    assert title_of(desk, night.incident)
    assert files(folder) == {"night.desk"}
    desk.close()


def test_a_save_waits_for_readers_and_they_for_it(shared: DeskFile) -> None:
    night = saved_night(shared)
    with shared.reading() as reader:
        reader.execute("BEGIN")
        assert listing.count(reader) == 1
        done = threading.Event()

        def save() -> None:
            save_title(shared, night.incident, "Saved beside a reader")
            done.set()

        saving = threading.Thread(target=save)
        saving.start()
        # The reader sees its own state to the end; then the save goes through.
        assert listing.count(reader) == 1
        assert not done.is_set()
        reader.execute("ROLLBACK")
        saving.join()
    assert done.is_set()
    assert title_of(shared, night.incident) == "Saved beside a reader"


def test_many_readers_and_the_writer_get_on(shared: DeskFile) -> None:
    night = saved_night(shared)
    stop = threading.Event()
    seen: list[int] = []

    def read() -> None:
        while not stop.is_set():
            with shared.reading() as connection:
                seen.append(listing.count(connection))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for one in readers:
        one.start()
    for number in range(30):
        save_title(shared, night.incident, f"Title {number}")
    stop.set()
    for one in readers:
        one.join()
    assert set(seen) == {1}
    assert title_of(shared, night.incident) == "Title 29"


def test_an_export_keeps_nobody_from_saving(shared: DeskFile, tmp_path: Path) -> None:
    night = saved_night(shared)
    saved: list[int] = []

    def progress(done: int, _total: int) -> None:
        save_title(shared, night.incident, f"Saved during the export, {len(saved)}")
        saved.append(done)

    receipt = export(shared.path, tmp_path / "out.zip", progress=progress)
    assert saved
    assert receipt.rows["Incidents"] == 1
    with closing(connect_steady(shared.path)) as steady:
        assert listing.count(steady) == 1


def test_a_desk_is_put_back_without_a_wal(shared: DeskFile) -> None:
    night = saved_night(shared)
    made = backup.make(shared.path, shared.connection)
    save_title(shared, night.incident, "Later")
    backup.restore(made, shared.path, shared.connection)
    assert title_of(shared, night.incident) == "Night of 17-18 July"
    assert shared.connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


CRASH = """
import os, signal, sys
from pathlib import Path
from desktop.store.database import open_desk
desk = open_desk(Path(sys.argv[1]))
connection = desk.connection
connection.execute("PRAGMA cache_size=2")
connection.execute("PRAGMA cache_spill=1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE meta SET value=value+1 WHERE name='saves'")
connection.execute("CREATE TABLE half (text)")
connection.executemany("INSERT INTO half VALUES (?)", (("x" * 3000,) for _ in range(500)))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def half_written(copied: Path) -> Path:
    """Return the path of a desk whose program was killed while it wrote a save."""
    child = subprocess.run([sys.executable, "-c", CRASH, copied], check=False)
    assert child.returncode == -signal.SIGKILL
    assert Path(f"{copied}-journal").stat().st_size > 0
    return copied


@pytest.mark.parametrize("write", [True, False])
def test_what_a_crash_left_half_written_is_taken_back(half_written: Path, write: bool) -> None:
    desk = open_desk(half_written, write=write)
    tables = desk.connection.execute("SELECT name FROM sqlite_schema WHERE name='half'")
    assert tables.fetchall() == []
    assert list(verify.faults(desk.connection)) == []
    desk.close()
    assert files(half_written.parent) == {"night.desk"}


def test_another_desks_journal_is_refused(half_written: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    path = folder / "night.desk"
    create_desk(path, lambda _desk: None)
    Path(f"{half_written}-journal").replace(f"{path}-journal")
    before = prints(folder)
    with pytest.raises(OpenRefused, match="-journal holds the last saves of another"):
        open_desk(path)
    assert prints(folder) == before


READ = """
import sys
from pathlib import Path
from desktop.store.database import open_desk
from desktop.store.errors import Broken, OpenRefused
for _ in range(8):
    try:
        open_desk(Path(sys.argv[1]), write=False).close()
    except Broken:
        raise
    except OpenRefused as refused:
        # One save after the other may leave a reader no gap for as long as it waits.
        assert "Try again in a moment" in str(refused)
"""


def test_a_reader_beside_a_writing_window_sees_a_sound_desk(shared: DeskFile) -> None:
    night = saved_night(shared)
    with subprocess.Popen([sys.executable, "-c", READ, shared.path]) as reader:
        number = 0
        while reader.poll() is None:
            with suppress(SaveFailed):
                save_title(shared, night.incident, f"Title {number}")
                number += 1
    assert reader.returncode == 0
    assert number > 0
    assert list(verify.faults(shared.connection)) == []


def test_a_desk_held_by_another_while_it_is_opened_is_not_called_damaged(copied: Path) -> None:
    open_desk(copied).close()
    with closing(sqlite3.connect(copied, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OpenRefused, match="Another program is holding") as refused:
            open_desk(copied, busy_ms=50)
    assert not isinstance(refused.value, Broken)


def test_a_desk_that_is_being_read_cant_leave_its_wal_and_says_so(
    desk_path: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(desk_path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM incident").fetchone()
        (tmp_path / ".stfolder").mkdir()
        with pytest.raises(OpenRefused, match="Another program is holding"):
            open_desk(desk_path, busy_ms=50)


def test_what_peewee_meets_while_it_connects_is_told_alike(copied: Path) -> None:
    open_desk(copied).close()
    with closing(sqlite3.connect(copied, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM incident").fetchone()
        (copied.parent / ".stfolder").rmdir()
        with pytest.raises(OpenRefused, match="Another program is holding"):
            open_desk(copied, busy_ms=50)
