"""What the pages of somebody's table share: the table as chosen, and the work on it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.desk import importing, likeness, profiles, scanning, tabling, telling
from desktop.desk.importing import Looked
from desktop.desk.likeness import Coming, Likeness, Verdict
from desktop.desk.profiles import Saved
from desktop.desk.scanning import Scan
from desktop.desk.tabling import Chosen, TablePlan
from desktop.desk.tasks import Progress, Task
from desktop.desk.telling import Teller, Told
from desktop.records.context import Context
from desktop.records.delta import Change
from desktop.records.errors import Mendable
from desktop.records.finder import PlaceFinder
from desktop.records.fold import fold
from desktop.records.words import _
from desktop.sheets.foreign.profile import Profile
from desktop.sheets.foreign.table import Bounds
from desktop.store import read
from desktop.store.books import Book
from desktop.ui.kit.progress import ProgressStrip
from desktop.ui.kit.workplace import Workplace

# Tables of up to so many rows are checked without being asked to.
SMALL = 5000
# What is typed quickly is looked at once.
PAUSE_MS = 150


@dataclass(frozen=True, slots=True)
class Seen:
    """What a first look gave, told in words."""

    scan: Scan
    told: tuple[Told, ...]


class _Places:
    """The finder of the worker thread, made anew only where places changed."""

    def __init__(self) -> None:
        self.made: PlaceFinder | None = None


class TableWork(QObject):
    """The chosen table and its profile; whatever takes time runs on the worker.

    `chosen_anew` tells of another table or profile as a whole, `edited` of what a person changed in
    the profile, `scanned` of a first look, `planned` of a check of all rows (or that none stands
    any more), `troubled` of why something could not be done ("" when it could).
    """

    chosen_anew = Signal()
    edited = Signal()
    scanned = Signal()
    planned = Signal()
    troubled = Signal(str)
    written = Signal(object)

    def __init__(self, workplace: Workplace, strip: ProgressStrip) -> None:
        super().__init__(strip)
        self.workplace = workplace
        self.looked: Looked | None = None
        self.chosen: Chosen | None = None
        self.seen: Seen | None = None
        self.plan: TablePlan | None = None
        self.saved: list[Saved] = []
        self.verdicts: dict[int, Verdict] = {}
        self.trouble = ""
        self.writing = False
        self._strip = strip
        self._tasks: dict[str, Task] = {}
        self._places = _Places()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self.scan)
        workplace.desk.changed.connect(self._follow)

    @property
    def folder(self) -> Path:
        """Where profiles are kept."""
        return self.workplace.settings.file.parent / "profiles"

    @property
    def profile(self) -> Profile:
        """What the columns become."""
        return self.chosen.profile if self.chosen else Profile()

    @property
    def again(self) -> Book | None:
        """The import in which the chosen sheet of the very file came in before."""
        if self.looked is None or self.chosen is None:
            return None
        return self.looked.again(self.chosen.sheet.title)

    @property
    def waiting(self) -> list[Likeness]:
        """The rows that the desk seems to have and nobody decided on."""
        return [] if self.plan is None else likeness.waiting(self.plan.alike, self.verdicts)

    @property
    def coming(self) -> Coming:
        """How many rows become what, as it stands."""
        if self.plan is None:
            return Coming(0, 0, 0, 0)
        return likeness.coming(self.plan.rows, self.plan.alike, self.verdicts)

    def begin(self, looked: Looked) -> None:
        """Take another file, and find the table in it."""
        self.let_go()
        self.looked = looked
        folder = self.folder

        def work(_progress: Progress, context: Context) -> tuple[list[Saved], Chosen]:
            return profiles.all_in(folder), importing.suggest(looked, context)

        self._run("choose", work, self._begun, _("Looking for the table"))

    def _begun(self, found: tuple[list[Saved], Chosen]) -> None:
        self.saved = found[0]
        self._choose(found[1])

    def take_sheet(self, title: str) -> None:
        """Find the table in another sheet."""
        looked = self.looked
        if looked is None or (self.chosen is not None and self.chosen.sheet.title == title):
            return

        def work(_progress: Progress, context: Context) -> Chosen:
            return importing.suggest(looked, context, sheet=title)

        self._run("choose", work, self._choose, _("Looking for the table"))

    def take_profile(self, profile: Profile) -> None:
        """Read the file by a profile."""
        looked, chosen = self.looked, self.chosen
        if looked is None:
            return
        there = chosen is not None and profiles.fits(profile, chosen.table)

        def work(_progress: Progress, _context: Context) -> Chosen:
            if there and chosen is not None:
                return replace(chosen, profile=replace(profile, bounds=chosen.profile.bounds))
            return importing.by_profile(looked, profile)

        self._run("choose", work, self._choose, _("Looking for the table"))

    def guess_anew(self) -> None:
        """Forget what was said of the table, and guess again."""
        looked, chosen = self.looked, self.chosen
        if looked is None or chosen is None:
            return
        title = chosen.sheet.title

        def work(_progress: Progress, context: Context) -> Chosen:
            return importing.suggest(looked, context, sheet=title)

        self._run("choose", work, self._choose, _("Looking for the table"))

    def move(self, bounds: Bounds) -> None:
        """Take the table to stand elsewhere in its sheet."""
        chosen = self.chosen
        if chosen is None or bounds == chosen.table.bounds:
            return
        self._drop_plan()

        def work(_progress: Progress, context: Context) -> Chosen:
            return scanning.moved(chosen, bounds, context)

        self._run("choose", work, self._choose, _("Looking at the table"))

    def _choose(self, chosen: Chosen) -> None:
        self.chosen = chosen
        self._drop_plan()
        self.seen = None
        self.chosen_anew.emit()
        self.scan()

    def edit(self, profile: Profile) -> None:
        """Take a profile that a person changed a little."""
        if self.chosen is None or profile == self.chosen.profile:
            return
        self.chosen = replace(self.chosen, profile=profile)
        self._drop_plan()
        self.edited.emit()
        self._soon.start()

    def scan(self) -> None:
        """See what the first rows become."""
        chosen = self.chosen
        if chosen is None:
            return

        def work(progress: Progress, context: Context) -> Seen:
            found = scanning.scan(chosen, context, progress)
            return Seen(found, _told(found, context))

        self._run("scan", work, self._scanned, _("Reading the first rows"))

    def _scanned(self, seen: Seen) -> None:
        self.seen = seen
        self.scanned.emit()
        if self.chosen is not None and self.chosen.height <= SMALL:
            self.check()

    def check(self) -> None:
        """See what all rows become."""
        chosen, seen = self.chosen, self.seen
        if chosen is None or seen is None:
            return
        file = self.workplace.desk.file

        def work(progress: Progress, context: Context) -> tuple[TablePlan, Seen]:
            with file.reading() as connection:
                plan = tabling.plan_table(connection, chosen, context, progress)
            whole = scanning.of_plan(seen.scan, plan)
            return plan, Seen(whole, seen.told)

        self._run("plan", work, self._planned, _("Checking all rows"))

    def _planned(self, found: tuple[TablePlan, Seen]) -> None:
        self.plan, self.seen = found
        self.verdicts = likeness.remembered(self.plan.alike)
        self.scanned.emit()
        self.planned.emit()

    def tell_row(
        self, row: int, uid: str, done: Callable[[Told | None, list[tuple[str, str, str]]], None]
    ) -> None:
        """Tell a row in words, and beside its counts those of an incident, if `uid` names one."""
        chosen = self.chosen
        if chosen is None:
            return
        file = self.workplace.desk.file

        def work(
            _progress: Progress, context: Context
        ) -> tuple[Told | None, list[tuple[str, str, str]]]:
            one = scanning.row_of(chosen, row, context)
            told = None if one is None else Teller(context).tell(one)
            with file.reading() as connection:
                family = read.family(connection, uid) if uid else None
            return told, telling.counts(told, family, context.name)

        self._run("row", work, lambda found: done(*found), "")

    def accept(self) -> None:
        """Write the table as one change."""
        looked, chosen, plan = self.looked, self.chosen, self.plan
        if looked is None or chosen is None or plan is None or self.writing:
            return
        desk = self.workplace.desk
        alike, verdicts = tuple(plan.alike), dict(self.verdicts)

        def work(progress: Progress, context: Context) -> Change:
            return importing.accept_table(
                desk.file, desk.person, looked, chosen, context,
                alike=alike, verdicts=verdicts, progress=progress,
            )  # fmt: skip

        self.writing = True
        task = self._run("write", work, self._accepted, _("Importing"))
        task.ended.connect(self._wrote)
        self.planned.emit()

    def _wrote(self) -> None:
        self.writing = False
        self.planned.emit()

    def _accepted(self, change: Change) -> None:
        self.workplace.desk.announce(change)
        self.written.emit(change)

    def decide(self, rows: Iterable[int], verdict: Verdict) -> None:
        """Say what becomes of rows that the desk seems to have."""
        self.verdicts.update(dict.fromkeys(rows, verdict))
        self.planned.emit()

    def keep(self, saved: Saved) -> None:
        """Take note of a profile that was kept, which is this one from now on."""
        others = [one for one in self.saved if one.path != saved.path]
        self.saved = sorted([*others, saved], key=lambda one: fold(one.name))
        if self.chosen is not None:
            self.chosen = replace(self.chosen, profile=saved.profile)
        self.chosen_anew.emit()

    def let_go(self) -> None:
        """Forget the file, and stop what is done with it."""
        self.stop()
        self.looked = self.chosen = self.seen = None
        self._drop_plan()
        self.chosen_anew.emit()

    def stop(self) -> None:
        """Stop whatever is under way."""
        self._soon.stop()
        for task in self._tasks.values():
            task.stop()

    def _drop_plan(self) -> None:
        """Forget the check of all rows, which is of another table or profile."""
        for name in ("scan", "plan", "row"):
            if name in self._tasks:
                self._tasks[name].stop()
        self.plan = None
        self.verdicts = {}
        self.planned.emit()

    def _run(
        self,
        name: str,
        work: Callable[[Progress, Context], Any],
        done: Callable[[Any], None],
        words: str,
    ) -> Task:
        """Run work on the desk around the table; what ran before under its name is stopped."""
        if name in self._tasks:
            self._tasks[name].stop()
        desk, places = self.workplace.desk, self._places

        def run(progress: Progress) -> Any:
            progress(0, 0)
            with desk.file.reading() as connection:
                if places.made is None:
                    places.made = PlaceFinder(read.candidates(connection))
                return work(progress, importing.context_of(connection, places.made, desk.zone))

        def succeeded(result: Any) -> None:
            self.complain("")
            done(result)

        task = self.workplace.worker.run(run, succeeded, self._failed)
        self._tasks[name] = task
        task.ended.connect(lambda: self._forget(name, task))
        if words:
            self._strip.follow(task, words)
        return task

    def _forget(self, name: str, task: Task) -> None:
        if self._tasks.get(name) is task:
            del self._tasks[name]

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._tasks)

    def _failed(self, why: Mendable) -> None:
        self.complain(str(why))

    def complain(self, why: str) -> None:
        """Say why something could not be done; "" takes it away."""
        self.trouble = why
        self.troubled.emit(why)

    def _follow(self, change: Change) -> None:
        """Look for places anew where a change may have touched some."""
        if not change.deltas or any(delta.type == "place" for delta in change.deltas):
            self._places = _Places()


def _told(found: Scan, context: Context) -> tuple[Told, ...]:
    teller = Teller(context)
    return tuple(teller.tell(one) for one in found.first)
