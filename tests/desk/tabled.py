"""Somebody's table on its way into a desk, as the page and the command line take it in."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.desk import importing, tabling
from desktop.desk.importing import Looked
from desktop.desk.tabling import Chosen, TablePlan, Verdict
from desktop.records.context import Context
from desktop.records.delta import Change, Person, inverse
from desktop.records.family import Family
from desktop.records.finder import PlaceFinder
from desktop.records.models import RECORDS
from desktop.sheets.foreign.converted import Converted
from desktop.sheets.foreign.profile import Profile
from desktop.store import changes, journal, read, rows
from desktop.store.database import DeskFile

ANNA = Person("Anna", "both")
HEADS = ("Date", "Region", "Downed", "Killed", "Source")


def write_csv(path: Path, *lines: Sequence[Any], heads: Sequence[str] = HEADS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([heads, *lines])
    return path


def silent(_done: int, _total: int) -> None:
    return


@dataclass
class Intake:
    """A file that was looked at, and what of it would come in."""

    file: DeskFile
    looked: Looked
    chosen: Chosen
    context: Context
    plan: TablePlan

    def accept(
        self,
        verdicts: Mapping[int, Verdict] | None = None,
        told: Callable[[Converted], None] = lambda _one: None,
        progress: Callable[[int, int], None] = silent,
    ) -> Change:
        return importing.accept_table(
            self.file, ANNA, self.looked, self.chosen, self.context, alike=self.plan.alike,
            verdicts=verdicts, told=told, progress=progress,
        )  # fmt: skip


@contextmanager
def taking(
    file: DeskFile, path: Path, profile: Profile | None = None, sheet: str = ""
) -> Iterator[Intake]:
    """Look at a table and plan it."""
    with file.reading() as connection:
        looked = importing.look(connection, path)
        try:
            assert looked.kind == "table"
            finder = PlaceFinder(read.candidates(connection))
            context = importing.context_of(connection, finder, "Europe/Moscow")
            if profile is None:
                chosen = importing.suggest(looked, context, sheet=sheet)
            else:
                chosen = importing.by_profile(looked, profile, sheet=sheet)
            plan = tabling.plan_table(connection, chosen, context, silent)
            yield Intake(file, looked, chosen, context, plan)
        finally:
            looked.close()


def took(
    file: DeskFile, path: Path, verdicts: Mapping[int, Verdict] | None = None,
    profile: Profile | None = None,
) -> Change:  # fmt: skip
    """Take a table in."""
    with taking(file, path, profile) as intake:
        return intake.accept(verdicts)


def families(file: DeskFile) -> list[Family]:
    """Return the live incidents with all of theirs, in the order of their numbers."""
    sql = "SELECT uid FROM incident WHERE removed=0 ORDER BY number"
    uids = [row[0] for row in file.connection.execute(sql)]
    return list(read.families(file.connection, uids))


def state(file: DeskFile) -> dict[str, list[tuple[object, ...]]]:
    """Return every live record's stored values, and what is searched and listed of them."""
    found = {}
    for record in RECORDS:
        names = ",".join(f'"{name}"' for name in ("uid", *rows.written(record)))
        sql = f'SELECT {names} FROM "{record}" WHERE removed=0 ORDER BY uid'
        found[record] = file.connection.execute(sql).fetchall()
    derived = {
        "references": "SELECT target,incident FROM reference ORDER BY 1,2",
        "searched": "SELECT text FROM searchdoc JOIN incident USING (id) WHERE removed=0 "
        "ORDER BY incident.uid",
        "listed": "SELECT uid,downed,killed,reports,disagree FROM incident WHERE removed=0 "
        "ORDER BY uid",
    }
    found |= {name: file.connection.execute(sql).fetchall() for name, sql in derived.items()}
    return found


def undo(file: DeskFile) -> Change:
    """Take the last change back."""
    seq = journal.stacks(file.connection)[0][-1]
    deltas = inverse(journal.change(file.connection, seq).deltas)
    return changes.apply(file, deltas, ANNA, "undo", target=seq)
