"""The process that reads one file: it sets its own limits, reads, sends, and ends."""

import gc
import hashlib
import json
import os
import sys
import threading
from io import BufferedReader
from pathlib import Path
from typing import Any

from desktop.records.words import _
from desktop.sheets.errors import ImportRefused
from desktop.sheets.reading import limits, nature, package
from desktop.sheets.reading.send import Sender

_CHUNK = 1024 * 1024


def main() -> None:
    """Read the file that the last argument names in its options, as JSON."""
    options = json.loads(sys.argv[-1])
    limit(limits.seconds(0))
    # What is read holds no cycles, and is gone with the process.
    gc.disable()
    threading.Thread(target=end_with_parent, daemon=True).start()
    sender = Sender(sys.stdout.buffer)
    path = Path(options["path"])
    try:
        _read(path, options, sender)
    except ImportRefused as refusal:
        sender.tell(b"E", str(refusal))
    except MemoryError:
        sender.tell(b"E", str(nature.too_large(path)))
    except BrokenPipeError:
        pass
    # The fast reader may still be busy with a sheet that was given up.
    os._exit(0)


def end_with_parent() -> None:
    """Wait for the end of what the parent holds open, and end at once."""
    os.read(0, 1)
    os._exit(1)


def limit(seconds: int) -> None:
    """Limit this process's memory and processor time, where the system can."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    except (ValueError, OSError):
        return


def _read(path: Path, options: dict[str, Any], sender: Sender) -> None:
    with nature.open_file(path) as stream:
        before = os.fstat(stream.fileno())
        kind = nature.nature(stream, path)
        notes = _NATURES[kind](path, stream, options, sender)
        digest = _digest(stream, before.st_size)
        after = os.fstat(stream.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise nature.changed(path)
    if nature.open_elsewhere(path):
        notes.append(
            _("The file is open in another program; what is not saved there is not in it.")
        )
    sender.tell(b"D", (digest, before.st_size, notes))


def _digest(stream: BufferedReader, size: int) -> str:
    """Return the SHA-256 of a file's first bytes; what is added meanwhile is not chased."""
    stream.seek(0)
    digest = hashlib.sha256()
    while size > 0 and (chunk := stream.read(min(size, _CHUNK))):
        digest.update(chunk)
        size -= len(chunk)
    return digest.hexdigest()


def _read_zip(
    path: Path, stream: BufferedReader, options: dict[str, Any], sender: Sender
) -> list[str]:
    from desktop.sheets.reading import fast, xlsx  # noqa: PLC0415 - only where it is needed

    data = stream.read()
    opened = package.Package(path, data)
    kind = package.kind(opened)
    opened.require_no_dtd()
    limit(limits.seconds(opened.unpacked))
    if kind == "xlsx":
        return xlsx.read_xlsx(opened, data, sender, careful=options["careful"])
    return fast.read_other(path, data, kind, sender)


def _read_old(
    path: Path, stream: BufferedReader, _options: dict[str, Any], sender: Sender
) -> list[str]:
    from desktop.sheets.reading import fast  # noqa: PLC0415 - only where it is needed

    data = stream.read()
    nature.ole_kind(data, path)
    limit(limits.seconds(len(data)))
    return fast.read_other(path, data, "xls", sender)


def _read_text(
    path: Path, stream: BufferedReader, options: dict[str, Any], sender: Sender
) -> list[str]:
    from desktop.sheets.reading import textfiles  # noqa: PLC0415 - only where it is needed

    limit(limits.seconds(os.fstat(stream.fileno()).st_size))
    return textfiles.read_text(path, stream, sender, options["encoding"], options["delimiter"])


_NATURES = {"zip": _read_zip, "xls": _read_old, "text": _read_text}
