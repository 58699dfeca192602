"""Takes a table in through the window, as a person would, and tells of the time and the stalls.

Run in a process of its own as `python -m tests.bench.takein BOOK DESK`; prints JSON: the
processor's milliseconds of each step with those of the reading child, the worst stall of each, and
the megabytes that all processes held together at most.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from desktop import app
from desktop.desk.settings import Settings
from desktop.ui.imports.page import ImportPage
from desktop.ui.kit import theme
from desktop.ui.window.shell import IMPORT
from desktop.ui.window.window import Window
from tests.bench.measure import Probe

# In seconds: how long nothing is done first, and how long any step may take.
_STILL, _LONGEST = 2.0, 1200.0


def main() -> None:
    """Take it in, and tell."""
    book, desk = map(Path, sys.argv[1:3])
    with tempfile.TemporaryDirectory() as home:
        qt = app.build(sys.argv[:1])
        theme.apply(qt, "light")
        settings = Settings(Path(home) / "settings.json", "A. Editor")
        window = Window(settings)
        window.resize(1280, 800)
        window.show()
        window.open_path(desk)
        told = _taken_in(window, book)
        print(json.dumps(told), flush=True)
    # What is open would only be put away.
    os._exit(0)


def _taken_in(window: Window, book: Path) -> dict[str, dict[str, float]]:
    shell = window.shell
    assert shell is not None
    # Ticks cost something too.
    probe = Probe(every=10)
    incidents = shell.incidents
    probe.watch(lambda: None, lambda: incidents.ordering.whole)
    told: dict[str, dict[str, float]] = {}

    def step(name: str, do: Callable[[], object], done: Callable[[], bool]) -> None:
        before = _processor()
        probe.watch(do, done, longest=_LONGEST)
        told[name] = {"taken": _processor() - before, "stall": probe.worked, "waited": probe.worst}

    start = time.perf_counter()
    step("nothing", lambda: None, lambda: time.perf_counter() - start > _STILL)
    shell.start_import(book)
    page = shell.page(IMPORT)
    assert isinstance(page, ImportPage)
    work = page.table.work
    step("read", lambda: None, lambda: page.step is page.found)
    step("look", page.found.wanted.emit, lambda: work.seen is not None and not work.busy)
    step("check", work.check, lambda: work.plan is not None and not work.busy)
    assert work.plan is not None
    step("write", work.accept, lambda: page.step is page.done and incidents.ordering.whole)
    unit = 1e6 if sys.platform == "darwin" else 1e3
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    told["memory"] = {"held": sum(resource.getrusage(one).ru_maxrss for one in whose) / unit}
    told["plan"] = {"rows": work.plan.rows, "refused": work.plan.refused_cells}
    told["made"] = dict(work.plan.made)
    return told


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (time.process_time() + children.ru_utime + children.ru_stime) * 1000


if __name__ == "__main__":
    main()
