"""Draws every screen to PNG: light and dark, the sample and long Cyrillic text, 100 % and 200 %.

Run as `python -m tests.gallery OUT`; `--scale 2` draws at 200 %.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.desk.exporting import export
from desktop.desk.making import make_desk
from desktop.desk.sample import make_sample
from desktop.desk.settings import Settings
from desktop.records.delta import Person, created
from desktop.records.when import When
from desktop.store import changes
from desktop.store.deskfile import DeskFile
from desktop.ui import tour
from desktop.ui.crash import CrashDialog
from desktop.ui.imports.page import ImportPage
from desktop.ui.kit import theme
from desktop.ui.welcome.person import PersonDialog
from desktop.ui.window.options import OptionsDialog
from desktop.ui.window.rescue import RescueDialog
from desktop.ui.window.shell import IMPORT
from desktop.ui.window.shortcuts import ShortcutsDialog
from desktop.ui.window.window import Window
from tests.ui.catalogue.drawing import steps as sources
from tests.ui.imports.making import gone_on, returned
from tests.ui.imports.tables import CYRILLIC, STRIKES, table
from tests.ui.reading.drawing import steps as reading
from tests.ui.review.drawing import steps as review

LONG = (
    "Массированная ночная атака беспилотных летательных аппаратов на Брянскую, Орловскую, "
    "Московскую и Нижегородскую области, Республику Крым и акваторию Азовского моря"
)


Until = Callable[[Callable[[], bool]], None]
Steps = Callable[[Window, Until], Iterator[str]]


def main() -> int:
    """Draw everything and name the files."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scale", choices=("1", "2"), default="")
    arguments = parser.parse_args()
    if not arguments.scale:
        # Qt takes the scale factor when it starts, so each has a process of its own.
        for scale in ("1", "2"):
            command = [sys.executable, "-m", "tests.gallery", str(arguments.out), "--scale", scale]
            subprocess.run(command, check=True)
        return 0
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = arguments.scale
    for path in _drawn(arguments.out, arguments.scale):
        print(path)
    return 0


def _drawn(out: Path, scale: str) -> Iterator[Path]:

    app = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_sample(folder / "sample.desk")
        make_desk(folder / "empty.desk")
        _make_cyrillic(folder / "cyrillic.desk")
        for shade in ("light", "dark"):
            theme.apply(app, shade)
            for desk in ("sample", "cyrillic", "empty"):
                if scale == "2" and desk != "sample":
                    continue
                yield from _desk(folder / f"{desk}.desk", out, shade, scale)
            yield from _imports(folder / shade, out / f"{shade}-{scale}00" / "imports", shade)
            place = out / f"{shade}-{scale}00"
            yield from _room(folder / shade, place / "sources", shade, sources)
            yield from _room(folder / shade, place / "reading", shade, reading)
            yield from _room(folder / shade, place / "review", shade, review)
            yield from _apart(folder, out, shade, scale)


def _make_cyrillic(path: Path) -> None:

    def fill(file: DeskFile) -> None:
        night = When.read("17.07.2025 21:00-07:50")
        deltas = [
            created(
                "incident",
                changes.new_uid(),
                {"title": f"{LONG} ({n})", "when": night, "summary": LONG * 4},
            )
            for n in range(40)
        ]
        changes.apply(file, deltas, Person("Ж. Редакторов-Длиннофамильный"), "create")

    make_desk(path, fill)


def _desk(desk: Path, out: Path, shade: str, scale: str) -> Iterator[Path]:

    folder = out / f"{shade}-{scale}00" / desk.stem
    yield from tour.draw(desk, folder, shade=shade)


def _imports(folder: Path, out: Path, shade: str) -> Iterator[Path]:
    """Draw the steps of importing a workbook that came back, one by one."""
    folder.mkdir()
    out.mkdir(parents=True, exist_ok=True)
    make_sample(folder / "night.desk")
    same, book = folder / "same.xlsx", returned(folder / "night.desk", folder / "ночь 17–18.xlsx")
    export(folder / "night.desk", same)
    window = Window(Settings(folder / "settings.json", name="A. Reader", theme=shade))
    window.resize(tour.SIZE)
    window.show()
    window.open_path(folder / "night.desk")
    shell = window.shell
    assert shell is not None
    shell.start_import()
    page = cast("ImportPage", shell.page(IMPORT))
    for name in _steps(window, page, same, book):
        tour.settle()
        path = out / f"{name}.png"
        window.grab().save(str(path))
        yield path
    for name in _table_steps(window, page, folder):
        tour.settle()
        path = out / f"{name}.png"
        window.grab().save(str(path))
        yield path
    window.leave()
    window.close()


def _room(folder: Path, out: Path, shade: str, steps: Steps) -> Iterator[Path]:
    """Draw what a room shows, step by step, over a sample desk of its own."""
    out.mkdir(parents=True, exist_ok=True)
    make_sample(folder / f"{out.name}.desk")
    window = Window(Settings(folder / "settings.json", name="A. Reader", theme=shade))
    window.resize(tour.SIZE)
    window.show()
    window.open_path(folder / f"{out.name}.desk")
    for name in steps(window, _until):
        tour.settle()
        path = out / f"{name}.png"
        window.grab().save(str(path))
        yield path
    window.leave()
    window.close()


