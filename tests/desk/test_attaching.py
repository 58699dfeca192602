"""Files attached to a source: kept once, listed, given back, and what can't be kept said so."""

from pathlib import Path

import pytest

from desktop.desk import attaching
from desktop.desk.attaching import AttachRefused, File
from desktop.desk.desk import Desk
from desktop.records.delta import created
from desktop.records.family import Kept
from desktop.store import changes, read, verify

PNG = b"\x89PNG\r\n\x1a\n" + b"picture"


@pytest.fixture
def source(desk: Desk) -> Kept:
    uid = changes.new_uid()
    desk.save([created("source", uid, {"title": "Post"})], "create")
    kept = read.record(desk.file.connection, "source", uid)
    assert kept is not None
    return kept


def attached(desk: Desk, source: Kept, *files: File) -> list[Kept]:
    attaching.attach(desk, source, files)
    return attaching.listed(desk.file.connection, source.uid)


def test_files_are_kept_and_given_back(desk: Desk, source: Kept, tmp_path: Path) -> None:
    (tmp_path / "снимок.png").write_bytes(PNG)
    (tmp_path / "note.txt").write_text("words")
    files = attaching.load([tmp_path / "снимок.png", tmp_path / "note.txt"])
    first, second = attached(desk, source, *files)
    assert (first["name"], first["media_type"], first["size"]) == ("снимок.png", "image/png", 15)
    assert second["media_type"] == "text/plain"
    attaching.save_copy(desk.file.connection, first, tmp_path / "copy.png")
    assert (tmp_path / "copy.png").read_bytes() == PNG
    assert list(verify.faults(desk.file.connection)) == []


def test_the_same_file_is_not_attached_twice(desk: Desk, source: Kept) -> None:
    assert len(attached(desk, source, File("a.png", PNG))) == 1
    assert attaching.attach(desk, source, [File("a.png", PNG)]) is None
    assert len(attached(desk, source, File("a.png", PNG), File("b.png", PNG))) == 2


def test_what_is_removed_comes_back_by_undo(desk: Desk, source: Kept) -> None:
    (one,) = attached(desk, source, File("a.png", PNG))
    attaching.remove(desk, one.uid)
    assert attaching.listed(desk.file.connection, source.uid) == []
    assert attaching.remove(desk, one.uid) is None
    desk.undo()
    (back,) = attaching.listed(desk.file.connection, source.uid)
    assert attaching.data(desk.file.connection, back) == PNG


@pytest.mark.parametrize(
    ("name", "data", "allowed"),
    [
        ("a.png", PNG, (True, True)),
        ("a.jpg", b"\xff\xd8\xff\xe0", (True, True)),
        ("a.png", b"MZ not a picture", (False, False)),
        ("run.exe", PNG, (True, False)),
        ("a.sh", b"#!/bin/sh", (False, False)),
        ("a.svg", b"<svg/>", (False, False)),
        ("a.pdf", b"%PDF-1.7", (False, True)),
        ("a.html", b"<script>", (False, False)),
    ],
)
def test_only_what_nothing_runs_may_be_opened(
    desk: Desk, source: Kept, name: str, data: bytes, allowed: tuple[bool, bool]
) -> None:
    (one,) = attached(desk, source, File(name, data))
    assert (attaching.is_picture(one), attaching.may_open(one)) == allowed


def test_what_can_not_be_kept_is_said(tmp_path: Path) -> None:
    big, empty = tmp_path / "big.mov", tmp_path / "empty.txt"
    with big.open("wb") as made:
        made.truncate(attaching.MOST + 1)
    empty.touch()
    for path, words in (
        (big, "big.mov has 32 MB; a desk keeps at most 32 MB of one file"),
        (empty, "empty.txt is empty"),
        (tmp_path, "is not a file"),
        (tmp_path / "gone", "gone is not a file"),
    ):
        with pytest.raises(AttachRefused, match=words):
            attaching.load([path])


def test_bytes_that_were_tampered_with_are_not_given_out(desk: Desk, source: Kept) -> None:
    (one,) = attached(desk, source, File("a.png", PNG))
    desk.file.connection.execute("DROP TRIGGER blob_no_update")
    desk.file.connection.execute("UPDATE blob SET bytes=x'00'")
    with pytest.raises(AttachRefused, match="damaged in this desk"):
        attaching.data(desk.file.connection, one)


@pytest.mark.parametrize(
    ("size", "shown"), [(0, "0 bytes"), (900, "900 bytes"), (2048, "2 KB"), (3 << 20, "3.0 MB")]
)
def test_sizes_are_readable(size: int, shown: str) -> None:
    assert attaching.size_shown(size) == shown
