"""Reading along: what the text of a source says of numbers, times, places and speakers."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from desktop.desk.desk import Desk
from desktop.desk.tasks import Worker
from desktop.records.count import NONE_REPORTED, NOT_STATED, Count, Qualifier
from desktop.records.errors import Mendable
from desktop.records.kinds_links import Placed
from desktop.records.when import When

if TYPE_CHECKING:
    from desktop.desk.scanner import Scanner
    from desktop.reading.suggestion import (
        Mention,
        SuggestedFigure,
        SuggestedReport,
        Suggestion,
        Window,
    )

# A book is no statement: what is longer is shown, but not read along.
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a text says from `start` to `end`; the one value it has is of its `kind`.

    `kind` is "number", "time", "place" or "speaker".
    """

    kind: str
    start: int
    end: int
    count: Count | None = None
    when: When | None = None
    place: Placed | None = None
    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A text to be read: when it was posted, if that is known, and the zone of its times."""

    text: str
    posted: datetime | None
    zone: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says: all that was found in it, in order, and the reports that it proposes."""

    asked: Asked
    found: tuple[Found, ...]
    suggestion: "Suggestion"

    def within(self, start: int, end: int, kind: str) -> Found | None:
        """Return what of a kind stands in some words, the first; what holds them is meant too."""
        return next(
            (one for one in self.found if one.kind == kind and one.start < end and start < one.end),
            None,
        )

    def figure(self, start: int, end: int) -> "SuggestedFigure | None":
        """Return the figure that is proposed for some words: the one that shares most with them."""
        figures = [one for report in self.suggestion.reports for one in report.figures]
        shared = [(min(end, one.end) - max(start, one.start), one) for one in figures]
        best = max(shared, key=lambda pair: (pair[0], pair[1].start - pair[1].end), default=None)
        return best[1] if best is not None and best[0] > 0 else None


class Along(QObject):
    """Reads texts with the desk's own places; `prepared` tells that a text can be read at once."""

    prepared = Signal()

    def __init__(self, desk: Desk, worker: Worker) -> None:
        super().__init__()
        self._desk, self._worker = desk, worker
        self._preparing = False
        self._last: tuple[Scanner, Reading] | None = None

    @property
    def ready(self) -> bool:
        """Whether a text can be read at once."""
        return self._desk.scanner is not None

    def prepare(self) -> None:
        """Make ready on the worker; `prepared` tells when it is."""
        if not self._preparing:
            self._preparing = True
            self._worker.run(lambda _progress: self._desk.make_scanner(), self._made, self._failed)

    def _made(self, _scanner: object) -> None:
        self._preparing = False
        self.prepared.emit()

    def _failed(self, why: Mendable) -> None:
        self._preparing = False
        raise why

    def read(self, asked: Asked) -> Reading:
        """Return what a text says; of one that is too long only the beginning is read."""
        scanner = self._desk.scanner or self._desk.make_scanner()
        if self._last is None or self._last[0] is not scanner or self._last[1].asked != asked:
            text, posted = asked.text[:LONGEST], local(asked.posted, asked.zone)
            found = tuple(scanner.find(text, posted, asked.zone))
            suggestion = scanner.suggest(text, posted, asked.zone)
            self._last = scanner, Reading(asked, found, suggestion)
        return self._last[1]


def local(posted: datetime | None, zone: str) -> datetime | None:
    """Return the time of posting on the clocks of a zone."""
    return None if posted is None else posted.astimezone(ZoneInfo(zone))


def posted_at(published: When | None) -> datetime | None:
    """Return when a source came out, as the reader wants it: of a day its noon."""
    if published is None or not published.year_known:
        return None
    middle = published.start + published.duration / 2
    return (published.start if published.duration.days < 1 else middle).astimezone(UTC)


def count_of(low: int | None, high: int | None, *, approx: bool = False) -> Count:
    """Return the count with some bounds; without any it is not stated."""
    if low is None and high is None:
        return NOT_STATED
    if low is not None and high is not None:
        if approx:
            return Count(low, high, Qualifier.ABOUT)
        return Count(low, high, Qualifier.EXACT if low == high else Qualifier.RANGE)
    return Count(low, high, Qualifier.AT_MOST if low is None else Qualifier.AT_LEAST)


def count_of_figure(figure: "SuggestedFigure") -> Count:
    """Return the count of a figure that is proposed."""
    if figure.none_reported:
        return NONE_REPORTED
    return count_of(figure.low, figure.high, approx=figure.approx)


def when_of(report: "SuggestedReport", zone: str) -> When | None:
    """Return the window of a report that is proposed, or None where the text tells none."""
    from desktop.reading.windows import when_of as made  # noqa: PLC0415 - not for the start

    return made(report.window, zone, night=_is_night(report.window))


def _is_night(window: "Window") -> bool:
    """Return whether a window is told as the night between two days, without clock times."""
    if window.kind != "within" or not window.start or not window.end:
        return False
    return len(window.start) == len(window.end) == len("2025-07-17") and window.start != window.end


def language(text: str) -> str:
    """Return the code of the language that a text is in."""
    from desktop.reading.language import language_of  # noqa: PLC0415 - not for the start

    return str(language_of(text))


def placed(mention: "Mention", text: str) -> Placed | None:
    """Return a place that a text names, with the words it is named by; None if none has it."""
    if not mention.uid:
        return None
    return Placed(mention.uid, written(text[mention.start : mention.end]) or mention.name)


def written(words: str) -> str:
    """Return the words of a place as a field of places can hold them; "" where they can't be."""
    line = " ".join(words.split())
    return "" if any(sign in line for sign in ",;") else line
