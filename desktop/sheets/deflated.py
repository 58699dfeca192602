"""A part of a workbook whose end is deflated before its beginning is known.

A sheet's heading depends on its rows, and rows are to be deflated while further ones are made.
Deflate streams can be put together, and so can checksums of what they hold.  ISA-L deflates several
times as fast as zlib.
"""

import tempfile
from concurrent.futures import Executor, Future, wait
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from isal import isal_zlib

# A quarter more bytes than zlib's level 6 makes, for an eighth of its time.
_LEVEL = 2
BLOCK = 512 * 1024
_COPIED = 1024 * 1024
# From here on a length needs zip's longer headers.
_ZIP64 = 2**32 - 1


class Deflated:
    """Bytes that are deflated by another thread into a file that vanishes with this object."""

    def __init__(self, folder: Path, executor: Executor) -> None:
        self.file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - see `close`
        self.length = 0
        self.crc = 0
        self._executor = executor
        self._deflate = _compressor()
        self._waiting: list[bytes] = []
        self._size = 0
        self._busy: Future[None] | None = None

    def write(self, given: bytes) -> None:
        """Add bytes; raise what an earlier block's writing raised, such as that of a full disk."""
        self._waiting.append(given)
        self._size += len(given)
        if self._size >= BLOCK:
            self._hand_over()

    def _hand_over(self) -> None:
        """Have what waits deflated; at most two blocks are in memory."""
        self._settle()
        block = b"".join(self._waiting)
        self._waiting.clear()
        self._size = 0
        self._busy = self._executor.submit(self._take, block)

    def _take(self, block: bytes) -> None:
        self.crc = isal_zlib.crc32(block, self.crc)
        self.length += len(block)
        self.file.write(self._deflate.compress(block))

    def _settle(self) -> None:
        if self._busy is not None:
            self._busy.result()

    def finish(self) -> None:
        """Wait until all is deflated and ends at a whole byte, so that more can follow."""
        self._hand_over()
        self._settle()
        self.file.write(self._deflate.flush(isal_zlib.Z_SYNC_FLUSH))
        self.file.flush()

    def close(self) -> None:
        """Let the temporary file go."""
        if self._busy is not None:
            wait([self._busy])
        self.file.close()


def write_part(out: ZipFile, name: str, before: bytes, rows: Deflated, after: bytes) -> None:
    """Write a part of a zip file: what stands before the rows, the rows, what stands after."""
    rows.finish()
    head, tail = _compressor(), _compressor()
    start = head.compress(before) + head.flush(isal_zlib.Z_SYNC_FLUSH)
    end = tail.compress(after) + tail.flush(isal_zlib.Z_FINISH)
    info = ZipInfo(name)
    info.compress_type = ZIP_DEFLATED
    info.file_size = len(before) + rows.length + len(after)
    info.compress_size = len(start) + rows.file.tell() + len(end)
    start_crc = isal_zlib.crc32_combine(isal_zlib.crc32(before), rows.crc, rows.length)
    info.CRC = isal_zlib.crc32(after, start_crc)
    # As ZipFile.mkdir does it: there is no documented way to write what is deflated already.
    stream = out.fp
    assert stream is not None  # noqa: S101 - it is open
    stream.seek(out.start_dir)
    info.header_offset = stream.tell()
    stream.write(info.FileHeader(zip64=info.file_size >= _ZIP64))
    stream.write(start)
    rows.file.seek(0)
    while block := rows.file.read(_COPIED):
        stream.write(block)
    stream.write(end)
    out.start_dir = stream.tell()
    out.filelist.append(info)
    out.NameToInfo[name] = info


def _compressor() -> isal_zlib.Compress:
    return isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, -isal_zlib.MAX_WBITS)
