"""Which sources of an incident's reports are independent: not those that only retell others."""

from collections.abc import Mapping, Sequence

from desktop.records.family import Kept


def independent(reports: Sequence[Kept], origins: Mapping[str, str]) -> set[str]:
    """Return the sources that some reports go back to.

    `origins` has by source what it retells, that in turn included.  What carries a report goes
    back to that report's source, unless it is said to retell another.
    """
    carried = {
        uid: report["source"]
        for report in reports
        for uid in report["carriers"]
        if report["source"]
    }
    above = carried | dict(origins)
    return {_first(report["source"], above) for report in reports if report["source"]}


def _first(source: str, above: Mapping[str, str]) -> str:
    """Return where a source goes back to; of a ring, the same one wherever it is entered."""
    path = [source]
    while (after := above.get(path[-1])) is not None:
        if after in path:
            return min(path[path.index(after) :])
        path.append(after)
    return path[-1]
