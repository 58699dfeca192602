"""The third step: what holds for all rows, and the names that the desk does not know."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import mapping
from desktop.records.models import content
from desktop.records.when_reading import FIRST_YEAR, LAST_YEAR
from desktop.records.words import _
from desktop.records.zones import ZONES
from desktop.sheets.foreign.profile import FigureUse
from desktop.sheets.foreign.targets import FIELDS
from desktop.store import read
from desktop.ui.imports.strangers import StrangersPane
from desktop.ui.imports.work import TableWork
from desktop.ui.kit import theme
from desktop.ui.kit.editors import editor
from desktop.ui.kit.offers import Offers
from desktop.ui.kit.widgets import label

# What a table seldom says in a column, since it is the same in all rows.
DEFAULTS = (
    "incident.kind", "incident.actor", "report.speaker",
    "source.title", "source.publisher", "source.url",
)  # fmt: skip
WIDE = 44


class RulesStep(QWidget):
    """Zone, year, defaults and grouping at the left; unknown names at the right."""

    def __init__(self, work: TableWork) -> None:
        super().__init__()
        self._work = work
        self._showing = False
        connection = work.workplace.desk.file.connection
        self.zone = _box(_("Time zone of the table"))
        for name, words in ZONES.items():
            self.zone.addItem(f"{words} ({name})" if words != name else words, name)
        self.year = QLineEdit()
        self.year.setAccessibleName(_("Year"))
        self.year.setMaxLength(4)
        self.year.setFixedWidth(theme.text_width(8))
        self.months = QCheckBox(_("Month before day: 07/08 is 8 July"))
        self.each = _box(_("Each row is one"))
        self.each.addItem(_("nothing to be counted"), "")
        for one in read.terms(connection, "measure"):
            self.each.addItem(one["name"], one["code"])
        self.group = (_box(_("One incident for rows with the same")), _box(_("and the same")))
        offers = Offers(work.workplace.desk)
        self.defaults: dict[str, Any] = {}
        for code in DEFAULTS:
            record, _dot, name = code.partition(".")
            made = editor(content(record)[name], offers)
            made.setAccessibleName(_(FIELDS[code]))
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.defaults[code] = made
        self.strangers = StrangersPane(work, offers)
        self._lay_out()
        self._connect()
        work.chosen_anew.connect(self.refresh)

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.setSpacing(theme.GRID)
        self._put(column, _("Time zone of the table"), self.zone)
        self._put(column, _("Year, where the dates have none"), self.year)
        column.addWidget(self.months)
        column.addSpacing(theme.GROUP)
        for code, field in self.defaults.items():
            self._put(column, _("{field}, where no column says it").format(field=_(FIELDS[code])),
                      field)  # fmt: skip
        column.addSpacing(theme.GROUP)
        self._put(column, _("One incident for rows with the same"), self.group[0])
        self._put(column, _("and the same"), self.group[1])
        self._put(column, _("Each row is one"), self.each)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        area.setFixedWidth(theme.text_width(WIDE))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.GAP, 0, 0)
        row.setSpacing(theme.EDGE)
        row.addWidget(area)
        row.addWidget(self.strangers, 1)

    @staticmethod
    def _put(column: QVBoxLayout, words: str, field: QWidget) -> None:
        said = label(words)
        said.setBuddy(field)
        column.addWidget(said)
        column.addWidget(field)
        column.addSpacing(theme.GRID)

    def _connect(self) -> None:
        for box in (self.zone, self.each, *self.group):
            box.activated.connect(self._changed)
        self.months.clicked.connect(self._changed)
        self.year.editingFinished.connect(self._changed)
        for field in self.defaults.values():
            field.editingFinished.connect(self._changed)
            field.chosen.connect(lambda _written, _uid: self._changed())

    @property
    def first(self) -> QWidget:
        """Where the work begins: at the unknown names, if there are any."""
        return self.strangers.table if self.strangers.many else self.zone

    def refresh(self) -> None:
        """Show the profile as it is."""
        profile, chosen = self._work.profile, self._work.chosen
        self._showing = True
        if self.zone.findData(profile.zone) < 0:
            self.zone.addItem(profile.zone, profile.zone)
        self.zone.setCurrentIndex(self.zone.findData(profile.zone))
        self.year.setText("" if profile.year is None else str(profile.year))
        self.months.setChecked(profile.month_first)
        measure = profile.each_row.measure if profile.each_row else ""
        self.each.setCurrentIndex(max(0, self.each.findData(measure)))
        columns = chosen.table.columns if chosen else ()
        for at, box in enumerate(self.group):
            box.clear()
            box.addItem(_("nothing: a row is an incident") if not at else _("nothing more"), "")
            for column in columns:
                box.addItem(column.name, column.name)
            wanted = profile.group[at] if at < len(profile.group) else ""
            box.setCurrentIndex(max(0, box.findData(wanted)))
        for code, field in self.defaults.items():
            field.set_text(profile.defaults.get(code, ""))
        self._showing = False

    def _changed(self, *_told: Any) -> None:
        if self._showing or self._work.chosen is None:
            return
        profile = self._work.profile
        for code, field in self.defaults.items():
            profile = mapping.defaulted(profile, code, field.text().strip())
        group = tuple(dict.fromkeys(str(box.currentData()) for box in self.group))
        measure = str(self.each.currentData())
        before = profile.each_row or FigureUse("", placed=mapping.placed(profile))
        each = replace(before, measure=measure) if measure else None
        written = self.year.text().strip()
        year = int(written) if written.isdecimal() else None
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            year = None
        self._work.edit(
            replace(
                profile,
                zone=str(self.zone.currentData()),
                year=year,
                month_first=self.months.isChecked(),
                group=tuple(name for name in group if name),
                each_row=each,
            )
        )


def _box(words: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(words)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box
