"""The list under a field of what the name being typed may mean."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.icons import icon

ROWS = 9
WIDEST = 96
DETAIL = Qt.ItemDataRole.UserRole + 1
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
class Row:
    """One line of the list; without a uid it is the one that asks for a new record."""

    name: str
    detail: str = ""
    uid: str = ""


class _Rows(QAbstractListModel):
    """What the list shows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def fill(self, rows: list[Row]) -> None:
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


class OfferList(QFrame):
    """The list under a field; the field keeps the focus and works it by its own keys."""

    clicked = Signal(int)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self._field = field
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

    def current(self) -> Row | None:
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

    def announce(self) -> None:
        """Tell screen readers which row is marked, since the focus stays in the field."""
        index = self.list.currentIndex()
        if index.isValid():
            said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, said))
