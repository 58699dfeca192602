"""A quiet line that says how far long work is, and stops it."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from desktop.desk.tasks import PATIENCE_MS, Task
from desktop.records.words import _
from desktop.ui.kit import theme
from desktop.ui.kit.timers import after
from desktop.ui.kit.widgets import button, label


class ProgressStrip(QWidget):
    """Shows a task that takes longer than `PATIENCE_MS`, until it ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._words = label("", "muted")
        self._figures = label("", "muted")
        self._figures.setFont(theme.numbers())
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme.GRID)
        self._bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.stop_button = button(_("Stop"), self._stop, "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self._words)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._figures)
        layout.addWidget(self.stop_button)
        self._patience = after(self, PATIENCE_MS, self.show)
        self.hide()

    def follow(self, task: Task, words: str) -> None:
        """Show how far a task is under the name of what it does; the one before is let go."""
        self._leave()
        self._task = task
        self._words.setText(words)
        self._figures.setText("")
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(words)
        self.stop_button.setAccessibleName(_("Stop: {work}").format(work=words))
        self.stop_button.setEnabled(True)
        task.progressed.connect(self._advance)
        task.ended.connect(self._leave)
        self._patience.start()

    @property
    def figures(self) -> str:
        """How far the work is, in words."""
        return self._figures.text()

    def _advance(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(min(done, total))
        self._figures.setText(_("{n} of {m}").format(n=f"{done:,}", m=f"{total:,}"))

    def _stop(self) -> None:
        if self._task is not None:
            self._task.stop()
            self.stop_button.setEnabled(False)
            self._words.setText(_("Stopping…"))

    def _leave(self) -> None:
        if self._task is not None:
            self._task.progressed.disconnect(self._advance)
            self._task.ended.disconnect(self._leave)
            self._task = None
        self._patience.stop()
        self.hide()
