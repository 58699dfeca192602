"""A bug must not take anything along: it is logged, shown with a report, and the window lives."""

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

import PySide6
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

import desktop
from desktop.records.errors import Mendable
from desktop.records.words import _
from desktop.ui.kit import theme

log = logging.getLogger(__name__)


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return what a person can copy into a bug report; it holds no content of records."""
    about = (
        f"Incident Desk {desktop.__version__}, Python {platform.python_version()}, "
        f"PySide {PySide6.__version__}, {platform.platform()}"
    )
    where = "".join(traceback.format_tb(trace))
    return f"{about}\n\n{where}{kind.__name__}"


class CrashDialog(QDialog):
    """Says that something went wrong, what became of the typed text, and offers the report."""

    def __init__(self, text: str, *, kept: bool = True) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle(_("Something went wrong"))
        self.setMinimumSize(560, 360)
        typed = (
            _("What you typed is kept as a draft, and what was saved is as it was.")
            if kept
            else _(
                "What you typed could not be kept as a draft: copy it elsewhere before you close "
                "the window. What was saved is as it was."
            )
        )
        said = QLabel(
            _(
                "The program met a mistake of its own. {typed} You can go on working; if it "
                "happens again, send this report to whoever looks after the program."
            ).format(typed=typed)
        )
        said.setWordWrap(True)
        self.details = QPlainTextEdit(text)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("Report"))
        buttons = QDialogButtonBox()
        copy = QPushButton(_("Copy the report"))
        copy.clicked.connect(lambda: QApplication.clipboard().setText(text))
        go_on = QPushButton(_("Go on working"))
        go_on.setProperty("role", "primary")
        go_on.setDefault(True)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.GROUP)
        column.setSpacing(theme.GROUP)
        column.addWidget(said)
        column.addWidget(self.details, 1)
        column.addWidget(buttons)


class Handler:
    """What `sys.excepthook` calls: keeps the draft first, then logs, then tells the person."""

    def __init__(self, keep: Callable[[], bool], complain: Callable[[str], None]) -> None:
        self._keep, self._complain = keep, complain
        self._telling = False

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Handle one uncaught exception."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            QApplication.quit()
            return
        if isinstance(error, Mendable):
            log.warning("%s", kind.__name__)
            self._complain(str(error))
            return
        log.error("uncaught", exc_info=(kind, error, trace))
        if self._telling:
            return
        self._telling = True
        try:
            CrashDialog(report(kind, trace), kept=self._kept()).exec()
        finally:
            self._telling = False

    def _kept(self) -> bool:
        """Keep the draft; whatever hinders that must not hinder the telling."""
        try:
            return self._keep()
        except Exception:
            log.exception("the draft could not be kept")
            return False
