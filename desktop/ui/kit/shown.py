"""How lists and panes show the names of what records point at."""

from collections.abc import Mapping

from desktop.records.context import Context


def named(names: Mapping[str, str], zone: str) -> Context:
    """Return a context that knows the names of a page's links."""
    return Context(zone=zone, name=lambda uid: names.get(uid, uid))
