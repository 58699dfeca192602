"""A one-line field with a list of what the name being typed may mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.records.errors import Ambiguous
from desktop.records.kinds import Link, Links, Places
from desktop.records.words import N_, _
from desktop.store.read import Named
from desktop.ui.kit import theme
from desktop.ui.kit.icons import icon
from desktop.ui.kit.line import LineEditor
from desktop.ui.kit.offers import Offers

ROWS = 9
WIDEST = 96
DETAIL = Qt.ItemDataRole.UserRole + 1
_ADD = {
    "place": N_("Add “{text}” as a new place…"),
    "speaker": N_("Add “{text}” as a new speaker…"),
    "source": N_("Add “{text}” as a new source…"),
    "term": N_("Add “{text}” as a new term…"),
}
_SHOWN = 40
Index = QModelIndex | QPersistentModelIndex


class OfferDelegate(QStyledItemDelegate):
    """Draws a name and, muted behind it, what tells it from its namesakes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a row with all of its words."""
        metrics = QFontMetrics(option.font)
        name, detail = index.data() or "", index.data(DETAIL) or ""
        wide = metrics.horizontalAdvance(name) + metrics.horizontalAdvance(detail)
        wide += 2 * theme.GAP + (2 * theme.GAP if detail else 0)
        if index.data(Qt.ItemDataRole.DecorationRole):
            wide += metrics.height() + theme.GAP
        return QSize(wide, theme.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row; the name has room before the detail."""
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, theme.colour("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.colour("tint"))
        rect = option.rect.adjusted(theme.GAP, 0, -theme.GAP, 0)
        metrics = QFontMetrics(option.font)
        sign = index.data(Qt.ItemDataRole.DecorationRole)
        if sign:
            side = metrics.height()
            top = rect.center().y() - side // 2
            sign.paint(painter, QRect(rect.left(), top, side, side))
            rect.setLeft(rect.left() + side + theme.GAP)
        name, detail = str(index.data() or ""), str(index.data(DETAIL) or "")
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(option.font)
        painter.setPen(theme.colour("link" if sign else "on_selected" if selected else "text"))
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, middle, shown)
        rect.setLeft(rect.left() + metrics.horizontalAdvance(shown) + 2 * theme.GAP)
        if detail and rect.width() > metrics.averageCharWidth() * 4:
            painter.setPen(theme.colour("on_selected" if selected else "muted"))
            shown = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, middle, shown)
        painter.restore()


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the list; without a uid it is the one that asks for a new record."""

    name: str
    detail: str = ""
    uid: str = ""


class _Rows(QAbstractListModel):
    """What the list shows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[_Row] = []

    def fill(self, rows: list[_Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's name, detail, sign or the words that a screen reader says."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == DETAIL:
            return row.detail
        if role == Qt.ItemDataRole.DecorationRole:
            return None if row.uid else icon("plus", "link")
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{row.name}, {row.detail}" if row.detail else row.name
        return None


class _Popup(QFrame):
    """The list under a field; the field keeps the focus and works it by its own keys."""

    clicked = Signal(int)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setProperty("role", "popup")
        self.model = _Rows(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(OfferDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setMinimumSize(1, 1)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(_("What is meant"))
        self.list.clicked.connect(lambda index: self.clicked.emit(index.row()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.list)

    def current(self) -> _Row | None:
        """Return the row that the cursor is on, or None."""
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def go(self, row: int) -> None:
        """Put the cursor on a row; -1 is on none."""
        index = self.model.index(row) if row >= 0 else QModelIndex()
        self.list.setCurrentIndex(index)
        if index.isValid():
            self.list.scrollTo(index)
        else:
            self.list.clearSelection()
            self.list.scrollToTop()

    def step(self, by: int) -> None:
        """Move the cursor; past either end it is on no row, then on the other end."""
        n = len(self.model.rows)
        at = self.list.currentIndex().row()
        if abs(by) > 1:
            self.go(min(max(at + by, 0), n - 1))
        else:
            self.go((at + 1 + by) % (n + 1) - 1)

    def open_under(self, field: QWidget) -> None:
        """Show the list below the field, or above where the screen ends."""
        rows = len(self.model.rows)
        tall = min(rows, ROWS) * theme.row_height() + 4
        wide = max(
            self.list.sizeHintForColumn(0) + (theme.EDGE if rows > ROWS else 2), field.width()
        )
        screen = field.screen().availableGeometry()
        size = QSize(min(wide, theme.text_width(WIDEST), screen.width()), tall)
        place = field.mapToGlobal(QPoint(0, field.height() + 2))
        if place.y() + tall > screen.bottom():
            place.setY(field.mapToGlobal(QPoint(0, 0)).y() - tall - 2)
        place.setX(max(screen.left(), min(place.x(), screen.right() + 1 - size.width())))
        self.setGeometry(QRect(place, size))
        self.show()


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
        self._popup = _Popup(self)
        self._popup.clicked.connect(self._take)
        if not separators:
            down = self.addAction(
                icon("chevron-down", "muted"), QLineEdit.ActionPosition.TrailingPosition
            )
            down.setToolTip(_("Show the list"))
            down.triggered.connect(self._open_all)

    def set_text(self, text: str) -> None:
        """Show a text that nobody typed; `edited` is not emitted."""
        if text != self.text():
            self._popup.hide()
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
        return self._popup.isVisible()

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The rows of the list, each with its name and detail."""
        return [(row.name, row.detail) for row in self._popup.model.rows]

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
            Qt.Key.Key_PageDown: ROWS - 1,
            Qt.Key.Key_PageUp: 1 - ROWS,
        }
        if key in steps:
            self._popup.step(steps[Qt.Key(key)])
            self._announce()
        elif key == Qt.Key.Key_Escape:
            self._popup.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._popup.current():
            self._take(self._popup.list.currentIndex().row())
        else:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._popup.hide()
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
        if forward and self.offering and self._popup.current():
            self._take(self._popup.list.currentIndex().row())
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list with the field."""
        self._popup.hide()
        self._watch(on=False)
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close the list when the cursor is put elsewhere."""
        self._popup.hide()
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
            self._popup.hide()
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
            uids = [row.uid for row in self._popup.model.rows]
            self._popup.go(uids.index(meant[0]) if meant[0] in uids else -1)
        elif self.offering:
            self._popup.go(0)

    def _offer(self, word: str, *, mark: bool) -> None:
        found = self._offers.find(self.kind, word, self._near)
        meant = self._offers.meant(self.kind, word, self._near) if word else ()
        rows = [_Row(one.name, one.detail, one.uid) for one in found]
        target = self._target
        if word and not meant and target in _ADD:
            rows.append(_Row(_(_ADD[target]).format(text=_short(word))))
        self._asked = word
        # Alone, the very name that was typed is no choice to make.
        if not rows or (not word and mark) or (len(found) == 1 and len(meant) == 1):
            self._popup.hide()
            return
        self._popup.model.fill(rows)
        self._popup.go(0 if mark and found and not meant else -1)
        self._popup.open_under(self)
        self._watch(on=True)

    @property
    def _target(self) -> str:
        kind = self.kind
        assert isinstance(kind, Link | Links | Places)  # noqa: S101 - as the class is built
        return kind.target

    def _span(self) -> tuple[int, int]:
        """Return where the name around the cursor begins and ends, blanks left out."""
        text, at = self.text(), self.cursorPosition()
        start, end = 0, len(text)
        if self._separators:
            divides = [m.start() for m in re.finditer(f"[{re.escape(self._separators)}]", text)]
            start = max((one + 1 for one in divides if one < at), default=0)
            end = min((one for one in divides if one >= at), default=len(text))
        part = text[start:end]
        return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())

    def _word(self) -> str:
        start, end = self._span()
        return " ".join(self.text()[start:end].split())

    def _take(self, row: int) -> None:
        """Do what a row says: write its name and say what it means, or ask for a new record."""
        chosen = self._popup.model.rows[row]
        self._popup.hide()
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

    def _writable(self, row: _Row) -> str:
        """Return a name that can stand in the field, told from a namesake that is there."""
        name = " ".join(re.sub(f"[{re.escape(self._separators + chr(10))}]", " ", row.name).split())
        if not self._separators:
            return name
        start, end = self._span()
        others = re.split(f"[{re.escape(self._separators)}]", self.text()[:start])
        others += re.split(f"[{re.escape(self._separators)}]", self.text()[end:])
        if row.detail and name in {" ".join(one.split()) for one in others}:
            return f"{name} ({row.detail.split(',')[0]})"
        return name

    def _announce(self) -> None:
        """Tell screen readers which row is marked, since the focus stays in the field."""
        index = self._popup.list.currentIndex()
        if index.isValid():
            said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))


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
