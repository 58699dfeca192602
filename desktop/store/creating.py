"""Making a new desk's file."""

import os
import uuid
from collections.abc import Callable
from pathlib import Path

from desktop.records.words import _
from desktop.store import schema, whereabouts
from desktop.store.connecting import connect_writer
from desktop.store.deskfile import DeskFile, identity_of
from desktop.store.errors import OpenRefused
from desktop.store.syncing import sync_folder


def create_desk(path: Path, fill: Callable[[DeskFile], None]) -> None:
    """Make a new desk at `path`, filled by `fill`; raise `OpenRefused` if something is there.

    It is made beside its place and moved there when it is whole, so that no half desk is left.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100
    if os.path.lexists(path):
        raise OpenRefused(_("{path} exists. Choose another name.").format(path=path))
    partial = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    try:
        partial.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise OpenRefused(
            _("A desk can't be made at {path}: {why}.").format(path=path, why=error.strerror)
        ) from None
    try:
        _build(partial, fill)
        partial.rename(path)
        sync_folder(path.parent)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{partial}{ending}").unlink(missing_ok=True)


def _build(partial: Path, fill: Callable[[DeskFile], None]) -> None:
    sharer = whereabouts.sharer(whereabouts.look(partial.resolve()))
    db = connect_writer(partial, read_only=False, shared=bool(sharer))
    identity = identity_of(partial)
    assert identity is not None  # noqa: S101 - it was made a moment ago
    desk = DeskFile(partial, db, read_only=False, notice="", identity=identity, lock=None)
    try:
        with desk.writing():
            schema.create(db, uuid.uuid4().hex)
        fill(desk)
    finally:
        desk.close()
