"""Measures the page of incidents: sort, filter, search, jumps, and the stalls meanwhile.

Ours ends when the rows are painted and their number is known.  The floor is the same SQL through
raw sqlite3, for all the ids and for a page of rows, and a bare table that paints that page.
"""

import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.desk.desk import Desk
from desktop.desk.settings import Settings
from desktop.desk.tasks import Worker
from desktop.records.delta import Person
from desktop.records.kinds import Stored
from desktop.store import listing
from desktop.ui.incidents.page import IncidentsPage
from desktop.ui.kit import theme
from desktop.ui.kit.workplace import Workplace
from tests.bench import making
from tests.bench.baretable import BareTable
from tests.bench.measure import AFTERWARDS, Measure, Probe, timed

WORDS = ("missile", "беспилотник")
PERIOD = "June 2024"
NARROW_PERIOD = "17 July 2024"
STALL = 100.0
JUMP = 50.0
FIRST_ROWS = 100.0
SLOWER = 2.0


@dataclass(slots=True)
class Seen:
    """How long after a question first rows were painted, the whole was, and the worst stall."""

    first: float
    whole: float
    stall: float


@dataclass(slots=True)
class _Stalls:
    worst: float = 0.0
    where: str = ""

    def take(self, stall: float, where: str) -> None:
        """Keep the worst."""
        if stall > self.worst:
            self.worst, self.where = stall, where


@dataclass(slots=True)
class Listed:
    """A page under measurement, the raw connection beside it, and what was measured so far."""

    page: IncidentsPage
    raw: sqlite3.Connection
    bare: BareTable
    large: bool
    times: int
    probe: Probe = field(default_factory=Probe)
    stalls: _Stalls = field(default_factory=_Stalls)
    rows: list[Measure] = field(default_factory=list)

    def seen(self, do: Callable[[], object], afterwards: float = AFTERWARDS) -> Seen:
        """Do something that asks for another order; return when its rows were there."""
        watcher = _Watcher(self.page)
        before = perf_counter()
        self.probe.watch(do, watcher.done, afterwards)
        watcher.close()
        whole = max(watcher.whole, watcher.painted)
        first = watcher.painted or whole
        return Seen((first - before) * 1000, (whole - before) * 1000, self.probe.worst)

    def compare(self, name: str, do: Callable[[], object], undo: Callable[[], object]) -> None:
        """Measure one question against the same SQL run bare; `undo` stands before each time."""
        found: list[Seen] = []
        bare: list[float] = []
        alone: list[float] = []
        for _time in range(self.times):
            self.seen(undo, afterwards=0)
            found.append(self.seen(do))
            # In turn with ours, so that a busy minute meets both alike.
            sql, values = listing.ids_sql(self.page.filter(), self.page.sort())
            alone.append(timed(partial(_fetch_all, self.raw, sql, values)))
            bare.append(timed(partial(self.bare.show, self.raw, sql, values)))
        ids = array("q", (row[0] for row in self.raw.execute(sql, values)))
        if ids != self.page.model.ids:
            raise AssertionError(f"{name}: the list shows other rows than its SQL gives")
        whole, first = median(one.whole for one in found), median(one.first for one in found)
        self.stalls.take(max(one.stall for one in found), name)
        note = f"{len(ids):,} rows; first in {first:.0f} ms"
        if self.large:
            self.rows.append(Measure(f"{name}: first rows", first, limit=FIRST_ROWS, note=note))
        else:
            note += f"; raw SQL alone {median(alone):.0f} ms"
            floor = median(bare)
            self.rows.append(Measure(name, whole, "raw SQL, bare table", floor, SLOWER, note=note))


def _fetch_all(raw: sqlite3.Connection, sql: str, values: Sequence[Stored]) -> None:
    raw.execute(sql, values).fetchall()


class _Watcher(QObject):
    """Notes when the page has painted another order, and when it says that the whole is there."""

    def __init__(self, page: IncidentsPage) -> None:
        super().__init__()
        self._page = page
        self._changed = False
        self.painted = 0.0
        self.whole = 0.0
        page.counted.connect(self._counted)
        page.model.modelReset.connect(self._reset)
        page.table.viewport().installEventFilter(self)

    def done(self) -> bool:
        """Return whether the whole is known, and painted where there is something to paint."""
        to_paint = self._changed and len(self._page.model.ids) > 0
        return bool(self.whole and (self.painted or not to_paint))

    def _counted(self, words: str) -> None:
        self.whole = 0.0 if "…" in words else perf_counter()

    def _reset(self) -> None:
        self._changed = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint and self._changed and not self.painted:
            painted = self._page.table.viewportEvent(event)
            self.painted = perf_counter()
            return painted
        return super().eventFilter(watched, event)

    def close(self) -> None:
        """Stop watching."""
        self._page.counted.disconnect(self._counted)
        self._page.model.modelReset.disconnect(self._reset)
        self._page.table.viewport().removeEventFilter(self)


