"""Ties the text of the source to the form: what stands on which words, and what is left over."""

from PySide6.QtCore import QObject, Qt, Signal

from desktop.desk import sweeping
from desktop.desk.along import Asked, Found, Reading, posted_at
from desktop.desk.entered import Entered
from desktop.desk.evidence import Use
from desktop.records.words import _
from desktop.ui.editor.work import Work
from desktop.ui.kit.markedtext import Mark, MarkedText
from desktop.ui.kit.timers import after

# The text is read along once its letters stop coming.
PAUSE_MS = 350


class Marking(QObject):
    """Marks the words of the source that is shown; `swept` tells that what is left is known."""

    swept = Signal()

    def __init__(self, work: Work, text: MarkedText) -> None:
        super().__init__(text)
        self._work, self._text = work, text
        self.source: Entered | None = None
        self.left: list[Found] = []
        self._found: tuple[Found, ...] = ()
        self._swept = ""
        self._pause = after(self, PAUSE_MS, self.sweep)
        text.pointed.connect(self._point)
        work.along.prepared.connect(self._pause.start)
        work.current_changed.connect(self.follow)

    def show(self, source: Entered | None) -> None:
        """Mark the text of another source."""
        self.source = source
        if self._swept != self._text.text():
            self._found = ()
        self.mark()
        self._pause.start()

    def mark(self) -> None:
        """Mark what is used now, and let glow what is left."""
        asides = self._work.asides(self.source) if self.source is not None else []
        self.left = sweeping.leftovers(self._found, self.uses(), asides)
        marks = [Mark(use.start, use.end, use.number, use.field) for use in self.uses()]
        glows = [(one.start, one.end) for one in self.left]
        self._text.show_marks(marks, glows, self._active())
        self.swept.emit()

    def typed(self) -> None:
        """Take note that the text or what it is read by is another now."""
        self._found = ()
        self.mark()
        self._pause.start()

    def uses(self) -> list[Use]:
        """Return what the entry uses of the source that is shown."""
        uid = self.source.uid if self.source is not None else ""
        return [use for use in self._work.uses() if use.source == uid]

    def use(self, uid: str, name: str) -> Use | None:
        """Return the words that a value stands on, or None."""
        return next(
            (one for one in self._work.uses() if (one.record, one.field) == (uid, name)), None
        )

    def use_at(self, at: int) -> Use | None:
        """Return what stands on the words at an offset: the shortest, of equal ones the next."""
        here = [one for one in self.uses() if one.start <= at <= one.end]
        if not here:
            return None
        least = min(one.end - one.start for one in here)
        same = [one for one in here if one.end - one.start == least]
        current = [n for n, one in enumerate(same) if one.record == self._work.figure]
        return same[(current[0] + 1) % len(same)] if current else same[0]

    def _point(self, at: int) -> None:
        use = self.use_at(at)
        if use is not None:
            self._work.value_wanted.emit(use.record, use.field)

    def show_words(self, uid: str, name: str, *, select: bool = False) -> bool:
        """Bring the words of a value into sight; return whether there are any."""
        use = self.use(uid, name)
        if use is None or self.source is None or use.source != self.source.uid:
            return False
        if select:
            self._text.select(use.start, use.end)
        else:
            self._text.reveal(use.start)
        self._show_active(use.number)
        return True

    def follow(self) -> None:
        """Mark the words of the current figure strongest, and bring them into sight."""
        use = self.use(self._work.figure, "quote")
        if use is not None and self.source is not None and use.source == self.source.uid:
            self._text.reveal(use.start)
        self._show_active(self._active())

    def _show_active(self, number: int) -> None:
        self._text.show_marks(self._text.marks, self._text.glows, number)

    def _active(self) -> int:
        use = self.use(self._work.figure, "quote")
        return use.number if use is not None else 0

    # What is left over.

    def reading(self) -> Reading | None:
        """Return what the text says, or None where there is none."""
        if self.source is None or not self._text.text().strip():
            return None
        around = self._work.around(self.source)
        posted = posted_at(self.source.safe("published", around))
        return self._work.along.read(Asked(self._text.text(), posted, around.zone))

    def sweep(self) -> None:
        """Read the text, and let glow what nothing stands on."""
        self._pause.stop()
        if not self._work.editable or self.source is None or not self._text.text().strip():
            reading = None
        elif self._work.along.ready:
            reading = self.reading()
        else:
            self._work.along.prepare()
            return
        self._found = reading.found if reading is not None else ()
        self._swept = self._text.text()
        self.mark()

    def step(self, *, forward: bool = True) -> Found | None:
        """Select the next words that are left over, or those before; return what they are."""
        if self._pause.isActive():
            self.sweep()
        chosen = self._text.selected()
        at = 0
        if chosen is not None:
            at = chosen[2] if forward else chosen[1]
        elif self._text.at() < len(self._text.text()):
            at = self._text.at()
        found = sweeping.after(self.left, at, forward=forward)
        if found is not None:
            self._text.select(found.start, found.end)
        return found

    def go(self) -> None:
        """Put the keyboard's focus into the text."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_read(self) -> bool:
        """Whether there is anything in the text that may be used."""
        return any(one.kind in sweeping.SWEPT for one in self._found)

    def said(self) -> str:
        """Return how much is left over, in words."""
        if not self.left:
            return ""
        return _("{n} left: {what}").format(n=len(self.left), what=sweeping.told(self.left))
