"""The table of one report's figures: cells edited in place, worked by the keyboard alone."""

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from desktop.records.count import Count
from desktop.records.kinds_links import Places
from desktop.records.models import RANKS
from desktop.records.words import _
from desktop.ui.editor.cells import CellDelegate
from desktop.ui.editor.rows import COLUMNS, FOLDED, FigureRows, Index, Line, write
from desktop.ui.editor.work import Work
from desktop.ui.kit import theme
from desktop.ui.kit.editors import EMPTIES

_WIDTHS = {"measure": 17, "count": 10, "places": 24, "relation": 9, "quote": 13}
_MORE = 12


class FiguresTable(QTableView):
    """One report's figures; as tall as they are, the column scrolls.

    `left` tells that Tab went past the last cell, `pasted` brings lines of text to be entered.
    """

    left = Signal()
    pasted = Signal(str)
    removed = Signal(str)

    def __init__(self, work: Work, report: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self.rows = FigureRows(work, report, self)
        self.setModel(self.rows)
        self._delegate = CellDelegate(work, self)
        self._delegate.wanted.connect(self._add)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setAccessibleName(_("Figures of the report"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self._sections()
        self.load()

    def _sections(self) -> None:
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for column, name in enumerate(COLUMNS):
            self.setColumnWidth(column, theme.text_width(_WIDTHS.get(name, _MORE)))
            self.setColumnHidden(column, name in FOLDED)
        head.setSectionResizeMode(COLUMNS.index("places"), QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def load(self) -> None:
        """Show the report's figures as they are now, with the cursor where it was."""
        at = self.currentIndex()
        uid = self.figure()
        self.rows.load()
        self.clearSpans()
        for row, line in enumerate(self.rows.lines):
            if line.placing is not None:
                self.setSpan(row, 0, 1, len(COLUMNS))
        self._unfold()
        row = self.rows.row_of(uid) if uid else -1
        if row >= 0 and (row, at.column()) != (self.currentIndex().row(), at.column()):
            self.setCurrentIndex(self.rows.index(row, at.column()))
        self.setVisible(bool(self.rows.lines))
        self.setFixedHeight(self.sizeHint().height())

    def _unfold(self) -> None:
        for name in FOLDED:
            filled = any(line.cells[name].text for line in self.rows.lines if line.placing is None)
            if filled and name == "note":
                self.setColumnHidden(COLUMNS.index(name), False)

    def show_more(self) -> None:
        """Show munition and note, or hide them again."""
        hidden = self.isColumnHidden(COLUMNS.index(FOLDED[0]))
        for name in FOLDED:
            self.setColumnHidden(COLUMNS.index(name), not hidden)

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        tall = len(self.rows.lines) * theme.row_height() + 2 * self.frameWidth()
        return QSize(theme.text_width(60), tall + self.horizontalHeader().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the height of all rows, and a width that can be worked in."""
        return QSize(theme.text_width(40), self.sizeHint().height())

    def figure(self) -> str:
        """Return the uid of the figure that the cursor is on, or ""."""
        line = self.rows.line(self.currentIndex().row())
        return line.figure.uid if line is not None else ""

    def column_name(self) -> str:
        """Return the field that the cursor is on."""
        return COLUMNS[max(0, self.currentIndex().column())]

    def point(self, uid: str = "", name: str = "measure") -> bool:
        """Put the cursor on a figure's cell, or on the first; return whether it is there."""
        row = self.rows.row_of(uid) if uid else 0
        if not 0 <= row < self.rows.rowCount():
            return False
        self.setCurrentIndex(self.rows.index(row, COLUMNS.index(name)))
        return True

    def go(self, uid: str = "", name: str = "measure") -> None:
        """Go to a figure's cell, or to the first."""
        if self.point(uid, name):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Make the figure under the cursor the one that a quote goes to."""
        super().currentChanged(current, previous)
        line = self.rows.line(current.row())
        if line is not None:
            self._work.choose(line.figure.uid, self.rows.report)

    def _beside(self, forward: bool) -> QModelIndex | None:
        """Return the cell that Tab goes to, or None past the last and before the first."""
        at = self.currentIndex()
        cells = [
            (row, column)
            for row, line in enumerate(self.rows.lines)
            if line.placing is None
            for column in range(len(COLUMNS))
            if not self.isColumnHidden(column)
        ]
        here = (at.row(), at.column())
        if here not in cells:
            return self.rows.index(*cells[0]) if cells and forward and not at.isValid() else None
        to = cells.index(here) + (1 if forward else -1)
        return self.rows.index(*cells[to]) if 0 <= to < len(cells) else None

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go across the cells with Tab, and out past the last."""
        beside = self._beside(forward)
        if beside is not None:
            self.setCurrentIndex(beside)
            return True
        if forward:
            self.left.emit()
            return True
        self.setTabKeyNavigation(False)
        gone = super().focusNextPrevChild(forward)
        self.setTabKeyNavigation(True)
        return gone

    def closeEditor(self, edit: QWidget, hint: "CellDelegate.EndEditHint") -> None:
        """Go on with the next cell after Tab, or out past the last."""
        ways = {
            CellDelegate.EndEditHint.EditNextItem: True,
            CellDelegate.EndEditHint.EditPreviousItem: False,
        }
        super().closeEditor(edit, CellDelegate.EndEditHint.NoHint)
        if hint in ways:
            beside = self._beside(ways[hint])
            if beside is not None:
                self.setCurrentIndex(beside)
            elif ways[hint]:
                self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Keep the table's own keys from the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Copy) or self._empty(event) is not None)
        ):
            event.accept()
            return True
        return super().event(event)

    @staticmethod
    def _empty(event: QKeyEvent) -> Count | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.ControlModifier:
            return None
        return EMPTIES.get(Qt.Key(event.key()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work a cell: Enter edits, Ctrl+0 to Ctrl+3 are the kinds of empty, paste makes rows."""
        empty = self._empty(event)
        line = self.rows.line(self.currentIndex().row())
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        elif event.matches(QKeySequence.StandardKey.Paste):
            if self._work.editable:
                self.pasted.emit(QGuiApplication.clipboard().text())
        elif empty is not None and line is not None:
            if self._work.editable:
                write(self._work, line.figure, "count", str(empty))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.state() != QAbstractItemView.State.EditingState and line is not None:
                self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def repeat(self) -> None:
        """Write the value of the cell above into this one."""
        at = self.currentIndex()
        line = self.rows.line(at.row())
        above = next(
            (self.rows.line(row) for row in range(at.row() - 1, -1, -1) if self.rows.line(row)),
            None,
        )
        if line is None or above is None or not self._work.editable:
            return
        name = COLUMNS[at.column()]
        line.figure.picks[name] = dict(above.figure.picks.get(name, {}))
        write(self._work, line.figure, name, self._work.text(above.figure, name))

    def selected_text(self) -> str:
        """Return the selected rows as a spreadsheet pastes them."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        columns = [at for at in range(len(COLUMNS)) if not self.isColumnHidden(at)]
        lines = [
            "\t".join(
                str(self.rows.index(row, at).data(Qt.ItemDataRole.EditRole) or "") for at in columns
            )
            for row in rows
            if self.rows.line(row) is not None
        ]
        return "\n".join(lines)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a figure beyond its cells."""
        line = self.rows.line(self.currentIndex().row())
        if line is not None:
            self.menu(line).exec(event.globalPos())

    def menu(self, line: Line) -> QMenu:
        """Return the menu of a figure: its standing, whether it is joint, removing it."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        around = self._work.around(line.figure)
        for code, words, meaning in RANKS:
            made = self._choice(menu, _(words).capitalize(), line, "rank", value=code)
            made.setChecked(line.rank == code)
            made.setToolTip(_(meaning))
        menu.addSeparator()
        joint = line.figure.safe("joint", around)
        words = _("Joint: one number over several places")
        self._choice(menu, words, line, "joint", value=not joint).setChecked(joint)
        more = menu.addAction(_("Show munition and note"), self.show_more)
        more.setCheckable(True)
        more.setChecked(not self.isColumnHidden(COLUMNS.index("note")))
        menu.addSeparator()
        gone = menu.addAction(_("Remove figure"), lambda: self.removed.emit(line.figure.uid))
        gone.setEnabled(self._work.editable)
        return menu

    def _choice(self, menu: QMenu, words: str, line: Line, name: str, *, value: object) -> QAction:
        action = QAction(words, menu)
        action.setCheckable(True)
        action.setEnabled(self._work.editable)
        action.triggered.connect(lambda _on=False: self._work.put(line.figure, name, value))
        menu.addAction(action)
        return action

    def cycle_rank(self) -> None:
        """Give the current figure the next standing: normal, preferred, deprecated."""
        line = self.rows.line(self.currentIndex().row())
        if line is not None and self._work.editable:
            ranks = ("normal", "preferred", "deprecated")
            self._work.put(line.figure, "rank", ranks[(ranks.index(line.rank) + 1) % 3])

    def _add(self, row: int, name: str, target: str, text: str) -> None:
        line = self.rows.line(row)
        if line is None:
            return
        self.add_named(line, name, target, text)

    def add_named(self, line: Line, name: str, target: str, text: str) -> None:
        """Add the record that a cell names, and let the cell mean it."""
        kind = line.figure.kind(name)
        made = self._work.add(kind, target, text, self)
        if made is not None:
            written = text if isinstance(kind, Places) else made.name
            if not isinstance(kind, Places):
                write(self._work, line.figure, name, written)
            self._work.pick(line.figure, name, written, made.uid)
        self.go(line.figure.uid, name)
