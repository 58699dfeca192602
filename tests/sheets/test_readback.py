"""What was written is read back from the disk, every byte of it."""

import zipfile
from pathlib import Path
from random import Random

import pytest

from desktop.sheets.readback import require_whole


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A zip of a large part, one of few bytes that repeat, an empty one, and one not deflated."""
    path = tmp_path / "book.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("large", Random(3).randbytes(6_000_000))
        out.writestr("even", b"<c/>" * 5_000_000)
        out.writestr("empty", b"")
        out.writestr("stored", b"as it is", zipfile.ZIP_STORED)
    return path


def test_a_whole_file_passes(book: Path) -> None:
    require_whole(book)


@pytest.mark.parametrize("part", ["large", "even", "stored"])
def test_one_wrong_bit_anywhere_in_a_part_is_found(book: Path, part: str) -> None:
    with zipfile.ZipFile(book) as opened:
        info = opened.getinfo(part)
    data = bytearray(book.read_bytes())
    start = info.header_offset + 30 + len(part)
    for at in (0, info.compress_size // 2, info.compress_size - 1):
        data[start + at] ^= 4
        book.write_bytes(data)
        with pytest.raises(zipfile.BadZipFile):
            require_whole(book)
        data[start + at] ^= 4
    book.write_bytes(data)
    require_whole(book)
