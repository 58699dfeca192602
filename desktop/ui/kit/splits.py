"""Splitters that stand where the person left them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSplitter

from desktop.desk.settings import Settings
from desktop.ui.kit.timers import after

_REST_MS = 300


def remember(splitter: QSplitter, settings: Settings, place: str, sizes: Sequence[int]) -> None:
    """Give a splitter the sizes that are kept under a name, else `sizes`; keep what comes.

    Sizes are in pixels, one for each widget that it holds by now.
    """
    splitter.setChildrenCollapsible(False)
    kept = settings.places.get(place)
    known = [one for one in kept if isinstance(one, int)] if isinstance(kept, list) else []
    splitter.setSizes(known if len(known) == splitter.count() and sum(known) > 0 else list(sizes))
    # A drag tells of every pixel; the file is written when it rests.
    rest = after(splitter, _REST_MS, lambda: settings.remember(place, splitter.sizes()))
    splitter.splitterMoved.connect(lambda _at, _which: rest.start())
