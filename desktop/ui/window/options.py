"""Settings: theme and zone of this person, and the open desk's own rules."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.desk import Desk
from desktop.desk.rules import Rules, keep, rules_of
from desktop.desk.settings import Settings
from desktop.records.errors import Mendable
from desktop.records.words import N_, _
from desktop.records.zones import ZONES
from desktop.ui.kit import theme
from desktop.ui.kit.widgets import label
from desktop.ui.window.rules import RulesPane

THEMES = (
    ("system", N_("As the system has it")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
)


class OptionsDialog(QDialog):
    """Theme, zone and the desk's rules; kept when the person says so."""

    def __init__(
        self, settings: Settings, desk: Desk | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._desk = settings, desk
        self.setWindowTitle(_("Settings"))
        self.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.GROUP)
        column.setSpacing(theme.GAP)
        self.theme = self._choice(column, _("Theme"))
        for code, words in THEMES:
            self.theme.addItem(_(words), code)
        self.theme.setCurrentIndex(max(self.theme.findData(settings.theme), 0))
        self.zone = self._choice(column, _("Time zone of what you type"))
        for name, words in ZONES.items():
            self.zone.addItem(f"{words} ({name})" if words != name else words, name)
        self.zone.setCurrentIndex(max(self.zone.findData(settings.zone), 0))
        column.addSpacing(theme.GAP)
        self.rules = RulesPane(rules_of(desk) if desk is not None else Rules())
        self.rules.setEnabled(desk is not None and not desk.read_only)
        column.addWidget(label(_("This desk")))
        column.addWidget(self.rules, 1)
        self._problem = QLabel()
        self._problem.setProperty("role", "error")
        self._problem.setWordWrap(True)
        column.addWidget(self._problem)
        column.addSpacing(theme.GAP)
        buttons = QDialogButtonBox()
        agreed = QPushButton(_("Keep settings"))
        agreed.setProperty("role", "primary")
        agreed.setDefault(True)
        buttons.addButton(agreed, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    @staticmethod
    def _choice(column: QVBoxLayout, words: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(words)
        said = label(words)
        said.setBuddy(box)
        column.addWidget(said)
        column.addWidget(box)
        return box

    def accept(self) -> None:
        """Keep the settings; the desk's rules are a change in its history."""
        if self._desk is not None and self.rules.isEnabled():
            try:
                keep(self._desk, self.rules.rules())
            except Mendable as error:
                self._problem.setText(str(error))
                return
        self._settings.theme = str(self.theme.currentData())
        self._settings.zone = str(self.zone.currentData())
        self._settings.save()
        super().accept()
