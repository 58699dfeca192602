"""Long work: its result, its failure, its stop."""

import threading

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from desktop.desk.tasks import Progress, Worker
from desktop.records.errors import Mendable


@pytest.fixture
def worker(qtbot: QtBot) -> Worker:
    return Worker()


def _never(_value: object) -> None:
    pytest.fail("this must not be told")


def test_the_result_arrives(worker: Worker, qtbot: QtBot) -> None:
    told: list[object] = []
    steps: list[tuple[int, int]] = []

    listening = threading.Event()

    def work(progress: Progress) -> int:
        listening.wait()
        for step in range(3):
            progress(step, 3)
        return 42

    task = worker.run(work, told.append, _never)
    task.progressed.connect(lambda done, total: steps.append((done, total)))
    listening.set()
    qtbot.waitUntil(lambda: told == [42])
    assert steps == [(0, 3), (1, 3), (2, 3)]
    assert not worker.busy


def test_a_failure_that_can_be_mended_is_told(worker: Worker, qtbot: QtBot) -> None:
    told: list[Mendable] = []

    def work(_progress: Progress) -> None:
        raise Mendable("The disk is full.")

    worker.run(work, _never, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert str(told[0]) == "The disk is full."


def test_a_bug_is_raised_where_the_crash_handler_hears_it(worker: Worker, qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        task = worker.run(work, _never, _never)
        with qtbot.waitSignal(task.ended):
            pass
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_stopped_work_tells_nothing(worker: Worker, qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        while True:
            progress(0, 1)

    task = worker.run(work, _never, _never)
    with qtbot.waitSignal(task.ended):
        task.stop()


def test_closing_stops_what_is_under_way(worker: Worker, qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        while True:
            progress(0, 1)

    worker.run(work, _never, _never)
    worker.close()
    qtbot.waitUntil(lambda: not worker.busy)


def test_work_whose_worker_is_gone_ends_in_peace(qtbot: QtBot) -> None:
    begun, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def work(_progress: Progress) -> str:
        begun.set()
        assert go_on.wait(10)
        ended.set()
        return "told to nobody"

    worker = Worker()
    told: list[str] = []
    worker.run(work, told.append, lambda why: told.append(str(why)))
    assert begun.wait(10)
    # Its end waits for the thread, but first says that it comes.
    worker.destroyed.connect(lambda *_gone: go_on.set())
    shiboken6.delete(worker)
    assert ended.wait(10)
    qtbot.wait(1)
    assert told == []
