"""The sources of a row, each made once for all rows that name it."""

import re
from collections.abc import Sequence

from desktop.records.errors import Invalid
from desktop.records.kinds import Values
from desktop.records.models import content
from desktop.sheets.foreign.cells import text
from desktop.sheets.foreign.nothing import says_nothing
from desktop.sheets.foreign.rowreading import RowRead, picker, refusal
from desktop.sheets.foreign.whens import Manner, read_when
from desktop.sheets.foreign.work import ProfileUnfit, Work
from desktop.sheets.raw import Raw

# The uids of sources, and what of them was refused: the field and the reason.
_Made = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
_URLS = re.compile(r"[\s;,|]+(?=https?://|www\.)")


class RowSources:
    """Reads the columns that tell of a source; several URLs in one cell are several sources."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._columns = [
            (column, use.to.removeprefix("source."), work.meanings(column))
            for column, use in work.used()
            if use.to.startswith("source.")
        ]
        self._defaults = {
            code.removeprefix("source."): written
            for code, written in work.profile.defaults.items()
            if code.startswith("source.") and written
        }
        profile = work.profile
        self._manner = Manner(profile.zone, profile.year, profile.month_first, whole_days=True)
        for name, written in self._defaults.items():
            try:
                self._value(name, written)
            except Invalid as error:
                raise ProfileUnfit(str(error)) from error
        self._pick = picker([column for column, _name, _meaning in self._columns])
        self._made: dict[tuple[Raw, ...], _Made] = {}
        self._written: dict[tuple[tuple[str, str], ...], _Made] = {}

    def read(self, cells: Sequence[Raw], row: RowRead) -> None:
        """Set the uids of the row's sources, the first of them the one that was read."""
        if not self._columns and not self._defaults:
            return
        key = self._pick(cells)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._of_cells(key)
        row.sources, refused = made
        for name, why in refused:
            self._refuse(name, cells, row, why)

    def _of_cells(self, cells: tuple[Raw, ...]) -> _Made:
        """Return the sources that some cells tell of; other cells may tell of the same."""
        written = dict(self._defaults)
        for (_column, name, meaning), cell in zip(self._columns, cells, strict=True):
            meant = text(meaning(cell))
            if not says_nothing(meant):
                written[name] = meant
        if not written:
            return (), ()
        key = tuple(sorted(written.items()))
        if key not in self._written:
            self._written[key] = self._make(written)
        return self._written[key]

    def _make(self, written: dict[str, str]) -> _Made:
        values: Values = {}
        refused: list[tuple[str, str]] = []
        for name, shown in written.items():
            try:
                values[name] = shown if name == "url" else self._value(name, shown)
            except Invalid as error:
                refused.append((name, str(error)))
        made: list[str] = []
        for url in _URLS.split(values.pop("url", "").strip()):
            try:
                plain = content("source")["url"].read(url)
            except Invalid as error:
                refused.append(("url", str(error)))
                continue
            title = values.get("title") or values.get("publisher") or plain
            title = title or values.get("text", "").strip().partition("\n")[0][:100]
            if title:
                delta = self._work.made("source", values | {"title": title, "url": plain})
                self._work.met.new.append(delta)
                made.append(delta.uid)
        return tuple(made), tuple(refused)

    def _value(self, name: str, shown: str) -> object:
        if name == "published":
            return read_when(shown, self._manner)
        return content("source")[name].read(shown)

    def _refuse(self, name: str, cells: Sequence[Raw], row: RowRead, why: str) -> None:
        for column, taken, _meaning in self._columns:
            if taken == name:
                cell = cells[column.index]
                sheet = self._work.table.sheet
                row.refused.append(refusal(sheet, row.number, column, cell, why))
