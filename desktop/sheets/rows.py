"""The rows of every table, in the order in which families come."""

from collections.abc import Iterator

from desktop.records.family import Family
from desktop.records.progress import Progress
from desktop.sheets.batch import Batch, Material
from desktop.sheets.columns import Row, Table, table

LAYOUTS = {
    "full": ("incidents", "reports", "figures", "sources"),
    "incidents": ("incidents",),
    "figures": ("figures",),
}


def tables(layout: str) -> dict[str, Table]:
    """Return the tables of a layout by code; raise `KeyError` for a layout that isn't one."""
    return {code: table(code) for code in LAYOUTS[layout]}


def rows(
    material: Material, wanted: dict[str, Table], progress: Progress
) -> Iterator[tuple[Table, Row]]:
    """Yield each row with its table: family by family, then the sources that they name.

    `progress(done, total)` counts incidents and may raise to stop the work.
    """
    done = 0
    sources: dict[str, None] = {}
    for batch in material.batches:
        progress(done, material.total)
        for family in batch.families:
            yield from _family(family, batch, wanted)
            for report in family.reports:
                named = (report["source"], *report["carriers"])
                sources.update(dict.fromkeys(uid for uid in named if uid))
        done += len(batch.families)
    progress(done, material.total)
    if "sources" in wanted:
        empty = Batch((), {}, {})
        for source in material.sources(sources):
            progress(done, material.total)
            yield wanted["sources"], Row(source, empty)


def _family(family: Family, batch: Batch, wanted: dict[str, Table]) -> Iterator[tuple[Table, Row]]:
    incident = family.incident
    if "incidents" in wanted:
        yield wanted["incidents"], Row(incident, batch)
    for report in family.reports:
        if "reports" in wanted:
            yield wanted["reports"], Row(report, batch, incident)
        if "figures" in wanted:
            figures = family.figures.get(report.uid, [])
            by_uid = {one.uid: one for one in figures}
            for figure in figures:
                owner = by_uid.get(figure["of"] or "")
                yield wanted["figures"], Row(figure, batch, incident, report, owner)
