"""Parts of a zip file whose end is deflated before its beginning is known."""

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from desktop.sheets.deflated import BLOCK, Deflated, write_part


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, 3 * BLOCK + 7])
def test_a_part_is_its_beginning_its_rows_and_its_end(tmp_path: Path, size: int) -> None:
    rows = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    made = io.BytesIO()
    with (
        ThreadPoolExecutor(1) as executor,
        closing(Deflated(tmp_path, executor)) as deflated,
        zipfile.ZipFile(made, "w") as out,
    ):
        out.writestr("before.txt", "before")
        for start in range(0, size, 100_000):
            deflated.write(rows[start : start + 100_000])
        write_part(out, "part.xml", b"<a>", deflated, b"</a>")
        out.writestr("after.txt", "after")
    with zipfile.ZipFile(made) as book:
        assert book.testzip() is None
        assert book.namelist() == ["before.txt", "part.xml", "after.txt"]
        assert book.read("part.xml") == b"<a>" + rows + b"</a>"
        assert book.read("after.txt") == b"after"
    assert list(tmp_path.iterdir()) == []
