"""The verb that imports: a file is planned, written if nothing waits, and told of either way."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from desktop.desk import importing, likeness, otherdesk, rejecting, settings, tabling
from desktop.desk.answer import DONE, FOUND, Answer
from desktop.desk.importing import Looked
from desktop.desk.likeness import Side, Verdict
from desktop.desk.tabling import Chosen, TablePlan
from desktop.records.context import Context
from desktop.records.delta import Change, Delta, Person
from desktop.records.errors import Mendable
from desktop.records.family import Kept
from desktop.records.finder import PlaceFinder
from desktop.records.merging import (
    Choices,
    Keep,
    Plan,
    Refusal,
    Take,
    all_for,
    deltas,
    undecided,
)
from desktop.records.models import TYPE_LABELS, content
from desktop.records.words import _, ngettext
from desktop.sheets.foreign.profilefile import dumped, loaded
from desktop.store import read
from desktop.store.books import Book
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile

# So many conflicts and refusals are printed for people; a program gets all.
_PRINTED = 20
_SIDES: Mapping[str, Take | Keep] = {"theirs": Take(), "ours": Keep()}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to import: which sheet, by which profile, for which side where both changed.

    `side` is "theirs", "ours" or "": then nothing is written while something is refused or waits.
    `rejects` is where the refused rows go, `save_profile` where what the columns become.
    """

    sheet: str = ""
    profile: Path | None = None
    plan_only: bool = False
    side: Side | Literal[""] = ""
    rejects: Path | None = None
    save_profile: Path | None = None
    name: str = ""


@dataclass(slots=True)
class _Outcome:
    """What an import did, or would do."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0
    conflicts: Sequence[Mapping[str, Any]] = ()
    refused: Sequence[Refusal] = ()
    refused_count: int = 0
    recognised: Sequence[Kept] = ()
    nothing: str = ""
    lost: Sequence[str] = ()
    duplicates: Sequence[Mapping[str, Any]] = ()
    records: Mapping[str, int] | None = None
    again: Book | None = None
    waits: bool = False
    change: Change | None = None


def take_in(path: Path, book: Path, wanted: Wanted) -> Answer:
    """Import a file into a desk, or say what importing it would do.

    Raises what opening the desk and reading the file raise; nothing is written then.
    """
    home = settings.load(settings.home())
    locks = None if wanted.plan_only else home.locks
    person = Person(wanted.name, "editor") if wanted.name else home.person
    with closing(open_desk(path, write=not wanted.plan_only, locks=locks)) as file:
        finder = PlaceFinder(read.candidates(file.connection))
        with file.reading() as connection, closing(importing.look(connection, book)) as looked:
            work = _Work(file, connection, finder, home.zone, person, looked, wanted)
            outcome = work.table() if looked.kind == "table" else work.merge()
            notes = list(looked.notes)
            rejects = work.write_rejects(outcome.refused)
    return _answer(outcome, notes, rejects, wanted)


@dataclass(slots=True)
class _Work:
    file: DeskFile
    connection: sqlite3.Connection
    finder: PlaceFinder
    zone: str
    person: Person
    looked: Looked
    wanted: Wanted
    chosen: Chosen | None = None

    def context(self) -> Context:
        return importing.context_of(self.connection, self.finder, self.zone)

    def merge(self) -> _Outcome:
        """Merge a returned workbook or another desk."""
        plan = importing.plan_merge(
            self.connection, self.file.path, self.finder, self.zone, self.looked
        )
        side = _SIDES.get(self.wanted.side)
        choices: Choices = all_for(plan, side) if side else {}
        conflicts = list(_conflicts(plan, self.context()))
        outcome = _Outcome(
            conflicts=conflicts,
            refused=plan.refused,
            refused_count=len(plan.refused),
            same=plan.counts["same"],
            lost=[one.at for one in plan.records if one.lost],
            recognised=tuple(plan.recognised.values()),
            waits=bool(plan.refused or undecided(plan, choices)),
        )
        made = deltas(plan, choices)
        _count(outcome, made)
        if self._may_write(outcome):
            outcome.change = importing.accept_merge(
                self.file, self.person, self.looked, plan, choices
            )
        return outcome

    def table(self) -> _Outcome:
        """Take in somebody's table."""
        chosen = self.chosen = self._choose()
        if self.wanted.save_profile is not None:
            _save(self.wanted.save_profile, dumped(chosen.profile))
        plan = tabling.plan_table(self.connection, chosen, self.context(), lambda _done, _all: None)
        verdicts = likeness.remembered(plan.alike)
        if self.wanted.side:
            verdicts = likeness.settled(plan.alike, verdicts, self.wanted.side)
        coming = likeness.coming(plan.rows, plan.alike, verdicts)
        again = self.looked.again(chosen.sheet.title)
        standing = again is not None and not again.undone
        outcome = _Outcome(
            added=coming.own,
            changed=coming.joined,
            same=coming.left,
            refused=plan.refused,
            refused_count=plan.refused_cells,
            duplicates=[asdict(one) for one in plan.alike],
            records=dict(plan.made),
            again=again,
            nothing=plan.nothing(),
            waits=bool(plan.refused_cells or coming.waiting or standing or not plan.rows),
        )
        if plan.rows and not standing and self._may_write(outcome):
            outcome.change = self._write_table(chosen, plan, verdicts)
        return outcome

    def _choose(self) -> Chosen:
        if self.wanted.profile is None:
            return importing.suggest(self.looked, self.context(), sheet=self.wanted.sheet)
        profile = loaded(_read(self.wanted.profile))
        return importing.by_profile(self.looked, profile, sheet=self.wanted.sheet)

    def _write_table(
        self, chosen: Chosen, plan: TablePlan, verdicts: Mapping[int, Verdict]
    ) -> Change:
        return importing.accept_table(
            self.file,
            self.person,
            self.looked,
            chosen,
            self.context(),
            alike=plan.alike,
            verdicts=verdicts,
        )

    def _may_write(self, outcome: _Outcome) -> bool:
        return not self.wanted.plan_only and (bool(self.wanted.side) or not outcome.waits)

    def write_rejects(self, refused: Sequence[Refusal]) -> Path | None:
        """Write the refused rows where that is wanted and there are any."""
        if self.wanted.rejects is None or not refused:
            return None
        if not rejecting.can_be_saved(self.looked):
            return None
        return rejecting.save_rejects(self.wanted.rejects, self.looked, self.chosen, refused)


