"""What the desk has already of the source that is being entered, found while it is typed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.desk import knowing
from desktop.desk.desk import Desk
from desktop.desk.entered import Entered
from desktop.desk.knowing import Known
from desktop.desk.tasks import Progress, Task, Worker
from desktop.records.errors import Mendable
from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.sign import Sign
from desktop.ui.kit.timers import after
from desktop.ui.kit.widgets import button, label

PAUSE_MS = 250


class KnownStrip(QWidget):
    """A line for each source that is this one, or is retold in it or by it; else hidden.

    `wanted` asks to show a source by uid, `retells` that the one in the form retells it,
    `retold` that it retells the one in the form.
    """

    wanted = Signal(str)
    retells = Signal(str, str)
    retold = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._worker = Worker(self)
        self._task: Task | None = None
        self._entered: Entered | None = None
        self._asked: tuple[object, ...] = ()
        self.found: tuple[Known, ...] = ()
        self.buttons: list[QPushButton] = []
        self._pause = after(self, PAUSE_MS, self._ask)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(theme.GROUP, theme.GAP, theme.EDGE, 0)
        self._lines.setSpacing(theme.GRID)
        self.hide()

    def bind(self, entered: Entered | None) -> None:
        """Look for another source, or for none."""
        if entered is None or self._entered is None or entered.uid != self._entered.uid:
            self._show([])
        self._entered, self._asked = entered, ()
        self.typed()

    def typed(self) -> None:
        """Look again in a moment, since something was typed."""
        self._pause.start()

    def leave(self) -> None:
        """Stop looking, before the desk's file is closed."""
        self._pause.stop()
        self._worker.close()

    def _ask(self) -> None:
        entered = self._entered
        if entered is None:
            return
        context = self._desk.context()
        url, text = str(entered.safe("url", context)), str(entered.safe("text", context))
        published, origin = entered.safe("published", context), entered.safe("origin", context)
        start = published.start_key if published is not None else None
        asked = (entered.uid, url, text, start, origin)
        if asked == self._asked:
            return
        self._asked = asked
        if self._task is not None:
            self._task.stop()
        file, uid = self._desk.file, entered.uid

        def work(_progress: Progress) -> list[Known]:
            with file.reading() as connection:
                return knowing.known(connection, uid, url, text, published=start, origin=origin)

        task = self._worker.run(work, self._show, self._fail)
        task.ended.connect(lambda: self._ended(task))
        self._task = task

    def _ended(self, task: Task) -> None:
        if self._task is task:
            self._task = None

    def _fail(self, _why: Mendable) -> None:
        """Leave it: what can't be read now is looked for again with the next letter."""
        self._asked = ()

    def _show(self, found: list[Known]) -> None:
        self.found = tuple(found)
        self.buttons = []
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in found:
            self._lines.addWidget(self._line(one))
        self.setVisible(bool(found))
        if found:
            QAccessible.updateAccessibility(
                QAccessibleAnnouncementEvent(self, " ".join(one.words for one in found))
            )

    def _line(self, one: Known) -> QWidget:
        line = QWidget()
        words = label(one.words, "plain")
        words.setWordWrap(True)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(Sign())
        row.addWidget(words, 1)
        for text, do in self._offers(one):
            made = button(text, do)
            made.setAccessibleDescription(one.words)
            row.addWidget(made)
            self.buttons.append(made)
        return line

    def _offers(self, one: Known) -> list[tuple[str, Callable[[], object]]]:
        offers: list[tuple[str, Callable[[], object]]] = []
        saved = self._entered is not None and self._entered.base is not None
        if self._desk.read_only:
            pass
        elif one.relation == "retells":
            offers.append((_("It retells that"), partial(self.retells.emit, one.uid, one.title)))
        elif one.relation == "retold" and saved:
            offers.append((_("That retells it"), partial(self.retold.emit, one.uid)))
        offers.append((_("Go to that"), partial(self.wanted.emit, one.uid)))
        return offers
