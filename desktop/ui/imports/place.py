"""The first step: the sheet as it is, and where in it the table stands."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSpinBox,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.records.words import _, ngettext
from desktop.sheets.foreign.table import Bounds
from desktop.ui.imports.sheetmodel import SheetModel
from desktop.ui.imports.work import TableWork
from desktop.ui.kit import theme
from desktop.ui.kit.actions import keys, make
from desktop.ui.kit.empty import EmptyState
from desktop.ui.kit.flow import Flow
from desktop.ui.kit.widgets import label

COLUMN = 15
SIGNS = 16


class PlaceStep(QWidget):
    """Shows the sheet; keys and fields say where headings and rows stand."""

    def __init__(self, work: TableWork) -> None:
        super().__init__()
        self._work = work
        self._showing = False
        self.sheets = QComboBox()
        self.sheets.setAccessibleName(_("Sheet"))
        self.sheets.setMinimumContentsLength(16)
        self.sheets.activated.connect(self._take_sheet)
        self.header = self._spin(_("Headings in row"), zero=_("none"))
        self.headers = self._spin(_("Rows of headings"))
        self.first = self._spin(_("First row"))
        self.last = self._spin(_("Last row"))
        self.left = self._spin(_("First column"))
        self.right = self._spin(_("Last column"))
        self.model = SheetModel(self)
        self.view = _view(self.model)
        self.count = label("", "muted")
        self.hint = label(
            _("On a row: {h} headings here, {b} first row, {n} last row. "
              "On a column: {l} first, {r} last.").format(
                h=keys("headings here"), b=keys("first row here"), n=keys("last row here"),
                l=keys("first column here"), r=keys("last column here"),
            ),
            "muted",
        )  # fmt: skip
        for name, part in (
            ("headings here", "header"),
            ("first row here", "first"),
            ("last row here", "last"),
            ("first column here", "left"),
            ("last column here", "right"),
        ):
            make(name, self.view, partial(self._here, part))
        self.empty = EmptyState(
            "source",
            _("There is no table in this file."),
            _("Choose another sheet, or another file."),
        )  # fmt: skip
        self._lay_out()
        work.chosen_anew.connect(self.refresh)

    def _spin(self, words: str, *, zero: str = "") -> QSpinBox:
        made = QSpinBox()
        made.setAccessibleName(words)
        made.setMinimum(0 if zero else 1)
        made.setSpecialValueText(zero)
        made.setGroupSeparatorShown(True)
        made.setKeyboardTracking(False)
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
        made.setFixedWidth(theme.text_width(10))
        made.valueChanged.connect(self._typed)
        return made

    def _lay_out(self) -> None:
        self._parts: dict[QWidget, QWidget] = {}
        fields = QWidget()
        flow = Flow(fields, gap=theme.GROUP)
        for words, field in (
            (_("Sheet"), self.sheets),
            (_("Headings in row"), self.header),
            (_("Rows of headings"), self.headers),
            (_("First row"), self.first),
            (_("Last row"), self.last),
            (_("First column"), self.left),
            (_("Last column"), self.right),
        ):
            part = _labelled(words, field)
            self._parts[field] = part
            flow.addWidget(part)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GROUP)
        foot.addWidget(self.hint)
        foot.addStretch(1)
        foot.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(fields)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)

    def refresh(self) -> None:
        """Show the table as it is chosen."""
        looked, chosen = self._work.looked, self._work.chosen
        self._showing = True
        titles = [] if looked is None else [one.title for one in looked.sheets]
        if titles != [self.sheets.itemData(at) for at in range(self.sheets.count())]:
            self.sheets.clear()
            for one in [] if looked is None else looked.sheets:
                hidden = "" if one.hidden == "visible" else _(" (hidden)")
                self.sheets.addItem(f"{one.title}{hidden}", one.title)
        if chosen is None:
            self.model.show_sheet(None, None)
            self.count.setText("")
        else:
            self.sheets.setCurrentIndex(self.sheets.findData(chosen.sheet.title))
            self._show_sheet()
        self.stack.setCurrentWidget(self.view if self.model.rowCount() else self.empty)
        for field in self._fields():
            self._parts[field].setVisible(chosen is not None)
        self.hint.setVisible(chosen is not None)
        self.headers.setEnabled(bool(self.header.value()))
        self._showing = False

    def _show_sheet(self) -> None:
        chosen, looked = self._work.chosen, self._work.looked
        assert chosen is not None  # noqa: S101 - as the caller saw
        assert looked is not None  # noqa: S101 - where there is a table there is a file
        sheet = next(one for one in looked.sheets if one.title == chosen.sheet.title)
        bounds = chosen.table.bounds
        another = self.model.rowCount() == 0 or not self.view.currentIndex().isValid()
        self.model.show_sheet(sheet, bounds)
        for field, most, value in (
            (self.header, sheet.height, 0 if bounds.header is None else bounds.header + 1),
            (self.headers, 20, max(1, bounds.headers)),
            (self.first, sheet.height, bounds.first + 1),
            (self.last, sheet.height, bounds.last + 1),
            (self.left, sheet.width, bounds.left + 1),
            (self.right, sheet.width, bounds.right + 1),
        ):
            field.setMaximum(max(most, 1))
            field.setValue(value)
        n = chosen.height
        self.count.setText(
            ngettext("{n} row, {m} columns", "{n} rows, {m} columns", n).format(
                n=f"{n:,}", m=len(chosen.table.columns)
            )
        )
        if another or not self.view.currentIndex().isValid():
            top = bounds.first if bounds.header is None else bounds.header
            index = self.model.index(min(top, sheet.height - 1), bounds.left)
            self.view.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.view.scrollTo(self.model.index(max(0, top - 3), 0), _TOP)

    def _fields(self) -> tuple[QSpinBox, ...]:
        return self.header, self.headers, self.first, self.last, self.left, self.right

    def _take_sheet(self, _at: int) -> None:
        self._work.take_sheet(str(self.sheets.currentData()))

    def _typed(self, _value: int) -> None:
        if self._showing or self._work.chosen is None:
            return
        header = self.header.value() - 1 if self.header.value() else None
        self._move(
            Bounds(
                header=header,
                headers=self.headers.value() if header is not None else 0,
                first=self.first.value() - 1,
                last=self.last.value() - 1,
                left=self.left.value() - 1,
                right=self.right.value() - 1,
            ),
            self.sender(),
        )

    def _here(self, part: str) -> None:
        """Let the table's headings, an end of its rows or of its columns be where the cursor is."""
        index, chosen = self.view.currentIndex(), self._work.chosen
        if not index.isValid() or chosen is None:
            return
        at = index.column() if part in {"left", "right"} else index.row()
        bounds = chosen.table.bounds
        if part == "header":
            below = 0 if bounds.header is None else bounds.first - bounds.header - bounds.headers
            headers = max(1, bounds.headers)
            first = at + headers + max(0, below)
            bounds = replace(bounds, header=at, headers=headers, first=first)
            self._move(bounds, self.header)
        else:
            bounds = replace(bounds, **{part: at})
            self._move(bounds, getattr(self, part))

    def _move(self, bounds: Bounds, by: object) -> None:
        """Move the table; what stands in the way of what was said gives way to it."""
        self._work.move(_fitted(bounds, by is self.last, by is self.left))


