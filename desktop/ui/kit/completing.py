"""A one-line field with a list of what the name being typed may mean."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.records.errors import Ambiguous
from desktop.records.kinds_links import Link, Links, Places
from desktop.records.words import N_, _
from desktop.store.read import Named
from desktop.ui.kit import spans
from desktop.ui.kit.icons import icon
from desktop.ui.kit.line import LineEditor
from desktop.ui.kit.offers import Offers

if TYPE_CHECKING:
    from desktop.ui.kit.offerlist import OfferList, Row

_ADD = {
    "place": N_("Add “{text}” as a new place…"),
    "speaker": N_("Add “{text}” as a new speaker…"),
    "source": N_("Add “{text}” as a new source…"),
    "term": N_("Add “{text}” as a new term…"),
}
_SHOWN = 40
# So many rows a page of the list goes.
PAGE = 8


class CompletingEditor(LineEditor):
    """Names of other records: the whole text is one, or several between separators.

    While a name is typed a list shows what it may mean.  Up and Down move in it, Enter takes the
    marked row, Tab takes it and goes on, Esc closes the list and leaves the text as it is.  Nothing
    is marked beforehand where the text is a name already, be it of one record or of several.
    """

    def __init__(
        self,
        kind: Link | Links | Places,
        offers: Offers,
        *,
        separators: str = "",
        characters: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(kind, characters, parent)
        self.between = f"{separators[0]} " if separators else " "
        self._offers = offers
        self._separators = separators
        self._near: tuple[str, ...] = ()
        self._taking = False
        self._asked = ""
        self._popup: OfferList | None = None
        if not separators:
            down = self.addAction(
                icon("chevron-down", "muted"), QLineEdit.ActionPosition.TrailingPosition
            )
            down.setToolTip(_("Show the list"))
            down.triggered.connect(self._open_all)

    @property
    def _list(self) -> "OfferList":
        """The list, built when it is first opened."""
        if self._popup is None:
            from desktop.ui.kit.offerlist import OfferList  # noqa: PLC0415 - not at the start

            self._popup = OfferList(self)
            self._popup.clicked.connect(self._take)
        return self._popup

    def _close(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def set_text(self, text: str) -> None:
        """Show a text that nobody typed; `edited` is not emitted."""
        if text != self.text():
            self._close()
        super().set_text(text)

    def set_near(self, uids: Sequence[str]) -> None:
        """Take the places around, by which a place's name is understood."""
        self._near = tuple(uids)

    def choices(self, error: Ambiguous) -> list[Named]:
        """Return the records that a name may mean, each with what tells it from the others."""
        return self._offers.named(self.kind, error.text, error.uids)

    def choose(self, written: str, named: Named) -> None:
        """Take what the person says that a written name means; the text stays."""
        self._offers.use(self.kind, named)
        self.chosen.emit(written, named.uid)
        self.edited.emit()

    @property
    def offering(self) -> bool:
        """Whether the list is open."""
        return self._popup is not None and self._popup.isVisible()

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The rows of the list, each with its name and detail."""
        return [
            (row.name, row.detail)
            for row in (self._popup.model.rows if self._popup is not None else ())
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work the list while it is open, open it on Down; all else is typing."""
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain and not (key == Qt.Key.Key_Down and self._alt(event)):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self.offering:
            self._open_all()
        elif not self.offering or not self._work(key):
            super().keyPressEvent(event)

    @staticmethod
    def _alt(event: QKeyEvent) -> bool:
        return event.modifiers() == Qt.KeyboardModifier.AltModifier

    def _work(self, key: int) -> bool:
        """Do what a key does in the open list; return whether it does anything."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: PAGE,
            Qt.Key.Key_PageUp: -PAGE,
        }
        if key in steps:
            self._list.step(steps[Qt.Key(key)])
            self._list.announce()
        elif key == Qt.Key.Key_Escape:
            self._close()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.current():
            self._take(self._list.list.currentIndex().row())
        else:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._close()
            return False
        return True

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the open list from the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.offering
            and event.key() in _LIST_KEYS
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Take the marked row on the way to the next field."""
        if forward and self.offering and self._list.current():
            self._take(self._list.list.currentIndex().row())
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list with the field."""
        self._close()
        self._watch(on=False)
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close the list when the cursor is put elsewhere."""
        self._close()
        super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the list when the window moves or something else is clicked."""
        moved = watched is self.window() and event.type() in _AWAY
        elsewhere = (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(watched, QWidget)
            and watched is not self
            and watched.window() is not self._popup
        )
        if moved or elsewhere:
            self._close()
        return super().eventFilter(watched, event)

    def _watch(self, *, on: bool) -> None:
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
            if on:
                app.installEventFilter(self)

    def _typed(self, text: str) -> None:
        if not self._taking:
            super()._typed(text)
            self._offer(self._word(), mark=True)

    def _open_all(self) -> None:
        """Offer what the text may mean; where it is a name already, all that there is."""
        self.setFocus()
        word = self._word()
        meant = self._offers.meant(self.kind, word, self._near)
        self._offer(word if len(meant) != 1 else "", mark=False)
        if len(meant) == 1:
            uids = [row.uid for row in self._list.model.rows]
            self._list.go(uids.index(meant[0]) if meant[0] in uids else -1)
        elif self.offering:
            self._list.go(0)

    def _offer(self, word: str, *, mark: bool) -> None:
        found = self._offers.find(self.kind, word, self._near)
        meant = self._offers.meant(self.kind, word, self._near) if word else ()
        from desktop.ui.kit.offerlist import Row  # noqa: PLC0415 - not at the start

        rows = [Row(one.name, one.detail, one.uid) for one in found]
        target = self._target
        if word and not meant and target in _ADD:
            rows.append(Row(_(_ADD[target]).format(text=_short(word))))
        self._asked = word
        # Alone, the very name that was typed is no choice to make.
        if not rows or (not word and mark) or (len(found) == 1 and len(meant) == 1):
            self._close()
            return
        self._list.model.fill(rows)
        self._list.go(0 if mark and found and not meant else -1)
        self._list.open_under(self)
        self._watch(on=True)

    @property
    def _target(self) -> str:
        kind = self.kind
        assert isinstance(kind, Link | Links | Places)  # noqa: S101 - as the class is built
        return kind.target

    def _span(self) -> tuple[int, int]:
        return spans.span(self.text(), self.cursorPosition(), self._separators)

    def _word(self) -> str:
        start, end = self._span()
        return " ".join(self.text()[start:end].split())

    def _take(self, row: int) -> None:
        """Do what a row says: write its name and say what it means, or ask for a new record."""
        chosen = self._list.model.rows[row]
        self._close()
        self._watch(on=False)
        if not chosen.uid:
            self.wanted.emit(self._target, self._asked)
            return
        written = self._writable(chosen)
        start, end = self._span()
        self._taking = True
        self.setSelection(start, max(0, end - start))
        self.insert(written)
        self._taking = False
        self._offers.use(self.kind, Named(chosen.uid, chosen.name, chosen.detail))
        self.chosen.emit(written, chosen.uid)
        self.edited.emit()

    def _writable(self, row: "Row") -> str:
        """Return a name that can stand in the field, told from a namesake that is there."""
        name = spans.one_line(row.name, self._separators)
        if not self._separators or not row.detail:
            return name
        there = spans.others(self.text(), self._span(), self._separators)
        return f"{name} ({row.detail.split(',')[0]})" if name in there else name


_LIST_KEYS = (
    Qt.Key.Key_Escape,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
_AWAY = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowDeactivate, QEvent.Type.Hide)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
