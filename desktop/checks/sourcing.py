"""Where reports come from: nowhere, or one origin twice."""

from collections import defaultdict
from collections.abc import Iterator

from desktop.checks.finding import WARNING, Check, Found, Surroundings
from desktop.records.family import Family, Kept
from desktop.records.words import N_, _


def _without_source(family: Family, around: Surroundings) -> Iterator[Found]:
    for report in family.reports:
        if not report["source"]:
            yield Found(
                _("{who}: the report names no source.").format(who=around.speaker(report)),
                (report.uid,),
                (report["speaker"] or "",),
                ("source",),
            )


def _origin_twice(family: Family, around: Surroundings) -> Iterator[Found]:
    if len(family.reports) < 2:
        return
    by_origin: dict[tuple[str, str], list[Kept]] = defaultdict(list)
    carried = {
        carrier: around.origin(report["source"])
        for report in family.reports
        if report["source"]
        for carrier in report["carriers"]
    }
    for report in family.reports:
        if report["source"] and report["speaker"]:
            origin = around.origin(carried.get(report["source"], report["source"]))
            by_origin[origin, report["speaker"]].append(report)
    for (origin, _speaker), same in by_origin.items():
        if len({one["source"] for one in same}) > 1 and _of_one_time(same):
            yield Found(
                _("{who} speaks {n} times out of one origin, {origin}; count it once.").format(
                    who=around.speaker(same[0]), n=len(same), origin=around.name(origin)
                ),
                tuple(one.uid for one in same),
                (origin, *(one["source"] for one in same)),
                ("deprecate",),
            )


def _of_one_time(reports: list[Kept]) -> bool:
    first, *others = (one["when"] for one in reports)
    return all(first is None or one is None or first.overlaps(one) for one in others)


CHECKS = (
    Check(
        "no_source",
        WARNING,
        N_("Report without source"),
        N_("A report names no document that it was read in."),
        _without_source,
    ),
    Check(
        "origin_twice",
        WARNING,
        N_("One origin counted twice"),
        N_("A speaker's words stand twice in an incident, once through a document that retells."),
        _origin_twice,
    ),
)
