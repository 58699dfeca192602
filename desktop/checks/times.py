"""Times that can't be, or are odd beside one another."""

from collections.abc import Iterator

from desktop.checks.finding import Finding, Surroundings, window
from desktop.records.family import Family
from desktop.records.when import When
from desktop.records.words import _


def window_in_future(family: Family, around: Surroundings) -> Iterator[Finding]:
    """Yield incidents and reports whose hours begin after now."""
    now = int(around.now.timestamp())
    for record in (family.incident, *family.reports):
        when: When | None = record["when"]
        if when is not None and when.start_key is not None and when.start_key > now:
            who = around.speaker(record) if record.type == "report" else record["number"]
            yield Finding(
                "window_in_future",
                "error",
                _("{who}: {when} is in the future.").format(who=who, when=when.show()),
                (record.uid,),
                family.incident.uid,
            )


def said_before_window(family: Family, around: Surroundings) -> Iterator[Finding]:
    """Yield reports that were made before the hours that they speak of began."""
    for report in family.reports:
        said: When | None = report["said_at"]
        when: When | None = report["when"]
        if said is None or when is None or said.end_key is None or when.start_key is None:
            continue
        if said.end_key <= when.start_key:
            yield Finding(
                "said_before_window",
                "error",
                _("{who}: said at {said}, before {window} began.").format(
                    who=around.speaker(report), said=said.show(), window=window(report)
                ),
                (report.uid,),
                family.incident.uid,
            )


def window_outside_incident(family: Family, around: Surroundings) -> Iterator[Finding]:
    """Yield reports whose hours have nothing in common with the incident's."""
    incident: When | None = family.incident["when"]
    if incident is None or not incident.year_known:
        return
    for report in family.reports:
        when: When | None = report["when"]
        if when is not None and when.year_known and not when.overlaps(incident):
            yield Finding(
                "window_outside_incident",
                "warning",
                _("{who}: {window} lies outside the incident's {when}.").format(
                    who=around.speaker(report), window=window(report), when=incident.show()
                ),
                (report.uid,),
                family.incident.uid,
            )
