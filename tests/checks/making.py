"""Families made by hand, and what the checks find in them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from desktop.checks import Finding, Surroundings, run
from desktop.records.count import Count
from desktop.records.family import Family, Kept
from desktop.records.kinds_links import Placed
from desktop.records.models import blank
from desktop.records.when import When

NAMES = {
    "downed": "Downed", "russia": "Russia", "kaluga": "Kaluga Oblast", "oryol": "Oryol Oblast",
    "tarussky": "Tarussky District", "ministry": "Ministry", "governor": "Governor",
    "post": "A post", "story": "A story",
}  # fmt: skip
REGIONS = {"kaluga": "kaluga", "tarussky": "kaluga", "oryol": "oryol"}
PARENTS = {"tarussky": "kaluga", "kaluga": "russia", "oryol": "russia", "russia": None}
AROUND = Surroundings(NAMES, REGIONS, {}, datetime(2025, 7, 19, tzinfo=UTC), parents=PARENTS)


def kept(record: str, uid: str, **values: Any) -> Kept:
    return Kept(record, uid, 1, removed=False, values=blank(record) | values)


def report(
    uid: str, speaker: str = "ministry", when: str = "17.07.2025 23:00-07:00", **values: Any
) -> Kept:
    read = When.read(when) if when else None
    return kept("report", uid, **{"speaker": speaker, "when": read, "source": "post"} | values)


def figure(uid: str, within: str, count: str, *places: str, **values: Any) -> Kept:
    placed = tuple(Placed(one, one) for one in places)
    said = {"measure": "downed", "count": Count.read(count), "places": placed}
    return kept("figure", uid, report=within, **said | values)


def family(
    reports: list[Kept], figures: list[Kept], when: str = "17.07.2025 21:00-07:50", **values: Any
) -> Family:
    by_report = {one.uid: [fig for fig in figures if fig["report"] == one.uid] for one in reports}
    incident = kept("incident", "i", number="2025-0001", when=When.read(when), **values)
    return Family(incident, reports, by_report)


def where(*places: str) -> tuple[Placed, ...]:
    return tuple(Placed(one, one) for one in places)


def found(one: Family, **beside: Any) -> list[Finding]:
    """Return what every check finds; `beside` replaces what stands around."""
    return list(run([one], replace(AROUND, **beside)))


def codes(one: Family, **beside: Any) -> list[str]:
    return [finding.check for finding in found(one, **beside)]