def _conflicts(plan: Plan, context: Context) -> Iterator[dict[str, Any]]:
    for one in plan.records:
        if not one.waits:
            continue
        head = {"type": one.type, "uid": one.uid, "at": one.at, "standing": one.standing}
        parts = [part for part in one.fields if part.standing == "conflict"]
        if not parts:
            yield head
        declared = content(one.type)
        for part in parts:
            sides = {
                side: declared[part.name].show(getattr(part, side), context)
                for side in ("base", "ours", "theirs")
            }
            yield {**head, "field": part.name, **sides}


def _count(outcome: _Outcome, made: Iterable[Delta]) -> None:
    records: dict[str, int] = {}
    for delta in made:
        records[delta.type] = records.get(delta.type, 0) + 1
        outcome.added += delta.before is None
        outcome.removed += delta.after is None
        outcome.changed += delta.before is not None and delta.after is not None
    outcome.records = records


def _save(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Mendable(
            _("{path} can't be written: {why}.").format(path=path, why=error.strerror)
        ) from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise Mendable(
            _("{path} can't be read: {why}.").format(path=path, why=error.strerror)
        ) from error
    except ValueError as error:
        raise Mendable(_("{path} is no profile: it is not text.").format(path=path)) from error


def _answer(
    outcome: _Outcome, notes: Sequence[str], rejects: Path | None, wanted: Wanted
) -> Answer:
    change = outcome.change
    document = {
        "added": outcome.added,
        "changed": outcome.changed,
        "removed": outcome.removed,
        "same": outcome.same,
        "conflicts": list(outcome.conflicts),
        "refused": [asdict(one) for one in outcome.refused],
        "refused_count": outcome.refused_count,
        "duplicates": list(outcome.duplicates),
        "quotes_not_found": list(outcome.lost),
        "recognised": [
            {"type": one.type, "uid": one.uid, "name": one["name"]} for one in outcome.recognised
        ],
        "records": outcome.records or {},
        "written": change is not None,
        "again": None if outcome.again is None else outcome.again.change,
        "again_undone": outcome.again is not None and outcome.again.undone,
        "notes": list(notes),
        "receipt": None if change is None else {"change": change.seq, "uid": change.uid},
        "rejects": None if rejects is None else str(rejects),
    }
    lines = [*notes, *_lines(outcome, wanted)]
    if rejects is not None:
        lines.append(_("Wrote the refused rows to {path}.").format(path=rejects))
    return Answer(lines, document, FOUND if outcome.waits else DONE)


def _lines(outcome: _Outcome, wanted: Wanted) -> Iterator[str]:
    yield from _head(outcome, wanted)
    if outcome.recognised:
        yield otherdesk.recognised(outcome.recognised, _PRINTED)
    yield from _single(outcome)
    n = len(outcome.duplicates)
    if n:
        yield ngettext(
            "{n} row is an incident that the desk seems to have.",
            "{n} rows are incidents that the desk seems to have.",
            n,
        ).format(n=f"{n:,}")


def _head(outcome: _Outcome, wanted: Wanted) -> Iterator[str]:
    """Yield what was done, or why nothing was."""
    counts = _("{added} added, {changed} changed, {removed} removed, {same} the same.").format(
        added=f"{outcome.added:,}",
        changed=f"{outcome.changed:,}",
        removed=f"{outcome.removed:,}",
        same=f"{outcome.same:,}",
    )
    if outcome.again is not None and outcome.again.undone:
        yield _("This very file came in as change {seq}, which was taken back since.").format(
            seq=outcome.again.change
        )
    if outcome.change is not None:
        yield _("Imported as change {seq}: {counts}").format(seq=outcome.change.seq, counts=counts)
    elif outcome.again is not None and not outcome.again.undone:
        yield _("This very file came in as change {seq}; nothing was written.").format(
            seq=outcome.again.change
        )
    elif outcome.nothing:
        yield outcome.nothing
    elif wanted.plan_only:
        yield _("Planned, nothing written: {counts}").format(counts=counts)
    elif outcome.waits:
        yield _("Nothing was written: {counts}").format(counts=counts)
        yield _(
            "Say --theirs or --ours to settle what differs on both sides and to leave out what was "
            "refused, or import it in the window."
        )
    else:
        yield _("Nothing to import: {counts}").format(counts=counts)


def _single(outcome: _Outcome) -> Iterator[str]:
    """Yield the first of what is to be told one by one."""
    for at in outcome.lost[:_PRINTED]:
        yield _("{at}: the quote is not in its source's text.").format(at=at)
    for one in outcome.conflicts[:_PRINTED]:
        yield _conflict_line(one)
    for cell in outcome.refused[:_PRINTED]:
        place = f"{cell.sheet}!{cell.column}{cell.row}"
        yield _("refused {place} “{value}”: {why}").format(
            place=place, value=cell.value[:60], why=cell.why
        )
    more = len(outcome.conflicts[_PRINTED:]) + max(0, outcome.refused_count - _PRINTED)
    if more:
        yield ngettext("and {n} more", "and {n} more", more).format(n=f"{more:,}")


def _conflict_line(one: Mapping[str, Any]) -> str:
    label = _(TYPE_LABELS[one["type"]])
    if "field" not in one:
        return _("waits: {label} {at} ({standing})").format(
            label=label, at=one["at"] or one["uid"], standing=one["standing"]
        )
    field = content(one["type"])[one["field"]].label
    return _("conflict: {label} {at}, {field}: ours “{ours}”, theirs “{theirs}”").format(
        label=label, at=one["at"], field=field, ours=one["ours"][:60], theirs=one["theirs"][:60]
    )
