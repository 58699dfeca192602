"""The text of a PDF, as far as it holds any: scanned pages are pictures."""

import re
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from desktop.documents.document import Document
from desktop.documents.refusing import damaged, locked, too_much, wordless
from desktop.records.kinds import LONG_TEXT_LIMIT, clean
from desktop.records.words import ngettext

_BLANKS = re.compile(r"[ \t]+")
# What pypdf meets in broken files; it has no one name for all of it.
_BROKEN = (
    PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError,
    RecursionError, OverflowError, ZeroDivisionError, EOFError, NotImplementedError,
)  # fmt: skip


def read_pdf(path: Path, data: bytes) -> Document:
    """Return the text of every page; raise `ImportRefused` where it can't be read."""
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked(path)
        title = str(reader.metadata.title or "") if reader.metadata is not None else ""
        pages, empty = _pages(path, reader)
    except DependencyError as error:
        raise locked(path) from error
    except _BROKEN as error:
        raise damaged(path) from error
    text = clean("\n\n".join(pages)).strip()
    if not text:
        raise wordless(path)
    notes: tuple[str, ...] = ()
    if empty:
        notes = (
            ngettext(
                "{n} page holds no text; it may be a picture.",
                "{n} pages hold no text; they may be pictures.",
                empty,
            ).format(n=empty),
        )
    return Document(text, " ".join(clean(title).split()), notes=notes)


def _pages(path: Path, reader: PdfReader) -> tuple[list[str], int]:
    """Return the texts of the pages that have any, and how many have none."""
    found: list[str] = []
    empty = size = 0
    for page in reader.pages:
        lines = (_BLANKS.sub(" ", line).strip() for line in page.extract_text().splitlines())
        text = "\n".join(lines).strip()
        size += len(text)
        if size > LONG_TEXT_LIMIT:
            raise too_much(path)
        if text:
            found.append(text)
        else:
            empty += 1
    return found, empty
