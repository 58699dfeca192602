"""Splitters that stand where the person left them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSplitter

from desktop.desk.settings import Settings


def remember(splitter: QSplitter, settings: Settings, place: str, sizes: Sequence[int]) -> None:
    """Give a splitter the sizes that are kept under a name, else `sizes`; keep what comes."""
    splitter.setChildrenCollapsible(False)
    kept = settings.places.get(place)
    known = [one for one in kept if isinstance(one, int)] if isinstance(kept, list) else []
    splitter.setSizes(known if len(known) == splitter.count() and sum(known) > 0 else list(sizes))
    splitter.splitterMoved.connect(lambda _at, _which: settings.remember(place, splitter.sizes()))
