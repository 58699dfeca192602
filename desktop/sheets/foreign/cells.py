"""The text that a person sees in a raw cell, and whether there is any."""

from datetime import date, datetime, time

from desktop.sheets.raw import Fault, Raw


def is_blank(cell: Raw) -> bool:
    """Tell whether a cell holds nothing, or nothing but white space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text(cell: Raw) -> str:
    """Return the text of a raw cell, as it would be typed; empty for an empty one."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date | time):
        return _time(cell)
    if isinstance(cell, Fault):
        return cell.text
    return "" if cell is None else str(cell)


def _time(cell: date | time) -> str:
    """Return a date, a moment or a time of day; a midnight is a day."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds" if cell.second else "minutes")
    if isinstance(cell, time):
        return cell.isoformat("seconds" if cell.second else "minutes")
    return cell.isoformat()
