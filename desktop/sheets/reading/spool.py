"""Where raw values lie while they are used: portions in a temporary file that has no name."""

import tempfile
import threading
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from desktop.records.words import _
from desktop.sheets.errors import ImportRefused, ReadingStopped
from desktop.sheets.reading import frames, limits

# How often whoever waits asks whether to stop, in seconds.
OFTEN = 0.05


@dataclass(frozen=True, slots=True)
class Portion:
    """Rows `first` to `first + count` of a sheet, and where they lie in the spool."""

    first: int
    count: int
    width: int
    offset: int
    size: int


class Spool:
    """Holds portions on disk; one thread adds to it, any may wait and read.

    The file has mode 0600 and no name, so that nothing is left however the program ends.  `check`
    is called by whoever waits and may raise; `on_close` ends what adds to it.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        self._size = 0
        self._reading = threading.Lock()
        self._changed = threading.Condition()
        self._portions: dict[int, list[Portion]] = defaultdict(list)
        self._complete: set[int] = set()
        self._failure: BaseException | None = None
        self._ended = False
        self.check: Callable[[], None] = lambda: None
        self.on_close: Callable[[], None] = lambda: None

    def add(self, payload: bytes) -> int:
        """Keep a portion as it came, and return its sheet; raise `ImportRefused` without room."""
        sheet, first, count, width = frames.portion_header(payload)
        data = frames.body(payload)
        if self._size + len(data) > limits.SPOOL:
            raise ImportRefused(
                _("The file holds more than can be read at once. Divide it into several.")
            )
        try:
            with self._reading:
                self._file.seek(self._size)
                self._file.write(data)
                self._file.flush()
        except OSError as error:
            raise ImportRefused(
                _("There is no room for what the file holds in {folder}. Make room there.").format(
                    folder=tempfile.gettempdir()
                )
            ) from error
        portion = Portion(first, count, width, self._size, len(data))
        self._size += len(data)
        with self._changed:
            self._portions[sheet].append(portion)
            self._changed.notify_all()
        return sheet

    def restart(self) -> None:
        """Forget every sheet; the same file is read again."""
        with self._changed:
            self._portions.clear()
            self._complete.clear()

    def forget(self, sheet: int) -> None:
        """Forget what was added of a sheet; it is read again."""
        with self._changed:
            self._portions[sheet].clear()

    def complete(self, sheet: int) -> None:
        """Say that a sheet has no more rows."""
        with self._changed:
            self._complete.add(sheet)
            self._changed.notify_all()

    def end(self, failure: BaseException | None = None) -> None:
        """Say that nothing more will be added, and what went wrong."""
        with self._changed:
            self._ended, self._failure = True, failure
            self._changed.notify_all()

    def wait_for(self, sheet: int, row: int) -> Portion | None:
        """Return the portion with this row or the next after it; None after the last.

        Raises what `end` was given, and what `check` raises.
        """
        while True:
            with self._changed:
                found = self._at(sheet, row)
                if found is not None:
                    return found
                if self._failure is not None:
                    raise self._failure
                if sheet in self._complete or self._ended:
                    return None
                self._changed.wait(OFTEN)
            self.check()

    def wait(self, until: Callable[[], bool] = lambda: False) -> None:
        """Wait until all is read, or `until()`; raise as `wait_for` does."""
        while True:
            self.check()
            with self._changed:
                if self._failure is not None:
                    raise self._failure
                if self._ended or until():
                    return
                self._changed.wait(OFTEN)

    def _at(self, sheet: int, row: int) -> Portion | None:
        portions = self._portions[sheet]
        at = bisect_right(portions, row, key=lambda portion: portion.first) - 1
        if at >= 0 and row < portions[at].first + portions[at].count:
            return portions[at]
        return portions[at + 1] if at + 1 < len(portions) else None

    def read(self, portion: Portion) -> bytes:
        """Return a portion's bytes; raise `ReadingStopped` where all was let go meanwhile."""
        with self._reading:
            if self._file.closed:
                raise ReadingStopped(_("The reading was stopped; nothing was imported."))
            self._file.seek(portion.offset)
            return self._file.read(portion.size)

    def close(self) -> None:
        """End what adds to it and let the file go."""
        self.on_close()
        with self._reading:
            self._file.close()
