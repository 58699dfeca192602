"""What reading a statement proposes."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Window:
    """When, in the statement's zone, as precise as the text.

    `start` and `end` are "2023-07-28", "2023-07-28T23:00", "T21:00" where the day is not known,
    "--07-17" where the year is not, or None. `kind` is at, period, within or unknown.
    """

    start: str | None = None
    end: str | None = None
    kind: str = "unknown"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that a text names from `start` to `end`.

    `code` is the ISO 3166-2 code of a region, "" for others; `name` the English name; `within` the
    code of the region in which a smaller place lies, or ""; `uid` the gazetteer's place, or "" if
    it has none; `kind` the gazetteer's kind of place. `doubt` is a sentence for the person where
    the place is not sure, else "".
    """

    start: int
    end: int
    code: str
    name: str
    within: str
    uid: str
    kind: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time or stretch of time that a text names from `start` to `end`."""

    start: int
    end: int
    window: Window


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who says something, named from `start` to `end`; `role` is their title, or ""."""

    start: int
    end: int
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class SuggestedFigure:
    """A number of the statement.

    `measure` and `munition` are codes of the vocabularies, `munition` "" for none. `low` and
    `high` are inclusive bounds, None where open. `start` and `end` are the quote's offsets in the
    text. `of` is the id of the figure that this is a part or subset of, or ""; `relation` says
    which. `doubt` is a sentence for the person where the reading is not sure, else "".
    """

    id: str
    measure: str
    munition: str
    low: int | None
    high: int | None
    approx: bool
    none_reported: bool
    places: tuple[Mention, ...]
    joint: bool
    of: str
    relation: str
    start: int
    end: int
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class SuggestedReport:
    """What one speaker says of one window; `speaker` and `moment` are None where none is named."""

    speaker: Speaking | None
    window: Window
    moment: Moment | None
    figures: tuple[SuggestedFigure, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The reports that a statement's text seems to hold."""

    text: str
    reports: tuple[SuggestedReport, ...]

    def as_document(self) -> dict[str, Any]:
        """Return it as JSON takes it, with the words instead of offsets."""
        return {"reports": [_report(self.text, one) for one in self.reports]}


def _report(text: str, report: SuggestedReport) -> dict[str, Any]:
    return {
        "speaker": report.speaker.name if report.speaker else None,
        "window": {
            "start": report.window.start,
            "end": report.window.end,
            "kind": report.window.kind,
        },
        "figures": [_figure(text, one) for one in report.figures],
    }


def _figure(text: str, figure: SuggestedFigure) -> dict[str, Any]:
    made = {
        "id": figure.id,
        "measure": figure.measure,
        "munition": figure.munition or None,
        "low": figure.low,
        "high": figure.high,
        "approx": figure.approx,
        "none_reported": figure.none_reported,
        "places": [_place(one) for one in figure.places],
        "joint": figure.joint,
        "of": figure.of or None,
        "relation": figure.relation or None,
        "quote": text[figure.start : figure.end],
    }
    if figure.doubt:
        made["doubt"] = figure.doubt
    return made


def _place(place: Mention) -> dict[str, Any]:
    made: dict[str, Any] = {"code": place.code or None, "name": place.name}
    if place.within:
        made["within"] = place.within
    return made
