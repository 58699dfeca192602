"""Puts incidents into the bin: a few at once, many on the worker."""

from collections.abc import Callable, Sequence

from desktop.desk import editing
from desktop.desk.tasks import MANY, Progress
from desktop.records.delta import Change
from desktop.records.errors import Mendable
from desktop.records.words import _
from desktop.ui.kit import actions
from desktop.ui.kit.progress import ProgressStrip
from desktop.ui.kit.workplace import Workplace


def remove(workplace: Workplace, uids: Sequence[str], strip: Callable[[], ProgressStrip]) -> None:
    """Put incidents into the bin and say so; `strip` gives what shows how far long work is."""
    if len(uids) > MANY:
        _remove_many(workplace, uids, strip())
        return
    try:
        change = editing.remove_incidents(workplace.desk, uids)
    except Mendable as failure:
        workplace.complain(str(failure))
        return
    if change is not None:
        _say_removed(workplace, change)


def _remove_many(workplace: Workplace, uids: Sequence[str], strip: ProgressStrip) -> None:
    desk = workplace.desk

    def work(_progress: Progress) -> Change:
        with desk.file.db.connection_context():
            deltas, subject = editing.plan_removal(desk, uids)
        return desk.write(deltas, "remove", subject=subject)

    def done(change: Change) -> None:
        desk.announce(change)
        _say_removed(workplace, change)

    task = workplace.worker.run(work, done, lambda failure: workplace.complain(str(failure)))
    strip.follow(task, _("Moving to the bin…"))


def _say_removed(workplace: Workplace, change: Change) -> None:
    workplace.say(
        _("{what} moved to the bin. Undo: {key}").format(
            what=change.subject, key=actions.keys("undo")
        )
    )