@contextmanager
def _listed(path: Path, times: int, *, large: bool) -> Iterator[Listed]:
    app = QApplication.instance() or QApplication(["bench"])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    settings = Settings(making.cache() / "settings" / "settings.json", "A. Editor")
    file = making.opened(path)
    desk = Desk(file, Person("A. Editor"))
    worker = Worker()
    page = IncidentsPage(Workplace(desk, worker, settings, lambda _said: None, _complain))
    page.resize(1280, 760)
    raw = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
    bare = BareTable(page.table)
    listed = Listed(page, raw, bare, large, times)
    try:
        with closing(raw):
            # A small desk is listed whole before anybody could watch.
            listed.probe.watch(page.show, lambda: page.ordering.whole)
            bare.place()
            yield listed
    finally:
        bare.close()
        page.leave()
        worker.close()
        page.close()
        page.deleteLater()
        desk.close()


def _complain(sentence: str) -> None:
    raise AssertionError(sentence)


def measure(path: Path, times: int = 3, *, large: bool = False) -> list[Measure]:
    """Return every measurement of the list on one desk."""
    with _listed(path, times, large=large) as listed:
        _sorts(listed)
        _filters(listed)
        _searches(listed)
        listed.rows.append(
            Measure("worst stall above", listed.stalls.worst, limit=STALL, note=listed.stalls.where)
        )
        listed.rows.append(_typing(listed))
        listed.rows += _jumps(listed)
    return listed.rows


def _sorts(listed: Listed) -> None:
    page = listed.page
    heads = page.table.horizontalHeader()
    names = [head.name for head in page.model.heads]
    for name in listing.SORTS:
        at, other = (names.index(one) for one in (name, "title" if name == "number" else "number"))
        listed.compare(
            f"sort by {name}",
            lambda at=at: heads.sectionClicked.emit(at),
            lambda other=other: heads.sectionClicked.emit(other),
        )
    listed.seen(lambda: heads.sectionClicked.emit(names.index("when")))


def _filters(listed: Listed) -> None:
    bar = listed.page.filters
    region = listed.raw.execute("SELECT uid FROM place WHERE code='UA-43'").fetchone()[0]
    for name, chosen in (
        ("filter: a status", {"statuses": ["submitted"]}),
        ("filter: a region and all in it", {"place": region}),
        ("filter: windows that overlap a month", {"period": PERIOD}),
        ("filter: windows that overlap a day", {"period": NARROW_PERIOD}),
        ("filter: sources disagree", {"disagree": True}),
        ("filter: region, status, month", {
            "place": region, "statuses": ["approved"], "period": PERIOD,
        }),
    ):  # fmt: skip

        def narrow(chosen: dict[str, object] = chosen) -> None:
            for part, value in chosen.items():
                setattr(bar.chosen, part, value)
            bar._changed()

        listed.compare(name, narrow, bar.clear)
        listed.seen(bar.clear)


def _searches(listed: Listed) -> None:
    page = listed.page
    for word in WORDS:
        for end in range(1, len(word) + 1):
            text = word[:end]
            listed.compare(
                f"search “{text}”",
                lambda text=text: page.set_search(text),
                lambda: page.set_search("Kaluga"),
            )
    listed.seen(lambda: page.set_search(""))


def _typing(listed: Listed) -> Measure:
    """Type a word at one letter every 60 ms, without waiting for the answers."""
    page, word = listed.page, WORDS[1]
    worst = 0.0
    for end in range(1, len(word)):
        start = perf_counter()
        page.set_search(word[:end])
        listed.probe.watch(lambda: None, lambda start=start: perf_counter() - start > 0.06)
        worst = max(worst, listed.probe.worst)
    listed.seen(lambda: page.set_search(word))
    worst = max(worst, listed.probe.worst)
    listed.seen(lambda: page.set_search(""))
    return Measure(f"worst stall typing “{word}”", worst, limit=STALL)


def _jumps(listed: Listed) -> list[Measure]:
    table = listed.page.table
    last = len(listed.page.model.ids) - 1
    listed.seen(lambda: listed.page.table.horizontalHeader().sectionClicked.emit(0))
    table.setFocus()
    worst: list[Measure] = []
    for name, key, often, done in (
        ("jump to the end", Qt.Key.Key_End, 1, lambda: table.currentIndex().row() == last),
        ("jump to the start", Qt.Key.Key_Home, 1, lambda: table.currentIndex().row() == 0),
        ("page down, 30 times", Qt.Key.Key_PageDown, 30, lambda: True),
    ):
        stall = 0.0
        for _time in range(often):
            listed.probe.watch(lambda key=key: QTest.keyClick(table, key), done)
            stall = max(stall, listed.probe.worst)
        worst.append(Measure(f"{name}: worst stall", stall, limit=JUMP))
    return worst
