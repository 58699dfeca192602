"""Times that can't be, or are odd beside one another."""

from collections.abc import Iterator
from datetime import timedelta

from desktop.checks.finding import ERROR, WARNING, Check, Found, Surroundings, hours, window
from desktop.records.family import Family
from desktop.records.when import When
from desktop.records.words import N_, _, ngettext


def _in_future(family: Family, around: Surroundings) -> Iterator[Found]:
    now = int(around.now.timestamp())
    for record in (family.incident, *family.reports):
        when: When | None = record["when"]
        if when is not None and when.start_key is not None and when.start_key > now:
            who = around.speaker(record) if record.type == "report" else record["number"]
            yield Found(
                _("{who}: {when} is in the future.").format(who=who, when=when.show()),
                (record.uid,),
                (hours(record),),
            )


def _too_long(family: Family, around: Surroundings) -> Iterator[Found]:
    longest = timedelta(hours=around.longest)
    for record in (family.incident, *family.reports):
        when: When | None = record["when"]
        if when is not None and when.duration > longest:
            who = around.speaker(record) if record.type == "report" else record["number"]
            yield Found(
                ngettext(
                    "{who}: {when} is longer than {n} hour.",
                    "{who}: {when} is longer than {n} hours.",
                    around.longest,
                ).format(who=who, when=when.show(), n=around.longest),
                (record.uid,),
                (hours(record), str(around.longest)),
            )


def _said_early(family: Family, around: Surroundings) -> Iterator[Found]:
    for report in family.reports:
        said: When | None = report["said_at"]
        when: When | None = report["when"]
        if said is None or when is None or None in {said.end_key, when.start_key, when.end_key}:
            continue
        begun, over = (said.end_key or 0) > (when.start_key or 0), when.end_key or 0
        if begun and (said.end_key or 0) >= over:
            continue
        problem = (
            _("{who}: said at {said}, before {window} was over.")
            if begun
            else _("{who}: said at {said}, before {window} began.")
        )
        yield Found(
            problem.format(who=around.speaker(report), said=said.show(), window=window(report)),
            (report.uid,),
            (hours(report, "said_at"), hours(report)),
        )


def _outside_incident(family: Family, around: Surroundings) -> Iterator[Found]:
    incident: When | None = family.incident["when"]
    if incident is None or not incident.year_known:
        return
    for report in family.reports:
        when: When | None = report["when"]
        if when is not None and when.year_known and not when.overlaps(incident):
            yield Found(
                _("{who}: {window} lies outside the incident's {when}.").format(
                    who=around.speaker(report), window=window(report), when=incident.show()
                ),
                (report.uid,),
                (hours(report), hours(family.incident)),
            )


def _apart(family: Family, around: Surroundings) -> Iterator[Found]:
    timed = [one for one in family.reports if one["when"] is not None and one["when"].year_known]
    if len(timed) < 2:
        return
    for at, report in enumerate(timed):
        others = [one for one in timed if one is not report]
        if any(report["when"].overlaps(one["when"]) for one in others):
            continue
        # Of two that are apart, one sentence is enough.
        if len(timed) == 2 and at:
            continue
        yield Found(
            _("{who}: {window} has no hour in common with any other report's.").format(
                who=around.speaker(report), window=window(report)
            ),
            tuple(one.uid for one in (report, *others)),
            tuple(map(hours, (report, *others))),
            ("split",),
        )


CHECKS = (
    Check(
        "window_in_future",
        ERROR,
        N_("Window in the future"),
        N_("An incident or a report speaks of hours that have not begun."),
        _in_future,
    ),
    Check(
        "window_too_long",
        WARNING,
        N_("Window very long"),
        N_("A window lasts longer than the hours that the desk's settings allow unremarked."),
        _too_long,
    ),
    Check(
        "said_early",
        WARNING,
        N_("Said before it was over"),
        N_("A statement came out before the hours that it speaks of had ended."),
        _said_early,
    ),
    Check(
        "window_outside_incident",
        WARNING,
        N_("Window outside the incident's"),
        N_("A report's hours have nothing in common with its incident's."),
        _outside_incident,
    ),
    Check(
        "windows_apart",
        WARNING,
        N_("Windows apart"),
        N_("A report's hours overlap with those of no other report of the incident."),
        _apart,
    ),
)
