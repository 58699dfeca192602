"""Which tables a layout has."""

from desktop.sheets.columns import Table, table

LAYOUTS = {
    "full": ("incidents", "reports", "figures", "sources", "places", "speakers"),
    "incidents": ("incidents",),
    "figures": ("figures",),
}


def tables(layout: str, *, sources: bool = True) -> dict[str, Table]:
    """Return the tables of a layout by code; raise `KeyError` for a layout that isn't one.

    Without `sources` neither the sources' table nor a column that says where something was read.
    """
    found = {code: table(code) for code in LAYOUTS[layout]}
    if sources:
        return found
    return {code: one.without_sources() for code, one in found.items() if code != "sources"}
