"""The plain fields of a row's incident and report."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from desktop.records.errors import Invalid
from desktop.records.kinds import Kind, LongText, Text
from desktop.records.kinds_links import Link, Links
from desktop.records.kinds_values import WhenField
from desktop.records.models import content
from desktop.records.words import _
from desktop.sheets.foreign.cells import text
from desktop.sheets.foreign.nothing import says_nothing
from desktop.sheets.foreign.rowreading import Remembered, RowRead, attempt, refusal
from desktop.sheets.foreign.table import Column
from desktop.sheets.foreign.targets import FIELDS
from desktop.sheets.foreign.whens import Manner, read_when
from desktop.sheets.foreign.work import ProfileUnfit, Work
from desktop.sheets.raw import Raw

# A field's value, and the text that names nothing on the desk and goes to the note.
Read = tuple[Any, str]


class RowFields:
    """Reads the columns that become fields, and fills the rest from the profile's defaults."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._columns = [
            (column, *_named(use.to), _reader(work, column, use.to))
            for column, use in work.used()
            if use.to in FIELDS and not use.to.startswith("source.")
        ]
        self._notes = work.columns("note")
        self._defaults = [
            (*_named(code), _default(work, code, written))
            for code, written in work.profile.defaults.items()
            if code in FIELDS and not code.startswith("source.") and written
        ]

    def read(self, cells: Sequence[Raw], row: RowRead) -> None:
        """Set the row's fields."""
        sheet = self._work.table.sheet
        for column, record, name, read in self._columns:
            cell = cells[column.index]
            if cell is None:
                continue
            found, why = read(cell)
            if why:
                row.refused.append(refusal(sheet, row.number, column, cell, why))
            if found is None:
                continue
            value, unknown = found
            if unknown:
                row.notes.append(f"{column.name}: {unknown}")
            if value:
                _put(row.incident if record == "incident" else row.report, name, value)
        for column in self._notes:
            written = text(cells[column.index]).strip()
            if written:
                row.notes.append(f"{column.name}: {written}")
        for record, name, value in self._defaults:
            (row.incident if record == "incident" else row.report).setdefault(name, value)


def _named(code: str) -> tuple[str, str]:
    """Return the record and the field of a target's code."""
    record, _dot, name = code.partition(".")
    return record, name


def _put(values: dict[str, Any], name: str, value: Any) -> None:
    """Set a field; several columns of one text are joined, of tags too."""
    before = values.get(name)
    if before is None:
        values[name] = value
    elif isinstance(value, tuple):
        values[name] = tuple(dict.fromkeys((*before, *value)))
    elif isinstance(value, str) and before != value:
        values[name] = f"{before}\n{value}"


def _reader(work: Work, column: Column, code: str) -> Callable[[Raw], tuple[Read | None, str]]:
    record, name = _named(code)
    kind = content(record)[name]
    meaning = work.meanings(column)
    reading = _reading(work, kind)

    def read(cell: Raw) -> Read | None:
        meant = meaning(cell)
        return None if meant is None else reading(meant)

    tried = attempt(read)
    # Long texts hardly ever repeat; remembering them would only fill the memory.
    return tried if isinstance(kind, Text | LongText) else Remembered(tried)


def _reading(work: Work, kind: Kind[Any]) -> Callable[[Raw], Read]:
    """Return what reads a cell that is not empty by the kind of its field."""
    if isinstance(kind, Link):
        return lambda cell: _linked(work, kind, text(cell))
    if isinstance(kind, Links):
        return lambda cell: _several(work, kind, text(cell))
    if isinstance(kind, WhenField):
        profile = work.profile
        manner = Manner(profile.zone, profile.year, profile.month_first, whole_days=True)
        return lambda cell: (read_when(cell, manner), "")
    return lambda cell: (kind.read(text(cell), work.context), "")


def _linked(work: Work, kind: Link, written: str) -> Read:
    if says_nothing(written):
        return None, ""
    uid = work.names.uid(kind.target, kind.vocabulary, written)
    return (uid, "") if uid else (None, written.strip())


def _several(work: Work, kind: Links, written: str) -> Read:
    names = [name for name in re.split(r"[;,\n|]", written) if not says_nothing(name)]
    found = [(name, work.names.uid(kind.target, kind.vocabulary, name)) for name in names]
    unknown = ", ".join(name.strip() for name, uid in found if not uid)
    return tuple(dict.fromkeys(uid for _name, uid in found if uid)), unknown


def _default(work: Work, code: str, written: str) -> Any:
    record, name = _named(code)
    try:
        value, unknown = _reading(work, content(record)[name])(written)
    except Invalid as error:
        raise ProfileUnfit(str(error)) from error
    if unknown:
        raise ProfileUnfit(
            _("This desk has nothing called “{name}”; choose something else or add it.").format(
                name=unknown
            )
        )
    return value
