"""Shows what changes do, field by field: in history, in review, in an import, before a change.

Rows are flat and asked for as they come into sight, so that a plan of any size is shown at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.desk.difference import DeltaLine, Part, around, side, words
from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.icons import icon

LINES = 4
PARTS = Qt.ItemDataRole.UserRole + 1
# Beyond this many rows all are of one height, so that showing them costs the same for any number.
_ROOMY = 300
_LONG = 40
_TIP = 2000
_BEFORE = 24
_WORD = 30
_COMPARED = 4096
Index = QModelIndex | QPersistentModelIndex
_SIGNS = {"added": "plus", "removed": "bin", "changed": "pencil"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a field: its text, and the other side's where the words that differ are marked.

    `sort` says whether those words went from here or came here; `role` is the theme's colour and
    `sign` an icon's name and colour, or "".
    """

    text: str
    against: str | None = None
    sort: Literal["removed", "added"] = "added"
    role: str = "text"
    sign: tuple[str, str] = ("", "")

    def parts(self) -> list[Part]:
        """Return the text with its changed words told apart where it is long."""
        if self.against is None or max(len(self.text), len(self.against)) <= _LONG:
            return [("same", self.text)] if self.text else []
        pair = (self.text, self.against)
        old, new = pair if self.sort == "removed" else pair[::-1]
        return side(_compared(old, new), self.sort)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a record's heading, without a field, or one of its fields.

    A field has its label and then a cell for each side; of a heading the first cell spans the row,
    or all but the last column where there is a second cell.
    """

    uid: str
    field: str
    cells: tuple[Cell, ...]
    spoken: str
    record: str = ""


@lru_cache(_COMPARED)
def _compared(old: str, new: str) -> tuple[Part, ...]:
    return tuple(words(old, new))


def two_sided(lines: Sequence[DeltaLine]) -> list[Line]:
    """Return the rows of a change; lines of one record stand together where it came first."""
    by_uid: dict[str, list[DeltaLine]] = {}
    for line in lines:
        by_uid.setdefault(line.uid, []).append(line)
    return [row for group in by_uid.values() for row in (_heading(group[0]), *map(_field, group))]


def _heading(line: DeltaLine) -> Line:
    became = {"added": _("new"), "removed": _("to the bin"), "changed": _("edited")}
    sign = (_SIGNS[line.record_kind], "muted")
    spoken = f"{line.record}: {became[line.record_kind]}"
    return Line(line.uid, "", (Cell(line.record, sign=sign),), spoken, line.record)


def _field(line: DeltaLine) -> Line:
    both = line.kind == "changed"
    cells = (
        Cell(line.label, role="muted"),
        Cell(line.old, line.new if both else None, "removed"),
        Cell(line.new, line.old if both else None, "added"),
    )
    spoken = f"{line.label}: {line.old or _('empty')} → {line.new or _('empty')}"
    return Line(line.uid, line.field, cells, spoken, line.record)


class DeltaModel(QAbstractTableModel):
    """Rows of any source, which gives each when it is asked for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: tuple[str, ...] = (_("Field"), _("Before"), _("After"))
        self.lines: Sequence[Line] = ()

    def fill(self, lines: Sequence[Line], heads: Sequence[str] = ()) -> None:
        """Show other rows, under other heads where they are given."""
        self.beginResetModel()
        self.lines = lines
        self.heads = tuple(heads) or self.heads
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are, headings included."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the field's column and one for each side."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the columns' heads."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def cell(self, index: Index) -> Cell | None:
        """Return what stands at an index; None where a heading spans."""
        line = self.lines[index.row()]
        if line.field:
            return line.cells[index.column()]
        if index.column() == 0:
            return line.cells[0]
        last = index.column() == len(self.heads) - 1
        return line.cells[1] if last and len(line.cells) > 1 else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, says to a screen reader, and tells in full."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        if role not in _ASKED or (cell := self.cell(index)) is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(cell.parts()) if line.field else line.spoken
        return _asked(cell, role)


def _asked(cell: Cell, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return cell.text
    if role == PARTS:
        return cell.parts()
    return icon(*cell.sign) if cell.sign[0] else None


_ASKED = frozenset({
    int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.DecorationRole),
    int(Qt.ItemDataRole.ToolTipRole), int(PARTS),
})  # fmt: skip


