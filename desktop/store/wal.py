"""Whose the -wal or -journal beside a desk is, read before SQLite takes it for the desk's own.

The formats are https://sqlite.org/fileformat2.html#the_write_ahead_log and, on the same page,
#the_rollback_journal.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_JOURNAL = struct.Struct(">8s5I")
_JOURNAL_MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
_LITTLE, _BIG = 0x377F0682, 0x377F0683


class _Frame(NamedTuple):
    page: int
    commits: bool
    at: int


class _Log(NamedTuple):
    stream: BinaryIO
    size: int
    page_size: int
    salts: tuple[int, int]
    order: str
    sums: tuple[int, int]


def waiting(path: Path) -> bool:
    """Return whether a -wal with anything in it is beside the file."""
    try:
        return Path(f"{path}-wal").stat().st_size > _HEADER.size
    except OSError:
        return False


def journal_waiting(path: Path) -> bool:
    """Return whether a -journal with anything in it is beside the file."""
    try:
        return Path(f"{path}-journal").stat().st_size > 0
    except OSError:
        return False


def is_foreign_journal(path: Path, page: int, uid: str) -> bool:
    """Return whether the -journal beside a desk keeps another desk's `page`, which holds its uid.

    A journal without that page tells nothing, and passes for the desk's own.
    """
    try:
        stream = Path(f"{path}-journal").open("rb")  # noqa: SIM115 - closed below
    except FileNotFoundError:
        # It was of a save that another process has finished meanwhile.
        return False
    with stream:
        head = stream.read(_JOURNAL.size)
        if len(head) < _JOURNAL.size:
            return False
        magic, _count, _nonce, _pages, sector, page_size = _JOURNAL.unpack(head)
        if magic != _JOURNAL_MAGIC or not sector or not page_size:
            return False
        size = stream.seek(0, 2)
        for at in range(sector, size - page_size - 8 + 1, page_size + 8):
            stream.seek(at)
            if int.from_bytes(stream.read(4)) == page:
                return uid.encode() not in stream.read(page_size)
    return False


def is_foreign(path: Path, page: int, uid: str) -> bool:
    """Return whether the -wal beside a desk holds commits that another desk made.

    Every commit of a desk writes the `page` that holds its `uid`; the frames of one -wal share two
    random salts, so that one frame with the uid shows whose they all are.
    """
    with Path(f"{path}-wal").open("rb") as stream:
        log = _opened(stream)
        if log is None:
            return False
        committed = False
        for frame in _frames(log):
            committed = committed or frame.commits
            if frame.page == page:
                stream.seek(frame.at + _FRAME.size)
                if uid.encode() in stream.read(log.page_size):
                    return False
        return committed and _first_commit_holds(log)


def _opened(stream: BinaryIO) -> _Log | None:
    """Return the log, or None where SQLite would find nothing in it."""
    head = stream.read(_HEADER.size)
    magic, _version, page_size, _sequence, salt, pepper, one, two = _HEADER.unpack(head)
    if magic not in (_LITTLE, _BIG):
        return None
    order = "<" if magic == _LITTLE else ">"
    size = stream.seek(0, 2)
    if _summed(head[:24], order, (0, 0)) != (one, two):
        return None
    return _Log(stream, size, page_size, (salt, pepper), order, (one, two))


def _frames(log: _Log) -> Iterator[_Frame]:
    """Yield the frames with the log's salts; older ones may stand behind them."""
    step = _FRAME.size + log.page_size
    for at in range(_HEADER.size, log.size - step + 1, step):
        log.stream.seek(at)
        page, after, salt, pepper, _one, _two = _FRAME.unpack(log.stream.read(_FRAME.size))
        if (salt, pepper) != log.salts:
            return
        yield _Frame(page, after != 0, at)


def _first_commit_holds(log: _Log) -> bool:
    """Return whether the checksums hold up to the first commit, so that SQLite would take it."""
    sums = log.sums
    for frame in _frames(log):
        log.stream.seek(frame.at)
        head = log.stream.read(_FRAME.size)
        sums = _summed(head[:8], log.order, sums)
        sums = _summed(log.stream.read(log.page_size), log.order, sums)
        if sums != struct.unpack(">2I", head[16:]):
            return False
        if frame.commits:
            return True
    return False


def _summed(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    """Return SQLite's running checksum after some more bytes, a multiple of eight."""
    one, two = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for left, right in zip(words[::2], words[1::2], strict=True):
        one = (one + left + two) & 0xFFFFFFFF
        two = (two + right + one) & 0xFFFFFFFF
    return one, two
