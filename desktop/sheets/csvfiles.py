"""Writes the same tables as CSV: one table as a .csv file, several as a .zip of them."""

import csv
import io
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import IO

from desktop.records.kinds import Stored
from desktop.records.progress import Progress
from desktop.records.words import _
from desktop.sheets import corrections, guide
from desktop.sheets.batch import Batch
from desktop.sheets.celltext import guarded, sound
from desktop.sheets.columns import Table, Value
from desktop.sheets.errors import ExportFailed
from desktop.sheets.material import Material, followed
from desktop.sheets.place import failing_in_words, put, require_free
from desktop.sheets.receipt import Receipt
from desktop.sheets.runs import Run, Runs, make

_COPIED = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Cells:
    """Some cells as a CSV file has them, the code points replaced, and how many were guarded."""

    texts: tuple[str, ...]
    replaced: tuple[int, ...]
    guarded: int


def _cells(values: Iterable[Value]) -> _Cells:
    texts: list[str] = []
    replaced: list[int] = []
    guards = 0
    for value in values:
        if not isinstance(value, str):
            texts.append(_plain(value))
            continue
        text, codes = sound(value)
        replaced += codes
        safe = guarded(text)
        guards += safe is not text
        texts.append(safe)
    return _Cells(tuple(texts), tuple(replaced), guards)


def _plain(value: float | datetime | None) -> str:
    if value is None:
        return ""
    return value.isoformat(" ", "minutes") if isinstance(value, datetime) else repr(value)


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
        self.add([_cells(headings)])

    def add(self, cells: Sequence[_Cells]) -> None:
        """Write one row, and note what is odd in it."""
        self._row += 1
        for one in cells:
            if one.replaced:
                self._receipt.replace(f"{self._title} {self._row}", one.replaced)
            self._receipt.guarded += one.guarded
        self._writer.writerow(chain.from_iterable(one.texts for one in cells))

    def copy_to(self, stream: IO[bytes]) -> None:
        """Copy all of it."""
        self._text.flush()
        self.file.seek(0)
        while block := self.file.read(_COPIED):
            stream.write(block)

    def close(self) -> None:
        """Let the temporary file go."""
        self._text.close()


class _TableFile(_File):
    """A table's file."""

    def __init__(self, table: Table, folder: Path, receipt: Receipt) -> None:
        super().__init__(table.title, [one.label for one in table.columns], folder, receipt)
        self._runs: Runs[_Cells] = Runs(table, _finish, {})
        receipt.rows[table.title] = 0

    def add_rows(
        self, rows: Sequence[Sequence[Stored]], around: Callable[[Collection[str]], Batch]
    ) -> None:
        """Write stored rows."""
        if not rows:
            return
        keyed = self._runs.keyed(rows)
        make(keyed, around)
        for cells in zip(*([run.made[key] for key in keys] for run, keys in keyed), strict=True):
            self.add(cells)
        self._receipt.rows[self._title] += len(rows)


def _finish(_run: Run[_Cells], values: Sequence[Sequence[Value]]) -> Iterator[_Cells]:
    return map(_cells, zip(*values, strict=True))


def write_csv(path: Path, material: Material, progress: Progress) -> Receipt:
    """Write a .csv file of the one table of a layout, or a .zip of all its tables and the guide.

    UTF-8 with a mark, commas, CRLF, as RFC 4180 and Excel have it.  Raises `ExportFailed`, and
    whatever `progress` raises to stop; a file that stood there is then as it was.
    """
    wanted = {code: one.unmarked() for code, one in material.tables.items()}
    single = path.suffix.lower() == ".csv"
    if single and len(wanted) > 1:
        raise ExportFailed(
            _("A .csv file holds one table. Name a .zip or .xlsx file, or choose one table.")
        )
    path = require_free(path)
    origin = material.origin
    receipt = Receipt.of(path, origin)

    def write(partial: Path) -> None:
        with ExitStack() as stack:
            files: dict[str, _File] = {}
            tables: dict[str, _TableFile] = {}
            for code, table in wanted.items():
                files[code] = tables[code] = _TableFile(table, path.parent, receipt)
                stack.callback(files[code].close)
            for portion in followed(material, progress):
                for code, rows in portion.rows.items():
                    tables[code].add_rows(rows, material.around)
            if single:
                with partial.open("wb") as stream:
                    files[next(iter(wanted))].copy_to(stream)
                return
            if material.corrections is not None:
                told = _File(_("Corrections"), corrections.heading(), path.parent, receipt)
                files["corrections"] = told
                stack.callback(told.close)
                for one in material.corrections:
                    told.add([_cells(one)])
            files["guide"] = _File(_("Guide"), guide.heading(), path.parent, receipt)
            stack.callback(files["guide"].close)
            for line in guide.lines(wanted.values(), material.terms, material.attribution):
                files["guide"].add([_cells(line)])
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
