"""F1: every shortcut, from the declarations of the actions."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.actions import SPECS, Spec


def _keys(spec: Spec) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(keys).toString(native) for keys in spec.keys)


class ShortcutsDialog(QDialog):
    """Lists every action with its keys, by where it works; narrowed as one types."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.resize(560, 640)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find an action or a key"))
        self.search.setAccessibleName(_("Find an action or a key"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(_("Shortcuts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.GROUP)
        column.setSpacing(theme.GROUP)
        column.addWidget(self.search)
        column.addWidget(self.area, 1)
        self._fill()

    def _fill(self) -> None:
        sought = self.search.text().strip().casefold()
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(theme.GROUP)
        grid.setVerticalSpacing(theme.GRID)
        grid.setColumnStretch(0, 1)
        row = 0
        group = ""
        for spec in SPECS.values():
            words, keys = _(spec.text).rstrip("…"), _keys(spec)
            if not keys or (sought and sought not in f"{words} {keys}".casefold()):
                continue
            if spec.group != group:
                group = spec.group
                heading = QLabel(_(group))
                heading.setFont(theme.font(bold=True))
                heading.setContentsMargins(0, theme.GAP if row else 0, 0, 0)
                grid.addWidget(heading, row, 0, 1, 2)
                row += 1
            said = QLabel(keys)
            said.setProperty("role", "muted")
            said.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(QLabel(words), row, 0)
            grid.addWidget(said, row, 1)
            row += 1
        if row == 0:
            nothing = QLabel(_("No action is called that."))
            nothing.setProperty("role", "muted")
            grid.addWidget(nothing, 0, 0)
        grid.setRowStretch(row + 1, 1)
        self.area.setWidget(inside)
