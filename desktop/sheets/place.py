"""Puts a file in its place whole or not at all: beside it, synced, checked, then moved."""

import errno
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.records.words import _
from desktop.sheets.errors import ExportFailed
from desktop.store.syncing import sync_folder


def require_free(path: Path) -> Path:
    """Return where `path` really leads; raise `ExportFailed` if nothing can be put there.

    LibreOffice's and Excel's lock files tell that a workbook is open in them.
    """
    path = Path(os.path.realpath(path))
    if path.is_dir():
        raise ExportFailed(_("{path} is a folder. Choose a file name.").format(path=path))
    if not path.parent.is_dir():
        raise ExportFailed(
            _("There is no folder {path}. Make it, or choose another.").format(path=path.parent)
        )
    for lock in (f".~lock.{path.name}#", f"~${path.name}"):
        if (path.parent / lock).exists():
            raise ExportFailed(
                _("{path} is open in another program. Close it there, then try again.").format(
                    path=path
                )
            )
    if path.exists() and not os.access(path, os.W_OK):
        raise ExportFailed(
            _("{path} is read-only. Choose another name, or change its permissions.").format(
                path=path
            )
        )
    return path


@contextmanager
def failing_in_words(path: Path) -> Iterator[None]:
    """Turn what the system says into `ExportFailed`."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            message = _("There is no room to write {path}. Make room, then try again.")
        elif error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            message = _("{path} may not be written there. Choose another folder.")
        else:
            message = _("{path} could not be written ({why}). Try again, or elsewhere.")
        why = error.strerror or str(error)
        raise ExportFailed(message.format(path=path, why=why)) from error


def put(path: Path, write: Callable[[Path], None], check: Callable[[Path], None]) -> None:
    """Write a file beside `path`, sync and check it, and move it there.

    Whatever fails or stops it, nothing is left behind and what stood there is as it was.
    """
    partial = path.with_name(f".{path.stem[:200]}.{uuid.uuid4().hex[:8]}{path.suffix}")
    try:
        write(partial)
        with partial.open("rb+") as stream:
            os.fsync(stream.fileno())
        check(partial)
        if path.exists():
            shutil.copymode(path, partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(path.parent)
