"""Runs every check over some families."""

from collections.abc import Iterable, Iterator, Mapping

from desktop.checks import (
    disagreement,
    doubling,
    duplicates,
    emptiness,
    outliers,
    people,
    places,
    quotes,
    shares,
    sourcing,
    times,
)
from desktop.checks.finding import Check, Finding, Surroundings
from desktop.records.family import Family

CHECKS: tuple[Check, ...] = (
    *shares.CHECKS,
    *places.CHECKS,
    *disagreement.CHECKS,
    *doubling.CHECKS,
    *emptiness.CHECKS,
    *quotes.CHECKS,
    *sourcing.CHECKS,
    *times.CHECKS,
    *outliers.CHECKS,
    *duplicates.CHECKS,
    *people.CHECKS,
)
OFF = "off"


def run(
    families: Iterable[Family], around: Surroundings, severities: Mapping[str, str] | None = None
) -> Iterator[Finding]:
    """Yield what every check finds, family by family.

    `severities` says by code where the desk judges otherwise: "error", "warning" or "off".
    """
    judged = severities or {}
    wanted = [
        (one, severity) for one in CHECKS if (severity := judged.get(one.code, one.severity)) != OFF
    ]
    for family in families:
        uid = family.incident.uid
        for check, severity in wanted:
            for one in check.find(family, around):
                yield Finding(
                    check.code, severity, one.sentence, one.uids, uid, one.inputs, one.actions
                )
