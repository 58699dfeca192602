"""Turns the window of a statement into the desk's own time."""

import re
from typing import Final

from desktop.reading.suggestion import Window
from desktop.records.errors import Invalid
from desktop.records.when import Kind, When

_KINDS: Final = {"at": Kind.AT, "within": Kind.WITHIN, "period": Kind.PERIOD}
_YEARLESS: Final = re.compile(r"--(?=\d\d-\d\d)")


def when_of(window: Window, zone: str, *, night: bool = False) -> When | None:
    """Return a statement's window as a time in `zone`, or None where it is no whole time.

    A window without its day or one of its ends, and a clock time that the zone skipped, is none.
    `night` says that the window's two days are the days of one night.
    """
    start, end = window.start, window.end
    kind = _KINDS.get(window.kind)
    if kind is None or start is None or end is None or "T" in (start[0], end[0]):
        return None
    try:
        return When.read(_text(start, end, night=night), zone, kind=kind)
    except Invalid:
        return None


def _text(start: str, end: str, *, night: bool) -> str:
    """Return what a person would type; a day beside a clock time is its midnight."""
    if "T" in start or "T" in end:
        start, end = (bound if "T" in bound else f"{bound}T00:00" for bound in (start, end))
    ends = [_YEARLESS.sub("XXXX-", bound).replace("T", " ") for bound in (start, end)]
    body = ends[0] if ends[0] == ends[1] else " / ".join(ends)
    return f"night of {body}" if night else body
