"""Families made by hand, so that a cell can hold what a form would refuse."""

from collections.abc import Iterable, Iterator
from typing import Any

from desktop.records.count import Count
from desktop.records.family import Family, Kept
from desktop.records.models import blank
from desktop.sheets.batch import Batch, Material, Origin

ORIGIN = Origin("d" * 32, 3, "h" * 64, "status=approved", "full", "incident-desk", "2025-07-18")


def kept(record: str, uid: str, **values: Any) -> Kept:
    """Return a record whose other fields are empty."""
    return Kept(record, uid, 1, removed=False, values=blank(record) | values)


def family(number: int = 1, **values: Any) -> Family:
    """Return an incident with one report, its one figure and its source."""
    name = f"2025-{number:04d}"
    incident = kept("incident", f"i{number}", number=name, **values)
    report = kept("report", f"r{number}", incident=f"i{number}", source=f"s{number}")
    figure = kept("figure", f"f{number}", report=f"r{number}", count=Count.read("10-12"))
    return Family(incident, [report], {report.uid: [figure]})


def source(uid: str, **values: Any) -> Kept:
    """Return a source."""
    return kept("source", uid, **values)


def material(
    families: Iterable[Family],
    sources: Iterable[Kept] = (),
    layout: str = "full",
    names: dict[str, str] | None = None,
) -> Material:
    """Return what an export of some families is made of, each a batch of its own."""
    listed = list(families)
    by_uid = {one.uid: one for one in sources}
    origin = Origin(*(getattr(ORIGIN, name) for name in ORIGIN.__slots__[:4]), layout, "p", "t")

    def found(uids: Iterable[str]) -> Iterator[Kept]:
        return (by_uid[uid] for uid in uids if uid in by_uid)

    batches = (Batch((one,), names or {}, {}) for one in listed)
    return Material(origin, len(listed), batches, found, (), "# Attribution\n\nGeoNames gave it.\n")


def silent(_done: int, _total: int) -> None:
    """Follow no progress."""
