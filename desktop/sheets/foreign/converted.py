"""What the rows of somebody's table became."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.records.delta import Delta
from desktop.records.merging import Refusal
from desktop.sheets.raw import Raw


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that the desk does not know, told once, where it was met first.

    `target` is place, speaker or term; `kind` the place's kind or the term's vocabulary; `parent`
    the uid of the place that it lies in; `answer` what is done with it: "add" or "note".
    """

    target: str
    name: str
    kind: str
    parent: str
    answer: str


@dataclass(frozen=True, slots=True)
class Converted:
    """One incident out of one row, or of a group of rows, or the refusal of them.

    `others` make what the incident points at for the first time: places, terms, speakers, sources.
    `incident` is None where the rows were refused, and where they join an earlier incident, whose
    uid is then `joins`.  `rows` holds every row that it was made of, by its number in the sheet.
    """

    rows: Mapping[int, Sequence[Raw]]
    incident: Delta | None = None
    joins: str = ""
    reports: tuple[Delta, ...] = ()
    figures: tuple[Delta, ...] = ()
    others: tuple[Delta, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    refused: tuple[Refusal, ...] = ()

    @property
    def uid(self) -> str:
        """The uid of the incident that it makes or joins; empty where the rows were refused."""
        return self.incident.uid if self.incident else self.joins

    @property
    def deltas(self) -> tuple[Delta, ...]:
        """All that is to be written, what is pointed at first."""
        return (*self.others, *self.own)

    @property
    def own(self) -> tuple[Delta, ...]:
        """The incident with its reports and figures, as far as it makes them."""
        made = (self.incident,) if self.incident else ()
        return (*made, *self.reports, *self.figures)
