"""What a room is given: the desk, the worker, what is remembered, and where to say things."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.desk.desk import Desk
from desktop.desk.settings import Settings
from desktop.desk.tasks import Worker


@dataclass(frozen=True, slots=True)
class Workplace:
    """Passed to every room when it is built.

    `say` puts a sentence into the status line; `complain` shows one that must not be missed.
    """

    desk: Desk
    worker: Worker
    settings: Settings
    say: Callable[[str], None]
    complain: Callable[[str], None]
