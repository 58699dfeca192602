"""Somebody's spreadsheet as new records: what would come in, what the desk seems to have already.

The rows are gone through once for a plan and once more to be written, so that no table is too long.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from desktop.desk.around import pointed
from desktop.desk.likeness import Likeness, Verdict, likenesses
from desktop.desk.requeue import requeued
from desktop.records.batches import batched
from desktop.records.collecting import uncollected
from desktop.records.context import Context
from desktop.records.delta import Delta, created
from desktop.records.family import Family
from desktop.records.merging import Refusal
from desktop.records.progress import Progress
from desktop.records.words import _
from desktop.sheets.celltext import letters
from desktop.sheets.foreign.converted import Converted, Unknown
from desktop.sheets.foreign.converting import convert
from desktop.sheets.foreign.finding import Sheet
from desktop.sheets.foreign.profile import Profile
from desktop.sheets.foreign.table import Table
from desktop.sheets.raw import Fault
from desktop.store import read
from desktop.store.books import RawRow
from desktop.store.changes import Portion, new_uid

# So many incidents are looked up, and written, together.
BATCH = 1000
# More refused cells than these are counted, but not kept one by one.
MOST_REFUSED = 100_000


@dataclass(frozen=True, slots=True)
class Chosen:
    """A table in a sheet, and what its columns become."""

    sheet: Sheet
    table: Table
    profile: Profile

    @property
    def height(self) -> int:
        """How many rows it has, blank ones included."""
        bounds = self.table.bounds
        return max(0, bounds.last - bounds.first + 1)

    def converted(self, context: Context) -> Iterator[Converted]:
        """Yield what its rows become; raise `ProfileUnfit`."""
        first = self.table.bounds.first
        return convert(self.table, self.sheet.rows(first), self.profile, context, new_uid)


@dataclass(slots=True)
class TablePlan:
    """What a table would bring: rows taken, records made by type, and all that is to be asked.

    `refused_rows` counts rows of which nothing comes in; `refused_cells` all refused cells, of
    which `refused` has the first hundred thousand.
    """

    rows: int = 0
    refused_rows: int = 0
    made: Counter[str] = field(default_factory=Counter)
    unknown: list[Unknown] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    refused_cells: int = 0
    alike: list[Likeness] = field(default_factory=list)

    def nothing(self) -> str:
        """Return why no row at all would come in; "" where some would."""
        if self.rows:
            return ""
        if self.refused_rows:
            return _("No row would come in: each was refused.")
        return _("The table has headings and no row beneath them; say where its rows stand.")

    def take(self, one: Converted) -> None:
        """Count what a row became."""
        if one.uid:
            self.rows += len(one.rows)
        else:
            self.refused_rows += len(one.rows)
        self.made.update(delta.type for delta in one.deltas)
        self.unknown += one.unknown
        self.refused_cells += len(one.refused)
        self.refused += one.refused[: MOST_REFUSED - len(self.refused)]


def plan_table(
    connection: sqlite3.Connection,
    chosen: Chosen,
    context: Context,
    told: Progress,
) -> TablePlan:
    """Return what taking a table in would do; nothing is written.

    `told(done, total)` counts rows and may raise to stop.
    """
    plan = TablePlan()
    total = chosen.height
    found: dict[str, Likeness] = {}
    with uncollected():
        for some in batched(chosen.converted(context), BATCH):
            found |= likenesses(connection, some)
            for one in some:
                plan.take(one)
                if one.joins in found:
                    before = found[one.joins]
                    found[one.joins] = replace(before, rows=before.rows + len(one.rows))
            told(plan.rows + plan.refused_rows, total)
    plan.alike = list(found.values())
    return plan


def preview(chosen: Chosen, context: Context, most: int = 50) -> list[Converted]:
    """Return what the first rows become."""
    return list(islice(chosen.converted(context), most))


@dataclass(frozen=True, slots=True)
class Intake:
    """What is needed to write a table: the rows' verdicts, and the incidents that some join."""

    chosen: Chosen
    verdicts: Mapping[int, tuple[Verdict, str]]
    joined: Mapping[str, Family]


