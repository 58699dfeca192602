"""How one column is read: what it becomes, the details of a figure, what its values mean."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import mapping
from desktop.records.models import content
from desktop.records.words import N_, _
from desktop.sheets.foreign.profile import FigureUse, Use
from desktop.sheets.foreign.table import Column
from desktop.sheets.foreign.targets import TIMES
from desktop.ui.imports.becoming import Becoming, BecomingBox
from desktop.ui.imports.meanings import MeaningsTable
from desktop.ui.imports.work import TableWork
from desktop.ui.kit import theme
from desktop.ui.kit.completing import CompletingEditor
from desktop.ui.kit.editors import editor
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.widgets import label

_BOUNDS = (
    ("exact", N_("the number itself")),
    ("low", N_("the lowest number")),
    ("high", N_("the highest number")),
)
_PLACED = (
    ("", N_("no place")),
    ("where", N_("where it happened")),
    ("from", N_("where it was launched from")),
    ("one", N_("always this place")),
)
_RELATIONS = (("part", N_("a part, which adds up")), ("subset", N_("of which; never adds")))


class ColumnPane(QWidget):
    """Shows one column and takes what a person says of it."""

    def __init__(self, work: TableWork, choices: Becoming) -> None:
        super().__init__()
        self._work = work
        self._choices = choices
        self._column: Column | None = None
        self._showing = False
        self.heading = label("", "heading")
        self.heading.setWordWrap(True)
        self.becomes = BecomingBox(choices)
        self.days = QCheckBox(_("Midnight means the day, without a time"))
        self.bound = self._box(_BOUNDS, _("The cell holds"))
        offers = Offers(work.workplace.desk)
        self.munition = _field(content("figure")["munition"], offers)
        self.munition.set_placeholder(_("from the column of munitions"))
        self.placed = self._box(_PLACED, _("Place"))
        self.place = _field(content("place")["parent"], offers)
        self.place.setAccessibleName(_("Always this place"))
        for line in (self.munition, self.place):
            line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.of = self._box((), _("Share of"))
        self.relation = self._box(_RELATIONS, _("As"))
        self.split = QCheckBox(_("A cell lists several: {'Kyiv': 3}"))
        self.values = MeaningsTable(work)
        for box in (self.bound, self.placed, self.of, self.relation):
            box.activated.connect(self._figure_changed)
        for check in (self.split, self.days):
            check.clicked.connect(self._figure_changed)
        for line in (self.munition, self.place):
            line.editingFinished.connect(self._figure_changed)
            line.chosen.connect(lambda _written, _uid: self._figure_changed())
        self.becomes.taken.connect(self._chosen)
        self.becomes.line.returnPressed.connect(lambda: self._chosen(self.becomes.code()))
        self._lay_out()

    @staticmethod
    def _box(options: tuple[tuple[str, str], ...], words: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(words)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for code, text in options:
            box.addItem(_(text), code)
        return box

    def _lay_out(self) -> None:
        self.figure = QWidget()
        form = QFormLayout(self.figure)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(theme.GAP)
        form.setVerticalSpacing(theme.GRID)
        where = QVBoxLayout()
        where.setSpacing(theme.GRID)
        where.addWidget(self.placed)
        where.addWidget(self.place)
        share = QHBoxLayout()
        share.setSpacing(theme.GAP)
        share.addWidget(self.of, 1)
        share.addWidget(self.relation, 1)
        for words, one in (
            (_("The cell holds"), self.bound),
            (_("Munition"), self.munition),
            (_("Place"), where),
            (_("Share of"), share),
        ):
            said = label(words)
            if isinstance(one, QWidget):
                said.setBuddy(one)
            form.addRow(said, one)
        form.addRow("", self.split)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.heading)
        column.addWidget(self.becomes)
        column.addWidget(self.days)
        column.addWidget(self.figure)
        column.addSpacing(theme.GAP)
        column.addWidget(self.values, 1)
        self.setMinimumWidth(theme.text_width(44))

    def show_column(self, column: Column | None) -> None:
        """Show how a column is read; None shows nothing."""
        self._column = column
        self.setVisible(column is not None)
        if column is None:
            return
        self._showing = True
        use = mapping.use_of(self._work.profile, column.name)
        self.heading.setText(
            _("Column {letter}: {name}").format(letter=column.letter, name=column.name)
        )
        self.becomes.show_code(self._choices.code(use), self._choices.said(use))
        self.days.setVisible(use.to in TIMES)
        self.days.setChecked(use.whole_days)
        self.figure.setVisible(use.figure is not None)
        if use.figure is not None:
            self._show_figure(use.figure, column)
        self.values.show_column(column, use)
        self._showing = False

    def _show_figure(self, figure: FigureUse, column: Column) -> None:
        self.bound.setCurrentIndex(self.bound.findData(figure.bound))
        self.munition.set_text(figure.munition)
        self.placed.setCurrentIndex(self.placed.findData("one" if figure.place else figure.placed))
        self.place.set_text(figure.place)
        self.place.setVisible(self.placed.currentData() == "one")
        self.of.clear()
        self.of.addItem(_("nothing"), "")
        for name, use in self._work.profile.columns.items():
            if use.figure is not None and name != column.name:
                self.of.addItem(name, name)
        self.of.setCurrentIndex(max(0, self.of.findData(figure.of)))
        self.relation.setCurrentIndex(max(0, self.relation.findData(figure.relation)))
        self.relation.setVisible(bool(figure.of))
        self.split.setChecked(figure.split)

    def become(self, column: Column, code: str) -> None:
        """Let a column become something, and say what had to give way."""
        profile = self._work.profile
        gone = mapping.given_up(profile, column.name, code)
        if gone:
            self._work.workplace.say(
                _("“{name}” is left out now: only one column can be that.").format(name=gone)
            )
        self._work.edit(mapping.become(profile, column.name, code))

    def _chosen(self, code: str) -> None:
        if self._column is not None:
            self.become(self._column, code)

    def _figure_changed(self, *_told: Any) -> None:
        if self._showing or self._column is None:
            return
        use = mapping.use_of(self._work.profile, self._column.name)
        whole_days = self.days.isChecked() if use.to in TIMES else use.whole_days
        figure = use.figure
        if figure is not None:
            figure = self._read_figure(figure)
        self.place.setVisible(self.placed.currentData() == "one")
        self._work.edit(
            mapping.refined(self._work.profile, self._column.name, Use(use.to, figure, whole_days))
        )

    def _read_figure(self, figure: FigureUse) -> FigureUse:
        placed = self.placed.currentData()
        of = str(self.of.currentData() or "")
        return replace(
            figure,
            bound=self.bound.currentData(),
            munition=self.munition.text().strip(),
            placed="" if placed == "one" else placed,
            place=self.place.text().strip() if placed == "one" else "",
            of=of,
            relation=self.relation.currentData() if of else "",
            split=self.split.isChecked(),
        )


def _field(kind: Any, offers: Offers) -> CompletingEditor:
    made = editor(kind, offers)
    assert isinstance(made, CompletingEditor)  # noqa: S101 - a link is typed by name
    assert isinstance(made, QLineEdit)  # noqa: S101
    return made