def _fitted(bounds: Bounds, by_last: bool, by_left: bool) -> Bounds:
    """Return bounds whose ends are in order: headings, then rows, first to last."""
    first, last, header, headers = bounds.first, bounds.last, bounds.header, bounds.headers
    if header is not None and first < header + headers:
        if first > header:
            headers = first - header
        else:
            header, headers = None, 0
    if by_last:
        first = min(first, last)
        if header is not None and header >= first:
            header, headers = None, 0
    else:
        last = max(first, last)
    left, right = bounds.left, bounds.right
    if right < left:
        left, right = (left, left) if by_left else (right, right)
    return Bounds(header, headers, first, last, left, right)


def _labelled(words: str, field: QWidget) -> QWidget:
    """Return a field with its words above it."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GRID)
    said = label(words)
    said.setBuddy(field)
    column.addWidget(said)
    column.addWidget(field)
    return made


_TOP = QAbstractItemView.ScrollHint.PositionAtTop


class SheetView(QTableView):
    """A view of a sheet with a frame around the cell that the cursor is on."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells, then the frame."""
        super().paintEvent(event)
        index = self.currentIndex()
        if index.isValid() and self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(self.visualRect(index).adjusted(1, 1, -1, -1))
            painter.end()


def _view(model: SheetModel) -> SheetView:
    view = SheetView()
    view.setModel(model)
    view.setAccessibleName(_("The sheet"))
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setCornerButtonEnabled(False)
    view.setStyleSheet("QTableCornerButton::section { background: palette(window); border: none; }")
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows = view.verticalHeader()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setMinimumSectionSize(1)
    rows.setDefaultSectionSize(theme.row_height())
    rows.setFixedWidth(theme.text_width(SIGNS))
    heads = view.horizontalHeader()
    heads.setDefaultSectionSize(theme.text_width(COLUMN))
    heads.setHighlightSections(False)
    rows.setHighlightSections(False)
    # The sheet's heads ask the flags of every row and column with a selection model of the view.
    heads.setSelectionModel(QItemSelectionModel(model, heads))
    rows.setSelectionModel(QItemSelectionModel(model, rows))
    view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return view
