"""The process that reads one document: it sets its own limits, reads, tells, and ends."""

import json
import os
import re
import sys
import threading
from codecs import lookup
from dataclasses import asdict
from io import BufferedReader
from pathlib import Path

from desktop.documents import MOST, markup, refusing
from desktop.documents.document import Document
from desktop.records.kinds import LONG_TEXT_LIMIT, clean
from desktop.records.words import N_, _
from desktop.sheets.errors import ImportRefused
from desktop.sheets.reading import limits
from desktop.sheets.reading.child import end_with_parent, limit
from desktop.sheets.reading.nature import open_file, refused, wide_encoding
from desktop.sheets.reading.package import Package
from desktop.sheets.reading.textfiles import guessed_encoding

_SEEN = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<!doctype\s+html|<html|<head|<body|<article|<div|<p\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_PICTURE = N_("{name} is a picture. Attach it to the source, and type what it says.")
_OTHERS = (
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"{\\rtf", N_("{name} is an RTF document. Open it in Word or LibreOffice, save it as .docx.")),
    (b"SQLite format 3\0", N_("{name} is a database. Choose a document.")),
    (b"\x1f\x8b", N_("{name} is packed (gzip). Unpack it first.")),
    (b"Rar!", N_("{name} is an archive (RAR). Unpack it and open what is inside.")),
    (b"7z\xbc\xaf", N_("{name} is an archive (7z). Unpack it and open what is inside.")),
)


def main() -> None:
    """Read the document that the last argument names, as JSON, and print what is in it."""
    options = json.loads(sys.argv[-1])
    path = Path(options["path"])
    limit(options["seconds"])
    threading.Thread(target=end_with_parent, daemon=True).start()
    try:
        told: dict[str, object] = {"document": asdict(read(path))}
    except ImportRefused as refusal:
        told = {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        told = {"refused": str(refusing.too_long(path))}
    sys.stdout.buffer.write(json.dumps(told).encode())
    sys.stdout.buffer.flush()
    os._exit(0)


def read(path: Path) -> Document:
    """Return what a document holds; raise `ImportRefused` where it can't be read."""
    with open_file(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > MOST:
            raise refused(
                _("{name} has {size:,} MB; at most {most:,} are read of a document."),
                path,
                size=size // limits.MB,
                most=MOST // limits.MB,
            )
        document = _read(path, stream, size)
    if not document.text.strip():
        raise refusing.wordless(path)
    if len(document.text) > LONG_TEXT_LIMIT:
        raise refusing.too_much(path)
    return document


def _read(path: Path, stream: BufferedReader, size: int) -> Document:
    head = stream.peek(_SEEN)[:_SEEN]
    for start, sentence in _OTHERS:
        if head.startswith(start):
            raise refused(_(sentence), path)
    if b"%PDF-" in head[:1024]:
        from desktop.documents.pdf import read_pdf  # noqa: PLC0415 - only where it is needed

        return read_pdf(path, stream.read())
    if head.startswith(b"PK"):
        return _read_zip(path, stream.read())
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in stream.read():
            raise refusing.locked(path)
        raise refused(
            _("{name} is an old Office file. Open it in Word or LibreOffice, save it as .docx."),
            path,
        )
    return _read_text(path, stream, size, head)


def _read_zip(path: Path, data: bytes) -> Document:
    from desktop.documents.word import read_word  # noqa: PLC0415 - only where it is needed

    package = Package(path, data)
    if package.begins("word/"):
        return read_word(package)
    if package.begins("xl/"):
        raise refused(_("{name} is a workbook. Import it, or attach it to the source."), path)
    raise refused(_("{name} is neither a text, a page, a .docx nor a PDF."), path)


def _read_text(path: Path, stream: BufferedReader, size: int, head: bytes) -> Document:
    named = path.suffix.lower() in {".html", ".htm", ".xhtml"}
    wide = wide_encoding(head)
    seen = head.decode(wide, "ignore").encode("utf-8", "ignore") if wide else head
    page = named or (seen.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and bool(_HTML.search(seen)))
    if sum(seen.count(sign) for sign in b"\0\1\2\3\4\5\6\7\x0e\x0f") * 50 > len(seen):
        raise refused(_("{name} is neither a text, a page, a .docx nor a PDF."), path)
    encoding = guessed_encoding(stream, size)
    notes: tuple[str, ...] = ()
    if page and not encoding.startswith("utf"):
        encoding = _said(head) or encoding
    elif not encoding.startswith("utf"):
        words = _("The file doesn't say how its letters are written; {encoding} was guessed.")
        notes = (words.format(encoding=encoding),) if encoding else ()
    stream.seek(0)
    text = stream.read().decode(encoding or "utf-8", "replace")
    if page:
        return markup.from_html(text)
    return Document(clean(text).strip("\n"), notes=notes)


def _said(head: bytes) -> str:
    """Return the encoding that a page says it is in, or ""."""
    found = _CHARSET.search(head)
    try:
        return lookup(found[1].decode("ascii", "ignore")).name if found else ""
    except LookupError:
        return ""
