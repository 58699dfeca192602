"""The power is cut at any moment, and what was not synced is gone, in whole or in part.

A shim writes down every write and sync of a program that saves; what a disk may hold at a cut is
then made up from that: all that was synced, and of the rest whatever chance leaves.
"""

import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.store import verify
from desktop.store.database import open_desk
from desktop.store.errors import OpenRefused
from tests.store.night import Night, saved_night, title_of

CUTS = 60
SECTOR = 512
HEAD = struct.Struct("<cIQQ")
SAVE = """
import os
import sys
from pathlib import Path
from desktop.records.delta import Person, edited
from desktop.store import changes, read
from desktop.store.database import open_desk
desk = open_desk(Path(sys.argv[1]))
if sys.argv[3]:
    desk.connection.execute(f"PRAGMA synchronous={sys.argv[3]}")
for number in range(60):
    kept = read.record(desk.connection, "incident", sys.argv[2])
    delta = edited("incident", kept.uid, kept.values, {"title": f"Title {number}"})
    changes.apply(desk, [delta], Person("A. Editor"), "edit")
    os.write(1, str(number).encode())
desk.close()
"""


class Event(NamedTuple):
    """One line of the trace: see power.c."""

    what: bytes
    name: str
    at: int
    data: bytes
    size: int


@dataclass(slots=True, eq=False)
class File:
    """What is synced of a file, and what was done to it since."""

    kept: bytearray = field(default_factory=bytearray)
    since: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        for event in self.since:
            _apply(self.kept, event)
        self.since.clear()

    def cut(self, chance: random.Random, share: float) -> bytes:
        """Return what stands on the disk if each sector since the sync came there by chance."""
        content = bytearray(self.kept)
        for event in self.since:
            if event.what == b"T":
                if chance.random() < share:
                    _apply(content, event)
                continue
            for start in range(0, len(event.data), SECTOR):
                if chance.random() < share:
                    piece = event.data[start : start + SECTOR]
                    _apply(content, event._replace(at=event.at + start, data=piece))
        return bytes(content)


def _apply(content: bytearray, event: Event) -> None:
    if event.what == b"T":
        del content[event.at :]
        content.extend(bytes(event.at - len(content)))
        return
    content.extend(bytes(max(0, event.at - len(content))))
    content[event.at : event.at + len(event.data)] = event.data


class Disk:
    """A folder: its files, and which of their names are synced."""

    def __init__(self, desk: Path) -> None:
        self.folder = desk.parent
        whole = File(bytearray(desk.read_bytes()))
        self.names: dict[str, File] = {str(desk): whole}
        self.kept = dict(self.names)
        self.since: list[tuple[str, File | None]] = []

    def follow(self, event: Event) -> None:
        if event.what == b"S" and event.name == str(self.folder):
            self._rename(self.kept, self.since)
            self.since = []
        elif event.what == b"R":
            self.names.pop(event.name, None)
            self.since.append((event.name, None))
        elif event.what in b"WTS":
            if event.name not in self.names:
                self.names[event.name] = File()
                self.since.append((event.name, self.names[event.name]))
            file = self.names[event.name]
            if event.what == b"S":
                file.sync()
            else:
                file.since.append(event)

    @staticmethod
    def _rename(names: dict[str, File], since: list[tuple[str, File | None]]) -> None:
        for name, file in since:
            if file is None:
                names.pop(name, None)
            else:
                names[name] = file

    def cut(self, chance: random.Random, folder: Path) -> None:
        """Write what the cut leaves to a folder; shared memory is none of it."""
        names = dict(self.kept)
        # A file system keeps the order of its names, but not how many came to the disk.
        self._rename(names, self.since[: chance.randint(0, len(self.since))])
        share = chance.choice((0.0, 0.5, 1.0))
        for name, file in names.items():
            if not name.endswith("-shm"):
                (folder / Path(name).name).write_bytes(file.cut(chance, share))


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the compiled shim, or skip where there is no compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("needs a C compiler on Linux")
    made = tmp_path_factory.mktemp("shim") / "power.so"
    source = Path(__file__).with_name("power.c")
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-o", made, source, "-ldl", "-lpthread"], check=True
    )
    return made


def _events(trace: Path) -> Iterator[Event]:
    content = trace.read_bytes()
    at = 0
    while at < len(content):
        what, length, offset, size = HEAD.unpack_from(content, at)
        at += HEAD.size
        name = os.fsdecode(content[at : at + length])
        at += length
        held = size if what in b"WA" else 0
        yield Event(what, name, offset, content[at : at + held], size)
        at += held


def cuts(shim: Path, desk: Path, night: Night, out: Path, synchronous: str = "") -> Iterator[int]:
    """Yield how many acknowledged saves each of many power cuts took, -1 for the whole desk."""
    disk = Disk(desk)
    trace = out / "trace"
    out.mkdir()
    given = {"LD_PRELOAD": shim, "POWER_FOLDER": desk.parent, "POWER_TRACE": trace}
    subprocess.run(
        [sys.executable, "-c", SAVE, desk, night.incident, synchronous],
        env=os.environ | {name: str(value) for name, value in given.items()},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    events = list(_events(trace))
    told = [number for number, event in enumerate(events) if event.what == b"A"]
    assert len(told) == 60
    assert any(event.what == b"S" for event in events)
    chance = random.Random(14)
    when = sorted(chance.sample(range(told[0], len(events)), CUTS))
    saved = -1
    for number, event in enumerate(events):
        if event.what == b"A":
            saved = int(event.data)
        disk.follow(event)
        if number in when:
            folder = out / str(number)
            folder.mkdir()
            disk.cut(chance, folder)
            yield _lost(folder / desk.name, night, saved, thorough=number in when[::6])
            shutil.rmtree(folder)


def _lost(path: Path, night: Night, saved: int, *, thorough: bool) -> int:
    try:
        desk = open_desk(path)
    except OpenRefused:
        return -1
    try:
        assert not thorough or list(verify.faults(desk.connection)) == []
        title = title_of(desk, night.incident).removeprefix("Title ")
        return max(0, saved - int(title)) if title.isdecimal() else saved + 1
    finally:
        desk.close()


@pytest.fixture
def local(desk_path: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "local"
    folder.mkdir()
    return desk_path.rename(folder / "night.desk")


@pytest.fixture
def copied(desk_path: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "copied"
    (folder / ".stfolder").mkdir(parents=True)
    return desk_path.rename(folder / "night.desk")


def night_in(path: Path) -> Night:
    desk = open_desk(path)
    night = saved_night(desk)
    desk.close()
    return night


def test_no_acknowledged_save_is_lost_when_the_power_is_cut(
    shim: Path, local: Path, tmp_path: Path
) -> None:
    assert list(cuts(shim, local, night_in(local), tmp_path / "out")) == [0] * CUTS


def test_with_less_syncing_saves_would_be_lost(shim: Path, local: Path, tmp_path: Path) -> None:
    assert any(cuts(shim, local, night_in(local), tmp_path / "out", "NORMAL"))


def test_none_is_lost_in_a_copied_folder(shim: Path, copied: Path, tmp_path: Path) -> None:
    assert list(cuts(shim, copied, night_in(copied), tmp_path / "out")) == [0] * CUTS


def test_there_less_syncing_would_lose_some_too(shim: Path, copied: Path, tmp_path: Path) -> None:
    assert any(cuts(shim, copied, night_in(copied), tmp_path / "out", "FULL"))
