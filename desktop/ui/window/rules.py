"""The desk's rules of review and checking, in the settings."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.checks import CHECKS
from desktop.desk.rules import Rules
from desktop.records.words import N_, _
from desktop.ui.kit import theme
from desktop.ui.kit.widgets import label

_SEVERITIES = (("error", N_("error")), ("warning", N_("warning")), ("off", N_("not checked")))
_TICKS = (
    ("", N_("nothing")),
    ("figures", N_("every figure")),
    ("all", N_("every figure and field")),
)
_YEAR = 366 * 24


class RulesPane(QWidget):
    """Shows rules, and gives back what was made of them."""

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self.own = _tick(_("An editor may approve their own records"), rules.own_approval)
        self.errors = _tick(_("Errors keep an incident from being submitted"), rules.errors_block)
        self.findings = _tick(
            _("Open findings keep an incident from being approved"), rules.findings_block
        )
        self.ticks = _choice(_TICKS, rules.ticks, _("Ticked before an approval"))
        self.longest = QSpinBox()
        self.longest.setRange(1, _YEAR)
        self.longest.setValue(rules.longest)
        self.longest.setAccessibleName(_("Longest window, in hours"))
        self.severities = {
            one.code: _choice(
                _SEVERITIES, rules.severities.get(one.code, one.severity), _(one.title)
            )
            for one in CHECKS
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        for box in (self.own, self.errors, self.findings):
            column.addWidget(box)
        form = _form()
        form.addRow(_("Ticked before an approval"), self.ticks)
        form.addRow(_("Longest window, in hours"), self.longest)
        column.addLayout(form)
        column.addWidget(label(_("Checks")))
        column.addWidget(self._checks(), 1)

    def _checks(self) -> QWidget:
        inner = QWidget()
        form = _form()
        form.setContentsMargins(theme.GRID, theme.GRID, theme.GAP, theme.GRID)
        inner.setLayout(form)
        for one in CHECKS:
            said = label(_(one.title))
            said.setToolTip(_(one.meaning))
            self.severities[one.code].setToolTip(_(one.meaning))
            form.addRow(said, self.severities[one.code])
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(theme.row_height() * 8)
        return area

    def rules(self) -> Rules:
        """Return the rules as they stand in the pane."""
        return Rules(
            self.own.isChecked(),
            self.errors.isChecked(),
            self.findings.isChecked(),
            str(self.ticks.currentData()),
            self.longest.value(),
            {code: str(box.currentData()) for code, box in self.severities.items()},
        )


def _tick(words: str, checked: bool) -> QCheckBox:
    box = QCheckBox(words)
    box.setChecked(checked)
    return box


class _Quiet(QComboBox):
    """Leaves the wheel to the list that it stands in."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll what is around; a value is never changed by the way."""
        event.ignore()


def _choice(offered: tuple[tuple[str, str], ...], chosen: str, name: str) -> QComboBox:
    box = _Quiet()
    box.setAccessibleName(name)
    for code, words in offered:
        box.addItem(_(words), code)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setSpacing(theme.GAP)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    return form
