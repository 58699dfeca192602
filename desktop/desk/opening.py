"""The text of a document, or of HTML that was pasted, as what a source's form is filled with."""

from collections.abc import Callable
from pathlib import Path

from desktop.desk.entered import Entered
from desktop.documents import markup
from desktop.documents.document import Document
from desktop.documents.read import read_document, read_markup
from desktop.records.context import Context
from desktop.records.errors import Invalid

ENDINGS = ("txt", "html", "htm", "docx", "pdf")
_TOLD = ("title", "publisher", "url", "published", "language")


def read(path: Path, stopped: Callable[[], bool] = lambda: False) -> Document:
    """Return what a document holds, on any thread; raise `Mendable` where it can't be read."""
    return read_document(path, stopped)


def is_markup(text: str) -> bool:
    """Return whether a pasted text is HTML, of which the text is wanted."""
    return markup.is_html(text)


def read_pasted(text: str, stopped: Callable[[], bool] = lambda: False) -> str:
    """Return the text of HTML, on any thread; raise `Mendable` where it can't be had."""
    return read_markup(text, stopped).text


def filling(document: Document, entered: Entered, context: Context, name: str) -> dict[str, str]:
    """Return the fields that a document fills: its text, and what is empty and it says.

    `name` is the file's, for the title of a document without one.
    """
    told = {one: str(getattr(document, one)) for one in _TOLD}
    told["title"] = told["title"] or name
    if told["language"] not in {"ru", "uk", "en", ""}:
        told["language"] = "other"
    found = {
        one: shown
        for one, text in told.items()
        if text and not entered.text(one, context).strip()
        if (shown := _shown(entered, one, text, context))
    }
    return {**found, "text": document.text}


def _shown(entered: Entered, name: str, text: str, context: Context) -> str:
    """Return what stands in a field for what a document says; "" where that can't be read."""
    kind = entered.kind(name)
    try:
        return kind.show(kind.read(text, context), context)
    except Invalid:
        return ""
