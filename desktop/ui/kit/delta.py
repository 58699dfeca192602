"""Shows what changes do, field by field: in history, in review and before a change to many."""

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QSize,
    Qt,
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
    QTreeView,
    QWidget,
)

from desktop.desk.difference import DeltaLine, Part, around, side, words
from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.icons import icon

LINES = 4
PARTS = Qt.ItemDataRole.UserRole + 1
# Beyond this many lines all are of one height, so that showing them costs the same for any number.
_ROOMY = 300
_LONG = 40
_TIP = 2000
_BEFORE = 24
_WORD = 30
Index = QModelIndex | QPersistentModelIndex
_SIGNS = {"added": "plus", "removed": "bin", "changed": "pencil"}


@cache
def _compared(old: str, new: str) -> tuple[Part, ...]:
    return tuple(words(old, new))


def _parts(line: DeltaLine, column: int) -> list[Part]:
    """Return one side of a line with its changed words marked where the text is long."""
    text = line.old if column == 1 else line.new
    if line.kind != "changed" or max(len(line.old), len(line.new)) <= _LONG:
        return [("same", text)] if text else []
    return side(_compared(line.old, line.new), "removed" if column == 1 else "added")


class DeltaModel(QAbstractItemModel):
    """Records, and under each its fields with their texts before and after."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.groups: list[list[DeltaLine]] = []

    def fill(self, lines: Sequence[DeltaLine]) -> None:
        """Show other lines; those of one record stand together where it came first."""
        by_uid: dict[str, list[DeltaLine]] = {}
        for line in lines:
            by_uid.setdefault(line.uid, []).append(line)
        self.beginResetModel()
        self.groups = list(by_uid.values())
        self.endResetModel()

    def line(self, index: Index) -> DeltaLine | None:
        """Return the line at an index, or None for a record's own row."""
        group = index.internalId()
        return self.groups[group - 1][index.row()] if group else None

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Return the index of a record (no parent) or of one of its fields."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """Return the record that a field is of."""
        group = index.internalId() if index.isValid() else 0
        return self.createIndex(group - 1, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many records there are, or fields of a record."""
        if not parent.isValid():
            return len(self.groups)
        if parent.internalId() or parent.column():
            return 0
        return len(self.groups[parent.row()])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return three: field, before, after."""
        del parent
        return 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the columns' heads."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Field"), _("Before"), _("After"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, says to a screen reader, and tells in full."""
        line = self.line(index)
        if line is None:
            return self._of_record(self.groups[index.row()][0], index.column(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return (line.label, line.old, line.new)[index.column()]
        if role == PARTS and index.column():
            return _parts(line, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.label}: {line.old or _('empty')} → {line.new or _('empty')}"
        if role == Qt.ItemDataRole.ToolTipRole and index.column():
            return _tip(_parts(line, index.column()))
        return None

    @staticmethod
    def _of_record(line: DeltaLine, column: int, role: int) -> Any:
        if column:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.record
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(_SIGNS[line.record_kind], "muted")
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{line.record}: {_became(line.record_kind)}"
        return None


def _became(sort: str) -> str:
    return {"added": _("new"), "removed": _("to the bin"), "changed": _("edited")}[sort]


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
        parts = index.data(PARTS)
        view = self.parent()
        if parts and isinstance(view, DeltaView) and not view.uniformRowHeights():
            wide = view.columnWidth(index.column()) - 2 * theme.GAP
            more = _laid(parts, option.font, wide).lineCount() - 1
            tall += max(0, more) * option.fontMetrics.lineSpacing()
        return QSize(theme.text_width(12), tall)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, then the words."""
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, theme.colour("selected"))
        heading = not index.parent().isValid()
        rect = option.rect.adjusted(theme.GAP, 0, -theme.GAP, 0)
        font = theme.font(bold=True) if heading else option.font
        sign = index.data(Qt.ItemDataRole.DecorationRole)
        if sign is not None:
            side_ = option.fontMetrics.height()
            place = rect.adjusted(0, (rect.height() - side_) // 2, 0, 0)
            place.setSize(QSize(side_, side_))
            sign.paint(painter, place)
            rect.setLeft(place.right() + theme.GAP)
        parts = index.data(PARTS)
        if parts is None:
            text = str(index.data() or "")
            parts = [("same", text)] if text else []
        role = "on_selected" if selected else _ROLES[index.column()] if not heading else "text"
        spacing = option.fontMetrics.lineSpacing()
        laid = _laid(parts, font, rect.width(), max(1, rect.height() // spacing))
        top = (theme.row_height() - spacing) // 2
        painter.setPen(theme.colour(role))
        painter.setClipRect(option.rect)
        laid.draw(painter, QPointF(rect.left(), rect.top() + top))
        painter.restore()


_ROLES = ("muted", "text", "text")


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


class DeltaView(QTreeView):
    """The one view of changes; `picked` tells which field (or record) a person opened."""

    picked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = DeltaModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(_("Changes"))
        self.setProperty("role", "pane")
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAllColumnsShowFocus(True)
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionResized.connect(lambda *_moved: self.scheduleDelayedItemsLayout())
        self.activated.connect(self._open)

    def show_lines(self, lines: Sequence[DeltaLine]) -> None:
        """Show what changes do."""
        self.setUniformRowHeights(len(lines) > _ROOMY)
        self._model.fill(lines)
        for row in range(self._model.rowCount()):
            self.setFirstColumnSpanned(row, QModelIndex(), True)
        self.expandAll()
        if lines:
            self.setCurrentIndex(self._model.index(0, 0))
            self.clearSelection()

    def current(self) -> tuple[str, str]:
        """Return the uid and the field that the cursor is on; a record's own row has no field."""
        return self._told(self.currentIndex())

    def copied(self) -> str:
        """Return the selected lines, or all, as a spreadsheet pastes them."""
        chosen = [self._model.line(index) for index in self.selectionModel().selectedRows()]
        lines = [line for line in chosen if line is not None]
        lines = lines or [line for group in self._model.groups for line in group]
        rows = [(_("Record"), _("Field"), _("Before"), _("After"))]
        rows += [(line.record, line.label, line.old, line.new) for line in lines]
        return "\n".join("\t".join(map(_cell, row)) for row in rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy lines as a spreadsheet pastes them; all else as in any list."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied())
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width: the field's name a little, before and after alike."""
        super().resizeEvent(event)
        wide = self.viewport().width()
        first = min(theme.text_width(20), wide // 4)
        self.header().resizeSection(0, first)
        self.header().resizeSection(1, (wide - first) // 2)

    def _open(self, index: QModelIndex) -> None:
        self.picked.emit(*self._told(index))

    def _told(self, index: QModelIndex) -> tuple[str, str]:
        if not index.isValid():
            return "", ""
        line = self._model.line(index)
        if line is None:
            return self._model.groups[index.row()][0].uid, ""
        return line.uid, line.field


def _cell(text: str) -> str:
    """Return a cell as spreadsheets paste it, in quotes where it has breaks or quotes."""
    if any(sign in text for sign in '\t\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text
