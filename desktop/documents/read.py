"""Starts the child that reads a document, waits for it, and ends it in time."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import desktop
from desktop.documents import CHILD_VERB, refusing
from desktop.documents.document import Document
from desktop.records.words import _
from desktop.sheets.errors import ImportRefused, ReadingStopped

_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from desktop.documents.child import main; main()"
)
# Of processor time: a document of some hundred pages needs a few.
SECONDS = 40
_PASTED = 4
# Time by the clock: processor time may be shared by many.
_WALL = 4
_LOOK = 0.05


def read_document(
    path: Path, stopped: Callable[[], bool] = lambda: False, *, seconds: int = SECONDS
) -> Document:
    """Read a document's text in a child process; `stopped()` may end it.

    `seconds` of processor time it may take.

    Raises `ImportRefused`, whose text says why and what to do, and `ReadingStopped`.
    """
    deadline = monotonic() + _WALL * seconds
    with (
        tempfile.TemporaryFile() as told,
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(  # noqa: S603 - this program itself
            _command(path, seconds),
            stdin=subprocess.PIPE,
            stdout=told,
            stderr=errors,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as child,
    ):
        try:
            code = _wait(child, deadline, stopped, path)
        finally:
            child.kill()
        told.seek(0)
        said = told.read()
        if code < 0:
            raise refusing.too_long(path)
        if code or not said:
            errors.seek(0)
            raise RuntimeError(errors.read().decode(errors="replace"))
    answer = json.loads(said)
    if "refused" in answer:
        raise ImportRefused(answer["refused"])
    found = answer["document"]
    return Document(**{**found, "notes": tuple(found["notes"])})


def read_markup(markup: str, stopped: Callable[[], bool] = lambda: False) -> Document:
    """Read pasted HTML as `read_document` reads a page: html.parser may hang on what is hostile.

    Raises what `read_document` does.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{_('pasted text')}.html"
        path.write_text(markup, encoding="utf-8", errors="replace")
        return read_document(path, stopped, seconds=_PASTED)


def _wait(
    child: "subprocess.Popen[bytes]", deadline: float, stopped: Callable[[], bool], path: Path
) -> int:
    while True:
        try:
            return child.wait(_LOOK)
        except subprocess.TimeoutExpired:
            if stopped():
                raise ReadingStopped(_("The reading was stopped; nothing was taken.")) from None
            if monotonic() > deadline:
                raise refusing.too_long(path) from None


def _command(path: Path, seconds: int) -> list[str]:
    options = json.dumps({"path": os.fspath(path.absolute()), "seconds": seconds})
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_VERB, options]
    root = Path(desktop.__file__).resolve().parents[1]
    # -P: whatever lies in the folder one is in is not imported.
    return [sys.executable, "-P", "-c", _START, str(root), options]
