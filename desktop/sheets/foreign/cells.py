"""Raw cells as the tables of others hold them, and the text that a person sees in one."""

from datetime import date, datetime, time
from typing import Any

# What a raw cell can be; sheets/raw.py makes them.
Raw = Any


def letter(index: int) -> str:
    """Return the letters of a column counted from 0: A, B, ... Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def text(cell: Raw) -> str:
    """Return the text of a raw cell, as it would be typed; empty for an empty one."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, datetime):
        shape = "%Y-%m-%d" if not (cell.hour or cell.minute or cell.second) else "%Y-%m-%d %H:%M"
        return cell.strftime(f"{shape}:%S" if cell.second else shape)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.strftime("%H:%M:%S" if cell.second else "%H:%M")
    return str(cell)
