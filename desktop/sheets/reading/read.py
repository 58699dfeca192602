"""Starts the child that reads a file, follows what it sends, and ends it in time."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import IO

import desktop
from desktop.records.progress import Progress, silent
from desktop.records.words import _
from desktop.sheets.errors import ImportRefused, ReadingStopped
from desktop.sheets.reading import CHILD_VERB, frames, limits
from desktop.sheets.reading.book import Book, Sheet
from desktop.sheets.reading.nature import damaged, too_large, too_long
from desktop.sheets.reading.spool import Spool

_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from desktop.sheets.reading.child import main; main()"
)
# Time by the clock: processor time may be shared by many.
_WALL = 4


def read_book(
    path: Path,
    progress: Progress = silent,
    stopped: Callable[[], bool] = lambda: False,
    *,
    follow: bool = False,
    encoding: str = "",
    delimiter: str = "",
) -> Book:
    """Read a workbook or table in a child process, and return it when all of it is read.

    `progress(done, total)` is in bytes and may raise to stop, as `stopped()` may say so; either
    way the child ends and nothing is left.  With `follow` the book returns as soon as its sheets
    are known: rows, `spool.wait` and heights then follow the reading, and both callbacks are asked
    while waiting.  `encoding` and `delimiter` are for text files whose own were guessed wrongly.

    Raises `ImportRefused`, whose text says why and what to do, and `ReadingStopped`.
    """
    book = Book(path, Spool())
    reading = _Reading(book, progress, stopped, {"encoding": encoding, "delimiter": delimiter})
    try:
        reading.start()
        book.spool.wait((lambda: reading.known) if follow else (lambda: False))
    except BaseException:
        book.close()
        raise
    return book


class _Reading:
    """A child and the thread that takes what it sends."""

    def __init__(
        self, book: Book, progress: Progress, stopped: Callable[[], bool], options: dict[str, str]
    ) -> None:
        self.known = False
        self._book, self._spool = book, book.spool
        self._progress, self._stopped, self._options = progress, stopped, options
        self._at = (0, 0)
        self._deadline = monotonic() + _WALL * limits.seconds(0)
        self._lock = threading.Lock()
        self._closed = False
        self._child: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._thread = threading.Thread(target=self._follow, name="reading", daemon=True)
        self._spool.check, self._spool.on_close = self.check, self.close

    def start(self) -> None:
        """Start the child and the thread that follows it."""
        self._launch(careful=False)
        self._thread.start()

    def check(self) -> None:
        """Tell the progress; raise where the reading should stop or takes too long."""
        if self._stopped():
            raise ReadingStopped(_("The reading was stopped; nothing was imported."))
        self._progress(*self._at)
        if monotonic() > self._deadline and not self._closed:
            raise too_long(self._book.path)

    def close(self) -> None:
        """End the child, wherever it is."""
        with self._lock:
            self._closed = True
            if self._child is not None:
                self._child.kill()
        if self._thread.is_alive():
            self._thread.join()

    def _launch(self, *, careful: bool) -> None:
        options = {"path": os.fspath(self._book.path.absolute()), "careful": careful}
        with self._lock:
            if self._closed:
                return
            self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `_follow`
            self._child = subprocess.Popen(  # noqa: S603 - this program itself
                command(json.dumps(options | self._options)),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )

    def _follow(self) -> None:
        """Take messages to the end; whatever goes wrong is raised to whoever waits."""
        try:
            failure = self._take()
            if failure is None and not self.known and not self._closed:
                failure = damaged(self._book.path)
        except BaseException as error:  # noqa: BLE001 - carried over to whoever waits
            failure = error
            self._kill()
        self._spool.end(failure)

    def _kill(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.wait()

    def _take(self) -> BaseException | None:
        code, done = self._messages()
        if not done and not self._closed and code < 0 and not _out_of_time(code):
            # What the fast reader died of, the other may survive.
            self._spool.restart()
            self._launch(careful=True)
            code, done = self._messages()
        if done or self._closed:
            return None
        if _out_of_time(code):
            return too_long(self._book.path)
        if code < 0:
            return too_large(self._book.path)
        return RuntimeError(self._said)

    def _messages(self) -> tuple[int, bool]:
        """Take what one child sends; return its exit code, and whether it said that it was done."""
        child, errors, done = self._child, self._errors, False
        if child is None or child.stdout is None or child.stdin is None or errors is None:
            return 0, False
        with child, errors:
            while (message := frames.receive(child.stdout)) is not None:
                done = self._handle(*message) or done
            code = child.wait()
            errors.seek(0)
            self._said = errors.read().decode(errors="replace")
        return code, done

    def _handle(self, kind: bytes, payload: bytes) -> bool:
        book = self._book
        if kind == b"P":
            sheet = book.sheets[self._spool.add(payload)]
            _sheet, first, count, width = frames.portion_header(payload)
            sheet.height = max(sheet.height, first + count)
            sheet.width = max(sheet.width, width)
            return False
        told = frames.plain(payload)
        if kind == b"T":
            self._at = told
        elif kind == b"B":
            self._begin(*told)
        elif kind == b"R":
            self._spool.forget(told)
        elif kind == b"S":
            self._spool.complete(told)
        elif kind == b"D":
            book.sha256, book.size, book.notes = told
            return True
        elif kind == b"E":
            raise ImportRefused(told)
        return False

    def _begin(self, kind: str, sheets: list[tuple[str, str]], unpacked: int) -> None:
        book = self._book
        book.format = kind
        if not book.sheets:
            book.sheets = [
                Sheet(title, hidden, number, self._spool)
                for number, (title, hidden) in enumerate(sheets)
            ]
        self._deadline = monotonic() + _WALL * limits.seconds(unpacked)
        self.known = True


def command(options: str) -> list[str]:
    """Return the command that starts the child."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_VERB, options]
    root = Path(desktop.__file__).resolve().parents[1]
    # -P: whatever lies in the folder one is in is not imported.
    return [sys.executable, "-P", "-c", _START, str(root), options]


def _out_of_time(code: int) -> bool:
    return hasattr(signal, "SIGXCPU") and code == -signal.SIGXCPU