def intake(
    connection: sqlite3.Connection,
    chosen: Chosen,
    alike_ones: Iterable[Likeness],
    verdicts: Mapping[int, Verdict],
) -> Intake:
    """Return what writing a table needs of the desk; what nobody decided comes in."""
    uid_of = {one.row: one.uid for one in alike_ones}
    decided = {row: (verdict, uid_of[row]) for row, verdict in verdicts.items() if row in uid_of}
    wanted = sorted({uid for verdict, uid in decided.values() if verdict == "merge"})
    families = {one.incident.uid: one for one in read.families(connection, wanted)}
    return Intake(chosen, decided, families)


def portions(
    taken: Intake, context: Context, told: Callable[[Converted], None]
) -> Iterator[Portion]:
    """Yield what a table brings, with the raw rows it came from; `told` hears of each row."""
    joining = _Joining(taken.joined)
    held = _Held()
    # What became of incidents that did not come in as their own; later rows may join them.
    became: dict[str, tuple[Verdict, str]] = {}
    for some in batched(taken.chosen.converted(context), BATCH):
        deltas: list[Delta] = []
        raw: list[RawRow] = []
        for one in some:
            told(one)
            held.hold(one.others)
            verdict, uid = became.get(one.joins, ("import", ""))
            if one.incident is not None:
                verdict, uid = taken.verdicts.get(next(iter(one.rows)), (verdict, uid))
                if verdict != "import":
                    became[one.incident.uid] = verdict, uid
            if verdict == "leave" or not one.uid:
                continue
            if verdict == "merge":
                made = joining.join(one, uid)
            else:
                made, uid = [*one.own], one.uid
            deltas += held.wanted(made)
            deltas += made
            raw += _raw_rows(one, uid, taken.chosen.table)
        yield Portion(deltas, raw)


@dataclass(slots=True)
class _Joining:
    """Rows that become further reports of incidents that are there."""

    families: Mapping[str, Family]
    reports: Counter[str] = field(default_factory=Counter)

    def join(self, one: Converted, uid: str) -> list[Delta]:
        """Return a row's reports and figures as those of another incident."""
        family = self.families[uid]
        reports = one.reports or (_bare_report(one),)
        moved: list[Delta] = []
        for report in reports:
            position = len(family.reports) + self.reports[uid]
            after = (report.after or {}) | {"incident": uid, "position": position}
            moved.append(Delta("report", report.uid, None, after))
            self.reports[uid] += 1
        first = self.reports[uid] == len(reports)
        made = [*moved, *one.figures]
        # One change has one delta a record: the first report that joins sends it to the reviewer.
        return requeued(family, made) if first else made


@dataclass(slots=True)
class _Held:
    """What rows named for the first time: it comes in with the first row that comes in with it."""

    waiting: dict[str, Delta] = field(default_factory=dict)

    def hold(self, others: Iterable[Delta]) -> None:
        """Keep what a row made, until a row that comes in points at it."""
        for one in others:
            self.waiting[one.uid] = one

    def wanted(self, deltas: Iterable[Delta]) -> list[Delta]:
        """Return what some deltas point at and is not there yet, owners first."""
        found: list[Delta] = []
        if self.waiting:
            for one in deltas:
                self._add(one, found)
        return found

    def _add(self, one: Delta, found: list[Delta]) -> None:
        if one.before is not None or one.after is None:
            return
        for uid in pointed(one.type, one.after):
            held = self.waiting.pop(uid, None)
            if held is not None:
                self._add(held, found)
                found.append(held)


def _bare_report(one: Converted) -> Delta:
    """Return a report for a row that has none, so that what it says is not lost."""
    incident = (one.incident.after if one.incident else None) or {}
    values = {"when": incident.get("when"), "note": incident.get("summary", "")}
    return created("report", new_uid(), values)


def _raw_rows(one: Converted, uid: str, table: Table) -> Iterator[RawRow]:
    for number, cells in one.rows.items():
        kept = {
            letters(index): cell.text if isinstance(cell, Fault) else cell
            for index, cell in enumerate(cells)
            if cell is not None
        }
        yield RawRow(uid, table.sheet, number, kept)