def _table_steps(window: Window, page: ImportPage, folder: Path) -> Iterator[str]:
    """Go through the steps of tables that somebody else made, and yield the name of each."""
    made = table(folder, STRIKES)
    for step in ("place", "columns", "names", "preview"):
        if step == "place":
            _go_to_table(page, made)
        page.table.tabs.setCurrentIndex(("place", "columns", "names", "preview").index(step))
        if step == "columns":
            page.table.columns.table.setCurrentIndex(page.table.columns.index_of("Killed"))
        if step == "preview":
            page.table.preview.table.selectRow(3)
        yield f"10 table {step}"
    window.resize(QSize(1366, 768))
    page.table.preview.only.toggle()
    yield "11 table refused at 1366"
    window.resize(tour.SIZE)
    page.table.preview.only.toggle()
    page.table.primary.click()
    _until(lambda: page.step is page.done)
    page.save_rejects(folder / "strikes, refused.xlsx")
    _until(page.done.saved.isVisible)
    yield "11 table done with refused rows"
    _go_to_table(page, made)
    page.table.tabs.setCurrentIndex(4)
    QTest.keyClick(page.table.twins.table, Qt.Key.Key_L)
    QTest.keyClick(page.table.twins.table, Qt.Key.Key_M)
    yield "12 table already there"
    _go_to_table(page, table(folder, CYRILLIC, "атаки.csv"))
    page.table.tabs.setCurrentIndex(1)
    yield "13 table Cyrillic columns"
    page.table.tabs.setCurrentIndex(3)
    yield "13 table Cyrillic preview"
    page.begin(table(folder, [[""]], "empty.csv"))
    _until(lambda: page.step is page.found)
    page.found.go_on.click()
    _until(lambda: not page.table.work.busy)
    yield "14 table empty"


def _go_to_table(page: ImportPage, path: Path) -> None:
    """Choose a file, and wait until all its rows are checked."""
    page.begin(path)
    _until(lambda: page.step is page.found)
    page.found.go_on.click()
    _until(lambda: page.table.work.plan is not None and not page.table.work.busy)


def _steps(window: Window, page: ImportPage, same: Path, book: Path) -> Iterator[str]:
    """Go through an import, and yield the name of each step when it is there."""
    merge = page.merge
    assert window.desk is not None
    yield "1 start"
    picture = same.with_name("picture.xlsx")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    page.begin(picture)
    _until(lambda: bool(page.start.problem))
    yield "2 refused file"
    page.begin(same)
    _until(lambda: page.step is page.found)
    page.found.go_on.click()
    _until(lambda: merge.deciding is not None)
    yield "3 nothing differs"
    gone_on(window.desk)
    page.begin(book)
    _until(lambda: page.step is page.found)
    yield "4 what it is"
    page.found.go_on.click()
    _until(lambda: merge.deciding is not None)
    yield "5 conflicts"
    merge.view.selectRow(1)
    merge.type_value()
    yield "6 typing"
    merge.bar.drop()
    merge.tabs.setCurrentIndex(5)
    yield "7 refused cells"
    merge.tabs.setCurrentIndex(0)
    merge.keys["all theirs"].click()
    yield "8 decided"
    merge.accept.click()
    _until(lambda: page.step is page.done)
    yield "9 done"
    page.begin(_colleagues(same.with_name("colleague.desk")))
    _until(lambda: page.step is page.found)
    page.found.go_on.click()
    _until(lambda: merge.deciding is not None)
    yield "9 another desk"
    page.back()
    page.back()


def _colleagues(path: Path) -> Path:
    """Make a desk of its own, in which a speaker that the sample has is told of otherwise."""
    speaker = {"name": "Vladislav Shapsha", "role": "governor", "note": "Met."}

    def fill(file: DeskFile) -> None:
        deltas = [
            created("speaker", changes.new_uid(), speaker),
            created("incident", changes.new_uid(), {"title": LONG}),
        ]
        changes.apply(file, deltas, Person("B. Colleague"), "create")

    make_desk(path, fill)
    return path


def _until(there: Callable[[], bool]) -> None:
    """Wait until the worker has done something, half a minute at most."""
    deadline = QDeadlineTimer(30_000)
    while not there():
        if deadline.hasExpired():
            raise TimeoutError
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def _apart(folder: Path, out: Path, shade: str, scale: str) -> Iterator[Path]:
    """Draw what stands outside a desk's rooms: the welcome page and the dialogs."""

    settings = Settings(folder / "settings.json", name="A. Editor", theme=shade)
    settings.recent = [str(folder / "sample.desk"), str(folder / "gone.desk")]
    welcome = Window(settings)
    apart: dict[str, QWidget] = {
        "welcome": welcome,
        "person": PersonDialog(Settings(folder / "none.json")),
        "settings": OptionsDialog(settings, None),
        "shortcuts": ShortcutsDialog(),
        "crash": CrashDialog("Incident Desk\n  File …\nValueError"),
        "crash, nothing kept": CrashDialog("Incident Desk\n  File …\nValueError", kept=False),
        "rescue": RescueDialog(
            f"{folder / 'sample.desk'} is damaged: part of the file is missing or unreadable.",
            folder / "sample.desk",
            folder / "locks",
        ),
    }
    place = out / f"{shade}-{scale}00" / "apart"
    place.mkdir(parents=True, exist_ok=True)
    for name, widget in apart.items():
        widget.show()
        path = place / f"{name}.png"
        widget.grab().save(str(path))
        widget.close()
        yield path


if __name__ == "__main__":
    sys.exit(main())
