"""Asks who is working: a name and a role."""

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.settings import Settings
from desktop.records.words import N_, _
from desktop.ui.kit import theme

ROLES = (
    ("editor", N_("Editor"), N_("Enters incidents and submits them.")),
    ("reviewer", N_("Reviewer"), N_("Checks what others submitted; returns or approves it.")),
    ("both", N_("Both"), N_("Enters, and reviews what others entered.")),
)


class PersonDialog(QDialog):
    """Asks for a name and a role; they stand beside every change in the history."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(_("Who is working?"))
        self.setMinimumWidth(420)
        intro = QLabel(_("Your name stands beside every change that you make, in the history."))
        intro.setProperty("role", "muted")
        intro.setWordWrap(True)
        self.name = QLineEdit(settings.name)
        self.name.setMaxLength(80)
        self.name.setPlaceholderText(_("for example: A. Editor"))
        self.name.setAccessibleName(_("Name"))
        label = QLabel(_("Name"))
        label.setProperty("role", "label")
        label.setBuddy(self.name)
        self.roles = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.GROUP)
        column.setSpacing(theme.GAP)
        column.addWidget(intro)
        column.addSpacing(theme.GAP)
        column.addWidget(label)
        column.addWidget(self.name)
        column.addSpacing(theme.GAP)
        for number, (code, words, meaning) in enumerate(ROLES):
            button = QRadioButton(_(words))
            button.setChecked(code == settings.role)
            button.setAccessibleDescription(_(meaning))
            self.roles.addButton(button, number)
            column.addWidget(button)
            said = QLabel(_(meaning))
            said.setProperty("role", "muted")
            said.setContentsMargins(24, 0, 0, theme.GRID)
            column.addWidget(said)
        column.addSpacing(theme.GAP)
        buttons = QDialogButtonBox()
        self.keep = QPushButton(_("Keep name and role"))
        self.keep.setProperty("role", "primary")
        self.keep.setDefault(True)
        buttons.addButton(self.keep, QDialogButtonBox.ButtonRole.AcceptRole)
        if settings.name:
            buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.name.textChanged.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        self.keep.setEnabled(bool(self.name.text().strip()))

    def accept(self) -> None:
        """Keep the name and the role in the settings."""
        self._settings.name = " ".join(self.name.text().split())
        self._settings.role = ROLES[max(self.roles.checkedId(), 0)][0]
        self._settings.save()
        super().accept()
