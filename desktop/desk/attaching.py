"""Files and pictures that belong to a source: kept in the desk, shown, and given back."""

import mimetypes
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.desk.desk import Desk
from desktop.records.delta import Change, created, removed
from desktop.records.errors import Mendable
from desktop.records.family import Kept
from desktop.records.kinds import TEXT_LIMIT, clean
from desktop.records.words import _
from desktop.store import blobs, read
from desktop.store.changes import new_uid

MB = 1024 * 1024
# In bytes: one file, since a desk is copied and backed up whole.
MOST = 32 * MB
UNKNOWN = "application/octet-stream"
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%PDF-", "application/pdf"),
)
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp"})
# What another program may be asked to open: nothing that the system would run.
_OPENED = PICTURES | {
    "application/pdf",
    "text/plain",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "video/mp4",
    "audio/mpeg",
}


class AttachRefused(Mendable):
    """A file that can't be attached, or a copy that can't be written; nothing was changed."""


@dataclass(frozen=True, slots=True)
class File:
    """A file's name and bytes."""

    name: str
    data: bytes


def load(paths: Iterable[Path]) -> list[File]:
    """Read some files, on any thread; raise `AttachRefused` for the first that can't be kept."""
    return [_load(path) for path in paths]


def _load(path: Path) -> File:
    name = path.name
    try:
        if not path.is_file():
            raise AttachRefused(_("{name} is not a file. Choose files.").format(name=name))
        size = path.stat().st_size
        if size > MOST:
            raise AttachRefused(
                _(
                    "{name} has {size:,} MB; a desk keeps at most {most} MB of one file. "
                    "Keep it elsewhere, and say where in the source's note."
                ).format(name=name, size=size // MB, most=MOST // MB)
            )
        if size == 0:
            raise AttachRefused(_("{name} is empty (0 bytes). Ask for it again.").format(name=name))
        return File(name, path.read_bytes())
    except OSError as error:
        raise AttachRefused(
            _("{name} can't be read: {why}. Try again, or copy it to this computer first.").format(
                name=name, why=error.strerror
            )
        ) from error


def attach(desk: Desk, source: Kept, files: Sequence[File]) -> Change | None:
    """Attach files to a saved source as one change, on any thread; the asker calls `announce`.

    None where it has them all already.  Raises `SaveFailed`.
    """
    with desk.file.reading() as connection:
        there = {(one["name"], one["sha256"]) for one in listed(connection, source.uid)}
    fresh = {
        (name, blobs.fingerprint(one.data)): one
        for one in files
        if (name := _name(one.name), blobs.fingerprint(one.data)) not in there
    }
    if not fresh:
        return None
    deltas = [
        created(
            "attachment",
            new_uid(),
            {
                "source": source.uid,
                "name": name,
                "media_type": media_type(one.name, one.data),
                "size": len(one.data),
                "sha256": sha256,
            },
        )
        for (name, sha256), one in fresh.items()
    ]
    return desk.write(
        deltas, "attach", subject=str(source["title"]), blobs=[one.data for one in fresh.values()]
    )


def _name(name: str) -> str:
    return " ".join(clean(name).split())[-TEXT_LIMIT:] or _("file")


def media_type(name: str, data: bytes) -> str:
    """Return what sort of file it is, by its first bytes before its name."""
    for start, found in _BEGINNINGS:
        if data.startswith(start):
            return found
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    guessed = mimetypes.guess_type(name)[0] or UNKNOWN
    # A picture's name does not make one.
    return UNKNOWN if guessed in PICTURES else guessed


def is_picture(attachment: Kept) -> bool:
    """Return whether an attachment is a picture that can be shown."""
    return attachment["media_type"] in PICTURES


def may_open(attachment: Kept) -> bool:
    """Return whether another program may be asked to open it: not what the system would run."""
    ending = mimetypes.guess_type(attachment["name"])[0]
    return attachment["media_type"] in _OPENED and ending == attachment["media_type"]


def listed(connection: sqlite3.Connection, source: str) -> list[Kept]:
    """Return a source's attachments in the order in which they came."""
    return read.attachments(connection, source)


def data(connection: sqlite3.Connection, attachment: Kept) -> bytes:
    """Return an attachment's bytes; raise `AttachRefused` where they are not what they were."""
    found = blobs.data(connection, attachment["sha256"])
    if found is None or blobs.fingerprint(found) != attachment["sha256"]:
        raise AttachRefused(
            _("{name} is damaged in this desk. Look for it in a backup.").format(
                name=attachment["name"]
            )
        )
    return found


def save_copy(connection: sqlite3.Connection, attachment: Kept, path: Path) -> None:
    """Write an attachment's bytes to a file; raise `AttachRefused` where that can't be done."""
    try:
        path.write_bytes(data(connection, attachment))
    except OSError as error:
        raise AttachRefused(
            _("{path} can't be written: {why}. Choose another place.").format(
                path=path, why=error.strerror
            )
        ) from error


def remove(desk: Desk, uid: str) -> Change | None:
    """Put an attachment into the bin; None where it is there already.  Raises `SaveFailed`."""
    kept = read.record(desk.file.connection, "attachment", uid)
    if kept is None or kept.removed:
        return None
    return desk.save([removed("attachment", uid, kept.values)], "remove", subject=kept["name"])


def size_shown(size: int | None) -> str:
    """Return a size as people read it."""
    n = size or 0
    if n < 1024:
        return _("{n} bytes").format(n=n)
    if n < MB:
        return _("{n} KB").format(n=f"{n / 1024:.0f}")
    return _("{n} MB").format(n=f"{n / MB:.1f}")
