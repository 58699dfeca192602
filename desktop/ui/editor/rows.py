"""What a report's table shows: its figures in outline, and under each total what is not placed."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.desk import shares
from desktop.desk.entered import Entered
from desktop.desk.shares import Placing
from desktop.records.context import Context
from desktop.records.count import NONE_REPORTED, NOT_CHECKED, NOT_STATED, Count
from desktop.records.errors import Invalid
from desktop.records.models import content
from desktop.records.words import N_, _
from desktop.ui.editor.work import Work

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("measure", "count", "places", "relation", "quote", "munition", "note")
FOLDED = ("munition", "note")
MARKS = {NONE_REPORTED: "∅", NOT_STATED: "–", NOT_CHECKED: "?"}
RANK_MARKS = {"preferred": "▲", "deprecated": "▽"}
_RANK_WORDS = {
    "preferred": N_("Preferred: published instead of its rivals."),
    "deprecated": N_("Deprecated: kept, but not published."),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table's cell shows; `why` is what is wrong with it."""

    text: str
    role: str = "text"
    tip: str = ""
    why: Invalid | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a figure, or, with a `placing`, the remainder of a total.

    `evidence` is the number of the words that the figure stands on, 0 for none.
    """

    figure: Entered
    depth: int
    cells: dict[str, Cell]
    rank: str = "normal"
    evidence: int = 0
    placing: Placing | None = None


class FigureRows(QAbstractTableModel):
    """The rows of one report; it is rebuilt from the entry whenever that changes."""

    def __init__(self, work: Work, report: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.report = report
        self.lines: list[Line] = []

    def load(self) -> None:
        """Show the report's figures as they are now; the rows stay where their number does."""
        lines = outline(self._work, self.report)
        if [one.figure.uid for one in lines] == [one.figure.uid for one in self.lines]:
            self.lines = lines
            if lines:
                last = self.index(len(lines) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def row_of(self, uid: str) -> int:
        """Return the row of a figure, or -1."""
        return next(
            (
                row
                for row, line in enumerate(self.lines)
                if line.figure.uid == uid and line.placing is None
            ),
            -1,
        )

    def line(self, row: int) -> Line | None:
        """Return the figure's line in a row, or None where there is none."""
        if 0 <= row < len(self.lines) and self.lines[row].placing is None:
            return self.lines[row]
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let figures be edited; a remainder is only read."""
        plain = Qt.ItemFlag.ItemIsEnabled
        if self.line(index.row()) is None:
            return plain
        plain |= Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if self._work.editable else plain

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the label of a column's field."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        kind = content("figure")[COLUMNS[section]]
        if role == Qt.ItemDataRole.DisplayRole:
            return kind.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return kind.description
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section] == "count":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, the text to edit, or the words for tooltips and screen readers."""
        line = self.lines[index.row()]
        name = COLUMNS[index.column()]
        cell = line.cells.get(name)
        if cell is None:
            return None
        if role == Qt.ItemDataRole.EditRole:
            return self._work.text(line.figure, name)
        shown: dict[int, str | None] = {
            Qt.ItemDataRole.DisplayRole: cell.text,
            Qt.ItemDataRole.ToolTipRole: cell.tip or None,
            Qt.ItemDataRole.AccessibleTextRole: _spoken(line, name, cell),
        }
        return shown.get(role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed into a cell."""
        line = self.line(index.row())
        if line is None or role != Qt.ItemDataRole.EditRole:
            return False
        write(self._work, line.figure, COLUMNS[index.column()], str(value))
        return True


def _spoken(line: Line, name: str, cell: Cell) -> str:
    """Return what a screen reader says of a cell."""
    numbered = name == "quote" and line.evidence
    said = [_("words {n}").format(n=line.evidence) if numbered else "", cell.text, cell.tip]
    return ". ".join(part for part in said if part)


def write(work: Work, figure: Entered, name: str, text: str) -> None:
    """Take what was typed into a figure's field, with what follows from it."""
    around = work.around(figure)
    if name == "relation":
        kind = figure.kind("relation")
        try:
            shares.relate(work.entry, figure, kind.read(text, around), around)
        except Invalid:
            figure.write(name, text, around)
    else:
        figure.write(name, text, around)
    if name == "quote":
        figure.put("quote_start", None)
        figure.put("quote_end", None)
    if name == "places":
        figure.put("joint", len(figure.safe("places", around)) > 1)
    work.edited.emit(figure.uid, name)


def outline(work: Work, report: str) -> list[Line]:
    """Return the lines of a report's figures, the remainder of a total after its last share."""
    entry, found = work.entry, list[Line]()
    figures = entry.figures.get(report, [])
    evidence = work.evidence()
    due: dict[int, list[Line]] = {}
    for at, figure in enumerate(figures):
        around = work.around(figure)
        line = Line(
            figure,
            entry.depth(figure),
            {name: _cell(work, figure, name, around) for name in COLUMNS},
            figure.safe("rank", around),
            evidence.get((figure.uid, "quote"), 0),
        )
        found.append(line)
        placing = shares.placing(entry, figure, around)
        if placing is not None:
            due.setdefault(entry.after(figure), []).insert(0, _rest(line, placing))
        found.extend(due.pop(at + 1, ()))
    return found


def _rest(line: Line, placing: Placing) -> Line:
    text, role = said(placing)
    return Line(line.figure, line.depth + 1, {"measure": Cell(text, role)}, placing=placing)


def said(placing: Placing) -> tuple[str, str]:
    """Return what a total's parts leave over in words, and the theme's colour for it."""
    total, left = str(placing.total), placing.left
    if placing.too_many:
        if all(one.low == one.high and one.low is not None for one in placing.parts):
            parts = sum(one.low or 0 for one in placing.parts)
            text = _("the parts make {parts}, more than {total}")
            return text.format(parts=parts, total=total), "error"
        return _("the parts make more than {total}").format(total=total), "error"
    if left is None:
        return _("what is left of {total} can't be known").format(total=total), "muted"
    if left == Count.exact(0):
        return _("{total} placed").format(total=total), "done"
    return _("{left} of {total} not placed").format(left=left, total=total), "muted"


def _cell(work: Work, figure: Entered, name: str, around: Context) -> Cell:  # noqa: PLR0911
    text = figure.text(name, around)
    try:
        value = figure.value(name, around)
    except Invalid as error:
        shown = text or (_("needed") if figure.kind(name).required else "")
        return Cell(shown, "error", str(error), error)
    deprecated = figure.safe("rank", around) == "deprecated"
    role = "muted" if deprecated else "text"
    if name == "count":
        return _count_cell(value, role, figure.safe("rank", around))
    if name == "measure":
        owner = work.entry.owner(figure)
        same = owner is not None and owner.safe("measure", around) == value
        return Cell(text, "muted" if same else role)
    if name == "places":
        names = ", ".join(around.name(one.uid) for one in value)
        joint = figure.safe("joint", around) and len(value) > 1
        shown = _("{places} (joint)").format(places=names) if joint else names
        return Cell(shown, role, text if text != names else "")
    if name == "relation":
        return Cell(text, "muted")
    flat = " ".join(text.split())
    if name == "quote":
        if (figure.uid, "quote") in work.lost():
            return Cell(f"“{flat}”", "warning", _("The source's text does not have these words."))
        return Cell(f"“{flat}”" if flat else "", "muted", text)
    return Cell(flat, role, text)


def _count_cell(value: Count, role: str, rank: str) -> Cell:
    mark = f"{RANK_MARKS[rank]} " if rank in RANK_MARKS else ""
    tip = "\n".join(
        part for part in (value.understood(), _(_RANK_WORDS[rank]) if rank in _RANK_WORDS else "")
        if part
    )  # fmt: skip
    if value in MARKS:
        return Cell(f"{mark}{MARKS[value]} {value}", "muted", tip)
    return Cell(f"{mark}{value}", role, tip)
