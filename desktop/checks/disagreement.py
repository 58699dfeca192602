"""Reports that can't all be right about one measure, place and time."""

from collections.abc import Iterator

from desktop.checks.finding import Finding, Surroundings, window
from desktop.records.family import Family
from desktop.records.published import disagreements
from desktop.records.words import _


def reports_disagree(family: Family, around: Surroundings) -> Iterator[Finding]:
    """Yield each contradiction between reports, with who says what for which hours."""
    for found in disagreements(family, around.regions):
        said = [
            _("{count} ({who}, {window})").format(
                count=claim.count, who=around.speaker(claim.report), window=window(claim.report)
            )
            for claim in found.claims
        ]
        regions = ", ".join(sorted(around.name(uid) for uid in found.regions))
        yield Finding(
            "reports_disagree",
            "warning",
            _("{place}: {measure} {claims}.").format(
                place=regions or _("In all"),
                measure=around.name(found.measure),
                claims=_(" and ").join(said),
            ),
            tuple(claim.figure.uid for claim in found.claims),
            family.incident.uid,
        )
