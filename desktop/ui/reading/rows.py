"""The rows of a proposal: each report with its figures, which are taken or left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from desktop.desk import along
from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.icons import icon
from desktop.ui.kit.markedtext import Mark

if TYPE_CHECKING:
    from desktop.reading.suggestion import (
        SuggestedFigure,
        SuggestedReport,
        Suggestion,
    )

Index = QModelIndex | QPersistentModelIndex
WHAT, DOUBT, COUNT, PLACES, RELATION, WORDS = range(6)


@dataclass(frozen=True, slots=True)
class Row:
    """A report's heading, or, with an `id`, one of its figures.

    `number` is that of the words that a figure stands on.
    """

    cells: tuple[str, ...]
    ids: tuple[str, ...]
    id: str = ""
    number: int = 0
    depth: int = 0
    tip: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal as rows, and the words of the text that they stand on."""

    rows: tuple[Row, ...] = ()
    marks: tuple[Mark, ...] = ()
    owners: Mapping[int, str] = field(default_factory=dict)

    @property
    def figures(self) -> int:
        """How many figures there are."""
        return sum(bool(row.id) for row in self.rows)


def shown(suggestion: "Suggestion", zone: str, names: Mapping[tuple[str, str], str]) -> Shown:
    """Return the rows and marks of what is proposed; `names` are those of the desk's terms."""
    spans = sorted(set(_spans(suggestion.reports)))
    numbers = {span: at for at, span in enumerate(spans, 1)}
    rows: list[Row] = []
    marks: dict[tuple[int, int], Mark] = {}
    owners: dict[int, str] = {}
    for report in suggestion.reports:
        for field_, named in (("speaker", report.speaker), ("when", report.moment)):
            if named is not None:
                span = named.start, named.end
                marks[span] = Mark(*span, numbers[span], field_)
        rows.append(_heading(report, zone))
        depths: dict[str, int] = {}
        for one in report.figures:
            depths[one.id] = depths.get(one.of, -1) + 1
            span = one.start, one.end
            marks[span] = Mark(*span, numbers[span])
            owners.setdefault(numbers[span], one.id)
            rows.append(_figure(one, suggestion.text, numbers[span], depths[one.id], names))
    return Shown(tuple(rows), tuple(marks[span] for span in sorted(marks)), owners)


def _spans(reports: "Iterable[SuggestedReport]") -> Iterable[tuple[int, int]]:
    for report in reports:
        yield from ((one.start, one.end) for one in report.figures)
        yield from ((one.start, one.end) for one in (report.speaker, report.moment) if one)


def _heading(report: "SuggestedReport", zone: str) -> Row:
    speaker = report.speaker.name if report.speaker else _("speaker not named")
    if report.speaker and report.speaker.role:
        speaker = f"{speaker}, {report.speaker.role}"
    when = along.when_of(report, zone)
    said = when.understood(with_year=True) if when is not None else _("window not stated")
    return Row((f"{speaker} · {said}",), tuple(one.id for one in report.figures))


def _figure(
    one: "SuggestedFigure",
    text: str,
    number: int,
    depth: int,
    names: Mapping[tuple[str, str], str],
) -> Row:
    measure = names.get(("measure", one.measure), one.measure)
    munition = names.get(("munition", one.munition), one.munition)
    what = f"{measure}: {munition}" if munition else measure
    places = ", ".join(place.name for place in one.places)
    if one.joint and len(one.places) > 1:
        places = _("{places} (joint)").format(places=places)
    relation = {"part": _("part"), "subset": _("of which")}.get(one.relation, "")
    quote = " ".join(text[one.start : one.end].split())
    cells = (what, "", str(along.count_of_figure(one)), places, relation, f"“{quote}”")
    return Row(cells, (one.id,), one.id, number, depth, quote, one.doubt)


class ProposalRows(QAbstractTableModel):
    """The rows of a proposal; `taken` holds the ids of the figures that are taken."""

    chosen = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown = Shown()
        self.taken: set[str] = set()

    def show(self, shown: Shown) -> None:
        """Show another proposal, all of it taken."""
        self.beginResetModel()
        self.shown = shown
        self.taken = {one for row in shown.rows for one in row.ids}
        self.endResetModel()
        self.chosen.emit()

    def take(self, row: int, *, on: bool | None = None) -> None:
        """Take a figure, or all of a report, or leave it out; without `on` the other way round."""
        ids = set(self.shown.rows[row].ids)
        wanted = not ids <= self.taken if on is None else on
        self.taken = self.taken | ids if wanted else self.taken - ids
        self._tell()

    def take_all(self) -> None:
        """Take all that is proposed."""
        self.taken = {one for row in self.shown.rows for one in row.ids}
        self._tell()

    def _tell(self) -> None:
        last = self.index(len(self.shown.rows) - 1, WORDS)
        self.dataChanged.emit(self.index(0, 0), last)
        self.chosen.emit()

    def row_of(self, figure: str) -> int:
        """Return the row of a figure, or -1."""
        return next((at for at, row in enumerate(self.shown.rows) if row.id == figure), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.shown.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else WORDS + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every row be gone to; the first column is ticked."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsUserCheckable if index.column() == WHAT else plain

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a column is called."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        heads = (_("What"), "", _("Count"), _("Places"), _("Relation"), _("Words"))
        return heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, and whether its row is taken."""
        row, column = self.shown.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._ticked(row) if column == WHAT else None
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(bold=not row.id)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DecorationRole:
            return icon("warning", "warning") if column == DOUBT and row.doubt else None
        return self._text(row, column, role)

    def _text(self, row: Row, column: int, role: int) -> str | None:
        text = row.cells[column] if column < len(row.cells) else ""
        shown = {
            int(Qt.ItemDataRole.DisplayRole): "    " * row.depth * (column == WHAT) + text,
            int(Qt.ItemDataRole.ToolTipRole): row.doubt or row.tip or None,
            int(Qt.ItemDataRole.AccessibleTextRole): self._spoken(row, text, column),
        }
        return shown.get(int(role))

    def _colour(self, row: Row, column: int) -> QColor:
        out = not self.taken.intersection(row.ids)
        return theme.colour("muted" if out or column in (RELATION, WORDS) else "text")

    def _ticked(self, row: Row) -> Qt.CheckState:
        ids = set(row.ids)
        if ids and ids <= self.taken:
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if ids & self.taken else Qt.CheckState.Unchecked

    def _spoken(self, row: Row, text: str, column: int) -> str:
        if column != WHAT:
            return row.doubt if column == DOUBT else text
        taken = _("taken") if self.taken.intersection(row.ids) else _("left out")
        words = _("words {n}").format(n=row.number) if row.number else ""
        return ", ".join(part for part in (*row.cells[:5], taken, words, row.doubt) if part)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what is ticked, leave out what is not."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != WHAT:
            return False
        self.take(index.row(), on=Qt.CheckState(value) != Qt.CheckState.Unchecked)
        return True
