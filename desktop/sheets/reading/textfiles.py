"""Reads a table of text: its encoding, its separator, and rows whose quotes go over lines."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from charset_normalizer import from_bytes

from desktop.records.words import _
from desktop.sheets import raw
from desktop.sheets.errors import ImportRefused
from desktop.sheets.raw import Raw
from desktop.sheets.reading import limits
from desktop.sheets.reading.nature import changed, refused, wide_encoding
from desktop.sheets.reading.send import Sender

_SAMPLE = 256 * 1024
_CHUNK = 1024 * 1024
_SEPARATORS = ",;\t|"
_SEP_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*$", re.IGNORECASE)
_LOOKED_AT = 60
# What tables in Cyrillic and in Latin letters are saved in where it is not Unicode.
_LIKELY = ("cp1251", "cp1252", "koi8_u", "koi8_r", "cp866")


def read_text(
    path: Path, stream: BinaryIO, sender: Sender, encoding: str = "", delimiter: str = ""
) -> list[str]:
    """Send the rows of a text file, every cell as text, and return notes on what was guessed.

    Raises `ImportRefused` where it is no text, or a quote is never closed.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    named = bool(encoding)
    encoding = encoding or encoding_of(stream, size, path)
    stream.seek(0)
    try:
        text = io.TextIOWrapper(stream, encoding, newline="")
    except LookupError as error:
        raise refused(
            _("{name}: there is no encoding {encoding}."), path, encoding=encoding
        ) from error
    try:
        sample = text.read(_SAMPLE)
        start, found = separator(sample, path)
        delimiter = delimiter or found
        text.seek(0)
        for _line in range(start):
            text.readline()
        sender.begin("csv", [(path.stem, "visible")], size)
        sender.rows(0, _rows(text, stream, delimiter, sender, path))
    except (UnicodeError, UnicodeDecodeError) as error:
        raise refused(
            _("{name} is not text in {encoding}. Save it as .xlsx or as CSV in UTF-8."),
            path,
            encoding=encoding,
        ) from error
    text.detach()
    sender.tell(b"S", 0)
    notes = []
    if not named and not encoding.startswith("utf"):
        notes.append(
            _("The file doesn't say how its letters are written; {encoding} was guessed.").format(
                encoding=encoding
            )
        )
    return notes


def encoding_of(stream: BinaryIO, size: int, path: Path) -> str:
    """Return the encoding of a text; raise `ImportRefused` where it seems to be none."""
    found = guessed_encoding(stream, size)
    if not found:
        raise refused(
            _("{name} is no text that could be read. Save it as .xlsx or as CSV in UTF-8."), path
        )
    return found


def guessed_encoding(stream: BinaryIO, size: int) -> str:
    """Return the encoding of a text: by its mark, as UTF-8 if all of it is, else a guess, or ""."""
    stream.seek(0)
    head = stream.read(_SAMPLE)
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if wide := wide_encoding(head):
        return wide
    stream.seek(0)
    if _is_utf8(stream, size):
        return "utf-8"
    best = from_bytes(head, cp_isolation=list(_LIKELY)).best() or from_bytes(head).best()
    return best.encoding if best is not None else ""


def _is_utf8(stream: BinaryIO, size: int) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for _at in range(0, size, _CHUNK):
            decoder.decode(stream.read(min(_CHUNK, size - _at)))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def separator(sample: str, path: Path) -> tuple[int, str]:
    """Return how many lines to skip (a `sep=` line) and what separates the cells."""
    first = sample.partition("\n")[0]
    stated = _SEP_LINE.match(first)
    if stated:
        return 1, stated.group(1)
    usual = "\t" if path.suffix.lower() in {".tsv", ".tab"} else ","
    scores = {sign: _score(sample, sign) for sign in _SEPARATORS}
    best = max(scores, key=lambda sign: (scores[sign], sign == usual))
    return 0, best if scores[best] > (0, 0) else usual


def _score(sample: str, sign: str) -> tuple[int, int]:
    """Return how many of the first rows have the commonest number of cells, and that number."""
    widths: Counter[int] = Counter()
    try:
        for row in _first_rows(sample, sign):
            widths[len(row)] += len(row) > 1
    except csv.Error:
        return 0, 0
    width, rows = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
    return rows, width if rows else 0


def _first_rows(sample: str, sign: str) -> Iterator[Sequence[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=sign)
    for _number, row in zip(range(_LOOKED_AT), reader, strict=False):
        yield row


def _rows(
    text: io.TextIOWrapper, stream: BinaryIO, delimiter: str, sender: Sender, path: Path
) -> Iterator[tuple[int, list[Raw]]]:
    csv.field_size_limit(limits.CELL)
    reader = csv.reader(text, delimiter=delimiter)
    at, line = 0, 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _unclosed(path, line) from error
        if len(row) > limits.LAST_COLUMN:
            raise refused(
                _("{name}: line {line} has over {n:,} cells."),
                path, line=line, n=limits.LAST_COLUMN,
            )  # fmt: skip
        yield at, [raw.text(cell) for cell in row]
        at, line = at + 1, reader.line_num + 1
        if not at % limits.ROWS:
            if stream.tell() > sender.total:
                raise changed(path)
            sender.reached(stream.tell())


def _unclosed(path: Path, line: int) -> ImportRefused:
    return refused(
        _(
            "{name}: a quotation mark that opens in line {line} never closes. Mend that line, or "
            "save the table as .xlsx."
        ),
        path,
        line=line,
    )
