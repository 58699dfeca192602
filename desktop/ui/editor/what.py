"""The left column: what happened and when."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.records.words import _
from desktop.records.zones import ZONES
from desktop.ui.editor.fields import Fields
from desktop.ui.editor.work import Work
from desktop.ui.kit import theme
from desktop.ui.kit.form import Form
from desktop.ui.kit.widgets import label


class WhatColumn(QScrollArea):
    """The incident's own fields, from their declarations."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form = Form()
        self.form.add_heading(_("What and when"))
        self.fields = Fields(work, work.entry.incident, self.form)
        for names in (("title",), ("kind",), ("when",)):
            self.fields.add(*names)
        self.zone = self._zones()
        for names in (("where",), ("actor",), ("summary",), ("tags",), ("confidence",)):
            self.fields.add(*names)
        QWidget.setTabOrder(self.form.row("when").editor, self.zone)
        QWidget.setTabOrder(self.zone, self.form.row("where").editor)
        work.edited.connect(lambda _uid, _name: self.number())
        work.reshaped.connect(self.number)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(theme.EDGE, theme.GROUP, theme.GROUP, theme.GROUP)
        layout.addWidget(self.form)
        layout.addStretch(1)
        self.setWidget(body)

    def _zones(self) -> QComboBox:
        """Return the picker of the zone that times are in where they name none."""
        picker = QComboBox()
        for name, shown in ZONES.items():
            picker.addItem(shown, name)
        picker.setAccessibleName(_("Time zone"))
        picker.setToolTip(_("The zone of times that name none, in the whole record."))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, theme.GAP)
        row.addWidget(label(_("Times are in")))
        row.addWidget(picker)
        row.addStretch(1)
        self.form.add_widget(line)
        picker.activated.connect(self._choose_zone)
        return picker

    def _choose_zone(self, row: int) -> None:
        self._work.entry.zone = self.zone.itemData(row)
        self._work.reshaped.emit()

    def number(self) -> None:
        """Show which fields stand on words of a source."""
        self.fields.number(self._work.evidence())

    def load(self) -> None:
        """Show the entry that is on the page now."""
        self.fields.bind(self._work.entry.incident)
        self.number()
        zone = self._work.entry.zone or self._work.desk.zone
        if self.zone.findData(zone) < 0:
            self.zone.addItem(zone, zone)
        self.zone.setCurrentIndex(self.zone.findData(zone))
        self.zone.setEnabled(self._work.editable)

    def go(self) -> None:
        """Put the cursor into the first field."""
        title = self.form.row("title").editor
        title.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(title, QLineEdit):
            # Where the whole does not fit, its beginning tells more than its end.
            fits = title.fontMetrics().horizontalAdvance(title.text()) < title.width()
            title.setCursorPosition(len(title.text()) if fits else 0)
