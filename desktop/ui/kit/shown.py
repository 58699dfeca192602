"""How lists and panes show the names of what records point at."""

from collections.abc import Mapping

from desktop.desk.around import pointed_at
from desktop.desk.desk import Desk
from desktop.records.context import Context
from desktop.records.family import Family
from desktop.store import read


def named(names: Mapping[str, str], zone: str) -> Context:
    """Return a context that knows the names of a page's links."""
    return Context(zone=zone, name=lambda uid: names.get(uid, uid))


def family_context(desk: Desk, family: Family) -> Context:
    """Return a context that knows the names of all that a family points at."""
    return named(read.names(desk.file.connection, pointed_at([family])), desk.zone)
