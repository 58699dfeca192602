"""Reads a workbook back from the disk that was just written, every byte of every part."""

import os
import zipfile
from pathlib import Path
from typing import IO

from desktop.sheets.inflated import unpacked


def require_whole(path: Path) -> None:
    """Raise `BadZipFile` where a part is not what was written.

    The checksums were made of what was to be written before it was deflated.
    """
    with path.open("rb") as stream, zipfile.ZipFile(stream) as book:
        _forget(stream)
        for part in book.infolist():
            for _piece in unpacked(stream, part):
                pass


def _forget(stream: IO[bytes]) -> None:
    """Have the system read the file from the disk, not from its memory, where it can be told so."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
