"""What can go wrong with a desk's file and be mended by a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.records.errors import Mendable


class OpenRefused(Mendable):
    """A file that can't be opened as a desk; its bytes are as they were."""


class Broken(OpenRefused):
    """A file that holds no desk, or no longer; `told` is what happened, without the way on."""

    def __init__(self, told: str, way_on: str = "") -> None:
        super().__init__(f"{told} {way_on}".rstrip())
        self.told = told


class Damaged(Broken):
    """The file is a desk, but part of it is missing or unreadable."""


class InUse(OpenRefused):
    """The desk is open in another window of this machine."""


class SaveFailed(Mendable):
    """A change that could not be written; nothing of it is in the file."""


class Busy(SaveFailed):
    """A large change is being written on another thread; it can be saved when that is done."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that is no longer what the change started from."""

    type: str
    uid: str
    field: str
    expected: Any
    found: Any


class Moved(SaveFailed):
    """The records have changed since; `clashes` has both texts of each field."""

    def __init__(self, message: str, clashes: Sequence[Clash]) -> None:
        super().__init__(message)
        self.clashes = tuple(clashes)
