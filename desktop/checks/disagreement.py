"""Reports that can't all be right about one measure, place and time."""

from collections.abc import Iterator, Sequence

from desktop.checks.finding import WARNING, Check, Found, Surroundings, figure_inputs, hours, window
from desktop.records.family import Family
from desktop.records.published import Claim, disagreements
from desktop.records.words import N_, _


def _reports_disagree(family: Family, around: Surroundings) -> Iterator[Found]:
    if len(family.reports) < 2:
        return
    for found in disagreements(family, around.regions):
        said = [
            _("{count} ({who}, {window})").format(
                count=claim.count, who=around.speaker(claim.report), window=window(claim.report)
            )
            for claim in found.claims
        ]
        regions = ", ".join(sorted(around.name(uid) for uid in found.regions))
        yield Found(
            _("{place}: {measure} {claims}; {hours}.").format(
                place=regions or _("In all"),
                measure=around.name(found.measure),
                claims=_(" and ").join(said),
                hours=_relation(found.claims),
            ),
            tuple(claim.figure.uid for claim in found.claims),
            (
                *figure_inputs(*(claim.figure for claim in found.claims)),
                *(hours(claim.report) for claim in found.claims),
            ),
            ("prefer", "deprecate"),
        )


def _relation(claims: Sequence[Claim]) -> str:
    """Return in words how the hours of claims lie to one another."""
    windows = {claim.window for claim in claims}
    if any(None in one for one in windows):
        return _("not all say for which hours")
    if len(windows) == 1:
        return _("the same hours")
    known = [(start or 0, end or 0) for start, end in windows]
    for start, end in known:
        if all(start <= begin and finish <= end for begin, finish in known):
            return _("one speaks of hours within the other's")
    return _("the hours overlap")


CHECKS = (
    Check(
        "reports_disagree",
        WARNING,
        N_("Sources disagree"),
        N_(
            "Reports give one measure and place numbers for the same hours that can't all be right."
        ),
        _reports_disagree,
    ),
)
