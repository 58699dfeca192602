"""An incident with its reports and their figures, as they are kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from desktop.records.kinds import Values


@dataclass(frozen=True, slots=True)
class Kept:
    """One record as the desk keeps it; `removed` ones are in the bin."""

    type: str
    uid: str
    version: int
    removed: bool
    values: Values

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(slots=True)
class Family:
    """One incident, its reports in order, and their figures by report uid, in order."""

    incident: Kept
    reports: list[Kept] = field(default_factory=list)
    figures: dict[str, list[Kept]] = field(default_factory=dict)

    def members(self) -> Iterator[Kept]:
        """Yield the incident, then each report followed by its figures."""
        yield self.incident
        for report in self.reports:
            yield report
            yield from self.figures.get(report.uid, ())

    def all_figures(self) -> Iterator[tuple[Kept, Kept]]:
        """Yield each figure with its report."""
        for report in self.reports:
            for figure in self.figures.get(report.uid, ()):
                yield report, figure
