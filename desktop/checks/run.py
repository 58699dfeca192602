"""Runs every check over some families."""

from collections.abc import Callable, Iterable, Iterator

from desktop.checks.disagreement import reports_disagree
from desktop.checks.finding import Finding, Surroundings
from desktop.checks.quotes import quote_not_in_source
from desktop.checks.shares import not_all_placed, parts_exceed_total, subset_exceeds_figure
from desktop.checks.times import said_before_window, window_in_future, window_outside_incident
from desktop.records.family import Family

Check = Callable[[Family, Surroundings], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    parts_exceed_total,
    subset_exceeds_figure,
    not_all_placed,
    reports_disagree,
    quote_not_in_source,
    window_in_future,
    said_before_window,
    window_outside_incident,
)


def run(families: Iterable[Family], around: Surroundings) -> Iterator[Finding]:
    """Yield what every check finds, family by family."""
    for family in families:
        for check in CHECKS:
            yield from check(family, around)
