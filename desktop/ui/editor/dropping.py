"""Words that are dragged from the source onto the form."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QDropEvent

from desktop.ui.kit.markedtext import WORDS

_DRAGGED = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
# By record type and field: what is filled by words that are dropped there.
FILLED = {
    ("report", "when"): "when",
    ("report", "speaker"): "speaker",
    ("incident", "where"): "places",
    ("incident", "summary"): "summary",
}


def brings_words(event: QEvent) -> bool:
    """Return whether words are dragged over a widget; it takes them."""
    if event.type() not in _DRAGGED or not isinstance(event, QDropEvent):
        return False
    if not event.mimeData().hasFormat(WORDS):
        return False
    event.acceptProposedAction()
    return True


def is_dropped(event: QEvent) -> bool:
    """Return whether what was dragged is let go."""
    return event.type() == QEvent.Type.Drop
