"""How lists and panes show what several of them show: names of links, moments of saving."""

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from desktop.records.context import Context
from desktop.records.zones import label


def shown_moment(seconds: int, zone: str) -> str:
    """Return a moment of saving in a zone, with the zone's short name."""
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(zone))
    return f"{moment:%Y-%m-%d %H:%M} {label(zone)}"


def named(names: Mapping[str, str], zone: str) -> Context:
    """Return a context that knows the names of a page's links."""
    return Context(zone=zone, name=lambda uid: names.get(uid, uid))
