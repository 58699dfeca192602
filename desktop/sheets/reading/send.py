"""The child's side of the wire: rows go out in portions, with how far it is."""

import marshal
from collections.abc import Iterable, Sequence
from typing import IO, Any

from desktop.sheets.raw import Raw
from desktop.sheets.reading import frames, limits


class Sender:
    """Sends what the child reads of a file.

    `total` is what the whole is in bytes; `base` is how much of it lies before the present sheet.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._told = 0
        self.total = 0
        self.base = 0

    def tell(self, kind: bytes, what: Any) -> None:
        """Send anything but rows."""
        frames.send(self._stream, kind, marshal.dumps(what))
        self._stream.flush()

    def begin(self, kind: str, sheets: Sequence[tuple[str, str]], total: int) -> None:
        """Say what the file is, and its sheets: titles and how they are hidden."""
        self.total = total
        self.tell(b"B", (kind, list(sheets), total))

    def reached(self, done: int) -> None:
        """Say how many bytes of the present sheet are read; most calls say nothing."""
        at = self.base + done
        if abs(at - self._told) * 200 > self.total:
            self._told = at
            self.tell(b"T", (min(at, self.total), self.total))

    def columns(self, sheet: int, first: int, count: int, columns: Sequence[frames.Packed]) -> None:
        """Send rows that come as packed columns."""
        frames.send(self._stream, b"P", frames.encode_columns(sheet, first, count, columns))

    def rows(self, sheet: int, rows: Iterable[tuple[int, list[Raw]]]) -> None:
        """Send rows that come in order with their indexes; what is empty at their ends is cut."""
        first, width = 0, 0
        held: list[list[Raw]] = []
        for at, row in rows:
            while row and row[-1] is None:
                row.pop()
            if not row:
                continue
            wider = max(width, len(row))
            gap = at - first - len(held)
            if held and (gap > limits.ROWS or (len(held) + gap) * wider > limits.CELLS
                         or len(held) + gap >= limits.ROWS):  # fmt: skip
                frames.send(self._stream, b"P", frames.encode(sheet, first, held))
                held, wider = [], len(row)
            if held:
                held.extend([] for _row in range(at - first - len(held)))
            else:
                first = at
            held.append(row)
            width = wider
        if held:
            frames.send(self._stream, b"P", frames.encode(sheet, first, held))
