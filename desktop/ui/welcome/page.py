"""What is shown while no desk is open."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.desk.settings import Settings
from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.actions import SPECS, keys
from desktop.ui.kit.icons import icon

WIDTH = 460


class WelcomePage(QWidget):
    """Offers a new desk, an existing one, the recent ones and the sample."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._recent = QVBoxLayout()
        self._recent.setSpacing(theme.GRID)
        column = QVBoxLayout()
        column.setSpacing(theme.GAP)
        column.addStretch(2)
        column.addLayout(self._heading())
        column.addSpacing(theme.GROUP)
        self.new = self._offer("new desk", _("Make a new desk"), "plus", self.new_wanted.emit)
        self.new.setProperty("role", "primary")
        self.new.setIcon(icon("plus", "on_accent"))
        self.open = self._offer("open desk", _("Open a desk"), "desk", self.open_wanted.emit)
        self.sample = self._offer("", _("Open the sample"), "list", self.sample_wanted.emit)
        for button in (self.new, self.open, self.sample):
            column.addWidget(button)
        column.addSpacing(theme.GROUP)
        column.addLayout(self._recent)
        column.addStretch(3)
        middle = QWidget()
        middle.setFixedWidth(WIDTH)
        middle.setLayout(column)
        row = QHBoxLayout(self)
        row.addStretch()
        row.addWidget(middle)
        row.addStretch()
        self.refresh()

    @staticmethod
    def _heading() -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(icon("desk", "link").pixmap(48, 48))
        title = QLabel(_("Incident Desk"))
        title.setFont(theme.font(scale=1.8, bold=True))
        said = QLabel(_("Every number with who said it, for which hours, in which words."))
        said.setProperty("role", "muted")
        said.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(theme.GRID)
        words.addWidget(title)
        words.addWidget(said)
        row = QHBoxLayout()
        row.setSpacing(theme.GROUP)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    @staticmethod
    def _offer(action: str, words: str, picture: str, wanted: Callable[[], object]) -> QPushButton:
        button = QPushButton(icon(picture), words)
        button.setMinimumHeight(36)
        button.setAccessibleName(words)
        if action in SPECS:
            button.setToolTip(f"{words} ({keys(action)})")
        button.clicked.connect(lambda _checked=False: wanted())
        return button

    def refresh(self) -> None:
        """Show the recent desks as the settings have them now."""
        while item := self._recent.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if not self._settings.recent:
            return
        line = QFrame()
        line.setFrameShape(QFrame.Shape.NoFrame)
        heading = QLabel(_("Recent desks"))
        heading.setProperty("role", "muted")
        self._recent.addWidget(heading)
        for path in self._settings.recent:
            self._recent.addWidget(self._recent_button(path))

    def _recent_button(self, path: str) -> QPushButton:
        there = Path(path).exists()
        name = Path(path).stem
        button = QPushButton(name if there else _("{name} (not found)").format(name=name))
        button.setProperty("role", "quiet")
        button.setStyleSheet("text-align: left;")
        button.setToolTip(path)
        button.setAccessibleName(_("Open {name}").format(name=name))
        button.setAccessibleDescription(path)
        button.clicked.connect(lambda _checked=False, path=path: self.recent_wanted.emit(path))
        return button
