"""Progress, stop, kill: whatever ends a reading, no process, file or half of a book stays."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desktop.sheets.errors import ImportRefused, ReadingStopped
from desktop.sheets.reading import CHILD_VERB, frames
from desktop.sheets.reading.read import command, read_book

PROC = Path("/proc/self")
LINES = 150_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.csv"
    path.write_text("".join(f"{line},Bryansk,note {line}\n" for line in range(LINES)))
    return path


def children() -> list[int]:
    tasks = (PROC / "task").glob("*/children")
    return [int(word) for task in tasks for word in task.read_text().split()]


def open_files() -> set[str]:
    found = set()
    for link in (PROC / "fd").iterdir():
        try:
            found.add(f"{link.name} {link.readlink()}")
        except FileNotFoundError:
            continue
    return found


@pytest.fixture
def _nothing_left() -> object:
    if not PROC.is_dir():
        pytest.skip("this system has no /proc to look into")
    processes, files = children(), open_files()
    yield
    assert children() == processes
    assert open_files() == files
    assert not [one for one in threading.enumerate() if one.name == "reading"]


class EnoughError(Exception):
    """What a progress callback raises to stop."""


@pytest.mark.usefixtures("_nothing_left")
def test_progress_goes_up_to_the_size_of_the_file(large: Path) -> None:
    told: list[tuple[int, int]] = []
    with read_book(large, progress=lambda done, total: told.append((done, total))) as book:
        assert book.sheets[0].height == LINES
    done = [one for one, _total in told]
    assert done == sorted(done)
    assert told[-1][1] in {0, large.stat().st_size}


@pytest.mark.usefixtures("_nothing_left")
def test_what_progress_raises_stops_the_reading(large: Path) -> None:
    def enough(done: int, _total: int) -> None:
        if done:
            raise EnoughError

    with pytest.raises(EnoughError):
        read_book(large, progress=enough)


@pytest.mark.usefixtures("_nothing_left")
def test_stopping_leaves_nothing(large: Path) -> None:
    with pytest.raises(ReadingStopped, match="nothing was imported"):
        read_book(large, stopped=lambda: True)


@pytest.mark.usefixtures("_nothing_left")
def test_rows_can_be_followed_while_the_file_is_still_read(large: Path) -> None:
    with read_book(large, follow=True) as book:
        (sheet,) = book.sheets
        assert [row[0] for row in sheet.rows()] == [str(line) for line in range(LINES)]
        assert sheet.height == LINES


@pytest.mark.usefixtures("_nothing_left")
def test_stopping_while_rows_are_followed(large: Path) -> None:
    stop = threading.Event()
    with read_book(large, stopped=stop.is_set, follow=True) as book:
        next(book.sheets[0].rows())
        stop.set()
        with pytest.raises(ReadingStopped):
            book.spool.wait()


@pytest.mark.usefixtures("_nothing_left")
def test_closing_in_the_middle_leaves_nothing(large: Path) -> None:
    with read_book(large, follow=True) as book:
        assert next(book.sheets[0].rows())[1] == "Bryansk"


@pytest.mark.usefixtures("_nothing_left")
def test_a_killed_child_is_said_and_leaves_nothing(large: Path) -> None:
    killed: set[int] = set()

    def kill(_done: int, _total: int) -> None:
        for child in set(children()) - killed:
            os.kill(child, signal.SIGKILL)
            killed.add(child)

    with pytest.raises(ImportRefused, match=r"large\.csv"):
        read_book(large, progress=kill)
    assert killed


@pytest.mark.skipif(not PROC.is_dir(), reason="this system has no /proc to look into")
def test_the_child_ends_with_its_parent(large: Path) -> None:
    child = subprocess.Popen(
        command(f'{{"path": "{large}", "encoding": "", "delimiter": ""}}'),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None
    with child:
        # Its output fills the pipe and is never taken, so it waits for its parent.
        assert child.stdout.read(1) == b"B"
        child.stdin.close()
        assert child.wait(timeout=60) == 1


def test_the_child_starts_light() -> None:
    heavy = ("PySide6", "peewee", "openpyxl", "desktop.store", "desktop.desk")
    said = subprocess.run(
        [sys.executable, "-c",
         "import sys, desktop.sheets.reading.child; print(*sys.modules, sep='\\n')"],
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert not set(said) & set(heavy)


def test_a_file_that_changes_while_it_is_read_is_refused(large: Path, tmp_path: Path) -> None:
    path = tmp_path / "growing.csv"
    path.write_bytes(large.read_bytes())
    done = threading.Event()

    def grow() -> None:
        with path.open("ab", buffering=0) as stream:
            while not done.is_set():
                stream.write(b"x,y\n")

    growing = threading.Thread(target=grow)
    growing.start()
    try:
        with pytest.raises(ImportRefused, match="changed while it was read"):
            read_book(path)
    finally:
        done.set()
        growing.join()


def test_rows_asked_for_after_closing_are_a_stop(large: Path) -> None:
    book = read_book(large)
    rows = book.sheets[0].rows()
    next(rows)
    book.close()
    with pytest.raises(ReadingStopped):
        list(rows)


def test_a_frozen_program_is_its_own_child(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n")
    options = f'{{"path": "{path}", "encoding": "", "delimiter": ""}}'
    child = subprocess.Popen(
        [sys.executable, "-m", "desktop", CHILD_VERB, options],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with child:
        assert child.stdout is not None
        assert frames.receive(child.stdout) is not None
        assert child.stdout.read()[-1:]
        assert child.wait(timeout=60) == 0


def test_no_room_for_the_values_is_said(large: Path) -> None:
    """A limit on the size of files stands for a full disk; it holds for one process only."""
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from desktop.sheets.reading.read import read_book\n"
        "read_book(Path(sys.argv[1]))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(large)], capture_output=True, text=True, check=False
    )
    assert "ImportRefused: There is no room" in ran.stderr
