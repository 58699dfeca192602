"""Families made by hand, so that a cell can hold what a form would refuse."""

from collections.abc import Iterable
from typing import Any

from desktop.records.count import Count
from desktop.records.family import Family, Kept
from desktop.records.kinds import Stored
from desktop.records.models import blank
from desktop.sheets.batch import Batch, Origin
from desktop.sheets.columns import Row, Table
from desktop.sheets.layouts import tables
from desktop.sheets.material import Material, Portion

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
    """Return what an export of some families is made of, each a portion of its own."""
    listed = list(families)
    origin = Origin(*(getattr(ORIGIN, name) for name in ORIGIN.__slots__[:4]), layout, "p", "t")
    wanted = tables(layout)
    batch = Batch(names or {}, {})
    portions = [
        Portion(
            [one.incident.uid],
            {code: stored(rows_of(one, code, batch), wanted[code]) for code in wanted},
        )
        for one in listed
    ]
    if "sources" in wanted:
        named = {report["source"] for one in listed for report in one.reports}
        found = [Row(one, batch) for one in sources if one.uid in named]
        portions.append(Portion((), {"sources": stored(found, wanted["sources"])}))
    attribution = "# Attribution\n\nGeoNames gave it.\n"
    return Material(origin, wanted, len(listed), portions, lambda _uids: batch, (), attribution)


def rows_of(family: Family, code: str, batch: Batch) -> list[Row]:
    """Return the rows that a table has of a family."""
    incident = family.incident
    if code == "incidents":
        return [Row(incident, batch)]
    if code == "reports":
        return [Row(report, batch, incident) for report in family.reports]
    if code == "figures":
        return [Row(figure, batch, incident, report) for report, figure in family.all_figures()]
    return []


def stored(rows: Iterable[Row], wanted: Table) -> list[tuple[Stored, ...]]:
    """Return rows as the store gives them."""
    return [
        tuple(
            value if value is None or given.kind is None else given.kind.to_json(value)
            for given in wanted.inputs
            for value in [row.read(given)]
        )
        for row in rows
    ]


def silent(_done: int, _total: int) -> None:
    """Follow no progress."""
