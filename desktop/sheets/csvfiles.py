"""Writes the same tables as CSV: one table as a .csv file, several as a .zip of them."""

import csv
import io
import tempfile
import zipfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import IO

from desktop.records.progress import Progress
from desktop.records.words import _
from desktop.sheets import guide
from desktop.sheets.batch import Material
from desktop.sheets.celltext import guarded, sound
from desktop.sheets.columns import Value
from desktop.sheets.errors import ExportFailed
from desktop.sheets.place import failing_in_words, put, require_free
from desktop.sheets.receipt import Receipt
from desktop.sheets.rows import rows, tables

_COPIED = 1024 * 1024


class _File:
    """One CSV file that is being filled, in a place that vanishes with it."""

    def __init__(self, title: str, headings: Sequence[str], folder: Path, receipt: Receipt) -> None:
        self.file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `close`
        # The mark at the start tells Excel that the text is UTF-8.
        self._text = io.TextIOWrapper(self.file, "utf-8-sig", newline="", write_through=True)
        self._writer = csv.writer(self._text)
        self._title = title
        self._receipt = receipt
        self._row = 0
        self.add(headings)

    def add(self, values: Sequence[Value]) -> None:
        """Write one row."""
        self._row += 1
        self._writer.writerow([self._cell(value) for value in values])

    def _cell(self, value: Value) -> str:
        if value is None:
            return ""
        if isinstance(value, datetime):
            return value.isoformat(" ", "minutes")
        if not isinstance(value, str):
            return repr(value)
        text, replaced = sound(value)
        if replaced:
            self._receipt.replace(f"{self._title} {self._row}", replaced)
        safe = guarded(text)
        self._receipt.guarded += safe is not text
        return safe

    def copy_to(self, stream: IO[bytes]) -> None:
        """Copy all of it."""
        self._text.flush()
        self.file.seek(0)
        while block := self.file.read(_COPIED):
            stream.write(block)

    def close(self) -> None:
        """Let the temporary file go."""
        self._text.close()


def write_csv(path: Path, material: Material, progress: Progress) -> Receipt:
    """Write a .csv file of the one table of a layout, or a .zip of all its tables and the guide.

    UTF-8 with a mark, commas, CRLF, as RFC 4180 and Excel have it.  Raises `ExportFailed`, and
    whatever `progress` raises to stop; a file that stood there is then as it was.
    """
    wanted = {code: one.unmarked() for code, one in tables(material.origin.layout).items()}
    single = path.suffix.lower() == ".csv"
    if single and len(wanted) > 1:
        raise ExportFailed(
            _("A .csv file holds one table. Name a .zip or .xlsx file, or choose one table.")
        )
    path = require_free(path)
    origin = material.origin
    receipt = Receipt(path, origin.layout, origin.filter, origin.receipt)
    receipt.rows = {table.title: 0 for table in wanted.values()}

    def write(partial: Path) -> None:
        with ExitStack() as stack:
            files = {}
            for code, table in wanted.items():
                headings = [column.label for column in table.columns]
                files[code] = _File(table.title, headings, path.parent, receipt)
                stack.callback(files[code].close)
            for table, row in rows(material, wanted, progress):
                files[table.code].add([column.cell(row) for column in table.columns])
                receipt.rows[table.title] += 1
            if single:
                with partial.open("wb") as stream:
                    files[next(iter(wanted))].copy_to(stream)
                return
            files["guide"] = _File(_("Guide"), guide.heading(), path.parent, receipt)
            stack.callback(files["guide"].close)
            for line in guide.lines(wanted.values(), material.terms, material.attribution):
                files["guide"].add(line)
            _pack(files, partial)

    with failing_in_words(path):
        put(path, write, _check_zip if not single else lambda _path: None)
    return receipt


def _pack(files: dict[str, _File], path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for code, file in files.items():
            with out.open(f"{code}.csv", "w", force_zip64=True) as stream:
                file.copy_to(stream)


def _check_zip(path: Path) -> None:
    with zipfile.ZipFile(path) as made:
        if made.testzip() is not None:
            raise ExportFailed(_("{path} could not be read back.").format(path=path.parent))
