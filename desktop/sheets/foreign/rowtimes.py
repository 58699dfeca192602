"""The time of a row."""

from collections.abc import Sequence

from desktop.records.when import When
from desktop.records.words import _
from desktop.sheets.foreign.rowreading import Remembered, RowRead, picker, refusal
from desktop.sheets.foreign.table import Column
from desktop.sheets.foreign.targets import TIMES
from desktop.sheets.foreign.whens import Manner, PartInvalid, window
from desktop.sheets.foreign.work import Work
from desktop.sheets.raw import Raw


class RowTimes:
    """Reads when it was; without its time a row is lost."""

    def __init__(self, work: Work) -> None:
        taken = [(column, use) for column, use in work.used() if use.to in TIMES]
        self._sheet = work.table.sheet
        self._columns = {use.to: column for column, use in taken}
        self._parts = tuple(self._columns)
        self._meanings = [work.meanings(column) for column in self._columns.values()]
        self._manner = Manner(
            work.profile.zone,
            work.profile.year,
            work.profile.month_first,
            any(use.whole_days for _column, use in taken),
        )
        self._pick = picker(list(self._columns.values())) if taken else None
        self._read = Remembered(self._window)

    def read(self, cells: Sequence[Raw], row: RowRead) -> bool:
        """Set the row's time; where it can't be understood refuse it, and return False."""
        if self._pick is None:
            return True
        when, part, why = self._read(self._pick(cells))
        if when is not None:
            row.when = when
            row.report["when"] = when
            return True
        column = self._blamed(part)
        row.refused.append(refusal(self._sheet, row.number, column, cells[column.index], why))
        return False

    def _blamed(self, part: str) -> Column:
        return self._columns.get(part) or next(iter(self._columns.values()))

    def _window(self, cells: tuple[Raw, ...]) -> tuple[When | None, str, str]:
        """Return the window; else the part that is to blame, and why."""
        meant = [meaning(cell) for meaning, cell in zip(self._meanings, cells, strict=True)]
        try:
            found = window(dict(zip(self._parts, meant, strict=True)), self._manner)
        except PartInvalid as error:
            return None, error.part, str(error)
        if found is None:
            return None, self._parts[0], _("The time is missing; fill it in.")
        return found, "", ""
