"""The bar over a file of several statements: which one is shown, and what became of the others."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.desk.posts import Post
from desktop.records.words import _
from desktop.ui.kit import actions, theme
from desktop.ui.kit.icons import icon
from desktop.ui.kit.widgets import button, label


class QueueBar(QWidget):
    """The statements of a file, one after another; `turned` tells that another one is shown."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.posts: list[Post] = []
        self.at = 0
        self.done: set[int] = set()
        self.words = label("", "label")
        self.back = button(_("Previous"), lambda: self.step(-1), "quiet")
        self.back.setIcon(icon("back", "link"))
        self.back.setToolTip(actions.tooltip("previous statement"))
        self.next = button(_("Skip to the next"), lambda: self.step(1), "quiet")
        self.next.setToolTip(actions.tooltip("next statement"))
        self.close_button = button(_("Close the file"), self.clear, "quiet")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.EDGE, 0, theme.EDGE, theme.GRID)
        line.setSpacing(theme.GAP)
        line.addWidget(self.words)
        line.addWidget(self.back)
        line.addWidget(self.next)
        line.addStretch(1)
        line.addWidget(self.close_button)
        self.hide()

    def load(self, posts: Sequence[Post]) -> None:
        """Begin with the statements of a file."""
        self.posts, self.at, self.done = list(posts), 0, set()
        self._turn()

    def clear(self) -> None:
        """Let go of the file."""
        self.posts, self.at, self.done = [], 0, set()
        self._turn()

    @property
    def current(self) -> Post | None:
        """The statement that is shown, or None without a file."""
        return self.posts[self.at] if self.posts else None

    def step(self, by: int) -> bool:
        """Go to another statement; return whether there is one."""
        to = self.at + by
        if not 0 <= to < len(self.posts):
            return False
        self.at = to
        self._turn()
        return True

    def finish(self) -> bool:
        """Take note that this one is done with, and go to the next that is not; False at the end.

        The end is when none is left, before or after.
        """
        self.done.add(self.at)
        order = [*range(self.at + 1, len(self.posts)), *range(self.at)]
        left = [place for place in order if place not in self.done]
        if left:
            self.at = left[0]
        self._turn()
        return bool(left)

    def _turn(self) -> None:
        self.setVisible(bool(self.posts))
        said = _("Statement {n} of {total}").format(n=self.at + 1, total=len(self.posts))
        told = [said, _("{n} accepted").format(n=len(self.done)) if self.done else ""]
        if self.at in self.done:
            told.append(_("this one is accepted already"))
        self.words.setText(" · ".join(one for one in told if one))
        self.back.setEnabled(self.at > 0)
        self.next.setEnabled(self.at + 1 < len(self.posts))
        self.turned.emit()
