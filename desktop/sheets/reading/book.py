"""A file that was read: its sheets, whose raw values lie in a spool and are fetched as asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop.sheets.reading.frames import Row, decode
from desktop.sheets.reading.spool import Spool


@dataclass(slots=True)
class Sheet:
    """One sheet.

    `hidden` is "visible", "hidden" or "veryHidden".  `height` and `width` count from A1 to the
    last row and the last column that hold anything; while the file is still being read they say
    how far that is.
    """

    title: str
    hidden: str
    number: int
    spool: Spool
    height: int = 0
    width: int = 0

    def rows(self, first: int = 0) -> Iterator[Row]:
        """Yield the rows from `first` on (0 is the sheet's row 1), as often as one likes.

        A row is `width` long, its index 0 is column A; a row that holds nothing is `[]`.
        Waits for rows that are not read yet, and raises `ImportRefused` where they can't be.
        """
        row = first
        while (portion := self.spool.wait_for(self.number, row)) is not None:
            while row < portion.first:
                yield []
                row += 1
            width = max(self.width, portion.width)
            for at, values in enumerate(decode(self.spool.read(portion), width)):
                if at >= row - portion.first:
                    yield values
                    row += 1


@dataclass(slots=True)
class Book:
    """One file as it was when it was read.

    `format` is "xlsx", "xlsb", "xls", "ods" or "csv" (which tsv is too); `size` is in bytes;
    `notes` are sentences for whoever imports it.  Close it, or use it in a `with`: what it holds
    on disk then goes.
    """

    path: Path
    spool: Spool
    sha256: str = ""
    size: int = 0
    format: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def close(self) -> None:
        """Stop what still reads it, and let its values go."""
        self.spool.close()

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()