def _tip(parts: Sequence[Part]) -> str:
    """Return a text with its changed words marked, as a tooltip shows it."""
    tags = {"same": ("", ""), "removed": ("<s>", "</s>"), "added": ("<u>", "</u>")}
    shown = around(parts, 200)
    text = "".join(f"{tags[sort][0]}{escape(part)}{tags[sort][1]}" for sort, part in shown)
    return f"<p style='white-space: pre-wrap'>{text[:_TIP]}</p>" if text else ""


class _Painter(QStyledItemDelegate):
    """Draws a record's row as a heading, and texts with their changed words marked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of as many lines as a text takes, up to a few."""
        tall = theme.row_height()
        view = self.parent()
        parts = index.data(PARTS)
        if parts and isinstance(view, DeltaView) and view.line(index.row()).field:
            wide = view.columnWidth(index.column()) - 2 * theme.GAP
            if index.data(Qt.ItemDataRole.DecorationRole) is not None:
                wide -= option.fontMetrics.height() + theme.GAP
            more = _laid(parts, option.font, wide).lineCount() - 1
            tall += max(0, more) * option.fontMetrics.lineSpacing()
        return QSize(theme.text_width(12), tall)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, then the words."""
        view = self.parent()
        if not isinstance(view, DeltaView):
            return
        line = view.line(index.row())
        heading = not line.field
        painter.save()
        painter.setClipRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, theme.colour("selected"))
        model: DeltaModel = index.model()  # type: ignore[assignment]
        cell, rect = model.cell(index), QRect(option.rect)
        if cell is None or (heading and index.column() == 0):
            # Each column draws its own slice of a heading.
            cell, rect = line.cells[0], view.heading_rect(option.rect, len(line.cells) > 1)
        font = theme.font(bold=True) if heading and cell is line.cells[0] else option.font
        role = "on_selected" if selected else cell.role
        self._draw(painter, rect, cell, font, role)
        painter.restore()

    @staticmethod
    def _draw(painter: QPainter, rect: QRect, cell: Cell, font: QFont, role: str) -> None:
        metrics = QFontMetrics(font)
        spacing = metrics.lineSpacing()
        rect = rect.adjusted(theme.GAP, 0, -theme.GAP, 0)
        top = (theme.row_height() - spacing) // 2
        if cell.sign[0]:
            wide = metrics.height()
            icon(*cell.sign).paint(painter, QRect(rect.left(), rect.top() + top, wide, wide))
            rect.setLeft(rect.left() + wide + theme.GAP)
        laid = _laid(cell.parts(), font, rect.width(), max(1, rect.height() // spacing))
        painter.setPen(theme.colour(role))
        laid.draw(painter, QPointF(rect.left(), rect.top() + top))


def _laid(parts: Sequence[Part], font: QFont, width: int, most: int = LINES) -> QTextLayout:
    """Return a text laid out in at most so many lines, its changed words marked."""
    shown = around(parts, 40) if len(parts) > 1 else parts
    flat = [(sort, text[:_TIP].replace("\n", " ")) for sort, text in shown]
    if most == 1:
        flat = _in_sight(flat)
    laid = _layout(flat, font, width, most)
    end = _end(laid)
    while 2 < end < len(laid.text()):
        blank = laid.text().rfind(" ", 0, end - 1)
        end = blank if blank > end - _WORD else end - 2
        laid = _layout(_cut(flat, end), font, width, most)
        if _end(laid) >= len(laid.text()):
            break
    return laid


def _end(laid: QTextLayout) -> int:
    """Return how much of a text its lines hold."""
    if not laid.lineCount():
        return 0
    last = laid.lineAt(laid.lineCount() - 1)
    return last.textStart() + last.textLength()


def _cut(parts: Sequence[Part], at: int) -> list[Part]:
    """Return parts up to a character, and a sign that there is more."""
    found: list[Part] = []
    for sort, text in parts:
        if at <= 0:
            break
        found.append((sort, text[:at]))
        at -= len(text)
    return [*found, ("same", "…")]


def _layout(parts: Sequence[Part], font: QFont, width: int, most: int) -> QTextLayout:
    laid = QTextLayout("".join(text for _sort, text in parts), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    laid.setTextOption(option)
    formats: list[QTextLayout.FormatRange] = []
    at = 0
    for sort, text in parts:
        # Qt counts in UTF-16 units, of which an emoji has two.
        long = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if sort != "same":
            found = QTextLayout.FormatRange()
            found.start, found.length, found.format = at, long, _marking(sort)
            formats.append(found)
        at += long
    laid.setFormats(formats)
    spacing = QFontMetrics(font).lineSpacing()
    laid.beginLayout()
    for number in range(most):
        line = laid.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 20))
        line.setPosition(QPointF(0, number * spacing))
    laid.endLayout()
    return laid


def _in_sight(parts: Sequence[Part]) -> list[Part]:
    """Return parts with a long beginning that stayed cut, so that one line shows the change."""
    if len(parts) > 1 and parts[0][0] == "same" and len(parts[0][1]) > _BEFORE:
        return [("same", f"… {parts[0][1][-_BEFORE:].partition(' ')[2]}"), *parts[1:]]
    return list(parts)


def _marking(sort: str) -> QTextCharFormat:
    """Return how a word is marked: by colour, and by a line through or under it."""
    found = QTextCharFormat()
    ground = QColor(theme.colour("error" if sort == "removed" else "done"))
    ground.setAlpha(48)
    found.setBackground(ground)
    found.setFontStrikeOut(sort == "removed")
    found.setFontUnderline(sort == "added")
    return found


class DeltaView(QTableView):
    """The one view of changes; `picked` tells which field (or record) a person opened."""

    picked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = DeltaModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(_("Changes"))
        self.setProperty("role", "pane")
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.row_height())
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit)
        header.sectionResized.connect(lambda *_moved: self._fitting.start())
        self.activated.connect(self._open)

    def show_lines(self, lines: Sequence[DeltaLine]) -> None:
        """Show what changes do."""
        self.show_rows(two_sided(lines))
        self.clearSelection()

    def show_rows(self, lines: Sequence[Line], heads: Sequence[str] = ()) -> None:
        """Show the rows of any source, the cursor on the first."""
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self._model.fill(lines, heads)
        self._share()
        self._fit()
        if lines:
            self.setCurrentIndex(self._model.index(0, 0))

    def _fit(self) -> None:
        """Give each row the height of its texts, where the rows are few."""
        if len(self._model.lines) <= _ROOMY:
            self.resizeRowsToContents()

    def line(self, row: int) -> Line:
        """Return a row."""
        return self._model.lines[row]

    def heading_rect(self, cell: QRect, parted: bool) -> QRect:
        """Return the place of a heading in the row of a cell, the last column `parted` or not."""
        last = self._model.columnCount() - (2 if parted else 1)
        right = self.columnViewportPosition(last) + self.columnWidth(last)
        left = self.columnViewportPosition(0)
        return QRect(left, cell.top(), right - left, cell.height())

    def current(self) -> tuple[str, str]:
        """Return the uid and the field that the cursor is on; a record's own row has no field."""
        return self._told(self.currentIndex())

    def chosen(self) -> list[int]:
        """Return the selected rows, top down."""
        chosen = self.selectionModel().selection()
        ranges = [chosen.at(n) for n in range(chosen.count())]
        return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})

    def copied(self) -> str:
        """Return the selected lines, or all, as a spreadsheet pastes them."""
        rows = self.chosen()
        lines = [self.line(row) for row in rows if self.line(row).field]
        lines = lines or [line for line in self._model.lines if line.field]
        table = [(_("Record"), *self._model.heads)]
        table += [(line.record, *(cell.text for cell in line.cells)) for line in lines]
        return "\n".join("\t".join(map(_cell, row)) for row in table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy lines as a spreadsheet pastes them; all else as in any list."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied())
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Find a field by its letters where the rows are few; many are never all made."""
        if len(self._model.lines) <= _ROOMY:
            super().keyboardSearch(search)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go by rows, as in a list: Home and End are the first and the last one."""
        to = QAbstractItemView.CursorAction
        if action in (to.MoveLeft, to.MoveRight):
            return self.currentIndex()
        if action in (to.MoveHome, to.MoveEnd):
            held |= Qt.KeyboardModifier.ControlModifier
        found = super().moveCursor(action, held)
        return found.siblingAtColumn(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width: the field's name a little, the sides alike."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        wide = self.viewport().width()
        sides = self._model.columnCount() - 1
        first = min(theme.text_width(20), wide // (sides + 2))
        self.setColumnWidth(0, first)
        for column in range(1, sides):
            self.setColumnWidth(column, (wide - first) // sides)

    def _open(self, index: QModelIndex) -> None:
        self.picked.emit(*self._told(index))

    def _told(self, index: QModelIndex) -> tuple[str, str]:
        if not index.isValid():
            return "", ""
        line = self.line(index.row())
        return line.uid, line.field


def _cell(text: str) -> str:
    """Return a cell as spreadsheets paste it, in quotes where it has breaks or quotes."""
    if any(sign in text for sign in '\t\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text
